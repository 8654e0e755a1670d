/** Every adapter that is wrong on purpose is noticed on its way, and an honest one goes all the same ways unnoticed. */
import type { Vendor } from "@muster/adapter-kit/Vendor"
import type { Reading } from "@muster/core"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import * as Bench from "../src/Bench.ts"
import * as Journey from "../src/Journey.ts"
import type { Mistake } from "../src/mistakes/Mistake.ts"
import { mistakes } from "../src/mistakes/Mistakes.ts"
import type { Subject } from "../src/Subject.ts"
import { subjects } from "../src/Subjects.ts"
import * as Summary from "../src/Summary.ts"

const seed = 4711
const readings = 14
const steps: ReadonlyArray<Journey.Kind> = ["change", ...Journey.trials, "overtaken"]
/** Adapters at a time. */
const abreast = 6

/** A journey under a reading; on every other one the adapter knows the reading. */
interface Way {
  readonly reading: Reading.Reading
  readonly journeys: ReadonlyArray<Journey.Journey>
  readonly isKnown: boolean
}

const waysOf = (subject: Subject): ReadonlyArray<Way> =>
  fc
    .sample(Journey.drawings(subject, [steps]), { numRuns: readings, seed })
    .map((drawn, at) => ({ ...drawn, isKnown: at % 2 === 1 }))

/** What is noticed first of an adapter, or nothing on any of these ways. */
const noticed = Effect.fnUntraced(function* (
  subject: Subject,
  ways: ReadonlyArray<Way>,
  wrong: (honest: Vendor) => Vendor
) {
  for (const { isKnown, journeys, reading } of ways) {
    const bench = yield* Bench.make(subject, { reading, seed: journeys[0]?.seed })
    const vendor = wrong(isKnown ? Journey.knowing(bench.vendor, reading) : bench.vendor)
    const travelled = yield* Effect.result(Journey.travel({ subject, reading, bench, vendor }, journeys))
    if (Result.isFailure(travelled)) return travelled.failure.message
  }
  return undefined
}, Effect.scoped)

/** Looks at several at a time. */
const each = <A>(items: ReadonlyArray<A>, look: (item: A) => ReturnType<typeof noticed>) =>
  Effect.forEach(items, look, { concurrency: abreast }).pipe(Effect.provide(Bench.client), Effect.runPromise)

describe.each(subjects)("Wrong adapters of $id", (subject) => {
  const ways = waysOf(subject)
  const isImpossible = ({ except = {} }: Mistake) => Object.hasOwn(except, subject.id)
  const [impossible, possible] = [mistakes.filter(isImpossible), mistakes.filter((it) => !isImpossible(it))]

  it("are all noticed", async () => {
    const found = await each(possible, ({ wrong }) => noticed(subject, ways, wrong))
    const survivors = possible.filter((_, at) => found[at] === undefined).map(({ id }) => id)
    Summary.add([
      `${subject.id}: ${possible.length - survivors.length} of ${possible.length} wrong adapters noticed`
    ])

    expect(survivors, "nobody notices these; where one cannot be made, `except` says so").toEqual([])
  })

  it("are no different where the mistake cannot be made", async () => {
    const found = await each(impossible, ({ wrong }) => noticed(subject, ways.slice(0, 1), wrong))

    expect(impossible.filter((_, at) => found[at] !== undefined).map(({ id }) => id)).toEqual([])
  })

  it("go where an honest one goes unnoticed", async () => {
    const found = await each(ways, (way) => noticed(subject, [way], (honest) => honest))

    expect(found.filter((each) => each !== undefined)).toEqual([])
  })
})

it("The mistakes have ids of their own, and name the vendors that there are", () => {
  const ids = mistakes.map(({ id }) => id)
  const excepted = mistakes.flatMap(({ except = {} }) => Object.keys(except))

  expect(new Set(ids).size).toBe(ids.length)
  expect(excepted.filter((id) => !subjects.some((subject) => subject.id === id))).toEqual([])
})
