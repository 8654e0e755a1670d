import * as Scripted from "@muster/adapter-kit/testing/Scripted"
import type { VendorError } from "@muster/adapter-kit/VendorError"
import type * as Effect from "effect/Effect"
import { assert, describe, it } from "vitest"
import * as Failure from "../src/Failure.ts"
import * as Roster from "../src/Roster.ts"

const lineTo = (log: Array<string>, answers: ReadonlyArray<Response>) =>
  Scripted.line({ vendor: "88miles", judge: Failure.judge }, log, answers)

type Calls = ReturnType<typeof Roster.make>

/** What becomes of a call, and what was asked for it. */
const outcome = <A>(
  call: (roster: Calls) => Effect.Effect<A, VendorError>,
  answers: ReadonlyArray<Response>
) => {
  const log: Array<string> = []
  return Scripted.outcome(log, call(Roster.make(lineTo(log, answers))))
}

const path = "/api/1/staff"
const fields = {
  login: "ada",
  first_name: "Ada",
  last_name: "Lovelace",
  email_address: "ada@example.org",
  time_zone: "Australia/Perth",
  active: "true",
  type: "staff",
  hourly_rate_cents: 10000
}

describe("list", () => {
  it("is one answer with everybody and their number (M6)", async () => {
    const response = ["u-1", "u-2"].map((uuid) => ({ ...fields, uuid }))

    const { log, value } = await outcome(({ list }) => list, [Response.json({ response, count: 2 })])

    assert.deepEqual(
      value?.map(({ member, values }) => [member, values]),
      ["u-1", "u-2"].map((uuid) => [{ uuid }, fields])
    )
    assert.deepEqual(log, [`GET ${path}.json`])
  })

  it.each([
    [
      "fewer than it counts",
      { response: [], count: 1 },
      "the total is not the number of members that came; list again"
    ],
    ["no number", { response: [] }, "count is not what the reference describes"],
    [
      "somebody without a uuid",
      { response: [fields], count: 1 },
      "[0].uuid is not what the reference describes"
    ],
    [
      "somebody active as no text",
      { response: [{ uuid: "u-1", active: true }], count: 1 },
      "[0].response.active is not what the reference describes"
    ],
    [
      "one member in the place of a list",
      { response: fields, count: 1 },
      "response is not what the reference describes"
    ]
  ])("an answer with %s is not understood", async (_, answer, rule) => {
    const { error } = await outcome(({ list }) => list, [Response.json(answer)])

    assert.strictEqual(error, `list, Unintelligible, ${rule}, no`)
  })
})

describe("create", () => {
  it("posts the member in its wrapper and says who came (M7)", async () => {
    const { log, value } = await outcome(
      ({ create }) => create(fields),
      [Response.json({ response: { ...fields, uuid: "u-1" } })]
    )

    assert.deepEqual(value, { uuid: "u-1" })
    assert.deepEqual(log, [`POST ${path}.json ${JSON.stringify({ staff: fields })}`])
  })

  it("is not sent where nothing like it could be stored", async () => {
    const { error, log } = await outcome(({ create }) => create({ ...fields, active: true }), [])

    assert.deepEqual(
      [error, log],
      ["write, Invalid, staff.active is not what the reference describes, no", []]
    )
  })

  it.each([
    ["refused", Response.json({ error: "taken" }, { status: 422 }), "Invalid, , no"],
    ["over the plan", Response.json({ error: "full" }, { status: 402 }), "PaymentRequired, , no"],
    ["in doubt, and not sent again", new Response(null, { status: 500 }), "Unavailable, , maybe"],
    [
      "done, and nobody knows for whom",
      new Response(),
      "Unintelligible, the answer is not what the reference describes, yes"
    ]
  ])("can be %s", async (_, answer, said) => {
    const { error, log } = await outcome(({ create }) => create(fields), [answer])

    assert.deepEqual([error, log.length], [`write, ${said}`, 1])
  })
})

describe("enable", () => {
  it("posts to the member's own address, whatever the answer holds", async () => {
    const { error, log } = await outcome(({ enable }) => enable({ uuid: "a/../b?c#d" }), [new Response()])

    assert.deepEqual([error, log], [undefined, [`POST ${path}/a%2F..%2Fb%3Fc%23d/enable.json {}`]])
  })

  it.each([
    [402, "PaymentRequired, , no"],
    [404, "NotFound, , no"],
    [503, "Unavailable, , maybe"]
  ])("a %i is told, and it is not sent again", async (status, said) => {
    const { error, log } = await outcome(
      ({ enable }) => enable({ uuid: "a" }),
      [new Response(null, { status })]
    )

    assert.deepEqual([error, log.length], [`write, ${said}`, 1])
  })
})
