/**
 * A world is one reading together with the default it leaves behind: one way in which the vendor may act.
 * What was read rules some of them out.
 */
import type * as Access from "./Access.ts"
import * as AccessForms from "./AccessForms.ts"
import type { Axis, Reading } from "./Reading.ts"
import { product } from "./Reading.ts"
import { type AccessReading, type AccessRules, readingOf, resolve, type Role } from "./Resolution.ts"

export interface World {
  readonly reading: AccessReading
  /** The default that is stored after the request. */
  readonly default: Role | null
}

/** The worlds in which a request is accepted, and whether there are others in which it is refused. */
export interface Worlds {
  readonly accepted: ReadonlyArray<World>
  readonly mayBeRefused: boolean
}

/** Which open points matter: a point that cannot show is answered once, so that the product stays small. */
export interface Relevance {
  readonly side: Access.Side
  readonly implies: boolean
  readonly omitted: boolean
  readonly void: boolean
  readonly noAccess: boolean
}

/** Every reading of the points that matter on a side, over the answers still open. */
export const readings = (
  rules: AccessRules,
  axes: ReadonlyArray<Axis>,
  relevance: Relevance
): ReadonlyArray<AccessReading> => {
  const byPoint = open(axes)
  const key = JSON.stringify(relevance)
  const known = byPoint.memo.get(key)
  if (known !== undefined) return known
  const made = expand(rules, byPoint.axes, relevance)
  byPoint.memo.set(key, made)
  return made
}

interface OpenPoints {
  readonly axes: ReadonlyMap<string, Axis>
  readonly memo: Map<string, ReadonlyArray<AccessReading>>
}

const openPoints = new WeakMap<ReadonlyArray<Axis>, OpenPoints>()

const open = (axes: ReadonlyArray<Axis>): OpenPoints => {
  const known = openPoints.get(axes)
  if (known !== undefined) return known
  const made = {
    axes: new Map(axes.map((axis) => [axis.id, axis])),
    memo: new Map<string, ReadonlyArray<AccessReading>>()
  }
  openPoints.set(axes, made)
  return made
}

const expand = (
  rules: AccessRules,
  axes: ReadonlyMap<string, Axis>,
  { implies, noAccess, omitted, side, void: empty }: Relevance
): ReadonlyArray<AccessReading> => {
  const onClients = side === "client"
  const matters: Readonly<Record<keyof AccessReading, boolean>> = {
    reach: onClients,
    wrapper: onClients,
    later: onClients,
    implies,
    omitted,
    void: empty,
    noAccess
  }
  const points = (Object.keys(matters) as ReadonlyArray<keyof AccessReading>).flatMap((point) => {
    const axis = axes.get(rules.axes[point])
    return axis === undefined
      ? []
      : [{ ...axis, answers: matters[point] ? axis.answers : axis.answers.slice(0, 1) }]
  })
  // Own entities have no reach axis: the default is given on every existing one.
  const settle = (reading: Reading): AccessReading => ({
    ...readingOf(rules.axes, reading),
    ...(onClients ? {} : { reach: "all" as const })
  })
  return product(points).map(settle)
}

/** Joins readings with what a default form leaves behind under each. */
export const join = (
  possible: ReadonlyArray<AccessReading>,
  form: AccessForms.DefaultForm,
  stored: Role | null
): Worlds => {
  const accepted: Array<World> = []
  for (const reading of possible) {
    const after = AccessForms.after(form, stored, reading)
    if (after !== "refused") accepted.push({ reading, default: after.role })
  }
  return { accepted, mayBeRefused: accepted.length < possible.length }
}

/**
 * The readings that agree with what was read. Only a role that follows from no entry of its own tells anything.
 * It is presumed that no entity moved between clients since the binding was written.
 * When the snapshot fits no reading at all it is no evidence, and all stay possible.
 */
export const agreeing = (
  rules: AccessRules,
  view: Access.SideView,
  possible: ReadonlyArray<AccessReading>,
  implied: Role | null
): ReadonlyArray<AccessReading> => {
  const stored = view.default
  if (stored === undefined || !view.entriesKnown || possible.length === 1) return possible
  let agreeing = possible
  const seen = new Set<string>()
  for (const group of view.groups) {
    const entry = view.entryOf(group)
    // Where every entity has an entry of its own, nothing follows from anything else.
    if (entry !== undefined && entry.entities.size >= group.entities.length) continue
    const named = group.id !== null && entry !== undefined
    const head = named ? `named ${entry.role}` : "unnamed"
    for (const { id } of group.entities) {
      const role = view.effective.get(id)
      if (role === undefined || entry?.entities.has(id) === true) continue
      const key = `${head} ${role}`
      if (seen.has(key)) continue
      seen.add(key)
      const client = named ? { role: entry.role } : undefined
      agreeing = agreeing.filter((reading) =>
        histories.some(
          (history) =>
            resolve(rules, reading, { explicit: undefined, client, default: stored, implied, ...history })
              .role === role
        )
      )
    }
  }
  return agreeing.length === 0 ? possible : agreeing
}

/** What nobody can read: whether the binding reached an entity when it was written, or came before it. */
export const histories = [
  { reached: true, later: false },
  { reached: false, later: false },
  { reached: true, later: true }
] as const
