/** The documented clauses of SailPoint that a check holds on to. */
import type { ClauseCheck } from "../Clause.ts"
import { answerClauses } from "./SailPointAnswers.ts"
import { bodyClauses } from "./SailPointBodies.ts"
import { listClauses } from "./SailPointLists.ts"
import { patchClauses } from "./SailPointPatches.ts"
import { tokenClauses } from "./SailPointTokens.ts"
import { updateClauses } from "./SailPointUpdates.ts"

export const sailPointClauses: ReadonlyArray<ClauseCheck> = [
  ...updateClauses,
  ...bodyClauses,
  ...patchClauses,
  ...answerClauses,
  ...listClauses,
  ...tokenClauses
].toSorted((one, another) => Number(one.id.slice(1)) - Number(another.id.slice(1)))
