import * as Scripted from "@muster/adapter-kit/testing/Scripted"
import type { VendorError } from "@muster/adapter-kit/VendorError"
import * as Effect from "effect/Effect"
import { assert, describe, it } from "vitest"
import * as Failure from "../src/Failure.ts"
import * as Roster from "../src/Roster.ts"

const lineTo = (log: Array<string>, answers: ReadonlyArray<Response>) =>
  Scripted.line({ vendor: "sailpoint", judge: Failure.judge }, log, answers)

type Calls = ReturnType<typeof Roster.make>

/** What becomes of a call, and what was asked for it. */
const outcome = <A>(
  call: (roster: Calls) => Effect.Effect<A, VendorError>,
  answers: ReadonlyArray<Response>
) => {
  const log: Array<string> = []
  return Scripted.outcome(log, call(Roster.make(lineTo(log, answers))))
}

const path = "/v3/non-employee-records"
const fields = {
  accountName: "ada.lovelace",
  firstName: "Ada",
  lastName: "Lovelace",
  email: "ada@example.org",
  phone: "5555555555",
  manager: "jane.doe",
  sourceId: "2c91808568c529c60168cca6f90c1313",
  startDate: "2020-03-24T00:00:00-05:00",
  endDate: "2021-03-25T00:00:00-05:00"
}
const record = (id: string) => ({ ...fields, id, data: { badge: "7" }, created: "2020-03-24T00:00:00Z" })
const page = (records: unknown, total?: string) =>
  Response.json(records, total === undefined ? {} : { headers: { "x-total-count": total } })

describe("list", () => {
  it("takes page after page, until the total is there (S12)", async () => {
    const { log, value } = await outcome(
      ({ list }) => list,
      [page([record("a"), record("b")], "3"), page([record("c")], "3")]
    )

    assert.deepEqual(
      value?.map(({ member, values }) => [member, values]),
      ["a", "b", "c"].map((id) => [{ id }, { ...fields, "data.badge": "7" }])
    )
    assert.deepEqual(
      log,
      [0, 2].map((offset) => `GET ${path}?limit=250&offset=${offset}&count=true`)
    )
  })

  it("may be of one source, whatever its id holds", async () => {
    const log: Array<string> = []

    await Effect.runPromise(Roster.make(lineTo(log, [page([], "0")]), 'a" or x').list)

    assert.deepEqual(log, [`GET ${path}?limit=250&offset=0&count=true&filters=sourceId eq "a\\" or x"`])
  })

  it.each([
    ["no total", page([]), "X-Total-Count is no number"],
    ["a total that is none", page([], "1e3"), "X-Total-Count is no number"],
    ["fewer than the total", page([], "7"), "the total is not the number of members that came; list again"],
    [
      "somebody without an id",
      page([record("a"), fields], "2"),
      "[1].id is not what the reference describes"
    ],
    ["something else", page({ records: [] }, "0"), "the answer is not what the reference describes"],
    ["nothing", new Response(), "the answer is not what the reference describes"]
  ])("an answer with %s is not understood", async (_, answer, rule) => {
    const { error } = await outcome(({ list }) => list, [answer])

    assert.strictEqual(error, `list, Unintelligible, ${rule}, no`)
  })
})

describe("create", () => {
  it("posts the record and says who came", async () => {
    const { log, value } = await outcome(
      ({ create }) => create({ ...fields, "data.badge": "7" }),
      [Response.json(record("new"))]
    )

    assert.deepEqual(value, { id: "new" })
    assert.deepEqual(log, [`POST ${path} ${JSON.stringify({ ...fields, data: { badge: "7" } })}`])
  })

  it("is not sent where nothing like it could be stored", async () => {
    const { error, log } = await outcome(({ create }) => create({ ...fields, id: "mine" }), [])

    assert.deepEqual([error, log], ["write, Invalid, id is not what the reference describes, no", []])
  })

  it.each([
    ["refused", Response.json({ detailCode: "400.1.409", messages: [] }, { status: 400 }), "Invalid, , no"],
    ["in doubt, and not sent again", new Response(null, { status: 500 }), "Unavailable, , maybe"],
    [
      "done, and nobody knows for whom",
      Response.json({}),
      "Unintelligible, id is not what the reference describes, yes"
    ]
  ])("can be %s", async (_, answer, said) => {
    const { error, log } = await outcome(({ create }) => create(fields), [answer])

    assert.deepEqual([error, log.length], [`write, ${said}`, 1])
  })
})

describe("remove", () => {
  const gone = Response.json({ detailCode: "404 Not found", messages: [] }, { status: 404 })

  it("deletes at the record's own address", async () => {
    const { error, log } = await outcome(
      ({ remove }) => remove({ id: "a/../b?c#d" }),
      [new Response(null, { status: 204 })]
    )

    assert.deepEqual([error, log], [undefined, [`DELETE ${path}/a%2F..%2Fb%3Fc%23d`]])
  })

  it("says that there is nobody, and whether that may be its own doing", async () => {
    const { error: absent } = await outcome(({ remove }) => remove({ id: "a" }), [gone])
    const { error: perhaps } = await outcome(
      ({ remove }) => remove({ id: "a" }),
      [new Response(null, { status: 503 }), gone]
    )

    assert.deepEqual([absent, perhaps], ["write, NotFound, , no", "write, NotFound, , maybe"])
  })
})
