/** A clinic with a user in either organization; some have everything, and some lack what can be lacked. */
import * as Clinic from "../../src/clauses/Clinic.ts"
import { bioTQuestions } from "../../src/probe/BioT.ts"
import { bioT } from "../../src/subjects/BioT.ts"
import type { Ground } from "./Ground.ts"

const southerner = {
  ...Clinic.bob,
  _id: "44444444-5555-4666-8777-888888888888",
  _email: "eve@clinic.example",
  _ownerOrganization: { id: Clinic.south }
}

export const ground: Ground = {
  subject: bioT,
  questions: bioTQuestions,
  seed: Clinic.seed({ users: [...Clinic.everybody, southerner] }),
  id: Clinic.ada._id,
  others: {},
  accept: ["irreversible"]
}
