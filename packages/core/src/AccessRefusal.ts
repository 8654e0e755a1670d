/** What a side's plan cannot say without harm under some reading, each with the ways out that it has. */
import * as AccessEffect from "./AccessEffect.ts"
import * as Inexpressible from "./Inexpressible.ts"
import type { Line } from "./Line.ts"
import type { SideInput, WaysOut } from "./SideContext.ts"
import * as SidePlan from "./SidePlan.ts"

/** Lines without a request, and lines that would take others down with them. */
export const lines = (
  input: SideInput,
  plan: SidePlan.SidePlan
): ReadonlyArray<Inexpressible.Inexpressible> => {
  if (plan.mayBeRefused) return crowded(input, plan)
  const harmful = plan.lines.filter(AccessEffect.isHarmful)
  if (harmful.length === 0) return stuck(input, plan)
  const trials = tryOut(input, new Set(harmful.map(clientOf)))
  return [...stuck(input, plan), ...harmful.map((line) => unsayable(input, trials, line))]
}

/** A default that was to go, and that no request takes away. */
const stuck = (
  { rules, view: { side }, wishes }: SideInput,
  { defaults }: SidePlan.SidePlan
): ReadonlyArray<Inexpressible.Inexpressible> => {
  const wished = wishes.replace === undefined ? wishes.default?.role : wishes.replace.default
  if (wished !== null || defaults.includes(null)) return []
  return [
    Inexpressible.make({
      field: `access.${side}`,
      id: `without:${side}-default`,
      acceptable: wishes.replace === undefined,
      why: "forbidden",
      rule: "has a default that no request takes away",
      wayOut: "leave the default as it is",
      says: `The stored default of the ${side} side stays, whatever is sent.`,
      sources: [rules.clauses.omission, rules.axes.omitted, rules.axes.void]
    })
  ]
}

const unsayable = (
  { rules, view: { side } }: SideInput,
  trials: ReadonlyArray<Trial>,
  line: Line
): Inexpressible.Inexpressible => {
  const { asked, outcomes, target, verdict, wished } = line
  const name = AccessEffect.nameOf(target)
  const ways = helping(trials, line)
  const kinds = ways.map((way) => way.map((each) => idOf(each, side)).join(" with "))
  const may = outcomes.map(({ role }) => role ?? "no access").join(" or ")
  const wish = wished === undefined ? "" : `wished ${wished ?? "no access"}, `
  return Inexpressible.make({
    field: `access.${side}`,
    id: `${asked ? "without" : "gives-up"}:${name}`,
    why: verdict === "forbidden" ? "forbidden" : "unsettled",
    rule: ruleOf(line),
    wayOut:
      ways.length === 0
        ? "change the wish, or let this target go"
        : `accept ${kinds.join(", or ")}, which costs something`,
    says: [`${name}: ${wish}could become ${may}.`, ...ways.map((way) => explain(way, line))].join(" "),
    sources: [rules.clauses.default]
  })
}

const ruleOf = ({ asked, wished, when }: Line): string => {
  if (wished === undefined) return "it cannot be told what this target's role follows from"
  if (asked) return "no request gives one target what is wished"
  return when === "today"
    ? "no request leaves one target as it is"
    : "no request leaves what comes later as it would be"
}

/** What the caller may give up so that a wish gets a request: one thing, or else two together. */
type Way = ReadonlyArray<keyof WaysOut>

const everyWay: ReadonlyArray<Way> = [["dropsDefault"], ["noAccess"], ["splits"], ["dropsDefault", "splits"]]

/** A way, and the clients that it leaves with harm; `undefined` among them is what the side gets later. */
interface Trial {
  readonly way: Way
  readonly harms: ReadonlySet<string | null | undefined>
}

const clientOf = ({ target }: Line): string | null | undefined =>
  target.scope === "later" ? undefined : target.client

/** Plans the harmed clients with each way beside those accepted already: only that tells whether it leads anywhere. */
const tryOut = (input: SideInput, harmed: Trial["harms"]): ReadonlyArray<Trial> => {
  const { view, waysOut } = input
  const groups = view.groups.filter(({ id }) => harmed.has(id))
  const splits = new Set(
    groups.flatMap((group) => (group.id !== null && view.entryOf(group)?.role != null ? [group.id] : []))
  )
  return everyWay.flatMap((way) => {
    const taken = {
      dropsDefault: waysOut.dropsDefault || way.includes("dropsDefault"),
      noAccess: waysOut.noAccess || way.includes("noAccess"),
      splits: way.includes("splits") ? splits : waysOut.splits
    }
    const { lines, mayBeRefused } = SidePlan.make({ ...input, waysOut: taken }, groups)
    // Where nothing is asked, harm comes with the organization role, and a refusal would take that down.
    const mayTravel = !mayBeRefused || lines.some(({ asked }) => asked)
    return mayTravel ? [{ way, harms: new Set(lines.filter(AccessEffect.isHarmful).map(clientOf)) }] : []
  })
}

/** The ways that leave a line's client without harm, none of which holds another. */
const helping = (trials: ReadonlyArray<Trial>, line: Line): ReadonlyArray<Way> => {
  const found = trials.flatMap(({ harms, way }) =>
    harms.has(undefined) || harms.has(clientOf(line)) ? [] : [way]
  )
  const isWithin = (inner: Way, outer: Way) => inner !== outer && inner.every((each) => outer.includes(each))
  return found.filter((way) => !found.some((other) => isWithin(other, way)))
}

/** What is listed under `accept`; a client is split by its id, which is left out of messages. */
const idOf = (gives: keyof WaysOut, side: string, client = ""): string => {
  if (gives === "dropsDefault") return `drops-default:${side}`
  if (gives === "noAccess") return `tries-no-access:${side}`
  return `splits-client${client}`
}

const costs: Readonly<Record<keyof WaysOut, string>> = {
  dropsDefault: "leave the default out and name every other entity: later entities get nothing from it",
  noAccess: "try the role that may mean no access: it is taken, or the request is refused",
  splits: "name the client's other entities instead of the client: its later entities lose the role"
}

/** What a way out costs. */
const explain = (way: Way, line: Line): string => {
  const ids = way.map((each) => idOf(each, line.target.side, `:${clientOf(line)}`))
  return `Accept ${ids.join(" and ")} to ${way.map((each) => costs[each]).join("; and to ")}.`
}

/** A wish that may be refused takes the others in its request down with it, so it travels alone. */
const crowded = (
  { rules, view }: SideInput,
  plan: SidePlan.SidePlan
): ReadonlyArray<Inexpressible.Inexpressible> => {
  const moving = plan.lines.filter((line) => line.asked && line.changes)
  const risky = moving.filter((line) => line.verdict !== "exact")
  if (risky.length === moving.length) return []
  return risky.map(({ target }) =>
    Inexpressible.make({
      field: `access.${view.side}`,
      id: `without:${AccessEffect.nameOf(target)}`,
      why: "unsettled",
      rule: "may be refused, and would take the other wishes down with it",
      wayOut: "put it into a change of its own",
      says: `${AccessEffect.nameOf(target)} may be refused together with the rest; the rest can go without it.`,
      sources: [rules.axes.noAccess, rules.axes.void]
    })
  )
}
