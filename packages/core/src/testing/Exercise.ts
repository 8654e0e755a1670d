/**
 * How often each square was exercised: counts are no proof, so a square that was not reached is told.
 * For fields a square is the cell that the chosen form meets, the wish, and whether the value was known.
 * For access it is the wish and what the target's role followed from.
 */
import * as AccessChange from "../AccessChange.ts"
import * as Change from "../Change.ts"
import { equal, type Json } from "../Json.ts"
import type { Field, Forms, Semantics } from "../Semantics.ts"
import { read, type Snapshot } from "../Snapshot.ts"
import * as Verdict from "../Verdict.ts"
import type { Case } from "./Arbitraries.ts"
import type { Samples } from "./Samples.ts"

const wishes: ReadonlyArray<Verdict.Wish> = ["keep", "set", "clear"]

/** Every square that a vendor's planner can reach. */
export const all = (semantics: Semantics): ReadonlyArray<string> => [
  ...semantics.fields.flatMap((_, position) =>
    wishes.flatMap((wish) =>
      (["known", "unknown"] as const).flatMap((known) => {
        const state = known === "unknown" ? "unknown" : "value"
        return [fieldSquare(semantics, position, wish, state, "ordinary")]
      })
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

const fieldSquare = (
  semantics: Semantics,
  position: number,
  wish: Verdict.Wish,
  state: Verdict.Knowledge,
  kind: Verdict.ValueKind
): string => {
  const choice = semantics.choices[position]?.[wish][state][kind]
  const field = semantics.fields[position] as Field
  return `${field.name} × ${wish} × ${state === "unknown" ? "unknown" : "known"} → ${choice?.form} (${choice?.verdict})`
}

/** The squares that a case reaches. */
export const squares = (semantics: Semantics, { change, snapshot }: Case): ReadonlyArray<string> => [
  ...semantics.fields.flatMap((field, position) => {
    const now = read(snapshot, field.name)
    const wish = Change.wishOf(change, now, field)
    const value = wish.wish === "set" ? wish.value : wish.wish === "keep" ? now : undefined
    const kind = value === undefined || value === null ? "ordinary" : Verdict.kindOf(field, value)
    return now === null || kind !== "ordinary"
      ? []
      : [fieldSquare(semantics, position, wish.wish, now === undefined ? "unknown" : "value", kind)]
  }),
  ...accessSquares(snapshot, change)
]

/** The squares of the whole table that a raw request reaches: the cells, whoever may ask for them. */
export const rawSquares = (
  semantics: Semantics,
  snapshot: Snapshot,
  { fields }: Forms
): ReadonlyArray<string> => {
  const said = new Map(fields)
  return semantics.fields.map(
    (field) => `${field.name} × ${cellName(field, read(snapshot, field.name), said.get(field.name))}`
  )
}

const cellName = (field: Field, now: Json | undefined, said: Json | undefined): string => {
  if (said === undefined || said === null) return said === undefined ? "absent" : "null"
  const kind = Verdict.kindOf(field, said)
  if (kind === "empty") return "empty"
  return `${now !== undefined && now !== null && equal(now, said) ? "same" : "other"}${kind === "odd" ? " (odd)" : ""}`
}

/** Every cell of the table. A value that no member can have is never sent back as the same. */
export const allRaw = (semantics: Semantics, samples: Samples): ReadonlyArray<string> =>
  semantics.fields.flatMap((field) => {
    const values = samples.values[field.name] ?? []
    const more = samples.wished?.[field.name] ?? []
    const isOdd = (list: ReadonlyArray<Json>) => list.some((value) => Verdict.kindOf(field, value) === "odd")
    return [
      "absent",
      "null",
      "same",
      "other",
      ...(field.cells.empty === undefined ? [] : ["empty"]),
      ...(isOdd(values) ? ["same (odd)"] : []),
      ...(isOdd([...values, ...more]) ? ["other (odd)"] : [])
    ].map((cell) => `${field.name} × ${cell}`)
  })

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
