/**
 * A plan under measured answers says on which it relies, and that is enough: with those alone it would be the same
 * plan, so it is right whatever the others are; without any one of them it would be another.
 */
import { type Change, Plan, type Reading, Semantics } from "@muster/core"
import { Arbitraries, Laws } from "@muster/core/testing"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { tables } from "../src/Subjects.ts"

const seed = Number(process.env["MUSTER_SEED"] ?? Date.now() % 2 ** 31)
const options = { seed, numRuns: Number(process.env["MUSTER_RUNS"] ?? 40) }

/** Any of the answers that might be measured, for any of the axes. */
const measured = (axes: ReadonlyArray<Reading.Axis>): fc.Arbitrary<Reading.Reading> =>
  fc
    .tuple(
      ...axes.map(({ answers, id }) =>
        fc
          .option(fc.constantFrom(...answers))
          .map((answer) => (answer === null ? [] : [[id, answer] as const]))
      )
    )
    .map((answers) => Object.fromEntries(answers.flat()))

/** Most drawn changes have no request as a whole; one of a single field often has. */
const short = (change: Change.Change): Change.Change =>
  change.merge === undefined
    ? change
    : { ...change, merge: Object.fromEntries(Object.entries(change.merge).slice(-1)) }

const asReading = (relies: Plan.Plan["relies"]): Reading.Reading =>
  Object.fromEntries(relies.map(({ answer, axis }) => [axis, answer]))

/** What a plan says of the change: which axes are still open is not part of it, nor what can be undone. */
const gist = (planned: ReturnType<typeof Plan.make>) =>
  Result.map(planned, ({ deferrable, effects, forms, hazards, predicted, repeat }) => ({
    deferrable,
    effects,
    forms,
    hazards: hazards.map(({ id, says, weight }) => [id, says, weight]),
    predicted,
    repeat
  }))

/** Plans that relied on something. */
let relying = 0

describe.each(tables)("Plans of $id under measured answers", ({ definition, samples }) => {
  const judged = (semantics: Semantics.Semantics) =>
    Laws.laws(semantics, samples).filter(({ name }) => name === "exactness" || name === "frame")
  const situations = measured(definition.axes).chain((evidence) => {
    const semantics = Semantics.make(definition, evidence)
    return Arbitraries.cases(semantics, samples, true).map((drawn) => ({
      evidence,
      semantics,
      drawn: { ...drawn, change: short(drawn.change) }
    }))
  })

  it(`are made the same with what they rely on alone, and with nothing less (seed ${seed})`, () => {
    fc.assert(
      fc.property(situations, ({ drawn: { change, snapshot }, evidence, semantics }) => {
        const planned = Plan.make(semantics, snapshot, change)
        if (Result.isFailure(planned)) return
        const { relies } = planned.success
        const alone = asReading(relies)
        relying += Math.min(relies.length, 1)
        expect(evidence).toMatchObject(alone)
        expect(gist(Plan.make(Semantics.make(definition, alone), snapshot, change))).toEqual(gist(planned))
        for (const { axis } of relies) {
          const less = asReading(relies.filter((each) => each.axis !== axis))
          const other = Plan.make(Semantics.make(definition, less), snapshot, change)
          expect(gist(other)).not.toEqual(gist(planned))
        }
      }),
      options
    )
  })

  // What was read of access tells of the true answers, so other answers need another record.
  it.each(definition.access === undefined ? [] : [seed])(
    "are exact under every reading that agrees with what they rely on (seed %s)",
    () => {
      fc.assert(
        fc.property(
          situations.chain(({ drawn, semantics }) => {
            const planned = Plan.make(semantics, drawn.snapshot, drawn.change)
            const relies = Result.isSuccess(planned) ? planned.success.relies : []
            const others = Semantics.make(definition, asReading(relies))
            // The same change of another record, read under other answers to everything that is not relied on.
            return Arbitraries.cases(others, samples, true).map((again) => ({
              others,
              again: { ...again, change: drawn.change }
            }))
          }),
          ({ again, others }) => {
            expect(judged(others).map((law) => law.broken(again))).toEqual([undefined, undefined])
          }
        ),
        options
      )
    }
  )

  it.each(definition.access === undefined ? [seed] : [])(
    "stay right when an answer that they do not rely on turns out to be another (seed %s)",
    () => {
      fc.assert(
        fc.property(situations, fc.infiniteStream(fc.nat()), ({ drawn, semantics }, picks) => {
          const planned = Plan.make(semantics, drawn.snapshot, drawn.change)
          if (Result.isFailure(planned)) return
          const pick = () => picks.next().value as number
          const flipped = Object.fromEntries(
            definition.axes.map(({ answers, id }) => [id, answers[pick() % answers.length] ?? ""])
          )
          const reading = { ...flipped, ...asReading(planned.success.relies) }
          expect(judged(semantics).map((law) => law.broken({ ...drawn, reading }))).toEqual([
            undefined,
            undefined
          ])
        }),
        options
      )
    }
  )
})

it("plans under measured answers do rely on them now and then", () => {
  expect(relying).toBeGreaterThan(10)
})
