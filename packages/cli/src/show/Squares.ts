/** What stands in a square and beside the table, in words. */
import type { Outcome } from "@muster/core/Semantics"
import type { Note, Operation, Point, Square } from "../SemanticsTable.ts"

/** What the vendor does, and how anybody knows. */
export const words = (square: Square): string => {
  switch (square.status) {
    case "documented":
      return `${square.outcome} (${square.clause})`
    case "measured":
      return `${then(square.outcome)} (measured ${square.axis} = ${square.answer})`
    case "open":
      return `open ${square.axis}: ${Object.entries(square.outcomes).map(possibility).join(", ")}`
  }
}

/** An answer that is called like its outcome is told once. */
const possibility = ([answer, outcome]: readonly [string, Outcome | Square]): string =>
  answer === outcome ? answer : `${answer} → ${then(outcome)}`

const then = (outcome: Outcome | Square): string => {
  if (typeof outcome !== "object") return outcome
  return outcome.status === "open" ? `(${words(outcome)})` : words(outcome)
}

/** A point with its answers, or the one that it has. */
export const point = ({ answer, answers, axis }: Point): string =>
  answer === undefined ? `open ${axis}: ${answers.join(", ")}` : `measured ${axis} = ${answer}`

/** What a note says, and what it rests on. */
export const note = ({ clause, point: open, says }: Note): string =>
  `${says}${clause === undefined ? "" : ` (${clause})`}${open === undefined ? "" : `; ${point(open)}`}`

/** What a write does to everything that it leaves out. */
export const writes: Readonly<Record<Operation["writes"], string>> = {
  merge: "merges: what a request leaves out stays, unless its square says otherwise",
  replace: "replaces: what a request leaves out goes, unless its square says otherwise"
}

export const title = ({ caller, operation }: Operation): string =>
  caller === undefined ? operation : `${operation}, asked by the ${caller}`
