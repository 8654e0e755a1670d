/** One outcome after the other: who, what was planned, how it ended; and the total in one line. */
import type { JsonObject } from "@muster/core/Json"
import type { Rebased } from "@muster/core/Rebase"
import * as Outcome from "../Outcome.ts"
import * as ErrorLines from "./ErrorLines.ts"
import { blank, indent, line, type Line } from "./Line.ts"
import * as PlanLines from "./PlanLines.ts"
import * as ReceiptLines from "./ReceiptLines.ts"

export interface Options {
  /** Whether the vendor's own words are shown. */
  readonly words: boolean
}

export const of = (outcome: Outcome.Outcome, options: Options): ReadonlyArray<Line> => [
  line("title", `${PlanLines.who(outcome.vendor, outcome.member)}  (${outcome.origin})`),
  ...indent(body(outcome, options)),
  blank
]

const body = (outcome: Outcome.Outcome, options: Options): ReadonlyArray<Line> => {
  switch (outcome._tag) {
    case "Planned":
      return PlanLines.of(outcome.plan)
    case "Applied":
      return [...PlanLines.of(outcome.plan), ...ReceiptLines.of(outcome.receipt)]
    case "Skipped":
      return [line("stop", "skipped: an earlier change of this member was not applied")]
    case "Failed":
      return [...(outcome.plan === undefined ? [] : PlanLines.of(outcome.plan)), ...failure(outcome, options)]
  }
}

/** Why there is no plan, or why it was not sent or not taken, and what rebasing keeps of it. */
export const failure = (outcome: Outcome.Failed, { words }: Options): ReadonlyArray<Line> => {
  const { error, rebased } = outcome
  return [
    ...(error._tag === "VendorError" ? ErrorLines.vendor(error, words) : ErrorLines.unplannable(error)),
    ...(rebased === undefined ? [] : rebase(outcome, rebased))
  ]
}

/** What rebasing keeps, as a line that can be planned again. */
const rebase = ({ member, vendor }: Outcome.Origin, rebased: Rebased): ReadonlyArray<Line> => {
  const { change, conflicts, fulfilled } = rebased
  const named = (says: string, names: ReadonlyArray<string>) =>
    names.length === 0 ? [] : [line("plain", `${says}: ${names.join(", ")}`)]
  return indent([
    ...named("true by now, without this plan", fulfilled),
    ...named("changed by somebody else to a third value, so decide again", conflicts),
    ...again(vendor, member, change)
  ])
}

/** A line says nothing of what it is silent about; a worker's replacement is about its own fields only. */
const again = (
  vendor: string,
  member: Outcome.Origin["member"],
  { unplaced: _unplaced, vocabulary, ...change }: Rebased["change"]
): ReadonlyArray<Line> => {
  if (vocabulary !== undefined) return [line("plain", "plan the worker's line again")]
  const wish = { v: 1, vendor, member, ...change } as unknown as JsonObject
  return [
    line("plain", "what rebasing keeps, as a line to plan again:"),
    line("quiet", `  ${JSON.stringify(wish)}`)
  ]
}

/** `5 changes: 3 confirmed, 1 pending, 1 inexpressible`; `expected` marks a kind that was meant to come. */
export const total = (
  outcomes: ReadonlyArray<Outcome.Outcome>,
  expected: ReadonlySet<string> = new Set()
): Line => {
  const counts = [...Outcome.count(outcomes)].map(
    ([kind, count]) => `${count} ${kind}${expected.has(kind) ? " (as expected)" : ""}`
  )
  const changes = `${outcomes.length} ${outcomes.length === 1 ? "change" : "changes"}`
  return line("title", counts.length === 0 ? changes : `${changes}: ${counts.join(", ")}`)
}
