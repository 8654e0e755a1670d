/** Every vendor under trial: its subject, the checks of its clauses, and the saboteurs that they have to notice. */
import type { ClauseCheck } from "../Clause.ts"
import { bioTClauses } from "../clauses/BioT.ts"
import { digitsClauses } from "../clauses/Digits.ts"
import { eloomiClauses } from "../clauses/Eloomi.ts"
import { eightyEightMilesClauses } from "../clauses/EightyEightMiles.ts"
import { sailPointClauses } from "../clauses/SailPoint.ts"
import { bioTPoints } from "../points/BioT.ts"
import { digitsPoints } from "../points/Digits.ts"
import { eightyEightMilesPoints } from "../points/EightyEightMiles.ts"
import { eloomiPoints } from "../points/Eloomi.ts"
import { sailPointPoints } from "../points/SailPoint.ts"
import { seeds } from "../points/Seeds.ts"
import { transport } from "../points/Transport.ts"
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
  /** What the documents leave open: asked of our own twins only. */
  readonly points: ReadonlyArray<ClauseCheck>
  readonly saboteurs: ReadonlyArray<Saboteur>
}

/** What every twin has to do, whoever the vendor is. */
const shared = (subject: Subject): ReadonlyArray<ClauseCheck> => [transport(subject), seeds(subject)]

export const trials: ReadonlyArray<Trial> = [
  {
    subject: digits,
    clauses: digitsClauses,
    points: [...shared(digits), ...digitsPoints],
    saboteurs: digitsSaboteurs
  },
  {
    subject: sailPoint,
    clauses: sailPointClauses,
    points: [...shared(sailPoint), ...sailPointPoints],
    saboteurs: sailPointSaboteurs
  },
  {
    subject: eloomi,
    clauses: eloomiClauses,
    points: [...shared(eloomi), ...eloomiPoints],
    saboteurs: eloomiSaboteurs
  },
  { subject: bioT, clauses: bioTClauses, points: [...shared(bioT), ...bioTPoints], saboteurs: bioTSaboteurs },
  {
    subject: eightyEightMiles,
    clauses: eightyEightMilesClauses,
    points: [...shared(eightyEightMiles), ...eightyEightMilesPoints],
    saboteurs: eightyEightMilesSaboteurs
  }
]
