/** The documented clauses of BioT that a check holds on to. */
import type { ClauseCheck } from "../Clause.ts"
import { accessClauses } from "./BioTAccess.ts"
import { accountClauses } from "./BioTAccounts.ts"
import { answerClauses } from "./BioTAnswers.ts"
import { attributeClauses } from "./BioTAttributes.ts"
import { searchClauses } from "./BioTSearches.ts"
import { updateClauses } from "./BioTUpdates.ts"

export const bioTClauses: ReadonlyArray<ClauseCheck> = [
  ...updateClauses,
  ...attributeClauses,
  ...accessClauses,
  ...answerClauses,
  ...searchClauses,
  ...accountClauses
].toSorted((one, another) => Number(one.id.slice(1)) - Number(another.id.slice(1)))
