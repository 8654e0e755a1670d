/** One scenario for every vendor. */
import type { Scenario } from "./Scenario.ts"
import { onBioT } from "./scenarios/BioT.ts"
import { onDigits } from "./scenarios/Digits.ts"
import { onMiles } from "./scenarios/EightyEightMiles.ts"
import { onEloomi } from "./scenarios/Eloomi.ts"
import { onSailPoint } from "./scenarios/SailPoint.ts"

export const scenarios: ReadonlyArray<Scenario> = [onDigits, onSailPoint, onEloomi, onBioT, onMiles]
