/** A served twin is put to the very checks that its pure rules pass, and nothing is lost on the way there and back. */
import { fileURLToPath } from "node:url"
import { firstReading, type Response } from "@muster/twin-kit"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { createSyncFn } from "synckit"
import { describe, expect, it } from "vitest"
import { type PureBench, pureBench } from "../src/Clause.ts"
import * as Remote from "../src/Remote.ts"
import { Running } from "../src/Running.ts"
import { type Trial, trials } from "../src/saboteurs/Trials.ts"
import type { Ask } from "../src/Subject.ts"
import { eightyEightMiles } from "../src/subjects/EightyEightMiles.ts"
import * as AtTwin from "../src/verify/AtTwin.ts"
import type { Finding } from "../src/verify/Finding.ts"
import { echo } from "./Echo.ts"
import type { Serve, Served } from "./Served.ts"

const served = createSyncFn<Serve>(fileURLToPath(new URL("./Served.ts", import.meta.url)))

const placeOf = ({ controlToken, url }: Served): Remote.Place => ({
  baseUrl: url,
  controlToken: Redacted.make(controlToken)
})

/** What a twin remembers. */
const stateOf = async ({ controlToken, url }: Served): Promise<unknown> => {
  const headers = { authorization: `Bearer ${controlToken}` }
  return (await fetch(`${url}/-/state`, { headers })).json()
}

/** What is asked and answered at a bench; of the headers of an answer, those that rules give, not the connection. */
const transcribing = ({ reading, start }: PureBench) => {
  const transcript: Array<unknown> = []
  const listen = (running: Running): Running => ({
    ask: (asked) => {
      const response = running.ask(asked)
      transcript.push([asked, { ...response, headers: ofRules(response) }])
      return response
    },
    happen: running.happen,
    fork: () => listen(running.fork())
  })
  return { transcript, bench: { reading, start: (seed: unknown) => listen(start(seed)) } }
}

const ofRules = ({ headers }: Response) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !ofConnection.has(name)))

const ofConnection = new Set(["connection", "content-length", "date", "keep-alive", "transfer-encoding"])

/** What becomes of a vendor's clauses at a place. */
const verify = (
  { clauses, subject }: Pick<Trial, "clauses" | "subject">,
  place: Served,
  told: Array<Finding> = []
) =>
  AtTwin.verify(
    { clauses, subject },
    clauses.map(({ id, says }) => ({ id, says, status: "documented" })),
    placeOf(place),
    (finding) => Effect.sync(() => void told.push(finding))
  ).pipe(Effect.runPromise)

/** Saboteurs of different clauses, each of which breaks no other one. */
const saboteurs: Readonly<Record<string, ReadonlyArray<string>>> = {
  digits: ["D4-keeps-missing-role", "D11-existing-only", "D15-no-credential"],
  sailpoint: ["S1-owner-moves", "S3-lastName-is-optional", "S9-no-credential"],
  eloomi: ["E3-bare", "E6-words-count", "E12-instant-mails"],
  biot: ["B1-writes-to-everybody", "B10-same-phone", "B15-modified-stays"],
  "88miles": ["M1-left-out-active-activates", "M2-mails-nobody", "M3-402-other-status"]
}

describe.each(trials)("verifying a twin of $subject.id", ({ clauses, subject }) => {
  it("finds that every clause holds, by the same answers to the same questions as its pure rules give", async () => {
    const compared = clauses.map((clause) => ({
      ...clause,
      check: (bench: PureBench) => {
        const here = transcribing(pureBench(subject, firstReading(subject.axes)))
        const there = transcribing(bench)
        const outcome = clause.check(there.bench)
        expect([clause.id, outcome]).toEqual([clause.id, clause.check(here.bench)])
        expect(there.transcript).toEqual(here.transcript)
        return outcome
      }
    }))
    const told: Array<Finding> = []

    const findings = await verify({ clauses: compared, subject }, served(subject.id), told)

    expect(findings).toEqual(clauses.map(({ id, says }) => ({ clause: id, says, status: "held" })))
    expect(told).toEqual(findings)
  })

  it.each(saboteurs[subject.id] ?? [])("finds that %s breaks its clause and no other one", async (id) => {
    const findings = await verify({ clauses, subject }, served(subject.id, id))

    const broken = findings.filter(({ status }) => status === "broken")
    expect(broken.map(({ clause }) => clause)).toEqual([id.slice(0, id.indexOf("-"))])
  })
})

const miles = trials.filter(({ subject }) => subject === eightyEightMiles)

describe.each(miles)("what is found at a saboteur", ({ clauses, subject }) => {
  it("shows the last write, and what was read after it; the twin is as it was", async () => {
    const place = served(subject.id, "M1-left-out-active-activates")

    const findings = await verify({ clauses, subject }, place)

    expect(await stateOf(place)).toBeNull()
    const told = findings.flatMap((finding) => (finding.status === "broken" ? finding.told.split("\n") : []))
    expect(told[0]).toMatch(/^not so: whoever is inactive stays so/)
    expect(told.filter((line) => /^(PUT|GET|HTTP) /.test(line))).toEqual([
      expect.stringMatching(/^PUT \/api\/1\/staff\/[\w-]+\.json$/),
      "HTTP 200",
      expect.stringMatching(/^GET \/api\/1\/staff\/[\w-]+\.json$/),
      "HTTP 200"
    ])
  })

  it("names a documented clause that no check holds on to, and passes over what is not documented", async () => {
    const says = "Something is so."
    const findings = await AtTwin.verify(
      { clauses: [], subject },
      [
        { id: "M1", says, status: "documented" },
        { id: "M2", says, status: "silent" }
      ],
      placeOf(served(subject.id)),
      () => Effect.void
    ).pipe(Effect.runPromise)

    const why = "There is no check for it."
    expect(findings).toEqual([{ clause: "M1", says, status: "unchecked", wants: "operation", why }])
  })
})

const connected = (place: Remote.Place) => Effect.runPromise(Remote.connect(echo, place))

/** Everything that a request may be written like. */
const requests: ReadonlyArray<Parameters<Ask>[0]> = [
  {
    method: "GET",
    path: "/a/./b/../%2e%2E/c%2Fd//e/",
    query: new Map([
      ["q&=?", "ä +%20"],
      ["__proto__", ""]
    ])
  },
  { method: "GET", path: "/a|b'(c)", headers: { authorization: "", clientid: "", accept: "text/plain" } },
  { method: "PUT", path: "/a", body: '{"name":"Zoë 🎈"}' },
  { method: "PATCH", path: "/a", body: "{}", headers: { "content-type": "application/json-patch+json" } },
  { method: "POST", path: "/a", body: "\ufeff plain", headers: { "content-type": "" } },
  { method: "POST", path: "/a", headers: { "content-type": "application/json" } },
  { method: "DELETE", path: "/a" }
]

/** What a vendor was sent, without the headers that every connection has. */
const heard = (running: Running, asked: Parameters<Ask>[0]) => {
  const { headers, ...request } = JSON.parse(running.ask(asked).body) as { readonly headers: object }
  const names = Object.entries(headers).filter(([name]) => name !== "host" && !ofConnection.has(name))
  return { ...request, headers: Object.fromEntries(names) }
}

describe("a remote twin", () => {
  it("is sent exactly what the pure rules are handed", async () => {
    const remote = (await connected(placeOf(served("echo")))).start("seed")
    const pure = Running.start(echo, {}, "seed")

    for (const asked of requests) expect(heard(remote, asked)).toEqual(heard(pure, asked))
  })

  it("has forks and other starts that know nothing of each other, however they take turns", async () => {
    const remote = await connected(placeOf(served("echo")))
    const play = ({ start }: PureBench): ReadonlyArray<string> => {
      const said: Array<string> = []
      const say = (running: Running, body: string) =>
        said.push(running.ask({ method: "POST", path: "/", body }).body)
      const first = start("first")
      const untouched = first.fork()
      first.happen("one")
      const fork = first.fork()
      say(first, "two")
      const second = start("second")
      for (const [at, each] of [fork, second, first, fork.fork(), second.fork(), first].entries()) {
        say(each, `turn ${at}`)
        each.happen(`event ${at}`)
      }
      const all = [first, untouched, fork, second]
      return [...said, ...all.map((each) => each.ask({ method: "GET", path: "/-/state" }).body)]
    }
    const bodies = (texts: ReadonlyArray<string>) =>
      texts.map((text) => {
        const json = JSON.parse(text) as { readonly happened?: unknown }
        return json.happened ?? json
      })

    const there = play(remote)

    expect(bodies(there)).toEqual(bodies(play(pureBench(echo, {}))))
    expect(bodies(there).slice(-4)).toEqual([
      ["first", "one", "two", "turn 2", "event 2", "turn 5", "event 5"],
      ["first"],
      ["first", "one", "turn 0", "event 0"],
      ["second", "turn 1", "event 1"]
    ])
  })

  it("remembers afterwards what it remembered before, with a seed or without one", async () => {
    const place = served("echo")
    const remote = await connected(placeOf(place))
    const disturbed = () => {
      const putBack = remote.keep()
      remote.start("another").happen("something")
      putBack()
    }

    disturbed()
    expect(await stateOf(place)).toBeNull()
    const running = remote.start("mine")
    running.happen("an event")
    disturbed()
    expect(await stateOf(place)).toEqual(["mine", "an event"])
    running.happen("more")
    expect(await stateOf(place)).toEqual(["mine", "an event", "more"])
  })
})

describe("where no clause can be tried", () => {
  const failure = (place: Partial<Remote.Place>, talk: (remote: Remote.Remote) => unknown = () => {}) => {
    const { controlToken, url } = served("echo")
    return Remote.connect(echo, { baseUrl: url, controlToken: Redacted.make(controlToken), ...place }).pipe(
      Effect.flatMap((remote) => Remote.talking(() => talk(remote))),
      Effect.flip,
      Effect.map((error) => [error._tag, error.message]),
      Effect.runPromise
    )
  }
  const asking = (path: string) => (remote: Remote.Remote) =>
    remote.start("seed").ask({ method: "GET", path })

  it.each([
    ["nothing answers", { baseUrl: "http://127.0.0.1:1" }, /^nothing answers at this address; start/],
    [
      "a stranger answers",
      { baseUrl: served("stranger").url },
      /control interface of a twin; give the address/
    ],
    ["another vendor's twin answers", placeOf(served("digits")), /another vendor than echo; name the vendor/],
    [
      "the token is wrong",
      { controlToken: Redacted.make("wrong") },
      /refuses the control token; give the one/
    ]
  ])("says that %s, and the way out", async (_, place, message) => {
    expect(await failure(place)).toEqual(["NoTwin", expect.stringMatching(message)])
  })

  it.each([
    ["sends its callers elsewhere", "/moved", /^the server sends its callers elsewhere; give/],
    ["says too much", "/long", /^an answer is longer than any twin's; give/]
  ])("says that the server %s", async (_, path, message) => {
    expect(await failure({}, asking(path))).toEqual(["NoTwin", expect.stringMatching(message)])
  })

  it("says that the server takes too long", async () => {
    const { controlToken, url } = served("echo")
    const headers = { authorization: `Bearer ${controlToken}` }
    const body = JSON.stringify([{ status: 200, delayMs: 5000 }])
    await fetch(`${url}/-/faults`, { method: "POST", headers, body })

    const place = { ...placeOf({ controlToken, url }), timeout: "1 second" } as const
    expect(await failure(place, asking("/"))).toEqual([
      "NoTwin",
      expect.stringMatching(/^the server takes too long to answer; look/)
    ])
  })

  it("does not send a control token over a network in the open", async () => {
    const [tag, message] = await failure({ baseUrl: "http://vendor.example" })

    expect([tag, message]).toEqual(["Misconfigured", expect.stringContaining("has to be https")])
  })
})
