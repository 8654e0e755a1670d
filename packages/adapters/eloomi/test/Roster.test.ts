import * as Scripted from "@muster/adapter-kit/testing/Scripted"
import type { VendorError } from "@muster/adapter-kit/VendorError"
import type { Json } from "@muster/core/Json"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { assert, describe, it } from "vitest"
import * as Codec from "../src/Codec.ts"
import * as Failure from "../src/Failure.ts"
import * as Roster from "../src/Roster.ts"

const lineTo = (log: Array<string>, answers: ReadonlyArray<Response>) =>
  Scripted.line({ vendor: "eloomi", judge: Failure.judge }, log, answers)

const disclosed = (body: Json) =>
  Effect.succeed({ body: Codec.disclose(body, "hush"), secrets: [Redacted.make("hush")] })

type Calls = ReturnType<typeof Roster.make>

/** What becomes of a call, and what was asked for it. */
const outcome = <A>(
  call: (roster: Calls) => Effect.Effect<A, VendorError>,
  answers: ReadonlyArray<Response>
) => {
  const log: Array<string> = []
  return Scripted.outcome(log, call(Roster.make(lineTo(log, answers), disclosed)))
}

const path = "/v3/users"
const page = (...data: ReadonlyArray<object>) => Response.json({ status: "OK", status_code: 200, data })
const nobody = new Response(null, { status: 204 })

describe("list", () => {
  it("takes page after page, until one is empty (E9)", async () => {
    const { log, value } = await outcome(
      ({ list }) => list,
      [
        page({ id: 1, employee_id: "E1", mobile: "1" }, { id: 2, employee_id: null }),
        page({ employee_id: "E3" }),
        page()
      ]
    )

    assert.deepEqual(
      value?.map(({ member, values }) => [member, values]),
      [
        [{ employee_id: "E1" }, { employee_id: "E1", mobile_phone: "1" }],
        [{}, {}],
        [{ employee_id: "E3" }, { employee_id: "E3" }]
      ]
    )
    assert.deepEqual(
      log,
      [1, 2, 3].map((page) => `GET ${path}?mode=all&page=${page}&per_page=100`)
    )
  })

  it.each([
    [
      "the same page again",
      [page({ employee_id: "E1" }), page({ employee_id: "E1" }), page()],
      "the list names a member twice; list again"
    ],
    [
      "one user in the place of a list",
      [Response.json({ data: {} })],
      "data is not what the reference describes"
    ],
    [
      "a contradiction",
      [page({}, { mobile: "1", mobile_phone: "2" })],
      "[1].data.mobile contradicts mobile_phone"
    ],
    ["nothing", [nobody], "the answer is not what the reference describes"]
  ])("an answer with %s is not understood", async (_, answers, rule) => {
    const { error } = await outcome(({ list }) => list, answers)

    assert.strictEqual(error, `list, Unintelligible, ${rule}, no`)
  })
})

describe("create", () => {
  const user = { employee_id: "E1", email: "ada@example.org" }

  it("posts the user, with the password itself, and says who came (E10)", async () => {
    const { log, value } = await outcome(
      ({ create }) => create({ ...user, "prompts.email": true, password: { secret: "FIRST" } }),
      [Response.json({ data: { ...user, id: 7 } })]
    )

    const body = { ...user, password: "hush", prompts: { email: true } }
    assert.deepEqual(value, { employee_id: "E1" })
    assert.deepEqual(log, [`POST ${path} ${JSON.stringify(body)}`])
  })

  it.each([
    ["an address", { employee_id: "E1" }, "email"],
    ["an employee id, so that nobody could name her", { email: "ada@example.org" }, "employee_id"],
    ["a name for the password", { ...user, password: "plain" }, "password"]
  ])("is not sent without %s", async (_, values, field) => {
    const { error, log } = await outcome(({ create }) => create(values), [])

    assert.deepEqual([error, log], [`write, Invalid, ${field} is not what the reference describes, no`, []])
  })

  it.each([
    ["refused", Response.json({ message: "taken" }, { status: 400 }), "Invalid, , no"],
    ["in doubt, and not sent again", new Response(null, { status: 500 }), "Unavailable, , maybe"],
    [
      "done, and nobody knows for whom",
      nobody,
      "Unintelligible, the answer is not what the reference describes, yes"
    ]
  ])("can be %s", async (_, answer, said) => {
    const { error, log } = await outcome(({ create }) => create(user), [answer])

    assert.deepEqual([error, log.length], [`write, ${said}`, 1])
  })
})

describe("remove", () => {
  it("deletes at the user's own address (E11)", async () => {
    const { error, log } = await outcome(({ remove }) => remove({ employee_id: "a/../b?c#d" }), [page()])

    assert.deepEqual([error, log], [undefined, [`DELETE ${path}-employee_id/a%2F..%2Fb%3Fc%23d`]])
  })

  it.each([
    ["a success without content, which is nobody (E5)", nobody, "NotFound, , no"],
    ["a 404, which is nobody as well", new Response(null, { status: 404 }), "NotFound, , no"],
    ["a failure", Response.json({ message: "Could not delete" }, { status: 400 }), "Invalid, , no"],
    ["doubt, and is not sent again", new Response(null, { status: 503 }), "Unavailable, , maybe"]
  ])("ends in %s", async (_, answer, said) => {
    const { error, log } = await outcome(({ remove }) => remove({ employee_id: "E1" }), [answer])

    assert.deepEqual([error, log.length], [`write, ${said}`, 1])
  })
})
