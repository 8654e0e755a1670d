/** Every pact: who talks, about what, and the states that its twin is put into. */
import type { Pact } from "../Pact.ts"
import { bioT } from "../subjects/BioT.ts"
import { digits } from "../subjects/Digits.ts"
import { eightyEightMiles } from "../subjects/EightyEightMiles.ts"
import { eloomi } from "../subjects/Eloomi.ts"
import { sailPoint } from "../subjects/SailPoint.ts"
import * as BioT from "./BioT.ts"
import * as BioTStates from "./BioTStates.ts"
import * as Digits from "./Digits.ts"
import * as DigitsStates from "./DigitsStates.ts"
import * as EightyEightMiles from "./EightyEightMiles.ts"
import * as EightyEightMilesStates from "./EightyEightMilesStates.ts"
import * as Eloomi from "./Eloomi.ts"
import * as EloomiStates from "./EloomiStates.ts"
import * as SailPoint from "./SailPoint.ts"
import * as SailPointStates from "./SailPointStates.ts"

export const pacts: ReadonlyArray<Pact> = [
  { subject: digits, ...Digits, ...DigitsStates },
  { subject: sailPoint, ...SailPoint, ...SailPointStates },
  { subject: eloomi, ...Eloomi, ...EloomiStates },
  { subject: bioT, ...BioT, ...BioTStates },
  { subject: eightyEightMiles, ...EightyEightMiles, ...EightyEightMilesStates }
]
