/** The saboteurs of eloomi. */
import type { Saboteur } from "../Saboteur.ts"
import { activationSaboteurs } from "./EloomiActivation.ts"
import { answerSaboteurs } from "./EloomiAnswers.ts"
import { bodySaboteurs } from "./EloomiBodies.ts"
import { companySaboteurs } from "./EloomiCompany.ts"
import { replaySaboteurs } from "./EloomiReplays.ts"
import { updateSaboteurs } from "./EloomiUpdates.ts"

export const eloomiSaboteurs: ReadonlyArray<Saboteur> = [
  ...updateSaboteurs,
  ...answerSaboteurs,
  ...bodySaboteurs,
  ...activationSaboteurs,
  ...companySaboteurs,
  ...replaySaboteurs
].toSorted((one, another) => Number(one.clause.slice(1)) - Number(another.clause.slice(1)))
