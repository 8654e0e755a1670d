/** Plans the fields of a record: one look-up a field, since the best form depends on nothing else. */
import * as Change from "./Change.ts"
import type { Hazard } from "./Hazard.ts"
import * as Inexpressible from "./Inexpressible.ts"
import type { Json, JsonObject } from "./Json.ts"
import type { PlanEffect } from "./PlanEffect.ts"
import type { Field, Forms, Semantics } from "./Semantics.ts"
import { read, type Snapshot } from "./Snapshot.ts"
import * as Verdict from "./Verdict.ts"

export interface FieldPlan {
  readonly forms: Forms["fields"]
  readonly changes: boolean
  readonly values: JsonObject
  readonly unknown: ReadonlyArray<string>
  readonly effects: ReadonlyArray<PlanEffect>
  readonly hazards: ReadonlyArray<Hazard>
  readonly inexpressible: ReadonlyArray<Inexpressible.Inexpressible>
  readonly repeat: "harmless" | "never"
  readonly deferrable: ReadonlyArray<string>
}

interface Wished {
  readonly field: Field
  readonly position: number
  readonly wish: Change.FieldWish
  readonly before: Json | undefined
  readonly choice: Verdict.Choice
}

/** Plans every field. A line that cannot be sent is told and left out; the caller decides what becomes of it. */
export const make = (
  semantics: Semantics,
  snapshot: Snapshot,
  change: Change.Change,
  accepted: ReadonlySet<string>
): FieldPlan => {
  const wished: Array<Wished> = []
  const lostLines: Array<Inexpressible.Inexpressible> = []
  const forms: Array<readonly [string, Json]> = []
  for (const position of looked(semantics, change)) {
    const field = semantics.fields[position]
    if (field === undefined) continue
    const before = read(snapshot, field.name)
    const wish = Change.wishOf(change, before, field)
    const choice = choose(semantics, position, wish, before)
    if (wish.wish !== "keep") wished.push({ field, position, wish, before, choice })
    else {
      if (choice.verdict !== "exact") lostLines.push(lost({ field, position, wish, before, choice }))
      say(forms, field, choice, before)
    }
  }
  const inexpressible =
    lostLines.length === 0 && wished.every(isPlain)
      ? nothing
      : [...wished.flatMap(unsayable), ...crowded(wished), ...lostLines]
  const isSent = ({ field }: Wished) =>
    !inexpressible.some((line) => line.field === field.name && accepted.has(line.hazard.id))
  const sent = inexpressible.length === 0 ? wished : wished.filter(isSent)
  for (const { before, choice, field, position, wish } of wished) {
    if (sent === wished || sent.some((line) => line.field === field))
      say(forms, field, choice, wish.wish === "set" ? wish.value : before)
    else say(forms, field, choose(semantics, position, { wish: "keep" }, before), before)
  }
  return {
    forms,
    changes: sent.length > 0,
    values: sent.length === 0 ? snapshot.values : valuesAfter(snapshot, sent),
    unknown:
      snapshot.unknown.length === 0
        ? snapshot.unknown
        : snapshot.unknown.filter((name) => !sent.some((line) => line.field.name === name)),
    effects: sent.map(effectOf),
    hazards: sent.every((line) => isPlain(line) && isQuiet(line)) ? nothing : sent.flatMap(hazardsOf),
    inexpressible,
    repeat: sent.some((line) => !isQuiet(line) && consequences(line).length > 0) ? "never" : "harmless",
    deferrable: sent.filter((line) => line.choice.mayBeDeferred).map((line) => line.field.name)
  }
}

/** The fields to look at, in the table's order: all of them, or those that a merge names where the rest is kept anyway. */
const looked = (semantics: Semantics, { merge }: Change.Change): ReadonlyArray<number> => {
  if (merge !== undefined && semantics.keepsByOmission)
    return Object.keys(merge)
      .flatMap((name) => semantics.positions.get(name) ?? [])
      .sort((left, right) => left - right)
  return [...semantics.fields.keys()]
}

/** Writes down what a form says of a field; an absent field is not mentioned. */
const say = (
  forms: Array<readonly [string, Json]>,
  { name }: Field,
  { form }: Verdict.Choice,
  value: Json | undefined
): void => {
  if (form === "null") forms.push([name, null])
  else if (form === "empty") forms.push([name, ""])
  else if (form === "value" && value !== undefined) forms.push([name, value])
}

const nothing: ReadonlyArray<never> = []

/** The usual line: it is known, comes true under every reading, and costs nothing. */
const isPlain = ({ choice }: Wished): boolean => choice.verdict === "exact"

const isQuiet = ({ before, field }: Wished): boolean =>
  before !== undefined && field.consequences === undefined

const knowledge = (value: Json | undefined): Verdict.Knowledge =>
  value === undefined ? "unknown" : value === null ? "void" : "value"

const choose = (
  semantics: Semantics,
  position: number,
  wish: Change.FieldWish,
  before: Json | undefined
): Verdict.Choice => {
  const field = semantics.fields[position]
  const choices = semantics.choices[position]
  if (field === undefined || choices === undefined) throw new RangeError("a field outside the table")
  const value = wish.wish === "set" ? wish.value : wish.wish === "keep" ? before : undefined
  const kind = value === undefined || value === null ? "ordinary" : Verdict.kindOf(field, value)
  return choices[wish.wish][knowledge(before)][kind]
}

/** Why a wish has no request: no reading grants it, or some reading makes something else of it. */
const unsayable = ({ choice, field, wish }: Wished): ReadonlyArray<Inexpressible.Inexpressible> => {
  if (choice.verdict === "exact" || choice.verdict === "tentative") return []
  const forbidden = choice.verdict === "forbidden"
  const what = wish.wish === "clear" ? "cannot be left empty" : "cannot be set to this value"
  return [
    Inexpressible.make({
      field: field.name,
      id: `without:${field.name}`,
      why: forbidden ? "forbidden" : "unsettled",
      rule: forbidden ? what : "is undocumented in a way that may do something else",
      wayOut: forbidden
        ? field.ordinary === undefined || wish.wish === "clear"
          ? "leave it as it is, or give a value"
          : `it can be ${field.ordinary.says}`
        : "settle the axis by evidence",
      says: `${field.name} ${what}; the rest of the change can go without it.`,
      sources: [...choice.clauses, ...choice.axes]
    })
  ]
}

/** A line that may be refused takes everything in its request down with it, so it travels alone. */
const crowded = (wished: ReadonlyArray<Wished>): ReadonlyArray<Inexpressible.Inexpressible> => {
  const sayable = wished.filter(({ choice }) => choice.verdict === "exact" || choice.verdict === "tentative")
  if (sayable.length < 2) return []
  return sayable
    .filter(({ choice }) => choice.verdict === "tentative" && choice.mayBeRefused)
    .map(({ choice, field }) =>
      Inexpressible.make({
        field: field.name,
        id: `without:${field.name}`,
        why: "unsettled",
        rule: "may be refused, and would take the other lines down with it",
        wayOut: "put it into a change of its own",
        says: `${field.name} may be refused together with the rest; the rest can go without it.`,
        sources: choice.axes
      })
    )
}

/** A field that nobody mentioned and that no form leaves as it is. */
const lost = ({ before, choice, field }: Wished): Inexpressible.Inexpressible =>
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

const valuesAfter = (snapshot: Snapshot, sent: ReadonlyArray<Wished>): JsonObject => {
  const values = { ...snapshot.values }
  for (const { field, wish } of sent) {
    if (wish.wish === "set") values[field.name] = wish.value
    else delete values[field.name]
  }
  return values
}

const effectOf = ({ before, field, wish }: Wished): PlanEffect => ({
  kind: wish.wish === "set" ? "set" : "cleared",
  subject: { field: field.name },
  when: "today",
  before,
  after: wish.wish === "set" ? wish.value : null,
  why: "wished"
})

const consequences = ({ before, field, wish }: Wished) =>
  (field.consequences ?? nothing).filter(
    (consequence) => wish.wish === "set" && consequence.becomes === wish.value && before !== wish.value
  )

const hazardsOf = (line: Wished): ReadonlyArray<Hazard> => [
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
