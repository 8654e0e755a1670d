/** `muster twin`: serves a stand-in for a vendor on this computer until it is interrupted. */
import * as NodeHttpClient from "@effect/platform-node/NodeHttpClient"
import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import * as Ending from "../Ending.ts"
import * as Printing from "../Printing.ts"
import { line } from "../show/Line.ts"
import * as Vendors from "../Vendors.ts"

const port = Flag.Int("port").pipe(Flag.withDescription("A port instead of any free one"), Flag.optional)

const reading = Flag.KeyValuePair("reading").pipe(
  Flag.withDescription("An answer to an open point, as D-5=reached; may be given several times"),
  Flag.optional
)

const seed = Flag.String("seed").pipe(Flag.withDescription("A seed instead of the example's"), Flag.optional)

export const twin = Command.make(
  "twin",
  { vendor: Argument.Literals("vendor", [...Vendors.fromEnvironment.keys()]), port, reading, seed },
  ({ port, reading, seed, vendor }) =>
    Effect.gen(function* () {
      const Twins = yield* Effect.promise(() => import("../Twins.ts"))
      const known = Twins.all.get(vendor)
      if (known === undefined) return yield* Ending.refuse("there is no such twin")
      const answers = { ...known.usual, ...Option.getOrElse(reading, () => ({})) }
      const wrong = Twins.problems(known, answers)
      if (wrong.length > 0) return yield* Ending.refuse(wrong.join("\n"))
      const served = yield* known.serve(answers, Option.getOrUndefined(port))
      const files = yield* FileSystem.FileSystem
      yield* Twins.seed(served, yield* files.readFileString(Option.getOrElse(seed, () => known.seed)))
      yield* Printing.print([
        line("title", `${vendor} at ${served.url}`),
        line("plain", `control token: ${served.controlToken}`),
        ...Object.entries({ [`MUSTER_${vendor.toUpperCase()}_BASE_URL`]: served.url, ...known.settings }).map(
          ([name, value]) => line("quiet", `${name}=${value}`)
        ),
        line("quiet", `MUSTER_${vendor.toUpperCase()}_TOKEN=…, a token of the seed`)
      ])
      return yield* Effect.never
    }).pipe(
      Effect.scoped,
      Effect.catchTags({
        BadSeed: () => Ending.refuse("the twin refuses the seed: it does not have the form of the README"),
        PlatformError: () => Ending.refuse("the seed cannot be read; check the path"),
        ServeError: () => Ending.refuse("the port cannot be had; leave --port out for any free one"),
        HttpClientError: () => Ending.refuse("the twin cannot be reached")
      })
    )
).pipe(
  Command.withDescription("Serve a stand-in for a vendor on this computer"),
  Command.provide(NodeHttpClient.layerUndici)
)
