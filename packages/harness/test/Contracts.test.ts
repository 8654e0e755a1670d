/** The contract file of each vendor, its adapter's table, its twin and its checks know exactly the same clauses and axes. */
import * as DigitsWire from "@muster/adapter-digits/Wire"
import * as MilesWire from "@muster/adapter-88miles/Wire"
import * as BioTSemantics from "@muster/adapter-biot/Semantics"
import * as BioTWire from "@muster/adapter-biot/Wire"
import * as EloomiWire from "@muster/adapter-eloomi/Wire"
import * as SailPointWire from "@muster/adapter-sailpoint/Wire"
import type { Semantics } from "@muster/core"
import { assert, describe, it } from "vitest"
import { type Contract, readContract } from "../src/clauses/Contract.ts"
import { trials } from "../src/saboteurs/Trials.ts"
import { tables as every } from "../src/Subjects.ts"

/** The members that the update's body may have, as the adapter's own schema has them. */
const bodyMembers: Readonly<Record<string, ReadonlyArray<string>>> = {
  digits: Object.keys(DigitsWire.make(DigitsWire.assumptions).PutEmployee.fields),
  sailpoint: [...Object.keys(SailPointWire.PutRecord.fields), ...SailPointWire.generated],
  biot: BioTWire.generated,
  eloomi: Object.keys(EloomiWire.PatchUser.fields),
  "88miles": Object.keys(MilesWire.PutStaff.fields.staff.fields)
}

/** A square with those that it asks on. */
const squares = (cell: Semantics.Cell): ReadonlyArray<Semantics.Cell> => [
  cell,
  ...("axis" in cell
    ? Object.values(cell.outcomes).flatMap((outcome) => (typeof outcome === "object" ? squares(outcome) : []))
    : [])
]

interface Row {
  readonly name: string
  /** The names under which an axis may mention it: its own, or those of its parts. */
  readonly names: ReadonlyArray<string>
  readonly cells: ReadonlyArray<Semantics.Cell>
}

/** Everything in the table that has squares: fields, complex attributes, and the parts of open ones. */
const rowsOf = ({ complexes = [], fields }: Semantics.Definition): ReadonlyArray<Row> => [
  ...fields.map(({ cells, name, ordinary }) => ({
    name,
    names: [name],
    cells: [...Object.values(cells), ...Object.values(ordinary?.otherwise ?? {})].flatMap(squares)
  })),
  ...complexes.map(({ cells, name, open }) => ({
    name,
    names: [name, ...fields.filter(({ within }) => within === name).map((part) => part.name)],
    cells: [
      ...Object.values(cells),
      ...(open === undefined ? [] : [...Object.values(open.each.cells), open.stranger])
    ].flatMap(squares)
  }))
]

/** The texts of a contract that `npm run new-vendor` took from another vendor's. */
const copied = ({ axes, call, clauses, source, vendor }: Contract): ReadonlyArray<string> =>
  [
    { id: "call", texts: [call] },
    { id: "source", texts: [source] },
    ...clauses.map(({ id, says, source: page }) => ({ id, texts: [says, page] })),
    ...axes.map(({ asks, id }) => ({ id, texts: [asks] }))
  ]
    .filter(({ texts }) => texts.some((text) => text.startsWith("Copied from ")))
    .map(
      ({ id }) =>
        `contracts/vendors/${vendor}.json: ${id} is copied. Write what the vendor's own pages say and where, with its status; or take it away.`
    )

/** Axis id → answers, both in one order: JSON may sort keys that look like numbers. */
const sorted = (axes: ReadonlyArray<readonly [id: string, answers: ReadonlyArray<string>]>) =>
  axes.map(([id, answers]) => `${id}: ${answers.toSorted().join(" | ")}`).toSorted()

for (const { clauses, saboteurs, subject } of trials)
  describe(`the contract of ${subject.id}`, () => {
    const contract = readContract(subject.id)
    // Custom attributes are a tenant's own, and no axis can name them.
    const definition = subject.id === "biot" ? BioTSemantics.definition() : subject.definition
    /** A vendor may have a table for each caller. */
    const tables = every
      .filter(({ definition: { vendor } }) => vendor === subject.id)
      .map((each) => (each === subject ? definition : each.definition))
    /** Where to mend what fails. */
    const places = {
      contract: `contracts/vendors/${subject.id}.json`,
      table: `packages/adapters/${subject.id}/src/Semantics.ts`,
      twin: `packages/twins/${subject.id}/src/Vocabulary.ts`
    }
    const axes = new Map(contract.axes.map((axis) => [axis.id, axis]))
    const documented = contract.clauses.filter(({ status }) => status === "documented").map(({ id }) => id)
    const listed = sorted(contract.axes.map(({ answers, id }) => [id, Object.keys(answers)]))

    it("the file is about this vendor and says every id once", () => {
      assert.strictEqual(contract.vendor, subject.id)
      const ids = [...contract.clauses, ...contract.axes].map(({ id }) => id)
      assert.strictEqual(new Set(ids).size, ids.length)
    })

    it("is written from the vendor's own pages", () => {
      assert.deepEqual(copied(contract), [])
    })

    it("core's table knows the same axes with the same answers", () => {
      const known = sorted(definition.axes.map(({ answers, id }) => [id, answers]))
      assert.deepEqual(known, listed, `${places.table} has other axes than ${places.contract}`)
    })

    it("the twin knows the same axes with the same answers", () => {
      const known = sorted(Object.entries(subject.axes))
      assert.deepEqual(known, listed, `${places.twin} has other axes than ${places.contract}`)
    })

    it("every field that an axis names is a field of the table or a member of the body", () => {
      const known = [
        ...rowsOf(definition).flatMap(({ names }) => names),
        ...definition.identifiers,
        ...(definition.readOnly ?? [])
      ]
      for (const { fields, id } of contract.axes)
        for (const field of fields)
          assert.include([...known, ...(bodyMembers[subject.id] ?? [])], field, `axis ${id}`)
    })

    it("whatever is documented in the table cites a clause that is documented", () => {
      const { complexes = [], fields } = definition
      const cited = [
        ...tables
          .flatMap(rowsOf)
          .flatMap(({ cells }) => cells.flatMap((cell) => ("clause" in cell ? [cell.clause] : []))),
        ...fields.flatMap(({ consequences = [], writes = [] }) =>
          [...consequences, ...writes].map(({ clause }) => clause)
        ),
        ...complexes.flatMap(({ open }) => (open === undefined ? [] : [open.most.clause]))
      ]
      for (const clause of cited)
        assert.include(documented, clause, `${places.table} cites what ${places.contract} does not document`)
    })

    it("every undocumented cell cites an axis that names its field, and has an outcome for each of its answers", () => {
      for (const { cells, name, names } of tables.flatMap(rowsOf))
        for (const cell of cells) {
          if (!("axis" in cell)) continue
          const axis = axes.get(cell.axis)
          assert.isTrue(
            axis?.fields.some((field) => names.includes(field)),
            `${name}: ${cell.axis}`
          )
          assert.sameMembers(Object.keys(cell.outcomes), Object.keys(axis?.answers ?? {}), cell.axis)
        }
    })

    it("every contradiction cites an axis that names its fields and has its answer", () => {
      for (const { answer, axis: id, fields } of definition.contradictions ?? []) {
        const axis = axes.get(id)
        assert.includeMembers([...(axis?.fields ?? [])], [...fields])
        assert.property(axis?.answers, answer)
      }
    })

    it("every rule of access cites a documented clause or an axis about access", () => {
      if (definition.access === undefined) return
      assert.includeMembers(documented, Object.values(definition.access.clauses))
      for (const id of Object.values(definition.access.axes))
        assert.strictEqual(axes.get(id)?.group, "access", id)
    })

    it("every documented clause has a check and a saboteur", () => {
      for (const id of documented) {
        assert.lengthOf(
          clauses.filter((clause) => clause.id === id),
          1,
          `packages/harness/src/clauses: checks of ${id}`
        )
        assert.isNotEmpty(
          saboteurs.filter(({ clause }) => clause === id),
          `packages/harness/src/saboteurs: saboteurs of ${id}`
        )
      }
    })

    it("every check and every saboteur is about a documented clause of the file", () => {
      assert.includeMembers(
        documented,
        clauses.map(({ id }) => id),
        `packages/harness/src/clauses checks what ${places.contract} does not document`
      )
      assert.includeMembers(
        documented,
        saboteurs.map(({ clause }) => clause),
        `packages/harness/src/saboteurs breaks what ${places.contract} does not document`
      )
    })
  })
