/** One request that says one thing: one form of one field, while everything else goes back as it was read. Pure. */
import type { Json, Semantics, Snapshot } from "@muster/core"
import { Samples } from "@muster/core/testing"
import * as Restatement from "./Restatement.ts"

export interface Experiment {
  readonly operation: Semantics.Semantics
  /** The field it is about; of access, what is left out or given. */
  readonly about: string
  readonly forms: Semantics.Forms
}

/** The forms in which a field is tried, in an order in which each finds something to act on. */
const tries = ["other", "same", "null", "other", "absent", "empty", "odd", "other"] as const
type Try = (typeof tries)[number]

/** Where an experiment stands in the row for its field. */
export interface Turn {
  readonly field: Semantics.Field
  readonly form: Try
  readonly nth: number
}

/** An object of the body given as a whole; none where it holds nothing that the table could say something about. */
export const whole = (
  operation: Semantics.Semantics,
  before: Snapshot.Snapshot,
  { name, open }: Semantics.Complex,
  said: null | Json.JsonObject
): Experiment | undefined => {
  const isInside = (each: string) => each.startsWith(`${name}.`)
  if (open !== undefined && !Object.keys(before.values).some(isInside)) return undefined
  const rest = untouched(operation, before, { name }).filter(([each]) => !isInside(each))
  return { operation, about: name, forms: { fields: [...rest, [name, said]] } }
}

/** Every turn for every field that can be read back, one field after the other. */
export const turns = (operation: Semantics.Semantics, samples: Samples.Samples): ReadonlyArray<Turn> =>
  Samples.fieldsOf(operation, samples)
    .filter(
      ({ command, readable, renames }) => command === undefined && readable !== false && renames === undefined
    )
    .flatMap((field) => tries.map((form, nth) => ({ field, form, nth })))

/** The experiment of a turn on this record; none where it has nothing to say. */
export const at = (
  operation: Semantics.Semantics,
  samples: Samples.Samples,
  before: Snapshot.Snapshot,
  { field, form, nth }: Turn
): Experiment | undefined => {
  const rest = untouched(operation, before, field)
  const said = valueFor(samples, before, field, form, nth)
  if (said === undefined && form !== "absent") return undefined
  return {
    operation,
    about: field.name,
    forms: {
      fields: said === undefined ? rest : [...rest, [field.name, said]],
      ...(before.access === undefined ? {} : { access: Restatement.access(before.access) })
    }
  }
}

/** What a request says beside its subject, as it was read: whatever might be lost if it were left out. */
const untouched = (
  { fields, writes }: Semantics.Semantics,
  { values }: Snapshot.Snapshot,
  subject: Pick<Semantics.Field, "name" | "within">
): Semantics.Forms["fields"] => {
  const isSurelyKept = ({ cells: { absent } }: Semantics.Field) =>
    "clause" in absent && absent.outcome === "kept"
  const names = fields
    .filter(({ command, readable }) => command === undefined && readable !== false)
    .filter((field) =>
      field.within === undefined
        ? writes === "replace" || !isSurelyKept(field)
        : writes === "replace" || field.within === subject.within
    )
    .map(({ name }) => name)
  const open =
    subject.within === undefined
      ? []
      : Object.keys(values).filter((name) => name.startsWith(`${subject.within}.`))
  return [...new Set([...names, ...open])].flatMap((name) => {
    const value = name !== subject.name && Object.hasOwn(values, name) ? values[name] : undefined
    return value === undefined ? [] : [[name, value] as const]
  })
}

const valueFor = (
  samples: Samples.Samples,
  { values }: Snapshot.Snapshot,
  field: Semantics.Field,
  form: Try,
  nth: number
): Json.Json | undefined => {
  const before = Object.hasOwn(values, field.name) ? values[field.name] : undefined
  switch (form) {
    case "absent":
      return undefined
    case "null":
      return before === undefined ? undefined : null
    case "empty":
      return field.cells.empty === undefined ? undefined : (field.blank ?? "")
    case "same":
      return before
    case "odd":
      return samples.wished?.[field.name]?.[0]
    case "other": {
      const all = Object.hasOwn(samples.values, field.name) ? samples.values[field.name] : undefined
      const legal = (all ?? [`Muster ${nth}`]).filter(
        (value) => field.type.accepts(value) && JSON.stringify(value) !== JSON.stringify(before)
      )
      return legal[nth % Math.max(legal.length, 1)]
    }
  }
}

/** Everything as it was read. */
export const asItWas = (operation: Semantics.Semantics, before: Snapshot.Snapshot): Experiment => ({
  operation,
  about: "the whole",
  forms: Restatement.of(operation, before)
})
