/** What goes wrong between an adapter and its vendor, over real sockets. */
import { describe, expect, it } from "vitest"
import { attempt, ending, type Seen } from "../src/Attempts.ts"
import { reactivation } from "../src/scenarios/EightyEightMiles.ts"
import { scenarios } from "../src/Scenarios.ts"

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

  it("does not believe a 200 that nothing was done for", async () => {
    const { harmless, seed } = scenario
    const answers = ["{}", JSON.stringify(seed), JSON.stringify(harmless)].map((body) => ({
      ...failing,
      status: 200,
      body
    }))
    const seen = await Promise.all(answers.map((answer) => attempt(scenario, { onWrite: [answer] })))

    expect(seen.map(ending)).toEqual(["unconfirmed", "unconfirmed", "unconfirmed"])
    expect(seen.map(({ writes }) => writes)).toEqual([1, 1, 1])
  })

  it("confirms by reading back when the connection breaks after the write was done", async () => {
    const seen = await attempt(scenario, { onWrite: [{ drop: true, apply: true }], settings: once })

    expect(ending(seen)).toBe("confirmed")
    expect(seen.writes).toBe(1)
  })

  it("judges a write that timed out by what is read back", async () => {
    const slow = { ...failing, status: 200, delayMs: 1400, apply: true }

    expect(ending(await attempt(scenario, { onWrite: [slow], settings: { timeout: "2 seconds" } }))).toBe(
      "confirmed"
    )
  })

  it("gives up a read that takes too long, with nothing sent", async () => {
    const seen = await attempt(scenario, {
      onRead: [{ status: 200, delayMs: 800 }],
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
