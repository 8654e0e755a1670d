/**
 * A body that no plan has, and what a documented sentence says to it under every reading. The record stays as it is,
 * whatever the answer. What is wrong with a body is the form of something that is stored: so a server that takes it
 * does hardly any harm, and what was there can be said again.
 */
import type { Reason } from "@muster/adapter-kit/VendorError"
import type { Json, Semantics, Snapshot } from "@muster/core"
import * as Redacted from "effect/Redacted"
import * as Breach from "./Breach.ts"

export interface Dictation {
  readonly clause: string
  /** What is said, in words. */
  readonly says: string
  /** How the name of the operation begins. */
  readonly by: string
  /** What a server that takes it might bring about; each id has to be accepted. */
  readonly hazards?: ReadonlyArray<string>
  /** None where the record has nothing that could be said so. */
  readonly body: (record: Snapshot.Snapshot) => Json.Json | undefined
  readonly due: "accepted" | "accepted or refused" | Refusal
}

/** How a refusal is told, as far as the sentence says so. */
export interface Refusal {
  readonly status?: number
  /** What the vendor's words hold. */
  readonly code?: string
}

/** What is wrong with an answer. */
export const breach = (
  dictation: Dictation,
  operation: Semantics.Semantics,
  before: Snapshot.Snapshot,
  { after, refusal }: Breach.Answer
): Breach.Breach | undefined => {
  const says = moved(operation, before, after)
  return undue(dictation, refusal) ?? (says === undefined ? undefined : { clause: dictation.clause, says })
}

/** Whether it should have been refused, or should not, or otherwise. */
export const undue = ({ clause, due }: Dictation, refusal: Reason | undefined): Breach.Breach | undefined => {
  const says = wrong(due, refusal)
  return says === undefined ? undefined : { clause, says }
}

const wrong = (due: Dictation["due"], refusal: Reason | undefined): string | undefined => {
  if (due === "accepted or refused") return undefined
  if (due === "accepted") return refusal === undefined ? undefined : Breach.unduly.refused
  if (refusal === undefined) return Breach.unduly.accepted
  const { code = "", status = refusal.status } = due
  if (refusal.status !== status) return `it is refused with another status than ${status}`
  const words = refusal.words === undefined ? "" : Redacted.value(refusal.words)
  return words.includes(code) ? undefined : `it is refused, and not called ${code}`
}

const moved = (
  operation: Semantics.Semantics,
  before: Snapshot.Snapshot,
  after: Snapshot.Snapshot
): string | undefined => {
  const [field] = Breach.unlike(operation, { snapshot: before, deferred: [], unsettled: [] }, after)
  return field === undefined ? undefined : Breach.happened(field, before, after)
}
