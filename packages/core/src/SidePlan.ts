/**
 * Finds what to say about one side of the access: a small search over forms, not one recipe.
 * Sending back what was read is tried first; where that is not right in every world, the entry of each client
 * is chosen anew. Groups do not influence each other once the default is chosen, so the search stays linear.
 */
import type * as Access from "./Access.ts"
import type { DefaultForm } from "./AccessForms.ts"
import * as EntityPlan from "./EntityPlan.ts"
import * as GroupPlan from "./GroupPlan.ts"
import type { Line } from "./Line.ts"
import { type AccessReading, resolve, type Role } from "./Resolution.ts"
import * as SideContext from "./SideContext.ts"
import * as Verdict from "./Verdict.ts"
import * as World from "./World.ts"

export interface SidePlan {
  readonly default: DefaultForm
  readonly groups: ReadonlyArray<readonly [Access.Group, GroupPlan.GroupPlan]>
  readonly lines: ReadonlyArray<Line>
  readonly today: Verdict.Verdict
  readonly tomorrow: Verdict.Verdict
  readonly mayBeRefused: boolean
  /** What may be stored as the default afterwards, without repetitions. */
  readonly defaults: ReadonlyArray<Role | null>
}

/** The best plan for a side, or for some groups of it: groups do not influence each other. */
export const make = (input: SideContext.SideInput, groups = input.view.groups): SidePlan => {
  const evidence = evidenceOf(input)
  return defaultForms(input)
    .map((form) => withDefault({ ...input, view: { ...input.view, groups } }, form, evidence))
    .reduce((best, next) => (GroupPlan.better(next, best) ? next : best))
}

/** What the snapshot says of the readings, whatever form is chosen. */
interface Evidence {
  readonly agreeing: ReadonlyArray<AccessReading>
  /** An entry with the role that may mean no access is stored; so it was not refused. */
  readonly storesNoAccess: boolean
}

const evidenceOf = (input: SideContext.SideInput): Evidence => {
  const { axes, impliedBefore, rules, view } = input
  const storesNoAccess = stores(view, rules.noAccess)
  const possible = World.readings(rules, axes, relevance(input, undefined, storesNoAccess))
  return { agreeing: World.agreeing(rules, view, possible, impliedBefore), storesNoAccess }
}

const stores = (view: Access.SideView, role: Role): boolean =>
  view.groups.some((group) => {
    const entry = view.entryOf(group)
    if (entry === undefined) return false
    if (entry.role === role) return true
    for (const each of entry.entities.values()) if (each === role) return true
    return false
  })

/** The default that is wanted; a way out that gives the default up wants none. */
const wishedDefault = ({ view, waysOut, wishes }: SideContext.SideInput): Role | null => {
  if (waysOut.dropsDefault) return null
  if (wishes.replace !== undefined) return wishes.replace.default
  return wishes.default === undefined ? (view.default ?? null) : wishes.default.role
}

/** Only the wanted default can give later entities what they are to get, so there is little to choose. */
const defaultForms = (input: SideContext.SideInput): ReadonlyArray<DefaultForm> => {
  const role = wishedDefault(input)
  if (role !== null) return [{ form: "value", role }]
  const nothingStored = (input.view.default ?? null) === null
  return nothingStored ? [{ form: "absent" }] : [{ form: "absent" }, { form: "null" }, { form: "empty" }]
}

const relevance = (
  { impliedAfter, impliedBefore, view, waysOut }: SideContext.SideInput,
  form: DefaultForm | undefined,
  storesNoAccess: boolean
): World.Relevance => ({
  side: view.side,
  implies: impliedAfter !== null || impliedBefore !== null,
  omitted: form !== undefined && form.form !== "value" && (view.default ?? null) !== null,
  void: form?.form === "null" || form?.form === "empty",
  noAccess: waysOut.noAccess || storesNoAccess
})

const withDefault = (
  input: SideContext.SideInput,
  form: DefaultForm,
  { agreeing, storesNoAccess }: Evidence
): SidePlan => {
  const { axes, rules, view } = input
  const possible = World.readings(rules, axes, relevance(input, form, storesNoAccess)).filter(
    (reading) =>
      agreeing.some((each) => agrees(each, reading)) && (reading.noAccess === "none" || !storesNoAccess)
  )
  const worlds = World.join(possible, form, view.default ?? null)
  const context = SideContext.make(input, worlds, wishedDefault(input))
  const groups = view.groups.map((group) => [group, GroupPlan.make(context, group)] as const)
  const side = sideLines(context)
  const plans = groups.map(([, plan]) => plan)
  // Every reading refuses the form, or leaves another default, which shows in no role where another cause gives it.
  const isMissed = worlds.accepted.every((world) => world.default !== context.wishedDefault)
  const missed: ReadonlyArray<Verdict.Verdict> = isMissed ? ["forbidden"] : []
  return {
    default: form,
    groups,
    lines: [...side, ...plans.flatMap((plan) => plan.lines)],
    today: Verdict.worst([...plans.map((plan) => plan.today), ...missed]),
    tomorrow: Verdict.worst([
      ...plans.map((plan) => plan.tomorrow),
      ...side.map((line) => line.verdict),
      ...missed
    ]),
    mayBeRefused: worlds.mayBeRefused || plans.some((plan) => plan.mayBeRefused),
    defaults: [...new Set(worlds.accepted.map((world) => world.default))]
  }
}

/** Agreement is judged before a form is chosen, on the points that say how stored things came about. */
const agrees = (left: AccessReading, right: AccessReading): boolean =>
  left.reach === right.reach &&
  left.wrapper === right.wrapper &&
  left.later === right.later &&
  left.implies === right.implies

/** What later entities of nobody's entry get: of new clients, or of the organization itself. */
const sideLines = (context: SideContext.Context): ReadonlyArray<Line> => {
  const { input, worlds } = context
  if (input.view.default === undefined) return []
  const position = { explicit: undefined, client: undefined, reached: false, later: true }
  const line = EntityPlan.judge(context, {
    target: { side: input.view.side, scope: "later" },
    when: "tomorrow",
    asked: input.wishes.default !== undefined || input.wishes.replace !== undefined,
    outcome: (world) =>
      resolve(input.rules, world.reading, {
        ...position,
        default: world.default,
        implied: input.impliedAfter
      }),
    before: (world) =>
      resolve(input.rules, world.reading, {
        ...position,
        default: input.view.default ?? null,
        implied: input.impliedBefore
      }),
    wished: (world) =>
      resolve(input.rules, world.reading, {
        ...position,
        default: context.wishedDefault,
        implied: input.impliedAfter
      }).role
  })
  return worlds.accepted.length > 0 && GroupPlan.speaks(line) ? [line] : []
}
