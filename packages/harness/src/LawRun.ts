/** Runs laws and model for one vendor, counts what they reach, and says how to see a failure again. */
import { createHash } from "node:crypto"
import { mkdirSync, writeFileSync } from "node:fs"
import { join, relative } from "node:path"
import { Plan, Semantics } from "@muster/core"
import { Exercise, Laws } from "@muster/core/testing"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import * as Counterexample from "./Counterexample.ts"
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
  /** What broke, the shrunk case, the command that shows it again, and its case; `undefined` when the law held. */
  readonly failure: string | undefined
}

/** Every property of a vendor; all of them count into one tally. Another planner shows that a law can fail. */
export const properties = (
  subject: Subject,
  tally: Model.Tally,
  planner: Laws.Planner = Plan.make
): ReadonlyArray<Property> => {
  const semantics = Semantics.make(subject.definition)
  const court = { subject, semantics, planner }
  const counted = (squares: ReadonlyArray<string>) => {
    for (const square of squares) tally.squares.set(square, (tally.squares.get(square) ?? 0) + 1)
  }
  const laws = Laws.laws(semantics, subject.samples, planner).map((law) =>
    property(
      subject,
      law.name,
      law.says,
      law.arbitrary,
      (drawn) => {
        counted(law.squares(drawn))
        return law.broken(drawn)
      },
      (drawn) => Counterexample.ofLaw(court, law, drawn)
    )
  )
  const says = "whatever is sent, in whatever order, the twin does what the table says and the plan predicts"
  const model = property(
    subject,
    "model",
    says,
    Model.runs(subject),
    (run) => Model.broken(subject, semantics, run, tally),
    (run) => Counterexample.ofRun(court, says, run)
  )
  return [...laws, model]
}

const property = <A>(
  subject: Subject,
  name: string,
  says: string,
  arbitrary: fc.Arbitrary<A>,
  broken: (drawn: A) => string | undefined,
  told: (drawn: A) => Counterexample.Told
): Property => ({
  name,
  says,
  check: ({ runs, seed }) => {
    let found: string | undefined
    const holds = fc.property(arbitrary, (drawn) => {
      const wrong = broken(drawn)
      found = wrong ?? found
      return wrong === undefined
    })
    const details = withoutStacks(() => fc.check(holds, { numRuns: runs, seed }))
    if (!details.failed) return { failure: undefined }
    const again = `npm run laws -- --vendor ${subject.id} --law "${name}" --runs ${runs} --seed ${seed}`
    const drawn = details.counterexample?.[0]
    const kept = drawn === undefined ? "" : `\n${keep(`${name}-${subject.id}`, told(drawn))}`
    return {
      failure: `${name}: ${found ?? String(details.errorInstance)}\n${fc.stringify(drawn)}\nshow it again: ${again}${kept}`
    }
  }
})

/** Many drawn changes cannot be planned; to write down where each of these was found takes longer than to find it. */
const withoutStacks = <A>(work: () => A): A => {
  const { stackTraceLimit } = Error
  Error.stackTraceLimit = 0
  try {
    return work()
  } finally {
    Error.stackTraceLimit = stackTraceLimit
  }
}

const root = join(import.meta.dirname, "../../..")
const folder = join(import.meta.dirname, "../.cache/counterexamples")

/** Writes a case where nothing is compared with it yet, and says what to do with it. */
const keep = (name: string, told: Counterexample.Told): string => {
  if (Result.isFailure(told)) return `no case can be made of it: ${told.failure}`
  const text = `${JSON.stringify(told.success, null, 2)}\n`
  const hash = createHash("sha256").update(text).digest("hex").slice(0, 8)
  const path = join(folder, `${name.replaceAll(" ", "-")}-${hash}.json`)
  mkdirSync(folder, { recursive: true })
  writeFileSync(path, text)
  return (
    `as a case: ${relative(root, path)}\n` +
    "hold what it expects against the vendor's documents (its hazards are those of the plan that failed); " +
    "move it to contracts/cases/<group>/<a-sentence>/case.json, say for the other vendors whether they do the same, " +
    "differ (with source) or cannot hold it (with reason), then npm run record"
  )
}

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
