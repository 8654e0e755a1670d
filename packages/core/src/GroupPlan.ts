/**
 * Chooses what a request says about one group: nothing, a role for all of it, entries for some, or both.
 * Every choice is judged in every world, today and for entities that come later.
 */
import type * as Access from "./Access.ts"
import { ownGroup } from "./AccessWish.ts"
import * as EntityPlan from "./EntityPlan.ts"
import type { Line } from "./Line.ts"
import { resolve, type Role } from "./Resolution.ts"
import * as SideContext from "./SideContext.ts"
import * as Verdict from "./Verdict.ts"

export interface GroupPlan {
  readonly head: SideContext.Head
  /** Entity entries that differ from the stored ones; undefined takes an entry out. */
  readonly edits: ReadonlyMap<string, Role | undefined>
  readonly unchanged: boolean
  readonly lines: ReadonlyArray<Line>
  readonly today: Verdict.Verdict
  readonly tomorrow: Verdict.Verdict
  readonly mayBeRefused: boolean
  readonly causesChanged: number
  readonly leansOnAxes: number
  readonly members: number
}

/** The best plan for a group. */
export const make = (context: SideContext.Context, group: Access.Group): GroupPlan => {
  const { replace } = context.input.wishes
  if (replace !== undefined) {
    const entry = replace.entries.get(group.id ?? ownGroup)
    const same =
      context.calm && entry === context.input.view.entryOf(group) ? asRead(context, group) : undefined
    return same ?? evaluate(context, group, SideContext.headOf(group, entry))
  }
  if (context.steady && !context.mentioned.has(group.id)) {
    const same = asRead(context, group)
    if (same !== undefined) return same
  }
  return heads(context, group)
    .map((head) => evaluate(context, group, head))
    .filter(saysSomething)
    .reduce((best, next) => (better(next, best) ? next : best))
}

/** A client named with neither a role nor entities says nothing that a document explains. */
const saysSomething = ({ head, members }: GroupPlan): boolean => head === "unnamed" || members > 0

/** Class first, today before tomorrow; then a request nobody refuses, causes kept, evidence, members. */
export const better = (
  candidate: Pick<GroupPlan, "today" | "tomorrow" | "mayBeRefused"> & Partial<GroupPlan>,
  than: Pick<GroupPlan, "today" | "tomorrow" | "mayBeRefused"> & Partial<GroupPlan>
): boolean => {
  const difference =
    rank(candidate.today) - rank(than.today) ||
    rank(candidate.tomorrow) - rank(than.tomorrow) ||
    Number(candidate.mayBeRefused) - Number(than.mayBeRefused) ||
    (candidate.causesChanged ?? 0) - (than.causesChanged ?? 0) ||
    (candidate.leansOnAxes ?? 0) - (than.leansOnAxes ?? 0) ||
    (candidate.members ?? 0) - (than.members ?? 0)
  return difference < 0
}

const { rank } = Verdict

/** The group as it was read, if that is right in every world; looked at once for each entity, copied never. */
const asRead = (context: SideContext.Context, group: Access.Group): GroupPlan | undefined => {
  const { rules, view } = context.input
  const entry = view.entryOf(group)
  const head = SideContext.headOf(group, entry)
  const roles = [false, true].map((reached) => {
    const outcomes = context.worlds.accepted.map(
      (world) => SideContext.unnamed(context, head, reached, world).role
    )
    return outcomes.every((role) => role === outcomes[0]) ? outcomes[0] : undefined
  })
  for (const { id } of group.entities) {
    const role = SideContext.roleOf(context.input, group, id)
    if (role === undefined) return undefined
    const own = entry?.entities.get(id)
    const outcome = own === undefined ? roles[role === null ? 0 : 1] : own
    if (outcome !== role || own === rules.noAccess) return undefined
  }
  return { ...untouched, head }
}

const untouched = {
  edits: new Map(),
  unchanged: true,
  lines: [],
  today: "exact",
  tomorrow: "exact",
  mayBeRefused: false,
  causesChanged: 0,
  leansOnAxes: 0,
  members: 0
} as const

/** Every way to speak of the group that could matter: with no role, or with one that something here has. */
const heads = (context: SideContext.Context, group: Access.Group): ReadonlyArray<SideContext.Head> => {
  if (group.id === null) return ["unnamed"]
  const { view, waysOut, wishes } = context.input
  const wish = wishes.groups.get(group.id)
  if (wish?.wish === "grant") return [{ role: wish.role }]
  if (wish !== undefined) return ["unnamed", { role: null }]
  const stored = waysOut.splits.has(group.id) ? null : (view.entryOf(group)?.role ?? null)
  const roles = new Set<Role | null>([stored, null, context.wishedDefault])
  for (const { id } of group.entities) {
    roles.add(SideContext.roleOf(context.input, group, id) ?? null)
    const wish = wishes.entities.get(id)
    if (wish?.wish === "grant") roles.add(wish.role)
  }
  return ["unnamed", ...[...roles].map((role) => ({ role }))]
}

/** Judges one way to speak of a group, naming what has to be named beside what was named before. */
const evaluate = (context: SideContext.Context, group: Access.Group, head: SideContext.Head): GroupPlan => {
  const { choices, kept } = choose(context, group, head)
  const named = choices.filter(({ entry }) => entry !== undefined)
  const lines = choices.flatMap(({ line }) => (speaks(line) ? [line] : []))
  const later = laterLine(context, group, head)
  const carriesOnly = head !== "unnamed" && head.role === null
  const triesNoAccess = named.some(({ entry }) => entry === context.input.rules.noAccess)
  return {
    head,
    edits: new Map(
      choices.flatMap(({ entry, id, stored }) => (entry === stored ? [] : [[id, entry] as const]))
    ),
    unchanged: false,
    lines: later !== undefined && speaks(later) ? [...lines, later] : lines,
    // No form is right for what nobody could read, so it tells nothing about which one is best for the others.
    today: Verdict.worst(choices.flatMap(({ line }) => (line.asked || !line.unread ? [line.verdict] : []))),
    tomorrow: later?.verdict ?? "exact",
    mayBeRefused: triesNoAccess && EntityPlan.mayRefuseNoAccess(context),
    causesChanged:
      choices.filter(({ line, named }) => line.causeChanges && !named).length +
      (speaksAsBefore(context, group, head) ? 0 : 1),
    // What a client named only to carry entities does to its others is open.
    leansOnAxes: carriesOnly ? choices.length - named.length : 0,
    members: kept + named.length + (head === "unnamed" || head.role === null ? 0 : 1)
  }
}

interface Choice extends EntityPlan.EntityPlan {
  readonly id: string
  readonly stored: Role | undefined
}

/** Plans each entity of a group. Entries that are right and that nobody speaks of are only counted. */
const choose = (context: SideContext.Context, group: Access.Group, head: SideContext.Head) => {
  const { view, wishes } = context.input
  const entries = view.entryOf(group)?.entities
  const mayKeep = group.id === null || head !== "unnamed"
  const wanted = wishes.replace?.entries.get(group.id ?? ownGroup)?.entities
  const staysNamed = (id: string, entry: Role): boolean =>
    mayKeep &&
    (wishes.replace === undefined
      ? context.steady && isUnmentioned(context, group, id)
      : wanted?.get(id) === entry)
  const choices: Array<Choice> = []
  for (const { id } of group.entities) {
    const stored = entries?.get(id)
    const isRight = stored !== undefined && stored === SideContext.roleOf(context.input, group, id)
    if (!isRight || !staysNamed(id, stored))
      choices.push({ ...EntityPlan.make(context, group, head, id), id, stored })
  }
  return { choices, kept: group.entities.length - choices.length }
}

/** The group is spoken of as it was, or as somebody asked; else what its entities follow from changes. */
const speaksAsBefore = (
  { input: { view, wishes } }: SideContext.Context,
  group: Access.Group,
  head: SideContext.Head
) => {
  if (group.id !== null && wishes.groups.has(group.id)) return true
  const before = SideContext.headOf(group, view.entryOf(group))
  return before === "unnamed" || head === "unnamed" ? before === head : before.role === head.role
}

const isUnmentioned = (
  { input: { wishes } }: SideContext.Context,
  group: Access.Group,
  id: string
): boolean =>
  !wishes.entities.has(id) && (group.id === null || wishes.groups.get(group.id)?.wish !== "revoke")

/** A line is told when something changes, may change, or was asked for. */
export const speaks = (line: Line): boolean =>
  line.verdict !== "exact" || line.changes || line.causeChanges || (line.asked && line.unread)

/** What entities get that this client comes to have later. */
const laterLine = (
  context: SideContext.Context,
  group: Access.Group,
  head: SideContext.Head
): Line | undefined => {
  const { input, tomorrowKnown, wishedDefault } = context
  if (group.id === null || !tomorrowKnown) return undefined
  const { impliedAfter, impliedBefore, rules, view, waysOut, wishes } = input
  const wish = wishes.groups.get(group.id)
  const entry = view.entryOf(group)
  const position = { explicit: undefined, reached: false, later: true }
  const gone = waysOut.splits.has(group.id) || wish?.wish === "unpin"
  const kept = gone || entry === undefined ? undefined : { role: entry.role }
  return EntityPlan.judge(context, {
    target: { side: "client", scope: "client later", client: group.id },
    when: "tomorrow",
    asked: wish !== undefined || wishes.default !== undefined || wishes.replace !== undefined || gone,
    before: (world) =>
      resolve(rules, world.reading, {
        ...position,
        client: entry === undefined ? undefined : { role: entry.role },
        default: view.default ?? null,
        implied: impliedBefore
      }),
    outcome: (world) =>
      resolve(rules, world.reading, {
        ...position,
        client: head === "unnamed" ? undefined : head,
        default: world.default,
        implied: impliedAfter
      }),
    wished: (world) => {
      if (wish?.wish === "grant") return wish.role
      if (wish?.wish === "revoke") return null
      const client = wishes.replace === undefined ? kept : head === "unnamed" ? undefined : head
      return resolve(rules, world.reading, {
        ...position,
        client,
        default: wishedDefault,
        implied: impliedAfter
      }).role
    }
  })
}
