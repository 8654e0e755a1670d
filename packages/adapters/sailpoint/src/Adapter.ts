/** SailPoint as a vendor: where it lives, who we are to it, and which call does what. */
import * as Http from "@muster/adapter-kit/Http"
import * as Settings from "@muster/adapter-kit/Settings"
import * as Tokens from "@muster/adapter-kit/Tokens"
import * as Vendor from "@muster/adapter-kit/Vendor"
import type { VendorError } from "@muster/adapter-kit/VendorError"
import type { Reading } from "@muster/core/Reading"
import * as Semantics from "@muster/core/Semantics"
import * as Config from "effect/Config"
import * as Effect from "effect/Effect"
import * as HttpClient from "effect/http/HttpClient"
import * as Codec from "./Codec.ts"
import * as Failure from "./Failure.ts"
import { mapping } from "./Mapping.ts"
import * as Roster from "./Roster.ts"
import { type Caller, definition } from "./Semantics.ts"
import { path } from "./Wire.ts"

export interface Options extends Settings.Settings {
  /** Axes that somebody has measured. */
  readonly evidence?: Reading
  /** Whom the token stands for. `updater`. */
  readonly caller?: Caller
  /** The attributes of the source's schema, by their technical names. */
  readonly attributes?: ReadonlyArray<string>
  /** The `sourceId` of those who are listed. All that the token sees. */
  readonly source?: string
}

/** The vendor, reached through the `HttpClient` service. Dies of evidence that names no axis of this vendor. */
export const make = Effect.fnUntraced(function* ({
  attributes,
  caller = "updater",
  evidence,
  source,
  ...settings
}: Options) {
  const semantics = Semantics.make(definition(caller, attributes), evidence)
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
    // The answer is the record (S5) and is not read: reading back says the same of a moment later.
    write: ({ member, operation, repeat, request }) =>
      operation.startsWith("PATCH")
        ? Effect.andThen(
            Http.checked(line, "write", Codec.checkPatch(request)),
            Effect.asVoid(
              Http.write(line, repeat, {
                method: "PATCH",
                path: path(member),
                body: request,
                type: jsonPatch
              })
            )
          )
        : Effect.andThen(
            Http.checked(line, "write", Codec.checkRequest(request)),
            Effect.asVoid(Http.write(line, repeat, { method: "PUT", path: path(member), body: request }))
          ),
    roster: Roster.make(line, source)
  })
})

/** The vendor as `MUSTER_SAILPOINT_*` describe it; the base URL is the tenant's own. */
export const makeConfig = (
  evidence: Reading = {}
): Effect.Effect<Vendor.Vendor, Config.ConfigError | Settings.Misconfigured, HttpClient.HttpClient> =>
  Effect.gen(function* () {
    const settings = yield* Settings.fromConfig("SAILPOINT")
    return yield* make({ ...settings, evidence, caller: yield* caller })
  })

const caller = Config.Literals(["updater", "owner", "application"], "CALLER").pipe(
  Config.withDefault("updater" as const),
  Config.nested("MUSTER_SAILPOINT")
)

/** Credentials of a client, as `make` takes them (S10). A personal access token is a client with a user (S8). */
export const tokens = (
  client: Tokens.Client
): Effect.Effect<Tokens.Kept<VendorError>, Settings.Misconfigured, HttpClient.HttpClient> =>
  Tokens.clientCredentials({ vendor: "sailpoint", path: "/oauth/token" }, client)

const jsonPatch = "application/json-patch+json"
