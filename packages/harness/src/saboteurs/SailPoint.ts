/** The saboteurs of SailPoint. */
import type { Saboteur } from "../Saboteur.ts"
import { answerSaboteurs } from "./SailPointAnswers.ts"
import { bodySaboteurs } from "./SailPointBodies.ts"
import { contextSaboteurs } from "./SailPointContexts.ts"
import { listSaboteurs } from "./SailPointLists.ts"
import { patchSaboteurs } from "./SailPointPatches.ts"
import { replaySaboteurs } from "./SailPointReplays.ts"
import { statusSaboteurs } from "./SailPointStatuses.ts"
import { tokenSaboteurs } from "./SailPointTokens.ts"

export const sailPointSaboteurs: ReadonlyArray<Saboteur> = [
  ...contextSaboteurs,
  ...bodySaboteurs,
  ...answerSaboteurs,
  ...patchSaboteurs,
  ...statusSaboteurs,
  ...listSaboteurs,
  ...tokenSaboteurs,
  ...replaySaboteurs
].toSorted((one, another) => Number(one.clause.slice(1)) - Number(another.clause.slice(1)))
