/** Saboteurs of B15 and B16: what an update answers with, and how calls are refused. */
import type { State } from "@muster/twin-biot"
import { type Saboteur, saboteur } from "../Saboteur.ts"
import {
  answeringWith,
  goodCredential,
  isObject,
  onPatch,
  renumbered,
  rereading,
  restoring,
  tokenIn,
  trusting,
  without
} from "./BioTCalls.ts"

/** The members that the vendor makes, as far as they are named. */
const generated = [
  "_id",
  "_creationTime",
  "_lastModifiedTime",
  "_invitationAccepted",
  "_enabled",
  "_template",
  "_caption"
]

const answers: ReadonlyArray<Saboteur> = [
  saboteur(
    "B15-the-user-before",
    "A success answers the user as it was.",
    onPatch(({ body, state }, honest, show) => {
      const [next, response] = honest(body)
      return [next, response.status === 200 ? show(state) : response]
    })
  ),
  ...generated.map((member) =>
    saboteur(
      `B15-without-${member}`,
      `No answer has ${member}.`,
      answeringWith((answer) => without(answer, (name) => name === member))
    )
  ),
  saboteur(
    "B15-modified-stays",
    "_lastModifiedTime is the time of the creation.",
    restoring((_after, { stored: { modified } }) => ({ modified }))
  ),
  saboteur(
    "B15-created-moves",
    "_creationTime is the time of the last update.",
    restoring(({ modified }) => ({ created: modified }))
  ),
  saboteur(
    "B15-enabled-is-written",
    "An update can disable a user.",
    restoring(
      () => ({ enabled: "DISABLED" }),
      ({ body: { _enabled, ...others } }) => (_enabled === "DISABLED" ? others : undefined)
    )
  )
]

const isUnknown = (state: State, id: unknown): boolean =>
  typeof id === "string" && id.length === 36 && !state.organizations.has(id)

const refusals: ReadonlyArray<Saboteur> = [
  ...["code", "message", "serviceName", "traceId", "environment", "details"].map((member) =>
    saboteur(
      `B16-no-${member}`,
      `An error has no ${member}.`,
      answeringWith((answer) => without(answer, (name) => name === member))
    )
  ),
  saboteur(
    "B16-empty-details",
    "The details of an error are empty.",
    answeringWith((answer) => ("details" in answer ? { ...answer, details: {} } : answer))
  ),
  saboteur(
    "B16-unknown-token",
    "A token that nobody issued may call.",
    trusting((shown, state) =>
      shown.startsWith("Bearer ") && !state.tokens.has(tokenIn(shown)) ? goodCredential(state) : shown
    )
  ),
  saboteur(
    "B16-nobody-is-updated",
    "An update of nobody is answered with 200.",
    renumbered(404, 200, ({ method }) => method === "PATCH")
  ),
  saboteur(
    "B16-unknown-organization-is-passed-over",
    "Whoever should move to an unknown organization stays.",
    rereading((body, { state }) =>
      without(body, (_name, value) => isObject(value) && isUnknown(state, value["id"]))
    )
  ),
  saboteur(
    "B16-stores-the-rest",
    "A wrong value is refused, and the right ones are stored.",
    onPatch(({ body }, honest) => {
      const [, refused] = honest(body)
      if (refused.status !== 400) return undefined
      const right = without(body, (name, value) => honest({ [name]: value })[1].status !== 200)
      return [honest(right)[0], refused]
    })
  )
]

export const answerSaboteurs: ReadonlyArray<Saboteur> = [...answers, ...refusals]
