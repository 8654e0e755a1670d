/**
 * Publishes pacts to a Pact Broker: one call for all of them, so that there is never half a version.
 * @see https://docs.pact.io/pact_broker
 */
import * as Http from "@muster/adapter-kit/Http"
import * as Failure from "@muster/adapter-kit/Failure"
import * as Settings from "@muster/adapter-kit/Settings"
import type * as VendorError from "@muster/adapter-kit/VendorError"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as HttpClient from "effect/http/HttpClient"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"

/** The variables that every client of a broker reads. */
export interface Environment {
  readonly PACT_BROKER_BASE_URL?: string | undefined
  readonly PACT_BROKER_TOKEN?: string | undefined
  readonly PACT_BROKER_USERNAME?: string | undefined
  readonly PACT_BROKER_PASSWORD?: string | undefined
}

/** A version of Muster with its pacts, each the text of its file. */
export interface Release {
  readonly version: string
  readonly branch: string
  readonly pacts: ReadonlyArray<string>
}

/** Why nothing was published, or nobody knows whether it was. No message holds a value. */
export class Unpublished extends Data.TaggedError("Unpublished")<{
  readonly why: VendorError.Reason["_tag"] | "Unset" | "Misconfigured" | "NoPact" | "Incomplete"
  readonly rule: string
  readonly wayOut: string
}> {
  override get message(): string {
    return `not published: ${this.rule}; ${this.wayOut}`
  }
}

/** The broker and who we are to it, or the variable that is missing. Without credentials, it is a broker that wants none. */
const account = (environment: Environment): Result.Result<Account, Unpublished> =>
  Result.gen(function* () {
    const baseUrl = yield* set("PACT_BROKER_BASE_URL", environment, "set it to where the broker is")
    const authorization = yield* authorizationOf(environment)
    // Not asked for: a broker also takes a name and a password, so a header of its own says who we are.
    const credentials = Effect.succeed(Redacted.make(""))
    const settings = yield* Settings.check("Pact Broker", { baseUrl, credentials, timeout: "1 minute" }).pipe(
      Result.mapError(
        ({ rule, wayOut }) =>
          new Unpublished({ why: "Misconfigured", rule: `PACT_BROKER_BASE_URL ${rule}`, wayOut })
      )
    )
    return { settings, authorization }
  })

interface Account {
  readonly settings: Settings.Checked
  readonly authorization: Redacted.Redacted<string> | undefined
}

const set = (
  name: keyof Environment,
  environment: Environment,
  wayOut: string
): Result.Result<string, Unpublished> => {
  const value = environment[name]
  return value === undefined || value === ""
    ? Result.fail(new Unpublished({ why: "Unset", rule: `${name} is not set`, wayOut }))
    : Result.succeed(value)
}

const authorizationOf = (environment: Environment): Result.Result<Account["authorization"], Unpublished> => {
  const { PACT_BROKER_PASSWORD, PACT_BROKER_TOKEN, PACT_BROKER_USERNAME } = environment
  if (PACT_BROKER_TOKEN)
    return /^[\x21-\x7e]+$/.test(PACT_BROKER_TOKEN)
      ? Result.succeed(Redacted.make(`Bearer ${PACT_BROKER_TOKEN}`))
      : Result.fail(
          new Unpublished({
            why: "Misconfigured",
            rule: "PACT_BROKER_TOKEN cannot stand in a header",
            wayOut: "set it to the token alone, without spaces or line ends"
          })
        )
  if (!PACT_BROKER_USERNAME && !PACT_BROKER_PASSWORD) return Result.succeed(undefined)
  return Result.gen(function* () {
    const both = "a name and a password go together; or set PACT_BROKER_TOKEN"
    const name = yield* set("PACT_BROKER_USERNAME", environment, both)
    const password = yield* set("PACT_BROKER_PASSWORD", environment, both)
    return Redacted.make(`Basic ${Buffer.from(`${name}:${password}`).toString("base64")}`)
  })
}

/** Publishes a release. Succeeds with the number of pacts that the broker says it has published: all of them. */
export const publish = Effect.fnUntraced(function* (environment: Environment, release: Release) {
  const { authorization, settings } = yield* Effect.fromResult(account(environment))
  const body = yield* Effect.fromResult(bodyOf(release))
  const client = yield* HttpClient.HttpClient
  const line: Http.Line = {
    vendor: "Pact Broker",
    // A broker offers nothing else, and refuses who does not ask for it.
    client: HttpClient.mapRequest(client, HttpClientRequest.accept("application/hal+json")),
    settings,
    judge: ({ status }) => ({ reason: Failure.reason(status, "") }),
    headers: authorization === undefined ? {} : { authorization: Redacted.value(authorization) }
  }
  // The same pacts of the same version change nothing the second time.
  const { json } = yield* Http.write(line, "harmless", {
    method: "POST",
    path: "/contracts/publish",
    body,
    anonymous: true
  }).pipe(Effect.mapError(failed))
  const published = isPublished(json) ? json._links["pb:contracts"].length : 0
  return published === release.pacts.length
    ? published
    : yield* new Unpublished({
        why: "Incomplete",
        rule: `the broker tells of ${published} pacts, and ${release.pacts.length} were sent`,
        wayOut: "look at the broker's own page of this version"
      })
})

/** The broker links to each contract that it has published. */
const isPublished = Schema.is(
  Schema.Struct({ _links: Schema.Struct({ "pb:contracts": Schema.Array(Schema.Unknown) }) })
)

const Parties = Schema.fromJsonString(
  Schema.Struct({
    consumer: Schema.Struct({ name: Schema.String }),
    provider: Schema.Struct({ name: Schema.String })
  })
)

const bodyOf = ({ branch, pacts, version }: Release) =>
  Result.gen(function* () {
    const contracts = yield* Result.all(pacts.map(contractOf))
    const names = [...new Set(contracts.map(({ consumerName }) => consumerName))]
    const [pacticipantName] = names
    if (pacticipantName === undefined || names.length > 1)
      return yield* Result.fail(noPact("there is no pact, or they are of several consumers"))
    return { pacticipantName, pacticipantVersionNumber: version, branch, contracts }
  })

const contractOf = (text: string) =>
  Schema.decodeUnknownResult(Parties)(text).pipe(
    Result.mapError(() => noPact("a file of contracts/pacts is no pact")),
    Result.map(({ consumer, provider }) => ({
      consumerName: consumer.name,
      providerName: provider.name,
      specification: "pact",
      contentType: "application/json",
      content: Buffer.from(text).toString("base64")
    }))
  )

const noPact = (rule: string) =>
  new Unpublished({ why: "NoPact", rule, wayOut: "write the pacts anew: npm run record" })

const failed = ({ reason: { _tag, rule, status }, sent }: VendorError.VendorError): Unpublished => {
  const answered = status === undefined ? "" : ` (${status})`
  return new Unpublished({
    why: _tag,
    rule: `the broker: ${_tag}${answered}${rule === undefined ? "" : `: ${rule}`}`,
    wayOut: `${wayOut[_tag]}${sent === "no" ? "" : "; it may have arrived, and publishing it again does no harm"}`
  })
}

const wayOut = {
  Unauthorized: "check PACT_BROKER_TOKEN, or PACT_BROKER_USERNAME and PACT_BROKER_PASSWORD",
  Forbidden: "let this account publish contracts",
  NotFound: "check PACT_BROKER_BASE_URL; brokers before 2.86 cannot be published to",
  Invalid: "look at the broker's log; it does not take what it documents",
  Conflict: "this version has other pacts there; publish those of another commit",
  PaymentRequired: "settle the broker's plan",
  RateLimited: "try later",
  Unavailable: "try later",
  TimedOut: "try later",
  Unreachable: "check PACT_BROKER_BASE_URL and the network",
  Unintelligible: "check that PACT_BROKER_BASE_URL leads to a Pact Broker"
} as const satisfies Record<VendorError.Reason["_tag"], string>
