/** Which request reaches which rule, who may call, and how the vendor turns one away. */
import type { Request } from "@muster/twin-kit"
import { expect, it } from "vitest"
import {
  ada,
  all,
  type Answers,
  answer,
  bob,
  first,
  nobody,
  north,
  path,
  request,
  south,
  started,
  userOf
} from "./clinic.ts"

const shape = (asked: Request, answers: Answers = {}, state = started({}, answers)) => {
  const [next, response] = answer(state, asked, answers)
  expect(response.status).toBeGreaterThan(399)
  expect(next).toBe(state)
  return { status: response.status, ...(JSON.parse(response.body) as { code: string; details: object }) }
}

const refused = (asked: Request, answers: Answers = {}): readonly [number, string] => {
  const { status, code } = shape(asked, answers)
  return [status, code]
}

it("turns away a caller without a known token first (B16)", () => {
  for (const headers of [{}, { authorization: "Bearer other" }, { authorization: "Basic admin" }])
    expect(refused(request("PATCH", `${all}/x/y`, "", { headers }))).toEqual([401, "TOKEN_NOT_VALID"])
})

it("turns away a caller without the permission, whatever the call (B5)", () => {
  for (const [method, at] of [
    ["PATCH", path],
    ["GET", path],
    ["GET", `${all}/self`],
    ["GET", all],
    ["POST", all],
    ["DELETE", path],
    ["POST", `${path}/enabled-state/DISABLED`]
  ] as const)
    expect(refused(request(method, at, "guest"))).toEqual([403, "ACCESS_DENIED"])
})

it("answers every refusal in one shape (B16)", () => {
  expect(shape(request("GET", `${all}/${nobody}`))).toEqual({
    status: 404,
    code: "USER_NOT_FOUND",
    message: "user not found",
    serviceName: "Organization Service",
    traceId: expect.stringMatching(/^[0-9a-f]{16}$/) as string,
    environment: "develop",
    details: { id: nobody }
  })
})

it("refuses a body that is missing, no JSON object, or of another content type with 400", () => {
  for (const body of ["", "{", "[]", "null", '"x"', "1", "{}{}"])
    expect(refused(request("PATCH", path, "admin", { body }))).toEqual([400, "BAD_REQUEST"])
  for (const type of [
    "text/plain",
    "application/x-www-form-urlencoded",
    "application/merge-patch+json",
    undefined
  ]) {
    const headers = { authorization: "Bearer admin", ...(type === undefined ? {} : { "content-type": type }) }
    for (const [method, at] of [
      ["PATCH", path],
      ["POST", all]
    ] as const)
      expect(refused(request(method, at, "admin", { headers, body: "{}" }))).toEqual([400, "BAD_REQUEST"])
  }
})

it("knows no other path and no other method", () => {
  for (const other of [
    "/organization/v1/users",
    `${all}/`,
    `${path}/`,
    `${all}x/${ada}`,
    `${path}/enabled-state`,
    `${all}/%E0%A4%A`,
    `${path}/enabled-state/%`
  ])
    expect(refused(request("GET", other))).toEqual([404, "NOT_FOUND"])
  for (const [method, at] of [
    ["PUT", path],
    ["POST", path],
    ["DELETE", all],
    ["GET", `${path}/enabled-state/ENABLED`]
  ] as const)
    expect(refused(request(method, at))).toEqual([405, "METHOD_NOT_ALLOWED"])
})

it("refuses an id that is no UUID with 400 (B4), and one that nobody has with 404", () => {
  for (const [method, end] of [
    ["PATCH", ""],
    ["GET", ""],
    ["DELETE", ""],
    ["POST", "/enabled-state/ENABLED"]
  ] as const) {
    for (const odd of ["7", "__proto__", "a%2Fb", `${ada}0`])
      expect(refused(request(method, `${all}/${odd}${end}`))).toEqual([
        400,
        "ATTRIBUTE_VALUE_CONVERSION_FAILED"
      ])
    expect(refused(request(method, `${all}/${nobody}${end}`))).toEqual([404, "USER_NOT_FOUND"])
    expect(refused(request(method, `${all}/${ada.toUpperCase()}${end}`))).toEqual([404, "USER_NOT_FOUND"])
  }
})

const got = (asked: Request, state = started()) => {
  const [next, response] = answer(state, asked)
  if (response.status > 299) throw new Error(response.body)
  return [next, JSON.parse(response.body) as Record<string, unknown>] as const
}

it("reads one user, and whoever calls", () => {
  const { _templateId, _ownerOrganization, ...plain } = first
  expect(got(request("GET", path))[1]).toMatchObject(plain)
  expect(got(request("GET", `${all}/self`))[1]).toMatchObject({ _id: bob, _enabled: "DISABLED" })
  expect(refused(request("GET", `${all}/self`, "service"))).toEqual([403, "ACCESS_DENIED"])
})

const searching = (searchRequest: object | string, answers: Answers = {}) => {
  const text = typeof searchRequest === "string" ? searchRequest : JSON.stringify(searchRequest)
  const asked = request("GET", all, "admin", { query: new Map([["searchRequest", text]]) })
  return answer(started({}, answers), asked, answers)[1]
}

const ids = (filter: object): ReadonlyArray<unknown> => {
  const { data } = JSON.parse(searching({ filter }).body) as { data: ReadonlyArray<{ _id: string }> }
  return data.map(({ _id }) => _id)
}

it("finds users by eq and in, all conditions together (B11)", () => {
  expect(ids({})).toEqual([bob, ada])
  expect(ids({ _id: { eq: ada } })).toEqual([ada])
  expect(ids({ _email: { in: ["ada@example.com", "x"] } })).toEqual([ada])
  expect(ids({ _employeeId: { eq: "E-7" }, "_name.firstName": { eq: "Bob" } })).toEqual([])
  expect(ids({ "_name.lastName": { eq: "Ross" } })).toEqual([bob])
  expect(ids({ "_ownerOrganization.id": { in: [north, south] } })).toEqual([bob, ada])
  expect(ids({ "_ownerOrganization.id": { eq: south } })).toEqual([])
  expect(ids({ _enabled: { eq: "DISABLED" } })).toEqual([bob])
  expect(ids({ _templateId: { eq: "nurse" }, _templateName: { eq: "Nurse" } })).toEqual([bob, ada])
  expect(
    ids({ "_address.city": { eq: "Boston" }, "_mfa.enabled": { eq: true }, level: { in: [3] } })
  ).toEqual([ada])
  expect(ids({ _id: { eq: ada, in: [bob] } })).toEqual([])
})

it("answers a page with its number, and all that were found (B11)", () => {
  const page = (searchRequest: object) =>
    JSON.parse(searching(searchRequest).body) as { data: ReadonlyArray<{ _id: string }>; metadata: object }
  const second = page({ limit: 1, page: 1 })
  expect(second.data.map(({ _id }) => _id)).toEqual([ada])
  expect(second.metadata).toEqual({ page: { totalResults: 2, page: 1, limit: 1 }, filter: {} })
  expect(page({ page: 1 }).data).toEqual([])
  expect(got(request("GET", all))[1]["metadata"]).toMatchObject({
    page: { totalResults: 2, page: 0, limit: 100 }
  })
})

it("refuses a search that it does not understand (B11)", () => {
  const wrong: ReadonlyArray<object | string> = [
    "",
    "[]",
    { limit: 0 },
    { limit: null },
    { page: -1 },
    { page: 0.5 },
    { freeTextSearch: "ada" },
    { filter: [] },
    { filter: { _id: ada } },
    { filter: { shoe: { eq: 1 } } },
    { filter: { constructor: { eq: 1 } } },
    { filter: { _id: { like: "3" } } },
    { filter: { _id: { in: ada } } },
    { filter: { _phone: { eq: null } } }
  ]
  for (const each of wrong) expect(searching(each, { "B-void": "null" }).status).toBe(400)
})

const { _id, ...bare } = { ...first, _email: "new@example.com" }
const post = (changes: object) =>
  request("POST", all, "service", { body: JSON.stringify({ ...bare, ...changes }) })

it("creates a user with 201 and an id of its own (B18)", () => {
  const [state, response] = answer(started(), post({}))
  const created = JSON.parse(response.body) as Record<string, string>
  const { _templateId, _ownerOrganization, ...plain } = bare
  expect(response.status).toBe(201)
  expect(created).toMatchObject({ ...plain, _enabled: "ENABLED", _invitationAccepted: false })
  expect(created["_creationTime"]).toBe(created["_lastModifiedTime"])
  expect(userOf(state, created["_id"])?.written._email).toBe("new@example.com")
})

it("refuses to create a user under the rules of an update, and without what a user needs", () => {
  const wrong = [
    [{ _templateId: undefined }, 400, "ATTRIBUTE_IS_MANDATORY"],
    [{ _templateId: "x" }, 404, "TEMPLATE_NOT_FOUND"],
    [{ _templateId: "bare" }, 400, "ATTRIBUTE_NOT_VALID_FOR_TEMPLATE"],
    [{ _name: undefined }, 400, "ATTRIBUTE_IS_MANDATORY"],
    [{ _email: undefined }, 400, "ATTRIBUTE_IS_MANDATORY"],
    [{ badge: undefined }, 400, "ATTRIBUTE_IS_MANDATORY"],
    [{ _ownerOrganization: undefined }, 400, "OWNER_ORGANIZATION_CANNOT_BE_NULL"],
    [{ _ownerOrganization: { id: nobody } }, 404, "ORGANIZATION_NOT_FOUND"],
    [{ _email: "bob@example.com" }, 409, "EMAIL_ALREADY_EXIST"],
    [{ _credentialType: "CARD" }, 400, "SELECT_ATTRIBUTE_INVALID_VALUE"],
    [{ _credentialType: "OTP", _phone: undefined }, 400, "OTP_PHONE_CANNOT_BE_NULL"],
    [{ _credentialType: "OTP" }, 400, "OTP_MFA_ENABLED_CONFLICT"]
  ] as const
  for (const [changes, ...expected] of wrong) expect(refused(post(changes))).toEqual(expected)
  for (const name of ["_name", "_email"])
    expect(refused(post({ [name]: null }), { "B-2-mandatory": "ignored" })[0]).toBe(400)
})

it("enables and disables a user with 200 (B18)", () => {
  const [state, user] = got(
    request("POST", `${path}/enabled-state/DISABLED`, "admin", { headers: { authorization: "Bearer admin" } })
  )
  expect([user["_enabled"], userOf(state)?.enabled]).toEqual(["DISABLED", "DISABLED"])
  expect(user["_lastModifiedTime"]).not.toBe(user["_creationTime"])
  expect(refused(request("POST", `${path}/enabled-state/ASLEEP`))).toEqual([
    400,
    "SELECT_ATTRIBUTE_INVALID_VALUE"
  ])
})

it("deletes a user with 204, but no admin (B9, B18)", () => {
  const [state, response] = answer(started(), request("DELETE", path))
  expect([response.status, response.body, userOf(state)]).toEqual([204, "", undefined])
  expect(refused(request("DELETE", `${all}/${bob}`))).toEqual([409, "USER_IS_ORGANIZATION_ADMIN"])
})

const ums = (call: string, body: object, method = "POST") =>
  request(method, `/ums/v2/users/${call}`, "", {
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body)
  })

it("gives tokens to who knows the password, and new ones for a refresh token (B17)", () => {
  const [once, session] = got(ums("login", { username: "bob", password: "secret" }))
  expect(session).toEqual({
    userId: bob,
    ownerOrganizationId: north,
    accessJwt: { token: "access-1", expiration: "2020-01-01T01:00:02.000Z" },
    refreshJwt: { token: "refresh-1", expiration: "2020-01-02T00:00:02.000Z" },
    mfaRequired: false,
    mfaExpiration: null,
    passwordResetRequired: false,
    phone: "+4930123456"
  })
  const [twice, renewed] = got(ums("token/refresh", { refreshToken: "refresh-1" }), once)
  expect(renewed).toMatchObject({ accessJwt: { token: "access-2" }, refreshJwt: { token: "refresh-2" } })
  for (const token of ["access-1", "access-2"])
    expect(got(request("GET", `${all}/self`, token), twice)[1]["_id"]).toBe(bob)
})

it("issues no token that is there already (B17)", () => {
  const tokens = [{ token: "access-1", permissions: [] }]
  const [state] = got(ums("login", { username: "bob", password: "secret" }), started({ tokens }))
  expect([...state.tokens.keys()]).toEqual(["access-1", "access-2"])
})

it("gives no tokens to anybody else (B17)", () => {
  for (const body of [
    {},
    { username: "bob" },
    { username: "bob", password: "x" },
    { username: "__proto__", password: "x" },
    { username: 1, password: "secret" }
  ])
    expect(refused(ums("login", body))).toEqual([403, "LOGIN_FAILED"])
  for (const refreshToken of [undefined, "refresh-1", 1])
    expect(refused(ums("token/refresh", { refreshToken }))).toEqual([403, "REFRESH_TOKEN_NOT_VALID"])
  expect(refused({ ...ums("login", {}), body: "[]" })).toEqual([400, "BAD_REQUEST"])
  expect(refused(ums("login", {}, "GET"))).toEqual([405, "METHOD_NOT_ALLOWED"])
  expect(refused(ums("logout", {}))).toEqual([404, "NOT_FOUND"])
})
