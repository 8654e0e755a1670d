/** What may come of an experiment: the outcome under every reading, and whether there is a way back from it. Pure. */
import { Apply, Plan, Reading, type Semantics, type Snapshot } from "@muster/core"
import { Laws } from "@muster/core/testing"
import * as Result from "effect/Result"
import { asItWas, type Experiment } from "./Experiment.ts"

/** Each different answer that some reading of the axes it touches gives. */
export type Prospects = ReadonlyArray<Apply.Applied>

export const of = ({ forms, operation }: Experiment, before: Snapshot.Snapshot): Prospects => {
  const answers = Reading.product(Apply.axes(operation, before, forms)).map((reading) =>
    Apply.apply(operation, reading, before, forms)
  )
  return [...new Map(answers.map((answer) => [textOf(answer), answer])).values()]
}

const textOf = (answer: Apply.Applied): string =>
  JSON.stringify(answer, (_, each: unknown) => (each instanceof Map ? [...each] : each))

/** Whether everything that may come of it can be put back as it was in `original`, for certain and at no cost. */
export const areReversible = (
  experiment: Experiment,
  possible: Prospects,
  original: Snapshot.Snapshot
): boolean =>
  !writesOpenly(experiment) &&
  possible.every((each) => each === "refused" || hasWayBack(experiment, each, original))

/** Whether something else of the record may change along, or may not. */
const writesOpenly = ({ forms, operation }: Experiment): boolean =>
  forms.fields.some(([name]) =>
    operation.fields.some(
      (field) => field.name === name && field.writes?.some(({ isOpen }) => isOpen === true)
    )
  )

const hasWayBack = (
  { operation }: Experiment,
  { deferred, snapshot, unsettled }: Exclude<Apply.Applied, "refused">,
  original: Snapshot.Snapshot
): boolean =>
  deferred.length === 0 &&
  unsettled.length === 0 &&
  (original.access === undefined || isAccessBack(operation, snapshot, original)) &&
  Laws.differences(operation, original, snapshot).every((field) => {
    const back = Plan.make(operation, snapshot, { merge: { [field]: original.values[field] ?? null } })
    return Result.isSuccess(back) && Plan.unaccepted(back.success).length === 0
  })

/** Whether sending access as it was read makes it so again. */
const isAccessBack = (
  operation: Semantics.Semantics,
  now: Snapshot.Snapshot,
  original: Snapshot.Snapshot
): boolean =>
  of(asItWas(operation, original), now).every(
    (each) => each !== "refused" && Laws.same(operation, original, each.snapshot)
  )
