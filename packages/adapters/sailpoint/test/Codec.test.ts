import type { Forms } from "@muster/core/Semantics"
import * as Result from "effect/Result"
import { assert, describe, it } from "vitest"
import * as Codec from "../src/Codec.ts"

const member = { id: "ef38f943-47e9-4562-b5bb-8424a56397d8" }
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
const generated = { ...member, created: "2019-08-23T18:40:35.772Z", modified: "2019-08-23T18:40:35.772Z" }

const decode = (changes: object) => Codec.decode(member, { ...generated, ...fields, ...changes })
const snapshot = (changes: object) => Result.getOrThrow(decode(changes))
const problem = (changes: object) => Result.getOrThrow(Result.flip(decode(changes)))
const body = (...entries: Forms["fields"]) => Codec.encode(member, { fields: entries })

describe("Codec.encode", () => {
  it("a body says exactly what the forms say, attributes inside data, and never the id", () => {
    assert.deepEqual(body(["phone", "1"], ["data.badge", "7"], ["endDate", "x"], ["data.a.b", ""]), {
      phone: "1",
      endDate: "x",
      data: { badge: "7", "a.b": "" }
    })
  })

  it("data as a whole goes as it is", () => {
    assert.deepEqual(body(["data", null]), { data: null })
    assert.deepEqual(body(["data", {}]), { data: {} })
    assert.deepEqual(body(["email", "e"]), { email: "e" })
  })

  it("__proto__ is a name like any other", () => {
    assert.strictEqual(
      JSON.stringify(body(["data.__proto__", "x"], ["data.constructor", "y"])),
      '{"data":{"__proto__":"x","constructor":"y"}}'
    )
  })

  it.each([
    { data: { k: 1 } },
    { data: { k: null } },
    { data: Object.fromEntries(Array.from({ length: 11 }, (_, at) => [`k${at}`, ""])) },
    { id: member.id },
    { phone: null },
    { phone: 1 },
    { more: "x" },
    null
  ])("%j is no request of this adapter's", (request) => {
    assert.isTrue(Result.isFailure(Codec.checkRequest(request)))
  })

  it.each([fields, { endDate: "x" }, { ...fields, data: null }, { ...fields, data: {} }])(
    "%j is one",
    (request) => {
      assert.isTrue(Result.isSuccess(Codec.checkRequest(request)))
    }
  )
})

describe("Codec.decode", () => {
  it("what is sent reads back as it was, dates as the text that came", () => {
    const sent = body(...Object.entries(fields), ["data.badge", "7"], ["data.__proto__", "x"]) as object

    const values = { ...fields, "data.badge": "7", "data.__proto__": "x" }
    assert.isTrue(Result.isSuccess(Codec.checkRequest(sent)))
    assert.deepEqual(snapshot(sent), { vendor: "sailpoint", member, values, unknown: [], rest: {} })
  })

  it("an attribute is read whatever it is called", () => {
    const data: unknown = JSON.parse('{"__proto__":"a","constructor":"b","":"c","a.b":"d"}')

    assert.deepEqual(snapshot({ data }).values, {
      ...fields,
      "data.__proto__": "a",
      "data.constructor": "b",
      "data.": "c",
      "data.a.b": "d"
    })
  })

  it.each([{}, { data: null }, { data: {} }])("%j has no attributes, and that is known", (changes) => {
    const { rest, unknown, values } = snapshot(changes)

    assert.deepEqual([values, unknown, rest], [fields, [], {}])
  })

  it("one of the nine without a value is unknown, an empty one is not", () => {
    const { startDate: _, ...others } = fields
    const answer = { ...generated, ...others, phone: null, email: "" }

    const { unknown, values } = Result.getOrThrow(Codec.decode(member, answer))

    assert.deepEqual(unknown, ["phone", "startDate"])
    assert.notProperty(values, "phone")
    assert.notProperty(values, "startDate")
    assert.propertyVal(values, "email", "")
  })

  it.each([
    [{ phone: 1 }, "phone"],
    [{ endDate: 1_600_000_000 }, "endDate"],
    [{ data: [] }, "data"],
    [{ data: "x" }, "data"],
    [{ data: { badge: 7 } }, "data"],
    [{ data: { badge: null } }, "data"],
    [{ id: null }, "id"]
  ])("%j is refused by the field's name, and the value is not repeated", (changes, field) => {
    assert.deepEqual(problem(changes), { field, rule: "is not what the reference describes" })
  })

  it.each([undefined, null, [], "text", 1, {}])("%j is no record", (answer) => {
    assert.isTrue(Result.isFailure(Codec.decode(member, answer)))
  })

  it("a record is the member's in either spelling of its id, and no other record is", () => {
    const plain = member.id.replaceAll("-", "")

    for (const id of [member.id.toUpperCase(), plain, plain.toUpperCase()]) {
      assert.deepEqual(snapshot({ id }).member, member)
      assert.isTrue(Result.isSuccess(Codec.decode({ id }, { ...generated, ...fields })))
    }
    for (const id of [`${plain}0`, ""])
      assert.deepEqual(problem({ id }), { field: "id", rule: "is not the one that was asked for" })
  })

  it("members that nobody models are kept, whatever they are called; generated ones are nobody's", () => {
    const text = '{"__proto__":{"a":1},"constructor":null,"":[2],"modified":7,"created":null}'
    const answer: object = { ...generated, ...fields, ...(JSON.parse(text) as object) }

    const { rest, values } = Result.getOrThrow(Codec.decode(member, answer))

    assert.deepEqual(Object.entries(rest), [
      ["__proto__", { a: 1 }],
      ["constructor", null],
      ["", [2]]
    ])
    assert.deepEqual(values, fields)
  })
})
