/** What a later probe tells otherwise than a stored one. */
import type { Reading } from "@muster/core"
import type { Learnt } from "./Probe.ts"

export interface Drift {
  readonly axis: string
  readonly was: string
  readonly is: string
}

/** The axes on which both have an answer, and not the same one. */
export const between = (stored: Reading.Reading, learnt: ReadonlyArray<Learnt>): ReadonlyArray<Drift> =>
  learnt.flatMap((one) => {
    const was = Object.hasOwn(stored, one.axis) ? stored[one.axis] : undefined
    return was === undefined || !("answer" in one) || one.answer === was
      ? []
      : [{ axis: one.axis, was, is: one.answer }]
  })
