/**
 * Tokens that a vendor gives out: asked for by one call, held until shortly before their end, and asked for anew when
 * a vendor says that one is over.
 */
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as HttpClient from "effect/http/HttpClient"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as Answer from "./Answer.ts"
import * as Failure from "./Failure.ts"
import * as Http from "./Http.ts"
import * as Settings from "./Settings.ts"
import * as VendorError from "./VendorError.ts"

export interface Token {
  readonly token: Redacted.Redacted<string>
  /** From now; nothing is held that has none left. */
  readonly lifetime: Duration.Duration
}

/** As `Settings` take them: the held token or a new one, and a new one whatever is held. */
export interface Kept<E> {
  readonly credentials: Effect.Effect<Redacted.Redacted<string>, E>
  readonly renew: Effect.Effect<Redacted.Redacted<string>, E>
}

/**
 * Keeps what `fetch` gives. Whoever asks while a fetch is under way waits for it and shares what becomes of it; a
 * failure is not held.
 */
export const keep = <E>(fetch: Effect.Effect<Token, E>): Effect.Effect<Kept<E>> =>
  Effect.gen(function* () {
    let fetching = 0
    const count = (by: number) => Effect.sync(() => void (fetching += by))
    const counted = Effect.acquireUseRelease(
      count(1),
      () => fetch,
      () => count(-1)
    )
    const [held, drop] = yield* Effect.cachedInvalidateWithTTL(counted, holding)
    const credentials = Effect.map(held, ({ token }) => token)
    // What is being fetched is newer than any token that somebody saw fail.
    const renew = Effect.suspend(() => (fetching > 0 ? credentials : Effect.andThen(drop, credentials)))
    return { credentials, renew }
  })

/** A call that carries a token takes its time too: a tenth of the life is not used, or half a minute. */
const holding = (exit: Exit.Exit<Token, unknown>): Duration.Duration => {
  if (Exit.isFailure(exit)) return Duration.zero
  const lifetime = Duration.toMillis(exit.value.lifetime)
  return Duration.millis(lifetime === Infinity ? Infinity : lifetime - Math.min(lifetime / 10, 30_000))
}

/** Where a vendor gives out tokens, and how patient we are there. */
export type Place = Omit<Settings.Settings, "credentials" | "renew">

/** The call that asks for a token, and what its answer says at a moment (in epoch milliseconds). */
export interface Endpoint {
  readonly vendor: string
  readonly call: Http.Call
  readonly read: (json: unknown, now: number) => Result.Result<Token, Answer.Problem>
}

/** Keeps the tokens of an endpoint, which is reached through the `HttpClient` service. */
export const from = Effect.fnUntraced(function* ({ call, read, vendor }: Endpoint, place: Place) {
  const line: Http.Line = {
    vendor,
    client: yield* HttpClient.HttpClient,
    settings: yield* Effect.fromResult(Settings.check(vendor, { ...place, credentials: Effect.never })),
    judge
  }
  const fetch = Http.read(line, "read", (send) =>
    Effect.gen(function* () {
      const { json } = yield* send({ ...call, anonymous: true })
      return yield* Http.checked(line, "read", read(json, yield* Clock.currentTimeMillis))
    })
  )
  return yield* keep(fetch)
})

/** Whatever is refused here, it is who we say we are. The words stay out: they may repeat it. */
const judge: Failure.Judge = ({ status }) => ({
  reason:
    Failure.isRefusal(status) && status !== 429
      ? new VendorError.Unauthorized({ rule: `no token was given (${status})` })
      : Failure.reason(status, "")
})

/** A client of an OAuth 2.0 server. */
export interface Client extends Place {
  readonly clientId: string
  readonly clientSecret: Redacted.Redacted<string>
}

/** Tokens by the grant `client_credentials` (RFC 6749, 4.4), with the client's name and secret in the form. */
export const clientCredentials = (
  endpoint: { readonly vendor: string; readonly path: string; readonly scope?: string },
  { clientId, clientSecret, ...place }: Client
): Effect.Effect<Kept<VendorError.VendorError>, Settings.Misconfigured, HttpClient.HttpClient> => {
  const { path, scope, vendor } = endpoint
  const form = {
    grant_type: "client_credentials",
    client_id: clientId,
    client_secret: Redacted.value(clientSecret),
    ...(scope === undefined ? {} : { scope })
  }
  return from({ vendor, call: { method: "POST", path, form }, read: granted }, place)
}

/** What a grant is answered with (RFC 6749, 5.1). Where no end is said, a 401 tells it. */
const granted: Endpoint["read"] = (json) =>
  Result.map(grant(json), ({ access_token, expires_in }) => ({
    token: Redacted.make(access_token, { label: "token" }),
    lifetime: expires_in === undefined ? Duration.infinity : Duration.seconds(expires_in)
  }))

const grant = Answer.decoder(
  Schema.Struct({
    access_token: Schema.NonEmptyString,
    expires_in: Schema.optionalKey(Schema.Finite)
  })
)
