/** `muster plan`: shows what a changes file comes to, and saves it for later. Nothing is sent. */
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { Outcome, Planned } from "../Outcome.ts"
import * as Flags from "../Flags.ts"
import * as PlanFiles from "../PlanFiles.ts"
import * as Printing from "../Printing.ts"
import * as Readings from "../Readings.ts"
import * as Report from "../Report.ts"
import * as Run from "../Run.ts"
import { line } from "../show/Line.ts"
import * as Vendors from "../Vendors.ts"

const out = Flag.String("out").pipe(
  Flag.withDescription("Save each plan: a folder, or FILE.json for a single one"),
  Flag.optional
)

const exitCode = Flag.Boolean("exit-code").pipe(
  Flag.withDescription("End with 6 when there are changes"),
  Flag.withDefault(false)
)

export const plan = Command.make(
  "plan",
  {
    file: Flags.file("A changes file (NDJSON)"),
    out,
    exitCode,
    readings: Flags.readings,
    ...Flags.reporting
  },
  ({ exitCode, file, out, readings, ...options }) => {
    const planned = Effect.gen(function* () {
      const catalog = Vendors.measured(yield* Readings.read(readings))
      const { ran } = yield* Run.plan(catalog, yield* Flags.read(file), options.keepGoing)
      if (Option.isSome(out)) yield* save(out.value, ran.outcomes, options.json)
      return exitCode && ran.exitCode === 0 && ran.outcomes.some(changes)
        ? { ...ran, exitCode: 6 as const }
        : ran
    })
    return Report.conclude(planned, options)
  }
).pipe(
  Command.withDescription("Show what a changes file comes to; nothing is sent"),
  Command.withExamples([
    { command: "muster plan changes.ndjson", description: "Show the plan of every line" },
    { command: "muster plan changes.ndjson --out plans", description: "Save the plans for review" }
  ])
)

const save = Effect.fnUntraced(function* (out: string, outcomes: ReadonlyArray<Outcome>, json: boolean) {
  const written = yield* PlanFiles.write(out, outcomes.filter(changes))
  if (!json) yield* Printing.print(written.map((path) => line("quiet", `saved ${path}`)))
})

/** Only these are worth a file: the others have nothing to send. */
const changes = (outcome: Outcome): outcome is Planned =>
  outcome._tag === "Planned" && outcome.plan.forms !== null
