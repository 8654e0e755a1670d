/** What a side's plan cannot say without harm under some reading, each with the ways out that it has. */
import * as AccessEffect from "./AccessEffect.ts"
import * as Inexpressible from "./Inexpressible.ts"
import type { Line } from "./Line.ts"
import type { SideInput } from "./SideContext.ts"
import type { SidePlan } from "./SidePlan.ts"

/** Lines without a request, and lines that would take others down with them. */
export const lines = (input: SideInput, plan: SidePlan): ReadonlyArray<Inexpressible.Inexpressible> =>
  plan.mayBeRefused
    ? crowded(input, plan)
    : plan.lines.filter(AccessEffect.isHarmful).map((line) => unsayable(input, plan, line))

const unsayable = (input: SideInput, plan: SidePlan, line: Line): Inexpressible.Inexpressible => {
  const { rules, view } = input
  const { asked, outcomes, target, verdict, wished } = line
  const name = AccessEffect.nameOf(target)
  const ways = waysOut(input, plan, line)
  const kinds = ways.map((way) => (way.startsWith("splits-client") ? "splits-client" : way))
  const may = outcomes.map(({ role }) => role ?? "no access").join(" or ")
  const wish = wished === undefined ? "" : `wished ${wished ?? "no access"}, `
  return Inexpressible.make({
    field: `access.${view.side}`,
    id: `${asked ? "without" : "gives-up"}:${name}`,
    why: verdict === "forbidden" ? "forbidden" : "unsettled",
    rule: ruleOf(line),
    wayOut:
      ways.length === 0
        ? "change the wish, or let this target go"
        : `accept one of ${kinds.join(", ")}, each of which costs something`,
    says: [`${name}: ${wish}could become ${may}.`, ...ways.map(explain)].join(" "),
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

/** What the caller may give up so that the wish gets a request. */
const waysOut = ({ view }: SideInput, plan: SidePlan, { target, wished }: Line): ReadonlyArray<string> => {
  if (target.scope === "later") return []
  const group = view.groups.find(({ id }) => id === target.client)
  const role = group === undefined ? undefined : view.entryOf(group)?.role
  const splits = role == null ? [] : [`splits-client:${target.client}`]
  if (target.scope === "client later") return splits
  if (wished !== null) return []
  return plan.default.form === "value"
    ? [`drops-default:${view.side}`, `tries-no-access:${view.side}`, ...splits]
    : splits
}

/** What a way out costs. */
const explain = (way: string): string => {
  if (way.startsWith("drops-default"))
    return `Accept ${way} to leave the default out and name every other entity: later entities get nothing from it.`
  if (way.startsWith("tries-no-access"))
    return `Accept ${way} to try the role that may mean no access: it is taken, or the request is refused.`
  return `Accept ${way} to name the client's other entities instead of the client: its later entities lose the role.`
}

/** A wish that may be refused takes the others in its request down with it, so it travels alone. */
const crowded = ({ rules, view }: SideInput, plan: SidePlan): ReadonlyArray<Inexpressible.Inexpressible> => {
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
