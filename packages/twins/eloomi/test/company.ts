/** A small company, and the few steps that the tests of this folder share. */
import type { Request, Response } from "@muster/twin-kit"
import { type EloomiReading, firstReading, type State, twin } from "../src/Twin.ts"
import type { User } from "../src/Vocabulary.ts"

export const path = "/v3/users-employee_id/E1002"

/** An employee with a value in every field. */
export const jane = {
  id: 1,
  employee_id: "E1002",
  email: "jane@example.com",
  first_name: "Jane",
  last_name: "Doe",
  personal_email: "jane.doe@example.org",
  title: "Head of Accounting",
  generic_role: "Accountant",
  phone: "+4512345678",
  mobile_phone: "+4412345678",
  language_code: "en",
  user_permission: "company adm.",
  start_of_employment_at: "2017-12-25 08:00:00",
  end_of_employment_at: "2030-12-25 08:00:00",
  access_groups: [3, 2],
  department_id: [10],
  team_ids: [7],
  profile_ids: [5],
  direct_manager_ids: [122],
  prompts: { email: true, phone: false },
  password: "Secret1!",
  activated_at: "2018-01-01 00:00:00"
}

export const seed = {
  company: { language: "da" },
  now: "2026-01-15 12:00:00",
  clients: [
    { clientId: "200", secret: "hush" },
    { clientId: "other", secret: "whist" }
  ],
  tokens: [
    { token: "good", clientId: "200" },
    { token: "theirs", clientId: "other" }
  ],
  departments: [
    { id: 10, code: "DEP10" },
    { id: 11, code: "DEP11" },
    { id: 12, code: "constructor" }
  ],
  users: [
    jane,
    { id: 122, employee_id: "E123", email: "boss@example.com", activated_at: "2017-01-01 00:00:00" },
    { id: 5, employee_id: "__proto__", email: "new@example.com" },
    { id: 6, email: "nameless@example.com" }
  ],
  accessGroups: [{ id: 3, name: "user" }]
}

export type Answers = Partial<EloomiReading>

export const reading = (answers: Answers = {}): EloomiReading => ({ ...firstReading, ...answers })

export const started = (more: object = {}, answers: Answers = {}): State =>
  twin.seed({ ...seed, ...more }, reading(answers))

export const happening = (state: State, event: unknown, answers: Answers = {}): State =>
  twin.event(state, event, reading(answers))

export const credentials = { clientid: "200", authorization: "Bearer good" }

export const request = (method: string, at: string, more: Partial<Request> = {}): Request => ({
  method,
  path: at,
  query: new Map(),
  headers: { ...credentials, "content-type": "application/json" },
  body: "",
  ...more
})

export const answer = (state: State, asked: Request, answers: Answers = {}): readonly [State, Response] =>
  twin.rules(reading(answers))(state, asked)

export const userOf = (state: State, employeeId = "E1002"): User | undefined =>
  [...state.users.values()].find((user) => user.employee_id === employeeId)

export const patch = (
  body: unknown,
  answers: Answers = {},
  state = started({}, answers),
  at = path
): readonly [State, Response] => answer(state, request("PATCH", at, { body: JSON.stringify(body) }), answers)

/** The state after an update that must succeed. */
export const stateAfter = (
  body: unknown,
  answers: Answers = {},
  state = started({}, answers),
  at = path
): State => {
  const [next, response] = patch(body, answers, state, at)
  if (response.status !== 200) throw new Error(response.body)
  return next
}

/** What a successful update changes about the first user, and nothing else in the company. */
export const changed = (body: unknown, answers: Answers = {}, state = started({}, answers)): object => {
  const before = state.users.get(1)
  const next = stateAfter(body, answers, state)
  const after = next.users.get(1)
  if (before === undefined || after === undefined) throw new Error("The user is gone.")
  for (const [id, user] of state.users) {
    if (id !== 1 && next.users.get(id) !== user) throw new Error("Somebody else was changed.")
  }
  return Object.fromEntries(
    Object.entries(after).filter(
      ([name, value]) => JSON.stringify(plain(value)) !== JSON.stringify(plain(before[name as keyof User]))
    )
  )
}

const plain = (value: unknown): unknown => (value instanceof Map ? [...value] : value)

/** The status of an update; throws when a refusal has changed something. */
export const status = (body: unknown, answers: Answers = {}, state = started({}, answers)): number => {
  const [next, response] = patch(body, answers, state)
  if (response.status >= 400 && next !== state) throw new Error("The refusal changed something.")
  return response.status
}

/** What a refused update says. */
export const refusal = (body: unknown, answers: Answers = {}): unknown =>
  (JSON.parse(patch(body, answers)[1].body) as Record<string, unknown>)["extended_message"]

/** The prompts after an update that must succeed. */
export const promptsAfter = (prompts: unknown, answers: Answers = {}): object =>
  Object.fromEntries(userOf(stateAfter({ prompts }, answers))?.prompts ?? [])
