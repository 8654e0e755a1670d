/**
 * `muster verify`: every documented clause of a vendor, tried on a server. On a stand-in, whose control token is given,
 * all of them; on any other, those that the vendor's own operations show, on a record that is given or created.
 */
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import * as Ending from "../Ending.ts"
import * as Printing from "../Printing.ts"
import * as Server from "../Server.ts"
import * as Document from "../show/Document.ts"
import * as FindingLines from "../show/FindingLines.ts"

const flags = {
  ...Server.flags,
  controlEnv: Server.named(
    "control-env",
    "The variable with a stand-in's control token: then everything is tried"
  ),
  junit: Server.named("junit", "A file for the result as JUnit XML"),
  json: Server.named("json", "A file for the result as JSON"),
  readOnly: Flag.Boolean("read-only").pipe(Flag.withDescription("Send no update"), Flag.withDefault(false))
}

export const verify = Command.make("verify", flags, (options) =>
  Effect.gen(function* () {
    const Junit = yield* Effect.promise(() => import("../Junit.ts"))
    const Verification = yield* Effect.promise(() => import("../Verification.ts"))
    const { findings, left } = yield* Option.match(options.controlEnv, {
      onSome: (name) => Verification.atTwin(options.vendor, options.baseUrl, name),
      onNone: () => Verification.elsewhere(options)
    })
    const code = findings.some(({ status }) => status === "broken") ? 4 : 0
    yield* Printing.print([
      ...findings.flatMap(FindingLines.of),
      ...FindingLines.left(left),
      ...FindingLines.total(options.vendor, findings)
    ])
    const document = { v: 1, vendor: options.vendor, findings, left, exitCode: code }
    yield* save(options.json, () => `${Document.print(document)}\n`)
    yield* save(options.junit, () => Junit.of(options.vendor, findings))
    return yield* Ending.end(code)
  }).pipe(
    Effect.catchTags({
      PlatformError: () => Ending.refuse("the result cannot be written; check the path"),
      Misconfigured: (error) => Ending.refuse(error.message),
      NoGuest: (error) => Ending.refuse(error.message),
      NoTwin: (error) => Ending.refuse(error.message),
      Unreachable: (error) => Ending.refuse(error.message),
      Unset: (error) => Ending.refuse(error.message),
      Unplannable: (error) => Ending.refuse(error.message),
      VendorError: (error) => Ending.refuse(`the record cannot be had: ${error.message}`)
    })
  )
).pipe(
  Command.withDescription("Try a vendor's documented clauses on a server"),
  Command.withExamples([
    {
      command:
        "muster verify --vendor 88miles --base-url https://88miles.net --record 161e6c57 --junit m.xml",
      description: "On a record of one's own, which is put back"
    },
    {
      command: "muster verify --vendor digits --base-url http://127.0.0.1:4000 --control-env TWIN_TOKEN",
      description: "On a stand-in that `muster twin` serves"
    }
  ])
)

const save = (path: Option.Option<string>, text: () => string) =>
  Option.match(path, {
    onNone: () => Effect.void,
    onSome: (name) => FileSystem.FileSystem.use((files) => files.writeFileString(name, text()))
  })
