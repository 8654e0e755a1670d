/** What an update does, clause by clause, and what each answer of an axis changes about it. */
import { describe, expect, it } from "vitest"
import {
  after,
  bob,
  code,
  first,
  nobody,
  north,
  patch,
  refusal,
  second,
  south,
  started,
  userOf
} from "./clinic.ts"

const parts = ["state", "city", "zipCode", "address1", "address2"]
const objects = ["_name", "_address", "_mfa", "_ownerOrganization"]

describe("a partial update (B1, B15)", () => {
  it("changes what is given, and answers with the user and its generated members", () => {
    expect(after({ _employeeId: "E-8", level: 4.5 })).toEqual({
      ...Object.fromEntries(Object.entries(first).filter(([name]) => name !== "_templateId")),
      _employeeId: "E-8",
      level: 4.5,
      _ownerOrganization: { id: north, name: "North" },
      _enabled: "ENABLED",
      _credentialType: "PASSWORD",
      _invitationAccepted: true,
      _caption: "Ada Lovelace",
      _template: { id: "nurse", name: "Nurse", displayName: "Nurse" },
      _referencers: {},
      _creationTime: "2020-01-01T00:00:01.000Z",
      _lastModifiedTime: "2020-01-01T00:00:03.000Z"
    })
  })
  it("touches nobody else, and takes an empty body for an update of nothing", () => {
    const [state] = patch({})
    expect(userOf(state, bob)).toEqual(userOf(started(), bob))
    expect(userOf(state)).toEqual({ ...userOf(started()), modified: "2020-01-01T00:00:03.000Z" })
  })
  it("leaves out an attribute without a value, or prints it as null (B-void)", () => {
    const voids = [
      "_description",
      "_locale",
      "_gender",
      "_dateOfBirth",
      "_address",
      "_mfa",
      "_employeeId",
      "level"
    ]
    const left = after({}, { "B-void": "left-out" }, { id: bob })
    for (const name of voids) expect(left).not.toHaveProperty(name)
    expect(after({}, { "B-void": "null" }, { id: bob })).toMatchObject(
      Object.fromEntries(voids.map((name) => [name, null]))
    )
    const inner = { _address: { countryCode: "US", city: "Boston" }, _mfa: { enabled: false } }
    expect(after(inner, { "B-void": "left-out" })).toMatchObject(inner)
    expect(after(inner, { "B-void": "left-out" })["_address"]).toEqual(inner._address)
    expect(after(inner, { "B-void": "null" })).toMatchObject({
      _address: { ...inner._address, state: null, zipCode: null },
      _mfa: { enabled: false, expirationInMinutes: null }
    })
  })
})

describe("objects (B2, B7)", () => {
  it("asks for the starred children of a parent that is given, and null is none", () => {
    const mandatory = (attributeName: string) => [400, "ATTRIBUTE_IS_MANDATORY", { attributeName }]
    const country = [400, "COUNTRY_CODE_CANNOT_BE_NULL", {}]
    const owner = [400, "OWNER_ORGANIZATION_CANNOT_BE_NULL", {}]
    for (const answers of [{ "B-1": "removed" }, { "B-1": "kept" }] as const) {
      expect(refusal({ _name: { firstName: "A" } }, answers)).toEqual(mandatory("_name.lastName"))
      expect(refusal({ _name: { firstName: null, lastName: "L" } }, answers)).toEqual(
        mandatory("_name.firstName")
      )
      expect(refusal({ _mfa: { expirationInMinutes: 5 } }, answers)).toEqual(mandatory("_mfa.enabled"))
      expect(refusal({ _mfa: { enabled: null } }, answers)).toEqual(mandatory("_mfa.enabled"))
      expect(refusal({ _address: { city: "Boston" } }, answers)).toEqual(country)
      expect(refusal({ _address: { countryCode: null } }, answers)).toEqual(country)
      expect(refusal({ _ownerOrganization: { id: null } }, answers)).toEqual(owner)
    }
    expect(refusal({ _ownerOrganization: null })).toEqual(owner)
    for (const name of objects) expect(refusal({ [name]: {} })[0]).toBe(400)
  })
  it("removes or keeps a child that is left out of a given object (B-1)", () => {
    const body = { _address: { countryCode: "CA", city: "Ottawa" }, _mfa: { enabled: false } }
    const removed = after(body, { "B-1": "removed" })
    expect([removed["_address"], removed["_mfa"]]).toEqual([body._address, body._mfa])
    expect(after(body, { "B-1": "kept" })).toMatchObject({
      _address: { ...first._address, ...body._address },
      _mfa: { enabled: false, expirationInMinutes: 5 }
    })
    expect(after(body, { "B-1": "kept" }, { id: bob })["_address"]).toEqual(body._address)
  })
  it("clears, passes over or refuses null for a child (B-2-child)", () => {
    const inner = [
      ...parts.map((part) => [`_address`, part, { countryCode: "US" }] as const),
      ["_mfa", "expirationInMinutes", { enabled: true }] as const
    ]
    for (const [name, child, starred] of inner) {
      const body = { [name]: { ...starred, [child]: null } }
      const seen = (answers: Parameters<typeof after>[1]) =>
        (after(body, answers)[name] as Record<string, unknown>)[child]
      expect(seen({ "B-2-child": "clears", "B-1": "kept" })).toBeUndefined()
      expect(seen({ "B-2-child": "ignored", "B-1": "kept" })).toBeDefined()
      expect(seen({ "B-2-child": "ignored", "B-1": "removed" })).toBeUndefined()
      expect(refusal(body, { "B-2-child": "refused" })[2]).toMatchObject({
        attributeName: `${name}.${child}`
      })
    }
  })
  it("clears, passes over or refuses null for _address and _mfa (B-2-object)", () => {
    for (const name of ["_address", "_mfa"] as const) {
      expect(after({ [name]: null }, { "B-2-object": "clears" })).not.toHaveProperty(name)
      expect(after({ [name]: null }, { "B-2-object": "ignored" })).toMatchObject({ [name]: first[name] })
      expect(refusal({ [name]: null }, { "B-2-object": "refused" })[1]).toBe("ATTRIBUTE_VALUE_TYPE_MISMATCH")
    }
  })
  it("refuses an object that is none", () => {
    for (const name of objects)
      for (const value of ["x", 1, true, []])
        expect(code({ [name]: value })).toBe("ATTRIBUTE_VALUE_TYPE_MISMATCH")
  })
})

describe("null and the empty string (B-2)", () => {
  const scalars = ["_description", "_phone", "_locale", "_gender", "_dateOfBirth", "_employeeId"]
  const optional = [...scalars, "nickname", "level", "onCall", "hired", "shift"]
  it("clears, passes over or refuses null for an optional attribute (B-2)", () => {
    for (const name of optional) {
      expect(after({ [name]: null }, { "B-2": "clears" })).not.toHaveProperty(name)
      expect(after({ [name]: null }, { "B-2": "ignored" })).toHaveProperty(name)
      expect(refusal({ [name]: null }, { "B-2": "refused" })[2]).toMatchObject({
        attributeName: name,
        value: null
      })
    }
  })
  it("refuses null for _name and _email, or passes over it (B-2-mandatory)", () => {
    for (const name of ["_name", "_email"] as const) {
      expect(refusal({ [name]: null }, { "B-2-mandatory": "refused" })).toEqual([
        400,
        "ATTRIBUTE_IS_MANDATORY",
        { attributeName: name }
      ])
      expect(after({ [name]: null }, { "B-2-mandatory": "ignored" })).toMatchObject({ [name]: first[name] })
    }
  })
  it("refuses null for a mandatory custom attribute under any reading (B7)", () => {
    for (const answers of [{}, { "B-2": "ignored", "B-2-mandatory": "ignored" }] as const)
      expect(refusal({ badge: null }, answers)).toEqual([
        400,
        "ATTRIBUTE_IS_MANDATORY",
        { attributeName: "badge" }
      ])
  })
  it("stores, clears or refuses an empty string where any text may be (B-2-empty)", () => {
    for (const name of ["_description", "_employeeId"]) {
      expect(after({ [name]: "" }, { "B-2-empty": "stored" })).toMatchObject({ [name]: "" })
      expect(after({ [name]: "" }, { "B-2-empty": "clears" })).not.toHaveProperty(name)
      expect(refusal({ [name]: "" }, { "B-2-empty": "refused" })[0]).toBe(400)
    }
    for (const part of parts) {
      const body = { _address: { countryCode: "US", [part]: "" } }
      expect(after(body, { "B-2-empty": "stored" })["_address"]).toEqual(body._address)
      expect(after(body, { "B-2-empty": "clears", "B-1": "removed" })["_address"]).toEqual({
        countryCode: "US"
      })
      const kept = after(body, { "B-2-empty": "clears", "B-1": "kept" })["_address"]
      expect(kept).toEqual({ ...first._address, [part]: undefined })
      expect(refusal(body, { "B-2-empty": "refused" })[2]).toMatchObject({
        attributeName: `_address.${part}`
      })
    }
  })
  it("refuses an empty string anywhere else", () => {
    for (const name of [
      "_email",
      "_phone",
      "_locale",
      "_gender",
      "_dateOfBirth",
      "badge",
      "nickname",
      "hired",
      "shift"
    ])
      for (const answer of ["stored", "clears"] as const)
        expect(refusal({ [name]: "" }, { "B-2-empty": answer })[0]).toBe(400)
    expect(refusal({ _name: { firstName: "", lastName: "L" } })[0]).toBe(400)
    expect(refusal({ _address: { countryCode: "" } })[0]).toBe(400)
    expect(refusal({ _ownerOrganization: { id: "" } })[0]).toBe(400)
  })
})

describe("attributes (B3, B6)", () => {
  it("stores custom attributes at the top level, each of its type", () => {
    const body = {
      badge: "x",
      nickname: " ",
      level: -0.5,
      onCall: false,
      hired: "1999-12-31",
      shift: "night"
    }
    expect(after(body)).toMatchObject(body)
  })
  it("refuses a custom attribute of another type", () => {
    const wrong: ReadonlyArray<readonly [string, ReadonlyArray<unknown>, string]> = [
      ["badge", [1, true, {}, []], "ATTRIBUTE_VALUE_TYPE_MISMATCH"],
      ["level", ["3", true, []], "ATTRIBUTE_VALUE_TYPE_MISMATCH"],
      ["onCall", ["true", 1], "ATTRIBUTE_VALUE_TYPE_MISMATCH"],
      ["hired", ["2021-02-29", "2020-02-29T00:00:00Z"], "ATTRIBUTE_VALUE_CONVERSION_FAILED"],
      ["shift", ["Day", 1, ["day"]], "SELECT_ATTRIBUTE_INVALID_VALUE"]
    ]
    for (const [name, values, expected] of wrong)
      for (const value of values) expect(code({ [name]: value })).toBe(expected)
    expect(refusal({ shift: "noon" })[2]).toEqual({
      value: "noon",
      allowedValues: ["day", "night"],
      attributeName: "shift"
    })
  })
  it("refuses an attribute that the template does not have, at any depth", () => {
    const strange = (attributeName: string) => [
      400,
      "ATTRIBUTE_NOT_VALID_FOR_TEMPLATE",
      { attributeName, templateId: "nurse" }
    ]
    for (const name of ["shoe", "_templateId", "constructor", ""])
      expect(refusal({ [name]: "x" })).toEqual(strange(name))
    expect(refusal('{"__proto__":"x"}')).toEqual(strange("__proto__"))
    expect(refusal({ _name: { ...first._name, middleName: "K" } })).toEqual(strange("_name.middleName"))
    expect(refusal({ _address: { countryCode: "US", planet: "x" } })).toEqual(strange("_address.planet"))
    expect(refusal({ _ownerOrganization: { id: north, x: 1 } })).toEqual(strange("_ownerOrganization.x"))
  })
  it("refuses a custom attribute of another template", () => {
    const { badge: _, ...bare } = { ...second, _templateId: "bare" }
    const state = started({ users: [first, bare] })
    expect(refusal({ level: 3 }, {}, { state, id: bob })[2]).toEqual({
      attributeName: "level",
      templateId: "bare"
    })
  })
  it("keeps hostile names of custom attributes like any other", () => {
    const attributes = ["__proto__", "constructor", "a.b"].map((name) => ({
      name,
      type: "TEXT",
      mandatory: false
    }))
    const { badge: _, ...bare } = second
    const state = started({
      templates: [{ id: "nurse", name: "Odd", attributes }],
      users: [bare],
      tokens: [{ token: "admin", permissions: ["PROTECTED_API"] }]
    })
    const [next, response] = patch('{"__proto__":"p","constructor":"c","a.b":"d"}', {}, { state, id: bob })
    expect([...(userOf(next, bob)?.written.custom ?? [])]).toEqual([
      ["__proto__", "p"],
      ["constructor", "c"],
      ["a.b", "d"]
    ])
    expect(response.body).toContain('"__proto__":"p","constructor":"c","a.b":"d"')
  })
  it("passes over members that only an answer has, or refuses them (B-5)", () => {
    const generated = {
      _id: bob,
      _enabled: "DISABLED",
      _template: { id: "bare" },
      _creationTime: "x",
      _caption: null
    }
    const more = {
      _lastModifiedTime: 1,
      _invitationAccepted: false,
      _credentialType: "OTP",
      _referencers: {}
    }
    for (const [name, value] of Object.entries({ ...generated, ...more })) {
      expect(after({ [name]: value }, { "B-5": "ignored" })).toEqual(after({}))
      const [status, refused, details] = refusal({ [name]: value }, { "B-5": "refused" })
      expect([status, refused]).toEqual([400, "WRITE_MODE_NOT_VALID_FOR_ATTRIBUTE_TYPE"])
      expect(details).toMatchObject({ attributeName: name })
    }
    const owner = { _ownerOrganization: { id: north, name: "Elsewhere", templateName: "x" } }
    expect(after(owner, { "B-5": "ignored" })["_ownerOrganization"]).toEqual({ id: north, name: "North" })
    expect(code(owner, { "B-5": "refused" })).toBe("WRITE_MODE_NOT_VALID_FOR_ATTRIBUTE_TYPE")
  })
})

describe("formats (B14)", () => {
  const formats: ReadonlyArray<readonly [string, ReadonlyArray<string>, ReadonlyArray<unknown>, string]> = [
    [
      "_phone",
      ["+12", "+123456789012345"],
      ["+1", "+1234567890123456", "+0123", "12345678901", "+1 234", 12],
      "ATTRIBUTE_VALUE_CONVERSION_FAILED"
    ],
    [
      "_email",
      ["a@localhost", "o'neil+x@example.co.uk", '"a b"@example.com', "a@[1.2.3.4]"],
      [
        "a",
        "@b",
        "a@",
        "a..b@example.com",
        "ä@example.com",
        "a@b@c.de",
        "Ada <a@b.de>",
        "\ud800@b.de",
        "a@b.de\n"
      ],
      "ATTRIBUTE_VALUE_CONVERSION_FAILED"
    ],
    [
      "_locale",
      ["en-us", "he-il"],
      ["en", "en-US", "en_us", "EN-us", "xx-us", "en-xx", ""],
      "VALIDATION_LOCALE_NOT_VALID"
    ],
    [
      "_dateOfBirth",
      ["2007-12-20", "2000-02-29"],
      ["2007-02-29", "2007-12-20T00:00:00Z", "20071220", "2007-354", "2007-12", "20/12/2007", "2007-13-01"],
      "ATTRIBUTE_VALUE_CONVERSION_FAILED"
    ],
    ["_gender", ["MALE", "FEMALE", "UNDISCLOSED"], ["male", "OTHER", "", 1], "SELECT_ATTRIBUTE_INVALID_VALUE"]
  ]
  for (const [name, good, bad, expected] of formats)
    it(`checks ${name}`, () => {
      for (const value of good) expect(after({ [name]: value })).toMatchObject({ [name]: value })
      for (const value of bad) {
        const wrongType = typeof value !== "string" && name !== "_gender"
        expect(code({ [name]: value })).toBe(wrongType ? "ATTRIBUTE_VALUE_TYPE_MISMATCH" : expected)
      }
    })
  it("checks the country and the owner's id", () => {
    for (const countryCode of ["US", "IL"]) expect(code({ _address: { countryCode } })).toBe("ok")
    for (const countryCode of ["us", "USA", "XX", "U", "ﬁ"])
      expect(code({ _address: { countryCode } })).toBe("ATTRIBUTE_VALUE_CONVERSION_FAILED")
    expect(refusal({ _ownerOrganization: { id: "north" } })[2]).toEqual({
      attributeName: "_ownerOrganization.id",
      message: "This is no UUID."
    })
  })
  it("takes 1 to 1440 whole minutes", () => {
    const minutes = (expirationInMinutes: unknown) => ({ _mfa: { enabled: true, expirationInMinutes } })
    const attributeName = "_mfa.expirationInMinutes"
    for (const good of [1, 1440]) expect(code(minutes(good))).toBe("ok")
    expect(refusal(minutes(0))).toEqual([
      400,
      "VALIDATION_MINIMUM_ALLOWED_VALUE",
      { attributeName, minimum: 1 }
    ])
    expect(refusal(minutes(1441))).toEqual([
      400,
      "VALIDATION_MAX_ALLOWED_VALUE",
      { attributeName, maxValue: 1440 }
    ])
    for (const bad of [1.5, "5", true, ""]) expect(code(minutes(bad))).toBe("ATTRIBUTE_VALUE_TYPE_MISMATCH")
    for (const enabled of ["true", 1])
      expect(code({ _mfa: { enabled } })).toBe("ATTRIBUTE_VALUE_TYPE_MISMATCH")
  })
  it("refuses free text that is no text", () => {
    for (const value of [1, true, {}, []]) {
      for (const name of ["_description", "_employeeId"])
        expect(code({ [name]: value })).toBe("ATTRIBUTE_VALUE_TYPE_MISMATCH")
      for (const part of parts)
        expect(code({ _address: { countryCode: "US", [part]: value } })).toBe("ATTRIBUTE_VALUE_TYPE_MISMATCH")
    }
  })
  it("takes a description of exactly 5000, in the unit that B-11 chooses", () => {
    const longest = [
      ["utf-16", ["a".repeat(5000), "é".repeat(5000), "😀".repeat(2500)]],
      ["code-points", ["a".repeat(5000), "😀".repeat(5000)]],
      ["bytes", ["a".repeat(5000), "é".repeat(2500), "€€".repeat(833) + "aa", "😀".repeat(1250)]]
    ] as const
    for (const [unit, texts] of longest) {
      for (const text of texts) {
        expect(after({ _description: text }, { "B-11": unit })["_description"]).toBe(text)
        expect(refusal({ _description: `${text}a` }, { "B-11": unit })).toEqual([
          400,
          "VALIDATION_MAX_ALLOWED_VALUE",
          { attributeName: "_description", maxValue: 5000 }
        ])
      }
    }
    expect(code({ _description: "\ud800".repeat(1666) }, { "B-11": "bytes" })).toBe("ok")
    expect(code({ _description: "\ud800".repeat(1667) }, { "B-11": "bytes" })).toBe(
      "VALIDATION_MAX_ALLOWED_VALUE"
    )
  })
})

describe("the e-mail (B8)", () => {
  const change = { _email: "new@example.com" }
  it("can be forbidden to change, but never to repeat", () => {
    expect(refusal(change, {}, { token: "service" })).toEqual([
      403,
      "EMAIL_CHANGE_NOT_PERMITTED",
      { requestedEmail: "new@example.com", existingEmail: "ada@example.com" }
    ])
    expect(code({ _email: "ada@example.com" }, {}, { token: "service" })).toBe("ok")
    expect(after(change)).toMatchObject(change)
  })
  it("belongs to one user only", () => {
    expect(refusal({ _email: "bob@example.com" })).toEqual([
      409,
      "EMAIL_ALREADY_EXIST",
      { email: "bob@example.com" }
    ])
  })
})

describe("the owner (B9)", () => {
  const move = { _ownerOrganization: { id: south } }
  it("can be another organization, or is refused (B-3)", () => {
    expect(after(move, { "B-3": "accepted" })["_ownerOrganization"]).toEqual({ id: south, name: "South" })
    expect(refusal(move, { "B-3": "refused" })).toEqual([403, "ACCESS_DENIED", {}])
    expect(code({ _ownerOrganization: { id: north } }, { "B-3": "refused" })).toBe("ok")
  })
  it("is there, under any reading", () => {
    for (const answer of ["accepted", "refused"] as const)
      expect(refusal({ _ownerOrganization: { id: nobody } }, { "B-3": answer })).toEqual([
        404,
        "ORGANIZATION_NOT_FOUND",
        { id: nobody }
      ])
  })
  it("keeps its admin", () => {
    expect(refusal(move, {}, { id: bob })).toEqual([409, "USER_IS_ORGANIZATION_ADMIN", { id: bob }])
    expect(code({ _ownerOrganization: { id: north }, _employeeId: "x" }, {}, { id: bob })).toBe("ok")
  })
})

describe("the phone of who logs in by one-time password (B10)", () => {
  it("stays where that is locked", () => {
    const state = started({ otpPhoneLocked: true })
    for (const _phone of ["+49301", null])
      expect(refusal({ _phone }, {}, { state, id: bob })).toEqual([400, "OTP_UPDATE_PHONE_DISABLED", {}])
    expect(code({ _phone: "+4930123456" }, {}, { state, id: bob })).toBe("ok")
    expect(code({ _phone: null }, { "B-2": "ignored" }, { state, id: bob })).toBe("ok")
    expect(code({ _phone: "+49301" }, {}, { state })).toBe("ok")
    expect(code({ _phone: "+49301" }, {}, { id: bob })).toBe("ok")
  })
})

it("changes nothing when one of several members is refused", () => {
  expect(refusal({ _employeeId: "E-9", level: "x" })[0]).toBe(400)
})
