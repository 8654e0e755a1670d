/** The documented clauses of Digits that a check holds on to. */
import type { ClauseCheck } from "../Clause.ts"
import { accessClauses } from "./DigitsAccess.ts"
import { bindingClauses } from "./DigitsBinding.ts"
import { defaultClauses } from "./DigitsDefaults.ts"
import { transportClauses } from "./DigitsTransport.ts"

export const digitsClauses: ReadonlyArray<ClauseCheck> = [
  ...bindingClauses,
  ...accessClauses,
  ...defaultClauses,
  ...transportClauses
].toSorted((one, another) => Number(one.id.slice(1)) - Number(another.id.slice(1)))
