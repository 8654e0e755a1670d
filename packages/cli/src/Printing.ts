/** Prints lines or documents, in colours where somebody is watching a terminal that wants them. */
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import * as TerminalCapabilities from "effect/cli/TerminalCapabilities"
import type { BadLines } from "@muster/core/ChangesFile"
import type { BadPlanFile } from "@muster/core/PlanFile"
import * as Ending from "./Ending.ts"
import type { BadReadingsFile } from "@muster/core/ReadingsFile"
import type { BadFile } from "./PlanFiles.ts"
import * as Document from "./show/Document.ts"
import * as ErrorLines from "./show/ErrorLines.ts"
import { line, type Line, paint } from "./show/Line.ts"
import type { Unreachable } from "./Vendors.ts"

/** Prints lines to standard output. */
export const print = Effect.fnUntraced(function* (lines: ReadonlyArray<Line>) {
  const { canColor } = yield* TerminalCapabilities.TerminalCapabilities
  yield* Console.log(paint(lines, canColor))
})

/** Everything that can be wrong before anybody is asked. */
export type Refusal = BadLines | BadPlanFile | BadReadingsFile | BadFile | Unreachable

/** Says what is wrong, as lines or as a document, and ends with 1. */
export const refuse = Effect.fnUntraced(function* (refusal: Refusal, json: boolean) {
  if (json) yield* Console.log(Document.ofRefusal(asData(refusal)))
  const { canColor } = yield* TerminalCapabilities.TerminalCapabilities
  return yield* Ending.refuse(paint(asLines(refusal), canColor))
})

const asLines = (refusal: Refusal): ReadonlyArray<Line> => {
  switch (refusal._tag) {
    case "BadLines":
      return [
        ...ErrorLines.badLines(refusal),
        line("plain", "nothing was sent; --keep-going leaves these lines out")
      ]
    case "BadPlanFile":
      return ErrorLines.badPlanFile(refusal)
    case "BadReadingsFile":
      return ErrorLines.badReadingsFile(refusal)
    default:
      return [line("stop", refusal.message)]
  }
}

const asData = (refusal: Refusal): object => {
  switch (refusal._tag) {
    case "BadLines":
      return { badLines: refusal.lines }
    case "BadPlanFile":
      return { badPlanFile: { rule: refusal.rule, problems: refusal.problems } }
    case "BadReadingsFile":
      return { badReadingsFile: { rule: refusal.rule, problems: refusal.problems } }
    default:
      return { problem: refusal.message }
  }
}
