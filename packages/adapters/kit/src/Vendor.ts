/** The port: what the flow needs of a vendor, and nothing of how it is reached. */
import * as Member from "@muster/core/Member"
import type { Plan } from "@muster/core/Plan"
import type { Semantics } from "@muster/core/Semantics"
import type { Snapshot } from "@muster/core/Snapshot"
import { Unplannable } from "@muster/core/Unplannable"
import type { Mapping } from "@muster/core/Worker"
import * as Effect from "effect/Effect"
import * as Record from "effect/Record"
import type { Roster } from "./Roster.ts"
import * as Unclear from "./Unclear.ts"
import { Invalid, VendorError } from "./VendorError.ts"

export interface Vendor {
  readonly id: string
  readonly semantics: Semantics
  /** A worker in this vendor's words. */
  readonly mapping: Mapping
  /** What is true of the member. */
  readonly read: (member: Member.Member) => Effect.Effect<Snapshot, VendorError | Unplannable>
  /** Sends a plan's request, whether or not it is still current; `Update.apply` looks first. */
  readonly write: (plan: Plan) => Effect.Effect<void, VendorError>
  /** Setting members up and cleaning up after them, as far as the vendor documents it. No update needs it. */
  readonly roster: Roster
}

/** A vendor that never sends a member which is not fit to be sent. */
export const make = (
  semantics: Semantics,
  mapping: Mapping,
  calls: {
    readonly read: (member: Member.Member) => Effect.Effect<Snapshot, VendorError>
    readonly write: (plan: Plan) => Effect.Effect<void, VendorError>
    readonly roster: Roster
  }
): Vendor => {
  const { identifiers, vendor } = semantics
  return {
    id: vendor,
    semantics,
    mapping,
    read: (member) => {
      const problems = Member.problems(identifiers, member)
      return problems.length === 0
        ? Effect.map(calls.read(member), shown)
        : Effect.fail(new Unplannable({ vendor, reason: { _tag: "Invalid", problems } }))
    },
    write: (plan) =>
      Effect.flatMap(fit(semantics, plan.member), () =>
        plan.request === null ? Effect.void : calls.write(plan)
      ),
    roster: guarded(semantics, calls.roster)
  }
}

/** What nobody reads may be anything; from here on it is shown and compared. */
const shown = (snapshot: Snapshot): Snapshot => ({ ...snapshot, rest: Unclear.shown(snapshot.rest) })

const fit = ({ identifiers, vendor }: Semantics, member: Member.Member): Effect.Effect<void, VendorError> => {
  const [problem] = Member.problems(identifiers, member)
  if (problem === undefined) return Effect.void
  const reason = new Invalid({ rule: `${problem.field} ${problem.rule}` })
  return Effect.fail(new VendorError({ vendor, operation: "write", reason, sent: "no" }))
}

type Call = (member: Member.Member) => Effect.Effect<void, VendorError>

const guarded = (semantics: Semantics, { create, list, ...calls }: Roster): Roster => {
  const ofMembers: Readonly<Record<string, Call>> = calls
  return {
    ...(create === undefined ? {} : { create }),
    ...(list === undefined ? {} : { list: Effect.map(list, (members) => members.map(shown)) }),
    ...Record.map(
      ofMembers,
      (call): Call =>
        (member) =>
          Effect.flatMap(fit(semantics, member), () => call(member))
    )
  }
}
