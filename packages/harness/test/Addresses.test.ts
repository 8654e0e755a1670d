/** Where requests go: to the vendor that the settings name and to the member that was asked for, and nowhere else. */
import * as Update from "@muster/adapter-kit/Update"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { firstReading } from "@muster/twin-kit"
import { describe, expect, it } from "vitest"
import * as Bench from "../src/Bench.ts"
import * as Between from "../src/Between.ts"
import * as Meddler from "../src/Meddler.ts"
import { token } from "../src/Scenario.ts"
import { onEloomi } from "../src/scenarios/Eloomi.ts"
import { scenarios } from "../src/Scenarios.ts"

/** Names that are something else in a URL, unless they are written as one segment of it. */
const strange = [
  ["a/b", "a/../b", "../../a", "//vendor.example", "@vendor.example", "a\\b", "a;b=c", "a:b", "a&b=c"],
  ["a?b=c", "a#b", "a b", " ", "+", "a+b", "%", "%2F", "a%2e%2e", "%2e%2e", "%2E", "%00", "..%2f", "..."],
  ["a\u0000b", "a\nb", "a\r\nHost: vendor.example", "\t", "\u007f", "\u0085", "\u202e", "\ufeff"],
  ["å", "日本", "e\u0301", "😀", "\uffff", ".json", "a.json", "constructor", "__proto__"],
  ["a".repeat(1024)]
].flat()

/** Names that no URL can carry, or nobody can have. */
const impossible = ["", ".", "..", "\ud800", "a\udfff", "a".repeat(1025)]

/** The command line's client for every vendor; what another client does differently, it does for all. */
const everyone = [
  ...scenarios.map((scenario) => ({ ...scenario, client: "undici" as const })),
  ...scenarios.slice(-1).map((scenario) => ({ ...scenario, client: "fetch" as const }))
]

describe.concurrent.each(everyone)("$subject.id by $client", ({ client, ...scenario }) => {
  const { harmless, member } = scenario

  it.each([
    ["another path", "/led"],
    ["another host", "http://HOST/led"],
    ["another host, by the same protocol", "//HOST/led"]
  ])("is not led to %s, and takes no token there", async (_, target) => {
    const ended = await Between.run(
      scenario,
      Effect.fnUntraced(function* (between) {
        const { meddler, vendor } = between
        const foreign = yield* Meddler.make
        const location = target.replace("HOST", new URL(foreign.url).host)
        const led = (status: number) => Meddler.answer("{}", { location }, status)
        const plan = yield* Update.plan(vendor, member, harmless)
        meddler.spoil = (_at, method) => (method === "GET" ? undefined : led(307))
        const { status } = yield* Update.apply(vendor, plan)
        const { texts } = yield* Between.honest(between, member)
        const reads = yield* Effect.forEach([301, 302, 303, 307, 308], (status) =>
          Between.read(between, member, texts, texts.length - 1, led(status))
        )
        const followed = meddler.seen.filter(({ url }) => url.includes("led"))
        return { status, reads, requests: [...foreign.seen, ...followed] }
      }),
      { client }
    )

    expect(ended).toEqual({ status: "confirmed", reads: Array(5).fill("Unintelligible"), requests: [] })
  })
})

describe.concurrent.each(scenarios)("$subject.id", ({ login, member, ...scenario }) => {
  it.each([
    "http://vendor.example",
    "http://0.0.0.0",
    "http://127.0.0.1.vendor.example",
    "http://127.0.0.1@vendor.example",
    "http://localhost.vendor.example",
    "http://localhost:80@vendor.example",
    "https://name:word@vendor.example",
    "https://vendor.example/?to=here",
    "https://vendor.example/#here",
    "ftp://localhost",
    "vendor.example"
  ])("is told no token at %s", async (baseUrl) => {
    const credentials = Effect.die("somebody asked for the token")
    const connections = [
      Effect.asVoid(scenario.subject.connect({ baseUrl, credentials })),
      ...(login === undefined ? [] : [Effect.asVoid(login.ask({ baseUrl }))])
    ]
    const errors = await Effect.forEach(connections, (connection) => Effect.flip(connection)).pipe(
      Effect.provide(Bench.client),
      Effect.runPromise
    )

    expect(errors.map(({ _tag, setting }) => [_tag, setting])).toEqual(
      connections.map(() => ["Misconfigured", "baseUrl"])
    )
  })

  const [name = "", known = ""] = Object.entries(member)[0] ?? []

  /** The segments of a path and the values of its query, as whoever receives them understands them. */
  const understood = (url: string) => {
    const { pathname, searchParams } = new URL(url, "http://vendor.example")
    return [...pathname.split("/").map(decodeURIComponent), ...searchParams.values()]
  }

  /** The requests for members of these names, beside those for somebody ordinary. */
  const asked = (ids: ReadonlyArray<string>) =>
    Between.run(
      { ...scenario, member },
      Effect.fnUntraced(function* ({ meddler, vendor }) {
        const requests = () => meddler.seen.splice(0).map(({ url }) => understood(url))
        yield* vendor.read(member)
        const usual = requests()
        const strange = yield* Effect.forEach(ids, (id) =>
          Effect.map(Effect.exit(vendor.read({ [name]: id })), (exit) => ({
            ending: Between.ending(exit),
            requests: requests()
          }))
        )
        return { usual, strange }
      })
    )

  it("is asked for a member by the very name, whatever it is", async () => {
    const seen = await asked(strange)

    for (const [at, id] of strange.entries()) {
      const { ending, requests } = seen.strange[at] ?? {}
      expect(requests).toEqual(seen.usual.map((parts) => parts.map((part) => part.replace(known, () => id))))
      expect(["Invalid", "NotFound"]).toContain(ending)
    }
  })

  it("is not asked for a member whom no URL can name", async () => {
    const seen = await asked(impossible)

    expect(seen.strange).toEqual(impossible.map(() => ({ ending: "Invalid", requests: [] })))
  })
})

it("eloomi updates an employee of any name, and nobody else", async () => {
  const { harmless, seed, subject } = onEloomi
  const people = strange.map((employee_id, at) => ({ id: at, employee_id, email: `${at}@mail.example` }))

  const counts = await Effect.gen(function* () {
    const bench = yield* Bench.make(subject, {
      reading: firstReading(subject.axes),
      seed: { ...(seed as object), users: people },
      settings: { credentials: Effect.succeed(Redacted.make(token)) }
    })
    return yield* Effect.forEach(people, ({ employee_id }) =>
      Effect.gen(function* () {
        const plan = yield* Update.plan(bench.vendor, { employee_id }, harmless)
        const { member, status } = yield* Update.apply(bench.vendor, plan)
        const state = JSON.stringify(yield* bench.control("GET", "state"))
        return [member["employee_id"], status, state.split("canary-new").length - 1]
      })
    )
  }).pipe(Effect.scoped, Effect.provide(Bench.client), Effect.runPromise)

  expect(counts).toEqual(strange.map((id, at) => [id, "confirmed", at + 1]))
})
