/** Every vendor under test with its mapping of a worker, in the order in which tables name them. */
import { mapping as miles } from "@muster/adapter-88miles/Mapping"
import { mapping as biot } from "@muster/adapter-biot/Mapping"
import { mapping as digitsMapping } from "@muster/adapter-digits/Mapping"
import { mapping as eloomiMapping } from "@muster/adapter-eloomi/Mapping"
import { mapping as sailpoint } from "@muster/adapter-sailpoint/Mapping"
import { Semantics, type Worker } from "@muster/core"
import type { Subject } from "./Subject.ts"
import { bioT } from "./subjects/BioT.ts"
import { digits } from "./subjects/Digits.ts"
import { eightyEightMiles } from "./subjects/EightyEightMiles.ts"
import { eloomi } from "./subjects/Eloomi.ts"
import { sailPoint } from "./subjects/SailPoint.ts"

export interface Mapped {
  readonly subject: Subject
  readonly semantics: Semantics.Semantics
  readonly mapping: Worker.Mapping
}

const make = (subject: Subject, mapping: Worker.Mapping): Mapped => ({
  subject,
  semantics: Semantics.make(subject.definition),
  mapping
})

export const ofDigits = make(digits, digitsMapping)
export const ofSailPoint = make(sailPoint, sailpoint)
export const ofEloomi = make(eloomi, eloomiMapping)
export const ofBioT = make(bioT, biot)
export const ofMiles = make(eightyEightMiles, miles)

export const mapped: ReadonlyArray<Mapped> = [ofDigits, ofSailPoint, ofEloomi, ofBioT, ofMiles]
