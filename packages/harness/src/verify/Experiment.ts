/**
 * One request that says one thing, and what the table allows to come of it: the outcome under every reading. A server
 * that does something else breaks the clause which the table cites for the square. Pure.
 */
import { type Access, Apply, type Json, Plan, Reading, type Semantics, type Snapshot } from "@muster/core"
import type { AccessForms } from "@muster/core/AccessForms"
import { Laws, Samples } from "@muster/core/testing"
import * as Result from "effect/Result"
import * as Drawing from "../Drawing.ts"
import type { Tape } from "../Tape.ts"

export interface Experiment {
  readonly operation: Semantics.Semantics
  /** The field it is about; of access, what is left out or given. */
  readonly about: string
  readonly forms: Semantics.Forms
}

/** What came of it. */
export interface Answer {
  readonly isRefused: boolean
  readonly after: Snapshot.Snapshot
}

/** What is not as any reading has it: the clause nearest to it, and in words what is wrong. */
export interface Breach {
  readonly clause: string
  readonly field: string
  readonly says: string
}

/** The forms in which a field is tried, in an order in which each finds something to act on. */
const tries = ["other", "absent", "same", "null", "other", "empty", "odd", "other"] as const
type Try = (typeof tries)[number]

/** Where an experiment stands in the row for its field. */
export interface Turn {
  readonly field: Semantics.Field
  readonly form: Try
  readonly nth: number
}

/** An object of the body given as a whole, as null and as `{}`. */
export const ofWholes = (
  operation: Semantics.Semantics,
  before: Snapshot.Snapshot
): ReadonlyArray<Experiment> =>
  (operation.complexes ?? []).flatMap(({ name }) => {
    const rest = untouched(operation, before, { name }).filter(([each]) => !each.startsWith(`${name}.`))
    return [null, {}].map((whole) => ({
      operation,
      about: name,
      forms: { fields: [...rest, [name, whole] as const] }
    }))
  })

/** Every turn for every field that can be read back, one field after the other. */
export const turns = (operation: Semantics.Semantics, samples: Samples.Samples): ReadonlyArray<Turn> =>
  Samples.fieldsOf(operation, samples)
    .filter(
      ({ command, readable, renames }) => command === undefined && readable !== false && renames === undefined
    )
    .flatMap((field) => tries.map((form, nth) => ({ field, form, nth })))

/** The experiment of a turn on this record; none where it has nothing to say. */
export const at = (
  operation: Semantics.Semantics,
  samples: Samples.Samples,
  before: Snapshot.Snapshot,
  { field, form, nth }: Turn
): Experiment | undefined => {
  const rest = untouched(operation, before, field)
  const said = valueFor(samples, before, field, form, nth)
  if (said === undefined && form !== "absent") return undefined
  return {
    operation,
    about: field.name,
    forms: {
      fields: said === undefined ? rest : [...rest, [field.name, said]],
      ...(before.access === undefined ? {} : { access: asRead(before.access) })
    }
  }
}

/** What a request says beside its subject, as it was read: whatever might be lost if it were left out. */
const untouched = (
  { fields, writes }: Semantics.Semantics,
  { values }: Snapshot.Snapshot,
  subject: Pick<Semantics.Field, "name" | "within">
): Semantics.Forms["fields"] => {
  const isSurelyKept = ({ cells: { absent } }: Semantics.Field) =>
    "clause" in absent && absent.outcome === "kept"
  const names = fields
    .filter(({ command, readable }) => command === undefined && readable !== false)
    .filter((field) =>
      field.within === undefined
        ? writes === "replace" || !isSurelyKept(field)
        : writes === "replace" || field.within === subject.within
    )
    .map(({ name }) => name)
  const open =
    subject.within === undefined
      ? []
      : Object.keys(values).filter((name) => name.startsWith(`${subject.within}.`))
  return [...new Set([...names, ...open])].flatMap((name) => {
    const value = name !== subject.name && Object.hasOwn(values, name) ? values[name] : undefined
    return value === undefined ? [] : [[name, value] as const]
  })
}

/** Whether an entry says something else than the default of its side. */
const isNarrower = (
  usual: AccessForms["own"]["default"],
  entries: ReadonlyArray<string | Access.ClientEntry>
): boolean =>
  usual.form === "value" &&
  entries.some((entry) => (typeof entry === "string" ? entry : (entry.role ?? usual.role)) !== usual.role)

const valueFor = (
  samples: Samples.Samples,
  { values }: Snapshot.Snapshot,
  field: Semantics.Field,
  form: Try,
  nth: number
): Json.Json | undefined => {
  const before = Object.hasOwn(values, field.name) ? values[field.name] : undefined
  switch (form) {
    case "absent":
      return undefined
    case "null":
      return before === undefined ? undefined : null
    case "empty":
      return field.cells.empty === undefined ? undefined : (field.blank ?? "")
    case "same":
      return before
    case "odd":
      return samples.wished?.[field.name]?.[0]
    case "other": {
      const all = Object.hasOwn(samples.values, field.name) ? samples.values[field.name] : undefined
      const legal = (all ?? [`Muster ${nth}`]).filter(
        (value) => field.type.accepts(value) && JSON.stringify(value) !== JSON.stringify(before)
      )
      return legal[nth % Math.max(legal.length, 1)]
    }
  }
}

/** Access goes back as it was read. */
const asRead = ({ client, own }: Access.Access): AccessForms => ({
  own: { default: defaultAsRead(own.default), entries: own.entries ?? new Map() },
  client: { default: defaultAsRead(client.default), entries: client.entries ?? new Map() }
})

const defaultAsRead = (role: string | null | undefined) =>
  typeof role === "string" ? ({ form: "value", role } as const) : ({ form: "absent" } as const)

/**
 * Access that a tape draws, while the fields go back as they were read, and the defaults too where it is about entries
 * alone; none at a vendor without access.
 */
export const ofAccess = (
  operation: Semantics.Semantics,
  samples: Samples.Samples,
  before: Snapshot.Snapshot,
  tape: Tape,
  about: "defaults" | "entries"
): Experiment | undefined => {
  const { access } = Drawing.forms({ semantics: operation, samples, tape }, before)
  if (access === undefined || before.access === undefined) return undefined
  const { client, own } = asRead(before.access)
  const drawn =
    about === "defaults"
      ? access
      : {
          own: { ...access.own, default: own.default },
          client: { ...access.client, default: client.default }
        }
  return { operation, about: "access", forms: { fields: fieldsAsRead(operation, before), access: drawn } }
}

/** Access as it was read, but for one side that is left out. */
export const withoutSide = (
  operation: Semantics.Semantics,
  before: Snapshot.Snapshot,
  side: Access.Side
): Experiment | undefined => {
  if (before.access === undefined) return undefined
  const access = { ...asRead(before.access), [side]: { default: { form: "absent" }, entries: new Map() } }
  return { operation, about: "access", forms: { fields: fieldsAsRead(operation, before), access } }
}

/** Everything as it was read. */
export const asItWas = (operation: Semantics.Semantics, before: Snapshot.Snapshot): Experiment => ({
  operation,
  about: "the whole",
  forms: {
    fields: fieldsAsRead(operation, before),
    ...(before.access === undefined ? {} : { access: asRead(before.access) })
  }
})

const fieldsAsRead = (
  { fields }: Semantics.Semantics,
  { values }: Snapshot.Snapshot
): Semantics.Forms["fields"] =>
  fields.flatMap(({ name }) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined
    return value === undefined ? [] : [[name, value] as const]
  })

/** The vendor's body for an experiment. */
export const body = ({ forms, operation }: Experiment, before: Snapshot.Snapshot): Json.Json =>
  operation.encode(before.member, forms, before)

/** An experiment in the form in which a vendor is sent things; nobody has judged it, and it is not repeated. */
export const plan = ({ forms, operation }: Experiment, before: Snapshot.Snapshot): Plan.Plan => ({
  ...Result.getOrThrow(Plan.make(operation, before, {})),
  operation: operation.operation,
  forms,
  request: operation.encode(before.member, forms, before),
  repeat: "never"
})

/**
 * The documented sentences that an answer as predicted is evidence for: of a refusal those that ask for it, of an
 * acceptance those about what was said, and about what was there and not mentioned.
 */
export const shown = (
  { forms, operation }: Experiment,
  before: Snapshot.Snapshot,
  { isRefused }: Answer
): ReadonlyArray<string> => [
  ...Apply.squares(operation, before, forms).flatMap(({ before: was, cell, said }) =>
    "clause" in cell && (cell.outcome === "refused") === isRefused && (said !== undefined || was != null)
      ? [cell.clause]
      : []
  ),
  ...(isRefused || forms.access === undefined ? [] : shownOfAccess(operation, before, forms.access))
]

/** Which sentences about access this one is an example of. */
const shownOfAccess = (
  { access: rules }: Semantics.Semantics,
  { access }: Snapshot.Snapshot,
  forms: AccessForms
): ReadonlyArray<string> => {
  if (rules === undefined || access === undefined) return []
  const isGiven = (side: Access.Side) => forms[side].default.form === "value" || forms[side].entries.size > 0
  const isBoth = (side: Access.Side) => isNarrower(forms[side].default, [...forms[side].entries.values()])
  const isLost = [...(access.own.entries?.keys() ?? [])].some((id) => !forms.own.entries.has(id))
  const { clauses } = rules
  return [
    ...(isGiven("own") ? [clauses.own] : []),
    ...(isGiven("client") ? [clauses.client] : []),
    ...(isGiven("own") !== isGiven("client") ? [clauses.sides] : []),
    ...(isLost ? [clauses.omission] : []),
    ...(forms.own.default.form === "value" ? [clauses.default] : []),
    ...(forms.client.default.form === "value" ? [clauses.clientDefault] : []),
    ...(isBoth("own") || isBoth("client") ? [clauses.precedence] : [])
  ]
}

/** What may come of an experiment: each different answer that some reading of the axes it touches gives. */
export const prospects = (
  { forms, operation }: Experiment,
  before: Snapshot.Snapshot
): ReadonlyArray<Apply.Applied> => {
  const answers = Reading.product(Apply.axes(operation, before, forms)).map((reading) =>
    Apply.apply(operation, reading, before, forms)
  )
  return [...new Map(answers.map((answer) => [textOf(answer), answer])).values()]
}

const textOf = (answer: Apply.Applied): string =>
  JSON.stringify(answer, (_, each: unknown) => (each instanceof Map ? [...each] : each))

/** Whether everything that may come of it can be put back as it was in `original`, for certain and at no cost. */
export const isReversible = (
  experiment: Experiment,
  possible: ReadonlyArray<Apply.Applied>,
  original: Snapshot.Snapshot
): boolean =>
  !writesOpenly(experiment) &&
  possible.every((each) => each === "refused" || hasWayBack(experiment, each, original))

/** Whether something else of the record may change along, or may not. */
const writesOpenly = ({ forms, operation }: Experiment): boolean =>
  forms.fields.some(([name]) =>
    operation.fields.some(
      (field) => field.name === name && field.writes?.some(({ isOpen }) => isOpen === true)
    )
  )

const hasWayBack = (
  { operation }: Experiment,
  { deferred, snapshot, unsettled }: Exclude<Apply.Applied, "refused">,
  original: Snapshot.Snapshot
): boolean =>
  deferred.length === 0 &&
  unsettled.length === 0 &&
  (original.access === undefined || isAccessBack(operation, snapshot, original)) &&
  Laws.differences(operation, original, snapshot).every((field) => {
    const back = Plan.make(operation, snapshot, { merge: { [field]: original.values[field] ?? null } })
    return Result.isSuccess(back) && Plan.unaccepted(back.success).length === 0
  })

/** Whether sending access as it was read makes it so again. */
const isAccessBack = (
  operation: Semantics.Semantics,
  now: Snapshot.Snapshot,
  original: Snapshot.Snapshot
): boolean =>
  prospects(asItWas(operation, original), now).every(
    (each) => each !== "refused" && Laws.same(operation, original, each.snapshot)
  )

/** What is wrong with an answer, or `undefined` where it is right under some reading. */
export const breach = (
  { about, forms, operation }: Experiment,
  before: Snapshot.Snapshot,
  possible: ReadonlyArray<Apply.Applied>,
  { after, isRefused }: Answer
): Breach | undefined => {
  const accepted = possible.filter((each) => each !== "refused")
  if (isRefused) {
    if (accepted.length === possible.length)
      return { ...cited(operation, before, forms, about), says: "it is refused, and should be accepted" }
    const [moved] = Laws.differences(operation, before, after)
    return moved === undefined
      ? undefined
      : { ...cited(operation, before, forms, moved), says: `it is refused, and yet ${moved} changed` }
  }
  if (accepted.length === 0)
    return { ...cited(operation, before, forms, about), says: "it is accepted, and should be refused" }
  const wrong = accepted.map((each) => unlike(operation, each, after))
  const nearest = wrong.reduce((left, right) => (right.length < left.length ? right : left))
  const [first] = nearest
  return first === undefined
    ? undefined
    : { ...cited(operation, before, forms, first), says: happened(first, before, after) }
}

/** Where a record is not as predicted: fields, and "access". */
const unlike = (
  operation: Semantics.Semantics,
  { deferred, snapshot, unsettled }: Exclude<Apply.Applied, "refused">,
  after: Snapshot.Snapshot
): ReadonlyArray<string> => {
  const open = [...unsettled, ...deferred, ...snapshot.unknown, ...after.unknown]
  const fields = Laws.differences(operation, snapshot, after).filter((name) => !open.includes(name))
  return fields.length > 0 ||
    Laws.same(operation, snapshot, after, Laws.differences(operation, snapshot, after))
    ? fields
    : ["access"]
}

/** The clause of the square, or where that is left open, the first that the field's own squares cite. */
const cited = (
  operation: Semantics.Semantics,
  before: Snapshot.Snapshot,
  forms: Semantics.Forms,
  field: string
) => {
  const squares = Apply.squares(operation, before, forms)
  const square = squares.find((each) => each.field.name === field)
  const cells = [
    square?.cell,
    ...Object.values(square?.field.cells ?? {}),
    ...squares.map(({ cell }) => cell)
  ]
  const clause = cells.flatMap((cell) => (cell !== undefined && "clause" in cell ? [cell.clause] : []))[0]
  return { field, clause: (field === "access" ? operation.access?.clauses.omission : clause) ?? "" }
}

/** In words without values: a report may travel further than the record it is about. */
const happened = (
  field: string,
  { values: then }: Snapshot.Snapshot,
  { values: now }: Snapshot.Snapshot
): string => {
  if (field === "access") return "the access that came of it is another one"
  const [was, is] = [Object.hasOwn(then, field), Object.hasOwn(now, field)]
  if (was && !is) return `${field} is gone`
  if (!was && is) return `${field} has a value now`
  return JSON.stringify(then[field]) === JSON.stringify(now[field])
    ? `${field} is still what it was`
    : `${field} has become something else`
}
