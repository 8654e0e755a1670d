/**
 * The probe at twins under readings that it does not know: no answer is wrong, and every axis is told but those that
 * the contract file calls unobservable; of these no sequence of requests tells anything.
 */
import { Arbitraries } from "@muster/core/testing"
import { type Reading, Semantics } from "@muster/core"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { readContract } from "../src/clauses/Contract.ts"
import * as Drawing from "../src/Drawing.ts"
import * as Drift from "../src/probe/Drift.ts"
import * as Probe from "../src/probe/Probe.ts"
import { Running } from "../src/Running.ts"
import * as Summary from "../src/Summary.ts"
import { numbers, Tape } from "../src/Tape.ts"
import { ground as eightyEightMiles } from "./probe/EightyEightMiles.ts"
import type { Ground } from "./probe/Ground.ts"

const seed = Number(process.env["MUSTER_SEED"] ?? Date.now() % 2 ** 31)
const combinations = 200
/** For each axis that is marked unobservable. */
const sequences = 1000

const unobservable = (vendor: string): ReadonlyMap<string, string> =>
  new Map(
    readContract(vendor).axes.flatMap(({ id, unobservable: why }) => (why === undefined ? [] : [[id, why]]))
  )

const probed = (
  { accept, id, others, questions, seed: start, subject }: Ground,
  reading: Reading.Reading
) => {
  const { ask } = Running.start(subject, reading, start)
  const site = { ask, id, others, serial: "probe" }
  const probing = Probe.probe(questions, site, { accept, unobservable: unobservable(subject.id) })
  for (let next = probing.next(); ; next = probing.next()) if (next.done === true) return next.value
}

const readings = ({ subject }: Ground, count: number): ReadonlyArray<Reading.Reading> =>
  fc.sample(Arbitraries.reading(subject.definition.axes), { numRuns: count, seed })

const answers = ({ learnt }: Probe.Probed): Reading.Reading =>
  Object.fromEntries(learnt.flatMap((one) => ("answer" in one ? [[one.axis, one.answer]] : [])))

const middle = (counts: ReadonlyArray<number>): number =>
  counts.toSorted((one, another) => one - another)[Math.floor(counts.length / 2)] ?? 0

describe.each([eightyEightMiles].map((ground) => ({ id: ground.subject.id, ground })))(
  "The probe of $id",
  ({ ground, id }) => {
    const { axes } = readContract(id)
    const marked = unobservable(id)

    it(`tells every axis that can be told, under ${combinations} readings, and none wrongly`, () => {
      const counts: Array<number> = []
      for (const reading of readings(ground, combinations)) {
        const done = probed(ground, reading)
        const wanted = Object.fromEntries(Object.entries(reading).filter(([axis]) => !marked.has(axis)))

        expect({ reading, answers: answers(done) }).toEqual({ reading, answers: wanted })
        counts.push(done.requests)
      }
      Summary.add([
        `${id}: ${axes.length - marked.size} of ${axes.length} axes probed under ${combinations} readings, ` +
          `median ${middle(counts)} requests, at most ${Math.max(...counts)}, seed ${seed}`
      ])
    })

    it("asks no more than a few requests an axis, however many axes there are", () => {
      for (const reading of readings(ground, 10))
        expect(probed(ground, reading).requests).toBeLessThan(10 * axes.length)
    })

    it("finds every change of a single axis", () => {
      for (const before of readings(ground, 3)) {
        const stored = answers(probed(ground, before))
        for (const axis of axes.filter((each) => !marked.has(each.id)))
          for (const is of Object.keys(axis.answers).filter((answer) => answer !== before[axis.id])) {
            const { learnt } = probed(ground, { ...before, [axis.id]: is })
            expect(Drift.between(stored, learnt)).toEqual([{ axis: axis.id, was: before[axis.id], is }])
          }
      }
    })

    it.each([...marked])("no sequence of requests tells %s: %s", (axis) => {
      const { samples, definition } = ground.subject
      const all = Object.keys(axes.find((each) => each.id === axis)?.answers ?? {})
      const [one = "", ...others] = all
      const drawn = fc.sample(
        fc.record({
          reading: Arbitraries.reading(definition.axes),
          tapes: fc.array(numbers, { maxLength: 4 })
        }),
        { numRuns: sequences, seed }
      )
      for (const { reading, tapes } of drawn)
        for (const another of others)
          expect(heard(ground, { ...reading, [axis]: another }, tapes, samples)).toEqual(
            heard(ground, { ...reading, [axis]: one }, tapes, samples)
          )
    })
  }
)

/** What a sequence of drawn updates is answered, each followed by a read of all there is to read. */
const heard = (
  { id, seed: start, subject }: Ground,
  reading: Reading.Reading,
  tapes: ReadonlyArray<ReadonlyArray<number>>,
  samples: Ground["subject"]["samples"]
): ReadonlyArray<unknown> => {
  const running = Running.start(subject, reading, start)
  const semantics = Semantics.make(subject.definition)
  const [identifier = ""] = subject.definition.identifiers
  const member = { [identifier]: id }
  return tapes.flatMap((numbers) => {
    const before = subject.read(running.ask, member)
    const forms = Drawing.forms({ semantics, samples, tape: new Tape(numbers) }, before)
    const answer = subject.write(running.ask, semantics.encode(member, forms, before), member)
    return [answer, subject.read(running.ask, member)]
  })
}
