/** The saboteurs of Digits. */
import type { Saboteur } from "../Saboteur.ts"
import { accessSaboteurs } from "./DigitsAccess.ts"
import { bindingSaboteurs } from "./DigitsBinding.ts"
import { defaultSaboteurs } from "./DigitsDefaults.ts"
import { replaySaboteurs } from "./DigitsReplays.ts"
import { transportSaboteurs } from "./DigitsTransport.ts"
import { volumeSaboteurs } from "./DigitsVolume.ts"

export const digitsSaboteurs: ReadonlyArray<Saboteur> = [
  ...bindingSaboteurs,
  ...accessSaboteurs,
  ...defaultSaboteurs,
  ...transportSaboteurs,
  ...volumeSaboteurs,
  ...replaySaboteurs
].toSorted((one, another) => Number(one.clause.slice(1)) - Number(another.clause.slice(1)))
