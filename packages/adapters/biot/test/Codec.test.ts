import type { Json, JsonObject } from "@muster/core/Json"
import type { Forms } from "@muster/core/Semantics"
import * as DateTime from "effect/DateTime"
import * as Result from "effect/Result"
import { assert, describe, it } from "vitest"
import * as Codec from "../src/Codec.ts"
import type { Attribute } from "../src/Semantics.ts"

const id = "3fa85f64-5717-4562-b3fc-2c963f66afa6"
const member = { id }

const attributes: ReadonlyArray<Attribute> = [
  { name: "ward.bed", type: "NUMBER", mandatory: false },
  { name: "_address.floor", type: "TEXT", mandatory: false },
  { name: "__proto__", type: "TEXT", mandatory: false },
  { name: "constructor", type: "BOOLEAN", mandatory: false },
  { name: "shift", type: "SELECT", mandatory: true, values: ["day", "night"] },
  { name: "since", type: "DATE", mandatory: false }
]

const values: JsonObject = {
  "_name.firstName": "Ada",
  "_name.lastName": "Lovelace",
  _description: "An engine's programmer",
  _email: "ada@example.org",
  _phone: "+12345678901",
  _locale: "en-us",
  _gender: "FEMALE",
  _dateOfBirth: "1990-12-10",
  "_address.countryCode": "US",
  "_address.state": "Massachusetts",
  "_address.city": "Boston",
  "_address.zipCode": "02101",
  "_address.address1": "11 Main St.",
  "_address.address2": "Entry B",
  "_mfa.enabled": true,
  "_mfa.expirationInMinutes": 5,
  _employeeId: "E-1",
  "_ownerOrganization.id": "00000000-0000-0000-0000-000000000000"
}

const encode = (fields: Forms["fields"]) => Codec.encode(member, { fields })
const stored = encode(Object.entries(values)) as JsonObject

const decode = (answer: object, own: ReadonlyArray<Attribute> = [], templateId?: string) =>
  Codec.decode(own, templateId)(member, { _id: id, ...stored, ...answer })
const understood = (...given: Parameters<typeof decode>) => Result.getOrThrow(decode(...given))
const problem = (...given: Parameters<typeof decode>) => Result.getOrThrow(Result.flip(decode(...given)))

/** The answer as it comes over the line, where a member that is undefined is left out. */
const overTheLine = (answer: object): object => JSON.parse(JSON.stringify(answer))

describe("Codec", () => {
  it("a body says exactly what the forms say, inside four objects and beside them", () => {
    assert.deepEqual(
      encode([
        ["_address.city", "Boston"],
        ["_phone", null],
        ["_address.countryCode", "US"],
        ["_mfa.enabled", false],
        ["_name.firstName", "Ada"],
        ["_ownerOrganization.id", id]
      ]),
      {
        _phone: null,
        _address: { city: "Boston", countryCode: "US" },
        _mfa: { enabled: false },
        _name: { firstName: "Ada" },
        _ownerOrganization: { id }
      }
    )
    assert.deepEqual(encode([]), {})
  })

  it.each<Json>([null, {}])("an object is said to be %j as it is", (value) => {
    assert.deepEqual(encode([["_address", value]]), { _address: value })
  })

  it("a custom attribute stands at the top, whatever it is called (B3)", () => {
    const fields: Array<[string, Json]> = [
      ["ward.bed", 7],
      ["_address.floor", "3"],
      ["__proto__", "x"],
      ["constructor", true]
    ]

    assert.deepEqual(Object.entries(encode(fields) as JsonObject), fields)
  })

  it("what is sent reads back as it was", () => {
    assert.isTrue(Result.isSuccess(Codec.checkRequest([])(stored)))
    assert.deepEqual(understood({}), { vendor: "biot", member, values, unknown: [], rest: {} })
  })

  it("whether somebody is enabled can be read, and what is generated is not told", () => {
    const generated = {
      _enabled: "DISABLED",
      _creationTime: "2024-01-01T00:00:00Z",
      _lastModifiedTime: "2024-01-01T00:00:00Z",
      _invitationAccepted: true,
      _credentialType: "PASSWORD",
      _caption: "Ada Lovelace",
      _template: { id, name: "nurse" },
      _referencers: {},
      _ownerOrganization: { id, name: "Acme", template: { id } }
    }

    assert.deepEqual(understood(generated), {
      vendor: "biot",
      member,
      values: { ...values, _enabled: "DISABLED", "_ownerOrganization.id": id },
      unknown: [],
      rest: {}
    })
  })

  it.each([null, undefined])("what is %s is void, and never unknown", (nothing) => {
    const objects = { _address: nothing, _mfa: nothing, _ownerOrganization: { id: nothing } }
    const answer = { _description: nothing, _email: nothing, _enabled: nothing, ...objects }

    const snapshot = Result.getOrThrow(
      Codec.decode([])(member, overTheLine({ _id: id, ...stored, ...answer }))
    )

    assert.deepEqual(snapshot.unknown, [])
    assert.deepEqual(Object.keys(snapshot.values), [
      "_name.firstName",
      "_name.lastName",
      "_phone",
      "_locale",
      "_gender",
      "_dateOfBirth",
      "_employeeId"
    ])
  })

  it.each([
    [{ _name: undefined }, "_name"],
    [{ _name: null }, "_name"],
    [{ _name: { firstName: 1 } }, "_name.firstName"],
    [{ _gender: "female" }, "_gender"],
    [{ _mfa: { enabled: "true" } }, "_mfa.enabled"],
    [{ _mfa: { enabled: true, expirationInMinutes: 1.5 } }, "_mfa.expirationInMinutes"],
    [{ _address: "Boston" }, "_address"],
    [{ _enabled: true }, "_enabled"],
    [{ _id: undefined }, "_id"]
  ])("an answer with %j is refused by the field's name, and the value is not repeated", (wrong, field) => {
    const answer = overTheLine({ _id: id, ...stored, ...wrong })

    assert.deepEqual(Result.getOrThrow(Result.flip(Codec.decode([])(member, answer))), {
      field,
      rule: "is not what the reference describes"
    })
  })

  it.each([undefined, null, [], "text", 7, {}, { data: [stored] }])("%j is no user", (answer) => {
    assert.isTrue(Result.isFailure(Codec.decode(attributes)(member, answer)))
  })

  it("another user's answer, or one of another template, is not taken for this one's", () => {
    const other = "11111111-1111-4111-8111-111111111111"

    assert.strictEqual(problem({ _id: other }).field, "_id")
    assert.isTrue(Result.isSuccess(decode({ _id: id.toUpperCase() })))
    assert.strictEqual(problem({ _template: { id: other } }, attributes, id).field, "_template.id")
    assert.isTrue(Result.isSuccess(decode({ _template: { id: id.toUpperCase() } }, attributes, id)))
    assert.isTrue(Result.isSuccess(decode({ _template: null }, attributes, id)))
    assert.isTrue(Result.isSuccess(decode({ _template: { id: other } })))
  })

  it("custom attributes of the template are values, and of any other they are kept as they came (B3)", () => {
    const text =
      '{"ward.bed":7,"_address.floor":"3","__proto__":"x","constructor":false,"shift":"day","since":null}'
    const custom: object = JSON.parse(text)
    const { since: _since, ...given } = JSON.parse(text)

    assert.deepEqual(Object.entries(understood(custom, attributes).values), [
      ...Object.entries(understood({}).values),
      ...Object.entries<Json>(given)
    ])
    assert.deepEqual(understood(custom, attributes).rest, {})
    assert.deepEqual(Object.entries(understood(custom).rest), Object.entries(custom))
    assert.notProperty(understood({}, attributes).values, "shift")
  })

  it.each<object>([
    { "ward.bed": "7" },
    { "_address.floor": 3 },
    { constructor: "no" },
    { shift: ["day"] },
    { since: 2024 }
  ])("a custom attribute of the wrong type is refused: %j", (wrong) => {
    const [field] = Object.keys(wrong)

    assert.deepEqual(problem(wrong, attributes), { field, rule: "is not what the template describes" })
    assert.isTrue(Result.isFailure(Codec.checkRequest(attributes)(wrong)))
  })

  it("members that nobody models are kept, whatever they are called and wherever they are", () => {
    const text = '{"__proto__":{"a":1},"constructor":null,"":[2],"_address":{"city":"Bath","floor":3}}'

    const { rest, values } = understood(JSON.parse(text))

    assert.deepEqual(Object.entries(rest), [
      ["_address.floor", 3],
      ["__proto__", { a: 1 }],
      ["constructor", null],
      ["", [2]]
    ])
    assert.strictEqual(values["_address.city"], "Bath")
    assert.notProperty(values, "_address.state")
  })

  it.each([
    { _id: id },
    { _enabled: "ENABLED" },
    { _template: { id } },
    { shift: "day" },
    { _address: { countryCode: "US", floor: 3 } },
    { _gender: "female" }
  ])("%j is no request of this adapter's", (body) => {
    assert.isTrue(Result.isFailure(Codec.checkRequest([])(body)))
  })

  it("a login gives tokens, or asks for more than a password (B17)", () => {
    const answer = {
      accessJwt: { token: "access", expiration: "2024-01-01T00:00:00.000Z" },
      refreshJwt: { token: "refresh", expiration: "2024-01-02T00:00:00.000Z" },
      mfaRequired: false
    }

    const { accessJwt, refreshJwt } = Result.getOrThrow(Codec.session(answer))

    assert.strictEqual(DateTime.formatIso(accessJwt.expiration), "2024-01-01T00:00:00.000Z")
    assert.strictEqual(refreshJwt?.token, "refresh")
    assert.isTrue(Result.isSuccess(Codec.session({ ...answer, refreshJwt: null })))
    assert.isTrue(
      Result.isFailure(Codec.session({ ...answer, accessJwt: { token: "a", expiration: "soon" } }))
    )
    assert.isUndefined(Result.getOrThrow(Codec.hurdle(answer)))
    assert.strictEqual(Result.getOrThrow(Codec.hurdle({ mfaRequired: true })), "a second factor")
    assert.strictEqual(Result.getOrThrow(Codec.hurdle({ passwordResetRequired: true })), "a new password")
  })
})
