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
import { trials } from "../src/saboteurs/Trials.ts"
import { tables } from "../src/Subjects.ts"

/** One question to a twin: what is wrong with it, if anything. It may throw as well; then something is wrong too. */
export interface Question {
  readonly id: string
  readonly ask: (twin: Twin<unknown>) => string | undefined
}

const seed = 4711

/** Every vendor that can be asked about. */
export const vendors: ReadonlyArray<string> = trials.map(({ subject }) => subject.id)

/** What the kit asks a twin of this vendor. */
export const questions = (vendor: string): ReadonlyArray<Question> =>
  trials
    .filter(({ subject }) => subject.id === vendor)
    .flatMap(({ clauses, points, subject }) => {
      const answers = Object.entries(subject.axes).map(([id, all]) => [id, fc.constantFrom(...all)] as const)
      const others = fc.sample(fc.record(Object.fromEntries(answers)), { numRuns: 8, seed })
      const under = (reading: Reading.Reading, name: string) =>
        [...clauses, ...points].map(({ check, id }): Question => ({
          id: `${id} ${name}`,
          ask: (twin) => check(pureBench(subject, reading, twin))
        }))
      return [
        ...under(firstReading(subject.axes), "as it usually answers"),
        ...tables.filter(({ twin }) => twin === subject.twin).flatMap(sequences),
        ...others.flatMap((reading, at) => under(reading, `in reading ${at}`))
      ]
    })

const sequences = (subject: (typeof tables)[number]): ReadonlyArray<Question> => {
  const semantics = Semantics.make(subject.definition)
  return fc.sample(Model.runs(subject), { numRuns: 80, seed }).map((run, at) => ({
    id: `model ${subject.id} ${at}`,
    ask: (twin) => Model.broken(subject, semantics, run, Model.tally(), twin)
  }))
}
