/** Digits as a vendor: where it lives, who we are to it, and which call does what. */
import * as Http from "@muster/adapter-kit/Http"
import * as Settings from "@muster/adapter-kit/Settings"
import * as Vendor from "@muster/adapter-kit/Vendor"
import type { Reading } from "@muster/core/Reading"
import * as Semantics from "@muster/core/Semantics"
import * as Config from "effect/Config"
import * as Effect from "effect/Effect"
import * as HttpClient from "effect/http/HttpClient"
import * as Record from "effect/Record"
import * as Codec from "./Codec.ts"
import * as Failure from "./Failure.ts"
import { mapping } from "./Mapping.ts"
import * as Roster from "./Roster.ts"
import { definition } from "./Semantics.ts"
import * as Wire from "./Wire.ts"

/** One setting for each of these: `entityId` under `NAME` is read from `NAME_ENTITY_ID`. */
const strings = <K extends string>(prefix: string, usual: Readonly<Record<K, string>>) =>
  Config.all(
    Record.map(usual, (value: string, name: K) =>
      Config.String(`${prefix}_${name.replace(/[A-Z]/g, "_$&").toUpperCase()}`).pipe(
        Config.withDefault(value)
      )
    )
  )

export interface Options extends Settings.Settings {
  /** Axes that somebody has measured. */
  readonly evidence?: Reading
  /** What no page of Digits shows, where it turns out otherwise. */
  readonly assumptions?: Partial<Wire.Assumptions>
}

/** The vendor, reached through the `HttpClient` service. Dies of evidence that names no axis of this vendor. */
export const make = Effect.fnUntraced(function* ({ assumptions, evidence, ...settings }: Options) {
  const assumed = { ...Wire.assumptions, ...assumptions }
  const codec = Codec.make(assumed)
  const semantics = Semantics.make({ ...definition, encode: codec.encode }, evidence)
  const line: Http.Line = {
    vendor: semantics.vendor,
    client: yield* HttpClient.HttpClient,
    settings: yield* Effect.fromResult(Settings.check(semantics.vendor, settings)),
    judge: Failure.judge
  }
  return Vendor.make(semantics, mapping, {
    read: (member) =>
      Http.read(
        line,
        "read",
        // The binding comes last: it is what a write replaces, so nothing should pass between the two.
        Effect.fnUntraced(function* (send) {
          const directory = yield* Roster.directory(line, send, assumed, codec)
          const { json } = yield* send({ method: "GET", path: assumed.paths.employee, query: member })
          return yield* Http.checked(line, "read", codec.decode(member, directory, json))
        })
      ),
    // The answer is not read, whatever it is (D-12): reading back says more.
    write: ({ repeat, request }) =>
      Effect.andThen(
        Http.checked(line, "write", codec.checkRequest(request)),
        Effect.asVoid(Http.write(line, repeat, { method: "PUT", path: Wire.updatePath, body: request }))
      ),
    roster: Roster.roster
  })
})

/** The vendor as `MUSTER_DIGITS_*` describe it; `_PATH_*`, `_NAME_*` and `_RETURNS_*` change the assumptions. */
export const makeConfig = (
  evidence: Reading = {}
): Effect.Effect<Vendor.Vendor, Config.ConfigError | Settings.Misconfigured, HttpClient.HttpClient> =>
  Effect.gen(function* () {
    const settings = yield* Settings.fromConfig("DIGITS", "https://connect.digits.com")
    return yield* make({ ...settings, evidence, assumptions: yield* assumptions })
  })

const { assumptions: usual } = Wire

const assumptions = Config.all({
  paths: strings("PATH", usual.paths),
  names: strings("NAME", usual.names),
  returnsDefaults: Config.Boolean("RETURNS_DEFAULTS").pipe(Config.withDefault(usual.returnsDefaults)),
  returnsEntries: Config.Boolean("RETURNS_ENTRIES").pipe(Config.withDefault(usual.returnsEntries))
}).pipe(Config.nested("MUSTER_DIGITS"))
