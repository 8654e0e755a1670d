/** Every vendor under trial: its subject, the checks of its clauses, and the saboteurs that they have to notice. */
import type { ClauseCheck } from "../Clause.ts"
import { bioTClauses } from "../clauses/BioT.ts"
import { digitsClauses } from "../clauses/Digits.ts"
import { eloomiClauses } from "../clauses/Eloomi.ts"
import { eightyEightMilesClauses } from "../clauses/EightyEightMiles.ts"
import { sailPointClauses } from "../clauses/SailPoint.ts"
import type { Saboteur } from "../Saboteur.ts"
import type { Subject } from "../Subject.ts"
import { bioT } from "../subjects/BioT.ts"
import { digits } from "../subjects/Digits.ts"
import { eloomi } from "../subjects/Eloomi.ts"
import { eightyEightMiles } from "../subjects/EightyEightMiles.ts"
import { sailPoint } from "../subjects/SailPoint.ts"
import { bioTSaboteurs } from "./BioT.ts"
import { digitsSaboteurs } from "./Digits.ts"
import { eloomiSaboteurs } from "./Eloomi.ts"
import { eightyEightMilesSaboteurs } from "./EightyEightMiles.ts"
import { sailPointSaboteurs } from "./SailPoint.ts"

export interface Trial {
  readonly subject: Subject
  readonly clauses: ReadonlyArray<ClauseCheck>
  readonly saboteurs: ReadonlyArray<Saboteur>
}

export const trials: ReadonlyArray<Trial> = [
  { subject: digits, clauses: digitsClauses, saboteurs: digitsSaboteurs },
  { subject: sailPoint, clauses: sailPointClauses, saboteurs: sailPointSaboteurs },
  { subject: eloomi, clauses: eloomiClauses, saboteurs: eloomiSaboteurs },
  { subject: bioT, clauses: bioTClauses, saboteurs: bioTSaboteurs },
  { subject: eightyEightMiles, clauses: eightyEightMilesClauses, saboteurs: eightyEightMilesSaboteurs }
]
