/**
 * The whole way over real sockets: read, plan, apply, read back, for drawn members and changes. What a plan without
 * a doubt predicts is confirmed; what a vendor may refuse is refused or comes true, and nothing third.
 */
import { Apply, Plan, type Reading, Semantics, type Snapshot } from "@muster/core"
import { Arbitraries, Laws } from "@muster/core/testing"
import { Update, VendorError } from "@muster/adapter-kit"
import type { Vendor } from "@muster/adapter-kit/Vendor"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import * as Bench from "../src/Bench.ts"
import * as Model from "../src/Model.ts"
import * as Drawing from "../src/Drawing.ts"
import { subjects } from "../src/Subjects.ts"
import type { Subject } from "../src/Subject.ts"
import * as Summary from "../src/Summary.ts"
import { numbers, Tape } from "../src/Tape.ts"

const seed = Number(process.env["MUSTER_SEED"] ?? Date.now() % 2 ** 31)
const servers = Number(process.env["MUSTER_SERVERS"] ?? 80)
/** Seeds that one server gets, one after the other. */
const seedsEach = 5
/** Changes in a row after one seed, each on what the last one left. */
const changesEach = 5
const casesEach = seedsEach * changesEach
/** A vendor's second kind of caller is tried on fewer. */
const serversOf = ({ definition, id }: Subject): number =>
  id === definition.vendor ? servers : Math.ceil(servers / 5)
/** Servers at a time. */
const abreast = 10

interface Drawn {
  readonly reading: Record<string, string>
  readonly rows: ReadonlyArray<Row>
}

interface Row {
  readonly seed: unknown
  /** One for each change of the row. */
  readonly tapes: ReadonlyArray<ReadonlyArray<number>>
}

const exactly = (count: number) => ({ minLength: count, maxLength: count })

const drawings = (subject: Subject): ReadonlyArray<Drawn> =>
  fc.sample(
    Arbitraries.reading(subject.definition.axes).chain((reading) =>
      fc.record({
        reading: fc.constant({ ...reading }),
        rows: fc.array(
          fc.record({ seed: subject.seed(reading), tapes: fc.array(numbers, exactly(changesEach)) }),
          exactly(seedsEach)
        )
      })
    ),
    { numRuns: serversOf(subject), seed }
  )

/** The changes of one row over the wire; gives how each ended, or what is wrong. */
const row = Effect.fnUntraced(function* (
  subject: Subject,
  { reading }: Drawn,
  bench: Bench.Bench,
  { seed, tapes }: Row
) {
  yield* bench.control("POST", "seed", seed)
  let before = yield* bench.vendor.read(subject.member)
  const endings: Array<string> = []
  for (const tape of tapes) {
    const { after, ending } = yield* travel(subject, reading, bench.vendor, before, new Tape(tape))
    before = after
    endings.push(ending)
  }
  return endings
})

/** One change over the wire. */
const travel = Effect.fnUntraced(function* (
  { samples }: Subject,
  reading: Reading.Reading,
  vendor: Vendor,
  before: Snapshot.Snapshot,
  tape: Tape
) {
  const { semantics } = vendor
  const change = Drawing.change({ semantics, samples, tape }, before)
  const first = Model.consenting(semantics, before, change)
  if (first === undefined) return { ending: "not planned", after: before }
  const accept = [...(first.change.accept ?? []), ...Plan.unaccepted(first).map(({ id }) => id)]
  const plan = yield* Effect.fromResult(Update.planWith(vendor, before, { ...change, accept }))
  const ended = yield* Effect.result(Update.apply(vendor, plan, { patience: [] }))
  // A plan without a request sends none, so there is nothing to look at again.
  if (plan.forms === null)
    return { ending: Result.isSuccess(ended) ? ended.success.status : "failed", after: before }
  const after = yield* now(vendor, plan)
  const problem = wrong(semantics, reading, before, plan, after)
  if (problem !== undefined) throw new Error(`${problem} (server reading ${JSON.stringify(reading)})`)
  if (Result.isSuccess(ended)) return { ending: ended.success.status, after }
  const ending = ended.failure instanceof VendorError.VendorError ? "rejected" : ended.failure.reason._tag
  return { ending, after }
})

/** The member under the name that the plan gave it, or under the old one. */
const now = (vendor: Vendor, { member, predicted }: Plan.Plan) =>
  Effect.catch(vendor.read(predicted.member), () => vendor.read(member))

const wrong = (
  semantics: Semantics.Semantics,
  reading: Reading.Reading,
  before: Snapshot.Snapshot,
  plan: Plan.Plan,
  after: Snapshot.Snapshot
): string | undefined => {
  if (plan.forms === null) return undefined
  const operation = Semantics.operationOf(semantics, plan.operation)
  const predicted = Apply.apply(operation, reading, before, plan.forms)
  const expected = predicted === "refused" ? before : predicted.snapshot
  const except = predicted === "refused" ? [] : predicted.unsettled
  return Laws.same(semantics, expected, after, [...except, ...after.unknown])
    ? undefined
    : "the table and the server differ"
}

const run = (subject: Subject) =>
  Effect.forEach(
    drawings(subject),
    (drawn) =>
      Effect.gen(function* () {
        const bench = yield* Bench.make(subject, { reading: drawn.reading, seed: drawn.rows[0]?.seed })
        return (yield* Effect.forEach(drawn.rows, (each) => row(subject, drawn, bench, each))).flat()
      }).pipe(Effect.scoped),
    { concurrency: abreast }
  ).pipe(Effect.provide(Bench.client), Effect.runPromise)

describe("The wire", () => {
  it.each(subjects)(`carries drawn changes of $id as planned`, async (subject) => {
    const endings = new Map<string, number>()
    for (const ending of (await run(subject)).flat()) endings.set(ending, (endings.get(ending) ?? 0) + 1)

    const count = serversOf(subject) * casesEach
    const told = [...endings].map(([ending, count]) => `${count} ${ending}`).join(", ")
    Summary.add([
      `${subject.id}: ${count} changes over HTTP, ${serversOf(subject)} readings, seed ${seed}: ${told}`
    ])
    expect(endings.get("confirmed") ?? 0).toBeGreaterThan(serversOf(subject))
    expect([...endings.values()].reduce((sum, count) => sum + count, 0)).toBe(count)
  })
})
