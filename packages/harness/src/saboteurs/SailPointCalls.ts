/** What the saboteurs of SailPoint share: a record's update, and twins that tamper with it or with what it stored. */
import { type State, twin } from "@muster/twin-sailpoint"
import { type Caller, withRecord } from "@muster/twin-sailpoint/State"
import { type NonEmployee, printed } from "@muster/twin-sailpoint/Vocabulary"
import type { Request, Response, Twin } from "@muster/twin-kit"
import { answering, objectIn, withRequest, withResponse, withRules } from "../Saboteur.ts"

export type Outcome = readonly [State, Response]
export type Members = Readonly<Record<string, unknown>>

/** An update that arrived, the record it is about as stored, and who sends it. */
export interface Arrived {
  readonly body: Members
  readonly stored: NonEmployee | undefined
  readonly id: string
  readonly caller: Caller | undefined
  readonly state: State
}

/** A patch that arrived. */
export interface Patched {
  readonly operations: ReadonlyArray<Members>
  readonly stored: NonEmployee
  readonly caller: Caller | undefined
  readonly state: State
}

export const listPath = "/v3/non-employee-records"

/** The id in a record's path. */
export const idIn = (path: string): string | undefined =>
  /^\/v3\/non-employee-records\/([^/]+)$/.exec(path)?.[1]

export const isUpdate = ({ method }: Request): boolean => method === "PUT" || method === "PATCH"

/** The token in a credential. */
export const tokenIn = (shown: string): string => shown.replace(/^Bearer /, "")

export const callerOf = (state: State, { headers }: Request): Caller | undefined =>
  state.tokens.get(tokenIn(headers["authorization"] ?? ""))

/** A credential with all rights. */
export const goodCredential = (state: State): string => {
  for (const [token, { role, user }] of state.tokens) if (user && role === "updater") return `Bearer ${token}`
  return ""
}

/** The same request with another body. */
export const saying = (request: Request, json: unknown): Request => ({
  ...request,
  body: JSON.stringify(json)
})

/** The same request by somebody with all rights. */
export const empowered = (request: Request, state: State): Request => ({
  ...request,
  headers: { ...request.headers, authorization: goodCredential(state) }
})

/** Rules that treat an update by PUT their own way; undefined leaves it to the honest rules. */
export const onPut = (
  treat: (arrived: Arrived, honest: (body: unknown) => Outcome) => Outcome | undefined
): Twin<State> =>
  withRules(twin, (honest) => (state, request) => {
    const id = request.method === "PUT" ? idIn(request.path) : undefined
    const body = objectIn(request.body)
    if (id === undefined || body === undefined) return honest(state, request)
    const caller = callerOf(state, request)
    const arrived = { body, stored: state.records.get(id), id, caller, state }
    return treat(arrived, (other) => honest(state, saying(request, other))) ?? honest(state, request)
  })

/** Rules that treat a patch their own way; undefined leaves it to the honest rules. */
export const onPatch = (
  treat: (patched: Patched, honest: (operations: unknown) => Outcome) => Outcome | undefined
): Twin<State> =>
  withRules(twin, (honest) => (state, request) => {
    const stored = request.method === "PATCH" ? state.records.get(idIn(request.path) ?? "") : undefined
    const operations = operationsIn(request.body)
    if (stored === undefined || operations === undefined) return honest(state, request)
    const patched = { operations, stored, caller: callerOf(state, request), state }
    return treat(patched, (other) => honest(state, saying(request, other))) ?? honest(state, request)
  })

const operationsIn = (body: string): ReadonlyArray<Members> | undefined => {
  const operations = objectIn(`{"operations":${body}}`)?.["operations"]
  return Array.isArray(operations) ? (operations as ReadonlyArray<Members>) : undefined
}

/** A twin that reads another body than the one that was sent. */
export const rereading = (reread: (body: Members, stored: NonEmployee | undefined) => unknown): Twin<State> =>
  onPut(({ body, stored }, honest) => honest(reread(body, stored)))

/** A twin that refuses some updates. */
export const refusing = (refuses: (arrived: Arrived) => boolean, status: number): Twin<State> =>
  onPut((arrived) => (refuses(arrived) ? [arrived.state, refusal(status)] : undefined))

/** A refusal in the vendor's shape. */
export const refusal = (status: number): Response => ({
  status,
  headers: { "content-type": "application/json" },
  body: JSON.stringify({ detailCode: `${status}`, trackingId: "", messages: [], causes: [] })
})

/** A twin that stores another record than an accepted update made, and answers with it. */
export const restoring = (
  restore: (after: NonEmployee, arrived: Arrived, before: NonEmployee) => Partial<NonEmployee>
): Twin<State> =>
  onPut((arrived, honest) => {
    const { body, id, stored } = arrived
    return stored === undefined
      ? undefined
      : restored(honest(body), id, (after) => restore(after, arrived, stored))
  })

/** An outcome with some members of the updated record restored; undefined when nothing was updated. */
export const restored = (
  [next, response]: Outcome,
  id: string,
  restore: (after: NonEmployee) => Partial<NonEmployee>
): Outcome | undefined => {
  const after = next.records.get(id)
  if (response.status !== 200 || after === undefined) return undefined
  const record = { ...after, ...restore(after) }
  return [withRecord(next, record), answering(response, printed(record))]
}

/** A twin that takes another credential for the one that was shown. */
export const trusting = (
  authorizes: (shown: string, state: State, request: Request) => string
): Twin<State> =>
  withRequest(twin, (request, state) => {
    const authorization = authorizes(request.headers["authorization"] ?? "", state, request)
    return { ...request, headers: { ...request.headers, authorization } }
  })

/** A twin whose JSON objects in answers with some status are others. */
export const answeringWith = (
  change: (answer: Members, response: Response, request: Request) => unknown
): Twin<State> =>
  withResponse(twin, (response, request) => {
    const answer = request.path.startsWith("/-/") ? undefined : objectIn(response.body)
    return answer === undefined ? response : answering(response, change(answer, response, request))
  })

/** A twin whose answers with this status end another way. */
export const whenAnswered = (
  status: number,
  instead: (
    response: Response,
    state: State,
    request: Request,
    honest: (request: Request) => Outcome
  ) => Outcome
): Twin<State> =>
  withRules(twin, (honest) => (state, request) => {
    const [next, response] = honest(state, request)
    return response.status === status
      ? instead(response, next, request, (other) => honest(state, other))
      : [next, response]
  })

/** A twin that refuses some updates and writes them all the same. */
export const refusingAndWriting = (status: number): Twin<State> =>
  whenAnswered(status, (response, state, request, honest) => [
    isUpdate(request) ? honest(empowered(request, state))[0] : state,
    response
  ])
