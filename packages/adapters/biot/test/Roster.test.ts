import * as Scripted from "@muster/adapter-kit/testing/Scripted"
import type { VendorError } from "@muster/adapter-kit/VendorError"
import * as Effect from "effect/Effect"
import { assert, describe, it } from "vitest"
import * as Failure from "../src/Failure.ts"
import * as Roster from "../src/Roster.ts"

const lineTo = (log: Array<string>, answers: ReadonlyArray<Response>) =>
  Scripted.line({ vendor: "biot", judge: Failure.judge }, log, answers)

const templateId = "11111111-1111-4111-8111-111111111111"
const attributes = [{ name: "shift", type: "TEXT", mandatory: false }] as const

type Calls = ReturnType<typeof Roster.make>

/** What becomes of a call, and what was asked for it. */
const outcome = <A>(
  call: (roster: Calls) => Effect.Effect<A, VendorError>,
  answers: ReadonlyArray<Response>
) => {
  const log: Array<string> = []
  return Scripted.outcome(log, call(Roster.make(lineTo(log, answers), attributes, templateId)))
}

const path = "/organization/v1/users/organizations"
const user = (id: string) => ({ _id: id, _name: { firstName: "Ada", lastName: "Lovelace" }, shift: "day" })
const page = (totalResults: number, ...data: ReadonlyArray<object>) =>
  Response.json({ data, metadata: { page: { totalResults, page: 0, limit: 100 } } })

describe("list", () => {
  it("searches page after page for users of the template, until the total is there (B11)", async () => {
    const { log, value } = await outcome(
      ({ list }) => list,
      [page(3, user("a"), user("b")), page(3, user("c"))]
    )

    const values = { "_name.firstName": "Ada", "_name.lastName": "Lovelace", shift: "day" }
    assert.deepEqual(
      value?.map(({ member, values }) => [member, values]),
      ["a", "b", "c"].map((id) => [{ id }, values])
    )
    const filter = `"filter":{"_templateId":{"eq":"${templateId}"}}`
    assert.deepEqual(
      log,
      [0, 1].map((page) => `GET ${path}?searchRequest={${filter},"limit":100,"page":${page}}`)
    )
  })

  it("searches all users where no template is known", async () => {
    const log: Array<string> = []

    await Effect.runPromise(Roster.make(lineTo(log, [page(0)]), []).list)

    assert.deepEqual(log, [`GET ${path}?searchRequest={"limit":100,"page":0}`])
  })

  it.each([
    ["fewer than the total", page(7), "the total is not the number of members that came; list again"],
    ["somebody without an id", page(1, {}), "[0]._id is not what the reference describes"],
    ["no total", Response.json({ data: [] }), "metadata is not what the reference describes"],
    [
      "a user of another template",
      page(1, { ...user("a"), _template: { id: "other" } }),
      "[0]._template.id is not the template that the settings describe"
    ]
  ])("an answer with %s is not understood", async (_, answer, rule) => {
    const { error } = await outcome(({ list }) => list, [answer])

    assert.strictEqual(error, `list, Unintelligible, ${rule}, no`)
  })
})

describe("create", () => {
  const values = {
    "_name.firstName": "Ada",
    "_name.lastName": "Lovelace",
    _credentialType: "OTP",
    shift: "day"
  }

  it("posts the user with the template, and says who came (B18)", async () => {
    const { log, value } = await outcome(
      ({ create }) => create(values),
      [Response.json(user("new"), { status: 201 })]
    )

    const { _id, ...body } = { _templateId: templateId, ...user(""), _credentialType: "OTP" }
    assert.deepEqual(value, { id: "new" })
    assert.deepEqual(JSON.parse(log[0]?.slice(`POST ${path} `.length) ?? ""), body)
  })

  it.each([
    ["what BioT makes", { _enabled: "ENABLED" }, "_enabled is not what the reference describes"],
    ["an attribute of another type", { shift: 1 }, "shift is not what the template describes"],
    [
      "another template",
      { _templateId: "other" },
      "_templateId is not the template that the settings describe"
    ]
  ])("is not sent with %s", async (_, more, rule) => {
    const { error, log } = await outcome(({ create }) => create({ ...values, ...more }), [])

    assert.deepEqual([error, log], [`write, Invalid, ${rule}, no`, []])
  })

  it("is not sent without a template", async () => {
    const call = Roster.make(lineTo([], []), []).create({ _employeeId: "E-1" })

    assert.strictEqual(
      (await Effect.runPromise(Effect.flip(call))).reason.rule,
      "_templateId is not what the reference describes"
    )
  })

  it.each([
    ["refused", Response.json({ code: "EMAIL_ALREADY_EXIST" }, { status: 409 }), "Conflict, , no"],
    ["in doubt, and not sent again", new Response(null, { status: 500 }), "Unavailable, , maybe"],
    [
      "done, and nobody knows for whom",
      Response.json({}),
      "Unintelligible, _id is not what the reference describes, yes"
    ]
  ])("can be %s", async (_, answer, said) => {
    const { error, log } = await outcome(({ create }) => create(values), [answer])

    assert.deepEqual([error, log.length], [`write, ${said}`, 1])
  })
})

describe("one user", () => {
  const member = { id: "a/../b?c#d" }
  const own = `${path}/a%2F..%2Fb%3Fc%23d`

  it("is removed, enabled and disabled at the user's own address (B18)", async () => {
    const { error, log } = await outcome(
      ({ disable, enable, remove }) => Effect.all([disable(member), enable(member), remove(member)]),
      [Response.json(user("a")), Response.json(user("a")), new Response(null, { status: 204 })]
    )

    assert.isUndefined(error)
    assert.deepEqual(log, [
      `POST ${own}/enabled-state/DISABLED`,
      `POST ${own}/enabled-state/ENABLED`,
      `DELETE ${own}`
    ])
  })

  it.each([
    [404, "NotFound, , no", 1],
    [409, "Conflict, , no", 1],
    [503, "Unavailable, , maybe", 2]
  ])("is told of by a %i", async (status, said, times) => {
    for (const call of ["disable", "enable", "remove"] as const) {
      const { error, log } = await outcome((roster) => roster[call](member), [new Response(null, { status })])
      assert.deepEqual([error, log.length], [`write, ${said}`, times])
    }
  })
})
