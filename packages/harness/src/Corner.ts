/** A corner of a vendor's table: a few fields, with everything that can be stored, wished and said of them. */
import { type Json, type Reading, Semantics } from "@muster/core"
import type { Subject } from "./Subject.ts"

export type Names = ReadonlyArray<string>
type Said = Semantics.Forms["fields"]
type Values = ReadonlyArray<Json.Json | undefined>

export interface Corner {
  readonly subject: Subject
  /** The table without any evidence. */
  readonly semantics: Semantics.Semantics
  readonly names: Names
  /** Whole records, which differ in these fields and in those that they write or may contradict. */
  readonly records: ReadonlyArray<Json.JsonObject>
  /** What the reader may not see: everything is planned once for each list. */
  readonly unread: ReadonlyArray<Names>
  /** Merges. */
  readonly wishes: ReadonlyArray<Json.JsonObject>
  /** Every form of these fields, beside what has to be said of the others. */
  readonly requests: (record: Json.JsonObject) => ReadonlyArray<Said>
  /** The axes that the fields mention, and those that tell what leaving out another field does. */
  readonly axes: ReadonlyArray<Reading.Axis>
  readonly outerAxes: ReadonlyArray<Reading.Axis>
}

/** All that can be tried about these fields with the values that the subject draws. */
export const make = (subject: Subject, names: Names, definition = subject.definition): Corner => {
  const semantics = compiled(definition)
  const fields = names.map((name) => fieldOf(semantics, name))
  const beside = besides(definition, fields)
  const rest = restOf(subject, definition, [...names, ...beside])
  const stored = [
    ...fields.map((field) => [field.name, storedOf(subject, definition, field)] as const),
    ...beside.map((name) => [name, withVoid(subject, definition, name)] as const)
  ]
  const never = definition.fields.filter(({ readable }) => readable === false).map(({ name }) => name)
  const others = never.filter((name) => !names.includes(name))
  const own = never.filter((name) => names.includes(name))
  const objects = [...new Set(fields.flatMap(({ within }) => within ?? []))]
  const forms = formsOf(subject, fields, objects)
  return {
    subject,
    semantics,
    names,
    records: product(stored)
      .map((values) => ({ ...rest, ...Object.fromEntries(values) }))
      .filter((values) => isLegal(definition, values)),
    unread: [[], ...own.map((_, at) => own.slice(0, at + 1))].map((hidden) => [...others, ...hidden]),
    wishes: product(fields.map((field) => [field.name, wishesOf(subject, field)] as const))
      .filter((wished) => wished.length > 0)
      .map((wished) => Object.fromEntries(wished)),
    requests: (record) => {
      const sent = Object.entries(record).filter(
        ([name]) => !names.includes(name) && hasToBeSent(semantics, objects, name)
      )
      return forms.map((said) => [...sent, ...said])
    },
    axes: axesOf(definition, fields, objects),
    outerAxes: definition.axes.filter(({ id }) => isMentioned(outerCells(definition), id))
  }
}

const tables = new WeakMap<Semantics.Definition, Map<string, Semantics.Semantics>>()

/** A table with evidence. Compiling one takes longer than trying a field, so each is compiled once. */
export const compiled = (
  definition: Semantics.Definition,
  evidence: Reading.Reading = {}
): Semantics.Semantics => {
  const known = tables.get(definition) ?? new Map<string, Semantics.Semantics>()
  const key = JSON.stringify(evidence)
  const semantics = known.get(key) ?? Semantics.make(definition, evidence)
  tables.set(definition, known.set(key, semantics))
  return semantics
}

/** The same table with some parts of an object only, which keeps the corner small. */
export const within = (definition: Semantics.Definition, parts: Names): Semantics.Definition => {
  const [object] = parts.map((name) => name.slice(0, name.indexOf(".")))
  return {
    ...definition,
    fields: definition.fields.filter((field) => field.within !== object || parts.includes(field.name))
  }
}

const fieldOf = (semantics: Semantics.Semantics, name: string): Semantics.Field => {
  const field = Semantics.fieldOf(semantics, name, null)?.field
  if (field === undefined) throw new RangeError(`there is no field ${name}`)
  return field
}

/** One choice for each name; `undefined` leaves it out. */
const product = (
  choices: ReadonlyArray<readonly [name: string, values: Values]>
): ReadonlyArray<ReadonlyArray<readonly [string, Json.Json]>> =>
  choices.reduce<ReadonlyArray<ReadonlyArray<readonly [string, Json.Json]>>>(
    (lists, [name, values]) =>
      lists.flatMap((list) =>
        values.map((value) => (value === undefined ? list : [...list, [name, value] as const]))
      ),
    [[]]
  )

/** The fields that these write along, and those that must not contradict them. */
const besides = ({ contradictions = [] }: Semantics.Definition, fields: ReadonlyArray<Semantics.Field>) => {
  const names = fields.map(({ name }) => name)
  const those = [
    ...fields.flatMap(({ writes = [] }) => writes.map(({ field }) => field)),
    ...contradictions
      .filter((rule) => rule.fields.some((name) => names.includes(name)))
      .flatMap((rule) => rule.fields)
  ]
  return [...new Set(those)].filter((name) => !names.includes(name))
}

const moreOf = ({ samples }: Subject, name: string): ReadonlyArray<Json.Json> => samples.wished?.[name] ?? []
const samplesOf = ({ samples }: Subject, name: string): ReadonlyArray<Json.Json> => samples.values[name] ?? []

/** What contradicts another value may be stored too: not every vendor refuses that. */
const withVoid = (subject: Subject, { contradictions = [] }: Semantics.Definition, name: string): Values => [
  ...samplesOf(subject, name),
  ...(contradictions.some(({ fields }) => fields.includes(name)) ? moreOf(subject, name) : []),
  ...(subject.samples.voidable.includes(name) ? [undefined] : [])
]

/** Empty text can be stored where the table has a square for it; an empty list is void. */
const storedOf = (
  subject: Subject,
  definition: Semantics.Definition,
  { blank, cells, command, name }: Semantics.Field
): Values =>
  command === undefined
    ? [
        ...withVoid(subject, definition, name),
        ...(cells.empty !== undefined && blank === undefined ? [""] : [])
      ]
    : [undefined]

const blankOf = ({ blank = "", cells, type }: Semantics.Field): ReadonlyArray<Json.Json> =>
  cells.empty !== undefined || type.accepts(blank) ? [blank] : []

const wishesOf = (subject: Subject, field: Semantics.Field): Values => [
  undefined,
  ...samplesOf(subject, field.name),
  ...moreOf(subject, field.name),
  ...(field.command === undefined ? [null] : []),
  ...blankOf(field).filter((value) => field.type.accepts(value))
]

const saidOf = (subject: Subject, field: Semantics.Field): Values => [
  undefined,
  null,
  ...blankOf(field),
  ...samplesOf(subject, field.name),
  ...moreOf(subject, field.name)
]

/** Every form of every field; an object is left out, null, empty, or given with every form of its parts. */
const formsOf = (
  subject: Subject,
  fields: ReadonlyArray<Semantics.Field>,
  objects: Names
): ReadonlyArray<Said> => {
  const all = (some: ReadonlyArray<Semantics.Field>) =>
    product(some.map((field) => [field.name, saidOf(subject, field)] as const))
  return objects.reduce<ReadonlyArray<Said>>(
    (lists, object) => {
      const given = all(fields.filter((field) => field.within === object)).filter((said) => said.length > 0)
      const wholes: ReadonlyArray<Said> = [[], [[object, null]], [[object, {}]], ...given]
      return lists.flatMap((list) => wholes.map((whole) => [...list, ...whole]))
    },
    all(fields.filter((field) => field.within === undefined))
  )
}

/** A usual record without the fields in `names`, and without the objects that they are parts of. */
const restOf = (subject: Subject, definition: Semantics.Definition, names: Names): Json.JsonObject => {
  const own = definition.fields.filter(({ command }) => command === undefined).map(({ name }) => name)
  const open = Object.entries(subject.samples.open ?? {}).map(([object, [first]]) => `${object}.${first}`)
  const objects = names
    .filter((name) => name.includes("."))
    .map((name) => name.slice(0, name.indexOf(".") + 1))
  return Object.fromEntries(
    [...own, ...(definition.readOnly ?? []), ...open]
      .filter((name) => !names.includes(name) && !objects.some((object) => name.startsWith(object)))
      .flatMap((name) =>
        samplesOf(subject, name)
          .slice(0, 1)
          .map((value) => [name, value] as const)
      )
  )
}

/** A record that can be: no object without a part that it needs, no other words for what is void, no name too many. */
const isLegal = ({ complexes = [], fields }: Semantics.Definition, values: Json.JsonObject): boolean => {
  const has = (name: string) => Object.hasOwn(values, name)
  const partsOf = (object: string) =>
    Object.keys(values).filter((name) => name.startsWith(`${object}.`)).length
  return (
    complexes.every(({ name, open }) => open === undefined || partsOf(name) <= open.most.count) &&
    fields.every(({ cells: { absent }, name, readable, within, writes }) =>
      has(name)
        ? readable !== false || writes?.every(({ field }) => !has(field)) !== true
        : within === undefined || isKept(absent) || !("outcome" in absent) || partsOf(within) === 0
    )
  )
}

const isKept = (cell: Semantics.Cell): boolean => "outcome" in cell && cell.outcome === "kept"

/** What is not surely kept by leaving it out is sent as it is stored. */
const hasToBeSent = (semantics: Semantics.Semantics, objects: Names, name: string): boolean => {
  const field = Semantics.fieldOf(semantics, name, null)?.field
  if (field === undefined || field.readable === false) return false
  if (field.within === undefined) return !isKept(field.cells.absent)
  const whole = semantics.compiled.get(field.within)?.rule.cells.absent
  return whole !== undefined && !isKept(whole) && !objects.includes(field.within)
}

/** The axes in the squares of these fields, of their objects, and of what they may contradict. */
const axesOf = (
  { axes, complexes = [], contradictions = [] }: Semantics.Definition,
  fields: ReadonlyArray<Semantics.Field>,
  objects: Names
): ReadonlyArray<Reading.Axis> => {
  const mentioned = [
    fields,
    complexes.filter(({ name }) => objects.includes(name)),
    contradictions.filter((rule) => fields.some(({ name }) => rule.fields.includes(name)))
  ]
  return axes.filter(({ id }) => isMentioned(mentioned, id))
}

const isMentioned = (cells: unknown, axis: string): boolean =>
  JSON.stringify(cells).includes(`"axis":"${axis}"`)

/** The squares of what is left out: a planner that forgets a field is to be found out. */
const outerCells = ({ complexes = [], fields }: Semantics.Definition) => [
  ...fields.filter(({ within }) => within === undefined).map(({ cells }) => cells.absent),
  ...complexes.map(({ cells }) => cells.absent)
]
