/** Saboteurs of S6: what becomes of a patch. */
import { type State, twin } from "@muster/twin-sailpoint"
import type { NonEmployee } from "@muster/twin-sailpoint/Vocabulary"
import type { Twin } from "@muster/twin-kit"
import { objectIn, type Saboteur, saboteur, withRequest, withRules } from "../Saboteur.ts"
import {
  goodCredential,
  idIn,
  type Members,
  onPatch,
  type Outcome,
  refusal,
  refusingAndWriting,
  restored,
  tokenIn,
  trusting,
  whenAnswered
} from "./SailPointCalls.ts"

/** A twin that reads each operation another way; undefined passes over it. */
const rereading = (reread: (operation: Members) => Members | undefined): Twin<State> =>
  onPatch(({ operations }, honest) => honest(operations.flatMap((operation) => reread(operation) ?? [])))

/** A twin that stores another record than an accepted patch made, and answers with it. */
const restoring = (restore: (after: NonEmployee, before: NonEmployee) => Partial<NonEmployee>): Twin<State> =>
  onPatch(({ operations, stored }, honest) =>
    restored(honest(operations), stored.id, (after) => restore(after, stored))
  )

const operations: ReadonlyArray<Saboteur> = [
  ...["add", "remove", "replace", "move", "copy", "test"].flatMap((op) => [
    saboteur(
      `S6-${op}-is-passed-over`,
      `The operation ${op} does nothing.`,
      rereading((operation) => (operation["op"] === op ? undefined : operation))
    ),
    saboteur(
      `S6-${op}-is-refused`,
      `The operation ${op} is not known.`,
      rereading((operation) => (operation["op"] === op ? { ...operation, op: "none" } : operation))
    )
  ]),
  saboteur(
    "S6-add-does-not-replace",
    "add leaves what is there alone.",
    onPatch(({ operations: sent, stored }, honest) =>
      honest(
        sent.filter(({ op, path }) => op !== "add" || !stored.data.has(String(path).replace("/data/", "")))
      )
    )
  ),
  saboteur(
    "S6-move-copies",
    "move leaves the value where it was, too.",
    rereading((operation) => (operation["op"] === "move" ? { ...operation, op: "copy" } : operation))
  ),
  saboteur(
    "S6-copy-moves",
    "copy takes the value away from where it was.",
    onPatch(({ operations: sent }, honest) =>
      sent.length === 1 && sent[0]?.["op"] === "copy" ? honest([{ ...sent[0], op: "move" }]) : undefined
    )
  ),
  saboteur(
    "S6-data-is-merged",
    "Replacing data keeps the attributes that are left out.",
    restoring(({ data }, before) => ({ data: new Map([...before.data, ...data]) }))
  ),
  saboteur(
    "S6-last-operation-only",
    "Only the last operation of a patch counts.",
    onPatch(({ operations: sent }, honest) => honest(sent.slice(-1)))
  ),
  saboteur(
    "S6-first-operation-only",
    "Only the first operation of a patch counts.",
    onPatch(({ operations: sent }, honest) => honest(sent.slice(0, 1)))
  ),
  saboteur(
    "S6-other-order",
    "The operations are applied from the last to the first.",
    onPatch(({ operations: sent }, honest) => honest(sent.toReversed()))
  ),
  saboteur(
    "S6-forgets",
    "A patch is answered as done, and lost.",
    restoring((_after, before) => before)
  ),
  saboteur(
    "S6-clears-data",
    "A patch takes all attributes away.",
    restoring(() => ({ data: new Map() }))
  )
]

/** A patch that is refused as a whole, operation by operation. */
const piecemeal = (answer: (refused: Outcome[1]) => Outcome[1]): Twin<State> =>
  withRules(twin, (honest) => (state, request) => {
    const [next, response] = honest(state, request)
    const sent = response.status === 400 ? objectIn(`{"sent":${request.body}}`)?.["sent"] : undefined
    if (request.method !== "PATCH" || !Array.isArray(sent)) return [next, response]
    const after = sent.reduce<State>(
      (before, operation) => honest(before, { ...request, body: JSON.stringify([operation]) })[0],
      state
    )
    return [after, answer(response)]
  })

/** A twin that passes over some operations. */
const lenient = (isPassedOver: (operation: Members, stored: NonEmployee) => boolean): Twin<State> =>
  onPatch(({ operations: sent, stored }, honest) =>
    honest(sent.filter((operation) => !isPassedOver(operation, stored)))
  )

const isMissing = (path: unknown, { data }: NonEmployee): boolean =>
  typeof path === "string" && path.startsWith("/data/") && !data.has(path.slice(6))

const refusals: ReadonlyArray<Saboteur> = [
  saboteur(
    "S6-operation-by-operation",
    "A patch is refused, and the operations before the wrong one are done.",
    piecemeal((refused) => refused)
  ),
  saboteur(
    "S6-other-status",
    "A patch that cannot be done is refused with 422.",
    whenAnswered(400, (response, state, { method }) => [
      state,
      method === "PATCH" ? { ...response, status: 422 } : response
    ])
  ),
  saboteur(
    "S6-as-far-as-it-goes",
    "Operations that cannot be done are passed over.",
    piecemeal((refused) => ({ ...refused, status: 200 }))
  ),
  ...["remove", "replace", "move", "copy"].map((op) =>
    saboteur(
      `S6-${op}-of-nothing`,
      `${op} passes over what is not there.`,
      lenient(
        (operation, stored) =>
          operation["op"] === op &&
          isMissing(operation[op === "move" || op === "copy" ? "from" : "path"], stored)
      )
    )
  ),
  saboteur(
    "S6-replace-adds",
    "replace adds what is not there.",
    rereading((operation) => (operation["op"] === "replace" ? { ...operation, op: "add" } : operation))
  ),
  ...["id", "created", "modified"].map((name) =>
    saboteur(
      `S6-${name}-is-passed-over`,
      `A patch of ${name} is answered as done, and not done.`,
      lenient(({ path }) => path === `/${name}`)
    )
  ),
  saboteur(
    "S6-required-is-kept",
    "Removing a required field does nothing.",
    lenient(({ op, path }) => op === "remove" && path === "/phone")
  ),
  saboteur(
    "S6-numbers-are-text",
    "A number counts as its digits.",
    rereading((operation) =>
      typeof operation["value"] === "number" ? { ...operation, value: String(operation["value"]) } : operation
    )
  ),
  saboteur(
    "S6-malformed-is-passed-over",
    "An operation that is none does nothing.",
    lenient(
      ({ op, path, value }) =>
        op === "erase" || path === undefined || (op === "replace" && value === undefined)
    )
  ),
  saboteur(
    "S6-merge-patch",
    "An object counts as a merge patch.",
    withRequest(twin, (request) => {
      const part = request.method === "PATCH" ? objectIn(request.body) : undefined
      if (part === undefined) return request
      const replaced = Object.entries(part).map(([name, value]) => ({
        op: "replace",
        path: `/${name}`,
        value
      }))
      return { ...request, body: JSON.stringify(replaced) }
    })
  )
]

const calls: ReadonlyArray<Saboteur> = [
  saboteur(
    "S6-not-there",
    "Nothing can be patched.",
    withRules(
      twin,
      (honest) => (state, request) =>
        request.method === "PATCH" ? [state, refusal(405)] : honest(state, request)
    )
  ),
  saboteur(
    "S6-any-content-type",
    "A patch may be called anything.",
    withRequest(twin, (request) =>
      request.method === "PATCH"
        ? { ...request, headers: { ...request.headers, "content-type": "application/json-patch+json" } }
        : request
    )
  ),
  saboteur(
    "S6-plain-json",
    "A patch may be called application/json.",
    withRequest(twin, (request) =>
      request.method === "PATCH" && request.headers["content-type"] === "application/json"
        ? { ...request, headers: { ...request.headers, "content-type": "application/json-patch+json" } }
        : request
    )
  ),
  saboteur(
    "S6-answers-nothing",
    "A patch answers without the record.",
    onPatch(({ operations: sent }, honest) => {
      const [next, response] = honest(sent)
      return response.status === 200 ? [next, { ...response, body: "{}" }] : undefined
    })
  ),
  saboteur(
    "S6-answers-the-record-before",
    "A patch answers the record as it was.",
    whenAnswered(200, (response, state, request, honest): Outcome => {
      if (request.method !== "PATCH") return [state, response]
      return [state, honest({ ...request, method: "GET", body: "" })[1]]
    })
  ),
  saboteur(
    "S6-owners-patch-everything",
    "An owner's patch counts like an admin's.",
    trusting((shown, state, { method }) =>
      method === "PATCH" && state.tokens.get(tokenIn(shown))?.role === "owner" ? goodCredential(state) : shown
    )
  ),
  saboteur(
    "S6-owners-patch-nothing",
    "An owner may patch nothing.",
    onPatch(({ caller, state }) => (caller?.role === "owner" ? [state, refusal(403)] : undefined))
  ),
  saboteur(
    "S6-readers-patch",
    "Whoever may read may patch.",
    trusting((shown, state, { method }) =>
      method === "PATCH" && state.tokens.get(tokenIn(shown))?.role === "reader"
        ? goodCredential(state)
        : shown
    )
  ),
  saboteur(
    "S6-refuses-and-writes",
    "Whoever may not patch is refused, and it is done.",
    refusingAndWriting(403)
  ),
  saboteur(
    "S6-unknown-is-done",
    "A patch of an unknown record is answered with 200.",
    withRules(twin, (honest) => (state, request) => {
      const [next, response] = honest(state, request)
      const isUnknown = request.method === "PATCH" && !state.records.has(idIn(request.path) ?? "")
      return isUnknown ? [state, { ...response, status: 200 }] : [next, response]
    })
  )
]

export const patchSaboteurs: ReadonlyArray<Saboteur> = [...operations, ...refusals, ...calls]
