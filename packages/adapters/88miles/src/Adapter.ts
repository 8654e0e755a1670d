/** 88 Miles as a vendor: where it lives, who we are to it, and which call does what. */
import * as Http from "@muster/adapter-kit/Http"
import * as Settings from "@muster/adapter-kit/Settings"
import * as Vendor from "@muster/adapter-kit/Vendor"
import type { Reading } from "@muster/core/Reading"
import * as Semantics from "@muster/core/Semantics"
import type * as Config from "effect/Config"
import * as Effect from "effect/Effect"
import * as HttpClient from "effect/http/HttpClient"
import * as Codec from "./Codec.ts"
import * as Failure from "./Failure.ts"
import { mapping } from "./Mapping.ts"
import * as Roster from "./Roster.ts"
import { definition } from "./Semantics.ts"
import { path } from "./Wire.ts"

export interface Options extends Settings.Settings {
  /** Axes that somebody has measured. */
  readonly evidence?: Reading
}

/** The vendor, reached through the `HttpClient` service. Dies of evidence that names no axis of this vendor. */
export const make = Effect.fnUntraced(function* ({ evidence, ...settings }: Options) {
  const semantics = Semantics.make(definition, evidence)
  const line: Http.Line = {
    vendor: semantics.vendor,
    client: yield* HttpClient.HttpClient,
    settings: yield* Effect.fromResult(Settings.check(semantics.vendor, settings)),
    judge: Failure.judge
  }
  return Vendor.make(semantics, mapping, {
    read: (member) =>
      Http.read(line, "read", (send) =>
        Effect.flatMap(send({ method: "GET", path: path(member) }), ({ json }) =>
          Http.checked(line, "read", Codec.decode(member, json))
        )
      ),
    // The answer is not read, whatever it is (M-10): reading back says more.
    write: ({ member, repeat, request }) =>
      Effect.andThen(
        Http.checked(line, "write", Codec.checkRequest(request)),
        Effect.asVoid(Http.write(line, repeat, { method: "PUT", path: path(member), body: request }))
      ),
    roster: Roster.make(line)
  })
})

/** The vendor as `MUSTER_88MILES_*` describe it. */
export const makeConfig = (
  evidence: Reading = {}
): Effect.Effect<Vendor.Vendor, Config.ConfigError | Settings.Misconfigured, HttpClient.HttpClient> =>
  Effect.flatMap(Settings.fromConfig("88MILES", "https://88miles.net"), (settings) =>
    make({ ...settings, evidence })
  )
