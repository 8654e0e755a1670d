/** What the saboteurs of eloomi share: a user's update, and twins that tamper with it or with what it stored. */
import { type State, twin } from "@muster/twin-eloomi"
import { userBy, withUser } from "@muster/twin-eloomi/State"
import type { User } from "@muster/twin-eloomi/Vocabulary"
import type { Request, Response, Rules, Twin } from "@muster/twin-kit"
import { answering, objectIn, withRequest, withResponse, withRules } from "../Saboteur.ts"

type Outcome = readonly [State, Response]
export type Members = Readonly<Record<string, unknown>>

/** An update that arrived, and the user it is about as stored. */
export interface Arrived {
  readonly body: Members
  readonly stored: User
  readonly state: State
}

const listPath = "/v3/users"
const prefix = "/v3/users-employee_id/"

/** The employee id in a user's path. */
export const employeeIdIn = ({ path }: Request): string | undefined =>
  path.startsWith(prefix) ? decodeURIComponent(path.slice(prefix.length)) : undefined

export const pathOf = (employeeId: string): string => `${prefix}${encodeURIComponent(employeeId)}`

const arrivedIn = (state: State, request: Request): Arrived | undefined => {
  const stored = request.method === "PATCH" ? userBy(state, employeeIdIn(request) ?? "") : undefined
  const body = objectIn(request.body)
  return stored === undefined || body === undefined ? undefined : { body, stored, state }
}

/** Rules that treat an update their own way; undefined leaves it to the honest rules. */
export const onPatch = (
  treat: (arrived: Arrived, honest: (body: Members) => Outcome) => Outcome | undefined
): Twin<State> =>
  withRules(twin, (honest) => (state, request) => {
    const arrived = arrivedIn(state, request)
    if (arrived === undefined) return honest(state, request)
    const asked = (body: Members) => honest(state, { ...request, body: JSON.stringify(body) })
    return treat(arrived, asked) ?? honest(state, request)
  })

/** A twin that reads another body than the one that was sent. */
export const rereading = (reread: (body: Members, arrived: Arrived) => Members): Twin<State> =>
  onPatch((arrived, honest) => honest(reread(arrived.body, arrived)))

/** A twin that reads one member another way; undefined leaves it out. */
export const remembering = (name: string, change: (value: unknown) => unknown): Twin<State> =>
  rereading((body) => (name in body ? { ...body, [name]: change(body[name]) } : body))

/** A twin that refuses some updates. */
export const refusing = (refuses: (arrived: Arrived) => boolean): Twin<State> =>
  onPatch((arrived) => (refuses(arrived) ? [arrived.state, refusal] : undefined))

/** A refusal in the vendor's shape. */
const refusal: Response = {
  status: 400,
  headers: { "content-type": "application/json" },
  body: JSON.stringify({ status: "Bad Request", status_code: 400, message: "No.", extended_message: "" })
}

/** A twin that stores another user than an accepted update made, and answers with her. */
export const restoring = (restore: (after: User, arrived: Arrived) => Partial<User>): Twin<State> =>
  withRules(twin, (honest) => (state, request) => {
    const [next, response] = honest(state, request)
    const arrived = arrivedIn(state, request)
    const after = arrived === undefined ? undefined : next.users.get(arrived.stored.id)
    if (arrived === undefined || after === undefined || response.status !== 200) return [next, response]
    const other = withUser(next, { ...after, ...restore(after, arrived) })
    return [other, honest(other, { ...request, method: "GET", body: "" })[1]]
  })

/** A twin whose headers are others before the honest rules see them. */
export const trusting = (
  shows: (headers: Request["headers"], state: State, request: Request) => Request["headers"]
): Twin<State> =>
  withRequest(twin, (request, state) => ({
    ...request,
    headers: { ...request.headers, ...shows(request.headers, state, request) }
  }))

/** A twin whose JSON objects in answers with some statuses are others. */
export const answeringWith = (
  statuses: ReadonlyArray<number>,
  change: (answer: Members, request: Request) => unknown
): Twin<State> =>
  withResponse(twin, (response, request) => {
    const answer = statuses.includes(response.status) ? objectIn(response.body) : undefined
    return answer === undefined ? response : answering(response, change(answer, request))
  })

/** A twin whose answers about one user show another one. */
export const showing = (change: (data: Members, request: Request) => unknown): Twin<State> =>
  answeringWith([200], (answer, request) =>
    typeof answer["data"] === "object" && !Array.isArray(answer["data"])
      ? { ...answer, data: change(answer["data"] as Members, request) }
      : answer
  )

/** A twin whose answers end another way. */
export const ending = (
  end: (outcome: Outcome, state: State, request: Request, honest: Rules<State>) => Outcome
): Twin<State> =>
  withRules(twin, (honest) => (state, request) => end(honest(state, request), state, request, honest))

/** A twin whose answers with one status have another one. */
export const renumbered = (from: number, to: number, of: (request: Request) => boolean): Twin<State> =>
  withResponse(twin, (response, request) =>
    response.status === from && of(request) ? { ...response, status: to } : response
  )

export const isUpdate = ({ method }: Request): boolean => method === "PATCH"
export const isCreate = ({ method, path }: Request): boolean => method === "POST" && path === listPath
export const isList = ({ method, path }: Request): boolean => method === "GET" && path === listPath
