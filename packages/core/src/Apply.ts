/**
 * What a vendor does with a request under one reading, as its table has it: the model that the planner trusts.
 * Laws compare it with the wish, and contracts compare it with what a server does.
 */
import type { Access, ClientEntry, Group, Side } from "./Access.ts"
import { view } from "./Access.ts"
import * as AccessForms from "./AccessForms.ts"
import type { Json, JsonObject } from "./Json.ts"
import { equal } from "./Json.ts"
import type { Reading } from "./Reading.ts"
import {
  type AccessReading,
  type AccessRules,
  readingOf,
  resolve,
  type Role,
  impliedBy
} from "./Resolution.ts"
import type { Field, Forms, Semantics } from "./Semantics.ts"
import { read, type Snapshot } from "./Snapshot.ts"
import * as Verdict from "./Verdict.ts"

export type Applied = "refused" | { readonly snapshot: Snapshot; readonly deferred: ReadonlyArray<string> }

/** Applies forms to a fully known snapshot. A refusal is atomic. */
export const apply = (semantics: Semantics, reading: Reading, snapshot: Snapshot, forms: Forms): Applied => {
  const said = new Map(forms.fields)
  const values: Array<readonly [string, Json]> = []
  const deferred: Array<string> = []
  for (const field of semantics.fields) {
    const before = read(snapshot, field.name)
    const outcome = outcomeFor(field, reading, before, said.get(field.name))
    if (outcome === "refused") return "refused"
    if (outcome === "deferred") deferred.push(field.name)
    const after = outcome === "set" ? said.get(field.name) : outcome === "removed" ? null : before
    if (after !== undefined && after !== null) values.push([field.name, after])
  }
  const next: Snapshot = { ...snapshot, values: Object.fromEntries(values) as JsonObject }
  if (semantics.access === undefined || snapshot.access === undefined) return { snapshot: next, deferred }
  const access = applyAccess(semantics.access, reading, snapshot, next, forms.access)
  return access === "refused" ? "refused" : { snapshot: { ...next, access }, deferred }
}

const outcomeFor = (
  field: Field,
  reading: Reading,
  before: Json | undefined,
  said: Json | undefined
): ReturnType<typeof Verdict.outcomeOf> => {
  if (said === undefined) return Verdict.outcomeOf(field, field.cells.absent, reading)
  if (said === null) return Verdict.outcomeOf(field, field.cells.null, reading)
  const kind = Verdict.kindOf(field, said)
  const same = before !== undefined && before !== null && equal(before, said)
  const form = kind === "empty" ? "empty" : same ? "same" : "other"
  return Verdict.outcomeOf(field, Verdict.cellAt(field, form, kind), reading)
}

const nothing: AccessForms.AccessForms = {
  own: { default: { form: "absent" }, entries: new Map() },
  client: { default: { form: "absent" }, entries: new Map() }
}

const applyAccess = (
  rules: AccessRules,
  reading: Reading,
  before: Snapshot,
  after: Snapshot,
  forms = nothing
): Access | "refused" => {
  const access = before.access
  if (access === undefined) throw new RangeError("a snapshot without access")
  const answers = readingOf(rules.axes, reading)
  const role = read(after, rules.roleField)
  const implied = impliedBy(rules, role)
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
