/**
 * A vendor's update rules as a table to look at: fields by what a request may say of them, each square documented,
 * measured or open, and beside it everything else that the rules say. Pure.
 */
import type { Axis, Reading } from "@muster/core/Reading"
import type { AccessClauses, AccessRules } from "@muster/core/Resolution"
import type { Cell, Complex, Definition, Field, Outcome } from "@muster/core/Semantics"
import type { Table } from "./Tables.ts"

/** What the vendor does in one square. An outcome may be another square: what then decides. */
export type Square =
  | { readonly status: "documented"; readonly outcome: Outcome; readonly clause: string }
  | {
      readonly status: "measured"
      readonly axis: string
      readonly answer: string
      readonly outcome: Outcome | Square
    }
  | {
      readonly status: "open"
      readonly axis: string
      readonly outcomes: Readonly<Record<string, Outcome | Square>>
    }

/** What a request may say, in the order of the columns. */
export const forms = ["absent", "null", "empty", "same", "other"] as const

export type Squares = Readonly<Partial<Record<(typeof forms)[number], Square>>>

/** Fields whose squares are the same. */
export interface Row {
  readonly fields: ReadonlyArray<string>
  /** Which of their values, or what part of them, the squares are about; all of it without this. */
  readonly when?: string
  readonly squares: Squares
}

/** An open point: its answers, and the one that was measured. */
export interface Point {
  readonly axis: string
  readonly answers: ReadonlyArray<string>
  readonly answer?: string
}

/** What stands beside the squares: a sentence, and the clause or the open point that it rests on. */
export interface Note {
  readonly kind: "value" | "field" | "command" | "alias" | "write" | "consequence" | "limit" | "access"
  readonly about: ReadonlyArray<string>
  readonly says: string
  readonly clause?: string
  readonly point?: Point
}

/** The rules of one operation for one kind of caller. */
export interface Operation {
  readonly caller?: string
  readonly operation: string
  readonly writes: Definition["writes"]
  readonly rows: ReadonlyArray<Row>
  readonly notes: ReadonlyArray<Note>
}

export interface SemanticsTable {
  readonly vendor: string
  readonly operations: ReadonlyArray<Operation>
  /** Callers who may write nothing at all, and why. */
  readonly barred: ReadonlyArray<{ readonly caller: string; readonly says: string }>
  /** Points that no square and no note names. */
  readonly elsewhere: ReadonlyArray<Point>
}

/** The table of a vendor, with what somebody has measured there. */
export const of = (vendor: string, tables: ReadonlyArray<Table>, evidence: Reading = {}): SemanticsTable => {
  const operations = tables.flatMap(({ caller, definition }) =>
    definition.barred === undefined
      ? [definition, ...(definition.alternatives ?? [])].map((each) => ({
          ...(caller === undefined ? {} : { caller }),
          ...operation(each, evidence)
        }))
      : []
  )
  const named = new Set(operations.flatMap(axesIn))
  return {
    vendor,
    operations,
    barred: tables.flatMap(({ caller = "", definition: { barred } }) =>
      barred === undefined ? [] : [{ caller, says: `${barred.rule}; ${barred.wayOut}` }]
    ),
    elsewhere: (tables[0]?.definition.axes ?? [])
      .filter(({ id }) => !named.has(id))
      .map((axis) => pointOf(axis, evidence))
  }
}

const operation = (definition: Definition, evidence: Reading): Omit<Operation, "caller"> => ({
  operation: definition.operation,
  writes: definition.writes,
  rows: shared("fields", [
    ...definition.fields.flatMap((field) => fieldRows(field, evidence)),
    ...(definition.complexes ?? []).flatMap((rule) => complexRows(rule, evidence))
  ]),
  notes: shared("about", [
    ...definition.fields.flatMap(fieldNotes),
    ...(definition.complexes ?? []).flatMap(limit),
    ...(definition.aliases ?? []).map(alias),
    ...contradictions(definition, evidence),
    ...(definition.readOnly ?? []).map(readOnly),
    ...(definition.access === undefined ? [] : accessNotes(definition.access, definition.axes, evidence))
  ])
})

/** What says the same of several names is said once, where it is said first. */
const shared = <K extends string, A extends Readonly<Record<K, ReadonlyArray<string>>>>(
  names: K,
  items: ReadonlyArray<A>
): ReadonlyArray<A> => {
  const alike = Map.groupBy(items, (item) => JSON.stringify({ ...item, [names]: [] }))
  return [...alike.values()].flatMap(([first, ...others]) =>
    first === undefined
      ? []
      : [{ ...first, [names]: [...first[names], ...others.flatMap((other) => other[names])] }]
  )
}

const fieldRows = ({ cells, name, ordinary }: Omit<Field, "type">, evidence: Reading): ReadonlyArray<Row> => [
  { fields: [name], squares: squaresOf(cells, evidence) },
  ...(ordinary === undefined
    ? []
    : [{ fields: [name], when: `not ${ordinary.says}`, squares: squaresOf(ordinary.otherwise, evidence) }])
]

/** An object as a whole; and of an open one any name in it, and one that is neither stored nor known. */
const complexRows = ({ cells, name, open }: Complex, evidence: Reading): ReadonlyArray<Row> => [
  { fields: [name], when: "as a whole", squares: squaresOf(cells, evidence) },
  ...(open === undefined
    ? []
    : [
        ...fieldRows({ ...open.each, name: `${name}.*` }, evidence),
        { fields: [`${name}.*`], when: "a new name", squares: squaresOf({ other: open.stranger }, evidence) }
      ])
]

const squaresOf = (cells: Readonly<Partial<Record<string, Cell>>>, evidence: Reading): Squares =>
  Object.fromEntries(
    forms.flatMap((form) => {
      const cell = cells[form]
      return cell === undefined ? [] : [[form, squareOf(cell, evidence)]]
    })
  )

const squareOf = (cell: Cell, evidence: Reading): Square => {
  if ("outcome" in cell) return { status: "documented", outcome: cell.outcome, clause: cell.clause }
  const { axis, outcomes } = cell
  const then = (outcome: Outcome | Cell) =>
    typeof outcome === "object" ? squareOf(outcome, evidence) : outcome
  const answer = answerTo(axis, evidence)
  const outcome = answer === undefined ? undefined : outcomes[answer]
  return answer === undefined || outcome === undefined
    ? {
        status: "open",
        axis,
        outcomes: Object.fromEntries(Object.entries(outcomes).map(([each, to]) => [each, then(to)]))
      }
    : { status: "measured", axis, answer, outcome: then(outcome) }
}

const answerTo = (axis: string, evidence: Reading): string | undefined =>
  Object.hasOwn(evidence, axis) ? evidence[axis] : undefined

const pointOf = ({ answers, id }: Axis, evidence: Reading): Point => {
  const answer = answerTo(id, evidence)
  return { axis: id, answers, ...(answer === undefined ? {} : { answer }) }
}

const fieldNotes = ({
  command,
  consequences = [],
  name,
  readable,
  renames,
  type,
  writes = []
}: Field): ReadonlyArray<Note> => [
  { kind: "value", about: [name], says: `is ${type.says}` },
  ...(readable === false
    ? [{ kind: "field" as const, about: [name], says: "is never answered, so nobody can read it" }]
    : []),
  ...(renames === undefined
    ? []
    : [
        {
          kind: "field" as const,
          about: [name],
          says: `is the name that calls are addressed by (${renames})`
        }
      ]),
  ...(command === undefined
    ? []
    : [{ kind: "command" as const, about: [name], says: "is a wish: no value of it is stored" }]),
  ...writes.map(({ clause, field, isOpen }) => ({
    kind: "write" as const,
    about: [name],
    says: `${isOpen === true ? "may write" : "writes"} ${field} along`,
    clause
  })),
  ...consequences.map(({ becomes, clause, id, says }) => ({
    kind: "consequence" as const,
    about: [name],
    says: `becoming ${JSON.stringify(becomes)}, ${id}: ${says.replace(/\.$/, "")}`,
    clause
  }))
]

const limit = ({ name, open }: Complex): ReadonlyArray<Note> =>
  open === undefined
    ? []
    : [
        { kind: "value", about: [`${name}.*`], says: `is ${open.each.type.says}` },
        {
          kind: "limit",
          about: [name],
          says: `holds at most ${open.most.count} names`,
          clause: open.most.clause
        }
      ]

const alias = ([name = "", ...others]: ReadonlyArray<string>): Note => ({
  kind: "alias",
  about: [name],
  says: `says the same as ${others.join(", ")}; a change names one of them`
})

const readOnly = (name: string): Note => ({
  kind: "field",
  about: [name],
  says: "is read, and only the vendor writes it"
})

const contradictions = (
  { axes, contradictions: rules = [] }: Definition,
  evidence: Reading
): ReadonlyArray<Note> =>
  rules.map(({ axis, fields, says }) => ({
    kind: "limit",
    about: fields,
    says: `may be refused where ${says}`,
    ...pointed(axis, axes, evidence)
  }))

const pointed = (id: string, axes: ReadonlyArray<Axis>, evidence: Reading): { readonly point?: Point } => {
  const axis = axes.find((each) => each.id === id)
  return axis === undefined ? {} : { point: pointOf(axis, evidence) }
}

const clauses: Readonly<Record<keyof AccessClauses, string>> = {
  own: "the organization's own entities are given by themselves or under the default",
  client: "clients' entities are given by client, by entity or under the default",
  sides: "either side may be given alone",
  omission: "what a request leaves out goes",
  default: "a default is given on what no entry names",
  clientDefault: "the clients have a default of their own",
  precedence: "an entry wins over the default"
}

const questions: Readonly<Record<keyof AccessRules["axes"], string>> = {
  reach: "which existing client entities the client default reaches",
  wrapper: "whether a client named only to carry entities keeps the default on its others",
  later: "whether a client's entry holds for entities that it gets later",
  omitted: "what leaving a default out does to the stored one",
  void: 'what null and "" do to the stored default',
  implies: "whether the organization role gives access by itself",
  noAccess: "whether there is a role that means no access"
}

const accessNotes = (
  { axes: ids, clauses: cited, implied, noAccess, roleField }: AccessRules,
  axes: ReadonlyArray<Axis>,
  evidence: Reading
): ReadonlyArray<Note> => {
  const note = (says: string): Note => ({ kind: "access", about: ["access"], says })
  return [
    ...keysOf(clauses).map((key) => ({ ...note(clauses[key]), clause: cited[key] })),
    ...keysOf(questions).map((key) => ({ ...note(questions[key]), ...pointed(ids[key], axes, evidence) })),
    ...[...implied].map(([role, gives]) => note(`${roleField} ${role} would give ${gives} by itself`)),
    note(`the role that may mean no access is ${noAccess}`)
  ]
}

const keysOf = <K extends string>(record: Readonly<Record<K, unknown>>): ReadonlyArray<K> =>
  Object.keys(record) as Array<K>

/** The axes that an operation names. */
const axesIn = ({ notes, rows }: Operation): ReadonlyArray<string> => [
  ...rows.flatMap(({ squares }) => Object.values(squares).flatMap(axesOf)),
  ...notes.flatMap(({ point }) => (point === undefined ? [] : [point.axis]))
]

const axesOf = (square: Outcome | Square): ReadonlyArray<string> => {
  if (typeof square !== "object" || square.status === "documented") return []
  const then = square.status === "open" ? Object.values(square.outcomes) : [square.outcome]
  return [square.axis, ...then.flatMap(axesOf)]
}
