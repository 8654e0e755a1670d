/**
 * Every law and the model run, for every vendor, over fresh cases: the seed is printed, and a failure prints the
 * command that shows it again. A square of the exercise table that was hardly reached fails too.
 */
import { afterAll, describe, expect, it } from "vitest"
import * as LawRun from "../src/LawRun.ts"
import * as Model from "../src/Model.ts"
import { tables } from "../src/Subjects.ts"
import * as Summary from "../src/Summary.ts"

const seed = Number(process.env["MUSTER_SEED"] ?? Date.now() % 2 ** 31)
const runs = Number(process.env["MUSTER_RUNS"] ?? 1500)
/** A sequence reaches fewer squares than a case of each law does. */
const sequences = runs * 2

describe.each(tables)("The laws of $id", (subject) => {
  const tally = Model.tally()
  const properties = LawRun.properties(subject, tally)

  it.each(properties)(`$name: $says`, (property) => {
    // Each law draws cases of its own.
    const drawn = property.name === "model" ? sequences : runs
    const { failure } = property.check({ runs: drawn, seed: seed + properties.indexOf(property) })

    expect(failure).toBeUndefined()
  })

  it("reaches every square of the exercise table", () => {
    expect(LawRun.unreached(subject, tally)).toEqual([])
  })

  afterAll(() => {
    Summary.add([
      `${subject.id}: laws over ${runs} cases each, model over ${sequences} sequences (${tally.compared} requests compared with the twin), seeds from ${seed}`,
      `${subject.id}: exercise table (times reached, square)`,
      ...LawRun.table(subject, tally)
    ])
  })
})
