/**
 * Carries a change over to a record that has moved on: what is still wanted stays, and so does what has
 * come true by itself, since it may hold something narrower against a wider wish; where somebody else wrote a third
 * value there is a conflict that a person has to look at.
 */
import * as AccessChange from "./AccessChange.ts"
import type { Access, Side } from "./Access.ts"
import type { TargetWish } from "./AccessWish.ts"
import type { Change } from "./Change.ts"
import { namesIn } from "./ComplexPlan.ts"
import type { Json, JsonObject } from "./Json.ts"
import { type Same, sameOf, type Semantics } from "./Semantics.ts"
import { read, type Snapshot } from "./Snapshot.ts"

export interface Rebased {
  readonly change: Change
  /** Somebody else changed these to something that neither the plan rested on nor the change wishes. */
  readonly conflicts: ReadonlyArray<string>
  /** These came true by themselves. */
  readonly fulfilled: ReadonlyArray<string>
}

/** Rebases `change`, planned on `base`, onto `fresh`. A replacement says all there is to say and is kept whole. */
export const onto = (semantics: Semantics, base: Snapshot, fresh: Snapshot, change: Change): Rebased => {
  const place = change.merge === undefined ? "replace" : "merge"
  const said = change[place] ?? {}
  const fields = Object.entries(said).map(([name, wished]) => ({
    name,
    wished,
    fate: together(
      wishesOf(semantics, [base, fresh], name, wished).map(([part, value]) =>
        fateOf(read(base, part), read(fresh, part), meant(value), sameOf(semantics, part))
      )
    )
  }))
  const targets = accessFates(base.access, fresh.access, change.access)
  const kept = fields.filter(({ fate }) => fate !== "conflict")
  const named = (fate: Fate) => [
    ...fields.flatMap((field) => (field.fate === fate ? [field.name] : [])),
    ...targets.flatMap((target) => (target.fate === fate ? [target.id] : []))
  ]
  return {
    change: {
      ...change,
      ...(change[place] === undefined ? {} : { [place]: place === "merge" ? record(kept) : change[place] }),
      ...(change.access === undefined ? {} : { access: stillWanted(change.access, targets) })
    },
    conflicts: named("conflict"),
    fulfilled: named("fulfilled")
  }
}

type Fate = "wanted" | "fulfilled" | "conflict"

/** An empty list or object is wished where nothing is to be left. */
const meant = (wished: Json): Json =>
  typeof wished === "object" && wished !== null && Object.keys(wished).length === 0 ? null : wished

const identical: Same = (left, right) => left === right

const fateOf = (base: Json | undefined, fresh: Json | undefined, wished: Json, isSame = identical): Fate => {
  if (isSame(fresh, wished)) return "fulfilled"
  return isSame(base, fresh) ? "wanted" : "conflict"
}

/** What is wished of a field, or of each part that an object has, had or is to have: void, where it is not said. */
const wishesOf = (
  semantics: Semantics,
  snapshots: ReadonlyArray<Snapshot>,
  name: string,
  wished: Json
): ReadonlyArray<readonly [name: string, wished: Json]> => {
  if (!semantics.compiled.has(name)) return [[name, wished]]
  const there = snapshots.flatMap((snapshot) => namesIn(snapshot, name, []))
  const said: ReadonlyArray<readonly [string, Json]> = Object.entries(wished ?? {})
  return [
    ...new Map([
      ...there.map((part) => [part, null] as const),
      ...said.map(([part, value]) => [`${name}.${part}`, value] as const)
    ])
  ]
}

/** What became of a field or of an object's parts: one that nobody can read, before or now, hides nothing of others. */
const together = (parts: ReadonlyArray<Fate>): Fate => {
  if (parts.includes("conflict")) return "conflict"
  return parts.includes("wanted") ? "wanted" : "fulfilled"
}

const record = (fields: ReadonlyArray<{ readonly name: string; readonly wished: Json }>): JsonObject =>
  Object.fromEntries(fields.map(({ name, wished }) => [name, wished]))

/** A wish of the access change: which one, and what became of it. */
interface TargetFate {
  readonly id: string
  readonly wish: "grant" | "revoke" | "unpin" | "default"
  /** Its place in the list, or the side of a default. */
  readonly at: number | Side
  readonly fate: Fate
}

const lists = ["grant", "revoke", "unpin"] as const
const sides: ReadonlyArray<Side> = ["own", "client"]

const accessFates = (
  base: Access | undefined,
  fresh: Access | undefined,
  change: AccessChange.AccessChange | undefined
): ReadonlyArray<TargetFate> => {
  if (base === undefined || fresh === undefined || change === undefined) return []
  const targets = lists.flatMap((wish) =>
    (change[wish] ?? []).flatMap((target, at) => {
      const { wishes } = AccessChange.understand(fresh, { [wish]: [target] })
      return sides.flatMap((side) => [
        ...Array.from(wishes[side].entities, ([id, wanted]) => ({
          id,
          wish,
          at,
          fate: targetFate(base[side].effective.get(id), fresh[side].effective.get(id), wanted)
        })),
        ...Array.from(wishes[side].groups, ([id, wanted]) => ({
          id,
          wish,
          at,
          fate: targetFate(clientRole(base, id), clientRole(fresh, id), wanted)
        }))
      ])
    })
  )
  const defaults = sides.flatMap((side) => {
    const wanted = change.default?.[side]
    return wanted === undefined
      ? []
      : [
          {
            id: `${side} default`,
            wish: "default" as const,
            at: side,
            fate: fateOf(base[side].default, fresh[side].default, wanted.role)
          }
        ]
  })
  return [...targets, ...defaults]
}

const clientRole = (access: Access, id: string): Json | undefined =>
  access.client.entries === undefined ? undefined : (access.client.entries.get(id)?.role ?? null)

const targetFate = (base: Json | undefined, fresh: Json | undefined, wish: TargetWish): Fate =>
  wish.wish === "unpin" ? "wanted" : fateOf(base, fresh, wish.wish === "grant" ? wish.role : null)

const stillWanted = (
  change: AccessChange.AccessChange,
  fates: ReadonlyArray<TargetFate>
): AccessChange.AccessChange => {
  const gone = new Set(fates.flatMap(({ at, fate, wish }) => (fate === "conflict" ? [`${wish} ${at}`] : [])))
  const kept = <A>(wish: TargetFate["wish"], targets: ReadonlyArray<A> | undefined) =>
    targets === undefined ? {} : { [wish]: targets.filter((_, at) => !gone.has(`${wish} ${at}`)) }
  const defaults = sides.flatMap((side) => {
    const wanted = change.default?.[side]
    return wanted === undefined || gone.has(`default ${side}`) ? [] : [[side, wanted] as const]
  })
  return {
    ...change,
    ...kept("grant", change.grant),
    ...kept("revoke", change.revoke),
    ...kept("unpin", change.unpin),
    ...(change.default === undefined ? {} : { default: Object.fromEntries(defaults) })
  }
}
