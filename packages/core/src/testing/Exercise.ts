/**
 * How often each square was exercised: counts are no proof, so a square that was not reached is told.
 * For fields a square is the cell that the chosen form meets, the wish, and whether the value was known.
 * For access it is the wish and what the target's role followed from.
 */
import * as AccessChange from "../AccessChange.ts"
import * as Change from "../Change.ts"
import type { Field, Semantics } from "../Semantics.ts"
import { read, type Snapshot } from "../Snapshot.ts"
import * as Verdict from "../Verdict.ts"
import type { Case } from "./Arbitraries.ts"

const wishes: ReadonlyArray<Verdict.Wish> = ["keep", "set", "clear"]

/** Every square that a vendor's planner can reach. */
export const all = (semantics: Semantics, voidable: ReadonlyArray<string>): ReadonlyArray<string> => [
  ...semantics.fields.flatMap((field, position) =>
    wishes.flatMap((wish) =>
      (["known", "unknown"] as const).flatMap((known) => {
        const states = known === "unknown" ? (["unknown"] as const) : (["value"] as const)
        if (wish === "clear" && known === "known" && !voidable.includes(field.name))
          return [fieldSquare(semantics, position, wish, "value", "settable")]
        return states.map((state) => fieldSquare(semantics, position, wish, state, "settable"))
      })
    )
  ),
  ...(semantics.access === undefined
    ? []
    : ["grant", "revoke", "unpin"].flatMap((wish) =>
        ["entity entry", "client entry", "default", "nothing"].flatMap((cause) =>
          ["known", "unknown"].map((known) => `access × ${wish} × ${cause} × ${known}`)
        )
      )),
  ...(semantics.access === undefined
    ? []
    : ["own", "client"].flatMap((side) =>
        ["apply", "future only", "keep", "let go"].map((existing) => `default × ${side} × ${existing}`)
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
  const choice = semantics.choices[position]?.(wish, state, kind)
  const field = semantics.fields[position] as Field
  return `${field.name} × ${wish} × ${state === "unknown" ? "unknown" : "known"} → ${choice?.form} (${choice?.verdict})`
}

/** The squares that a case reaches. */
export const squares = (semantics: Semantics, { change, snapshot }: Case): ReadonlyArray<string> => [
  ...semantics.fields.flatMap((field, position) => {
    const wish = Change.wishOf(change, snapshot, field)
    const now = read(snapshot, field.name)
    const value = wish.wish === "set" ? wish.value : wish.wish === "keep" ? now : undefined
    const kind = value === undefined || value === null ? "settable" : Verdict.kindOf(field, value)
    return now === null || kind !== "settable"
      ? []
      : [fieldSquare(semantics, position, wish.wish, now === undefined ? "unknown" : "value", kind)]
  }),
  ...accessSquares(snapshot, change)
]

const accessSquares = ({ access }: Snapshot, change: Change.Change): ReadonlyArray<string> => {
  if (access === undefined || change.access === undefined) return []
  const { wishes } = AccessChange.understand(access, change.access)
  return (["own", "client"] as const).flatMap((side) => {
    const { default: wanted, entities, replace } = wishes[side]
    return [
      ...[...entities].map(([id, { wish }]) => {
        const known =
          access[side].effective.has(id) && access[side].entries !== undefined ? "known" : "unknown"
        return `access × ${wish} × ${causeOf(access, side, id)} × ${known}`
      }),
      ...(wanted === undefined ? [] : [`default × ${side} × ${wanted.existing}`]),
      ...(replace === undefined ? [] : [`replace × ${side}`])
    ]
  })
}

const causeOf = (access: NonNullable<Snapshot["access"]>, side: "own" | "client", id: string): string => {
  const client = access.directory.clients.find(({ entities }) => entities.some((entity) => entity.id === id))
  const entry = client === undefined ? undefined : access.client.entries?.get(client.id)
  if (side === "own" ? access.own.entries?.has(id) === true : entry?.entities.has(id) === true)
    return "entity entry"
  if (side === "client" && entry?.role != null) return "client entry"
  return access[side].default == null ? "nothing" : "default"
}
