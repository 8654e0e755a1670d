/**
 * A vendor's update rules, as data: for every field, what each thing a request may say about it does.
 * The tables live with the adapters; this module gives their shape and works out, once for each vendor,
 * which form serves which wish best.
 */
import { equal, type Json } from "./Json.ts"
import type { Member } from "./Member.ts"
import type { AccessRules } from "./Resolution.ts"
import type { AccessForms } from "./AccessForms.ts"
import * as Reading from "./Reading.ts"
import type { Snapshot } from "./Snapshot.ts"
import type { Problem } from "./Unplannable.ts"
import * as Verdict from "./Verdict.ts"

/** What a request may say about a field. `same` and `other` are one form, a value, judged by what is stored. */
export type CellForm = "absent" | "null" | "empty" | "same" | "other"

/**
 * What the vendor then does. `added`: to the list that is there. `reset`: to a default that nobody here knows.
 * `deferred`: accepted, and true only later.
 */
export type Outcome =
  | "kept"
  | "removed"
  | "set"
  | "added"
  | "reset"
  | "ignored"
  | "refused"
  | "as absent"
  | "deferred"

/** One square of the table. Documented squares cite a clause, the others name the axis that chooses, or that asks on. */
export type Cell =
  | { readonly clause: string; readonly outcome: Outcome }
  | { readonly axis: string; readonly outcomes: Readonly<Record<string, Outcome | Cell>> }

/** Something a write brings about beside the record: a charge, a message to a person. */
export interface Consequence {
  readonly id: string
  readonly clause: string
  readonly says: string
  /** It follows when the field becomes this value, and was not known to have it. */
  readonly becomes: Json
}

/** What a write changes beside its own field. */
export interface Write {
  /** A field or a read-only member. */
  readonly field: string
  readonly clause: string
  /** What it then is: of what was written and what was there; `undefined` where nobody can tell. */
  readonly after: (written: Json, before: Json | undefined) => Json | undefined
  /** It may come to this, or stay as it is. */
  readonly isOpen?: true
}

export interface Field {
  readonly name: string
  /** What a value has to be, in words and as a test; and the form in which two values are compared. */
  readonly type: {
    readonly says: string
    readonly accepts: (value: Json) => boolean
    readonly normal?: (value: Json) => Json
  }
  /** A sub-attribute travels in this complex attribute; its squares are those inside a given one. */
  readonly within?: string
  readonly cells: Readonly<Record<"absent" | "null" | "same" | "other", Cell>> & { readonly empty?: Cell }
  /** What empty looks like: `""` unless it is a list. */
  readonly blank?: Json
  /** Values outside `holds` have squares of their own: they cannot be set, say, or cost something. */
  readonly ordinary?: {
    readonly says: string
    readonly holds: (value: Json) => boolean
    readonly otherwise: Readonly<Record<"same" | "other", Cell>>
  }
  readonly consequences?: ReadonlyArray<Consequence>
  /** `false`: the vendor never answers it, so it is unknown to whoever reads. */
  readonly readable?: false
  /** A wish without a stored value. Says whether it has come true, as far as what can be read tells. */
  readonly command?: (value: Json, read: (name: string) => Json | undefined) => boolean
  readonly writes?: ReadonlyArray<Write>
  /** The identifier that it is: whoever sets it moves the member to another address. */
  readonly renames?: string
}

/** A complex attribute: an object of the body that has squares of its own, for all its sub-attributes at once. */
export interface Complex {
  readonly name: string
  readonly cells: Readonly<Record<"absent" | "null" | "empty", Cell>>
  /** Any name is a sub-attribute; those of the table are for a closed one. */
  readonly open?: {
    readonly each: Omit<Field, "name" | "within" | "ordinary">
    /** What becomes of a name that is neither stored nor among `names`. */
    readonly stranger: Cell
    readonly names?: ReadonlyArray<string>
    readonly most: { readonly count: number; readonly clause: string }
  }
}

/** Values that do not go together: under one answer the vendor refuses a record that has them. */
export interface Contradiction {
  readonly axis: string
  readonly answer: string
  readonly fields: ReadonlyArray<string>
  readonly says: string
  /** Whether a record has them; `undefined` where it cannot be told. */
  readonly holds: (read: (name: string) => Json | undefined) => boolean | undefined
}

/** What a request says: a value (null included) for each field it names, and the access it lists. */
export interface Forms {
  readonly fields: ReadonlyArray<readonly [name: string, value: Json]>
  readonly access?: AccessForms
}

/** What an adapter states about one operation of its vendor. */
export interface Definition {
  readonly vendor: string
  readonly operation: string
  /** `replace`: what a request leaves out is lost, so a write may overwrite what nobody here has seen. */
  readonly writes: "replace" | "merge"
  /** Names by which a member may be addressed; exactly one is given. */
  readonly identifiers: ReadonlyArray<string>
  readonly axes: ReadonlyArray<Reading.Axis>
  readonly fields: ReadonlyArray<Field>
  readonly complexes?: ReadonlyArray<Complex>
  /** Members that are read, compared and shown, and that only the vendor writes. */
  readonly readOnly?: ReadonlyArray<string>
  /** Fields that say the same in other words; a change names one of them. */
  readonly aliases?: ReadonlyArray<ReadonlyArray<string>>
  readonly contradictions?: ReadonlyArray<Contradiction>
  /** Why this caller may write nothing at all. */
  readonly barred?: Problem
  readonly access?: AccessRules
  /** The vendor's body for these forms; pure, and total over what the planner chooses. */
  readonly encode: (member: Member, forms: Forms, now: Snapshot) => Json
  /** Other calls that do the same in another way; this one is the document's own, and wins where they are as good. */
  readonly alternatives?: ReadonlyArray<Definition>
  /** The request itself says what has to be there for it to count, so nobody can come in between. */
  readonly isGuarded?: true
}

/** A field with the best form for every wish. */
export interface Compiled {
  readonly field: Field
  readonly choices: Verdict.Choices
}

export interface CompiledComplex {
  readonly rule: Complex
  /** Positions of its sub-attributes in the table. */
  readonly members: ReadonlyArray<number>
  readonly whole: Verdict.WholeChoices
  /** For a sub-attribute that is stored or listed, and for a stranger. */
  readonly open?: { readonly known: Verdict.Choices; readonly stranger: Verdict.Choices }
}

/** A definition with its open axes, and the best form for every wish worked out. */
export interface Semantics extends Definition {
  readonly alternatives: ReadonlyArray<Semantics>
  /** What somebody has measured. */
  readonly evidence: Reading.Reading
  /** The same table under other evidence. */
  readonly under: (evidence: Reading.Reading) => Semantics
  readonly choices: ReadonlyArray<Verdict.Choices>
  readonly positions: ReadonlyMap<string, number>
  readonly compiled: ReadonlyMap<string, CompiledComplex>
  /** Positions of the commands. */
  readonly commands: ReadonlyArray<number>
  /** Every field is kept by leaving it out, so a merge has to look only at what it names. */
  readonly keepsByOmission: boolean
}

/**
 * Compiles a definition. `evidence` settles axes that somebody has measured: plans then rely on it.
 *
 * @throws when evidence names an axis or an answer that the vendor does not have.
 */
export const make = (definition: Definition, evidence: Reading.Reading = {}): Semantics => {
  const wrong = Reading.problems(definition.axes, evidence)
  if (wrong.length > 0) throw new RangeError(`${definition.vendor}: ${wrong.join("; ")}`)
  const axes = Reading.narrow(definition.axes, evidence)
  const choices = definition.fields.map((field) => Verdict.choices(field, axes))
  const compiled = (definition.complexes ?? []).map((rule) => compileComplex(definition, rule, axes))
  return {
    ...definition,
    axes,
    alternatives: (definition.alternatives ?? []).map((each) => make(each, evidence)),
    evidence,
    under: remembering((other) => make(definition, other)),
    choices,
    commands: definition.fields.flatMap(({ command }, at) => (command === undefined ? [] : [at])),
    compiled: new Map(compiled.map((each) => [each.rule.name, each])),
    keepsByOmission:
      choices.every(
        ({ keep }, at) => definition.fields[at]?.within !== undefined || isKept(Object.values(keep))
      ) && compiled.every(({ whole }) => Object.values(whole.absent.keep).every(isOmission)),
    positions: new Map(definition.fields.map((field, position) => [field.name, position]))
  }
}

/** Compiling takes much longer than planning, and the same few are asked for again and again. */
const remembering = (compile: (evidence: Reading.Reading) => Semantics) => {
  const known = new Map<string, Semantics>()
  return (evidence: Reading.Reading): Semantics => {
    const key = JSON.stringify(evidence)
    const made = known.get(key) ?? compile(evidence)
    known.set(key, made)
    return made
  }
}

/** The operation that a plan names. */
export const operationOf = (semantics: Semantics, operation: string): Semantics =>
  semantics.alternatives.find((each) => each.operation === operation) ?? semantics

const isOmission = ({ form, verdict }: Verdict.Choice): boolean => form === "absent" && verdict === "exact"

const isKept = (states: ReadonlyArray<Readonly<Record<Verdict.ValueKind, Verdict.Choice>>>): boolean =>
  states.every((kinds) => Object.values(kinds).every(isOmission))

const compileComplex = (
  { fields }: Definition,
  rule: Complex,
  axes: ReadonlyArray<Reading.Axis>
): CompiledComplex => ({
  rule,
  members: fields.flatMap(({ within }, at) => (within === rule.name ? [at] : [])),
  whole: Verdict.wholeChoices(rule, axes),
  ...(rule.open === undefined
    ? {}
    : {
        open: {
          known: Verdict.choices({ ...rule.open.each, name: rule.name }, axes),
          stranger: Verdict.choices(strangerOf(rule, rule.open, rule.name), axes)
        }
      })
})

const strangerOf = (rule: Complex, open: NonNullable<Complex["open"]>, name: string): Field => ({
  ...open.each,
  name,
  within: rule.name,
  cells: { ...open.each.cells, other: open.stranger }
})

/** The complex attribute that a dotted name belongs to, if it is an open one. */
const openFor = (semantics: Pick<Definition, "complexes">, name: string): Complex | undefined =>
  semantics.complexes?.find(({ name: prefix, open }) => open !== undefined && name.startsWith(`${prefix}.`))

/** A field of the table, or a sub-attribute of an open complex attribute; `before` is what is stored of it. */
export const fieldOf = (
  semantics: Semantics,
  name: string,
  before: Json | undefined
): Compiled | undefined => {
  const position = semantics.positions.get(name)
  if (position !== undefined) return compiledAt(semantics, position)
  const rule = openFor(semantics, name)
  const open = rule === undefined ? undefined : semantics.compiled.get(rule.name)?.open
  if (rule?.open === undefined || open === undefined) return undefined
  const isKnown = before != null || rule.open.names?.includes(name.slice(rule.name.length + 1)) === true
  return isKnown
    ? { field: { ...rule.open.each, name, within: rule.name }, choices: open.known }
    : { field: strangerOf(rule, rule.open, name), choices: open.stranger }
}

/** A field of the table with its choices. */
export const compiledAt = ({ choices, fields }: Semantics, position: number): Compiled => {
  const field = fields[position]
  const best = choices[position]
  if (field === undefined || best === undefined) throw new RangeError("a field outside the table")
  return { field, choices: best }
}

/** Whether two values of a field are the same: compared in their normal form. */
export const same = ({ type: { normal } }: Field, left: Json, right: Json): boolean =>
  left === right || (normal === undefined ? equal(left, right) : equal(normal(left), normal(right)))

/** Whether two values are the same: a value, `null` for void, `undefined` for unknown. */
export type Same = (left: Json | undefined, right: Json | undefined) => boolean

/** How values are compared under a name, a field's or a read-only member's; void and unknown are like themselves only. */
export const sameOf = (semantics: Semantics, name: string): Same => {
  const field = fieldOf(semantics, name, null)?.field
  return (left, right) => {
    if (left == null || right == null) return left === right
    return field === undefined ? equal(left, right) : same(field, left, right)
  }
}
