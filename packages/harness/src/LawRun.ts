/** Runs laws and model for one vendor, counts what they reach, and says how to see a failure again. */
import { Semantics } from "@muster/core"
import { Exercise, Laws } from "@muster/core/testing"
import * as fc from "fast-check"
import * as Model from "./Model.ts"
import type { Subject } from "./Subject.ts"

export interface Options {
  readonly runs: number
  readonly seed: number
}

/** One property: a law over drawn cases, or the model over drawn sequences. */
export interface Property {
  readonly name: string
  readonly says: string
  readonly check: (options: Options) => Outcome
}

export interface Outcome {
  /** What broke, the shrunk case, and the command that shows it again; `undefined` when the law held. */
  readonly failure: string | undefined
}

/** Every property of a vendor; all of them count into one tally. */
export const properties = (subject: Subject, tally: Model.Tally): ReadonlyArray<Property> => {
  const semantics = Semantics.make(subject.definition)
  const counted = (squares: ReadonlyArray<string>) => {
    for (const square of squares) tally.squares.set(square, (tally.squares.get(square) ?? 0) + 1)
  }
  const laws = Laws.laws(semantics, subject.samples).map((law) =>
    property(subject, law.name, law.says, law.arbitrary, (drawn) => {
      counted(law.squares(drawn))
      return law.broken(drawn)
    })
  )
  const model = property(
    subject,
    "model",
    "whatever is sent, in whatever order, the twin does what the table says and the plan predicts",
    Model.runs(subject),
    (run) => Model.broken(subject, semantics, run, tally)
  )
  return [...laws, model]
}

const property = <A>(
  subject: Subject,
  name: string,
  says: string,
  arbitrary: fc.Arbitrary<A>,
  broken: (drawn: A) => string | undefined
): Property => ({
  name,
  says,
  check: ({ runs, seed }) => {
    let found: string | undefined
    const details = fc.check(
      fc.property(arbitrary, (drawn) => {
        const wrong = broken(drawn)
        found = wrong ?? found
        return wrong === undefined
      }),
      { numRuns: runs, seed }
    )
    if (!details.failed) return { failure: undefined }
    const again = `npm run laws -- --vendor ${subject.id} --law "${name}" --runs ${runs} --seed ${seed}`
    const drawn = fc.stringify(details.counterexample?.[0])
    return {
      failure: `${name}: ${found ?? String(details.errorInstance)}\n${drawn}\nshow it again: ${again}`
    }
  }
})

/** How often a square has to be reached before its silence counts as evidence. */
export const enough = 20

/** The squares of a vendor that were reached too rarely, with their counts. */
export const unreached = (
  { definition, samples }: Subject,
  { squares }: Model.Tally
): ReadonlyArray<readonly [string, number]> => {
  const semantics = Semantics.make(definition)
  return [...Exercise.all(semantics, samples), ...Exercise.allRaw(semantics, samples)]
    .map((square) => [square, squares.get(square) ?? 0] as const)
    .filter(([, count]) => count < enough)
}

/** The exercise table, a line a square. */
export const table = ({ definition, samples }: Subject, { squares }: Model.Tally): ReadonlyArray<string> => {
  const semantics = Semantics.make(definition)
  return [...Exercise.all(semantics, samples), ...Exercise.allRaw(semantics, samples)].map(
    (square) => `${String(squares.get(square) ?? 0).padStart(8)}  ${square}`
  )
}
