/**
 * What somebody wants of one member: a merge (the named fields; the rest stays) or a replace (the whole wished
 * record). Either way it becomes keep, set or clear for each field. A change never says how a request looks.
 */
import type { Json, JsonObject } from "./Json.ts"
import { get } from "./Json.ts"
import { type Cell, type Field, fieldOf, same, type Semantics } from "./Semantics.ts"
import type { Problem } from "./Unplannable.ts"
import type { AccessChange } from "./AccessChange.ts"
import type { Unplaced } from "./Worker.ts"

export interface Change {
  /** RFC 7396 at the top level of the vendor's fields: null clears. */
  readonly merge?: JsonObject
  /** Clears what it does not name among the fields that can be written, read and left empty. */
  readonly replace?: JsonObject
  /** The fields that a replacement is about; without it, all of the vendor's. */
  readonly vocabulary?: ReadonlyArray<string>
  /** What was wished in words for which this vendor has no field. */
  readonly unplaced?: ReadonlyArray<Unplaced>
  readonly access?: AccessChange
  /** Ids of hazards that the caller accepts; ids only, never all. */
  readonly accept?: ReadonlyArray<string>
}

/** What is wanted of one field. */
export type FieldWish =
  | { readonly wish: "keep" }
  | { readonly wish: "set"; readonly value: Json }
  | { readonly wish: "clear" }

/** To leave a field as it is. */
export const keep: FieldWish = { wish: "keep" }
const clear: FieldWish = { wish: "clear" }

/**
 * What a change says about a field, against what it holds now; a command asks the rest of the record. Wishing what is
 * there already is to keep it. A replace clears within its own vocabulary only: fields that can be read and left empty.
 */
export const wishOf = (
  semantics: Semantics,
  change: Change,
  field: Field,
  now: Json | undefined,
  read: (name: string) => Json | undefined
): FieldWish => {
  const wished = saidOf(semantics, change, field)
  if (wished === undefined) return keep
  if (wished === null || (Array.isArray(wished) && wished.length === 0)) return now === null ? keep : clear
  if (field.command !== undefined) return field.command(wished, read) ? keep : { wish: "set", value: wished }
  return now !== undefined && now !== null && same(field, now, wished) ? keep : { wish: "set", value: wished }
}

/** A value, null to clear, or `undefined` when the change leaves the field alone. */
const saidOf = (semantics: Semantics, change: Change, field: Field): Json | undefined => {
  const said = change.replace ?? change.merge ?? {}
  const own = get(said, field.name)
  if (own !== undefined) return own
  const whole = field.within === undefined ? undefined : get(said, field.within)
  if (whole !== undefined) return get(objectOf(whole), subName(field)) ?? null
  return change.replace !== undefined && isLetGo(semantics, change, field) ? null : undefined
}

const objectOf = (value: Json): JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JsonObject) : {}

const subName = ({ name, within = "" }: Field): string => name.slice(within.length + 1)

/** Whether a replacement that does not name the field clears it: alone, or with the complex attribute around it. */
const isLetGo = (semantics: Semantics, { replace = {}, vocabulary }: Change, field: Field): boolean => {
  if (field.readable === false || field.command !== undefined) return false
  if (vocabulary?.includes(field.name) === false) return false
  const isSaidElsewise = (semantics.aliases ?? []).some(
    (names) => names.includes(field.name) && names.some((name) => Object.hasOwn(replace, name))
  )
  if (isSaidElsewise) return false
  const rule = semantics.compiled.get(field.within ?? "")?.rule
  const isTouched = Object.keys(replace).some((name) => name.startsWith(`${field.within}.`))
  return rule !== undefined && !isTouched ? isClearable(rule) : isClearable(field)
}

/** Leaving it out or null may remove it, so that it is one of the fields that a member may be without. */
const isClearable = ({ cells }: { readonly cells: Field["cells"] | Whole }): boolean =>
  removes(cells.absent) || removes(cells.null)

const removes = (cell: Cell): boolean =>
  "outcome" in cell
    ? cell.outcome === "removed"
    : Object.values(cell.outcomes).some((outcome) =>
        typeof outcome === "object" ? removes(outcome) : outcome === "removed"
      )

type Whole = Readonly<Record<"absent" | "null" | "empty", Cell>>

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
  const said = named ?? {}
  return [
    ...Object.entries(said).flatMap(([name, value]) => wrong(semantics, place, name, value)),
    ...(semantics.complexes ?? []).flatMap(({ name }) =>
      Object.hasOwn(said, name) && Object.keys(said).some((other) => other.startsWith(`${name}.`))
        ? [twice(place, `${name} and one of its parts`, name)]
        : []
    ),
    ...(semantics.aliases ?? []).flatMap((names) =>
      names.filter((name) => Object.hasOwn(said, name)).length > 1
        ? [twice(place, names.join(" and "), "one of them")]
        : []
    )
  ]
}

const twice = (place: string, what: string, one: string): Problem => ({
  field: place,
  rule: `says ${what} at once`,
  wayOut: `name ${one} only`
})

const wrong = (semantics: Semantics, place: string, name: string, value: Json): ReadonlyArray<Problem> => {
  const complex = semantics.compiled.get(name)
  if (complex !== undefined)
    return value === null
      ? []
      : typeof value !== "object" || Array.isArray(value)
        ? [{ field: `${place}.${name}`, rule: "has to be an object", wayOut: "correct the value" }]
        : Object.entries(value).flatMap(([part, inner]) =>
            wrong(semantics, place, `${name}.${part}`, inner as Json)
          )
  if (semantics.readOnly?.includes(name) === true)
    return [{ field: `${place}.${name}`, rule: "can only be read", wayOut: "leave it out" }]
  const field = fieldOf(semantics, name, null)?.field
  if (field === undefined)
    return [
      {
        field: place,
        rule: `${semantics.vendor} has no field of one of the names given`,
        wayOut: `its fields are ${namesOf(semantics).join(", ")}`
      }
    ]
  const where = placeOf(semantics, name)
  if (value === null && field.command !== undefined)
    return [
      { field: `${place}.${where}`, rule: "is a command, which cannot be cleared", wayOut: "leave it out" }
    ]
  return value === null || field.type.accepts(value)
    ? []
    : [{ field: `${place}.${where}`, rule: `has to be ${field.type.says}`, wayOut: "correct the value" }]
}

/** A field by the name that the table has for it: the names in an open object are the caller's own. */
export const placeOf = (semantics: Semantics, name: string): string =>
  semantics.positions.has(name)
    ? name
    : ((semantics.complexes ?? []).find((rule) => name.startsWith(`${rule.name}.`))?.name ?? name)

const namesOf = ({ complexes = [], fields }: Semantics): ReadonlyArray<string> => [
  ...fields.map(({ name }) => name),
  ...complexes.flatMap(({ name, open }) => (open === undefined ? [] : [`${name}.*`]))
]

/** The names that a change says, those of the parts of a whole object included. */
export const namesIn = ({ merge, replace }: Change): ReadonlyArray<string> =>
  Object.entries(replace ?? merge ?? {}).flatMap(([name, value]) => [
    name,
    ...Object.keys(objectOf(value)).map((part) => `${name}.${part}`)
  ])
