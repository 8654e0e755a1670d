/** The saboteurs of 88 Miles. */
import type { Saboteur } from "../Saboteur.ts"
import { answerSaboteurs } from "./MilesAnswers.ts"
import { formSaboteurs } from "./MilesForms.ts"
import { replaySaboteurs } from "./MilesReplays.ts"
import { statusSaboteurs } from "./MilesStatuses.ts"
import { updateSaboteurs } from "./MilesUpdates.ts"

export const eightyEightMilesSaboteurs: ReadonlyArray<Saboteur> = [
  ...updateSaboteurs,
  ...formSaboteurs,
  ...statusSaboteurs,
  ...answerSaboteurs,
  ...replaySaboteurs
].toSorted((one, another) => Number(one.clause.slice(1)) - Number(another.clause.slice(1)))
