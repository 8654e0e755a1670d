/** The contract file of each vendor, its adapter's table, its twin and its checks know exactly the same clauses and axes. */
import * as DigitsWire from "@muster/adapter-digits/Wire"
import * as MilesWire from "@muster/adapter-88miles/Wire"
import type { Semantics } from "@muster/core"
import { assert, describe, it } from "vitest"
import { readContract } from "../src/clauses/Contract.ts"
import { trials } from "../src/saboteurs/Trials.ts"

/** The members that the update's body may have, as the adapter's own schema has them. */
const bodyMembers: Readonly<Record<string, ReadonlyArray<string>>> = {
  digits: Object.keys(DigitsWire.make(DigitsWire.assumptions).PutEmployee.fields),
  "88miles": Object.keys(MilesWire.PutStaff.fields.staff.fields)
}

const cellsOf = ({ cells, ordinary }: Semantics.Field): ReadonlyArray<Semantics.Cell> => [
  ...Object.values(cells),
  ...Object.values(ordinary?.otherwise ?? {})
]

/** Axis id → answers, both in one order: JSON may sort keys that look like numbers. */
const sorted = (axes: ReadonlyArray<readonly [id: string, answers: ReadonlyArray<string>]>) =>
  axes.map(([id, answers]) => `${id}: ${answers.toSorted().join(" | ")}`).toSorted()

for (const { clauses, saboteurs, subject } of trials)
  describe(`the contract of ${subject.id}`, () => {
    const contract = readContract(subject.id)
    const { definition } = subject
    const axes = new Map(contract.axes.map((axis) => [axis.id, axis]))
    const documented = contract.clauses.filter(({ status }) => status === "documented").map(({ id }) => id)
    const listed = sorted(contract.axes.map(({ answers, id }) => [id, Object.keys(answers)]))

    it("the file is about this vendor and says every id once", () => {
      assert.strictEqual(contract.vendor, subject.id)
      const ids = [...contract.clauses, ...contract.axes].map(({ id }) => id)
      assert.strictEqual(new Set(ids).size, ids.length)
    })

    it("core's table knows the same axes with the same answers", () => {
      assert.deepEqual(sorted(definition.axes.map(({ answers, id }) => [id, answers])), listed)
    })

    it("the twin knows the same axes with the same answers", () => {
      assert.deepEqual(sorted(Object.entries(subject.axes)), listed)
    })

    it("every field that an axis names is a field of the table or a member of the body", () => {
      const known = [...definition.fields.map(({ name }) => name), ...definition.identifiers]
      for (const { fields, id } of contract.axes)
        for (const field of fields)
          assert.include([...known, ...(bodyMembers[subject.id] ?? [])], field, `axis ${id}`)
    })

    it("every documented cell and consequence cites a clause that is documented", () => {
      for (const field of definition.fields) {
        const cited = cellsOf(field).flatMap((cell) => ("clause" in cell ? [cell.clause] : []))
        for (const clause of [...cited, ...(field.consequences ?? []).map((each) => each.clause)])
          assert.include(documented, clause, field.name)
      }
    })

    it("every undocumented cell cites an axis that names its field, and has an outcome for each of its answers", () => {
      for (const field of definition.fields)
        for (const cell of cellsOf(field)) {
          if (!("axis" in cell)) continue
          const axis = axes.get(cell.axis)
          assert.include(axis?.fields ?? [], field.name, cell.axis)
          assert.sameMembers(Object.keys(cell.outcomes), Object.keys(axis?.answers ?? {}), cell.axis)
        }
    })

    it("every rule of access cites a documented clause or an axis about access", () => {
      if (definition.access === undefined) return
      assert.includeMembers(documented, Object.values(definition.access.clauses))
      for (const id of Object.values(definition.access.axes))
        assert.strictEqual(axes.get(id)?.group, "access", id)
    })

    it("every documented clause has a check and a saboteur, or says why not", () => {
      for (const { id, unchecked } of contract.clauses.filter(({ status }) => status === "documented")) {
        if (unchecked !== undefined) continue
        assert.lengthOf(
          clauses.filter((clause) => clause.id === id),
          1,
          `checks of ${id}`
        )
        assert.isNotEmpty(
          saboteurs.filter(({ clause }) => clause === id),
          `saboteurs of ${id}`
        )
      }
    })

    it("every check and every saboteur is about a documented clause of the file", () => {
      assert.includeMembers(
        documented,
        clauses.map(({ id }) => id)
      )
      assert.includeMembers(
        documented,
        saboteurs.map(({ clause }) => clause)
      )
    })
  })
