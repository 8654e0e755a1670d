/** What is to be said of a line before it is sent, and why some lines cannot be. */
import type { Line } from "./ComplexPlan.ts"
import type { Hazard } from "./Hazard.ts"
import * as Inexpressible from "./Inexpressible.ts"

const nothing: ReadonlyArray<never> = []

/** What follows beside the record when this line comes true. */
export const consequences = ({ before, field, wish }: Line) =>
  (field.consequences ?? nothing).filter(
    (consequence) => wish.wish === "set" && consequence.becomes === wish.value && before !== wish.value
  )

/** The hazards of a line that is sent. */
export const of = (line: Line): ReadonlyArray<Hazard> => [
  ...consequences(line).map(({ clause, id, says }) => ({
    id,
    kind: "consequence" as const,
    weight: "stop" as const,
    says,
    sources: [clause]
  })),
  ...(line.choice.verdict === "tentative"
    ? [
        {
          id: `tentative:${line.field.name}`,
          kind: "doubt" as const,
          weight: "stop" as const,
          says: `It is undocumented whether ${line.field.name} can be changed so; it changes as wished or stays as it is.`,
          sources: line.choice.axes
        }
      ]
    : []),
  ...(line.before === undefined && line.wish.wish === "clear"
    ? [
        {
          id: `overwrites-unknown:${line.field.name}`,
          kind: "doubt" as const,
          weight: "stop" as const,
          says: `${line.field.name} could not be read; what it holds is lost.`,
          sources: []
        }
      ]
    : [])
]

/** A command that something else in the request may undo. */
export const unsettled = ({ name }: Line["field"]): Hazard => ({
  id: `unsettled:${name}`,
  kind: "doubt",
  weight: "stop",
  says: `${name} may not have come true afterwards: something else in this change may undo it.`,
  sources: []
})

/** Why a wish has no request: no reading grants it, or some reading makes something else of it. */
export const unsayable = (line: Line): ReadonlyArray<Inexpressible.Inexpressible> => {
  const { choice, field } = line
  if (choice.verdict === "exact" || choice.verdict === "tentative") return []
  const forbidden = choice.verdict === "forbidden"
  const { rule, wayOut } = forbidden ? forbidding(line) : unsure
  return [
    Inexpressible.make({
      field: field.name,
      id: `without:${field.name}`,
      why: forbidden ? "forbidden" : "unsettled",
      rule,
      wayOut,
      says: `${field.name} ${forbidden ? rule : "might become something else"}; the rest of the change can go without it.`,
      sources: [...choice.clauses, ...choice.axes]
    })
  ]
}

const unsure = {
  rule: "is undocumented in a way that may do something else",
  wayOut: "settle the axis by evidence"
}

const forbidding = ({ field, surplus, wish }: Line) => {
  if (surplus !== undefined)
    return {
      rule: `is one name too many beside the ${surplus.count} that there may be`,
      wayOut: "take another name out in the same change, or leave this one out"
    }
  if (wish.wish === "clear")
    return { rule: "cannot be left empty", wayOut: "leave it as it is, or give a value" }
  const wayOut =
    field.ordinary === undefined
      ? "leave it as it is, or give another value"
      : `it can be ${field.ordinary.says}`
  return { rule: "cannot be set to this value", wayOut }
}

/**
 * A line that may be refused takes everything in its request down with it, so it travels alone, or with those that
 * the same axes decide. A new name for the member travels alone whatever is known of it.
 */
export const crowded = (wished: ReadonlyArray<Line>): ReadonlyArray<Inexpressible.Inexpressible> => {
  const sayable = wished.filter(({ choice }) => choice.verdict === "exact" || choice.verdict === "tentative")
  if (sayable.length < 2) return nothing
  const fates = new Set(sayable.map(fateOf))
  return sayable
    .filter(
      (line) =>
        line.field.renames !== undefined ||
        (fates.size > 1 && line.choice.verdict === "tentative" && line.choice.mayBeRefused)
    )
    .map(({ choice, field }) =>
      Inexpressible.make({
        field: field.name,
        id: `without:${field.name}`,
        why: "unsettled",
        rule:
          field.renames === undefined
            ? "may be refused, and would take the other lines down with it"
            : "is the name that the call is addressed by, and goes alone",
        wayOut: "put it into a change of its own",
        says:
          field.renames === undefined
            ? `${field.name} may be refused together with the rest; the rest can go without it.`
            : `${field.name} goes alone; the rest can go without it.`,
        sources: choice.axes
      })
    )
}

/** What decides a line: one fate for all that is certain, one for each set of axes. */
const fateOf = ({ choice }: Line): string =>
  choice.verdict === "exact" ? "certain" : choice.axes.toSorted().join(" ")

/** A field that nobody mentioned and that no form leaves as it is. */
export const lost = ({ before, choice, field }: Line): Inexpressible.Inexpressible =>
  Inexpressible.make({
    field: field.name,
    id: `gives-up:${field.name}`,
    acceptable: false,
    why: before === undefined ? "needs a read" : "unsettled",
    rule:
      before === undefined
        ? "is unknown, and no request leaves it alone"
        : "cannot be kept under every reading",
    wayOut:
      before === undefined ? "read the member first, or supply a snapshot that has it" : "settle the axis",
    says: `${field.name} cannot be kept as it is.`,
    sources: [...choice.clauses, ...choice.axes]
  })

/** A wish whose object cannot be given without harm to its other parts, or not without some of them. */
export const hindered = (
  { field }: Line,
  harm: ReadonlyArray<Line>,
  missing: ReadonlyArray<string>
): Inexpressible.Inexpressible => {
  const unread = harm.filter(({ before }) => before === undefined)
  const isUnread = unread.length > 0
  // What the vendor never tells cannot be read first.
  const isReadable = unread.every((line) => line.field.readable !== false)
  const others = harm.map((line) => line.field.name).join(", ")
  const why = missing.length > 0 ? "needs more" : isUnread ? "needs a read" : "unsettled"
  return Inexpressible.make({
    field: field.name,
    id: `without:${field.name}`,
    why,
    rule:
      why === "needs more"
        ? "cannot be given without other parts of its object"
        : "cannot be given without harm to other parts of its object",
    wayOut:
      why === "needs more"
        ? `give ${missing.join(", ")} too`
        : why === "needs a read"
          ? `${isReadable ? "read the member first, or " : ""}give the whole of ${field.within ?? "the object"}`
          : "settle the axis by evidence",
    says: `${field.name} cannot be changed without ${others}; the rest of the change can go without it.`,
    sources: harm.flatMap(({ choice }) => [...choice.clauses, ...choice.axes])
  })
}
