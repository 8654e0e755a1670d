/** Which request reaches which rule, and how the vendor turns one away. */
import type { Request } from "@muster/twin-kit"
import { expect, it } from "vitest"
import {
  type Answers,
  answer,
  credentials,
  happening,
  jane,
  patch,
  path,
  request,
  started,
  stateAfter,
  userOf
} from "./company.ts"

type Json = Record<string, unknown>

const jsonOf = (asked: Request, answers: Answers = {}, state = started()): Json =>
  JSON.parse(answer(state, asked, answers)[1].body) as Json

const refused = (asked: Request, answers: Answers = {}): number => {
  const state = started()
  const [next, response] = answer(state, asked, answers)
  expect(next).toBe(state)
  return response.status
}

it("turns away a caller without both headers first, in a shape of its own (E1, E4)", () => {
  const wrong = [
    {},
    { clientid: "200" },
    { authorization: "Bearer good" },
    { ...credentials, authorization: "Bearer bad" },
    { ...credentials, authorization: "Basic good" },
    { ...credentials, clientid: "other" },
    { ...credentials, authorization: "Bearer theirs" }
  ]
  for (const headers of wrong) {
    const asked = request("PUT", "/v3/x/y", { headers })
    expect(refused(asked)).toBe(401)
    expect(jsonOf(asked)).toEqual({ error: "Unauthenticated." })
  }
})

it("answers an update with the envelope and the user with the new data (E3, E16)", () => {
  const answered = JSON.parse(patch({ first_name: "API Testing", password: "x" })[1].body) as Json
  expect(answered).toMatchObject({
    status: "OK",
    status_code: 200,
    message: null,
    extended_message: "The user was updated."
  })
  expect(answered["data"]).toEqual({
    id: 1,
    first_name: "API Testing",
    last_name: "Doe",
    employee_id: "E1002",
    email: jane.email,
    personal_email: jane.personal_email,
    activated_at: jane.activated_at,
    department_id: [10],
    user_permission: "company adm.",
    title: jane.title,
    generic_role: jane.generic_role,
    phone: jane.phone,
    mobile: jane.mobile_phone,
    start_of_employment: jane.start_of_employment_at,
    end_of_employment: jane.end_of_employment_at,
    language: "en",
    access_groups: [
      { id: 3, name: "user" },
      { id: 2, name: null }
    ],
    team_id: [7],
    direct_manager_ids: [122],
    username: null,
    gender: null,
    birthday: null,
    country: null,
    location: null,
    legal: null,
    level: null,
    initials: null,
    sub_company: null,
    skill_level: null,
    salary_id: null,
    timezone: null,
    custom_attributes: {}
  })
})

it("names three members of the answer as now or as in 2018 (E-names)", () => {
  const data = (answers: Answers) => jsonOf(request("GET", path), answers)["data"] as Json
  const current = ["start_of_employment", "end_of_employment", "mobile"]
  const former = ["start_of_employment_at", "end_of_employment_at", "mobile_phone"]
  const values = [jane.start_of_employment_at, jane.end_of_employment_at, jane.mobile_phone]
  const [now, then] = [data({ "E-names": "current" }), data({ "E-names": "year-2018" })]
  expect(current.map((name) => now[name])).toEqual(values)
  expect(former.map((name) => then[name])).toEqual(values)
  for (const name of former) expect(now).not.toHaveProperty(name)
  for (const name of current) expect(then).not.toHaveProperty(name)
  expect([now["language"], then["language"]]).toEqual(["en", "en"])
})

it("prints an empty list as one, or as null (E-void)", () => {
  const names = ["access_groups", "department_id", "team_id", "direct_manager_ids"]
  const data = (at: string, answers: Answers) => jsonOf(request("GET", at), answers)["data"] as Json
  for (const name of names) {
    expect(data("/v3/users/5", { "E-void": "list" })[name]).toEqual([])
    expect(data("/v3/users/5", { "E-void": "null" })[name]).toBeNull()
    expect(data(path, { "E-void": "null" })[name]).not.toBeNull()
  }
})

it("answers invalid data with the envelope without data (E4)", () => {
  expect(JSON.parse(patch({ email: "boss@example.com" })[1].body)).toEqual({
    status: "Bad Request",
    status_code: 400,
    message: "Something went wrong during the user update. Please try again.",
    extended_message: "User with the email [boss@example.com] already exists."
  })
})

it("changes nothing for a body of another content type or one that is no JSON object", () => {
  for (const type of ["text/plain", "application/x-www-form-urlencoded", ""]) {
    const headers = { ...credentials, "content-type": type }
    expect(refused(request("PATCH", path, { headers, body: '{"title":"x"}' }))).toBe(400)
  }
  for (const body of ["", "{", "[]", "null", '"x"', "{}{}"])
    expect(refused(request("PATCH", path, { body }))).toBe(400)
})

it("knows no other path and no other method", () => {
  for (const other of ["/users", "/v3/users/", `${path}/`, "/v3/users-employee_id/%E0%A4%A", "/v3/units"])
    expect(refused(request("GET", other))).toBe(404)
  for (const [method, at] of [
    ["PUT", path],
    ["POST", "/v3/users/1"],
    ["DELETE", "/v3/users"],
    ["GET", "/oauth/token"]
  ] as const)
    expect(refused(request(method, at))).toBe(405)
})

it("says of an unknown user what E-5 says, before it looks at the body (E5)", () => {
  for (const at of [
    "/v3/users-employee_id/nobody",
    "/v3/users/99",
    "/v3/users/E1002",
    "/v3/users/constructor"
  ]) {
    for (const method of ["GET", "PATCH", "DELETE"]) {
      const asked = request(method, at, { body: "{" })
      expect(refused(asked, { "E-5": "status-404" })).toBe(404)
      expect(refused(asked, { "E-5": "status-204" })).toBe(204)
      expect(answer(started(), asked, { "E-5": "status-204" })[1].body).toBe("")
    }
  }
})

it("reaches one user by either path, whatever the employee id is", () => {
  for (const [at, id] of [
    [path, 1],
    ["/v3/users/1", 1],
    ["/v3/users-employee_id/__proto__", 5],
    ["/v3/users-employee_id/%5F_proto__", 5]
  ] as const)
    expect(jsonOf(request("GET", at))["data"]).toMatchObject({ id })
  const odd = stateAfter({ employee_id: "a/b c?" })
  expect(jsonOf(request("GET", "/v3/users-employee_id/a%2Fb%20c%3F"), {}, odd)["data"]).toMatchObject({
    id: 1
  })
  expect(stateAfter({ title: "x" }, {}, started(), "/v3/users/1").users.get(1)?.title).toBe("x")
})

it("deletes a user with 200 (E11)", () => {
  for (const at of [path, "/v3/users/1"]) {
    const [state, response] = answer(started(), request("DELETE", at))
    expect(userOf(state)).toBeUndefined()
    expect(JSON.parse(response.body)).toEqual({
      status: "OK",
      status_code: 200,
      message: "The user was deleted.",
      extended_message: ""
    })
  }
})

const ids = (query: Record<string, string>, state = started()) => {
  const listed = jsonOf(request("GET", "/v3/users", { query: new Map(Object.entries(query)) }), {}, state)
  return (listed["data"] as ReadonlyArray<Json>).map((user) => user["id"])
}

it("lists users by mode, page and employee id (E9)", () => {
  const waiting = stateAfter({ activate: "standard" }, {}, started(), "/v3/users/5")
  expect(ids({})).toEqual([1, 122, 5, 6])
  expect(ids({ mode: "all" }, waiting)).toEqual([1, 122, 5, 6])
  expect(ids({ mode: "active" }, waiting)).toEqual([1, 122])
  expect(ids({ mode: "pending" }, waiting)).toEqual([5])
  expect(ids({ mode: "inactive" }, waiting)).toEqual([6])
  expect(ids({ mode: "suspended" }, waiting)).toEqual([])
  expect(ids({ per_page: "3" })).toEqual([1, 122, 5])
  expect(ids({ per_page: "3", page: "2" })).toEqual([6])
  expect(ids({ page: "2" })).toEqual([])
  expect(ids({ employee_id: "__proto__" })).toEqual([5])
  expect(ids({ employee_id: "nobody" })).toEqual([])
  const gone = happening(started(), { type: "member-removed", employee_id: "E1002" })
  expect(ids({ mode: "all" }, gone)).toEqual([122, 5, 6])
})

it("refuses a mode or a page that it does not know (E9)", () => {
  for (const query of [{ mode: "deleted" }, { mode: "" }, { page: "0" }, { page: "x" }, { per_page: "-1" }])
    expect(refused(request("GET", "/v3/users", { query: new Map(Object.entries(query)) }))).toBe(400)
})

it("creates a user with 200, by the rules of an update, and needs an address (E10)", () => {
  const post = (body: object) => request("POST", "/v3/users", { body: JSON.stringify(body) })
  const [state, response] = answer(
    started(),
    post({ email: "made@example.com", employee_id: "M1", department_code: ["DEP11"], activate: "standard" })
  )
  expect(response.status).toBe(200)
  expect(JSON.parse(response.body)).toMatchObject({
    extended_message: "The user was created.",
    data: { id: 123, employee_id: "M1", activated_at: null, language: "da", user_permission: "user" }
  })
  expect(userOf(state, "M1")?.department_id).toEqual([11])
  expect(state.outbox).toEqual([{ what: "activation-link", to: "made@example.com", id: 123 }])
  expect(jsonOf(post({ first_name: "x" }))).toEqual({
    status: "Bad Request",
    status_code: 400,
    message: "Something went wrong during the user creation. Please try again.",
    extended_message: "Undefined index: email"
  })
  for (const body of [
    { email: null },
    { email: jane.email },
    { email: "x@example.com", employee_id: "E1002" },
    { email: "x@example.com", phone: 1 }
  ])
    expect(refused(post(body))).toBe(400)
})

const form = { grant_type: "client_credentials", client_id: "200", client_secret: "hush" }

const token = (headers: Record<string, string>, body: string) =>
  answer(started(), request("POST", "/oauth/token", { headers, body }))

it("gives a token to who knows a secret, in any form of the request (E14)", () => {
  const multipart = Object.entries({ ...form, scope: "*" })
    .map(([name, value]) => `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`)
    .join("")
  for (const [type, body] of [
    ["multipart/form-data; boundary=b", `${multipart}--b--\r\n`],
    ["application/x-www-form-urlencoded", new URLSearchParams(form).toString()],
    ["application/json", JSON.stringify({ ...form, client_id: 200, scope: "*" })]
  ] as const) {
    const [state, response] = token({ "content-type": type }, body)
    expect(JSON.parse(response.body)).toEqual({
      token_type: "Bearer",
      expires_in: 31535999,
      access_token: "token-3"
    })
    const headers = { ...credentials, authorization: "Bearer token-3" }
    expect(answer(state, request("GET", path, { headers }))[1].status).toBe(200)
  }
})

it("refuses a wrong client, scope or grant (E14)", () => {
  const error = (more: object) => {
    const asked = request("POST", "/oauth/token", { body: JSON.stringify({ ...form, ...more }) })
    expect(refused(asked)).toBe(400)
    return jsonOf(asked)["error"]
  }
  for (const more of [{ client_id: "x" }, { client_id: "__proto__" }, { client_secret: "x" }])
    expect(error(more)).toBe("invalid_client")
  expect(error({ client_id: undefined, client_secret: undefined })).toBe("invalid_client")
  expect(error({ scope: "user" })).toBe("invalid_scope")
  expect(error({ grant_type: "password" })).toBe("unsupported_grant_type")
  expect(refused(request("POST", "/oauth/token", { body: "{" }))).toBe(400)
})

it("tells on every answer what is left of the limit (E15)", () => {
  const left = { "x-ratelimit-limit": "600", "x-ratelimit-remaining": "599" }
  const asked = [
    request("GET", path),
    request("GET", path, { headers: {} }),
    request("GET", "/v3/users/99"),
    request("PATCH", path),
    request("PUT", path),
    request("POST", "/oauth/token")
  ]
  for (const each of asked) expect(answer(started(), each)[1].headers).toMatchObject(left)
})

it("answers 429 with Retry-After once a seeded limit is used up (E15)", () => {
  const [once, first] = answer(started({ rateLimit: 1, retryAfter: 7 }), request("GET", path))
  expect([first.status, first.headers["x-ratelimit-limit"], first.headers["x-ratelimit-remaining"]]).toEqual([
    200,
    "1",
    "0"
  ])
  const [twice, second] = answer(once, request("PATCH", path, { body: '{"title":"x"}' }))
  expect([second.status, second.headers["retry-after"], second.headers["x-ratelimit-remaining"]]).toEqual([
    429,
    "7",
    "0"
  ])
  expect(twice).toBe(once)
  expect(answer(once, request("GET", path, { headers: {} }))[1].status).toBe(401)
})
