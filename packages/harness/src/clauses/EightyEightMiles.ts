/** The documented clauses of 88 Miles that a check holds on to. */
import type { ClauseCheck } from "../Clause.ts"
import { answerClauses } from "./MilesAnswers.ts"
import { updateClauses } from "./MilesUpdates.ts"

export const eightyEightMilesClauses: ReadonlyArray<ClauseCheck> = [
  ...updateClauses,
  ...answerClauses
].toSorted((one, another) => Number(one.id.slice(1)) - Number(another.id.slice(1)))
