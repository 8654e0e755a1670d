/**
 * `muster probe`: learns by experiment which answer a server gives on every open point, writes a readings file, and
 * says what it tells otherwise than a stored one.
 */
import * as ReadingsFile from "@muster/core/ReadingsFile"
import * as Drift from "@muster/harness/probe/Drift"
import type { Learnt } from "@muster/harness/probe/Probe"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import * as Ending from "../Ending.ts"
import * as Flags from "../Flags.ts"
import * as Printing from "../Printing.ts"
import * as Server from "../Server.ts"
import { blank, line } from "../show/Line.ts"
import * as FindingLines from "../show/FindingLines.ts"

const flags = {
  ...Server.flags,
  other: Flag.KeyValuePair("other").pipe(
    Flag.withDescription(
      "Another caller's token by its variable, as owner=OWNER_TOKEN (SailPoint), reader=… (88 Miles)"
    ),
    Flag.optional
  ),
  out: Server.named("out", "A readings file to write"),
  against: Server.named("against", "A stored readings file: what changed since ends with 5")
}

export const probe = Command.make("probe", flags, (options) =>
  Effect.gen(function* () {
    const Exploration = yield* Effect.promise(() => import("../Exploration.ts"))
    const { learnt, left, requests } = yield* Exploration.run(options)
    const file = fileOf(options.vendor, learnt)
    yield* Option.match(options.out, {
      onNone: () => Effect.void,
      onSome: (path) =>
        FileSystem.FileSystem.use((files) => files.writeFileString(path, ReadingsFile.encode(file)))
    })
    const drift = Drift.between(yield* stored(options.against), learnt)
    const told = Object.keys(file.readings).length
    yield* Printing.print([
      ...FindingLines.left(left),
      ...drift.map(({ axis, is, was }) => line("removed", `DRIFT      ${axis}  was ${was}, is ${is}`)),
      blank,
      line("title", `${told} of ${learnt.length} open points of ${options.vendor} told, ${requests} requests`)
    ])
    return yield* Ending.end(drift.length > 0 ? 5 : 0)
  }).pipe(
    Effect.catchTags({
      BadFile: (error) => Ending.refuse(error.message),
      BadReadingsFile: (error) => Ending.refuse(error.message),
      PlatformError: () => Ending.refuse("the readings file cannot be written; check the path"),
      Misconfigured: (error) => Ending.refuse(error.message),
      NoAnswer: (error) => Ending.refuse(error.message),
      NoGuest: (error) => Ending.refuse(error.message),
      Unreachable: (error) => Ending.refuse(error.message),
      Unset: (error) => Ending.refuse(error.message),
      Unplannable: (error) => Ending.refuse(error.message),
      VendorError: (error) => Ending.refuse(`the record cannot be had: ${error.message}`)
    })
  )
).pipe(
  Command.withDescription("Learn by experiment what a vendor's document leaves open"),
  Command.withExamples([
    {
      command:
        "muster probe --vendor 88miles --base-url https://88miles.net --record 161e6c57 --out 88miles.json",
      description: "On a record of one's own; plans may then be made with --readings 88miles.json"
    }
  ])
)

const fileOf = (vendor: string, learnt: ReadonlyArray<Learnt>): ReadingsFile.ReadingsFile => ({
  vendor,
  readings: Object.fromEntries(
    learnt.flatMap((one) =>
      "answer" in one ? [[one.axis, { answer: one.answer, evidence: one.evidence }]] : []
    )
  ),
  undecided: Object.fromEntries(learnt.flatMap((one) => ("why" in one ? [[one.axis, one.why]] : [])))
})

const stored = Effect.fnUntraced(function* (path: Option.Option<string>) {
  if (Option.isNone(path)) return {}
  const text = yield* Flags.read(path.value)
  return ReadingsFile.evidenceOf(yield* Effect.fromResult(ReadingsFile.decode(text)))
})
