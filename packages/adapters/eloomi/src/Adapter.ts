/** eloomi as a vendor: where it lives, who we are to it, and which call does what. */
import * as Http from "@muster/adapter-kit/Http"
import * as Settings from "@muster/adapter-kit/Settings"
import * as Tokens from "@muster/adapter-kit/Tokens"
import * as Vendor from "@muster/adapter-kit/Vendor"
import { Invalid, type VendorError } from "@muster/adapter-kit/VendorError"
import type { Json } from "@muster/core/Json"
import type { Reading } from "@muster/core/Reading"
import * as Semantics from "@muster/core/Semantics"
import * as Config from "effect/Config"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import * as HttpClient from "effect/http/HttpClient"
import * as Redacted from "effect/Redacted"
import * as Codec from "./Codec.ts"
import * as Failure from "./Failure.ts"
import { mapping } from "./Mapping.ts"
import * as Roster from "./Roster.ts"
import { definition } from "./Semantics.ts"
import { path } from "./Wire.ts"

type Secret = Effect.Effect<Redacted.Redacted<string>, VendorError>

interface Place extends Settings.Settings {
  /** Which customer of eloomi we speak for (E1). */
  readonly clientId: string
  /** Axes that somebody has measured. */
  readonly evidence?: Reading
}

export interface Options extends Place {
  /** Passwords by the names that changes have for them; asked for just before a request is sent. */
  readonly secrets?: Readonly<Record<string, Secret>>
}

/** The vendor, reached through the `HttpClient` service. Dies of evidence that names no axis of this vendor. */
export const make = ({ secrets = {}, ...place }: Options) =>
  connect(place, (name) => (Object.hasOwn(secrets, name) ? (secrets[name] ?? missing) : missing))

const connect = Effect.fnUntraced(function* (
  { clientId, evidence, ...settings }: Place,
  secret: (name: string) => Secret
) {
  const semantics = Semantics.make(definition, evidence)
  const line: Http.Line = {
    vendor: semantics.vendor,
    client: yield* HttpClient.HttpClient,
    settings: yield* Effect.fromResult(Settings.check(semantics.vendor, settings)),
    judge: Failure.judge,
    headers: { ClientId: clientId }
  }
  return Vendor.make(semantics, mapping, {
    read: (member) =>
      Http.read(line, "read", (send) =>
        Effect.gen(function* () {
          const json = yield* Failure.somebody("read", yield* send({ method: "GET", path: path(member) }))
          return yield* Http.checked(line, "read", Codec.decode(member, json))
        })
      ),
    // What the answer tells of the user is not read: reading back says more.
    write: Effect.fnUntraced(function* ({ member, repeat, request }) {
      yield* Http.checked(line, "write", Codec.checkRequest(request))
      const said = yield* disclosed(request, secret)
      // Once a member has another name, the same call finds nobody.
      const again = Codec.namesMember(request) ? "never" : repeat
      const answer = yield* Http.write(line, again, { method: "PATCH", path: path(member), ...said })
      yield* Failure.somebody("write", answer)
    }),
    roster: Roster.make(line, (body) => disclosed(body, secret))
  })
})

/** The body with the password itself: right before it goes out, and never in a plan. */
const disclosed = (
  request: Json,
  secret: (name: string) => Secret
): Effect.Effect<Pick<Http.Call, "body" | "secrets">, VendorError> => {
  const name = Codec.secret(request)
  return name === undefined
    ? Effect.succeed({ body: request })
    : Effect.mapBoth(secret(name), {
        onSuccess: (password) => ({
          body: Codec.disclose(request, Redacted.value(password)),
          secrets: [password]
        }),
        onFailure: ({ reason }) => Failure.undone("write", reason)
      })
}

const missing: Secret = Effect.fail(
  Failure.undone("write", new Invalid({ rule: "password names a secret that nobody gave" }))
)

/**
 * The vendor as `MUSTER_ELOOMI_*` describe it, with `_CLIENT_ID` among them. A password's name leads to
 * `MUSTER_SECRET_<NAME>`, which is looked up when it is sent.
 */
export const makeConfig = (
  evidence: Reading = {}
): Effect.Effect<Vendor.Vendor, Config.ConfigError | Settings.Misconfigured, HttpClient.HttpClient> =>
  Effect.gen(function* () {
    const settings = yield* Settings.fromConfig("ELOOMI", "https://api.eloomi.com")
    const clientId = yield* Config.NonEmptyString("MUSTER_ELOOMI_CLIENT_ID")
    const provider = yield* ConfigProvider.ConfigProvider
    return yield* connect({ ...settings, clientId, evidence }, (name) =>
      Effect.catch(Config.Redacted(`MUSTER_SECRET_${name}`).parse(provider), () => missing)
    )
  })

/** Credentials by a client's secret, kept until their end; they fit into `Options` (E14). */
export const tokens = (client: Tokens.Client) =>
  Tokens.clientCredentials({ vendor: definition.vendor, path: "/oauth/token", scope: "*" }, client)
