/**
 * The heart: (semantics, snapshot, change) → plan. A plan says what is sent, what will be true afterwards, every
 * difference and its cause, what to know before consenting, and what can be undone. It is data and does nothing.
 */
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import * as AccessPlan from "./AccessPlan.ts"
import * as AccessChange from "./AccessChange.ts"
import type { AccessWishes } from "./AccessWish.ts"
import * as Change from "./Change.ts"
import * as FieldPlan from "./FieldPlan.ts"
import * as Fingerprint from "./Fingerprint.ts"
import * as Hazard from "./Hazard.ts"
import * as Inexpressible from "./Inexpressible.ts"
import type { Json } from "./Json.ts"
import * as Member from "./Member.ts"
import type { PlanEffect } from "./PlanEffect.ts"
import * as Reliance from "./Reliance.ts"
import type { Forms, Semantics } from "./Semantics.ts"
import type { Snapshot } from "./Snapshot.ts"
import * as Undo from "./Undo.ts"
import { type Problem, type Reason, Unplannable } from "./Unplannable.ts"

export interface Plan {
  readonly vendor: string
  readonly operation: string
  readonly member: Member.Member
  readonly change: Change.Change
  /** Of the snapshot that the plan rests on. */
  readonly fingerprint: string
  /** What the request says, field by field and entry by entry; null when nothing has to be sent. */
  readonly forms: Forms | null
  /** The same in the vendor's words: the body, before it is bytes. */
  readonly request: Json
  readonly predicted: Snapshot
  readonly effects: ReadonlyArray<PlanEffect>
  readonly hazards: ReadonlyArray<Hazard.Hazard>
  /** The measured answers without which it would be another plan; what can be undone may lean on more. */
  readonly relies: ReadonlyArray<Reliance.Relied>
  /** `never`: a repeat may cost something, or do more than the first, so an unknown outcome is not tried again. */
  readonly repeat: "harmless" | "never"
  /** Fields that may become true only later. */
  readonly deferrable: ReadonlyArray<string>
  readonly undo: ReadonlyArray<Undo.UndoLine>
}

/**
 * Plans one change of one member, by the operation that serves the whole change best; the document's own call wins
 * where another is no better.
 */
export const make = (
  semantics: Semantics,
  snapshot: Snapshot,
  change: Change.Change
): Result.Result<Plan, Unplannable> => {
  const planned = planBest(semantics, snapshot, change)
  return Result.isFailure(planned) || Object.keys(semantics.evidence).length === 0
    ? planned
    : Result.succeed({ ...planned.success, relies: relies(semantics, snapshot, planned.success) })
}

/** The measured answers that another plan would have been made without. */
const relies = (semantics: Semantics, snapshot: Snapshot, plan: Plan): Plan["relies"] => {
  const told = said(plan)
  return Reliance.of(semantics.evidence, (less) =>
    Result.match(planBest(semantics.under(less), snapshot, plan.change), {
      onSuccess: (other) => said(other) === told,
      onFailure: () => false
    })
  )
}

/** Everything that a plan says of the change, as text; not the open axes it names, which more evidence makes fewer. */
const said = ({ deferrable, effects, forms, hazards, operation, predicted, repeat }: Plan): string =>
  JSON.stringify(
    [
      operation,
      forms,
      predicted,
      effects,
      hazards.map(({ sources: _sources, ...hazard }) => hazard),
      repeat,
      deferrable
    ],
    (_, value: unknown) => (value instanceof Map ? [...value] : value)
  )

const planBest = (
  semantics: Semantics,
  snapshot: Snapshot,
  change: Change.Change
): Result.Result<Plan, Unplannable> => {
  const own = planBy(semantics, snapshot, change)
  if (semantics.alternatives.length === 0 || burden(own) === 0) return own
  return semantics.alternatives
    .map((each) => planBy(each, snapshot, change))
    .reduce((best, next) => (burden(next) < burden(best) ? next : best), own)
}

/** How far a plan is from doing exactly what was wished: its doubts, what it leaves out, and at worst no plan at all. */
const burden = (planned: Result.Result<Plan, Unplannable>): number => {
  if (Result.isFailure(planned))
    return planned.failure.reason._tag === "Inexpressible"
      ? Number.MAX_SAFE_INTEGER
      : Number.POSITIVE_INFINITY
  return planned.success.hazards.filter(({ kind }) => kind !== "consequence").length
}

const planBy = (
  semantics: Semantics,
  snapshot: Snapshot,
  change: Change.Change
): Result.Result<Plan, Unplannable> => {
  const fail = (reason: Reason) => Result.fail(new Unplannable({ vendor: semantics.vendor, reason }))
  const invalid = [
    ...(semantics.barred === undefined ? [] : [semantics.barred]),
    ...Member.problems(semantics.identifiers, snapshot.member),
    ...Change.problems(semantics, change),
    ...accessProblems(semantics, snapshot, change)
  ]
  if (invalid.length > 0) return fail({ _tag: "Invalid", problems: invalid })
  const understood = understand(snapshot, change)
  if (understood !== undefined && understood.invalid.length > 0)
    return fail({ _tag: "Invalid", problems: understood.invalid })
  if (understood !== undefined && understood.unknown.length > 0)
    return fail({ _tag: "UnknownTarget", problems: understood.unknown })

  const accepted = new Set(change.accept)
  const fields = FieldPlan.make(semantics, snapshot, change, accepted)
  const access = planAccess(semantics, snapshot, fields, understood?.wishes, accepted)
  const inexpressible = [
    ...unplaced(semantics, change),
    ...fields.inexpressible,
    ...(access?.inexpressible ?? []),
    ...crowded(fields, access)
  ]
  // Nothing is said of what cannot be kept while nothing is to be written.
  const writes = fields.changes || change.access !== undefined || change.unplaced !== undefined
  const blocked = inexpressible.filter(
    ({ acceptable, hazard }) =>
      (writes || hazard.id.startsWith("without:")) && !(acceptable && accepted.has(hazard.id))
  )
  if (blocked.length > 0) return fail(inexpressibleReason(semantics, blocked))
  return Result.succeed(assemble(semantics, snapshot, change, fields, access, writes ? inexpressible : []))
}

/** The access is planned when something is written: a vendor that replaces a binding replaces all of it. */
const planAccess = (
  semantics: Semantics,
  snapshot: Snapshot,
  fields: FieldPlan.FieldPlan,
  wishes: AccessWishes | undefined,
  accepted: ReadonlySet<string>
): AccessPlan.AccessPlan | undefined =>
  semantics.access === undefined || snapshot.access === undefined || (wishes === undefined && !fields.changes)
    ? undefined
    : AccessPlan.make(semantics, semantics.access, snapshot, snapshot.access, {
        wishes,
        roleAfter: fields.values[semantics.access.roleField],
        accepted
      })

/** One line for everything that the vendor has no place for, or whose value lacks something. */
const unplaced = (
  { vendor }: Semantics,
  { unplaced: lines = [] }: Change.Change
): ReadonlyArray<Inexpressible.Inexpressible> => {
  if (lines.length === 0) return []
  const homeless = lines.filter(({ needs }) => needs === undefined).map(({ field }) => field)
  const wanting = lines.flatMap(({ field, needs }) =>
    needs === undefined ? [] : [`${field} needs ${needs}`]
  )
  const rule = [
    ...(homeless.length === 0 ? [] : [`${vendor} has no place for ${homeless.join(", ")}`]),
    ...wanting
  ].join("; ")
  return [
    Inexpressible.make({
      field: "worker",
      id: "no-place",
      why: wanting.length === 0 ? "forbidden" : "needs more",
      rule,
      wayOut: `${wanting.length === 0 ? "" : "give what is needed, or "}leave these out for this vendor`,
      says: `${rule}; the rest of the change can go without.`,
      sources: []
    })
  ]
}

const crowded = (
  fields: FieldPlan.FieldPlan,
  access: AccessPlan.AccessPlan | undefined
): ReadonlyArray<Inexpressible.Inexpressible> =>
  fields.changes && access?.mayBeRefused === true
    ? [
        {
          field: "access",
          why: "unsettled",
          rule: "may be refused, and would take the fields down with it",
          wayOut: "put the access into a change of its own",
          acceptable: false,
          hazard: {
            id: "without:access",
            kind: "inexpressible",
            weight: "stop",
            says: "The access may be refused, and would take the fields down with it.",
            sources: []
          }
        }
      ]
    : []

/** The stops that nobody has accepted; while there are any, nothing is sent. */
export const unaccepted = (plan: Plan): ReadonlyArray<Hazard.Hazard> =>
  plan.hazards.filter((hazard) => hazard.weight === "stop" && !(plan.change.accept ?? []).includes(hazard.id))

/** The plan if it may be sent as it is, else the reason why it needs consent first. */
export const consented = (plan: Plan): Result.Result<Plan, Unplannable> => {
  const hazards = unaccepted(plan)
  if (hazards.length === 0) return Result.succeed(plan)
  const problems = hazards.map((hazard) => ({
    field: "accept",
    rule: `a hazard of the kind ${Hazard.kindOf(hazard)} needs consent`,
    wayOut: "look at the plan, and list the hazard's id under accept if you agree"
  }))
  return Result.fail(
    new Unplannable({
      vendor: plan.vendor,
      reason: { _tag: "NeedsConsent", problems: distinct(problems), hazards: Redacted.make(hazards) }
    })
  )
}

/** The plan if `fresh` is still what it rests on, else Stale. */
export const current = (
  semantics: Semantics,
  plan: Plan,
  fresh: Snapshot
): Result.Result<Plan, Unplannable> =>
  Fingerprint.of(semantics, fresh) === plan.fingerprint
    ? Result.succeed(plan)
    : Result.fail(
        new Unplannable({
          vendor: plan.vendor,
          reason: {
            _tag: "Stale",
            problems: [
              {
                field: "fingerprint",
                rule: "the record has changed since the plan was made",
                wayOut: "plan again, or rebase the change onto what is there now"
              }
            ]
          }
        })
      )

const understand = (snapshot: Snapshot, change: Change.Change) =>
  change.access === undefined || snapshot.access === undefined
    ? undefined
    : AccessChange.understand(snapshot.access, change.access)

const accessProblems = (
  semantics: Semantics,
  snapshot: Snapshot,
  change: Change.Change
): ReadonlyArray<Problem> => {
  if (change.access === undefined) return []
  if (semantics.access === undefined)
    return [
      { field: "access", rule: `${semantics.vendor} keeps no access by target`, wayOut: "leave access out" }
    ]
  return snapshot.access === undefined
    ? [{ field: "access", rule: "the snapshot holds no access", wayOut: "read the member with its access" }]
    : []
}

/** Problems name no targets, so that many targets often have one problem; it is told once. */
const distinct = <A extends Problem>(problems: ReadonlyArray<A>): ReadonlyArray<A> => [
  ...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()
]

const inexpressibleReason = (
  semantics: Semantics,
  lines: ReadonlyArray<Inexpressible.Inexpressible>
): Reason => ({
  _tag: "Inexpressible",
  problems: distinct(
    lines.map(({ field, rule, wayOut, why }) => ({
      field: Change.placeOf(semantics, field),
      rule,
      wayOut,
      why
    }))
  ),
  hazards: Redacted.make(lines.map((line) => line.hazard))
})

const assemble = (
  semantics: Semantics,
  snapshot: Snapshot,
  change: Change.Change,
  fields: FieldPlan.FieldPlan,
  access: AccessPlan.AccessPlan | undefined,
  dropped: ReadonlyArray<Inexpressible.Inexpressible>
): Plan => {
  const changes = fields.changes || access?.changes === true
  const forms: Forms | null = changes
    ? { fields: fields.forms, ...(access === undefined ? {} : { access: access.forms }) }
    : null
  const predicted = changes
    ? {
        ...snapshot,
        member: fields.member,
        values: fields.values,
        unknown: fields.unknown,
        ...(access === undefined ? {} : { access: access.predicted })
      }
    : snapshot
  return {
    vendor: semantics.vendor,
    operation: semantics.operation,
    member: snapshot.member,
    change,
    fingerprint: Fingerprint.of(semantics, snapshot),
    forms,
    request: forms === null ? null : semantics.encode(snapshot.member, forms, snapshot),
    predicted,
    effects: changes ? [...fields.effects, ...(access?.effects ?? [])] : [],
    hazards: [
      ...dropped.map((line) => line.hazard),
      ...(changes ? [...fields.hazards, ...(access?.hazards ?? []), ...unmodelled(semantics, snapshot)] : [])
    ],
    relies: [],
    repeat: access?.repeatable === false ? "never" : fields.repeat,
    deferrable: fields.deferrable,
    undo: changes ? Undo.lines(semantics, snapshot, predicted, fields, access) : []
  }
}

/** A replacing write cannot send back what the schema does not model, so each such member is named. */
const unmodelled = (semantics: Semantics, snapshot: Snapshot): ReadonlyArray<Hazard.Hazard> =>
  semantics.writes === "merge"
    ? []
    : Object.keys(snapshot.rest).map((name) => ({
        id: `overwrites-unmodelled:${name}`,
        kind: "doubt",
        weight: "stop",
        says: `The record has a member ${name} that is not modelled here; this write leaves it out.`,
        sources: []
      }))
