/** A company in which everybody's language and permission are the usual ones: the hardest to tell apart. */
import { jane, seed } from "../../src/clauses/Company.ts"
import { eloomiQuestions } from "../../src/probe/Eloomi.ts"
import { eloomi } from "../../src/subjects/Eloomi.ts"
import type { Ground } from "./Ground.ts"

export const ground: Ground = {
  subject: eloomi,
  questions: eloomiQuestions,
  seed: seed(),
  id: jane.employee_id ?? "",
  others: {},
  accept: ["sends-message", "irreversible"]
}
