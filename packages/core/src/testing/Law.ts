/** A law as data: a sentence, how to draw cases for it, and a judgement that says what broke. */
import type * as fc from "fast-check"

export interface Law<A> {
  readonly name: string
  readonly says: string
  readonly arbitrary: fc.Arbitrary<A>
  /** What is wrong with this case, or `undefined` when the law holds. */
  readonly broken: (drawn: A) => string | undefined
  /** The squares of the exercise table that this case reaches. */
  readonly squares: (drawn: A) => ReadonlyArray<string>
}
