/**
 * A reading gives one answer to every axis, that is to every point which a vendor's documents leave open.
 * Nobody knows which reading is true, so a plan is judged over all that are still possible.
 */

/** One open point: an undocumented cell or an ambiguous clause. Its words live in `contracts/vendors`. */
export interface Axis {
  readonly id: string
  readonly answers: ReadonlyArray<string>
}

/** Axis id to answer. */
export type Reading = Readonly<Record<string, string>>

/** Every combination of answers: the full product, never one axis at a time. */
export const product = (axes: ReadonlyArray<Axis>): ReadonlyArray<Reading> =>
  axes.reduce<ReadonlyArray<Reading>>(
    (readings, axis) =>
      readings.flatMap((reading) => axis.answers.map((answer) => ({ ...reading, [axis.id]: answer }))),
    [{}]
  )

/** The axes with the answers that `evidence` leaves possible; an axis it does not name stays open. */
export const narrow = (axes: ReadonlyArray<Axis>, evidence: Reading): ReadonlyArray<Axis> =>
  axes.map((axis) => {
    const answer = Object.hasOwn(evidence, axis.id) ? evidence[axis.id] : undefined
    return answer === undefined ? axis : { ...axis, answers: axis.answers.filter((each) => each === answer) }
  })

/** What is wrong with `reading` as evidence about `axes`, as sentences; empty when it fits. */
export const problems = (axes: ReadonlyArray<Axis>, reading: Reading): ReadonlyArray<string> =>
  Object.entries(reading).flatMap(([id, answer]) => {
    const axis = axes.find((each) => each.id === id)
    if (axis === undefined) return [`there is no axis ${id}`]
    return axis.answers.includes(answer)
      ? []
      : [`axis ${id} has no such answer; it has ${axis.answers.join(", ")}`]
  })
