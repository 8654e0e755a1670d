/** A small tenant, and the few steps that the tests of this folder share. */
import type { Request, Response } from "@muster/twin-kit"
import { firstReading, twin, type SailPointReading, type State } from "../src/Twin.ts"
import type { NonEmployee } from "../src/Vocabulary.ts"

/** The id that the page prints. */
export const id = "ef38f94347e94562b5bb8424a56397d8"
export const hyphenated = "2c918085-842e-69ae-0184-32d22ccb212f"
export const path = `/v3/non-employee-records/${id}`

export const body = {
  accountName: "william.smith",
  firstName: "William",
  lastName: "Smith",
  email: "william.smith@example.com",
  phone: "5555555555",
  manager: "jane.doe",
  sourceId: "vendors",
  data: { badge: "7", desk: "A" },
  startDate: "2020-03-24T00:00:00-05:00",
  endDate: "2021-03-25T00:00:00-05:00"
}

export const first = {
  ...body,
  id,
  created: "2019-08-23T18:52:59.162Z",
  modified: "2019-08-23T18:52:59.162Z"
}
export const records = [first, { ...body, id: hyphenated, accountName: "ada", sourceId: "interns", data: {} }]

export const seed = {
  records,
  sources: [{ id: "vendors", attributes: ["badge", "desk", "floor"] }, { id: "interns" }],
  identities: ["jane.doe", "john.doe"],
  tokens: [
    { token: "admin", user: true, role: "updater" },
    { token: "app", user: false, role: "updater" },
    { token: "owner", user: true, role: "owner", owns: ["vendors"] },
    { token: "reader", user: true, role: "reader" }
  ]
}

/** A client whose tokens are the administrator's, and one of an application alone. */
export const clients = [
  { clientId: "pat", secret: "hush", refreshToken: "again", user: true, role: "updater" },
  { clientId: "robot", secret: "whist", user: false, role: "updater" }
]

export type Answers = Partial<SailPointReading>

export const reading = (answers: Answers = {}): SailPointReading => ({ ...firstReading, ...answers })

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

/** Updates the first record: the printed body with some members changed; undefined leaves one out. */
export const put = (
  changes: object,
  answers: Answers = {},
  token = "admin",
  state = started({}, answers)
): readonly [State, Response] => {
  const text = JSON.stringify({ ...body, ...changes })
  return answer(state, request("PUT", path, token, { body: text }), answers)
}

/** A patch of the first record, unless the path says otherwise. */
export const patching = (operations: unknown, token = "admin", at = path): Request =>
  request("PATCH", at, token, {
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json-patch+json" },
    body: JSON.stringify(operations)
  })

/** What a patch of the first record makes of it; the refusal's detail code when it is refused. */
export const patched = (
  operations: unknown,
  answers: Answers = {},
  token = "admin",
  state = started({}, answers)
): unknown => {
  const [next, response] = answer(state, patching(operations, token), answers)
  if (response.status === 200) return JSON.parse(response.body) as unknown
  if (next !== state) throw new Error("The refusal changed something.")
  return (JSON.parse(response.body) as { detailCode: string }).detailCode
}

export const recordOf = (state: State, which = id): NonEmployee | undefined => state.records.get(which)

/** The record after an update that must succeed. */
export const after = (
  changes: object,
  answers: Answers = {},
  token = "admin",
  state = started({}, answers)
): NonEmployee | undefined => {
  const [next, response] = put(changes, answers, token, state)
  if (response.status !== 200) throw new Error(response.body)
  return recordOf(next)
}

/** The attributes after an update that must succeed. */
export const dataAfter = (changes: object, answers: Answers = {}, token = "admin"): object =>
  Object.fromEntries(after(changes, answers, token)?.data ?? [])

/** The status of an update; throws when a refusal has changed something. */
export const status = (
  changes: object,
  answers: Answers = {},
  token = "admin",
  state = started({}, answers)
): number => {
  const [next, response] = put(changes, answers, token, state)
  if (response.status >= 400 && next !== state) throw new Error("The refusal changed something.")
  return response.status
}

/** The detail code and the text of a refused update. */
export const refusal = (
  changes: object,
  answers: Answers = {},
  state = started({}, answers)
): readonly [string, string] => {
  const { detailCode, messages } = JSON.parse(put(changes, answers, "admin", state)[1].body) as {
    detailCode: string
    messages: ReadonlyArray<{ text: string }>
  }
  return [detailCode, messages.map(({ text }) => text).join(" ")]
}
