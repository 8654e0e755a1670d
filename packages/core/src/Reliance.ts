/**
 * On which measured answers something that was made under evidence relies: on the fewest that it is made the same
 * with. Whatever the other answers are, it stays right, because it would have been made so without them.
 */
import type * as Reading from "./Reading.ts"

/** A measured answer. */
export interface Relied {
  readonly axis: string
  readonly answer: string
}

/** Where two answers would each do, one of them is named. `isSame`: whether it is made the same under less evidence. */
export const of = (
  evidence: Reading.Reading,
  isSame: (less: Reading.Reading) => boolean
): ReadonlyArray<Relied> => {
  const measured = Object.entries(evidence).map(([axis, answer]) => ({ axis, answer }))
  return fewest([], measured, (less) =>
    isSame(Object.fromEntries(less.map(({ answer, axis }) => [axis, answer])))
  )
}

/**
 * The fewest of `others` that do together with `kept`. By halves (U. Junker's QuickXplain), since few are needed of
 * many, and every try compiles a table.
 */
const fewest = (
  kept: ReadonlyArray<Relied>,
  others: ReadonlyArray<Relied>,
  isEnough: (answers: ReadonlyArray<Relied>) => boolean
): ReadonlyArray<Relied> => {
  if (others.length === 0 || isEnough(kept)) return []
  if (others.length === 1) return others
  const half = Math.ceil(others.length / 2)
  const left = others.slice(0, half)
  const right = fewest([...kept, ...left], others.slice(half), isEnough)
  return [...fewest([...kept, ...right], left, isEnough), ...right]
}
