/** A small organization, and the few steps that the tests of this folder share. */
import type { Request, Response } from "@muster/twin-kit"
import { firstReading, twin, type DigitsReading, type State } from "../src/Twin.ts"
import type { EmployeeAnswer } from "../src/Vocabulary.ts"

export const seed = {
  entities: [{ entityId: "own-1", externalId: "x-own-1" }, { entityId: "own-2" }],
  clients: [
    {
      clientId: "c1",
      externalId: "x-c1",
      entities: [{ entityId: "c1-a", externalId: "x-c1-a" }, { entityId: "c1-b" }]
    },
    { clientId: "c2", entities: [{ entityId: "c2-a" }] }
  ],
  users: [{ userId: "u-unbound" }],
  employees: [
    {
      userId: "u-1",
      userExternalId: "x-1",
      organizationRole: "Associate",
      entityRole: "Associate",
      clients: [{ clientId: "c2", role: "Associate" }]
    }
  ],
  tokens: [
    { token: "good", scopes: ["organization:sync"] },
    { token: "bare", scopes: ["user:sync"] }
  ]
}

export const reading = (answers: Partial<DigitsReading> = {}): DigitsReading => ({
  ...firstReading,
  ...answers
})

export const started = (answers: Partial<DigitsReading> = {}, more: object = {}): State =>
  twin.seed({ ...seed, ...more }, reading(answers))

export const happening = (state: State, answers: Partial<DigitsReading>, event: unknown): State =>
  twin.event(state, event, reading(answers))

export const request = (method: string, path: string, more: Partial<Request> = {}): Request => ({
  method,
  path,
  query: new Map(),
  headers: { authorization: "Bearer good", "content-type": "application/json" },
  body: "",
  ...more
})

/** Sends an update of u-1 (unless the body names somebody) and gives what came of it. */
export const put = (
  state: State,
  body: object,
  answers: Partial<DigitsReading> = {}
): readonly [State, Response] => {
  const named = "userId" in body || "userExternalId" in body ? body : { userId: "u-1", ...body }
  return twin.rules(reading(answers))(
    state,
    request("PUT", "/v1/organization/employee", {
      body: JSON.stringify({ organizationRole: "Associate", ...named })
    })
  )
}

export const read = (state: State, answers: Partial<DigitsReading> = {}, userId = "u-1"): EmployeeAnswer => {
  const query = new Map([["userId", userId]])
  const [, response] = twin.rules(reading(answers))(
    state,
    request("GET", "/v1/organization/employee", { query })
  )
  return JSON.parse(response.body) as EmployeeAnswer
}

/** The roles in force, as "entity:role". */
export const access = (state: State, answers: Partial<DigitsReading> = {}): ReadonlyArray<string> => {
  const { entities, clientEntities } = read(state, answers).access
  return [...entities, ...clientEntities].map(({ entityId, role }) => `${entityId}:${role}`)
}

/** An update that must succeed, and the roles in force afterwards. */
export const accessAfter = (
  body: object,
  answers: Partial<DigitsReading> = {},
  state = started(answers)
): ReadonlyArray<string> => access(updated(state, body, answers), answers)

export const updated = (state: State, body: object, answers: Partial<DigitsReading> = {}): State => {
  const [next, response] = put(state, body, answers)
  if (response.status !== 200) throw new Error(response.body)
  return next
}

/** The status of a refusal; throws unless the state is untouched. */
export const refusal = (
  body: object,
  answers: Partial<DigitsReading> = {},
  state = started(answers)
): number => {
  const [next, response] = put(state, body, answers)
  if (response.status >= 400 && next !== state) throw new Error("The refusal changed something.")
  return response.status
}
