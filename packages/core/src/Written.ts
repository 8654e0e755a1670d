/** What the lines of a plan leave behind: the values, what is no longer known, and what is written along. */
import type { FieldWish } from "./Change.ts"
import type { Line } from "./ComplexPlan.ts"
import type { Hazard } from "./Hazard.ts"
import { equal, type Json, type JsonObject } from "./Json.ts"
import type { Member } from "./Member.ts"
import type { PlanEffect } from "./PlanEffect.ts"
import type { Field } from "./Semantics.ts"
import { read, type Snapshot } from "./Snapshot.ts"

export interface Written {
  readonly values: JsonObject
  readonly unknown: ReadonlyArray<string>
  readonly member: Member
  /** Changes of fields that no line is about. */
  readonly effects: ReadonlyArray<PlanEffect>
  readonly hazards: ReadonlyArray<Hazard>
}

/** A record after these lines have come true. */
export const of = (snapshot: Snapshot, sent: ReadonlyArray<Line>): Written => {
  const { member, unknown, values } = snapshot
  if (sent.length === 0) return { values, unknown, member, effects: nothing, hazards: nothing }
  const after: Record<string, Json> = { ...values }
  for (const { field, wish } of sent) {
    if (field.command !== undefined) continue
    if (wish.wish === "set") after[field.name] = wish.value
    else delete after[field.name]
  }
  const others = sent.some(({ field }) => field.writes !== undefined) ? alongWith(snapshot, sent) : none
  for (const [name, value] of others) {
    if (value === undefined || value === null) delete after[name]
    else after[name] = value
  }
  const settled = new Set(sent.map(({ field }) => field.name))
  return {
    values: after,
    unknown: unknownAfter(unknown, settled, others),
    member: renamed(member, sent),
    effects: [...others].map(([name, value]) => effect(name, read(snapshot, name), value, sent)),
    hazards: [...others.keys()].flatMap((name) => (read(snapshot, name) === undefined ? [unread(name)] : []))
  }
}

const nothing: ReadonlyArray<never> = []
const none: ReadonlyMap<string, Json | undefined> = new Map()

const unknownAfter = (
  unknown: ReadonlyArray<string>,
  settled: ReadonlySet<string>,
  along: ReadonlyMap<string, Json | undefined>
): ReadonlyArray<string> => {
  const lost = [...along].flatMap(([name, value]) => (value === undefined ? [name] : []))
  return unknown.length === 0 && lost.length === 0
    ? unknown
    : [...new Set([...unknown.filter((name) => !settled.has(name) && !along.has(name)), ...lost])]
}

/** The fields that a line is about: its own, and those written along. */
export const names = ({ field }: Line): ReadonlyArray<string> => [
  field.name,
  ...(field.writes ?? nothing).map((write) => write.field)
]

/** Fields that change because of others, with what they become; `undefined` where nobody can tell. */
const alongWith = (snapshot: Snapshot, sent: ReadonlyArray<Line>): ReadonlyMap<string, Json | undefined> =>
  new Map(
    [
      ...along(
        sent.map(({ field, wish }) => ({ field, written: valueOf(wish) })),
        snapshot
      )
    ].filter(([name, value]) => value === undefined || !same(value, read(snapshot, name)))
  )

/** What several writes make of the fields they write along; where it may come to two things, nobody can tell. */
export const along = (
  written: ReadonlyArray<{ readonly field: Field; readonly written: Json }>,
  snapshot: Snapshot
): ReadonlyMap<string, Json | undefined> => {
  const writes = written.flatMap(({ field, written: value }) =>
    (field.writes ?? nothing).map((write) => ({ ...write, value }))
  )
  return new Map(
    writes.map(({ field: name }) => {
      const before = read(snapshot, name)
      const those = writes.filter((write) => write.field === name)
      const after = those.map((write) => write.after(write.value, before))
      const mayStay = those.every(({ isOpen }) => isOpen === true)
      const [first, ...others] = mayStay ? [before, ...after] : after
      return [name, others.every((other) => same(first, other)) ? first : undefined] as const
    })
  )
}

const valueOf = (wish: FieldWish): Json => (wish.wish === "set" ? wish.value : null)

const same = (left: Json | undefined, right: Json | undefined): boolean =>
  left === undefined || right === undefined ? left === right : equal(left, right)

const renamed = (member: Member, sent: ReadonlyArray<Line>): Member => {
  const line = sent.find(({ field }) => field.renames !== undefined)
  return line?.field.renames !== undefined && line.wish.wish === "set" && typeof line.wish.value === "string"
    ? { ...member, [line.field.renames]: line.wish.value }
    : member
}

const effect = (
  name: string,
  before: Json | undefined,
  after: Json | undefined,
  sent: ReadonlyArray<Line>
): PlanEffect => ({
  kind: after === undefined ? "may change" : after === null ? "cleared" : "set",
  subject: { field: name },
  when: "today",
  before,
  after,
  why: `written along with ${causes(name, sent).join(" and ")}`
})

const causes = (name: string, sent: ReadonlyArray<Line>): ReadonlyArray<string> =>
  sent.flatMap(({ field }) =>
    (field.writes ?? nothing)
      .filter((write) => write.field === name)
      .map(({ clause }) => `${field.name} (${clause})`)
  )

const unread = (name: string): Hazard => ({
  id: `overwrites-unknown:${name}`,
  kind: "doubt",
  weight: "stop",
  says: `${name} could not be read, and is written along; what it holds may be lost.`,
  sources: []
})
