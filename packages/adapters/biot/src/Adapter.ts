/** BioT as a vendor: where it lives, who we are to it, and which call does what. */
import * as Http from "@muster/adapter-kit/Http"
import * as Settings from "@muster/adapter-kit/Settings"
import * as Tokens from "@muster/adapter-kit/Tokens"
import * as Vendor from "@muster/adapter-kit/Vendor"
import * as VendorError from "@muster/adapter-kit/VendorError"
import type { Json } from "@muster/core/Json"
import type { Reading } from "@muster/core/Reading"
import * as Semantics from "@muster/core/Semantics"
import type * as Config from "effect/Config"
import * as DateTime from "effect/DateTime"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as HttpClient from "effect/http/HttpClient"
import * as Redacted from "effect/Redacted"
import * as Codec from "./Codec.ts"
import * as Failure from "./Failure.ts"
import { mapping } from "./Mapping.ts"
import * as Roster from "./Roster.ts"
import { definition } from "./Semantics.ts"
import type { Attribute } from "./Semantics.ts"
import { path } from "./Wire.ts"

/** The template of the users, with its custom attributes. A user of another one is not read. */
export interface Template {
  readonly id: string
  readonly attributes: ReadonlyArray<Attribute>
}

export interface Options extends Settings.Settings {
  /** Axes that somebody has measured. */
  readonly evidence?: Reading
  /** Where users have custom attributes; without it those are neither planned nor looked at. */
  readonly template?: Template
}

/** The vendor, reached through the `HttpClient` service. Dies of evidence that names no axis of this vendor. */
export const make = Effect.fnUntraced(function* ({ evidence, template, ...settings }: Options) {
  const attributes = template?.attributes ?? []
  const semantics = Semantics.make(definition(attributes), evidence)
  const decode = Codec.decode(attributes, template?.id)
  const checkRequest = Codec.checkRequest(attributes)
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
          Http.checked(line, "read", decode(member, json))
        )
      ),
    // The answer is the updated user (B15), and is not read: reading back says what is true after it.
    write: ({ member, repeat, request }) =>
      Effect.andThen(
        Http.checked(line, "write", checkRequest(request)),
        Effect.asVoid(Http.write(line, repeat, { method: "PATCH", path: path(member), body: request }))
      ),
    roster: Roster.make(line, attributes, template?.id)
  })
})

/** The vendor as `MUSTER_BIOT_*` describe it. Every environment has its own base URL, so there is no usual one. */
export const makeConfig = (
  evidence: Reading = {},
  template?: Template
): Effect.Effect<Vendor.Vendor, Config.ConfigError | Settings.Misconfigured, HttpClient.HttpClient> =>
  Effect.flatMap(Settings.fromConfig("BIOT"), (settings) =>
    make({ ...settings, evidence, ...(template === undefined ? {} : { template }) })
  )

/** Who logs in. */
export interface Account extends Tokens.Place {
  readonly username: string
  readonly password: Redacted.Redacted<string>
}

/**
 * Credentials for `make`: a password is sent first and whenever refreshing fails, a refresh token in between (B17).
 * Fails with `Unauthorized` also where a second factor or a new password is asked for, which nobody here can give.
 */
export const login = Effect.fnUntraced(function* ({ password, username, ...place }: Account) {
  const line: Http.Line = {
    vendor: "biot",
    client: yield* HttpClient.HttpClient,
    settings: yield* Effect.fromResult(Settings.check("biot", { ...place, credentials: Effect.never })),
    judge: Failure.judgeLogin
  }
  let refreshToken: string | undefined
  const enter = Effect.suspend(() =>
    session(line, "/ums/v2/users/login", { username, password: Redacted.value(password) }, password)
  )
  const refresh = Effect.suspend(() => {
    if (refreshToken === undefined) return enter
    const [body, secret] = [{ refreshToken }, Redacted.make(refreshToken)]
    // A refresh gives another one. Where it gives none, or fails, the password is sent the next time.
    refreshToken = undefined
    return Effect.catchIf(
      session(line, "/ums/v2/users/token/refresh", body, secret),
      ({ reason }) => reason._tag === "Unauthorized",
      () => enter
    )
  })
  return yield* Tokens.keep(
    Effect.gen(function* () {
      const { accessJwt, refreshJwt } = yield* refresh
      refreshToken = refreshJwt?.token
      const now = yield* DateTime.now
      return {
        token: Redacted.make(accessJwt.token, { label: "token" }),
        lifetime: Duration.max(DateTime.distance(now, accessJwt.expiration), Duration.zero)
      }
    })
  )
})

const session = (line: Http.Line, path: string, body: Json, secret: Redacted.Redacted<string>) =>
  Http.read(
    line,
    "read",
    Effect.fnUntraced(function* (send) {
      const { json } = yield* send({ method: "POST", path, body, anonymous: true, secrets: [secret] })
      const hurdle = yield* Http.checked(line, "read", Codec.hurdle(json))
      return hurdle === undefined
        ? yield* Http.checked(line, "read", Codec.session(json))
        : yield* new VendorError.VendorError({
            vendor: line.vendor,
            operation: "read",
            reason: new VendorError.Unauthorized({ rule: `the login asks for ${hurdle}` }),
            sent: "no"
          })
    })
  )
