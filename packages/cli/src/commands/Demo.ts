/**
 * `muster demo`, which is also `npm start`: Muster's main job on real input, against twins on this computer. With a
 * file of your own it applies that file to the members of the example seeds.
 */
import { fileURLToPath } from "node:url"
import * as NodeHttpClient from "@effect/platform-node/NodeHttpClient"
import * as ChangesFile from "@muster/core/ChangesFile"
import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import * as Ending from "../Ending.ts"
import * as Flags from "../Flags.ts"
import * as Outcome from "../Outcome.ts"
import * as Printing from "../Printing.ts"
import * as Report from "../Report.ts"
import * as Run from "../Run.ts"
import * as Dialects from "../show/Dialects.ts"
import * as Document from "../show/Document.ts"
import { blank, line, type Line, wrap } from "../show/Line.ts"
import * as OutcomeLines from "../show/OutcomeLines.ts"
import * as WishLines from "../show/WishLines.ts"
import type * as Vendors from "../Vendors.ts"

const file = Argument.String("file").pipe(
  Argument.withDescription("A changes file of your own, about the members of the example seeds"),
  Argument.optional
)

export const demo = Command.make("demo", { file, ...Flags.reporting }, ({ file, ...options }) =>
  Effect.gen(function* () {
    const Stage = yield* Effect.promise(() => import("../Stage.ts"))
    const { catalog, urls } = yield* Stage.set
    if (Option.isSome(file)) return yield* own(catalog, file.value, options)
    if (!options.json)
      yield* Printing.print([
        ...[...urls].map(([name, url]) => line("quiet", `${name} is played by a twin at ${url}`)),
        blank
      ])
    yield* examples(catalog, options)
  }).pipe(
    Effect.scoped,
    Effect.catchTags({
      BadSeed: ({ message }) => Ending.refuse(message),
      PlatformError: () => Ending.refuse("the examples cannot be read"),
      ServeError: () => Ending.refuse("no loopback port can be had"),
      HttpClientError: () => Ending.refuse("a twin cannot be reached")
    })
  )
).pipe(
  Command.withDescription("Play the examples, or a file of your own, against twins on this computer"),
  Command.provide(NodeHttpClient.layerUndici)
)

interface Options {
  readonly json: boolean
  readonly keepGoing: boolean
  readonly words: boolean
}

const own = (catalog: Vendors.Catalog, path: string, options: Options) =>
  Report.conclude(
    Effect.flatMap(Flags.read(path), (text) => Run.apply(catalog, text, options.keepGoing)),
    options
  )

const folder = fileURLToPath(new URL("../../examples/", import.meta.url))

/** Runs the example files in order. Where a name says what is meant to come, that is no failure. */
const examples = Effect.fnUntraced(function* (catalog: Vendors.Catalog, options: Options) {
  const files = yield* FileSystem.FileSystem
  const names = (yield* files.readDirectory(folder)).filter((name) => name.endsWith(".ndjson")).sort()
  const played = yield* Effect.forEach(names, (name) =>
    Effect.gen(function* () {
      const text = yield* files.readFileString(`${folder}${name}`)
      const lines = Result.getOrElse(ChangesFile.parse(text), () => [])
      const { outcomes } = yield* Run.apply(catalog, text, false).pipe(
        Effect.catch((refusal) => Printing.refuse(refusal, options.json))
      )
      const example = { name, lines, outcomes }
      if (!options.json) yield* Printing.print(shown(example, options))
      return example
    })
  )
  const exitCode = played.every(isAsMeant) ? 0 : 2
  const all = played.flatMap(({ outcomes }) => outcomes)
  yield* options.json
    ? Console.log(Document.ofExamples(played, { words: options.words, exitCode }))
    : Printing.print([OutcomeLines.total(all, new Set(["inexpressible"]))])
  yield* Ending.end(exitCode)
})

/** The title, what is wished, and what came of it. */
const shown = ({ lines, name, outcomes }: Document.Example, options: Options): ReadonlyArray<Line> => [
  line("title", `# ${name.slice(2, -".ndjson".length).replaceAll("-", " ")}`),
  ...WishLines.of(lines),
  ...(name.includes(sideBySide)
    ? [...introduction, blank, ...Dialects.of(outcomes, options)]
    : outcomes.flatMap((outcome) => OutcomeLines.of(outcome, options)).flatMap((each) => wrap(each)))
]

const isAsMeant = ({ name, outcomes }: Document.Example): boolean =>
  outcomes.length > 0 && outcomes.every(name.includes(onPurpose) ? isInexpressible : isDone)

/** The example that is shown side by side. */
const sideBySide = "five-dialects"

const introduction = [
  line(
    "plain",
    "What the wish does not mention stays as it is: sent back as it was read where the vendor would take"
  ),
  line("plain", "it away or might, left out where it stays by itself.")
]

/** The one example that shows what Muster refuses to guess. */
const onPurpose = "inexpressible-on-purpose"

const isInexpressible = (outcome: Outcome.Outcome): boolean => Outcome.kindOf(outcome) === "inexpressible"

const isDone = (outcome: Outcome.Outcome): boolean => Outcome.exitCode([outcome]) === 0
