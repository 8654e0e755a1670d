/** The saboteurs of BioT. */
import type { Saboteur } from "../Saboteur.ts"
import { accessSaboteurs } from "./BioTAccess.ts"
import { accountSaboteurs } from "./BioTAccounts.ts"
import { answerSaboteurs } from "./BioTAnswers.ts"
import { attributeSaboteurs } from "./BioTAttributes.ts"
import { codeSaboteurs } from "./BioTCodes.ts"
import { replaySaboteurs } from "./BioTReplays.ts"
import { updateSaboteurs } from "./BioTUpdates.ts"

export const bioTSaboteurs: ReadonlyArray<Saboteur> = [
  ...updateSaboteurs,
  ...attributeSaboteurs,
  ...accessSaboteurs,
  ...answerSaboteurs,
  ...accountSaboteurs,
  ...codeSaboteurs,
  ...replaySaboteurs
].toSorted((one, another) => Number(one.clause.slice(1)) - Number(another.clause.slice(1)))
