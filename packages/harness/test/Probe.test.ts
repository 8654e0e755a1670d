/**
 * The probe at twins under readings that it does not know: no answer is wrong, and every axis is told but those that
 * the contract file calls unobservable; of these no sequence of requests tells anything.
 */
import { isDeepStrictEqual } from "node:util"
import { Arbitraries } from "@muster/core/testing"
import { Apply, type Reading, Semantics } from "@muster/core"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { readContract } from "../src/clauses/Contract.ts"
import * as Drawing from "../src/Drawing.ts"
import * as Drift from "../src/probe/Drift.ts"
import * as Probe from "../src/probe/Probe.ts"
import { Running } from "../src/Running.ts"
import type { Subject } from "../src/Subject.ts"
import * as Summary from "../src/Summary.ts"
import { numbers, Tape } from "../src/Tape.ts"
import { ground as bioT } from "./probe/BioT.ts"
import { ground as digits } from "./probe/Digits.ts"
import { ground as eightyEightMiles } from "./probe/EightyEightMiles.ts"
import { ground as eloomi } from "./probe/Eloomi.ts"
import type { Ground } from "./probe/Ground.ts"
import { ground as sailPoint } from "./probe/SailPoint.ts"

const seed = Number(process.env["MUSTER_SEED"] ?? Date.now() % 2 ** 31)
const combinations = 200
/** For each axis that is marked unobservable. */
const sequences = 1000

const probed = (
  { accept, id, others, questions, seed: start, subject }: Ground,
  reading: Reading.Reading
) => {
  const { ask } = Running.start(subject, reading, start)
  const site = { ask, id, others, serial: "probe" }
  const probing = Probe.probe(questions, site, { accept, axes: readContract(subject.id).axes })
  for (let next = probing.next(); ; next = probing.next()) if (next.done === true) return next.value
}

const readings = ({ subject }: Ground, count: number): ReadonlyArray<Reading.Reading> =>
  fc.sample(Arbitraries.reading(subject.definition.axes), { numRuns: count, seed })

const answers = ({ learnt }: Probe.Probed): Reading.Reading =>
  Object.fromEntries(learnt.flatMap((one) => ("answer" in one ? [[one.axis, one.answer]] : [])))

/** What requests can tell of a reading: all but what the contract file calls unobservable, or alike under it. */
const tellable = (axes: Axes, reading: Reading.Reading): Reading.Reading =>
  Object.fromEntries(
    axes.flatMap(({ alike, id, unobservable: why }) => {
      const answer = reading[id] ?? ""
      const isAlike =
        alike?.answers.includes(answer) === true &&
        Object.entries(alike.when).every(([axis, other]) => reading[axis] === other)
      return why !== undefined || isAlike ? [] : [[id, answer]]
    })
  )

type Axes = ReturnType<typeof readContract>["axes"]

const drift = (before: Reading.Reading, after: Reading.Reading): ReadonlyArray<Drift.Drift> =>
  Drift.between(
    before,
    Object.entries(after).map(([axis, answer]) => ({ axis, answer, evidence: [] }))
  )

const middle = (counts: ReadonlyArray<number>): number =>
  counts.toSorted((one, another) => one - another)[Math.floor(counts.length / 2)] ?? 0

const grounds = [digits, sailPoint, eloomi, bioT, eightyEightMiles]

describe.each(grounds.map((ground) => ({ id: ground.subject.id, ground })))(
  "The probe of $id",
  ({ ground, id }) => {
    const { axes } = readContract(id)
    const marked = axes.filter(({ alike, unobservable: why }) => why !== undefined || alike !== undefined)

    it(`tells every axis that can be told, under ${combinations} readings, and none wrongly`, () => {
      const counts: Array<number> = []
      for (const reading of readings(ground, combinations)) {
        const done = probed(ground, reading)

        expect({ reading, answers: answers(done) }).toEqual({ reading, answers: tellable(axes, reading) })
        counts.push(done.requests)
      }
      Summary.add([
        `${id}: ${axes.length} axes probed under ${combinations} readings, ` +
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
        for (const axis of axes)
          for (const is of Object.keys(axis.answers).filter((answer) => answer !== before[axis.id])) {
            const after = { ...before, [axis.id]: is }
            const { learnt } = probed(ground, after)
            const found = Drift.between(stored, learnt)
            expect(found).toEqual(drift(tellable(axes, before), tellable(axes, after)))
            expect(found.length > 0 || marked.includes(axis)).toBe(true)
          }
      }
    })

    it.each(marked)(
      "no sequence of requests tells more of $id: $asks",
      ({ alike, answers: all, id: axis }) => {
        const { subject } = ground
        const semantics = Semantics.make(subject.definition)
        const [one = "", ...others] = alike?.answers ?? Object.keys(all)
        const drawn = fc.sample(
          Arbitraries.reading(subject.definition.axes).chain((reading) => {
            const under = { ...reading, ...alike?.when, [axis]: one }
            return fc.record({
              reading: fc.constant(under),
              start: subject.seed(under),
              tapes: fc.array(numbers, { minLength: 1, maxLength: 3 })
            })
          }),
          { numRuns: sequences, seed }
        )
        for (const { reading, start, tapes } of drawn) {
          const told = heard(subject, semantics, reading, start, tapes)
          const unlike = others.filter((another) => {
            const under = { ...reading, [axis]: another }
            return !isDeepStrictEqual(heard(subject, semantics, under, start, tapes), told)
          })
          expect(unlike).toEqual([])
        }
      }
    )
  }
)

/** What a sequence of drawn updates is answered, each followed by a read. */
const heard = (
  subject: Subject,
  semantics: Semantics.Semantics,
  reading: Reading.Reading,
  start: unknown,
  tapes: ReadonlyArray<ReadonlyArray<number>>
): ReadonlyArray<unknown> => {
  const running = Running.start(subject, reading, start)
  let { member } = subject
  return tapes.flatMap((tape) => {
    const before = subject.read(running.ask, member)
    const forms = Drawing.forms({ semantics, samples: subject.samples, tape: new Tape(tape) }, before)
    const predicted = Apply.apply(semantics, reading, before, forms)
    const answer = subject.write(running.ask, semantics.encode(member, forms, before), member)
    if (predicted !== "refused") member = predicted.snapshot.member
    return [answer, subject.read(running.ask, member)]
  })
}
