/** Plans the fields of a record: one look-up a field, since the best form depends on nothing else. */
import * as Change from "./Change.ts"
import * as ComplexPlan from "./ComplexPlan.ts"
import * as Contradicted from "./Contradicted.ts"
import * as FieldHazards from "./FieldHazards.ts"
import type { Hazard } from "./Hazard.ts"
import type * as Inexpressible from "./Inexpressible.ts"
import type { Json, JsonObject } from "./Json.ts"
import type { Member } from "./Member.ts"
import type { PlanEffect } from "./PlanEffect.ts"
import { type CompiledComplex, compiledAt, type Forms, type Semantics } from "./Semantics.ts"
import { read, type Snapshot } from "./Snapshot.ts"
import * as Verdict from "./Verdict.ts"
import * as Written from "./Written.ts"

export interface FieldPlan {
  readonly forms: Forms["fields"]
  readonly changes: boolean
  readonly values: JsonObject
  readonly unknown: ReadonlyArray<string>
  /** The member's name afterwards. */
  readonly member: Member
  readonly effects: ReadonlyArray<PlanEffect>
  readonly hazards: ReadonlyArray<Hazard>
  readonly inexpressible: ReadonlyArray<Inexpressible.Inexpressible>
  readonly repeat: "harmless" | "never"
  readonly deferrable: ReadonlyArray<string>
}

type Line = ComplexPlan.Line

/** Every line, what cannot be said, and what the request says. */
interface Draft {
  readonly wished: ReadonlyArray<Line>
  readonly inexpressible: ReadonlyArray<Inexpressible.Inexpressible>
  readonly forms: Forms["fields"]
}

/** Plans every field. A line that cannot be sent is told and left out; the caller decides what becomes of it. */
export const make = (
  semantics: Semantics,
  snapshot: Snapshot,
  change: Change.Change,
  accepted: ReadonlySet<string>
): FieldPlan => {
  const told: Array<Inexpressible.Inexpressible> = []
  const dropped = new Set<string>()
  let drawn = draft(semantics, snapshot, change, dropped)
  // What goes without a line may leave another one without a form, so the rest is looked at again.
  for (;;) {
    told.push(...drawn.inexpressible)
    const before = dropped.size
    for (const { field, hazard } of drawn.inexpressible) if (accepted.has(hazard.id)) dropped.add(field)
    if (dropped.size === before) break
    drawn = draft(semantics, snapshot, change, dropped)
  }
  const unsent = new Set(drawn.inexpressible.map(({ field }) => field))
  const sent = unsent.size === 0 ? drawn.wished : drawn.wished.filter(({ field }) => !unsent.has(field.name))
  const written = Written.of(snapshot, sent)
  return {
    forms: drawn.forms,
    changes: sent.length > 0,
    values: written.values,
    unknown: written.unknown,
    member: written.member,
    effects: [...sent.map(effectOf), ...written.effects],
    hazards: [
      ...(sent.every(isQuiet) ? nothing : sent.flatMap(FieldHazards.of)),
      ...written.hazards,
      ...(sent.length === 0 ? nothing : undone(semantics, { ...snapshot, ...written }, change, dropped))
    ],
    inexpressible: distinct(told),
    repeat: sent.some(
      (line) => line.field.renames !== undefined || FieldHazards.consequences(line).length > 0
    )
      ? "never"
      : "harmless",
    deferrable: sent.filter(({ choice }) => choice.mayBeDeferred).flatMap(Written.names)
  }
}

const nothing: ReadonlyArray<never> = []

/** Commands that may not have come true once everything else in the request has. */
const undone = (
  semantics: Semantics,
  predicted: Snapshot,
  change: Change.Change,
  dropped: ReadonlySet<string>
): ReadonlyArray<Hazard> =>
  semantics.commands.flatMap((position) => {
    const { field } = compiledAt(semantics, position)
    const { wish } = Change.wishOf(semantics, change, field, null, (name) => read(predicted, name))
    return wish === "keep" || dropped.has(field.name) ? [] : [FieldHazards.unsettled(field)]
  })

/** The usual line: it is known, comes true under every reading, and costs nothing. */
const isQuiet = ({ before, choice, field }: Line): boolean =>
  choice.verdict === "exact" && before !== undefined && field.consequences === undefined

/** One pass over the fields; those in `dropped` are to stay as they are. */
const draft = (
  semantics: Semantics,
  snapshot: Snapshot,
  change: Change.Change,
  dropped: ReadonlySet<string>
): Draft => {
  const wished: Array<Line> = []
  const lost: Array<Inexpressible.Inexpressible> = []
  const forms: Array<readonly [string, Json]> = []
  const current = (name: string) => read(snapshot, name)
  const wishOf = (field: Line["field"], before: Json | undefined): Change.FieldWish =>
    dropped.has(field.name) ? Change.keep : Change.wishOf(semantics, change, field, before, current)
  for (const position of looked(semantics, change)) {
    const { choices, field } = compiledAt(semantics, position)
    if (field.within !== undefined) continue
    const before = stored(snapshot, field)
    const wish = wishOf(field, before)
    const line = {
      field,
      wish,
      before,
      choice: choices[wish.wish][Verdict.knowledge(before)][Verdict.kindFor(field, wish, before)]
    }
    if (wish.wish !== "keep") wished.push(line)
    else if (line.choice.verdict !== "exact") lost.push(FieldHazards.lost(line))
    say(forms, line)
  }
  for (const complex of lookedComplexes(semantics, change)) {
    const plan = ComplexPlan.make(semantics, snapshot, complex, Change.namesIn(change), wishOf)
    const lines = plan.lines.filter(({ wish }) => wish.wish !== "keep")
    wished.push(...lines)
    lost.push(...harmed(plan, lines))
    forms.push(...ComplexPlan.formsOf(plan, complex.rule.name))
  }
  const judged = Contradicted.judge(semantics, snapshot, wished)
  const inexpressible = [...judged.flatMap(FieldHazards.unsayable), ...FieldHazards.crowded(judged), ...lost]
  return { wished: judged, inexpressible: distinct(inexpressible), forms }
}

/** What is stored of a field; one that says another field in other words is void where that one is. */
const stored = (snapshot: Snapshot, field: Line["field"]): Json | undefined => {
  const value = read(snapshot, field.name)
  return value === undefined &&
    field.readable === false &&
    field.writes?.every((write) => read(snapshot, write.field) === null) === true
    ? null
    : value
}

/** One line a field is enough. */
const distinct = (lines: ReadonlyArray<Inexpressible.Inexpressible>): Draft["inexpressible"] =>
  lines.length < 2
    ? lines
    : [...new Map(lines.toReversed().map((line) => [line.hazard.id, line])).values()].toReversed()

/** The fields to look at, in the table's order: all of them, or those that a merge names where the rest is kept anyway. */
const looked = (semantics: Semantics, { merge }: Change.Change): ReadonlyArray<number> => {
  if (merge !== undefined && semantics.keepsByOmission)
    return Object.keys(merge)
      .flatMap((name) => semantics.positions.get(name) ?? [])
      .sort((left, right) => left - right)
  return [...semantics.fields.keys()]
}

/** The complex attributes to look at, likewise. */
const lookedComplexes = (semantics: Semantics, { merge }: Change.Change): ReadonlyArray<CompiledComplex> => {
  const all = [...semantics.compiled.values()]
  if (merge === undefined || !semantics.keepsByOmission) return all
  const named = Object.keys(merge)
  return all.filter(({ rule: { name } }) =>
    named.some((each) => each === name || each.startsWith(`${name}.`))
  )
}

const say = (forms: Array<readonly [string, Json]>, line: Line): void => {
  for (const pair of ComplexPlan.said(line)) forms.push(pair)
}

/** What giving the object would do to parts that nobody mentioned: it stands in the way of the wishes, if there are any. */
const harmed = (
  plan: ComplexPlan.ComplexPlan,
  wished: ReadonlyArray<Line>
): ReadonlyArray<Inexpressible.Inexpressible> => {
  const missing = ComplexPlan.missing(plan)
  const kept = plan.lines.filter(({ choice, wish }) => wish.wish === "keep" && choice.verdict !== "exact")
  if (wished.length === 0) return kept.map(FieldHazards.lost)
  // A refusal leaves a part that stays as it is; what it does to the wishes stands in their own lines.
  const harm = kept.filter(({ choice }) => choice.verdict !== "tentative")
  if (harm.length === 0) return nothing
  return wished.map((line) => FieldHazards.hindered(line, harm, missing))
}

const effectOf = ({ before, field, wish }: Line): PlanEffect => ({
  kind: wish.wish === "set" ? "set" : "cleared",
  subject: { field: field.name },
  when: "today",
  before,
  after: wish.wish === "set" ? wish.value : null,
  why: "wished"
})
