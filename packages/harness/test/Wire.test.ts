/**
 * The whole way over real sockets: read, plan, apply, read back, for drawn members and changes. What a plan without
 * a doubt predicts is confirmed; what a vendor may refuse is refused or comes true, and nothing third.
 */
import { Apply, Plan, Semantics, type Snapshot } from "@muster/core"
import { Arbitraries, Laws } from "@muster/core/testing"
import { Update, VendorError } from "@muster/adapter-kit"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import * as Bench from "../src/Bench.ts"
import * as Drawing from "../src/Drawing.ts"
import { subjects } from "../src/Subjects.ts"
import type { Subject } from "../src/Subject.ts"
import * as Summary from "../src/Summary.ts"
import { numbers, Tape } from "../src/Tape.ts"

const seed = Number(process.env["MUSTER_SEED"] ?? Date.now() % 2 ** 31)
const servers = Number(process.env["MUSTER_SERVERS"] ?? 20)
const casesEach = 15

interface Drawn {
  readonly reading: Record<string, string>
  readonly cases: ReadonlyArray<{ readonly seed: unknown; readonly tape: ReadonlyArray<number> }>
}

const drawings = (subject: Subject): ReadonlyArray<Drawn> =>
  fc.sample(
    Arbitraries.reading(subject.definition.axes).chain((reading) =>
      fc.record({
        reading: fc.constant({ ...reading }),
        cases: fc.array(fc.record({ seed: subject.seed(reading), tape: numbers }), {
          minLength: casesEach,
          maxLength: casesEach
        })
      })
    ),
    { numRuns: servers, seed }
  )

/** One change over the wire; gives how it ended, or what is wrong. */
const travel = Effect.fnUntraced(function* (subject: Subject, drawn: Drawn, bench: Bench.Bench, at: number) {
  const one = drawn.cases[at]
  if (one === undefined) return "nothing drawn"
  yield* bench.control("POST", "seed", one.seed)
  const before = yield* bench.vendor.read(subject.member)
  const tape = new Tape(one.tape)
  const { semantics } = bench.vendor
  const change = Drawing.change({ semantics, samples: subject.samples, tape }, before)
  const first = Update.planWith(bench.vendor, before, change)
  if (Result.isFailure(first)) return `not planned: ${first.failure.reason._tag}`
  const accept = Plan.unaccepted(first.success).map(({ id }) => id)
  const plan = yield* Effect.fromResult(Update.planWith(bench.vendor, before, { ...change, accept }))
  const ended = yield* Effect.result(Update.apply(bench.vendor, plan))
  const after = yield* bench.vendor.read(subject.member)
  const problem = wrong(drawn, before, plan, after)
  if (problem !== undefined) throw new Error(`${problem} (server reading ${JSON.stringify(drawn.reading)})`)
  if (Result.isSuccess(ended)) return ended.success.status
  return ended.failure instanceof VendorError.VendorError ? "rejected" : ended.failure.reason._tag
})

const wrong = (
  { reading }: Drawn,
  before: Snapshot.Snapshot,
  plan: Plan.Plan,
  after: Snapshot.Snapshot
): string | undefined => {
  const subject = subjects.find(({ id }) => id === plan.vendor)
  if (plan.forms === null || subject === undefined)
    return Laws.same(before, after) ? undefined : "nothing was sent, yet something changed"
  const predicted = Apply.apply(Semantics.make(subject.definition), reading, before, plan.forms)
  const expected = predicted === "refused" ? before : predicted.snapshot
  return Laws.same(expected, after) ? undefined : "the table and the server differ"
}

const run = (subject: Subject) =>
  Effect.gen(function* () {
    const endings = new Map<string, number>()
    for (const drawn of drawings(subject))
      yield* Effect.scoped(
        Effect.gen(function* () {
          const bench = yield* Bench.make(subject, { reading: drawn.reading, seed: drawn.cases[0]?.seed })
          for (const at of drawn.cases.keys()) {
            const ending = yield* travel(subject, drawn, bench, at)
            endings.set(ending, (endings.get(ending) ?? 0) + 1)
          }
        })
      )
    return endings
  }).pipe(Effect.provide(Bench.client), Effect.runPromise)

describe("The wire", () => {
  it.each(subjects)(`carries ${servers * casesEach} drawn changes of $id as planned`, async (subject) => {
    const endings = await run(subject)

    const told = [...endings].map(([ending, count]) => `${count} ${ending}`).join(", ")
    Summary.add([
      `${subject.id}: ${servers * casesEach} changes over HTTP, ${servers} readings, seed ${seed}: ${told}`
    ])
    expect(endings.get("confirmed") ?? 0).toBeGreaterThan(servers)
    expect([...endings.values()].reduce((sum, count) => sum + count, 0)).toBe(servers * casesEach)
  })
})
