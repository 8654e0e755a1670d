/**
 * How good a form is for a wish, over every reading: exact, tentative, unsafe or forbidden.
 * The best form depends on the field, the wish and what is known, never on the member, so it is looked up.
 */
import * as Reading from "./Reading.ts"
import type { Json } from "./Json.ts"
import type { Cell, CellForm, Complex, Field, Outcome } from "./Semantics.ts"

export type Verdict = "exact" | "tentative" | "unsafe" | "forbidden"

/** From best to worst. */
export const order: ReadonlyArray<Verdict> = ["exact", "tentative", "unsafe", "forbidden"]

/** How far from exact; smaller is better. */
export const rank = (verdict: Verdict): number => order.indexOf(verdict)

/** The worst of several; nothing at all is exact. */
export const worst = (verdicts: ReadonlyArray<Verdict>): Verdict =>
  verdicts.reduce<Verdict>((left, right) => (rank(right) > rank(left) ? right : left), "exact")

/** What a request says about one field. */
export type Form = "absent" | "value" | "null" | "empty"

/** What is wanted of one field. */
export type Wish = "keep" | "set" | "clear"

/** What is known of the field now. */
export type Knowledge = "void" | "value" | "unknown"

/**
 * An ordinary value of the field, one with squares of its own, or an empty one. Of lists that may be added to:
 * one that holds `more` than what is stored, or `fewer`, and nothing else.
 */
export type ValueKind = "ordinary" | "odd" | "empty" | "more" | "fewer"

/** The form that serves a wish best. `axes` are those on which the verdict leans. */
export interface Choice {
  readonly verdict: Verdict
  readonly form: Form
  readonly axes: ReadonlyArray<string>
  readonly clauses: ReadonlyArray<string>
  /** Under some reading the whole request is refused. */
  readonly mayBeRefused: boolean
  /** Under some reading the wish is accepted and comes true only later. */
  readonly mayBeDeferred: boolean
}

/** One field's best forms, looked up by what is wanted, what is known, and the kind of value. */
export type Choices = Readonly<Record<Wish, Readonly<Record<Knowledge, Readonly<Record<ValueKind, Choice>>>>>>

/** Works out one field's table of choices. */
export const choices = (field: Field, axes: ReadonlyArray<Reading.Axis>): Choices => {
  const prospects = prospectsOf(field, axes)
  const isAddedTo = Object.values(field.cells).some((cell) => prospects(cell).outcomes.includes("added"))
  // A kind of value that this field does not tell from an ordinary one is not judged again.
  const at = (wish: Wish, state: Knowledge) => {
    const of = (kind: ValueKind) => best(field, prospects, { wish, state, kind })
    const ordinary = of("ordinary")
    return {
      ordinary,
      odd: field.ordinary === undefined ? ordinary : of("odd"),
      empty: field.cells.empty === undefined ? ordinary : of("empty"),
      more: isAddedTo ? of("more") : ordinary,
      fewer: isAddedTo ? of("fewer") : ordinary
    }
  }
  const of = (wish: Wish) => ({
    void: at(wish, "void"),
    value: at(wish, "value"),
    unknown: at(wish, "unknown")
  })
  return { keep: of("keep"), set: of("set"), clear: of("clear") }
}

/** What a complex attribute says of all its sub-attributes at once. */
export type WholeForm = "absent" | "null" | "empty"

/** What each form of the whole does for each wish about a sub-attribute. */
export type WholeChoices = Readonly<
  Record<WholeForm, Readonly<Record<Wish, Readonly<Record<Knowledge, Choice>>>>>
>

/** Works out what a complex attribute as a whole does for its sub-attributes. */
export const wholeChoices = (rule: Complex, axes: ReadonlyArray<Reading.Axis>): WholeChoices => {
  const prospects = prospectsOf(rule, axes)
  const at = (form: WholeForm, wish: Wish, state: Knowledge) =>
    judge(rule, prospects, { wish, state, kind: "ordinary" }, form)
  const per = (form: WholeForm, wish: Wish) => ({
    void: at(form, wish, "void"),
    value: at(form, wish, "value"),
    unknown: at(form, wish, "unknown")
  })
  const of = (form: WholeForm) => ({
    keep: per(form, "keep"),
    set: per(form, "set"),
    clear: per(form, "clear")
  })
  return { absent: of("absent"), null: of("null"), empty: of("empty") }
}

/** What is known of a field, given what was read of it. */
export const knowledge = (value: Json | undefined): Knowledge =>
  value === undefined ? "unknown" : value === null ? "void" : "value"

/** How surely a field stays as it is when a request leaves it out. */
export const omitted = (field: Field, axes: ReadonlyArray<Reading.Axis>, state: Knowledge): Verdict =>
  judge(field, prospectsOf(field, axes), { wish: "keep", state, kind: "ordinary" }, "absent").verdict

/** Which kind of value this is for the field, against what is stored. */
export const kindOf = (field: Field, value: Json, before: Json | undefined = null): ValueKind => {
  if (field.cells.empty !== undefined && isBlank(value)) return "empty"
  if (field.ordinary !== undefined && !field.ordinary.holds(value)) return "odd"
  return Array.isArray(value) && Array.isArray(before) ? growth(field, value, before) : "ordinary"
}

/** The kind that a wish is looked up by: of the value wished, or of what is stored and is to stay or to go. */
export const kindFor = (
  field: Field,
  wish: { readonly wish: Wish; readonly value?: Json },
  before: Json | undefined
): ValueKind => {
  const value = wish.wish === "set" ? wish.value : before
  if (value === undefined || value === null) return "ordinary"
  const kind = kindOf(field, value, before)
  return wish.wish !== "clear" || kind === "empty" ? kind : "ordinary"
}

const isBlank = (value: Json): boolean => value === "" || (Array.isArray(value) && value.length === 0)

/** The items of a list in their normal form, as texts. */
const itemsOf = ({ type: { normal } }: Field, list: ReadonlyArray<Json>): ReadonlySet<string> => {
  const items = normal === undefined ? list : normal(list)
  return new Set((items as ReadonlyArray<Json>).map((item) => JSON.stringify(item)))
}

const growth = (field: Field, value: ReadonlyArray<Json>, before: ReadonlyArray<Json>): ValueKind => {
  const [now, then] = [itemsOf(field, value), itemsOf(field, before)]
  if ([...then].every((item) => now.has(item))) return "more"
  return [...now].every((item) => then.has(item)) ? "fewer" : "ordinary"
}

interface Situation {
  readonly wish: Wish
  readonly state: Knowledge
  readonly kind: ValueKind
}

/** Order of choice: class, then evidence, then what cannot be refused, then absent < value < null < empty. */
const forms: ReadonlyArray<Form> = ["absent", "value", "null", "empty"]

const best = (field: Field, prospects: Prospects, situation: Situation): Choice => {
  const judged = forms
    .filter((form) => sayable(field, situation, form))
    .map((form) => judge(field, prospects, situation, form))
  const choice = judged.reduce((left, right) => (better(right, left) ? right : left))
  return choice.verdict === "forbidden" && situation.wish !== "keep" ? blamed(choice, judged) : choice
}

/** What no form grants is forbidden by the squares of the forms that ask for it; leaving the field out does not ask. */
const blamed = (choice: Choice, judged: ReadonlyArray<Choice>): Choice => {
  const asking = judged.filter(({ form }) => form !== "absent")
  const [first = choice] = asking
  return {
    ...first,
    axes: asking.flatMap((each) => each.axes),
    clauses: asking.flatMap((each) => each.clauses)
  }
}

const better = (candidate: Choice, than: Choice): boolean => {
  const byVerdict = rank(candidate.verdict) - rank(than.verdict)
  if (byVerdict !== 0) return byVerdict < 0
  const isSettled = candidate.axes.length === 0
  if (isSettled !== (than.axes.length === 0)) return isSettled
  return !candidate.mayBeRefused && than.mayBeRefused
}

/** A value can be sent when one is wished or known; an unknown value cannot be sent back, and null is never one. */
const sayable = (field: Field, { wish, state, kind }: Situation, form: Form): boolean => {
  if (form === "empty") return field.cells.empty !== undefined && (kind === "empty" || wish === "clear")
  if (form === "value") return kind !== "empty" && (wish === "set" || (wish === "keep" && state === "value"))
  return form === "absent" || wish !== "set"
}

/** The squares that a form can meet; an unknown stored value may or may not be the one sent. */
const squares = ({ kind, state, wish }: Situation, form: Form): ReadonlyArray<CellForm> => {
  // An empty value that is stored is sent back like any other.
  if (form === "empty" && kind === "empty" && wish !== "set" && state === "value") return ["same"]
  if (form !== "value") return [form]
  if (wish === "keep") return ["same"]
  return state === "unknown" ? ["same", "other"] : ["other"]
}

/** The square of a table that a cell form names, for values of this kind. */
export const cellAt = (field: Field | Complex, form: CellForm, kind: ValueKind): Cell => {
  if (form === "empty" && field.cells.empty !== undefined) return field.cells.empty
  if (form === "absent" || form === "null" || form === "empty" || !("type" in field))
    return field.cells[form === "null" ? "null" : "absent"]
  return kind === "odd" && field.ordinary !== undefined ? field.ordinary.otherwise[form] : field.cells[form]
}

/** What judging needs of a field or of a complex attribute: its squares. */
type Squares = Pick<Field, "name"> & { readonly cells: { readonly absent: Cell; readonly empty?: Cell } }

/** The outcome of a square under one reading; "as absent" is followed to the absent square. */
export const outcomeOf = (field: Squares, cell: Cell, reading: Reading.Reading): Outcome => {
  const outcome = "outcome" in cell ? cell.outcome : cell.outcomes[reading[cell.axis] ?? ""]
  if (outcome === undefined) throw new RangeError(`${field.name}: no outcome under this reading`)
  if (typeof outcome === "object") return outcomeOf(field, outcome, reading)
  return outcome === "as absent" ? outcomeOf(field, field.cells.absent, reading) : outcome
}

/** What a square comes to under the readings that are possible, and the axes that decide it. */
interface Prospect {
  readonly outcomes: ReadonlyArray<Outcome>
  readonly axes: ReadonlyArray<Reading.Axis>
}

type Prospects = (cell: Cell) => Prospect

/** A field has few squares, and each is met by many wishes: what comes of it is worked out once. */
const prospectsOf = (field: Squares, axes: ReadonlyArray<Reading.Axis>): Prospects => {
  const known = new Map<Cell, Prospect>()
  return (cell) => {
    const found = known.get(cell)
    if (found !== undefined) return found
    const named = axesOf(field, cell)
    const decisive = axes.filter(({ id }) => named.includes(id))
    const outcomes = Reading.product(decisive).map((reading) => outcomeOf(field, cell, reading))
    const prospect = { outcomes: [...new Set(outcomes)], axes: decisive }
    known.set(cell, prospect)
    return prospect
  }
}

const judge = (field: Field | Complex, prospects: Prospects, situation: Situation, form: Form): Choice => {
  const cells = squares(situation, form).map((each) => cellAt(field, each, situation.kind))
  const reached = cells.map(prospects)
  const outcomes = reached.flatMap((each) => each.outcomes)
  const judged = verdict(outcomes.map((outcome) => result(situation, outcome)))
  // What somebody measured leaves nothing open, but it may be what forbids.
  const told = reached.flatMap(({ axes }) =>
    axes.filter(({ answers }) => answers.length > 1 || judged === "forbidden")
  )
  return {
    verdict: judged,
    form,
    axes: [...new Set(told.map(({ id }) => id))],
    clauses: cells.flatMap((cell) => ("clause" in cell ? [cell.clause] : [])),
    mayBeRefused: outcomes.includes("refused"),
    mayBeDeferred: outcomes.includes("deferred")
  }
}

/** The axes that decide a square, those of the absent square included where it refers to it. */
export const axesOf = (field: Squares, cell: Cell): ReadonlyArray<string> => {
  const outcomes = "outcome" in cell ? [cell.outcome] : Object.values(cell.outcomes)
  return [
    ...("axis" in cell ? [cell.axis] : []),
    ...outcomes.flatMap((outcome) =>
      typeof outcome === "object"
        ? axesOf(field, outcome)
        : outcome === "as absent"
          ? axesOf(field, field.cells.absent)
          : []
    )
  ]
}

type Result = "granted" | "untouched" | "harm"

const verdict = (results: ReadonlyArray<Result>): Verdict => {
  if (!results.includes("granted")) return "forbidden"
  if (results.includes("harm")) return "unsafe"
  return results.includes("untouched") ? "tentative" : "exact"
}

/** What an outcome means for the wish: it comes true, nothing changes, or something else happens. */
const result = ({ kind, wish, state }: Situation, outcome: Outcome): Result => {
  switch (outcome) {
    case "refused":
      return "untouched"
    case "kept":
    case "ignored":
    case "as absent":
      return wish === "keep" ? "granted" : "untouched"
    case "removed":
      if (wish === "clear") return "granted"
      return state !== "void" ? "harm" : wish === "keep" ? "granted" : "untouched"
    case "set":
    case "deferred":
      return wish === "clear" ? "harm" : "granted"
    case "added":
      if (wish === "keep" || state === "void" || (state === "value" && kind === "more")) return "granted"
      return state === "value" && kind === "fewer" ? "untouched" : "harm"
    case "reset":
      return "harm"
  }
}
