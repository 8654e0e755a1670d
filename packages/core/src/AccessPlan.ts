/** Plans both sides of the access: what is sent, what it comes to, and what to know before consenting. */
import type { Access, ClientEntry, Side } from "./Access.ts"
import { view } from "./Access.ts"
import * as AccessEffect from "./AccessEffect.ts"
import * as AccessRefusal from "./AccessRefusal.ts"
import type { AccessForms } from "./AccessForms.ts"
import { type AccessWishes, none, type SideWishes } from "./AccessWish.ts"
import * as Fulfilled from "./Fulfilled.ts"
import type { Hazard } from "./Hazard.ts"
import type * as Inexpressible from "./Inexpressible.ts"
import type { Json } from "./Json.ts"
import type { Line } from "./Line.ts"
import type { PlanEffect } from "./PlanEffect.ts"
import { type AccessRules, impliedBy, type Role } from "./Resolution.ts"
import type { Semantics } from "./Semantics.ts"
import * as SideContext from "./SideContext.ts"
import * as SidePlan from "./SidePlan.ts"
import { read, type Snapshot } from "./Snapshot.ts"

export interface AccessPlan {
  readonly forms: AccessForms
  readonly changes: boolean
  readonly predicted: Access
  readonly effects: ReadonlyArray<PlanEffect>
  readonly hazards: ReadonlyArray<Hazard>
  readonly inexpressible: ReadonlyArray<Inexpressible.Inexpressible>
  /** Under some reading the whole request is refused. */
  readonly mayBeRefused: boolean
  /** What each side's plan says of its targets. */
  readonly lines: Readonly<Record<Side, ReadonlyArray<Line>>>
  /** The groups of each side that do not go back as they were read. */
  readonly moved: Readonly<Record<Side, ReadonlySet<string | null>>>
  /** Sending the request again does nothing more. */
  readonly repeatable: boolean
}

export interface AccessInput {
  readonly wishes: AccessWishes | undefined
  /** The organization role after the change. */
  readonly roleAfter: Json | undefined
  readonly accepted: ReadonlySet<string>
}

/** Plans the access of one member. */
export const make = (
  semantics: Semantics,
  rules: AccessRules,
  snapshot: Snapshot,
  access: Access,
  { accepted, roleAfter, wishes }: AccessInput
): AccessPlan => {
  const plan = (side: Side): Planned => {
    const input = {
      rules,
      axes: semantics.axes,
      view: view(access, side),
      wishes: without(side, wishes?.[side] ?? none, accepted),
      impliedBefore: impliedBy(rules, read(snapshot, rules.roleField)),
      impliedAfter: impliedBy(rules, roleAfter),
      waysOut: SideContext.noWaysOut
    }
    const plain = SidePlan.make(input)
    // A way out costs something: it is taken where it was accepted, and where nothing else helps.
    if (!plain.lines.some(AccessEffect.isHarmful)) return { input, plan: plain }
    const taking = { ...input, waysOut: waysOut(side, accepted) }
    return { input: taking, plan: SidePlan.make(taking) }
  }
  const own = plan("own")
  const client = plan("client")
  const planned = [own, client]
  const forms: AccessForms = {
    own: { default: own.plan.default, entries: ownEntries(access, own.plan) },
    client: { default: client.plan.default, entries: clientEntries(access, client.plan) }
  }
  return {
    forms,
    changes: planned.some(({ input }) => !Fulfilled.is(input)),
    predicted: predict(access, forms, own, client),
    effects: planned.flatMap(({ input, plan }) => AccessEffect.effects(input, plan)),
    hazards: planned.flatMap(({ input, plan }) => AccessEffect.hazards(input, plan)),
    inexpressible: planned.flatMap(({ input, plan }) => AccessRefusal.lines(input, plan)),
    mayBeRefused: planned.some(({ plan }) => plan.mayBeRefused),
    lines: { own: own.plan.lines, client: client.plan.lines },
    moved: { own: movedGroups(own.plan), client: movedGroups(client.plan) },
    repeatable: planned.every(({ plan }) => plan.lines.every(isRepeatable))
  }
}

interface Planned {
  readonly input: Parameters<typeof SidePlan.make>[0]
  readonly plan: SidePlan.SidePlan
}

/**
 * A doubtful line may do something else the second time. So may one that only the organization role reaches: with
 * it the employee has access there, and a default that is given on current access then comes to it.
 */
const isRepeatable = ({ before, outcomes, verdict }: Line): boolean =>
  verdict === "exact" &&
  (outcomes.length === 1 || before.role !== null) &&
  (before.role !== null || outcomes.every(({ cause }) => cause !== "organization role"))

const waysOut = (side: Side, accepted: ReadonlySet<string>): SideContext.WaysOut => ({
  dropsDefault: accepted.has(`drops-default:${side}`),
  noAccess: accepted.has(`tries-no-access:${side}`),
  splits: new Set([...accepted].flatMap((id) => (id.startsWith("splits-client:") ? [id.slice(14)] : [])))
})

/** The wishes less those that the caller lets go. */
const without = (
  side: Side,
  { default: wished, ...wishes }: SideWishes,
  accepted: ReadonlySet<string>
): SideWishes => {
  const kept = <A>(map: ReadonlyMap<string, A>): ReadonlyMap<string, A> =>
    new Map([...map].filter(([id]) => !accepted.has(`without:${id}`)))
  return {
    ...wishes,
    entities: kept(wishes.entities),
    groups: kept(wishes.groups),
    ...(wished === undefined || accepted.has(`without:${side}-default`) ? {} : { default: wished })
  }
}

const movedGroups = ({ groups }: SidePlan.SidePlan): ReadonlySet<string | null> =>
  new Set(groups.flatMap(([{ id }, { unchanged }]) => (unchanged ? [] : [id])))

/** What is stored, with the edits; it is copied only where there are any. */
const edited = <A>(
  stored: ReadonlyMap<string, A>,
  edits: ReadonlyMap<string, A | undefined>
): ReadonlyMap<string, A> => {
  if (edits.size === 0) return stored
  const entries = new Map(stored)
  for (const [id, role] of edits) {
    if (role === undefined) entries.delete(id)
    else entries.set(id, role)
  }
  return entries
}

const noEntries: ReadonlyMap<string, Role> = new Map()

const ownEntries = (access: Access, plan: SidePlan.SidePlan): ReadonlyMap<string, Role> =>
  edited(access.own.entries ?? noEntries, plan.groups[0]?.[1].edits ?? new Map())

const clientEntries = (access: Access, plan: SidePlan.SidePlan): ReadonlyMap<string, ClientEntry> => {
  const stored = access.client.entries ?? new Map<string, ClientEntry>()
  if (plan.groups.every(([, { unchanged }]) => unchanged)) return stored
  const entries = new Map(stored)
  for (const [{ id }, { edits, head, unchanged }] of plan.groups) {
    if (unchanged || id === null) continue
    if (head === "unnamed") entries.delete(id)
    else entries.set(id, { role: head.role, entities: edited(stored.get(id)?.entities ?? noEntries, edits) })
  }
  return entries
}

/** The access after the request; where readings differ, unknown. */
const predict = (access: Access, forms: AccessForms, own: Planned, client: Planned): Access => ({
  directory: access.directory,
  own: {
    ...defaultAfter(own),
    entries: forms.own.entries,
    effective: effectiveAfter(access.own.effective, own.plan.lines)
  },
  client: {
    ...defaultAfter(client),
    entries: forms.client.entries,
    effective: effectiveAfter(access.client.effective, client.plan.lines)
  }
})

const defaultAfter = ({ input, plan }: Planned): { readonly default?: Role | null } => {
  const after = plan.defaults
  const [only] = after
  return after.length === 1 &&
    only !== undefined &&
    (plan.default.form === "value" || input.view.default !== undefined)
    ? { default: only }
    : {}
}

const effectiveAfter = (
  before: ReadonlyMap<string, Role | null>,
  lines: ReadonlyArray<Line>
): ReadonlyMap<string, Role | null> =>
  edited(
    before,
    new Map(
      lines.flatMap((line) =>
        line.target.scope === "entity" ? [[line.target.entity, settled(line)] as const] : []
      )
    )
  )

/** The role that a target surely comes to; undefined where readings differ. */
const settled = ({ outcomes, verdict }: Line): Role | null | undefined => {
  const roles = new Set(outcomes.map(({ role }) => role))
  const [role] = roles
  return verdict === "exact" && roles.size === 1 ? role : undefined
}
