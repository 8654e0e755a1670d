/** Every vendor under trial: its subject, the checks of its clauses, and the saboteurs that they have to notice. */
import type { ClauseCheck } from "../Clause.ts"
import { digitsClauses } from "../clauses/Digits.ts"
import { eightyEightMilesClauses } from "../clauses/EightyEightMiles.ts"
import type { Saboteur } from "../Saboteur.ts"
import type { Subject } from "../Subject.ts"
import { digits } from "../subjects/Digits.ts"
import { eightyEightMiles } from "../subjects/EightyEightMiles.ts"
import { digitsSaboteurs } from "./Digits.ts"
import { eightyEightMilesSaboteurs } from "./EightyEightMiles.ts"

export interface Trial {
  readonly subject: Subject
  readonly clauses: ReadonlyArray<ClauseCheck>
  readonly saboteurs: ReadonlyArray<Saboteur>
}

export const trials: ReadonlyArray<Trial> = [
  { subject: digits, clauses: digitsClauses, saboteurs: digitsSaboteurs },
  { subject: eightyEightMiles, clauses: eightyEightMilesClauses, saboteurs: eightyEightMilesSaboteurs }
]
