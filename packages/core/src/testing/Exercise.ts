/**
 * How often each square was exercised: counts are no proof, so a square that was not reached is told.
 * For fields a square is the cell that the chosen form meets, the wish, and whether the value was known.
 * For access it is the wish and what the target's role followed from.
 */
import * as AccessChange from "../AccessChange.ts"
import * as Change from "../Change.ts"
import type { Json } from "../Json.ts"
import { type Field, fieldOf, type Forms, same, type Semantics } from "../Semantics.ts"
import { read, type Snapshot } from "../Snapshot.ts"
import * as Verdict from "../Verdict.ts"
import type { Case } from "./Arbitraries.ts"
import { fieldsOf, type Samples } from "./Samples.ts"

const wishes: ReadonlyArray<Verdict.Wish> = ["keep", "set", "clear"]

/** Every square that a vendor's planner can reach. */
export const all = (semantics: Semantics, samples: Samples): ReadonlyArray<string> => [
  ...fieldsOf(semantics, samples).flatMap((field) =>
    wishesOf(field).flatMap((wish) =>
      (field.command === undefined ? (["known", "unknown"] as const) : (["known"] as const)).map((known) =>
        fieldSquare(semantics, field, wish, known === "unknown" ? undefined : placeholder)
      )
    )
  ),
  ...(semantics.access === undefined
    ? []
    : ["grant", "revoke", "unpin"].flatMap((wish) =>
        ["entity entry", "client entry", "default", "nothing", "unknown entries"].flatMap((cause) =>
          ["known", "unknown"].map((known) => `access × ${wish} × ${cause} × ${known}`)
        )
      )),
  ...(semantics.access === undefined
    ? []
    : ["own", "client"].flatMap((side) =>
        ["apply", "future only", "keep", "let go"].map((existing) => `default × ${side} × ${existing}`)
      )),
  ...(semantics.access === undefined
    ? []
    : ["grant", "revoke", "unpin"].flatMap((wish) =>
        ["named", "unnamed"].map((named) => `client × ${wish} × ${named}`)
      )),
  ...(semantics.access === undefined ? [] : ["replace × own", "replace × client"])
]

const wishesOf = ({ command }: Field): ReadonlyArray<Verdict.Wish> =>
  command === undefined ? wishes : ["keep", "set"]

/** Any value that is known: squares tell known from unknown and no more. */
const placeholder = "known"

/** The cell that serves a wish best; inside an object, once that is given. */
const fieldSquare = (
  semantics: Semantics,
  { name }: Field,
  wish: Verdict.Wish,
  now: Json | undefined
): string => {
  const state = now === undefined ? "unknown" : "value"
  const choice = fieldOf(semantics, name, now ?? null)?.choices[wish][state].ordinary
  return `${name} × ${wish} × ${state === "unknown" ? "unknown" : "known"} → ${choice?.form} (${choice?.verdict})`
}

/** The squares that a case reaches. */
export const squares = (
  semantics: Semantics,
  samples: Samples,
  { change, snapshot }: Case
): ReadonlyArray<string> => [
  ...fieldsOf(semantics, samples).flatMap((field) => {
    const now = read(snapshot, field.name)
    const { wish, ...wished } = Change.wishOf(semantics, change, field, now, (name) => read(snapshot, name))
    const value = "value" in wished ? wished.value : wish === "keep" ? now : undefined
    const kind = value === undefined || value === null ? "ordinary" : Verdict.kindOf(field, value)
    if (field.command !== undefined) return [fieldSquare(semantics, field, wish, placeholder)]
    return now === null || (kind !== "ordinary" && field.within === undefined)
      ? []
      : [fieldSquare(semantics, field, wish, now)]
  }),
  ...accessSquares(snapshot, change)
]

/** The squares of the whole table that a raw request reaches: the cells, whoever may ask for them. */
export const rawSquares = (
  semantics: Semantics,
  samples: Samples,
  snapshot: Snapshot,
  { fields }: Forms
): ReadonlyArray<string> => {
  const said = new Map(fields)
  const wholes = [...semantics.compiled.keys()]
  const given = new Set(fields.flatMap(([name]) => wholes.filter((whole) => name.startsWith(`${whole}.`))))
  return [
    ...fieldsOf(semantics, samples).flatMap(({ name, within }) => {
      if (within !== undefined && !given.has(within)) return []
      const before = read(snapshot, name)
      const field = fieldOf(semantics, name, before)?.field
      return field === undefined ? [] : [`${name} × ${cellName(field, before, said.get(name))}`]
    }),
    ...wholes.map((name) => `${name} × ${given.has(name) ? "given" : wholeName(said.get(name))}`)
  ]
}

const wholeName = (said: Json | undefined): string =>
  said === undefined ? "absent" : said === null ? "null" : "empty"

const cellName = (field: Field, now: Json | undefined, said: Json | undefined): string => {
  if (said === undefined || said === null) return said === undefined ? "absent" : "null"
  const kind = Verdict.kindOf(field, said)
  if (kind === "empty") return "empty"
  return `${now !== undefined && now !== null && same(field, now, said) ? "same" : "other"}${kind === "odd" ? " (odd)" : ""}`
}

/** Every cell of the table. A value that no member can have is never sent back as the same. */
export const allRaw = (semantics: Semantics, samples: Samples): ReadonlyArray<string> => [
  ...fieldsOf(semantics, samples).flatMap((field) => cellsOf(semantics, samples, field)),
  ...[...semantics.compiled.keys()].flatMap((name) =>
    ["absent", "null", "empty", "given"].map((form) => `${name} × ${form}`)
  )
]

/**
 * A field that is never answered, or that stores nothing, is never sent back as the same; an object's only part is in
 * it whenever the object is given.
 */
const cellsOf = (semantics: Semantics, samples: Samples, field: Field): ReadonlyArray<string> => {
  const values = samples.values[field.name] ?? []
  const more = samples.wished?.[field.name] ?? []
  const isOdd = (list: ReadonlyArray<Json>) => list.some((value) => Verdict.kindOf(field, value) === "odd")
  const isOnly = field.within !== undefined && semantics.compiled.get(field.within)?.members.length === 1
  return [
    ...(isOnly ? [] : ["absent"]),
    "null",
    ...(field.readable === false || field.command !== undefined ? [] : ["same"]),
    "other",
    ...(field.cells.empty === undefined ? [] : ["empty"]),
    ...(isOdd(values) && field.command === undefined ? ["same (odd)"] : []),
    ...(isOdd([...values, ...more]) ? ["other (odd)"] : [])
  ].map((cell) => `${field.name} × ${cell}`)
}

const accessSquares = ({ access }: Snapshot, change: Change.Change): ReadonlyArray<string> => {
  if (access === undefined || change.access === undefined) return []
  const { wishes } = AccessChange.understand(access, change.access)
  return (["own", "client"] as const).flatMap((side) => {
    const { default: wanted, entities, groups, replace } = wishes[side]
    return [
      ...[...entities].map(([id, { wish }]) => {
        const known = access[side].effective.has(id) ? "known" : "unknown"
        return `access × ${wish} × ${causeOf(access, side, id)} × ${known}`
      }),
      ...[...groups].map(
        ([id, { wish }]) =>
          `client × ${wish} × ${access.client.entries?.has(id) === true ? "named" : "unnamed"}`
      ),
      ...(wanted === undefined ? [] : [`default × ${side} × ${wanted.existing}`]),
      ...(replace === undefined ? [] : [`replace × ${side}`])
    ]
  })
}

const causeOf = (access: NonNullable<Snapshot["access"]>, side: "own" | "client", id: string): string => {
  if (access[side].entries === undefined) return "unknown entries"
  const client = access.directory.clients.find(({ entities }) => entities.some((entity) => entity.id === id))
  const entry = client === undefined ? undefined : access.client.entries?.get(client.id)
  if (side === "own" ? access.own.entries?.has(id) === true : entry?.entities.has(id) === true)
    return "entity entry"
  if (side === "client" && entry?.role != null) return "client entry"
  return access[side].default == null ? "nothing" : "default"
}
