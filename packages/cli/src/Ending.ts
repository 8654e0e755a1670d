/** How a command ends: its exit code, carried by a failure so that nothing after it runs. */
import * as Console from "effect/Console"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Runtime from "effect/Runtime"

/** 0 done · 1 bad input, nothing sent · 2 something was not applied · 3 needs consent, or stale · 4 a clause is broken · 5 drift · 6 changes. */
export type ExitCode = 0 | 1 | 2 | 3 | 4 | 5 | 6

/** The command has said all there is to say and ends with a code other than 0. */
export class Ended extends Data.TaggedError("Ended")<{ readonly code: ExitCode }> {
  override get [Runtime.errorExitCode](): number {
    return this.code
  }
}

/** Ends with `code`; 0 goes on to the end. */
export const end = (code: ExitCode): Effect.Effect<void, Ended> =>
  code === 0 ? Effect.void : Effect.fail(new Ended({ code }))

/** Prints to standard error and ends with 1: bad input, nothing was sent. */
export const refuse = (text: string): Effect.Effect<never, Ended> =>
  Effect.andThen(Console.error(text), Effect.fail(new Ended({ code: 1 })))
