/**
 * Plans one complex attribute: its sub-attributes travel in one object, which can be left out, null, empty or given.
 * What is good for one of them may harm another, so the object is chosen as a whole.
 */
import type { FieldWish } from "./Change.ts"
import type { Json } from "./Json.ts"
import {
  type Complex,
  type CompiledComplex,
  compiledAt,
  type Field,
  fieldOf,
  type Semantics
} from "./Semantics.ts"
import { read, type Snapshot } from "./Snapshot.ts"
import * as Verdict from "./Verdict.ts"

/** One field, what is wanted of it, and the form that serves it. */
export interface Line {
  readonly field: Field
  readonly wish: FieldWish
  readonly before: Json | undefined
  readonly choice: Verdict.Choice
  /** It is one name more than its object takes. */
  readonly surplus?: NonNullable<Complex["open"]>["most"]
}

export interface ComplexPlan {
  readonly lines: ReadonlyArray<Line>
  /** The object as a whole in the request, or `given` with what its lines say. */
  readonly form: Verdict.WholeForm | "given"
}

interface Part extends Omit<Line, "choice"> {
  readonly choices: Verdict.Choices
  readonly state: Verdict.Knowledge
}

/** The best way to say an object; every part of it has its line, those that stay as they are too. */
export const make = (
  semantics: Semantics,
  snapshot: Snapshot,
  complex: CompiledComplex,
  named: Iterable<string>,
  wishOf: (field: Field, before: Json | undefined) => FieldWish
): ComplexPlan => {
  const parts = partsOf(semantics, snapshot, complex, named, wishOf)
  const left = whole(complex, parts, "absent")
  if (parts.every(({ wish }) => wish.wish === "keep") && left.lines.every(isExact)) return left
  const given: ComplexPlan = { form: "given", lines: parts.map((part) => line(part, chosen(part))) }
  const isSaid = given.lines.some(({ choice }) => choice.form !== "absent")
  const all = [
    left,
    ...(isSaid ? [given] : []),
    whole(complex, parts, "null"),
    whole(complex, parts, "empty")
  ]
  return all.reduce((best, next) => (isBetter(score(next), score(best)) ? next : best))
}

const isExact = ({ choice }: Line): boolean => choice.verdict === "exact"

const whole = ({ whole: forms }: CompiledComplex, parts: ReadonlyArray<Part>, form: Verdict.WholeForm) => ({
  form,
  lines: parts.map((part) => line(part, forms[form][part.wish.wish][part.state]))
})

const chosen = ({ before, choices, field, state, wish }: Part): Verdict.Choice =>
  choices[wish.wish][state][Verdict.kindFor(field, wish, before)]

const line = ({ before, field, surplus, wish }: Part, choice: Verdict.Choice): Line =>
  surplus === undefined
    ? { field, wish, before, choice }
    : {
        field,
        wish,
        before,
        choice: { ...choice, verdict: "forbidden", axes: [], clauses: [surplus.clause] },
        surplus
      }

/**
 * What can be sent before what cannot (there the given object, which says best what stands in the way); then fewest
 * lines in doubt, documented before undocumented, what cannot be refused before what can, fewest members.
 */
const score = ({ form, lines }: ComplexPlan): ReadonlyArray<number> => {
  const count = (holds: (choice: Verdict.Choice, wish: string) => boolean) =>
    lines.filter(({ choice, wish }) => holds(choice, wish.wish)).length
  const unsendable = count(({ verdict }) => verdict === "unsafe" || verdict === "forbidden")
  return [
    Math.min(1, unsendable),
    unsendable > 0 && form !== "given" ? 1 : 0,
    unsendable,
    // Leaving the object out asks for nothing, and so does not say what forbids it.
    unsendable > 0 && form === "absent" ? 1 : 0,
    count(({ verdict }, wish) => verdict === "tentative" && wish !== "keep"),
    Math.min(
      1,
      count(({ axes }) => axes.length > 0)
    ),
    count(({ mayBeRefused }, wish) => mayBeRefused && wish !== "keep"),
    form === "absent" ? 0 : form === "given" ? count((choice) => choice.form !== "absent") : 1
  ]
}

const isBetter = (next: ReadonlyArray<number>, best: ReadonlyArray<number>): boolean => {
  const at = next.findIndex((value, place) => value !== best[place])
  return at >= 0 && (next[at] ?? 0) < (best[at] ?? 0)
}

const partsOf = (
  semantics: Semantics,
  snapshot: Snapshot,
  { members, rule }: CompiledComplex,
  named: Iterable<string>,
  wishOf: (field: Field, before: Json | undefined) => FieldWish
): ReadonlyArray<Part> => {
  const part = (field: Field, choices: Verdict.Choices, before: Json | undefined): Part => ({
    field,
    wish: wishOf(field, before),
    before,
    choices,
    state: Verdict.knowledge(before)
  })
  if (rule.open === undefined)
    return members.map((position) => {
      const { choices, field } = compiledAt(semantics, position)
      return part(field, choices, read(snapshot, field.name))
    })
  const parts = namesIn(snapshot, rule.name, named).flatMap((name) => {
    const before = read(snapshot, name)
    const compiled = fieldOf(semantics, name, before)
    return compiled === undefined ? [] : [part(compiled.field, compiled.choices, before)]
  })
  const after = parts.filter(({ before, wish }) =>
    wish.wish === "set" ? true : wish.wish === "keep" && before != null
  )
  const { most: surplus } = rule.open
  if (after.length <= surplus.count) return parts
  return parts.map((each) => (each.wish.wish === "set" && each.before == null ? { ...each, surplus } : each))
}

/** The names that an open object has or is to have; `name.*` stands for those that could not be read. */
export const namesIn = (
  { unknown, values }: Snapshot,
  complex: string,
  named: Iterable<string>
): ReadonlyArray<string> => {
  const prefix = `${complex}.`
  return [...new Set([...Object.keys(values), ...unknown, ...named])].filter((name) =>
    name.startsWith(prefix)
  )
}

/** What the request says of the object: pairs of names and values, nothing when it is left out. */
export const formsOf = (
  { form, lines }: ComplexPlan,
  name: string
): ReadonlyArray<readonly [string, Json]> => {
  switch (form) {
    case "absent":
      return []
    case "null":
      return [[name, null]]
    case "empty":
      return [[name, {}]]
    case "given":
      return lines.flatMap(said)
  }
}

/** What a line says in the request, if anything. */
export const said = ({ before, choice, field, wish }: Line): ReadonlyArray<readonly [string, Json]> => {
  const value = wish.wish === "set" ? wish.value : before
  if (choice.form === "null") return [[field.name, null]]
  if (choice.form === "empty") return [[field.name, field.blank ?? ""]]
  return choice.form === "value" && value !== undefined ? [[field.name, value]] : []
}

/** Sub-attributes that nobody named, without which the object cannot be given. */
export const missing = ({ form, lines }: ComplexPlan): ReadonlyArray<string> =>
  form !== "given"
    ? []
    : lines.flatMap(({ before, choice, field, wish }) =>
        wish.wish === "keep" && before === null && choice.verdict === "forbidden" ? [field.name] : []
      )
