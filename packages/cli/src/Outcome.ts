/** What became of one line of a changes file, or of one plan file, and the exit code that follows from all of them. */
import type { VendorError } from "@muster/adapter-kit/VendorError"
import type { Member } from "@muster/core/Member"
import { unaccepted, type Plan } from "@muster/core/Plan"
import type { Rebased } from "@muster/core/Rebase"
import type { Receipt } from "@muster/core/Receipt"
import type { Snapshot } from "@muster/core/Snapshot"
import type { Unplannable } from "@muster/core/Unplannable"

/** Where it comes from: the line, counted from 1, or the name of the plan file. */
export interface Origin {
  readonly origin: string
  readonly vendor: string
  readonly member: Member
}

export interface Planned extends Origin {
  readonly _tag: "Planned"
  readonly plan: Plan
  readonly base: Snapshot
}

export interface Applied extends Origin {
  readonly _tag: "Applied"
  readonly plan: Plan
  readonly receipt: Receipt
}

export interface Failed extends Origin {
  readonly _tag: "Failed"
  readonly error: Unplannable | VendorError
  /** The plan that was not sent, or not taken. */
  readonly plan?: Plan
  /** For a stale plan: what of it is still wanted. */
  readonly rebased?: Rebased
}

/** An earlier line for this member was not applied, so there is no result to plan on. */
export interface Skipped extends Origin {
  readonly _tag: "Skipped"
}

export type Outcome = Planned | Applied | Failed | Skipped

/** Whether the file is at fault: something in it is not there, or makes no sense. Then nothing is sent. */
export const isBadInput = (outcome: Outcome): boolean => {
  if (outcome._tag !== "Failed" || outcome.plan !== undefined) return false
  const { error } = outcome
  return error._tag === "Unplannable"
    ? error.reason._tag === "Invalid" || error.reason._tag === "UnknownTarget"
    : error.operation === "read" && error.reason._tag === "NotFound"
}

/** In one word, for totals. */
export const kindOf = (outcome: Outcome): string => {
  switch (outcome._tag) {
    case "Planned":
      if (outcome.plan.forms === null) return "nothing to do"
      return unaccepted(outcome.plan).length > 0 ? "in need of consent" : "planned"
    case "Applied":
      return outcome.receipt.status
    case "Skipped":
      return "skipped"
    case "Failed":
      return failure(outcome)
  }
}

const failure = ({ error, plan }: Failed): string => {
  if (error._tag === "VendorError") return plan === undefined ? "unread" : "rejected"
  switch (error.reason._tag) {
    case "Inexpressible":
      return "inexpressible"
    case "NeedsConsent":
      return "in need of consent"
    case "Stale":
      return "stale"
    default:
      return "not understood"
  }
}

/** The same words, counted in order of appearance. */
export const count = (outcomes: ReadonlyArray<Outcome>): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>()
  for (const outcome of outcomes) counts.set(kindOf(outcome), (counts.get(kindOf(outcome)) ?? 0) + 1)
  return counts
}

const done = new Set(["planned", "nothing to do", "unchanged", "confirmed", "pending"])
const waiting = new Set(["in need of consent", "stale"])

/** 0 done, 2 something was not applied, 3 needs consent or is stale; the gravest first. */
export const exitCode = (outcomes: ReadonlyArray<Outcome>): 0 | 2 | 3 => {
  const kinds = [...count(outcomes).keys()].filter((kind) => !done.has(kind))
  if (kinds.length === 0) return 0
  return kinds.every((kind) => waiting.has(kind)) ? 3 : 2
}
