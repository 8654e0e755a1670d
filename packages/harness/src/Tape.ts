/**
 * Numbers drawn beforehand and read off one by one, so that a step can choose among things which only exist once
 * the run has come that far. An empty tape reads zeros: shrinking shortens it, and zero is always the plainest choice.
 */
import * as fc from "fast-check"

export class Tape {
  private readonly numbers: ReadonlyArray<number>
  private at = 0

  constructor(numbers: ReadonlyArray<number>) {
    this.numbers = numbers
  }

  /** A number from 0 up to, not including, `below`. */
  readonly pick = (below: number): number => (this.numbers[this.at++] ?? 0) % Math.max(below, 1)

  choose<A>(items: readonly [A, ...ReadonlyArray<A>]): A {
    const [chosen] = items.slice(this.pick(items.length))
    return chosen === undefined ? items[0] : chosen
  }

  /** One of the items, or nothing; nothing is as likely as all items together. */
  perhaps<A>(items: ReadonlyArray<A>): A | undefined {
    return this.pick(2) === 0 ? undefined : items[this.pick(items.length)]
  }
}

export const numbers: fc.Arbitrary<ReadonlyArray<number>> = fc.array(fc.nat({ max: 2 ** 16 }), {
  minLength: 0,
  maxLength: 90,
  size: "max"
})
