/** A twin that starts from, or lives through, what makes no sense would prove nothing: it throws instead. */
import type { Reading } from "@muster/core"
import * as fc from "fast-check"
import { clause, type ClauseCheck, type PureBench, that } from "../Clause.ts"
import * as Places from "../Places.ts"
import type { Subject } from "../Subject.ts"

/** Always the same seed. */
const seedOf = (subject: Subject, reading: Reading.Reading): unknown =>
  fc.sample(subject.seed(reading), { numRuns: 1, seed: 4711 })[0]

/** A seed with something that no seed has, at each place that has members of its own. */
const spoilt = (subject: Subject, reading: Reading.Reading): ReadonlyArray<readonly [string, unknown]> => {
  const text = JSON.stringify(seedOf(subject, reading))
  return Places.of(text)
    .filter((place) => place.path.length <= 3)
    .flatMap((place) => {
      const wrong = (value: unknown) =>
        JSON.parse(Places.written(text, place, JSON.stringify(value))) as unknown
      const isObject = typeof place.value === "object" && place.value !== null && !Array.isArray(place.value)
      return [
        [`${place.name} as a strange list`, wrong([[["strange"]]])] as const,
        ...(isObject
          ? [[`${place.name} with a stranger`, wrong({ ...(place.value as object), stranger: 1 })] as const]
          : [])
      ]
    })
}

/** The point for one vendor. */
export const seeds = (subject: Subject): ClauseCheck =>
  clause("seed", "A seed or an event that makes no sense is none.", (bench: PureBench) => {
    for (const [what, seed] of spoilt(subject, bench.reading))
      that(
        `a seed with ${what} is none`,
        throws(() => bench.start(seed))
      )
    const running = bench.start(seedOf(subject, bench.reading))
    for (const event of [null, {}, { type: "" }, { type: "nobody-knows" }, []])
      that(
        "an event that nobody knows is none",
        throws(() => running.happen(event))
      )
    for (let at = 0; at < 12; at += 1) {
      const event = subject.event(
        subject.read(running.ask),
        (below) => at % Math.max(below, 1),
        "new"
      ) as object
      that(
        "an event with a stranger is none",
        throws(() => running.happen({ ...event, stranger: 1 }))
      )
      for (const name of Object.keys(event))
        that(
          `an event without ${name} is none`,
          throws(() => running.happen({ ...event, [name]: undefined }))
        )
    }
  })

/** Whether it throws, and says why. */
export const throws = (act: () => unknown): boolean => {
  try {
    act()
    return false
  } catch (error) {
    return error instanceof Error && error.message !== ""
  }
}
