/**
 * What can be taken back, worked out when planning: the inverse of each line is planned on the predicted record.
 */
import type * as AccessPlan from "./AccessPlan.ts"
import * as AccessEffect from "./AccessEffect.ts"
import { type Access, type ClientEntry, type ClientSide, type OwnSide, type Side, view } from "./Access.ts"
import { ownGroup, type SideWishes } from "./AccessWish.ts"
import { type FieldWish, keep } from "./Change.ts"
import * as ComplexPlan from "./ComplexPlan.ts"
import type { FieldPlan } from "./FieldPlan.ts"
import type { Json } from "./Json.ts"
import type { Line } from "./Line.ts"
import { impliedBy } from "./Resolution.ts"
import { fieldOf, type Semantics } from "./Semantics.ts"
import * as SideContext from "./SideContext.ts"
import * as SidePlan from "./SidePlan.ts"
import { read, type Snapshot } from "./Snapshot.ts"
import * as Verdict from "./Verdict.ts"
import * as World from "./World.ts"

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
): ReadonlyArray<UndoLine> => {
  const moved = new Set(fields.effects.flatMap(({ subject }) => ("field" in subject ? [subject.field] : [])))
  return [
    ...Array.from(moved, (name) => fieldLine(semantics, before, predicted, fields, name, moved)),
    ...accessLines(semantics, before, predicted, access)
  ]
}

const wishFor = (value: Json): FieldWish => (value === null ? { wish: "clear" } : { wish: "set", value })

const noCosts: ReadonlyArray<never> = []

const fieldLine = (
  semantics: Semantics,
  before: Snapshot,
  predicted: Snapshot,
  fields: FieldPlan,
  name: string,
  moved: ReadonlySet<string>
): UndoLine => {
  const value = read(before, name)
  if (value === undefined) return { subject: name, undo: "irreversible", why: "it was unknown before" }
  const found = fieldOf(semantics, name, value)
  if (found === undefined) return { subject: name, undo: "irreversible", why: "only the vendor writes it" }
  const { choices, field } = found
  if (field.command !== undefined)
    return { subject: name, undo: "irreversible", why: "a command cannot be called back" }
  if (field.readable === false && field.writes !== undefined)
    return {
      subject: name,
      undo: "irreversible",
      why: "it only says in other words what another field holds"
    }
  const others = field.writes?.filter((write) => {
    const there = read(predicted, write.field)
    return write.after(value, there) !== there
  })
  if (others !== undefined && others.length > 0)
    return { subject: name, undo: "irreversible", why: "the way back may change other fields along" }
  const costs = field.consequences ?? noCosts
  if (fields.repeat === "never" && costs.length > 0)
    return { subject: name, undo: "irreversible", why: "a charge or a message cannot be called back" }
  if (costs.some(({ becomes }) => becomes === value))
    return { subject: name, undo: "irreversible", why: "the way back may charge or send a message" }
  const now = read(predicted, name)
  const wish = wishFor(value)
  const verdict =
    field.within === undefined
      ? choices[wish.wish][Verdict.knowledge(now)][Verdict.kindFor(field, wish, now)].verdict
      : objectVerdict(semantics, before, predicted, field.within, moved)
  return { subject: name, ...graded(verdict) }
}

/** How surely an object comes back as it was: its parts go back together, and none of the others may be harmed. */
const objectVerdict = (
  semantics: Semantics,
  before: Snapshot,
  predicted: Snapshot,
  name: string,
  moved: ReadonlySet<string>
): Verdict.Verdict => {
  const complex = semantics.compiled.get(name)
  if (complex === undefined) return "unsafe"
  const back = ComplexPlan.make(semantics, predicted, complex, moved, ({ name: part }) => {
    const value = moved.has(part) ? read(before, part) : undefined
    return value === undefined ? keep : wishFor(value)
  })
  return Verdict.worst(back.lines.map(({ choice }) => choice.verdict))
}

const exactly: Omit<UndoLine, "subject"> = { undo: "exact", why: "the value before can be written again" }

const graded = (verdict: Verdict.Verdict): Omit<UndoLine, "subject"> => {
  if (verdict === "exact") return exactly
  if (verdict === "tentative")
    return { undo: "tentative", why: "undocumented: it comes back, or stays as it is" }
  return { undo: "irreversible", why: verdict === "forbidden" ? "no request brings it back" : "undocumented" }
}

const sides: ReadonlyArray<Side> = ["own", "client"]

const accessLines = (
  semantics: Semantics,
  before: Snapshot,
  predicted: Snapshot,
  access: AccessPlan.AccessPlan | undefined
): ReadonlyArray<UndoLine> => {
  const { access: rules } = semantics
  const { access: stored } = before
  if (access === undefined || stored === undefined || rules === undefined) return []
  const { predicted: after } = access
  const verdicts = sides.flatMap((side): ReadonlyArray<Verdict.Verdict> => {
    const wish = restoring(stored, side)
    if (wish === undefined || after[side].default === undefined) return []
    const impliedBefore = impliedBy(rules, read(predicted, rules.roleField))
    const impliedAfter = impliedBy(rules, read(before, rules.roleField))
    const whole = view(after, side)
    // A group that stayed as it was read goes back as it was read, unless what the whole side follows moves.
    const calm = impliedBefore === impliedAfter && stored[side].default === after[side].default
    const groups = calm ? whole.groups.filter(({ id }) => access.moved[side].has(id)) : whole.groups
    const input = {
      rules,
      axes: semantics.axes,
      view: { ...whole, groups },
      wishes: wish,
      impliedBefore,
      impliedAfter,
      waysOut: SideContext.noWaysOut
    }
    return [restores(stored[side], after[side], access.lines[side], input)]
  })
  if (verdicts.length < sides.length)
    return [
      {
        subject: "access",
        undo: "irreversible",
        why: "what was stored, or what comes of it, is not all known"
      }
    ]
  return [{ subject: "access", ...graded(Verdict.worst(verdicts)) }]
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

/** Whether some form takes the default away, under some reading; null and empty do the same. */
const mayLoseDefault = ({ axes, rules, view }: SideContext.SideInput): boolean => {
  const relevance = { side: view.side, implies: false, omitted: true, void: true, noAccess: false }
  const possible = World.readings(rules, axes, relevance)
  return (["absent", "null"] as const).some((form) =>
    World.join(possible, { form }, view.default ?? null).accepted.some((world) => world.default === null)
  )
}

/** How surely the default and the roles of today come back; only what moves either way has to be looked at. */
const restores = (
  stored: OwnSide | ClientSide,
  after: OwnSide | ClientSide,
  forth: ReadonlyArray<Line>,
  input: SideContext.SideInput
): Verdict.Verdict => {
  if (stored.default === null && !mayLoseDefault(input)) return "forbidden"
  const back = SidePlan.make(input)
  const outcomes = new Map(
    back.lines.flatMap((line) =>
      line.target.scope === "entity" ? [[line.target.entity, line] as const] : []
    )
  )
  const moved = new Set([
    ...outcomes.keys(),
    ...forth.flatMap(({ target }) => (target.scope === "entity" ? [target.entity] : []))
  ])
  let verdict: Verdict.Verdict = "exact"
  for (const id of moved) {
    const roles = outcomes.get(id)?.outcomes.map(({ role }) => role) ?? [after.effective.get(id)]
    if (roles.every((role) => role === stored.effective.get(id))) continue
    if (!roles.some((role) => role === undefined || role === stored.effective.get(id))) return "unsafe"
    verdict = "tentative"
  }
  const settled = back.defaults.length === 1 && back.defaults[0] === stored.default
  const doubtful = AccessEffect.hazards(input, back).some(({ kind }) => kind === "doubt")
  return settled && !doubtful && !back.mayBeRefused ? verdict : "tentative"
}
