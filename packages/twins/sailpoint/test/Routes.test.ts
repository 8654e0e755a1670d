/** Which request reaches which rule, and how the vendor turns one away. */
import type { Request } from "@muster/twin-kit"
import { expect, it } from "vitest"
import {
  type Answers,
  answer,
  body,
  clients,
  hyphenated,
  id,
  patching,
  path,
  recordOf,
  records,
  request,
  started
} from "./tenant.ts"

const all = "/v3/non-employee-records"
const text = JSON.stringify(body)

const refused = (asked: Request, answers: Answers = {}): number => {
  const state = started({}, answers)
  const [next, response] = answer(state, asked, answers)
  expect(next).toBe(state)
  return response.status
}

it("turns away a caller without a known token first, in a shape of its own (S9)", () => {
  for (const headers of [{}, { authorization: "Bearer other" }, { authorization: "Basic admin" }]) {
    const asked = request("PUT", `${all}/x/y`, "", { headers })
    expect(refused(asked)).toBe(401)
    expect(JSON.parse(answer(started(), asked)[1].body)).toEqual({
      error: "JWT validation failed: JWT is expired"
    })
  }
})

it("answers other refusals in one shape (S9)", () => {
  const shape = (asked: Request) => JSON.parse(answer(started(), asked)[1].body) as Record<string, unknown>
  const codes = [
    shape(request("PUT", path)),
    shape(request("PUT", path, "reader", { body: text })),
    shape(request("GET", `${all}/${"0".repeat(32)}`))
  ].map((refusal) => {
    expect(Object.keys(refusal)).toEqual(["detailCode", "trackingId", "messages", "causes"])
    return refusal["detailCode"]
  })
  expect(codes).toEqual(["400.1 Bad Request Content", "403 Forbidden", "404 Not found"])
})

it("answers 429 with Retry-After once the limit is used up (S11)", () => {
  const [once, first] = answer(started({ rateLimit: 1, retryAfter: 7 }), request("GET", path))
  const [twice, second] = answer(once, request("GET", path))
  expect([first.status, second.status, second.headers["retry-after"]]).toEqual([200, 429, "7"])
  expect(JSON.parse(second.body)).toEqual({ message: " Rate Limit Exceeded " })
  expect(twice).toBe(once)
})

it("changes nothing for a body of another content type or one that is no JSON object", () => {
  for (const type of ["application/json-patch+json", "text/plain", "application/x-www-form-urlencoded"]) {
    const headers = { authorization: "Bearer admin", "content-type": type }
    expect(refused(request("PUT", path, "admin", { headers, body: text }))).toBe(400)
  }
  for (const broken of ["", "{", "[]", "null", '"x"', `${text}${text}`])
    expect(refused(request("PUT", path, "admin", { body: broken }))).toBe(400)
})

it("knows no other path and no other method", () => {
  for (const other of ["/non-employee-records", `${all}/`, `${path}/`, `${all}/%E0%A4%A`, "/v3/x"])
    expect(refused(request("GET", other))).toBe(404)
  expect(refused(request("POST", path, "admin", { body: text }))).toBe(405)
  for (const method of ["DELETE", "PATCH"]) expect(refused(request(method, all))).toBe(405)
})

it("takes a patch under its own content type only, and a PUT under that of JSON only (S6)", () => {
  for (const type of ["application/json", "text/plain", "application/json-patch", ""]) {
    const headers = { authorization: "Bearer admin", "content-type": type }
    expect(refused(request("PATCH", path, "admin", { headers, body: "[]" }))).toBe(400)
  }
})

it("finds a record by its id, in the spelling in which it is stored", () => {
  for (const known of [id, hyphenated])
    expect(answer(started(), request("GET", `${all}/${known}`))[1].status).toBe(200)
  expect(refused(request("GET", `${all}/${hyphenated.replaceAll("-", "")}`))).toBe(404)
})

it("refuses an update of an unknown record with 404 (S9), and a malformed id as S-8 says", () => {
  const put = (which: string) => request("PUT", `${all}/${which}`, "admin", { body: text })
  expect(refused(put("0".repeat(32)))).toBe(404)
  expect(refused(patching([], "admin", `${all}/${"0".repeat(32)}`))).toBe(404)
  for (const odd of ["7", "__proto__", "a%2Fb", `${id}0`]) {
    const patch = patching([], "admin", `${all}/${odd}`)
    for (const asked of [
      put(odd),
      patch,
      request("GET", `${all}/${odd}`),
      request("DELETE", `${all}/${odd}`)
    ]) {
      expect(refused(asked, { "S-8": "status-400" })).toBe(400)
      expect(refused(asked, { "S-8": "status-404", "S-12": "status-400" })).toBe(404)
    }
  }
})

it("reads one record, for readers and applications too (S8), and answers an unknown one as S-12 says", () => {
  for (const token of ["admin", "app", "owner", "reader"])
    expect(JSON.parse(answer(started(), request("GET", path, token))[1].body)).toEqual(records[0])
  const unknown = request("GET", `${all}/${"0".repeat(32)}`)
  expect(refused(unknown, { "S-12": "status-404" })).toBe(404)
  expect(refused(unknown, { "S-12": "status-400" })).toBe(400)
})

it("keeps an owner out of the records of other sources (S1, S12)", () => {
  expect(refused(request("GET", `${all}/${hyphenated}`, "owner"))).toBe(403)
  expect(refused(request("PUT", `${all}/${hyphenated}`, "owner", { body: text }))).toBe(403)
  expect(refused(patching([], "owner", `${all}/${hyphenated}`))).toBe(403)
})

const list = (query: Record<string, string>, token = "admin") =>
  answer(started(), request("GET", all, token, { query: new Map(Object.entries(query)) }))[1]

const names = (query: Record<string, string>, token = "admin") =>
  (JSON.parse(list(query, token).body) as Array<{ accountName: string }>).map((each) => each.accountName)

it("lists the records that the caller may see, page by page, with a count on demand (S12)", () => {
  expect(names({})).toEqual(["william.smith", "ada"])
  expect(names({}, "owner")).toEqual(["william.smith"])
  expect(names({ limit: "1", offset: "1" })).toEqual(["ada"])
  expect(names({ offset: "2" })).toEqual([])
  expect(list({ limit: "0", count: "true" }).headers["x-total-count"]).toBe("2")
  expect(list({ count: "false" }).headers).not.toHaveProperty("x-total-count")
})

it("filters by source and sorts by columns (S12)", () => {
  expect(names({ filters: 'sourceId eq "interns"' })).toEqual(["ada"])
  expect(names({ filters: 'sourceId eq "nowhere"' })).toEqual([])
  expect(names({ sorters: "accountName" })).toEqual(["ada", "william.smith"])
  expect(names({ sorters: "firstName,-created" })).toEqual(["ada", "william.smith"])
  expect(names({ sorters: "lastName, created" })).toEqual(["william.smith", "ada"])
})

it("sorts dates by their instants, whatever their offsets (S12)", () => {
  const [first, second] = records
  const early = { ...second, startDate: "2020-03-24T01:00:00+14:00" }
  const sorted = (sorters: string) => {
    const asked = request("GET", all, "admin", { query: new Map([["sorters", sorters]]) })
    const [, response] = answer(started({ records: [first, early] }), asked)
    return (JSON.parse(response.body) as Array<{ accountName: string }>).map((each) => each.accountName)
  }
  expect(sorted("startDate")).toEqual(["ada", "william.smith"])
  expect(sorted("-startDate")).toEqual(["william.smith", "ada"])
})

it("refuses a page, a filter or a sorter that it does not know (S12)", () => {
  const wrong = [
    { limit: "251" },
    { limit: "-1" },
    { offset: "x" },
    { count: "yes" },
    { filters: 'accountName eq "ada"' },
    { filters: 'sourceId EQ "interns"' },
    { sorters: "data" },
    { sorters: "id,constructor" }
  ]
  for (const query of wrong) expect(list(query).status).toBe(400)
})

it("creates a record with 200 and an id of its own, for applications too, and for nobody without the role", () => {
  const post = (changes: object, token = "app") =>
    request("POST", all, token, { body: JSON.stringify({ ...body, accountName: "new", ...changes }) })
  const [state, response] = answer(started(), post({ data: undefined }))
  const created = JSON.parse(response.body) as { id: string; data: object }
  expect([response.status, created.data]).toEqual([200, {}])
  expect(created.id).toMatch(/^[0-9a-f]{32}$/)
  expect(recordOf(state, created.id)).toMatchObject({ accountName: "new" })
  expect(refused(post({ accountName: "ada" }))).toBe(400)
  expect(refused(post({ phone: undefined }))).toBe(400)
  for (const token of ["owner", "reader"]) expect(refused(post({}, token))).toBe(403)
})

it("deletes a record with 204, and answers an unknown one as S-12-delete says", () => {
  const [state, response] = answer(started(), request("DELETE", path, "app"))
  expect([response.status, response.body, recordOf(state)]).toEqual([204, "", undefined])
  for (const token of ["owner", "reader"]) expect(refused(request("DELETE", path, token))).toBe(403)
  const unknown = request("DELETE", `${all}/${"0".repeat(32)}`)
  expect(refused(unknown, { "S-12-delete": "status-404" })).toBe(404)
  expect(refused(unknown, { "S-12-delete": "status-204" })).toBe(204)
  expect(refused(request("DELETE", `${all}/7`), { "S-12-delete": "status-204" })).toBe(400)
})

const [form, query] = ["application/x-www-form-urlencoded", "application/json"]

/** Asks for a token without showing one. */
const asking = (fields: Record<string, string>, type = form, method = "POST"): Request => ({
  method,
  path: "/oauth/token",
  query: new Map(type === form ? [] : Object.entries(fields)),
  headers: { "content-type": type },
  body: type === form ? new URLSearchParams(fields).toString() : "{}"
})

const credentials = { grant_type: "client_credentials", client_id: "pat", client_secret: "hush" }
const refreshing = { ...credentials, grant_type: "refresh_token", refresh_token: "again" }
const robot = { ...credentials, client_id: "robot", client_secret: "whist" }

it("gives a client who knows the secret a JWT with the client's rights (S10)", () => {
  for (const [fields, type, status] of [
    [credentials, form, 200],
    [credentials, query, 200],
    [refreshing, form, 200],
    [robot, form, 403]
  ] as const) {
    const [state, { body: given }] = answer(started({ clients, rateLimit: 1 }), asking(fields, type))
    const { access_token, ...rest } = JSON.parse(given) as { readonly access_token: string }
    const refresh = status === 200 ? { refresh_token: "again" } : {}
    expect(rest).toEqual({ token_type: "bearer", expires_in: 749, ...refresh })
    const [header, payload] = access_token.split(".").map((part) => Buffer.from(part, "base64url").toString())
    expect(JSON.parse(header ?? "")).toEqual({ alg: "HS256", typ: "JWT" })
    expect(JSON.parse(payload ?? "")).toEqual({ jti: "token-5" })
    expect(answer(state, request("PUT", path, access_token, { body: text }))[1].status).toBe(status)
  }
})

it("gives every token a name of its own, and the older ones stay (S10)", () => {
  const [once, first] = answer(started({ clients }), asking(robot))
  const [twice, second] = answer(once, asking(credentials))
  expect(first.body).not.toBe(second.body)
  expect(twice.tokens.size).toBe(6)
})

it("gives nobody else a token (S10)", () => {
  for (const [fields, status, error] of [
    [{ ...credentials, client_id: "__proto__" }, 401, "invalid_client"],
    [{ ...credentials, client_secret: "whist" }, 401, "invalid_client"],
    [{ grant_type: "client_credentials" }, 401, "invalid_client"],
    [{ ...refreshing, refresh_token: "x" }, 400, "invalid_grant"],
    [{ ...robot, grant_type: "refresh_token" }, 400, "invalid_grant"],
    [{ ...credentials, grant_type: "authorization_code" }, 400, "unsupported_grant_type"]
  ] as const) {
    const state = started({ clients })
    const [next, response] = answer(state, asking(fields))
    expect([response.status, JSON.parse(response.body)]).toEqual([status, { error }])
    expect(next).toBe(state)
  }
  expect(refused(asking(credentials))).toBe(401)
  expect(refused({ ...asking(credentials), headers: {} })).toBe(401)
  expect(refused(asking(credentials, form, "GET"))).toBe(405)
})
