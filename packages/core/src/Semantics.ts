/**
 * A vendor's update rules, as data: for every field, what each thing a request may say about it does.
 * The tables live with the adapters; this module gives their shape and works out, once for each vendor,
 * which form serves which wish best.
 */
import type { Json } from "./Json.ts"
import type { Member } from "./Member.ts"
import type { AccessRules } from "./Resolution.ts"
import type { AccessForms } from "./AccessForms.ts"
import * as Reading from "./Reading.ts"
import * as Verdict from "./Verdict.ts"

/** What a request may say about a field. `same` and `other` are one form, a value, judged by what is stored. */
export type CellForm = "absent" | "null" | "empty" | "same" | "other"

/** What the vendor then does. `deferred`: accepted, and true only later. */
export type Outcome = "kept" | "removed" | "set" | "ignored" | "refused" | "as absent" | "deferred"

/** One square of the table. Documented squares cite a clause, the others name the axis that chooses. */
export type Cell =
  | { readonly clause: string; readonly outcome: Outcome }
  | { readonly axis: string; readonly outcomes: Readonly<Record<string, Outcome>> }

/** Something a write brings about beside the record: a charge, a message to a person. */
export interface Consequence {
  readonly id: string
  readonly clause: string
  readonly says: string
  /** It follows when the field becomes this value, and was not known to have it. */
  readonly becomes: Json
}

export interface Field {
  readonly name: string
  /** What a value has to be, in words and as a test. */
  readonly type: { readonly says: string; readonly accepts: (value: Json) => boolean }
  readonly cells: Readonly<Record<"absent" | "null" | "same" | "other", Cell>> & { readonly empty?: Cell }
  /** Values outside `holds` have squares of their own: they cannot be set, say, or cost something. */
  readonly ordinary?: {
    readonly says: string
    readonly holds: (value: Json) => boolean
    readonly otherwise: Readonly<Record<"same" | "other", Cell>>
  }
  readonly consequences?: ReadonlyArray<Consequence>
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
  readonly access?: AccessRules
  /** The vendor's body for these forms; pure, and total over what the planner chooses. */
  readonly encode: (member: Member, forms: Forms) => Json
}

/** A definition with its open axes, and the best form for every wish worked out. */
export interface Semantics extends Definition {
  readonly choices: ReadonlyArray<Verdict.Choices>
  readonly positions: ReadonlyMap<string, number>
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
  return {
    ...definition,
    axes,
    choices,
    keepsByOmission: choices.every(({ keep }) =>
      Object.values(keep).every((kinds) =>
        Object.values(kinds).every(({ form, verdict }) => form === "absent" && verdict === "exact")
      )
    ),
    positions: new Map(definition.fields.map((field, position) => [field.name, position]))
  }
}
