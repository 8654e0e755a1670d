/** Every vendor under test, by id. */
import type { Subject } from "./Subject.ts"
import { bioT } from "./subjects/BioT.ts"
import { digits } from "./subjects/Digits.ts"
import { eloomi } from "./subjects/Eloomi.ts"
import { eightyEightMiles } from "./subjects/EightyEightMiles.ts"
import { sailPoint, sailPointOwner, sailPointOwnerPatch, sailPointPatch } from "./subjects/SailPoint.ts"

/** Every vendor, once for each kind of caller. */
export const subjects: ReadonlyArray<Subject> = [
  digits,
  sailPoint,
  sailPointOwner,
  eloomi,
  bioT,
  eightyEightMiles
]

/** Every table there is: a vendor with several operations has one for each. */
export const tables: ReadonlyArray<Subject> = [...subjects, sailPointPatch, sailPointOwnerPatch]
