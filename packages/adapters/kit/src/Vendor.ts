/** The port: what the flow needs of a vendor, and nothing of how it is reached. */
import * as Member from "@muster/core/Member"
import type { Plan } from "@muster/core/Plan"
import type { Semantics } from "@muster/core/Semantics"
import type { Snapshot } from "@muster/core/Snapshot"
import { Unplannable } from "@muster/core/Unplannable"
import * as Effect from "effect/Effect"
import { Invalid, VendorError } from "./VendorError.ts"

export interface Vendor {
  readonly id: string
  readonly semantics: Semantics
  /** What is true of the member. */
  readonly read: (member: Member.Member) => Effect.Effect<Snapshot, VendorError | Unplannable>
  /** Sends a plan's request, whether or not it is still current; `Update.apply` looks first. */
  readonly write: (plan: Plan) => Effect.Effect<void, VendorError>
}

/** A vendor that never sends a member which is not fit to be sent. */
export const make = (
  semantics: Semantics,
  calls: {
    readonly read: (member: Member.Member) => Effect.Effect<Snapshot, VendorError>
    readonly write: (plan: Plan) => Effect.Effect<void, VendorError>
  }
): Vendor => {
  const { identifiers, vendor } = semantics
  return {
    id: vendor,
    semantics,
    read: (member) => {
      const problems = Member.problems(identifiers, member)
      return problems.length === 0
        ? calls.read(member)
        : Effect.fail(new Unplannable({ vendor, reason: { _tag: "Invalid", problems } }))
    },
    write: (plan) => {
      const [problem] = Member.problems(identifiers, plan.member)
      if (problem !== undefined) {
        const reason = new Invalid({ rule: `${problem.field} ${problem.rule}` })
        return Effect.fail(new VendorError({ vendor, operation: "write", reason, sent: "no" }))
      }
      return plan.request === null ? Effect.void : calls.write(plan)
    }
  }
}
