/** Where a vendor is probed in tests: a twin with a record whose every open point can be told. */
import type { Question } from "../../src/probe/Question.ts"
import type { Subject } from "../../src/Subject.ts"

export interface Ground {
  readonly subject: Subject
  readonly questions: ReadonlyArray<Question>
  readonly seed: unknown
  readonly id: string
  readonly others: Readonly<Record<string, string>>
  readonly accept: ReadonlyArray<string>
}
