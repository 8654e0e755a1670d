/**
 * Core's judges, the quick ones first: its own tests; the laws for its three made-up vendors; then, for every real
 * vendor's table, the laws, and sequences that hold its plans against the twin's rules. The enumeration of all access
 * (Completeness.test.ts) takes too long to be asked for each change. Everything is drawn from one seed.
 */
import { globSync } from "node:fs"
import { join } from "node:path"
import type * as Core from "@muster/core"
import type * as Testing from "@muster/core/testing"
import * as fc from "fast-check"
import type * as Model from "../src/Model.ts"
import { tables as subjects } from "../src/Subjects.ts"
import type * as Subjects from "../src/Subjects.ts"
import type * as Collected from "./Collected.ts"
import type { Circle, Judge, Load, Question } from "./Judge.ts"

const seed = 4711
const drawn = <A>(arbitrary: fc.Arbitrary<A>, numRuns: number): ReadonlyArray<A> =>
  fc.sample(arbitrary, { numRuns, seed })

const top = join(import.meta.dirname, "../../..")
const folder = "packages/core/src"
const tests = "packages/core/test"
const slow = ["Laws.test.ts", "Completeness.test.ts"].map((file) => join(tests, file))
const sources = globSync(`${folder}/**/*.ts`, { cwd: top })
const own = globSync(`${tests}/*.test.ts`, { cwd: top })
  .filter((file) => !slow.includes(file))
  .toSorted()

const ownTest = (file: string): Circle => ({
  id: file,
  questions: async (load) => {
    for (const source of sources) await load(source)
    await load(file)
    const collected = await load<typeof Collected>("packages/harness/mutation/Collected.ts")
    return collected.tests
      .splice(0)
      .map(timed)
      .toSorted((one, other) => tookOf(one) - tookOf(other))
  }
})

/** Milliseconds that each test took when it was first asked, so that the quick ones can come first. */
const took = new Map<string, number>()
const tookOf = ({ id }: Question): number => took.get(id) ?? 0

const timed = ({ ask, id }: Question): Question => ({
  id,
  ask: async () => {
    const started = performance.now()
    const wrong = await ask()
    if (!took.has(id)) took.set(id, performance.now() - started)
    return wrong
  }
})

const laws = async (
  load: Load,
  semantics: Core.Semantics.Semantics,
  samples: Testing.Samples.Samples
): Promise<ReadonlyArray<Question>> => {
  const { Laws } = await load<typeof Testing>("packages/core/src/testing/index.ts")
  return Laws.laws(semantics, samples).map((law) => ({
    id: law.name,
    ask: () => {
      for (const each of drawn(law.arbitrary, 40)) {
        const wrong = law.broken(each)
        if (wrong !== undefined) return wrong
      }
      return undefined
    }
  }))
}

/** The made-up vendors of core's tests, as they stand there. */
interface MadeUp {
  readonly acme: () => Core.Semantics.Semantics
  readonly borea: () => Core.Semantics.Semantics
  readonly samples: { readonly acme: Testing.Samples.Samples; readonly borea: Testing.Samples.Samples }
}
interface Caspia {
  readonly caspia: () => Core.Semantics.Semantics
  readonly samples: Testing.Samples.Samples
}

const madeUp = (id: "acme" | "borea"): Circle => ({
  id,
  questions: async (load) => {
    const { [id]: semantics, samples } = await load<MadeUp>(`${tests}/tables.ts`)
    return laws(load, semantics(), samples[id])
  }
})

const caspia: Circle = {
  id: "caspia",
  questions: async (load) => {
    const { caspia: semantics, samples } = await load<Caspia>(`${tests}/caspia.ts`)
    return laws(load, semantics(), samples)
  }
}

/** A real vendor's table. */
const real = (id: string): Circle => ({
  id,
  questions: async (load) => {
    const { Semantics } = await load<typeof Core>(`${folder}/index.ts`)
    const { tables } = await load<typeof Subjects>("packages/harness/src/Subjects.ts")
    const { broken, runs, tally } = await load<typeof Model>("packages/harness/src/Model.ts")
    const subject = tables.find((each) => each.id === id)
    if (subject === undefined) throw new Error(`there is no table of ${id}`)
    const semantics = Semantics.make(subject.definition)
    const sequences = drawn(runs(subject), 10).map((run, at) => ({
      id: `sequence ${at}`,
      ask: () => broken(subject, semantics, run, tally())
    }))
    return [...sequences, ...(await laws(load, semantics, subject.samples))]
  }
})

export const plans: Judge = {
  least: 90,
  folder,
  files: "*.ts",
  rules: /^packages\//,
  asks: /^packages\/(core\/test|harness\/mutation)\//,
  circles: [
    ...own.map(ownTest),
    madeUp("acme"),
    madeUp("borea"),
    caspia,
    ...subjects.map(({ id }) => real(id))
  ]
}
