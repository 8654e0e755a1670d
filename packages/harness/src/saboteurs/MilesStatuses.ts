/** Saboteurs of M3: how calls are refused. */
import { type State, twin } from "@muster/twin-88miles"
import { withMember } from "@muster/twin-88miles/State"
import type { Request, Response, Twin } from "@muster/twin-kit"
import { type Saboteur, saboteur, withRules } from "../Saboteur.ts"
import { goodCredential, onUpdate, refusing, tokenIn, trusting } from "./MilesCalls.ts"

/** A twin whose refusals with this status end another way. */
const whenRefused = (
  status: number,
  instead: (refused: Response, state: State, request: Request) => readonly [State, Response]
): Twin<State> =>
  withRules(twin, (honest) => (state, request) => {
    const [next, response] = honest(state, request)
    return response.status === status ? instead(response, state, request) : [next, response]
  })

/** A twin that takes another number of staff for the plan's. */
const counting = (counts: (maximum: number) => number | undefined): Twin<State> =>
  withRules(twin, (honest) => (state, request) => {
    const { maximumStaff } = state
    const instead = maximumStaff === undefined ? undefined : counts(maximumStaff)
    const [next, response] = honest({ ...state, maximumStaff: instead }, request)
    return [{ ...next, maximumStaff }, response]
  })

export const statusSaboteurs: ReadonlyArray<Saboteur> = [
  saboteur(
    "M3-401-not-asked",
    "Whoever shows no valid token may call.",
    trusting((shown, state) => (state.tokens.has(tokenIn(shown)) ? shown : goodCredential(state)))
  ),
  saboteur(
    "M3-401-other-status",
    "An unknown token is a 403.",
    whenRefused(401, (refused, state) => [state, { ...refused, status: 403 }])
  ),
  ...[402, 403, 404, 422].map((status) =>
    saboteur(
      `M3-${status}-other-status`,
      `What is refused with ${status} is refused with 400.`,
      whenRefused(status, (refused, state) => [state, { ...refused, status: 400 }])
    )
  ),
  saboteur(
    "M3-402-let-through",
    "The plan's number of staff is not looked at.",
    counting(() => undefined)
  ),
  saboteur(
    "M3-402-one-too-early",
    "The last place of the plan cannot be taken.",
    counting((maximum) => maximum - 1)
  ),
  saboteur(
    "M3-402-for-everything",
    "On a full plan nobody can be updated.",
    refusing(({ state }) => state.members.size > (state.maximumStaff ?? Infinity), 402)
  ),
  saboteur(
    "M3-403-let-through",
    "Whoever may not update members may.",
    trusting((shown, state) => (state.tokens.has(tokenIn(shown)) ? goodCredential(state) : shown))
  ),
  saboteur(
    "M3-403-refuses-and-writes",
    "Whoever may not update members is refused, and the update is written all the same.",
    withRules(twin, (honest) => (state, request) => {
      const [next, response] = honest(state, request)
      if (response.status !== 403) return [next, response]
      const headers = { ...request.headers, authorization: goodCredential(state) }
      return [honest(state, { ...request, headers })[0], response]
    })
  ),
  saboteur(
    "M3-404-creates",
    "An unknown uuid makes a new member.",
    onUpdate(({ staff, state, stored, uuid }, honest) => {
      const [pattern] = state.members.values()
      if (stored !== undefined || pattern === undefined) return undefined
      const [, response] = honest(staff)
      return response.status === 404
        ? [
            withMember(state, { ...pattern, uuid, login: uuid, email_address: uuid }),
            { ...response, status: 200 }
          ]
        : undefined
    })
  ),
  saboteur(
    "M3-404-answered-as-done",
    "An update of an unknown uuid is answered with 200.",
    onUpdate(({ state, stored }) =>
      stored === undefined ? [state, { status: 200, headers: {}, body: "" }] : undefined
    )
  ),
  saboteur(
    "M3-422-answered-as-done",
    "What fails validation is passed over and answered with 200.",
    whenRefused(422, (_refused, state) => [state, { status: 200, headers: {}, body: "" }])
  ),
  saboteur(
    "M3-422-says-nothing",
    "A failed validation comes without a message.",
    whenRefused(422, (refused, state) => [state, { ...refused, body: "" }])
  ),
  saboteur(
    "M3-422-stores-the-rest",
    "A failed validation is refused, and the attributes that are valid are stored.",
    onUpdate(({ staff }, honest) => {
      const [, refused] = honest(staff)
      if (refused.status !== 422) return undefined
      const valid = Object.entries(staff).filter(
        ([name, value]) => honest({ [name]: value })[1].status === 200
      )
      return [honest(Object.fromEntries(valid))[0], refused]
    })
  )
]
