/** An organization in which the record has access to everything, and no default role. */
import { everything, seed } from "../../src/clauses/Organization.ts"
import { digitsQuestions } from "../../src/probe/Digits.ts"
import { digits } from "../../src/subjects/Digits.ts"
import type { Ground } from "./Ground.ts"

export const ground: Ground = {
  subject: digits,
  questions: digitsQuestions,
  seed: seed(everything),
  id: "u-1",
  others: {},
  accept: ["irreversible"]
}
