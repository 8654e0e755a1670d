/**
 * One change side by side at every vendor: the request in the vendor's own dialect, what comes of it, what becomes of
 * everything that nobody mentioned, and how it ended. Text in columns, none of it wider than a line, none of it cut.
 */
import type { Plan } from "@muster/core/Plan"
import * as Outcome from "../Outcome.ts"
import * as Unmentioned from "../Unmentioned.ts"
import * as Columns from "./Columns.ts"
import { blank, line, type Line, width, wrap } from "./Line.ts"
import * as OutcomeLines from "./OutcomeLines.ts"
import * as PlanLines from "./PlanLines.ts"
import * as ReceiptLines from "./ReceiptLines.ts"

/** One block a vendor, and a table of all of them. */
export const of = (
  outcomes: ReadonlyArray<Outcome.Outcome>,
  options: OutcomeLines.Options
): ReadonlyArray<Line> => [
  ...outcomes.flatMap((outcome) => [...dialect(outcome, options), blank]),
  ...table(outcomes),
  blank
]

const dialect = (outcome: Outcome.Outcome, options: OutcomeLines.Options): ReadonlyArray<Line> => {
  const plan = planOf(outcome)
  if (plan === undefined) return OutcomeLines.of(outcome, options).flatMap((each) => wrap(each))
  const { leftOut, sentBack } = Unmentioned.of(plan)
  const hazards = PlanLines.hazards(plan)
  return [
    ...row(plan.vendor, [line("title", PlanLines.addressed(plan.operation, plan.member))]),
    ...row("sends", PlanLines.body(plan.request, width - indentation)),
    ...row("changes", PlanLines.effects(plan)),
    ...row("sent back", named(sentBack)),
    ...row("left out", named(leftOut)),
    ...row("know", hazards),
    ...row("ends", ending(outcome, options))
  ]
}

const planOf = (outcome: Outcome.Outcome): Plan | undefined =>
  outcome._tag === "Skipped" ? undefined : outcome.plan

const ending = (outcome: Outcome.Outcome, options: OutcomeLines.Options): ReadonlyArray<Line> => {
  switch (outcome._tag) {
    case "Applied":
      return ReceiptLines.of(outcome.receipt)
    case "Failed":
      return OutcomeLines.failure(outcome, options)
    default:
      return [line("quiet", Outcome.kindOf(outcome))]
  }
}

const named = (names: ReadonlyArray<string>): ReadonlyArray<Line> =>
  names.length === 0 ? [] : [line("quiet", names.join(", "))]

const indentation = 12

/** Lines in the right column, the first of them with its name in the left one. */
const row = (name: string, lines: ReadonlyArray<Line>): ReadonlyArray<Line> =>
  lines
    .flatMap((each) => wrap(each, width - indentation))
    .map(({ text, tone }, at) => line(tone, `${Columns.padded(at === 0 ? name : "", indentation)}${text}`))

/** The columns of the table: what heads each, how wide it is, and what stands in it. */
const columns = [
  ["", indentation, ({ vendor }: Row) => vendor],
  ["call", 8, ({ plan }: Row) => plan?.operation.split(" ")[0] ?? "none"],
  ["changes", 48, ({ plan }: Row) => (plan === undefined ? [] : subjects(plan)).join(", ") || "nothing"],
  ["sent back", 11, ({ unmentioned }: Row) => String(unmentioned.sentBack.length)],
  ["left out", 10, ({ unmentioned }: Row) => String(unmentioned.leftOut.length)],
  ["ends", 11, ({ kind }: Row) => kind]
] as const

interface Row {
  readonly vendor: string
  readonly plan: Plan | undefined
  readonly unmentioned: Unmentioned.Unmentioned
  readonly kind: string
}

const table = (outcomes: ReadonlyArray<Outcome.Outcome>): ReadonlyArray<Line> => [
  ...Columns.row(columns.map(([head, wide]) => [head, wide])).map(({ text }) => line("title", text)),
  ...outcomes.flatMap((outcome) => {
    const plan = planOf(outcome)
    const row: Row = {
      vendor: outcome.vendor,
      plan,
      unmentioned: plan === undefined ? { sentBack: [], leftOut: [] } : Unmentioned.of(plan),
      kind: Outcome.kindOf(outcome)
    }
    return Columns.row(columns.map(([, wide, text]) => [text(row), wide]))
  })
]

/** What a plan changes today, by name. */
const subjects = ({ effects }: Plan): ReadonlyArray<string> =>
  effects.flatMap(({ subject, when }) => (when === "today" ? [PlanLines.nameOf(subject)] : []))
