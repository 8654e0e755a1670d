/**
 * What can be taken back, worked out when planning: the inverse of each line is planned on the predicted record.
 */
import * as AccessPlan from "./AccessPlan.ts"
import type { Access, ClientEntry, Side } from "./Access.ts"
import { ownGroup, type SideWishes } from "./AccessWish.ts"
import type { FieldPlan } from "./FieldPlan.ts"
import type { Semantics } from "./Semantics.ts"
import { read, type Snapshot } from "./Snapshot.ts"
import * as Verdict from "./Verdict.ts"

export interface UndoLine {
  /** The field, or the side of the access. */
  readonly subject: string
  readonly undo: "exact" | "tentative" | "irreversible"
  readonly why: string
}

/** One line for every field that changes, and one for the access where it is written along. */
export const lines = (
  semantics: Semantics,
  before: Snapshot,
  predicted: Snapshot,
  fields: FieldPlan,
  access: AccessPlan.AccessPlan | undefined
): ReadonlyArray<UndoLine> => [
  ...fields.effects.flatMap(({ subject }) =>
    "field" in subject ? [fieldLine(semantics, before, predicted, fields, subject.field)] : []
  ),
  ...(access === undefined ? [] : accessLines(semantics, before, predicted))
]

const fieldLine = (
  semantics: Semantics,
  before: Snapshot,
  predicted: Snapshot,
  fields: FieldPlan,
  name: string
): UndoLine => {
  const position = semantics.positions.get(name) ?? -1
  const field = semantics.fields[position]
  const choices = semantics.choices[position]
  const value = read(before, name)
  if (value === undefined) return { subject: name, undo: "irreversible", why: "it was unknown before" }
  if (field === undefined || choices === undefined) throw new RangeError("a field outside the table")
  const costs = field.consequences ?? []
  if (fields.repeat === "never" && costs.length > 0)
    return { subject: name, undo: "irreversible", why: "a charge or a message cannot be called back" }
  if (costs.some(({ becomes }) => becomes === value))
    return { subject: name, undo: "irreversible", why: "the way back may charge or send a message" }
  const now = read(predicted, name)
  const knowledge = now === undefined ? "unknown" : now === null ? "void" : "value"
  const choice =
    value === null
      ? choices("clear", knowledge, "ordinary")
      : choices("set", knowledge, Verdict.kindOf(field, value))
  return { subject: name, ...graded(choice.verdict) }
}

const graded = (verdict: Verdict.Verdict): Omit<UndoLine, "subject"> => {
  if (verdict === "exact") return { undo: "exact", why: "the value before can be written again" }
  if (verdict === "tentative")
    return { undo: "tentative", why: "undocumented: it comes back, or stays as it is" }
  return { undo: "irreversible", why: verdict === "forbidden" ? "no request brings it back" : "undocumented" }
}

const accessLines = (
  semantics: Semantics,
  before: Snapshot,
  predicted: Snapshot
): ReadonlyArray<UndoLine> => {
  const stored = before.access
  const after = predicted.access
  if (stored === undefined || after === undefined || semantics.access === undefined) return []
  const replaceOwn = restoring(stored, "own")
  const replaceClient = restoring(stored, "client")
  if (replaceOwn === undefined || replaceClient === undefined)
    return [{ subject: "access", undo: "irreversible", why: "what was stored is not all known" }]
  if (unknownAfter(after))
    return [{ subject: "access", undo: "irreversible", why: "the outcome is not settled" }]
  const back = AccessPlan.make(semantics, semantics.access, predicted, after, {
    wishes: { own: replaceOwn, client: replaceClient },
    roleAfter: read(before, semantics.access.roleField) ?? undefined,
    accepted: new Set()
  })
  return [{ subject: "access", ...graded(restores(stored, back.predicted, back)) }]
}

/** The wish to have a side as it was stored. */
const restoring = (access: Access, side: Side): SideWishes | undefined => {
  const { default: role, entries } = access[side]
  if (role === undefined || entries === undefined) return undefined
  const own = new Map<string, ClientEntry>([
    [ownGroup, { role: null, entities: access.own.entries ?? new Map() }]
  ])
  return {
    entities: new Map(),
    groups: new Map(),
    replace: { default: role, entries: side === "own" ? own : (access.client.entries ?? new Map()) }
  }
}

const unknownAfter = ({ client, own }: Access): boolean =>
  own.default === undefined || client.default === undefined

/** How surely the roles of today and the defaults come back. */
const restores = (stored: Access, back: Access, plan: AccessPlan.AccessPlan): Verdict.Verdict => {
  const sides: ReadonlyArray<Side> = ["own", "client"]
  const differences = sides.flatMap((side) => [
    back[side].default === stored[side].default ? [] : [back[side].default],
    ...[...stored[side].effective].map(([id, role]) => {
      const after = back[side].effective.get(id)
      return after === role ? [] : [after]
    })
  ])
  const found = differences.flat()
  if (found.some((after) => after !== undefined)) return "unsafe"
  return found.length > 0 || plan.mayBeRefused || plan.hazards.some(({ kind }) => kind === "doubt")
    ? "tentative"
    : "exact"
}
