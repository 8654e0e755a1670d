/** The questions of every vendor, and the other callers that some of them take. */
import { bioTQuestions } from "./BioT.ts"
import { digitsQuestions } from "./Digits.ts"
import { eightyEightMilesQuestions } from "./EightyEightMiles.ts"
import { eloomiQuestions } from "./Eloomi.ts"
import type { Question } from "./Question.ts"
import { sailPointQuestions } from "./SailPoint.ts"

export const questions: ReadonlyMap<string, ReadonlyArray<Question>> = new Map([
  ["digits", digitsQuestions],
  ["sailpoint", sailPointQuestions],
  ["eloomi", eloomiQuestions],
  ["biot", bioTQuestions],
  ["88miles", eightyEightMilesQuestions]
])
