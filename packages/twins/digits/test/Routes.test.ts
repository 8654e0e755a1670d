/** Which request reaches which rule, and how the vendor turns one away. */
import type { Request } from "@muster/twin-kit"
import { expect, it } from "vitest"
import { firstReading, twin } from "../src/Twin.ts"
import { request, seed, started } from "./organization.ts"

const rules = twin.rules(firstReading)
const employee = "/v1/organization/employee"
const json = "application/json"
const body = JSON.stringify({ userId: "u-1", organizationRole: "Admin" })

const refused = (asked: Request): number => {
  const state = started()
  const [next, response] = rules(state, asked)
  expect(next).toBe(state)
  expect(JSON.parse(response.body)).toMatchObject({ error: { code: expect.any(String) as string } })
  return response.status
}

it("turns away a caller without a known bearer token (D15)", () => {
  for (const headers of [{}, { authorization: "Bearer other" }, { authorization: "Basic good" }])
    expect(refused(request("GET", employee, { headers }))).toBe(401)
})

it("turns away an update without the scope, but not a read (D14)", () => {
  const headers = { authorization: "Bearer bare", "content-type": json }
  expect(refused(request("PUT", employee, { headers, body }))).toBe(403)
  const query = new Map([["userId", "u-1"]])
  expect(rules(started(), request("GET", employee, { headers, query }))[1].status).toBe(200)
})

it("changes nothing for a body of another content type", () => {
  for (const type of [
    "text/plain",
    "application/x-www-form-urlencoded",
    "application/json; charset=latin1"
  ]) {
    const headers = { authorization: "Bearer good", "content-type": type }
    expect(refused(request("PUT", employee, { headers, body }))).toBe(415)
  }
})

it("changes nothing for a body that is no JSON object", () => {
  for (const broken of ["", "{", "[]", "null", '"x"', `${body}${body}`])
    expect(refused(request("PUT", employee, { body: broken }))).toBe(400)
})

it("knows no other path and no other method", () => {
  expect(refused(request("GET", "/v1/organization/employee/"))).toBe(404)
  expect(refused(request("GET", "/v1/organization/%65mployee"))).toBe(404)
  expect(refused(request("PATCH", employee, { body }))).toBe(405)
})

it("reads an employee by either id, and answers 404 for one without a binding", () => {
  const by = (name: string, id: string) =>
    rules(started(), request("GET", employee, { query: new Map([[name, id]]) }))[1]
  expect(by("userExternalId", "x-1").body).toBe(by("userId", "u-1").body)
  expect(by("userId", "u-unbound").status).toBe(404)
})

it("pages a list of any length without leaving out or repeating an item (D24)", () => {
  const entities = Array.from({ length: 201 }, (_, index) => ({ entityId: `e-${index}` }))
  const state = started({}, { entities, employees: [] })
  const seen: Array<string> = []
  let cursor = ""
  const sizes: Array<number> = []
  do {
    const query = new Map(cursor === "" ? [] : [["cursor", cursor]])
    const answer = JSON.parse(
      rules(state, request("GET", "/v1/organization/entities", { query }))[1].body
    ) as {
      entities: Array<{ entityId: string }>
      next: { cursor: string; more: boolean }
    }
    sizes.push(answer.entities.length)
    seen.push(...answer.entities.map((entity) => entity.entityId))
    cursor = answer.next.cursor
    expect(answer.next.more).toBe(cursor !== "")
  } while (cursor !== "")
  expect(sizes).toEqual([100, 100, 1])
  expect(seen).toEqual(entities.map((entity) => entity.entityId))
})

it("refuses a cursor of another list, one that was never given, and an impossible limit (D24)", () => {
  for (const [name, value] of [
    ["cursor", "clients.1"],
    ["cursor", "nonsense"],
    ["cursor", "entities.zz"],
    ["limit", "0"],
    ["limit", "101"]
  ] as const)
    expect(refused(request("GET", "/v1/organization/entities", { query: new Map([[name, value]]) }))).toBe(
      400
    )
})

it("lists the clients with their entities", () => {
  const [, response] = rules(started(), request("GET", "/v1/organization/clients"))
  expect(JSON.parse(response.body)).toEqual({ clients: seed.clients, next: { cursor: "", more: false } })
})

it("sends the documented body and headers once the rate limit is used up (D23), and none without a limit", () => {
  const query = new Map([["userId", "u-1"]])
  const [first, answer] = rules(
    started({}, { rateLimit: 1, rateLimitReset: 1234 }),
    request("GET", employee, { query })
  )
  expect(answer.headers).toMatchObject({ "x-ratelimit-limit": "1", "x-ratelimit-remaining": "0" })
  const [second, excess] = rules(first, request("PUT", employee, { body }))
  expect(second).toBe(first)
  expect(excess.status).toBe(429)
  expect(excess.headers["x-ratelimit-reset"]).toBe("1234")
  expect(JSON.parse(excess.body)).toEqual({
    error: {
      code: "RATE_LIMIT_EXCEEDED",
      message: "Rate limit exceeded. Try again later.",
      details: { retry_after: 60 }
    }
  })
  expect(rules(started(), request("GET", employee, { query }))[1].headers).not.toHaveProperty(
    "x-ratelimit-limit"
  )
})
