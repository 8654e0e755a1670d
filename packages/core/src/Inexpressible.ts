/** A wish that has no request: why, what to do about it, and the id by which the rest may go without it. */
import type { Hazard } from "./Hazard.ts"
import type { Problem, Why } from "./Unplannable.ts"

export interface Inexpressible extends Problem {
  readonly why: Why
  readonly hazard: Hazard
  /** `false`: no consent helps, since without this no request can be written at all. */
  readonly acceptable: boolean
}

/**
 * Makes a line. `id` is `without:…` for a wish that is let go, `gives-up:…` for something unasked that is lost.
 * Targets stand in the id and in `says`, never in `rule` and `wayOut`, which go into messages.
 */
export const make = (line: {
  readonly id: string
  readonly field: string
  readonly why: Why
  readonly rule: string
  readonly wayOut: string
  readonly says: string
  readonly sources: ReadonlyArray<string>
  readonly acceptable?: boolean
}): Inexpressible => ({
  field: line.field,
  why: line.why,
  rule: line.rule,
  wayOut: line.wayOut,
  acceptable: line.acceptable ?? true,
  hazard: {
    id: line.id,
    kind: "inexpressible",
    weight: "stop",
    says: line.says,
    sources: [...new Set(line.sources)]
  }
})
