/** The questions of every vendor, and the other callers that some of them take. */
import { eightyEightMilesQuestions } from "./EightyEightMiles.ts"
import type { Question } from "./Question.ts"

export const questions: ReadonlyMap<string, ReadonlyArray<Question>> = new Map([
  ["88miles", eightyEightMilesQuestions]
])
