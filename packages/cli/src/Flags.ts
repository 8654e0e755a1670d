/** What several commands take: a file, and the flags that mean the same everywhere. */
import * as Argument from "effect/cli/Argument"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import { BadFile } from "./PlanFiles.ts"

export const file = (says: string) => Argument.String("file").pipe(Argument.withDescription(says))

export const json = Flag.Boolean("json").pipe(
  Flag.withDescription("Print one JSON document"),
  Flag.withDefault(false)
)

export const keepGoing = Flag.Boolean("keep-going").pipe(
  Flag.withDescription("Leave bad lines out instead of refusing the whole file"),
  Flag.withDefault(false)
)

export const words = Flag.Boolean("words").pipe(
  Flag.withDescription("Show the vendor's own words of a refusal"),
  Flag.withDefault(false)
)

export const readings = Flag.String("readings").pipe(
  Flag.withDescription("A readings file: what somebody has measured at one vendor"),
  Flag.atLeast(0)
)

export const reporting = { json, keepGoing, words }

/** The text of a file that the caller named. */
export const read = (path: string) =>
  FileSystem.FileSystem.use((files) => files.readFileString(path)).pipe(
    Effect.mapError(
      () => new BadFile({ rule: "the file cannot be read", wayOut: "check the path and its permissions" })
    )
  )
