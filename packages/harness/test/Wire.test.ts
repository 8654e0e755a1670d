/**
 * The whole way over real sockets: read, plan, apply, read back, for drawn members and changes. What a plan without
 * a doubt predicts is confirmed; what a vendor may refuse is refused or comes true, and nothing third.
 */
import * as Effect from "effect/Effect"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import * as Bench from "../src/Bench.ts"
import * as Journey from "../src/Journey.ts"
import type { Subject } from "../src/Subject.ts"
import { subjects } from "../src/Subjects.ts"
import * as Summary from "../src/Summary.ts"

const seed = Number(process.env["MUSTER_SEED"] ?? Date.now() % 2 ** 31)
const servers = Number(process.env["MUSTER_SERVERS"] ?? 80)
/** Changes in a row after one seed, each on what the last one left. */
const changes = Array.from({ length: 5 }, () => "change" as const)
/** Seeds that one server gets, one after the other. */
const journeys = Array.from({ length: 5 }, () => changes)
const changesEach = journeys.length * changes.length
/** On one server of so many, some writes more have something in their way. */
const calm = 8
/** A vendor's second kind of caller is tried on fewer. */
const serversOf = ({ definition, id }: Subject): number =>
  id === definition.vendor ? servers : Math.ceil(servers / 5)
/** Servers at a time. */
const abreast = 10

const drawings = (subject: Subject) => {
  const count = serversOf(subject)
  const troubled = Math.ceil(count / calm)
  const sample = (each: ReadonlyArray<ReadonlyArray<Journey.Kind>>, numRuns: number) =>
    fc.sample(Journey.drawings(subject, each), { numRuns, seed })
  return [
    ...sample(journeys, count - troubled),
    ...sample([...journeys.slice(1), [...changes, ...Journey.trials]], troubled)
  ]
}

const run = (subject: Subject) =>
  Effect.forEach(
    drawings(subject),
    ({ journeys, reading }) =>
      Effect.gen(function* () {
        const bench = yield* Bench.make(subject, { reading, seed: journeys[0]?.seed })
        const road = { subject, reading, bench, vendor: bench.vendor }
        return yield* Journey.travel(road, journeys)
      }).pipe(
        Effect.scoped,
        Effect.mapError((error) => new Error(`${error.message} (server reading ${JSON.stringify(reading)})`))
      ),
    { concurrency: abreast }
  ).pipe(Effect.provide(Bench.client), Effect.runPromise)

describe("The wire", () => {
  it.each(subjects)(`carries drawn changes of $id as planned`, async (subject) => {
    const endings = new Map<string, number>()
    for (const { ending, kind } of (await run(subject)).flat())
      if (kind === "change") endings.set(ending, (endings.get(ending) ?? 0) + 1)

    const count = serversOf(subject) * changesEach
    const told = [...endings].map(([ending, count]) => `${count} ${ending}`).join(", ")
    Summary.add([
      `${subject.id}: ${count} changes over HTTP, ${serversOf(subject)} readings, seed ${seed}: ${told}`
    ])
    expect(endings.get("confirmed") ?? 0).toBeGreaterThan(serversOf(subject))
    expect([...endings.values()].reduce((sum, count) => sum + count, 0)).toBe(count)
  })
})
