/** `muster semantics`: a vendor's update rules as a table: what is documented, what was measured, what is open. */
import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import * as Flags from "../Flags.ts"
import * as Printing from "../Printing.ts"
import * as Readings from "../Readings.ts"
import * as SemanticsTable from "../SemanticsTable.ts"
import * as Document from "../show/Document.ts"
import * as SemanticsLines from "../show/SemanticsLines.ts"
import * as SemanticsMarkdown from "../show/SemanticsMarkdown.ts"
import * as Tables from "../Tables.ts"

const markdown = Flag.Boolean("markdown").pipe(
  Flag.withDescription("Print Markdown"),
  Flag.withDefault(false)
)

export const semantics = Command.make(
  "semantics",
  {
    vendor: Argument.Literals("vendor", [...Tables.all.keys()]),
    readings: Flags.readings,
    json: Flags.json,
    markdown
  },
  ({ json, markdown, readings, vendor }) =>
    Effect.gen(function* () {
      const evidence = yield* Readings.read(readings).pipe(
        Effect.catch((refusal) => Printing.refuse(refusal, json))
      )
      const table = SemanticsTable.of(vendor, Tables.all.get(vendor) ?? [], evidence.get(vendor))
      if (json) return yield* Console.log(Document.print({ v: 1, ...table }))
      if (markdown) return yield* Console.log(SemanticsMarkdown.of(table))
      yield* Printing.print(SemanticsLines.of(table))
    })
).pipe(
  Command.withDescription("Print what a vendor does with what an update says and leaves out"),
  Command.withExamples([
    { command: "muster semantics 88miles", description: "What is documented, and what is open" },
    {
      command: "muster semantics 88miles --readings 88miles.json --markdown",
      description: "With what was measured"
    }
  ])
)
