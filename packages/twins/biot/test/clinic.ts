/** A small clinic, and the few steps that the tests of this folder share. */
import type { Request, Response } from "@muster/twin-kit"
import { type BiotReading, firstReading, twin, type State } from "../src/Twin.ts"
import type { User } from "../src/State.ts"

export const ada = "3fa85f64-5717-4562-b3fc-2c963f66afa6"
export const bob = "11111111-2222-4333-8444-555555555555"
export const nobody = "99999999-9999-4999-8999-999999999999"
export const north = "aaaaaaaa-0000-4000-8000-000000000001"
export const south = "aaaaaaaa-0000-4000-8000-000000000002"
export const all = "/organization/v1/users/organizations"
export const path = `${all}/${ada}`

const attributes = [
  { name: "badge", type: "TEXT", mandatory: true },
  { name: "nickname", type: "TEXT", mandatory: false },
  { name: "level", type: "NUMBER", mandatory: false },
  { name: "onCall", type: "BOOLEAN", mandatory: false },
  { name: "hired", type: "DATE", mandatory: false },
  { name: "shift", type: "SELECT", mandatory: false, values: ["day", "night"] }
]

/** She has everything. */
export const first = {
  _id: ada,
  _templateId: "nurse",
  _name: { firstName: "Ada", lastName: "Lovelace" },
  _description: "First floor",
  _email: "ada@example.com",
  _phone: "+12345678901",
  _locale: "en-us",
  _gender: "FEMALE",
  _dateOfBirth: "2007-12-20",
  _address: {
    countryCode: "US",
    state: "MA",
    city: "Boston",
    zipCode: "02101",
    address1: "11",
    address2: "B"
  },
  _mfa: { enabled: true, expirationInMinutes: 5 },
  _employeeId: "E-7",
  _ownerOrganization: { id: north },
  badge: "7",
  nickname: "A",
  level: 3,
  onCall: true,
  hired: "2020-02-29",
  shift: "day"
}

/** He logs in by one-time password, and has what he needs. */
export const second = {
  _id: bob,
  _templateId: "nurse",
  _credentialType: "OTP",
  _enabled: "DISABLED",
  _name: { firstName: "Bob", lastName: "Ross" },
  _email: "bob@example.com",
  _phone: "+4930123456",
  _ownerOrganization: { id: north },
  badge: "8"
}

export const users = [first, second]

export const seed = {
  templates: [
    { id: "nurse", name: "Nurse", attributes },
    { id: "bare", name: "Bare", attributes: [] }
  ],
  organizations: [
    { id: north, name: "North", primaryAdmin: bob },
    { id: south, name: "South" }
  ],
  tokens: [
    { token: "admin", userId: bob, permissions: ["PROTECTED_API"] },
    { token: "service", permissions: ["PROTECTED_API"], mayChangeEmail: false },
    { token: "guest", userId: ada, permissions: [] }
  ],
  logins: [{ username: "bob", password: "secret", userId: bob }],
  users
}

export type Answers = Partial<BiotReading>

export const reading = (answers: Answers = {}): BiotReading => ({ ...firstReading, ...answers })

export const started = (more: object = {}, answers: Answers = {}): State =>
  twin.seed({ ...seed, ...more }, reading(answers))

export const happening = (state: State, event: unknown, answers: Answers = {}): State =>
  twin.event(state, event, reading(answers))

export const request = (
  method: string,
  at: string,
  token = "admin",
  more: Partial<Request> = {}
): Request => ({
  method,
  path: at,
  query: new Map(),
  headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
  body: "",
  ...more
})

export const answer = (state: State, asked: Request, answers: Answers = {}): readonly [State, Response] =>
  twin.rules(reading(answers))(state, asked)

export interface Asking {
  readonly id?: string
  readonly token?: string
  readonly state?: State
}

/** Updates Ada, or whoever is named; a text goes out as it is. */
export const patch = (
  body: object | string,
  answers: Answers = {},
  { id = ada, token = "admin", state = started({}, answers) }: Asking = {}
): readonly [State, Response] => {
  const text = typeof body === "string" ? body : JSON.stringify(body)
  return answer(state, request("PATCH", `${all}/${id}`, token, { body: text }), answers)
}

export const userOf = (state: State, id = ada): User | undefined => state.users.get(id)

/** What the answer to an update that must succeed says about the user. */
export const after = (
  body: object | string,
  answers: Answers = {},
  asking: Asking = {}
): Record<string, unknown> => {
  const [, response] = patch(body, answers, asking)
  if (response.status !== 200) throw new Error(response.body)
  return JSON.parse(response.body) as Record<string, unknown>
}

/** The status, code and details of an update that must be refused, and change nothing. */
export const refusal = (
  body: object | string,
  answers: Answers = {},
  { state = started({}, answers), ...asking }: Asking = {}
): readonly [number, string, object] => {
  const [next, response] = patch(body, answers, { ...asking, state })
  if (response.status < 400 || next !== state) throw new Error("This was not refused.")
  const { code, details } = JSON.parse(response.body) as { code: string; details: object }
  return [response.status, code, details]
}

/** The same in short: the code, or "ok". */
export const code = (body: object | string, answers: Answers = {}, asking: Asking = {}): string =>
  patch(body, answers, asking)[1].status === 200 ? "ok" : refusal(body, answers, asking)[1]
