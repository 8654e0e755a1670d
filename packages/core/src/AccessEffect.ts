/** Turns the lines of a side's plan into what a person reads: differences with causes, and hazards. */
import type { Hazard } from "./Hazard.ts"
import type { Line, Target } from "./Line.ts"
import type { PlanEffect } from "./PlanEffect.ts"
import type { Role } from "./Resolution.ts"
import * as SideContext from "./SideContext.ts"
import type { SidePlan } from "./SidePlan.ts"

/** Every difference of today and of what comes later. */
export const effects = (input: SideContext.SideInput, plan: SidePlan): ReadonlyArray<PlanEffect> => [
  ...defaultEffect(input, plan),
  ...plan.lines.flatMap(effectOf)
]

const defaultEffect = (
  { view, wishes }: SideContext.SideInput,
  plan: SidePlan
): ReadonlyArray<PlanEffect> => {
  const before = view.default
  if (plan.defaults.every((role) => role === before)) return []
  const [after, ...others] = plan.defaults
  return [
    {
      kind: "default changed",
      subject: { default: view.side },
      when: "tomorrow",
      before,
      after: others.length === 0 ? after : undefined,
      why: wishes.default === undefined && wishes.replace === undefined ? "default dropped" : "wished",
      ...(others.length === 0 ? {} : { either: plan.defaults })
    }
  ]
}

const effectOf = (line: Line): ReadonlyArray<PlanEffect> => {
  const before = line.unread ? undefined : line.before.role
  const roles = [...new Set(line.outcomes.map((outcome) => outcome.role))]
  const [after = null, ...others] = roles
  const base = {
    subject: { target: line.target },
    when: line.when,
    before,
    after: others.length === 0 ? after : undefined,
    why: why(line),
    ...(others.length === 0 ? {} : { either: roles })
  }
  if (!line.changes && !line.unread) return sameRole(line, base)
  return [{ kind: kindOf(before, roles), ...base }]
}

/** A role that could not be read counts as none where one comes, and as one where none is left. */
const kindOf = (
  before: Role | null | undefined,
  roles: ReadonlyArray<Role | null>
): "granted" | "revoked" | "role changed" => {
  if (before === null) return "granted"
  if (roles.includes(null)) return "revoked"
  return before === undefined ? "granted" : "role changed"
}

/** The role stays; what it follows from does not. */
const sameRole = (line: Line, base: Omit<PlanEffect, "kind">): ReadonlyArray<PlanEffect> => {
  if (!line.causeChanges) return []
  const causes = new Set(line.outcomes.map(({ cause }) => cause))
  const why = `was: ${line.before.cause}`
  if (causes.has("explicit entity")) return [{ kind: "pinned", ...base, why }]
  const isDefault = causes.size === 1 && causes.has("default")
  return [{ kind: isDefault ? "now follows the default" : "cause changed", ...base, why }]
}

const why = (line: Line): string => {
  const [first] = line.outcomes
  if (line.asked) return "wished"
  if (first?.role !== null) return first?.cause ?? "none"
  const { cause } = line.before
  if (cause === "organization role") return cause
  return cause === "default" ? "default dropped" : "removed by omission"
}

/** How a target is called in ids: by its own id, or by whose later entities it stands for. */
export const nameOf = (target: Target): string => {
  switch (target.scope) {
    case "entity":
      return target.entity
    case "client later":
      return `later entities of ${target.client}`
    case "later":
      return target.side === "own" ? "later own entities" : "entities of later clients"
  }
}

const hazard = (
  kind: Hazard["kind"],
  weight: Hazard["weight"],
  id: string,
  says: string,
  sources: ReadonlyArray<string>
): Hazard => ({ id, kind, weight, says, sources })

/** Consequences of the wish, and doubts that come from readings or unknowns. */
export const hazards = (input: SideContext.SideInput, plan: SidePlan): ReadonlyArray<Hazard> => [
  ...dropped(input, plan),
  ...unknowns(input),
  ...plan.lines.flatMap((line) => ofLine(input, line))
]

const dropped = (
  { rules, view: { default: before, side } }: SideContext.SideInput,
  plan: SidePlan
): ReadonlyArray<Hazard> =>
  before === null || before === undefined || !plan.defaults.includes(null)
    ? []
    : [
        hazard(
          "consequence",
          "stop",
          `drops-default:${side}`,
          `The stored default of the ${side} side goes; entities that come later get nothing from it.`,
          [rules.clauses.omission]
        )
      ]

const unknowns = (input: SideContext.SideInput): ReadonlyArray<Hazard> => {
  const { view } = input
  const doubt = (what: string, says: string) =>
    hazard("doubt", "stop", `overwrites-unknown:${what}`, says, [])
  const unread = view.groups.flatMap((group) =>
    group.entities.filter(({ id }) => SideContext.roleOf(input, group, id) === undefined)
  )
  return [
    ...(view.default === undefined
      ? [
          doubt(
            `${view.side}-default`,
            `The stored default of the ${view.side} side could not be read; what follows it, and what later entities get, may change.`
          )
        ]
      : []),
    ...(view.entriesKnown
      ? []
      : [
          doubt(
            `${view.side}-entries`,
            `The stored entries of the ${view.side} side could not be read; roles stay, but become entries` +
              (view.side === "own" ? "." : ", and what clients get later may change.")
          )
        ]),
    ...unread.map(({ id }) => doubt(id, `The role on ${id} could not be read; it may be lost.`))
  ]
}

/**
 * Some reading does something else than what was wished and what was there. A default that the change speaks of may
 * come to differ later with the reading; that is a doubt.
 */
export const isHarmful = ({ asked, target, unread, verdict }: Line): boolean =>
  (verdict === "unsafe" || verdict === "forbidden") && (target.scope === "entity" ? asked || !unread : !asked)

const ofLine = (input: SideContext.SideInput, line: Line): ReadonlyArray<Hazard> => {
  const name = nameOf(line.target)
  const roles = [...new Set(line.outcomes.map(({ role }) => role))]
  const may = roles.map((role) => role ?? "no access").join(" or ")
  const before = line.before.role
  if ((line.unread && !line.asked) || isHarmful(line)) return []
  const doubt = (kind: string) =>
    hazard(
      "doubt",
      "stop",
      `${kind}${line.when === "today" ? "" : "-later"}:${name}`,
      `${name}: now ${line.unread ? "unknown" : (before ?? "no access")}, then ${may}; the documents leave it open.`,
      axesOf(input)
    )
  if (line.verdict !== "exact") return [doubt("unsettled")]
  // It becomes what was wished, and what was wished follows from something that nobody documented.
  if (line.changes && roles.length > 1) return [doubt("varies")]
  const [after = null] = roles
  if (after === before) return []
  if (after === null)
    return [
      hazard("consequence", "note", `revokes-access:${name}`, `${name}: ${before} goes.`, [
        input.rules.clauses.omission
      ])
    ]
  if (line.asked) return []
  return [
    hazard(
      "consequence",
      "stop",
      `role-rises:${name}`,
      `${name} gets ${after} although nobody asked for it.`,
      []
    )
  ]
}

const axesOf = ({ axes, rules }: SideContext.SideInput): ReadonlyArray<string> => {
  const open = new Set<string>(axes.flatMap(({ answers, id }) => (answers.length > 1 ? [id] : [])))
  return Object.values(rules.axes).filter((id) => open.has(id))
}
