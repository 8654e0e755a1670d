/** What a vendor's tests draw from: values for its fields, roles for its access. The vendor supplies them. */
import * as fc from "fast-check"
import type { Json } from "../Json.ts"
import { type Field, fieldOf, type Semantics } from "../Semantics.ts"

export interface Samples {
  /** Legal values of each field, those that can only be read included; a field not named draws strings. */
  readonly values: Readonly<Record<string, ReadonlyArray<Json>>>
  /** More values to wish for, which no member has: those that cannot be set. */
  readonly wished?: Readonly<Record<string, ReadonlyArray<Json>>>
  /** Names to draw for the sub-attributes of open complex attributes. */
  readonly open?: Readonly<Record<string, ReadonlyArray<string>>>
  /** A request can only take away what is there: a patch fails on a target that is missing. */
  readonly clearsStoredOnly?: true
  /** Fields that a member may be without. */
  readonly voidable: ReadonlyArray<string>
  readonly roles: ReadonlyArray<string>
  /** Identifiers of members, hostile ones included. */
  readonly members: ReadonlyArray<Readonly<Record<string, string>>>
}

/** Ids that break careless code: they are data like any other. */
export const hostileIds: ReadonlyArray<string> = [
  "__proto__",
  "constructor",
  "a/b?c#d",
  "books 1",
  "ü",
  "toString"
]

/** The fields of the table, and those that open complex attributes may have. */
export const fieldsOf = (semantics: Semantics, { open }: Samples): ReadonlyArray<Field> => [
  ...semantics.fields,
  ...Object.entries(open ?? {}).flatMap(([complex, names]) =>
    names.flatMap((name) => fieldOf(semantics, `${complex}.${name}`, null)?.field ?? [])
  )
]

/** A legal value of a field. */
export const valueOf = (samples: Samples, field: Pick<Field, "name">): fc.Arbitrary<Json> => {
  const values = Object.hasOwn(samples.values, field.name) ? samples.values[field.name] : undefined
  return values === undefined ? fc.string({ minLength: 1, maxLength: 8 }) : fc.constantFrom(...values)
}

/** A value to wish for: mostly legal, sometimes empty or one that cannot be set. */
export const wishedValue = (samples: Samples, field: Field): fc.Arbitrary<Json> => {
  const more = samples.wished?.[field.name] ?? []
  const empty = field.cells.empty === undefined ? [] : [field.blank ?? ""]
  const odd = [...more, ...empty]
  return odd.length === 0
    ? valueOf(samples, field)
    : fc.oneof(
        { arbitrary: valueOf(samples, field), weight: 4 },
        { arbitrary: fc.constantFrom(...odd), weight: 1 }
      )
}
