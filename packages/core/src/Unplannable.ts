/**
 * Why there is no plan, or why a plan may not be sent. A message names vendor, place and rule, never a value or
 * an id; what somebody has to see of those is kept redacted beside it.
 */
import * as Data from "effect/Data"
import type * as Redacted from "effect/Redacted"
import type { Hazard } from "./Hazard.ts"

/** One thing that is wrong, and the way out. */
export interface Problem {
  /** Where, as a path into the change or the snapshot: `merge.time_zone`, `access.grant[0].role`. */
  readonly field: string
  readonly rule: string
  readonly wayOut: string
}

/** Why a wish has no request. */
export type Why = "forbidden" | "unsettled" | "needs a read" | "needs more"

export type Reason =
  | { readonly _tag: "Invalid"; readonly problems: ReadonlyArray<Problem> }
  | { readonly _tag: "UnknownTarget"; readonly problems: ReadonlyArray<Problem> }
  | {
      readonly _tag: "Inexpressible"
      readonly problems: ReadonlyArray<Problem & { readonly why: Why }>
      /** The same lines with their ids and the ids to accept. */
      readonly hazards: Redacted.Redacted<ReadonlyArray<Hazard>>
    }
  | {
      readonly _tag: "NeedsConsent"
      readonly problems: ReadonlyArray<Problem>
      /** The stops that nobody has accepted. */
      readonly hazards: Redacted.Redacted<ReadonlyArray<Hazard>>
    }
  | { readonly _tag: "Stale"; readonly problems: ReadonlyArray<Problem> }

export class Unplannable extends Data.TaggedError("Unplannable")<{
  readonly vendor: string
  readonly reason: Reason
}> {
  override get message(): string {
    const lines = this.reason.problems.map(({ field, rule, wayOut }) => `${field}: ${rule}; ${wayOut}`)
    return `${this.vendor}: ${this.reason._tag}: ${lines.join(" | ")}`
  }
}
