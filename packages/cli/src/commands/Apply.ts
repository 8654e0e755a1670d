/** `muster apply`: plans a changes file and sends it, or sends saved plans if they are still fresh. */
import * as Command from "effect/cli/Command"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Flags from "../Flags.ts"
import * as PlanFiles from "../PlanFiles.ts"
import * as Readings from "../Readings.ts"
import * as Report from "../Report.ts"
import * as Run from "../Run.ts"
import * as Vendors from "../Vendors.ts"

export const apply = Command.make(
  "apply",
  {
    file: Flags.file("A changes file (NDJSON), a plan file (.json) or a folder of them"),
    readings: Flags.readings,
    ...Flags.reporting
  },
  ({ file, readings, ...options }) => {
    const applied = Effect.gen(function* () {
      const catalog = Vendors.measured(yield* Readings.read(readings))
      return (yield* holdsPlans(file))
        ? yield* Run.applyPlans(catalog, file)
        : yield* Run.apply(catalog, yield* Flags.read(file), options.keepGoing)
    })
    return Report.conclude(applied, options)
  }
).pipe(
  Command.withDescription("Apply a changes file, or plans that were saved"),
  Command.withExamples([
    { command: "muster apply changes.ndjson", description: "Plan, send and read back every line" },
    { command: "muster apply plans/0001-digits.json", description: "Send a saved plan if it is still fresh" }
  ])
)

const holdsPlans = (path: string) =>
  PlanFiles.isOne(path)
    ? Effect.succeed(true)
    : FileSystem.FileSystem.use((files) => files.stat(path)).pipe(
        Effect.map(({ type }) => type === "Directory"),
        Effect.orElseSucceed(() => false)
      )
