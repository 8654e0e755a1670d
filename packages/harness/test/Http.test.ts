/** What goes wrong between an adapter and its vendor, over real sockets, and what nobody may read about it. */
import * as Update from "@muster/adapter-kit/Update"
import type { Settings } from "@muster/adapter-kit/Settings"
import type { Vendor } from "@muster/adapter-kit/Vendor"
import { VendorError } from "@muster/adapter-kit/VendorError"
import { Unplannable, type Change } from "@muster/core"
import { firstReading, type Received } from "@muster/twin-kit"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import { describe, expect, it } from "vitest"
import * as Bench from "../src/Bench.ts"
import * as Diagnostics from "../src/Diagnostics.ts"
import { reactivation, type Scenario, scenarios, token } from "../src/Scenario.ts"

type Fault = Readonly<Record<string, unknown>>

interface Trial {
  readonly change?: Change.Change
  /** Faults from the first write on. */
  readonly onWrite?: ReadonlyArray<Fault>
  /** Faults from the first read on. */
  readonly onRead?: ReadonlyArray<Fault>
  readonly meanwhile?: unknown
  readonly settings?: Partial<Settings>
}

/** Plans and applies over HTTP while things go wrong; gives everything there is to see. */
const attempt = (scenario: Scenario, { change, meanwhile, onRead, onWrite, settings }: Trial) =>
  Effect.gen(function* () {
    const { harmless, member, seed, subject } = scenario
    const bench = yield* Bench.make(subject, {
      reading: firstReading(subject.axes),
      seed,
      settings: { credentials: Effect.succeed(Redacted.make(token)), ...settings }
    })
    const vendor: Vendor = {
      ...bench.vendor,
      write: (plan) =>
        onWrite === undefined
          ? bench.vendor.write(plan)
          : Effect.andThen(bench.control("POST", "faults", onWrite), bench.vendor.write(plan))
    }
    if (onRead !== undefined) yield* bench.control("POST", "faults", onRead)
    const flow = Effect.gen(function* () {
      const plan = yield* Update.plan(vendor, member, change ?? harmless)
      if (meanwhile !== undefined) yield* bench.control("POST", "events", meanwhile)
      return yield* Update.apply(vendor, plan)
    })
    const { exit, text } = yield* Diagnostics.of(flow)
    const received = (yield* bench.control("GET", "received")) as ReadonlyArray<Received>
    return {
      exit,
      text,
      writes: received.filter(({ method }) => method === "PUT").length,
      state: yield* bench.control("GET", "state")
    }
  }).pipe(Effect.scoped, Effect.provide(Bench.client), Effect.runPromise)

type Seen = Awaited<ReturnType<typeof attempt>>

/** The receipt's status, or the name of the reason and whether the write may have arrived. */
const ending = ({ exit }: Seen): string => {
  if (Exit.isSuccess(exit)) return exit.value.status
  const found = Exit.findError(exit)
  const error = Result.isSuccess(found) ? found.success : undefined
  if (error instanceof VendorError) return `${error.reason._tag}, sent: ${error.sent}`
  return error instanceof Unplannable ? error.reason._tag : "a defect"
}

const failing = { status: 500, headers: { "content-type": "application/json" }, body: "{}" }
const once = { retries: 0 }

describe.concurrent.each(scenarios)("talking to $subject.id", (scenario) => {
  it("waits as long as a 429 asks for, and sends the same again", async () => {
    const start = performance.now()

    const seen = await attempt(scenario, { onWrite: [{ status: 429, headers: { "retry-after": "1" } }] })

    expect(ending(seen)).toBe("confirmed")
    expect(seen.writes).toBe(2)
    expect(performance.now() - start).toBeGreaterThan(990)
  })

  it("does not wait longer than it may", async () => {
    const seen = await attempt(scenario, { onWrite: [{ status: 429, headers: { "retry-after": "3600" } }] })

    expect(ending(seen)).toBe("RateLimited, sent: no")
    expect(seen.writes).toBe(1)
  })

  it("sends a harmless write again after a 500", async () => {
    const seen = await attempt(scenario, { onWrite: [failing] })

    expect(ending(seen)).toBe("confirmed")
    expect(seen.writes).toBe(2)
  })

  it("judges a write that ended in a 500 by what is read back: it had been done", async () => {
    expect(ending(await attempt(scenario, { onWrite: [{ ...failing, apply: true }], settings: once }))).toBe(
      "confirmed"
    )
  })

  it("judges a write that ended in a 500 by what is read back: it had not been done", async () => {
    expect(ending(await attempt(scenario, { onWrite: [failing], settings: once }))).toBe("unconfirmed")
  })

  it("confirms by reading back when the connection breaks after the write was done", async () => {
    const seen = await attempt(scenario, { onWrite: [{ drop: true, apply: true }], settings: once })

    expect(ending(seen)).toBe("confirmed")
    expect(seen.writes).toBe(1)
  })

  it("judges a write that timed out by what is read back", async () => {
    const slow = { ...failing, status: 200, delayMs: 2000, apply: true }

    expect(ending(await attempt(scenario, { onWrite: [slow], settings: { timeout: "1 second" } }))).toBe(
      "confirmed"
    )
  })

  it("gives up a read that takes too long, with nothing sent", async () => {
    const seen = await attempt(scenario, {
      onRead: [{ status: 200, delayMs: 2000 }],
      settings: { timeout: "200 millis" }
    })

    expect(ending(seen)).toBe("TimedOut, sent: no")
    expect(seen.writes).toBe(0)
  })
})

describe.concurrent("a reactivation", () => {
  const { costly } = reactivation
  const mails = ({ state }: Seen) => (state as { readonly outbox: ReadonlyArray<unknown> }).outbox.length

  it.each([
    ["the connection breaks after it was done", { drop: true, apply: true }, "confirmed", 1],
    ["the connection breaks before it was done", { drop: true }, "pending", 0],
    ["the vendor fails after it was done", { ...failing, apply: true }, "confirmed", 1],
    ["the vendor fails before it was done", failing, "pending", 0]
  ] as const)("is sent once when %s", async (_, fault, status, charges) => {
    const seen = await attempt(reactivation, { change: costly, onWrite: [fault] })

    expect(ending(seen)).toBe(status)
    expect(seen.writes).toBe(1)
    expect(mails(seen)).toBe(charges)
  })
})

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

describe.concurrent.each(scenarios)("diagnostics about $subject.id", (scenario) => {
  const { canaries, echo, meanwhile, unsent } = scenario
  const secretive = (seen: Seen) => {
    expect(seen.text).not.toBe("")
    expect(canaries.filter((canary) => seen.text.includes(canary))).toEqual([])
  }

  it("name no person, target or token when all is well", async () => {
    const seen = await attempt(scenario, {})

    expect(ending(seen)).toBe("confirmed")
    expect(seen.text).toContain(`${scenario.subject.id}.write`)
    secretive(seen)
  })

  it.each([400, 401, 402, 403, 404, 409, 422, 429, 500, 503])(
    "name no person, target or token when a %i repeats them all",
    async (status) => {
      const fault = { status, headers: { "content-type": "application/json", location: echo }, body: echo }
      const read = await attempt(scenario, { onRead: [fault, fault], settings: once })
      const write = await attempt(scenario, { onWrite: [fault, fault], settings: once })

      expect(Exit.isFailure(read.exit)).toBe(true)
      secretive(read)
      secretive(write)
    }
  )

  it.each([
    ["is no JSON", { status: 200, headers: { "content-type": "application/json" }, body: `{${echo}` }],
    ["is not called JSON", { status: 200, headers: { "content-type": "text/html" }, body: echo }],
    ["has the wrong shape", { status: 200, headers: { "content-type": "application/json" }, body: echo }],
    ["leads elsewhere", { status: 302, headers: { location: `http://127.0.0.1/canary-token` } }],
    ["never comes", { drop: true }]
  ])("name no person, target or token when an answer %s", async (_, fault) => {
    const seen = await attempt(scenario, { onRead: [fault], settings: once })

    expect(Exit.isFailure(seen.exit)).toBe(true)
    secretive(seen)
  })

  it.each(unsent)("name no person, target or token when a change is %s", async (reason, change) => {
    const seen = await attempt(scenario, { change })

    expect(ending(seen)).toBe(reason)
    expect(seen.writes).toBe(0)
    secretive(seen)
  })

  it("name no person, target or token when a plan is stale", async () => {
    const seen = await attempt(scenario, { meanwhile })

    expect(ending(seen)).toBe("Stale")
    secretive(seen)
  })
})
