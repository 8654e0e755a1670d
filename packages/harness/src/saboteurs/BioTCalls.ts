/** What the saboteurs of BioT share: a user's update, and twins that tamper with it or with what it stored. */
import { type State, twin } from "@muster/twin-biot"
import { type Caller, type User, withUser, type Written } from "@muster/twin-biot/State"
import type { Request, Response, Twin } from "@muster/twin-kit"
import { answering, objectIn, withRequest, withResponse, withRules } from "../Saboteur.ts"

export type Outcome = readonly [State, Response]
export type Members = Readonly<Record<string, unknown>>

/** An update that arrived, the user it is about as stored, and who sends it. */
export interface Arrived {
  readonly body: Members
  readonly stored: User
  readonly caller: Caller | undefined
  readonly state: State
}

export const users = "/organization/v1/users/organizations"

/** The id in a user's path. */
export const idIn = (path: string): string =>
  /^\/organization\/v1\/users\/organizations\/([^/]+)/.exec(path)?.[1] ?? ""

/** The token in a credential. */
export const tokenIn = (shown: string): string => shown.replace(/^Bearer /, "")

/** A credential with all rights. */
export const goodCredential = (state: State): string => {
  for (const [token, { mayChangeEmail, permissions }] of state.tokens)
    if (mayChangeEmail && permissions.size > 0) return `Bearer ${token}`
  return ""
}

export const isObject = (value: unknown): value is Members =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/** An object without some of its members. */
export const without = (members: Members, isLeft: (name: string, value: unknown) => boolean): Members =>
  Object.fromEntries(Object.entries(members).filter(([name, value]) => !isLeft(name, value)))

/** Rules that treat an update of a user their own way; undefined leaves it to the honest rules. */
export const onPatch = (
  treat: (
    arrived: Arrived,
    honest: (body: Members) => Outcome,
    show: (state: State) => Response
  ) => Outcome | undefined
): Twin<State> =>
  withRules(twin, (honest) => (state, request) => {
    const stored = request.method === "PATCH" ? state.users.get(idIn(request.path)) : undefined
    const body = objectIn(request.body)
    if (stored === undefined || body === undefined) return honest(state, request)
    const caller = state.tokens.get(tokenIn(request.headers["authorization"] ?? ""))
    const outcome = treat(
      { body, stored, caller, state },
      (other) => honest(state, { ...request, body: JSON.stringify(other) }),
      (next) => honest(next, { ...request, method: "GET", body: "" })[1]
    )
    return outcome ?? honest(state, request)
  })

/** A twin that reads another body than the one that was sent. */
export const rereading = (reread: (body: Members, arrived: Arrived) => Members): Twin<State> =>
  onPatch((arrived, honest) => honest(reread(arrived.body, arrived)))

/** A twin that refuses some updates. */
export const refusing = (
  refuses: (arrived: Arrived) => boolean,
  status: number,
  code = "ACCESS_DENIED"
): Twin<State> =>
  onPatch((arrived) => (refuses(arrived) ? [arrived.state, refusal(status, code)] : undefined))

/** A refusal in the vendor's shape. */
const refusal = (status: number, code: string): Response => ({
  status,
  headers: { "content-type": "application/json" },
  body: JSON.stringify({
    code,
    message: "This is not accepted.",
    serviceName: "Saboteur",
    traceId: "0",
    environment: "test",
    details: {}
  })
})

/** A twin that stores another user than an accepted update made, and answers with it. */
export const restoring = (
  restore: (after: User, arrived: Arrived) => Partial<User>,
  reread: (arrived: Arrived) => Members | undefined = ({ body }) => body
): Twin<State> =>
  onPatch((arrived, honest, show) => {
    const body = reread(arrived)
    if (body === undefined) return undefined
    const [next, response] = honest(body)
    const after = next.users.get(arrived.stored.id)
    if (response.status !== 200 || after === undefined) return undefined
    const restored = withUser(next, { ...after, ...restore(after, arrived) })
    return [restored, show(restored)]
  })

/** The same for what a body can write. */
export const rewriting = (
  rewrite: (after: Written, arrived: Arrived) => Partial<Written>,
  reread?: (arrived: Arrived) => Members | undefined
): Twin<State> =>
  restoring(
    (after, arrived) => ({ written: { ...after.written, ...rewrite(after.written, arrived) } }),
    reread
  )

/** A twin that takes another credential for the one that was shown. */
export const trusting = (
  authorizes: (shown: string, state: State, request: Request) => string
): Twin<State> =>
  withRequest(twin, (request, state) => {
    const authorization = authorizes(request.headers["authorization"] ?? "", state, request)
    return { ...request, headers: { ...request.headers, authorization } }
  })

/** A twin that judges in another state; what it judges by is put back afterwards. */
export const judging = (
  judged: (state: State, request: Request) => State,
  back: (next: State, before: State) => State
): Twin<State> =>
  withRules(twin, (honest) => (state, request) => {
    const other = judged(state, request)
    if (other === state) return honest(state, request)
    const [next, response] = honest(other, request)
    return [next === other ? state : back(next, state), response]
  })

/** A twin whose JSON objects in answers are others. */
export const answeringWith = (
  change: (answer: Members, response: Response, request: Request) => unknown
): Twin<State> =>
  withResponse(twin, (response, request) => {
    const answer = request.path.startsWith("/-/") ? undefined : objectIn(response.body)
    return answer === undefined ? response : answering(response, change(answer, response, request))
  })

/** A twin whose answers to some requests have another status. */
export const renumbered = (from: number, to: number, isMeant: (request: Request) => boolean): Twin<State> =>
  withResponse(twin, (response, request) =>
    response.status === from && isMeant(request) ? { ...response, status: to } : response
  )
