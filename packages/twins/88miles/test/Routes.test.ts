/** Which request reaches which rule, and how the vendor turns one away. */
import type { Request } from "@muster/twin-kit"
import { expect, it } from "vitest"
import type { MilesReading } from "../src/Twin.ts"
import { answer, members, memberOf, put, request, started } from "./account.ts"

const path = "/api/1/staff/worker.json"
const body = '{"staff":{"first_name":"Grace"}}'

const refused = (asked: Request, answers: Partial<MilesReading> = {}): number => {
  const state = started()
  const [next, response] = answer(state, asked, answers)
  expect(next).toBe(state)
  return response.status
}

it("turns away a caller without a known token before anything else (M3)", () => {
  for (const headers of [{}, { authorization: "Bearer other" }]) {
    expect(refused(request("PUT", "/api/1/staff/nobody.json", { headers, body: "{" }))).toBe(401)
    expect(refused(request("GET", "/api/1/staff.json", { headers }))).toBe(401)
  }
})

it("changes nothing for a body of another content type or one that is no JSON", () => {
  const headers = { authorization: "Bearer good", "content-type": "application/x-www-form-urlencoded" }
  expect(refused(request("PUT", path, { headers, body }))).toBe(415)
  for (const broken of ["", "{", "staff[first_name]=G"])
    expect(refused(request("PUT", path, { body: broken }))).toBe(400)
})

it("refuses a body without the staff wrapper as M-4 says", () => {
  for (const bare of [
    "{}",
    "[]",
    "null",
    '"x"',
    '{"staff":null}',
    '{"staff":[]}',
    '{"first_name":"G"}',
    '{"__proto__":{"staff":{}}}'
  ]) {
    expect(refused(request("PUT", path, { body: bare }), { "M-4": "422" })).toBe(422)
    expect(refused(request("PUT", path, { body: bare }), { "M-4": "400" })).toBe(400)
  }
})

it("takes the update's path with and without .json, and knows no .jsonp", () => {
  for (const end of [".json", ""]) {
    const [state] = answer(started(), request("PUT", `/api/1/staff/worker${end}`, { body }))
    expect(memberOf(state)?.first_name).toBe("Grace")
  }
  expect(refused(request("PUT", "/api/1/staff/worker.jsonp", { body }))).toBe(404)
  expect(refused(request("GET", "/api/1/staff.jsonp"))).toBe(404)
  expect(refused(request("PUT", "/api/1/staff/%E0%A4%A.json", { body }))).toBe(404)
  expect(refused(request("DELETE", path))).toBe(405)
})

it("finds a member whose uuid needs escaping in the path", () => {
  const [boss] = members
  const odd = started({ members: [boss, { ...boss, uuid: "a/b", login: "l", email_address: "e" }] })
  expect(answer(odd, request("GET", "/api/1/staff/a%2Fb.json"))[1].status).toBe(200)
})

it("answers an update with the member, or with nothing (M-10)", () => {
  const [state, response] = put({ first_name: "Grace" }, { "M-10": "member" })
  expect(JSON.parse(response.body)).toEqual({ response: memberOf(state) })
  expect(put({ first_name: "Grace" }, { "M-10": "empty" })[1]).toMatchObject({ status: 200, body: "" })
})

it("says what is wrong in an object, or as text (M-11)", () => {
  const refusalOf = (shape: "object" | "text") => put({ login: "" }, { "M-11": shape })[1]
  expect(JSON.parse(refusalOf("object").body)).toEqual({ error: "login can't be blank." })
  expect(refusalOf("text").body).toBe("login can't be blank.")
})

it("lists all members with the caller and a count, chosen by where and sorted by order (M6, M7)", () => {
  const list = (query: Record<string, string>) => {
    const asked = request("GET", "/api/1/staff.json", { query: new Map(Object.entries(query)) })
    return answer(started(), asked)[1]
  }
  const uuids = (query: Record<string, string>) =>
    (JSON.parse(list(query).body) as { response: Array<{ uuid: string }> }).response.map(
      (member) => member.uuid
    )
  expect(JSON.parse(list({}).body)).toEqual({ response: members, count: 3 })
  expect(uuids({ where: 'active = "true"' })).toEqual(["boss", "worker"])
  expect(uuids({ where: 'uuid="nobody"' })).toEqual([])
  expect(uuids({ order: "last_name desc" })).toEqual(["worker", "idle", "boss"])
  expect(uuids({ order: "hourly_rate_cents asc" })[0]).toBe("boss")
  expect(list({ where: "active != 1" }).status).toBe(400)
  expect(list({ where: 'constructor = "x"' }).status).toBe(400)
  expect(list({ order: "last_name; drop" }).status).toBe(400)
})

it("shows one member, and 404 for one that does not exist", () => {
  expect(JSON.parse(answer(started(), request("GET", path))[1].body)).toEqual({ response: members[1] })
  expect(refused(request("GET", "/api/1/staff/__proto__.json"))).toBe(404)
})

it("enables a member under the rules of becoming active", () => {
  const enable = (uuid: string) => request("POST", `/api/1/staff/${uuid}/enable.json`, { body: "{}" })
  const [state] = answer(started(), enable("idle"))
  expect([memberOf(state, "idle")?.active, state.outbox.length]).toEqual(["true", 1])
  expect(answer(started({ maximumStaff: 2 }), enable("idle"))[1].status).toBe(402)
  expect(refused(enable("nobody"))).toBe(404)
})

it("creates a member with a uuid of its own, and refuses an incomplete one", () => {
  const create = (staff: object) => request("POST", "/api/1/staff.json", { body: JSON.stringify({ staff }) })
  const names = {
    login: "new",
    first_name: "N",
    last_name: "W",
    email_address: "n@example.org",
    time_zone: "UTC"
  }
  const [state, response] = answer(started(), create({ ...names, uuid: null }))
  const { uuid } = (JSON.parse(response.body) as { response: { uuid: string } }).response
  expect(uuid).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
  expect(memberOf(state, uuid)).toMatchObject({ ...names, type: "staff", hourly_rate_cents: null })
  expect(refused(create({ ...names, login: undefined }))).toBe(422)
  expect(refused(create({ ...names, uuid: "short" }))).toBe(422)
})
