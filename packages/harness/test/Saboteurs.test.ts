/** Every saboteur is killed by the check of the clause that it breaks, and an honest twin by none. */
import { appendFileSync, mkdirSync } from "node:fs"
import { join } from "node:path"
import type { Reading } from "@muster/core"
import { type Axes, firstReading } from "@muster/twin-kit"
import * as fc from "fast-check"
import { afterAll, assert, describe, it } from "vitest"
import { pureBench } from "../src/Clause.ts"
import { type Contract, groups, readContract, readingsOf } from "../src/clauses/Contract.ts"
import { type Trial, trials } from "../src/saboteurs/Trials.ts"

const seed = 4711

/** Readings drawn axis by axis, always the same ones. */
const drawn = (axes: Axes, count: number): ReadonlyArray<Reading.Reading> => {
  const answers = Object.entries(axes).map(([id, all]) => [id, fc.constantFrom(...all)] as const)
  return fc.sample(fc.record(Object.fromEntries(answers)), { seed, numRuns: count })
}

/** Each answer of some axes, with the usual answers of all others. */
const oneByOne = ({ axes }: Contract, first: Reading.Reading): ReadonlyArray<Reading.Reading> =>
  axes.flatMap(({ answers, id }) => Object.keys(answers).map((answer) => ({ ...first, [id]: answer })))

/**
 * For clauses: the full product of each group about members and what they hold; the axes about the form of requests one
 * by one, because they hardly touch each other; and 50 readings drawn from all.
 */
const readingsOfClauses = ({ subject: { axes, id } }: Trial): ReadonlyArray<Reading.Reading> => {
  const contract = readContract(id)
  const first = firstReading(axes)
  const products = groups(contract)
    .filter((group) => group !== "request")
    .flatMap((group) => readingsOf(contract, group, first))
  const forms = contract.axes.filter(({ group }) => group === "request")
  return [...products, ...oneByOne({ ...contract, axes: forms }, first), ...drawn(axes, 50)]
}

/** For points, which are about one axis or two each: every answer, and as many drawn readings. */
const readingsOfPoints = ({ subject: { axes, id } }: Trial): ReadonlyArray<Reading.Reading> => [
  ...oneByOne(readContract(id), firstReading(axes)),
  ...drawn(axes, 50)
]

for (const trial of trials) {
  const { clauses, points, saboteurs, subject } = trial

  describe(`the saboteurs of ${subject.id}`, () => {
    const readings = [firstReading(subject.axes), ...drawn(subject.axes, 6)]
    let killed = 0

    for (const saboteur of saboteurs)
      it(`${saboteur.id} is killed by the check of ${saboteur.clause}: ${saboteur.says}`, () => {
        const clause = clauses.find(({ id }) => id === saboteur.clause)
        assert.isDefined(clause)
        for (const reading of readings) {
          const bench = pureBench(subject, { ...reading, ...saboteur.under }, saboteur.twin)
          assert.isString(clause.check(bench), `survives under ${JSON.stringify(reading)}`)
        }
        killed += 1
      })

    it("the ids of the saboteurs are all different and begin with their clause", () => {
      assert.strictEqual(new Set(saboteurs.map(({ id }) => id)).size, saboteurs.length)
      assert.isTrue(saboteurs.every(({ clause, id }) => id.startsWith(`${clause}-`)))
    })

    afterAll(() => summarise(`${subject.id}: ${killed} of ${saboteurs.length} saboteurs killed`))
  })

  describe(`the honest twin of ${subject.id}`, () => {
    const holding = [
      ...clauses.map((clause) => ({ ...clause, readings: readingsOfClauses(trial) })),
      ...points.map((point) => ({ ...point, readings: readingsOfPoints(trial) }))
    ]
    for (const { check, id, readings, says } of holding)
      it(`${id} holds under each of ${readings.length} readings: ${says}`, () => {
        for (const reading of readings)
          assert.isUndefined(check(pureBench(subject, reading)), `under ${JSON.stringify(reading)}`)
      })
  })
}

const folder = join(import.meta.dirname, "../.cache")

/** For whoever looks at this run, and for the test command, which prints the file. */
function summarise(line: string): void {
  console.log(line)
  mkdirSync(folder, { recursive: true })
  appendFileSync(join(folder, "summary.txt"), `${line}\n`)
}
