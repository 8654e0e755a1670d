/**
 * What a vendor does with a request under one reading, as its table has it: the model that the planner trusts.
 * Laws compare it with the wish, and contracts compare it with what a server does.
 */
import type { Access, ClientEntry, Group, Side } from "./Access.ts"
import { view } from "./Access.ts"
import * as AccessForms from "./AccessForms.ts"
import type { Json, JsonObject } from "./Json.ts"
import type * as Reading from "./Reading.ts"
import {
  type AccessReading,
  type AccessRules,
  readingOf,
  resolve,
  type Role,
  impliedBy
} from "./Resolution.ts"
import * as ComplexPlan from "./ComplexPlan.ts"
import {
  type Cell,
  type Complex,
  type CompiledComplex,
  compiledAt,
  type Field,
  fieldOf,
  type Forms,
  same,
  type Semantics
} from "./Semantics.ts"
import { read, type Snapshot } from "./Snapshot.ts"
import * as Verdict from "./Verdict.ts"
import * as Written from "./Written.ts"

export type Applied =
  | "refused"
  | {
      readonly snapshot: Snapshot
      readonly deferred: ReadonlyArray<string>
      /** Fields whose value the table does not tell: reset to a default, or written along. */
      readonly unsettled: ReadonlyArray<string>
    }

/** Applies forms to a fully known snapshot. A refusal is atomic. */
export const apply = (
  semantics: Semantics,
  reading: Reading.Reading,
  snapshot: Snapshot,
  forms: Forms
): Applied => {
  const said = new Map(forms.fields)
  const answers = answersOf(semantics, reading, snapshot, said)
  if (answers.some(({ outcome }) => outcome === "refused")) return "refused"
  if (wholes(semantics, said).some(({ cell }) => isRefused(cell, reading))) return "refused"
  const next = after(snapshot, answers)
  if (contradicts(semantics, reading, next.snapshot)) return "refused"
  const deferred = answers.flatMap(({ field, outcome }) =>
    outcome === "deferred" ? [field.name, ...(field.writes ?? []).map((write) => write.field)] : []
  )
  const reset = answers.flatMap(({ field, outcome }) => (outcome === "reset" ? [field.name] : []))
  const unsettled = [...reset, ...next.unsettled]
  if (semantics.access === undefined || snapshot.access === undefined)
    return { snapshot: next.snapshot, deferred, unsettled }
  const access = applyAccess(semantics.access, reading, snapshot.access, next.snapshot, forms.access)
  return access === "refused" ? "refused" : { snapshot: { ...next.snapshot, access }, deferred, unsettled }
}

type Outcome = ReturnType<typeof Verdict.outcomeOf>

/** One field, what a request says about it, and the square of the table which that meets. */
export interface Square {
  readonly field: Field
  /** A value, `null` for void, `undefined` for unknown. */
  readonly before: Json | undefined
  readonly said: Json | undefined
  readonly cell: Cell
  /** Whose square it is: the field's own, or that of the object it belongs to, left out or given as a whole. */
  readonly of: Field | Complex
}

/** What becomes of one field. */
interface FieldAnswer extends Square {
  readonly outcome: Outcome
}

/** The squares that forms meet, one for each field of the table and for each name of an open object. */
export const squares = (
  semantics: Semantics,
  snapshot: Snapshot,
  { fields }: Pick<Forms, "fields">
): ReadonlyArray<Square> => {
  const said = new Map(fields)
  return [
    ...plainSquares(semantics, snapshot, said),
    ...[...semantics.compiled.values()].flatMap((complex) =>
      complexSquares(semantics, snapshot, said, complex)
    )
  ]
}

/** The axes that decide what becomes of forms: one reading of these is one answer. */
export const axes = (semantics: Semantics, snapshot: Snapshot, forms: Forms): ReadonlyArray<Reading.Axis> => {
  const decisive = [...squares(semantics, snapshot, forms), ...wholes(semantics, new Map(forms.fields))]
  const named = new Set([
    ...decisive.flatMap(({ cell, of }) => Verdict.axesOf(of, cell)),
    ...(semantics.contradictions ?? []).map(({ axis }) => axis),
    ...Object.values(semantics.access?.axes ?? {})
  ])
  return semantics.axes.filter(({ id }) => named.has(id))
}

const plainSquares = (
  { fields }: Semantics,
  snapshot: Snapshot,
  said: ReadonlyMap<string, Json>
): ReadonlyArray<Square> =>
  fields.flatMap((field) => (field.within === undefined ? [squareOf(field, snapshot, said)] : []))

const complexSquares = (
  semantics: Semantics,
  snapshot: Snapshot,
  said: ReadonlyMap<string, Json>,
  { members, rule }: CompiledComplex
): ReadonlyArray<Square> => {
  const fields =
    rule.open === undefined
      ? members.map((position) => compiledAt(semantics, position).field)
      : ComplexPlan.namesIn(snapshot, rule.name, said.keys()).flatMap(
          (name) => fieldOf(semantics, name, read(snapshot, name))?.field ?? []
        )
  const own = fields.map((field) => squareOf(field, snapshot, said))
  if (own.some(isNamed)) return own
  const cell = cellOfWhole(rule, said.get(rule.name))
  return own.map((square) => ({ ...square, cell, of: rule }))
}

/** The squares of objects that are given as a whole, be there anything in them or not. */
const wholes = (
  { compiled }: Semantics,
  said: ReadonlyMap<string, Json>
): ReadonlyArray<Pick<Square, "cell"> & { readonly of: Complex }> =>
  [...compiled.values()].flatMap(({ rule }) => {
    const whole = said.get(rule.name)
    return whole === undefined ? [] : [{ cell: cellOfWhole(rule, whole), of: rule }]
  })

const cellOfWhole = ({ cells }: Complex, said: Json | undefined): Cell =>
  cells[said === undefined ? "absent" : said === null ? "null" : "empty"]

/** Whether the form itself is refused: what hangs on a square behind it is about what was in the object. */
const isRefused = (cell: Cell, reading: Reading.Reading): boolean =>
  ("axis" in cell ? cell.outcomes[reading[cell.axis] ?? ""] : cell.outcome) === "refused"

const squareOf = (field: Field, snapshot: Snapshot, saying: ReadonlyMap<string, Json>): Square => {
  const before = read(snapshot, field.name)
  const said = saying.get(field.name)
  return { field, before, said, cell: cellFor(field, before, said), of: field }
}

const cellFor = (field: Field, before: Json | undefined, said: Json | undefined): Cell => {
  if (said === undefined) return field.cells.absent
  if (said === null) return field.cells.null
  const kind = Verdict.kindOf(field, said)
  const isSame = before !== undefined && before !== null && same(field, before, said)
  return Verdict.cellAt(field, isSame ? "same" : kind === "empty" ? "empty" : "other", kind)
}

const answersOf = (
  semantics: Semantics,
  reading: Reading.Reading,
  snapshot: Snapshot,
  said: ReadonlyMap<string, Json>
): ReadonlyArray<FieldAnswer> => {
  const answered = (square: Square): FieldAnswer => ({
    ...square,
    outcome: Verdict.outcomeOf(square.of, square.cell, reading)
  })
  return [
    ...plainSquares(semantics, snapshot, said).map(answered),
    ...[...semantics.compiled.values()].flatMap((complex) =>
      crowded(complex, complexSquares(semantics, snapshot, said, complex).map(answered))
    )
  ]
}

/** An open object holds so many names and no more: a request that would make it more is refused. */
const crowded = (
  { rule }: CompiledComplex,
  answers: ReadonlyArray<FieldAnswer>
): ReadonlyArray<FieldAnswer> => {
  const most = rule.open?.most.count ?? Number.POSITIVE_INFINITY
  const isCrowded =
    answers.some(isNamed) && Math.max(answers.filter(isThere).length, answers.filter(isSaid).length) > most
  return isCrowded ? answers.map((answer) => ({ ...answer, outcome: "refused" })) : answers
}

const isNamed = ({ said }: Square): boolean => said !== undefined

const isSaid = ({ said }: Square): boolean => said !== undefined && said !== null

/** Whether a name has a value afterwards. */
const isThere = ({ before, outcome }: FieldAnswer): boolean =>
  outcome === "set" || (outcome !== "removed" && before !== null)

/** The record with what was set, added and removed, and with what is written along. */
const after = (snapshot: Snapshot, answers: ReadonlyArray<FieldAnswer>) => {
  const values: Record<string, Json> = { ...snapshot.values }
  const known = new Set<string>()
  let { member } = snapshot
  for (const { before, field, outcome, said } of answers) {
    if (field.command !== undefined) continue
    if (outcome === "removed") delete values[field.name]
    if (outcome === "added") values[field.name] = union(field, before, said)
    if (outcome === "set" && said !== undefined && said !== null) values[field.name] = said
    if (outcome === "removed" || outcome === "set") known.add(field.name)
    if (outcome === "set" && field.renames !== undefined)
      member = { ...member, [field.renames]: String(said) }
  }
  const wrote = answers.flatMap(({ field, outcome, said }) =>
    outcome === "set" || outcome === "added" || outcome === "removed"
      ? [{ field, written: said ?? null }]
      : []
  )
  const unsettled: Array<string> = []
  for (const [name, value] of Written.along(wrote, snapshot)) {
    if (value === undefined) unsettled.push(name)
    else if (value === null) delete values[name]
    else values[name] = value
  }
  const unknown = snapshot.unknown.filter((name) => !known.has(name))
  return { snapshot: { ...snapshot, member, values: values as JsonObject, unknown }, unsettled }
}

const union = ({ type: { normal } }: Field, before: Json | undefined, said: Json | undefined): Json => {
  const items = [before, said].flatMap((list) => (Array.isArray(list) ? (list as ReadonlyArray<Json>) : []))
  return normal === undefined ? [...new Set(items)] : normal(items)
}

/** Whether the record is one that the vendor refuses under this reading. */
const contradicts = (semantics: Semantics, reading: Reading.Reading, snapshot: Snapshot): boolean =>
  (semantics.contradictions ?? []).some(
    ({ answer, axis, holds }) => reading[axis] === answer && holds((name) => read(snapshot, name)) === true
  )

const nothing: AccessForms.AccessForms = {
  own: { default: { form: "absent" }, entries: new Map() },
  client: { default: { form: "absent" }, entries: new Map() }
}

const applyAccess = (
  rules: AccessRules,
  reading: Reading.Reading,
  access: Access,
  after: Snapshot,
  forms = nothing
): Access | "refused" => {
  const answers = readingOf(rules.axes, reading)
  const implied = impliedBy(rules, read(after, rules.roleField))
  const own = AccessForms.after(forms.own.default, access.own.default ?? null, answers)
  const client = AccessForms.after(forms.client.default, access.client.default ?? null, answers)
  if (own === "refused" || client === "refused") return "refused"
  if (answers.noAccess === "refused" && mentions(forms, rules.noAccess)) return "refused"
  const roles = (side: Side, stored: Role | null) =>
    effective(
      rules,
      side === "own" ? { ...answers, reach: "all" } : answers,
      access,
      side,
      forms,
      stored,
      implied
    )
  return {
    directory: access.directory,
    own: { default: own.role, entries: forms.own.entries, effective: roles("own", own.role) },
    client: { default: client.role, entries: forms.client.entries, effective: roles("client", client.role) }
  }
}

const mentions = (forms: AccessForms.AccessForms, role: Role): boolean =>
  [...forms.own.entries.values()].includes(role) ||
  [...forms.client.entries.values()].some(
    (entry) => entry.role === role || [...entry.entities.values()].includes(role)
  )

const entryIn = (forms: AccessForms.AccessForms, group: Group): ClientEntry | undefined =>
  group.id === null ? { role: null, entities: forms.own.entries } : forms.client.entries.get(group.id)

const effective = (
  rules: AccessRules,
  answers: AccessReading,
  access: Access,
  side: Side,
  forms: AccessForms.AccessForms,
  stored: Role | null,
  implied: Role | null
): ReadonlyMap<string, Role | null> => {
  const roles = new Map<string, Role | null>()
  for (const group of view(access, side).groups) {
    const entry = entryIn(forms, group)
    for (const { id } of group.entities)
      roles.set(
        id,
        resolve(rules, answers, {
          explicit: entry?.entities.get(id),
          client: group.id === null || entry === undefined ? undefined : { role: entry.role },
          default: stored,
          reached: typeof access[side].effective.get(id) === "string",
          later: false,
          implied
        }).role
      )
  }
  return roles
}
