/** What nobody may read: no secret in anything that is written, no person in what was not asked for. */
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Redacted from "effect/Redacted"
import { describe, expect, it } from "vitest"
import { attempt, ending, type Fault, type Seen } from "../src/Attempts.ts"
import * as Diagnostics from "../src/Diagnostics.ts"
import { renewed, type Scenario, token } from "../src/Scenario.ts"
import { onEloomi, password } from "../src/scenarios/Eloomi.ts"
import { scenarios } from "../src/Scenarios.ts"
import type { Subject } from "../src/Subject.ts"

const once = { retries: 0 }

describe("diagnostics", () => {
  it.each([
    ["an error", Effect.fail(new Error(token))],
    ["a member of an error", Effect.fail(Object.assign(new Error("refused"), { deep: { inside: token } }))],
    ["a log line", Effect.logDebug("sent", { deep: { inside: token } })],
    ["a span's name", Effect.withSpan(Effect.void, token)],
    ["a span's attribute", Effect.withSpan(Effect.void, "read", { attributes: { inside: token } })]
  ])("show a canary that sits in %s, so the tests below would see it", async (_, leak) => {
    const { text } = await Effect.runPromise(Diagnostics.of<void, Error>(leak))

    expect(text).toContain(token)
  })
})

/**
 * A secret is nowhere, a person in nothing that was not asked for. The vendor's words may hold what the vendor knows
 * from elsewhere, and nothing that it was told just now.
 */
const secretive = ({ people, secrets }: Scenario, seen: Seen, told: ReadonlyArray<string> = [token]) => {
  const { bodies, text, words } = seen
  const written = [text, seen.papers, seen.addresses].join("\n")
  const sent = [...told, ...secrets.filter((secret) => bodies.some((body) => body.includes(secret)))]
  expect(text).not.toBe("")
  expect(people.filter((person) => text.includes(person))).toEqual([])
  expect(secrets.filter((secret) => written.includes(secret))).toEqual([])
  expect(sent.filter((secret) => words.includes(secret))).toEqual([])
}

const json = { "content-type": "application/json" }

describe.concurrent.each(scenarios)("what is written about $subject.id", (scenario) => {
  const { echo, meanwhile, people, unsent } = scenario

  it("names no person, target or secret when all is well", async () => {
    const seen = await attempt(scenario, {})

    expect(ending(seen)).toBe("confirmed")
    expect(seen.text).toContain(`${scenario.subject.id}.write`)
    expect(people.some((canary) => seen.papers.includes(canary))).toBe(true)
    secretive(scenario, seen)
  })

  it.each([400, 401, 402, 403, 404, 409, 422, 429, 500, 503])(
    "names no person, target or secret when a %i repeats them all",
    async (status) => {
      const fault = { status, headers: { ...json, location: echo }, body: echo }
      const [read, write] = await Promise.all([
        attempt(scenario, { onRead: [fault, fault], settings: once }),
        attempt(scenario, { onWrite: [fault, fault], settings: once })
      ])

      expect(Exit.isFailure(read.exit)).toBe(true)
      expect(people.some((person) => read.words.includes(person))).toBe(true)
      secretive(scenario, read)
      secretive(scenario, write)
    }
  )

  it.each([
    ["is no JSON", { status: 200, headers: json, body: `{${echo}` }],
    ["is cut short", { status: 200, headers: json, body: echo.slice(0, -2) }],
    ["is not called JSON", { status: 200, headers: { "content-type": "text/html" }, body: echo }],
    ["has the wrong shape", { status: 200, headers: json, body: echo }],
    ["leads elsewhere", { status: 302, headers: { location: `http://127.0.0.1/${token}` } }],
    ["never comes", { drop: true }],
    ["comes too late", { status: 200, headers: json, body: echo, delayMs: 1400 }]
  ])("names no person, target or secret when an answer %s", async (_, fault) => {
    const settings = { ...once, timeout: "2 seconds" } as const
    const [read, write] = await Promise.all([
      attempt(scenario, { onRead: [fault], settings }),
      attempt(scenario, { onWrite: [{ ...fault, apply: true }], settings })
    ])

    expect(Exit.isFailure(read.exit)).toBe(true)
    expect(ending(write)).toBe("confirmed")
    secretive(scenario, read)
    secretive(scenario, write)
  })

  it("names no person, target or secret when a token has ended, and another one follows", async () => {
    const ended = { status: 401, headers: json, body: echo }
    const settings = { ...once, renew: Effect.succeed(Redacted.make(renewed)) }

    const read = await attempt(scenario, { onRead: [ended], settings })
    const write = await attempt(scenario, { onWrite: [ended], settings })

    expect([ending(read), ending(write), write.writes]).toEqual(["confirmed", "confirmed", 2])
    secretive(scenario, read)
    secretive(scenario, write)
  })

  it.each(unsent)("names no person, target or secret when a change is %s", async (reason, change) => {
    const seen = await attempt(scenario, { change })

    expect(ending(seen)).toBe(reason)
    expect(seen.writes).toBe(0)
    secretive(scenario, seen)
  })

  it("names no person, target or secret when a plan is stale", async () => {
    const seen = await attempt(scenario, { meanwhile })

    expect(ending(seen)).toBe("Stale")
    secretive(scenario, seen)
  })
})

it("eloomi is sent the password that a change names", async () => {
  const { bodies } = await attempt(onEloomi, {})

  expect(bodies.map((body) => (JSON.parse(body) as { readonly password: string }).password)).toEqual([
    password
  ])
})

const loggingIn = scenarios.flatMap(({ login, ...scenario }) =>
  login === undefined ? [] : [{ ...scenario, login }]
)

describe.concurrent.each(loggingIn)(
  "what is written about a login to $subject.id",
  ({ login, ...scenario }) => {
    const { connect } = scenario.subject
    const subject: Subject = {
      ...scenario.subject,
      connect: (settings) =>
        Effect.flatMap(login.ask({ ...once, baseUrl: settings.baseUrl }), (kept) =>
          connect({ ...settings, ...once, ...kept })
        )
    }
    const enter = (answers: ReadonlyArray<Fault>) => attempt({ ...scenario, subject }, { onRead: answers })
    const granted = { status: 200, headers: json, body: JSON.stringify(login.grant) }

    it("is nothing but the name of the vendor when all is well", async () => {
      const seen = await enter([granted])

      expect(ending(seen)).toBe("confirmed")
      expect(scenario.secrets.some((secret) => seen.bodies[0]?.includes(secret))).toBe(true)
      secretive(scenario, seen)
    })

    it.each([
      ["is refused with a 400", { status: 400, headers: json, body: scenario.echo }, "Unauthorized"],
      ["is refused with a 401", { status: 401, headers: json, body: scenario.echo }, "Unauthorized"],
      ["is refused with a 403", { status: 403, headers: json, body: scenario.echo }, "Unauthorized"],
      ["is one too many", { status: 429, headers: json, body: scenario.echo }, "RateLimited"],
      ["fails", { status: 500, headers: json, body: scenario.echo }, "Unavailable"],
      ["is answered with a page", { status: 200, headers: {}, body: scenario.echo }, "Unintelligible"],
      [
        "is answered with something else",
        { status: 200, headers: json, body: scenario.echo },
        "Unintelligible"
      ],
      ["is cut short", { ...granted, body: granted.body.slice(0, -1) }, "Unintelligible"],
      ["leads elsewhere", { status: 307, headers: { location: "/elsewhere" } }, "Unintelligible"],
      ["is dropped", { drop: true }, "Unreachable"]
    ])("names no secret when it %s", async (_, fault, reason) => {
      const seen = await enter([fault])

      expect([ending(seen), seen.writes]).toEqual([`${reason}, sent: no`, 1])
      secretive(scenario, seen, [])
    })
  }
)
