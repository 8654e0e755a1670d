/**
 * The contract kit as the only judge of a twin: what the twin's own unit tests know does not count.
 * Clauses and open points come first, because they find most and take least; then sequences of the model, always the
 * same ones; then clauses and points under a few other readings.
 */
import { type Reading, Semantics } from "@muster/core"
import { firstReading, type Twin } from "@muster/twin-kit"
import * as fc from "fast-check"
import { pureBench } from "../src/Clause.ts"
import * as Model from "../src/Model.ts"
import { type Trial, trials } from "../src/saboteurs/Trials.ts"
import { tables } from "../src/Subjects.ts"
import type { Circle, Judge } from "./Judge.ts"

interface Doubt {
  readonly id: string
  readonly check: (twin: Twin<unknown>) => string | undefined
}

const seed = 4711

/** What the kit asks a twin of this vendor. */
const doubts = ({ clauses, points, subject }: Trial): ReadonlyArray<Doubt> => {
  const answers = Object.entries(subject.axes).map(([id, all]) => [id, fc.constantFrom(...all)] as const)
  const others = fc.sample(fc.record(Object.fromEntries(answers)), { numRuns: 8, seed })
  const under = (reading: Reading.Reading, name: string) =>
    [...clauses, ...points].map(({ check, id }): Doubt => ({
      id: `${id} ${name}`,
      check: (twin) => check(pureBench(subject, reading, twin))
    }))
  return [
    ...under(firstReading(subject.axes), "as it usually answers"),
    ...tables.filter(({ twin }) => twin === subject.twin).flatMap(sequences),
    ...others.flatMap((reading, at) => under(reading, `in reading ${at}`))
  ]
}

const sequences = (subject: (typeof tables)[number]): ReadonlyArray<Doubt> => {
  const semantics = Semantics.make(subject.definition)
  return fc.sample(Model.runs(subject), { numRuns: 80, seed }).map((run, at) => ({
    id: `model ${subject.id} ${at}`,
    check: (twin) => Model.broken(subject, semantics, run, Model.tally(), twin)
  }))
}

const judge = (vendor: string, ofVendor: ReadonlyArray<Trial>): Judge => {
  let asked: ReadonlyArray<Doubt> | undefined
  const kit: Circle = {
    id: "kit",
    questions: async (load) => {
      asked ??= ofVendor.flatMap(doubts)
      const { twin } = await load<{ readonly twin: Twin<unknown> }>(`packages/twins/${vendor}/src/Twin.ts`)
      return asked.map(({ check, id }) => ({ id, ask: () => check(twin) }))
    }
  }
  return {
    least: 85,
    folder: `packages/twins/${vendor}/src`,
    files: "{Rules,Routes,State,Vocabulary}.ts",
    rules: new RegExp(`^packages/twins/${vendor}/`),
    asks: /^$/,
    circles: [kit]
  }
}

/** A judge for each vendor's twin. */
export const twins: ReadonlyMap<string, Judge> = new Map(
  [...Map.groupBy(trials, ({ subject }) => subject.id)].map(([vendor, all]) => [vendor, judge(vendor, all)])
)
