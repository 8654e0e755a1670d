/**
 * How applying ended, judged by what was read back. It says no more than that: a confirmed replace may still
 * have overwritten somebody who wrote between the last read and the send.
 */
import type { Access, Side } from "./Access.ts"
import type { Json } from "./Json.ts"
import type { Plan } from "./Plan.ts"
import { type Same, sameOf, type Semantics } from "./Semantics.ts"
import { read, type Snapshot } from "./Snapshot.ts"

export type Status = "unchanged" | "confirmed" | "pending" | "superseded" | "unconfirmed" | "rejected"

/** One thing that was predicted, and what was read back of it. */
export interface Finding {
  readonly subject: string
  readonly found: "as predicted" | "as before" | "something else" | "unverifiable"
}

export interface Receipt {
  readonly vendor: string
  readonly member: Plan["member"]
  readonly status: Status
  /** Everything that was to change, and what did not turn out as predicted. */
  readonly findings: ReadonlyArray<Finding>
  /** Milliseconds between the last read and the send, where a write replaces what it does not know. */
  readonly unguarded?: number
  /** For a rejected plan: the reason's name. The vendor's words stay in the error. */
  readonly rejected?: string
}

/** The receipt of a plan that needed no request. */
export const unchanged = (plan: Plan): Receipt => ({
  vendor: plan.vendor,
  member: plan.member,
  status: "unchanged",
  findings: []
})

/** The receipt of a plan that the vendor refused. */
export const rejected = (plan: Plan, reason: string): Receipt => ({
  ...unchanged(plan),
  status: "rejected",
  rejected: reason
})

/** The receipt of a plan that was sent and could not be read back. */
export const unread = (plan: Plan, timing: { readonly unguarded?: number }): Receipt => ({
  ...unchanged(plan),
  status: "unconfirmed",
  ...timing
})

/** Compares a prediction with what was read before and after. */
export const of = (
  semantics: Semantics,
  plan: Plan,
  before: Snapshot,
  observed: Snapshot,
  timing: { readonly unguarded?: number }
): Receipt => {
  const findings = [
    ...fieldFindings(semantics, plan, before, observed),
    ...accessFindings(plan, before, observed)
  ]
  return {
    vendor: plan.vendor,
    member: plan.member,
    status: statusOf(plan, findings),
    findings: findings.filter(isWorthTelling).map(withoutMark),
    ...timing
  }
}

interface Marked extends Finding {
  /** The plan meant to change it. */
  readonly changed: boolean
}

/** What was to change, and what changed although it was not to. */
const isWorthTelling = ({ changed, found }: Marked): boolean => changed || found === "something else"

const withoutMark = ({ found, subject }: Marked): Finding => ({ subject, found })

const statusOf = (plan: Plan, findings: ReadonlyArray<Marked>): Status => {
  if (findings.some(({ found }) => found === "something else")) return "superseded"
  const waiting = findings.filter(({ found }) => found === "as before")
  if (waiting.length === 0) return "confirmed"
  return waiting.every(({ subject }) => plan.deferrable.includes(subject)) ? "pending" : "unconfirmed"
}

const judge = (
  subject: string,
  before: Json | undefined,
  predicted: Json | undefined,
  observed: Json | undefined,
  same: Same = identical
): Marked => {
  const changed = !same(before, predicted)
  if (observed === undefined || predicted === undefined) return { subject, changed, found: "unverifiable" }
  if (same(observed, predicted)) return { subject, changed, found: "as predicted" }
  return { subject, changed, found: same(observed, before) ? "as before" : "something else" }
}

const identical: Same = (left, right) => left === right

const fieldFindings = (
  semantics: Semantics,
  plan: Plan,
  before: Snapshot,
  observed: Snapshot
): ReadonlyArray<Marked> => {
  const names = new Set(
    [before, plan.predicted, observed].flatMap(({ unknown, values }) => [...Object.keys(values), ...unknown])
  )
  return [...names].map((name) =>
    judge(name, read(before, name), read(plan.predicted, name), read(observed, name), sameOf(semantics, name))
  )
}

const accessFindings = (
  plan: Plan,
  { access: before }: Snapshot,
  { access: observed }: Snapshot
): ReadonlyArray<Marked> => {
  const predicted = plan.predicted.access
  if (predicted === undefined || before === undefined) return []
  return (["own", "client"] as const).flatMap((side) => {
    const [was, will, is] = [before[side], predicted[side], observed?.[side]]
    const roles = [...will.effective].map(([id, role]) =>
      judge(id, was.effective.get(id), role, is?.effective.get(id))
    )
    return [
      ...roles,
      ...unsettled(was, will, is),
      judge(`${side} default`, was.default, will.default, is?.default)
    ]
  })
}

type SideRoles = Pick<Access[Side], "effective">

/** Targets whose outcome the plan left open: whatever is read back settles them. */
const unsettled = (before: SideRoles, predicted: SideRoles, observed?: SideRoles): ReadonlyArray<Marked> =>
  [...before.effective]
    .filter(([id]) => !predicted.effective.has(id))
    .map(([id, role]) => {
      const is = observed?.effective.get(id)
      const found = is === undefined ? "unverifiable" : is === role ? "as before" : "as predicted"
      return { subject: id, changed: true, found }
    })
