/** How a run is reported: as lines or as a document, with the exit code that follows. */
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import * as Ending from "./Ending.ts"
import * as Printing from "./Printing.ts"
import type { Ran } from "./Run.ts"
import * as Document from "./show/Document.ts"
import * as ErrorLines from "./show/ErrorLines.ts"
import { line } from "./show/Line.ts"
import * as OutcomeLines from "./show/OutcomeLines.ts"

/** Prints what a run came to. */
export const report = Effect.fnUntraced(function* (
  ran: Ran,
  options: { readonly json: boolean; readonly words: boolean }
) {
  const { bad, exitCode, outcomes } = ran
  if (options.json)
    return yield* Console.log(
      Document.ofOutcomes(outcomes, { words: options.words, exitCode, badLines: bad?.lines })
    )
  if (bad !== undefined) yield* Printing.print(ErrorLines.badLines(bad))
  yield* Printing.print([
    ...outcomes.flatMap((outcome) => OutcomeLines.of(outcome, options)),
    OutcomeLines.total(outcomes),
    ...(exitCode === 1
      ? [line("stop", "nothing was sent: correct the file, or leave these changes out with --keep-going")]
      : [])
  ])
})

/** Reports a run and ends with its exit code, or refuses. */
export const conclude = <E extends Printing.Refusal, R>(
  run: Effect.Effect<Ran, E, R>,
  options: { readonly json: boolean; readonly words: boolean }
) =>
  Effect.matchEffect(run, {
    onFailure: (refusal) => Printing.refuse(refusal, options.json),
    onSuccess: (ran) => Effect.andThen(report(ran, options), Ending.end(ran.exitCode))
  })
