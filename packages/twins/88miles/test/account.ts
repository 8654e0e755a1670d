/** A small account, and the few steps that the tests of this folder share. */
import type { Request, Response } from "@muster/twin-kit"
import { firstReading, twin, type MilesReading, type State } from "../src/Twin.ts"
import type { Member } from "../src/Vocabulary.ts"

const member = (uuid: string, more: Partial<Member> = {}): Member => ({
  uuid,
  login: `login-${uuid}`,
  first_name: "Ada",
  last_name: `Last ${uuid}`,
  email_address: `${uuid}@example.org`,
  time_zone: "Australia/Perth",
  active: "true",
  type: "staff",
  hourly_rate_cents: 10000,
  ...more
})

export const members = [
  member("boss", { type: "owner", hourly_rate_cents: null }),
  member("worker"),
  member("idle", { active: "false", type: "freelancer" })
]

export const seed = {
  members,
  caller: { uuid: "boss" },
  tokens: [
    { token: "good", mayUpdate: true },
    { token: "weak", mayUpdate: false }
  ]
}

export const reading = (answers: Partial<MilesReading> = {}): MilesReading => ({
  ...firstReading,
  ...answers
})

export const started = (more: object = {}): State => twin.seed({ ...seed, ...more }, firstReading)

export const happening = (state: State, event: unknown, answers: Partial<MilesReading> = {}): State =>
  twin.event(state, event, reading(answers))

export const request = (method: string, path: string, more: Partial<Request> = {}): Request => ({
  method,
  path,
  query: new Map(),
  headers: { authorization: "Bearer good", "content-type": "application/json" },
  body: "",
  ...more
})

export const answer = (
  state: State,
  asked: Request,
  answers: Partial<MilesReading> = {}
): readonly [State, Response] => twin.rules(reading(answers))(state, asked)

/** Updates a member by attributes. */
export const put = (
  staff: unknown,
  answers: Partial<MilesReading> = {},
  state = started(),
  uuid = "worker"
): readonly [State, Response] =>
  answer(state, request("PUT", `/api/1/staff/${uuid}.json`, { body: JSON.stringify({ staff }) }), answers)

export const memberOf = (state: State, uuid = "worker"): Member | undefined => state.members.get(uuid)

/** The member after an update that must succeed. */
export const after = (
  staff: unknown,
  answers: Partial<MilesReading> = {},
  state = started(),
  uuid = "worker"
): Member | undefined => {
  const [next, response] = put(staff, answers, state, uuid)
  if (response.status !== 200) throw new Error(response.body)
  return memberOf(next, uuid)
}

/** The status of an update; throws when a refusal has changed something. */
export const status = (
  staff: unknown,
  answers: Partial<MilesReading> = {},
  state = started(),
  uuid = "worker"
): number => {
  const [next, response] = put(staff, answers, state, uuid)
  if (response.status >= 400 && next !== state) throw new Error("The refusal changed something.")
  return response.status
}
