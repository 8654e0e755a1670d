/**
 * What somebody wants of one member: a merge (the named fields; the rest stays) or a replace (the whole wished
 * record). Either way it becomes keep, set or clear for each field. A change never says how a request looks.
 */
import type { Json, JsonObject } from "./Json.ts"
import { equal, get } from "./Json.ts"
import type { Field, Semantics } from "./Semantics.ts"
import type { Problem } from "./Unplannable.ts"
import type { AccessChange } from "./AccessChange.ts"

export interface Change {
  /** RFC 7396 at the top level of the vendor's fields: null clears. */
  readonly merge?: JsonObject
  /** Clears what it does not name among the fields that can be written, read and left empty. */
  readonly replace?: JsonObject
  readonly access?: AccessChange
  /** Ids of hazards that the caller accepts; ids only, never all. */
  readonly accept?: ReadonlyArray<string>
}

/** What is wanted of one field. */
export type FieldWish =
  { readonly wish: "keep" } | { readonly wish: "set"; readonly value: Json } | { readonly wish: "clear" }

const keep: FieldWish = { wish: "keep" }
const clear: FieldWish = { wish: "clear" }

/**
 * What a change says about a field, against what the field holds now. Wishing what is there already is to keep it.
 * A replace clears within its own vocabulary only: fields that can be left empty.
 */
export const wishOf = (change: Change, now: Json | undefined, field: Field): FieldWish => {
  const replaces = change.replace !== undefined
  const said = get(change.replace ?? change.merge ?? {}, field.name)
  if (said === undefined && !(replaces && isClearable(field))) return keep
  const wished = said ?? null
  if (wished === null) return now === null ? keep : clear
  return now !== undefined && now !== null && equal(now, wished) ? keep : { wish: "set", value: wished }
}

/** Some square removes the field, so it can be left empty. */
const isClearable = (field: Field): boolean =>
  [
    field.cells.absent,
    field.cells.null,
    ...(field.cells.empty === undefined ? [] : [field.cells.empty])
  ].some((cell) =>
    "outcome" in cell ? cell.outcome === "removed" : Object.values(cell.outcomes).includes("removed")
  )

/** Everything that is wrong with a change's fields. Nothing here depends on what is stored. */
export const problems = (semantics: Semantics, change: Change): ReadonlyArray<Problem> => {
  if (change.merge !== undefined && change.replace !== undefined)
    return [
      {
        field: "merge",
        rule: "a change merges or replaces, not both",
        wayOut: "keep one of merge and replace"
      }
    ]
  const [place, named] = change.replace === undefined ? ["merge", change.merge] : ["replace", change.replace]
  return Object.entries(named ?? {}).flatMap(([name, value]) => {
    const position = semantics.positions.get(name)
    const field = position === undefined ? undefined : semantics.fields[position]
    if (field === undefined)
      return [
        {
          field: place,
          rule: `${semantics.vendor} has no field of one of the names given`,
          wayOut: `its fields are ${semantics.fields.map((each) => each.name).join(", ")}`
        }
      ]
    return value === null || field.type.accepts(value)
      ? []
      : [{ field: `${place}.${name}`, rule: `has to be ${field.type.says}`, wayOut: "correct the value" }]
  })
}
