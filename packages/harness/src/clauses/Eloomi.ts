/** The documented clauses of eloomi that a check holds on to. */
import type { ClauseCheck } from "../Clause.ts"
import { accessClauses } from "./EloomiAccess.ts"
import { activationClauses } from "./EloomiActivation.ts"
import { answerClauses } from "./EloomiAnswers.ts"
import { bodyClauses } from "./EloomiBodies.ts"
import { updateClauses } from "./EloomiUpdates.ts"

export const eloomiClauses: ReadonlyArray<ClauseCheck> = [
  ...updateClauses,
  ...bodyClauses,
  ...activationClauses,
  ...answerClauses,
  ...accessClauses
].toSorted((one, another) => Number(one.id.slice(1)) - Number(another.id.slice(1)))
