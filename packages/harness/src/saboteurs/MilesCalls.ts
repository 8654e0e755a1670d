/** What the saboteurs of 88 Miles share: a member's update, and twins that tamper with it or with what it stored. */
import { type State, twin } from "@muster/twin-88miles"
import { withMember } from "@muster/twin-88miles/State"
import type { Member } from "@muster/twin-88miles/Vocabulary"
import type { Request, Response, Twin } from "@muster/twin-kit"
import { answering, objectIn, withRequest, withResponse, withRules } from "../Saboteur.ts"

/** The attributes that a body names. */
export type Attributes = Readonly<Record<string, unknown>>

/** An update that arrived, and the member it is about as stored. */
export interface Arrived {
  readonly staff: Attributes
  readonly stored: Member | undefined
  readonly uuid: string
  readonly state: State
}

type Outcome = readonly [State, Response]

/** The uuid in a member's path. */
export const uuidIn = (path: string): string | undefined => /^\/api\/1\/staff\/([^/]+)\.json$/.exec(path)?.[1]

/** The attributes in a body, if it wraps any. */
export const attributesIn = (body: string): Attributes | undefined => {
  const staff = objectIn(body)?.["staff"]
  return typeof staff === "object" && staff !== null ? (staff as Attributes) : undefined
}

/** Rules that treat a member's update their own way; undefined leaves it to the honest rules. */
export const onUpdate = (
  treat: (arrived: Arrived, honest: (staff: Attributes) => Outcome) => Outcome | undefined
): Twin<State> =>
  withRules(twin, (honest) => (state, request) => {
    const uuid = request.method === "PUT" ? uuidIn(request.path) : undefined
    const staff = attributesIn(request.body)
    if (uuid === undefined || staff === undefined) return honest(state, request)
    const arrived = { staff, stored: state.members.get(uuid), uuid, state }
    const outcome = treat(arrived, (other) =>
      honest(state, { ...request, body: JSON.stringify({ staff: other }) })
    )
    return outcome ?? honest(state, request)
  })

/** A twin that reads other attributes than those that were sent. */
export const rereading = (reread: (staff: Attributes) => Attributes): Twin<State> =>
  onUpdate(({ staff }, honest) => honest(reread(staff)))

/** A twin that refuses some updates. */
export const refusing = (refuses: (arrived: Arrived) => boolean, status: number): Twin<State> =>
  onUpdate((arrived) => (refuses(arrived) ? [arrived.state, refusal(status)] : undefined))

const refusal = (status: number): Response => ({
  status,
  headers: { "content-type": "application/json" },
  body: JSON.stringify({ error: "This is not accepted." })
})

/** A twin that stores another member than an accepted update made. */
export const restoring = (
  restore: (after: Member, staff: Attributes, before: Member) => Partial<Member>
): Twin<State> =>
  onUpdate(({ staff, stored, uuid }, honest) => {
    const [next, response] = honest(staff)
    const after = next.members.get(uuid)
    return response.status !== 200 || after === undefined || stored === undefined
      ? [next, response]
      : [withMember(next, { ...after, ...restore(after, staff, stored) }), response]
  })

/** A twin that takes another credential for the one that was shown. */
export const trusting = (authorizes: (shown: string, state: State) => string): Twin<State> =>
  withRequest(twin, (request, state) => ({
    ...request,
    headers: { ...request.headers, authorization: authorizes(request.headers["authorization"] ?? "", state) }
  }))

/** The token in a credential. */
export const tokenIn = (shown: string): string => shown.replace(/^Bearer /, "")

/** A credential that may update. */
export const goodCredential = (state: State): string => {
  for (const [token, { mayUpdate }] of state.tokens) if (mayUpdate) return `Bearer ${token}`
  return ""
}

/** A twin whose successful JSON answers to some requests are others. */
export const answeringWith = (
  change: (answer: Readonly<Record<string, unknown>>, request: Request) => unknown
): Twin<State> =>
  withResponse(twin, (response, request) => {
    const answer = response.status === 200 ? objectIn(response.body) : undefined
    return answer === undefined || request.path.startsWith("/-/")
      ? response
      : answering(response, change(answer, request))
  })
