/** An account with a freelancer, and a token that may read only. */
import * as Account from "../../src/clauses/Account.ts"
import { eightyEightMilesQuestions } from "../../src/probe/EightyEightMiles.ts"
import { eightyEightMiles } from "../../src/subjects/EightyEightMiles.ts"
import type { Ground } from "./Ground.ts"

export const ground: Ground = {
  subject: eightyEightMiles,
  questions: eightyEightMilesQuestions,
  seed: Account.seed(),
  id: Account.idle.uuid,
  others: { reader: "reader" },
  accept: ["may-charge", "sends-message"]
}
