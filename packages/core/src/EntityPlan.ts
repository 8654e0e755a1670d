/**
 * Judges one entity under one way of speaking of its group: what it has, what is wanted, what it comes to,
 * and whether it needs an entry of its own.
 */
import type * as Access from "./Access.ts"
import { ownGroup } from "./AccessWish.ts"
import type { Line, Target } from "./Line.ts"
import { type Cause, resolve, type Resolved, type Role } from "./Resolution.ts"
import * as SideContext from "./SideContext.ts"
import type * as Verdict from "./Verdict.ts"
import type { World } from "./World.ts"

export interface EntityPlan {
  readonly line: Line
  /** The entry to send; undefined for none. */
  readonly entry: Role | undefined
  /** The change speaks of this entity, or of its whole client or side. */
  readonly named: boolean
}

/** Everything a judgement needs, each answered world by world. */
export interface Question {
  readonly target: Target
  readonly when: Line["when"]
  readonly asked: boolean
  readonly before: (world: World) => Resolved
  readonly outcome: (world: World) => Resolved
  /** undefined where this world cannot tell what is wanted. */
  readonly wished: (world: World) => Role | null | undefined
  /** Nobody could read what the target has. */
  readonly unread?: boolean
}

/** Compares outcome with wish in every world. */
export const judge = ({ worlds }: SideContext.Context, question: Question): Line => {
  let granted = false
  let untouched = worlds.mayBeRefused
  let harm = false
  let wished: Role | null | undefined
  let first = true
  let changing: World | undefined
  let recausing: World | undefined
  const outcomes: Array<Resolved> = []
  for (const world of worlds.accepted) {
    const outcome = question.outcome(world)
    const wish = question.wished(world)
    if (first) wished = wish
    else if (wished !== wish) wished = undefined
    first = false
    if (!outcomes.some(({ cause, role }) => role === outcome.role && cause === outcome.cause))
      outcomes.push(outcome)
    const before = question.before(world)
    const stays = outcome.role === before.role
    if (!stays) changing ??= world
    if (outcome.cause !== before.cause) recausing ??= world
    if (outcome.role === wish) granted = true
    else if (stays) untouched = true
    else harm = true
  }
  const world = changing ?? recausing ?? worlds.accepted[0]
  const before = world === undefined ? { role: null, cause: "none" as const } : question.before(world)
  return {
    target: question.target,
    when: question.when,
    asked: question.asked,
    verdict: verdictOf(granted, untouched, harm),
    before,
    unread: question.unread === true,
    changes: changing !== undefined,
    causeChanges: recausing !== undefined,
    wished,
    outcomes
  }
}

const verdictOf = (granted: boolean, untouched: boolean, harm: boolean): Verdict.Verdict =>
  !granted ? "forbidden" : harm ? "unsafe" : untouched ? "tentative" : "exact"

/** The best way to have one entity right, given how its group is spoken of. */
export const make = (
  context: SideContext.Context,
  group: Access.Group,
  head: SideContext.Head,
  id: string
): EntityPlan => {
  const { view, wishes } = context.input
  const before = SideContext.roleOf(context.input, group, id)
  const stored = view.entryOf(group)?.entities.get(id)
  const named = isNamed(context, group, id)
  const reached = before !== null && before !== undefined
  const without = judge(context, {
    target: { side: view.side, scope: "entity", entity: id, client: group.id },
    when: "today",
    asked: named || wishes.default !== undefined,
    unread: before === undefined,
    before: (world) => ({ role: before ?? null, cause: causeOf(context, group, id, before, world) }),
    outcome: (world) => SideContext.unnamed(context, head, reached, world),
    wished: wishOf(context, group, id, before)
  })
  const entry = entryFor(context, group, head, id, without, stored)
  return { line: entry === undefined ? without : withEntry(context, without, entry), entry, named }
}

/** An entry decides by itself, whatever its group says. */
const withEntry = (context: SideContext.Context, line: Line, entry: Role): Line => {
  const takesAway = entry === context.input.rules.noAccess
  const role = takesAway ? null : entry
  return {
    ...line,
    verdict: takesAway && mayRefuseNoAccess(context) ? "tentative" : "exact",
    changes: role !== line.before.role,
    causeChanges: line.before.cause !== "explicit entity",
    outcomes: [{ role, cause: "explicit entity" }]
  }
}

/** The entry to send, if one is needed or was there: causes are kept wherever the wish allows it. */
const entryFor = (
  { input: { rules, waysOut, wishes } }: SideContext.Context,
  group: Access.Group,
  head: SideContext.Head,
  id: string,
  { verdict, wished }: Line,
  stored: Role | undefined
): Role | undefined => {
  if (wishes.replace !== undefined) return wishes.replace.entries.get(group.id ?? ownGroup)?.entities.get(id)
  const own = wishes.entities.get(id)
  const mayBeNamed = (group.id === null || head !== "unnamed") && own?.wish !== "unpin"
  if (!mayBeNamed || wished === undefined) return undefined
  const needsOne = verdict !== "exact"
  const isRevoked = group.id !== null && wishes.groups.get(group.id)?.wish === "revoke"
  if (wished !== null) return needsOne || (stored !== undefined && !isRevoked) ? wished : undefined
  if (stored === rules.noAccess) return stored
  return waysOut.noAccess && needsOne ? rules.noAccess : undefined
}

/** Whether a role that means no access may be refused, and the request with it. */
export const mayRefuseNoAccess = ({ worlds }: SideContext.Context): boolean =>
  worlds.accepted.some(({ reading }) => reading.noAccess === "refused")

const isNamed = ({ input: { wishes } }: SideContext.Context, group: Access.Group, id: string): boolean =>
  wishes.replace !== undefined ||
  wishes.entities.has(id) ||
  (group.id !== null && wishes.groups.has(group.id))

/** What is wanted of one entity, world by world: what the change says, else what it has. */
const wishOf = (
  context: SideContext.Context,
  group: Access.Group,
  id: string,
  before: Role | null | undefined
): Question["wished"] => {
  const { view, wishes } = context.input
  if (wishes.replace !== undefined) {
    const entry = wishes.replace.entries.get(group.id ?? ownGroup)
    const own = entry?.entities.get(id)
    const head = SideContext.headOf(group, entry)
    return (world) => own ?? SideContext.unnamed(context, head, typeof before === "string", world).role
  }
  const own = wishes.entities.get(id)
  if (own?.wish === "grant") return () => own.role
  if (own?.wish === "revoke") return () => null
  if (own?.wish === "unpin")
    return (world) => following(context, storedClient(view, group), before, world).role
  const whole = group.id === null ? undefined : wishes.groups.get(group.id)
  if (whole?.wish === "revoke") return () => null
  if (whole !== undefined && view.entryOf(group)?.entities.has(id) !== true)
    return whole.wish === "grant"
      ? () => whole.role
      : (world) => following(context, undefined, before, world).role
  return (world) => unasked(context, group, id, before, world)
}

/** What an entity has when its own entry is gone and the wanted default holds. */
const following = (
  { input, wishedDefault }: SideContext.Context,
  client: { readonly role: Role | null } | undefined,
  before: Role | null | undefined,
  { reading }: World
): Resolved =>
  resolve(input.rules, reading, {
    explicit: undefined,
    client,
    default: wishedDefault,
    reached: typeof before === "string",
    later: false,
    implied: input.impliedAfter
  })

const storedClient = (view: Access.SideView, group: Access.Group) => {
  const entry = group.id === null ? undefined : view.entryOf(group)
  return entry === undefined ? undefined : { role: entry.role }
}

/** What is wanted of an entity that no wish names: what it has, unless that follows from what does change. */
const unasked = (
  context: SideContext.Context,
  group: Access.Group,
  id: string,
  before: Role | null | undefined,
  world: World
): Role | null | undefined => {
  const { impliedAfter, view, wishes } = context.input
  if (before === undefined) return undefined
  const cause = causeOf(context, group, id, before, world)
  const moves = wishes.default?.existing === "apply" || wishes.default?.existing === "let go"
  if (moves && couldBeDefault(context, group, id, before, world)) {
    if (cause !== "default") return undefined
    if (wishes.default?.role != null) return wishes.default.role
    return following(context, storedClient(view, group), before, world).role
  }
  // What an organization role gives by itself goes where the organization role goes.
  return cause === "organization role" ? impliedAfter : before
}

/** Why an entity has the role that was read, in one world. Where two causes fit, the narrower one. */
const causeOf = (
  { input }: SideContext.Context,
  group: Access.Group,
  id: string,
  before: Role | null | undefined,
  { reading }: World
): Cause => {
  const entry = input.view.entryOf(group)
  if (entry?.entities.has(id) === true) return "explicit entity"
  if (before === null || before === undefined) return "none"
  if (group.id !== null && entry?.role === before) return "explicit client"
  if (input.view.default === before) return "default"
  return reading.implies === "yes" && input.impliedBefore === before ? "organization role" : "none"
}

/** Whether the role could follow from the default although a narrower cause fits as well. */
const couldBeDefault = (
  { input: { view } }: SideContext.Context,
  group: Access.Group,
  id: string,
  before: Role | null,
  { reading }: World
): boolean => {
  const entry = view.entryOf(group)
  if (before === null || before !== view.default || entry?.entities.has(id) === true) return false
  return (
    group.id === null ||
    entry === undefined ||
    entry.role === null ||
    entry.role !== before ||
    reading.later === "present"
  )
}
