/**
 * One attempt at one call: what is sent, what is understood of the answer, what was refused, and what is certain
 * about either. Whether to try again is said here and done in Http.ts.
 */
import type { Json } from "@muster/core/Json"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { constTrue } from "effect/Function"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
import * as HttpBody from "effect/http/HttpBody"
import * as HttpClient from "effect/http/HttpClient"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import type { HttpClientResponse } from "effect/http/HttpClientResponse"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import * as Body from "./Body.ts"
import * as Connecting from "./Connecting.ts"
import * as Failure from "./Failure.ts"
import * as RetryAfter from "./RetryAfter.ts"
import type { Checked } from "./Settings.ts"
import * as VendorError from "./VendorError.ts"

/** One call. The path is encoded already, and begins with a slash. */
export interface Call {
  readonly method: "GET" | "PUT" | "PATCH" | "POST" | "DELETE"
  readonly path: string
  readonly query?: Readonly<Record<string, string>>
  readonly body?: Json
  /** The media type of the body, where it is not application/json. */
  readonly type?: string
  /** In the place of `body`, what an HTML form would send. */
  readonly form?: Readonly<Record<string, string>>
  /** Sent without the credentials, as one sends what asks for them. */
  readonly anonymous?: boolean
  /** What the body holds and nobody is shown, not even in the vendor's words. */
  readonly secrets?: ReadonlyArray<Redacted.Redacted<string>>
}

/** An understood 2xx. An empty body gives no `json`. */
export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly json: unknown
}

/** A vendor as seen from the wire. */
export interface Line {
  readonly vendor: string
  readonly client: HttpClient.HttpClient
  readonly settings: Checked
  readonly judge: Failure.Judge
  /** Sent with every call. */
  readonly headers?: Readonly<Record<string, string>>
}

/** Whether a call may be sent again when nobody knows what became of it. */
export type Repeat = "harmless" | "never"

/** What one operation remembers while it runs. */
export interface Conversation {
  readonly line: Line
  readonly operation: VendorError.Operation
  readonly repeat: Repeat
  readonly deadline: number
  /** Whether an attempt that is over, or the one on its way, may have changed something. */
  doubtful: boolean
  pending: boolean
}

/** An attempt that failed, with what is to be done about it. */
export interface Attempt {
  readonly error: VendorError.VendorError
  readonly isRepeatable: boolean
  readonly waitMillis: number | undefined
}

/** Sends a call once, as whoever the credentials say. */
export const make = Effect.fnUntraced(function* (
  conversation: Conversation,
  call: Call,
  credentials: Checked["credentials"]
) {
  const { line } = conversation
  const bearers = call.anonymous === true ? [] : [yield* token(conversation, credentials)]
  const request = bearers.reduce(
    (bare, bearer) => HttpClientRequest.bearerToken(bare, bearer),
    compose(line, call)
  )
  conversation.pending = true
  const response = yield* line.client.execute(request).pipe(
    Effect.provideService(HttpClient.TracerDisabledWhen, constTrue),
    Effect.provideService(FetchHttpClient.RequestInit, { redirect: "manual" }),
    Effect.mapError((error) => unreachable(conversation, Connecting.neverHappened(error)))
  )
  if (response.status >= 200 && response.status < 300) return yield* understand(conversation, response)
  if (Failure.isRefusal(response.status)) conversation.pending = false
  return yield* refused(conversation, response, [...bearers, ...(call.secrets ?? [])])
})

const token = (
  conversation: Conversation,
  credentials: Checked["credentials"]
): Effect.Effect<Redacted.Redacted<string>, Attempt> =>
  Effect.matchEffect(credentials, {
    onSuccess: (token) =>
      /^[\x21-\x7e]+$/.test(Redacted.value(token))
        ? Effect.succeed(token)
        : Effect.fail(
            final(
              fail(conversation, new VendorError.Unauthorized({ rule: "the token cannot stand in a header" }))
            )
          ),
    // Said again in this operation's words, so that an earlier attempt's doubt is not lost.
    onFailure: ({ reason }) => Effect.fail(final(fail(conversation, reason)))
  })

const compose = ({ headers, settings }: Line, call: Call): HttpClientRequest.HttpClientRequest => {
  const bare = HttpClientRequest.make(call.method)(`${settings.baseUrl}${call.path}`).pipe(
    HttpClientRequest.setUrlParams(call.query ?? {}),
    HttpClientRequest.setHeaders(headers ?? {}),
    HttpClientRequest.acceptJson
  )
  if (call.form !== undefined) return HttpClientRequest.bodyUrlParams(bare, call.form)
  return call.body === undefined
    ? bare
    : HttpClientRequest.setBody(bare, HttpBody.jsonUnsafe(call.body, call.type))
}

const understand = Effect.fnUntraced(function* (conversation: Conversation, response: HttpClientResponse) {
  const { headers, status } = response
  const foreign = (rule: string) =>
    final(fail(conversation, new VendorError.Unintelligible({ status, rule })))
  const text = yield* Body.text(response, conversation.line.settings.responseCap).pipe(
    Effect.mapError((why) =>
      why === "over the cap"
        ? foreign("the body is over the response cap")
        : why === "no text"
          ? foreign("the body is no UTF-8")
          : unreachable(conversation, false)
    )
  )
  if (text !== "" && !Body.isJson(response)) return yield* Effect.fail(foreign("the body is not called JSON"))
  const json = yield* Effect.fromResult(
    text === "" ? Result.succeed(undefined) : Result.mapError(Body.parse(text), foreign)
  )
  conversation.pending = false
  return { status, headers, json } satisfies Answer
})

const refused = Effect.fnUntraced(function* (
  conversation: Conversation,
  response: HttpClientResponse,
  secrets: ReadonlyArray<Redacted.Redacted<string>>
) {
  const { line } = conversation
  const { headers, status } = response
  const read = yield* Effect.option(Body.text(response, line.settings.responseCap))
  const text = discreet(
    Option.getOrElse(read, () => ""),
    secrets
  )
  const json = Body.isJson(response) ? Option.getOrUndefined(Result.getSuccess(Body.parse(text))) : undefined
  const { reason, waitMillis } = line.judge({ status, headers, json, text })
  const now = yield* Clock.currentTimeMillis
  const wait = RetryAfter.header(headers, now) ?? waitMillis
  return yield* Effect.fail(
    reason._tag === "RateLimited"
      ? limited(conversation, reason, wait ?? RetryAfter.reset(headers, now), now)
      : uncertain(conversation, reason, wait, now)
  )
})

/** A vendor may repeat what it was told. Its words are shown to whoever asks for them, and a secret to nobody. */
const discreet = (text: string, secrets: ReadonlyArray<Redacted.Redacted<string>>): string =>
  secrets
    .map(Redacted.value)
    .flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)])
    .filter((secret) => secret !== "")
    .reduce((rest, secret) => rest.replaceAll(secret, "…"), text)

/** A 429 is refused before anything is done, so it may be sent again whatever it says. */
const limited = (
  conversation: Conversation,
  reason: VendorError.RateLimited,
  wait: number | undefined,
  now: number
): Attempt => ({
  error: fail(
    conversation,
    wait === undefined ? reason : new VendorError.RateLimited({ ...reason, retryAfterMillis: wait })
  ),
  isRepeatable: fits(conversation, wait, now),
  waitMillis: wait
})

const uncertain = (
  conversation: Conversation,
  reason: VendorError.Reason,
  wait: number | undefined,
  now: number
): Attempt => {
  const isPassing = reason._tag === "Unavailable"
  const isRepeatable = isPassing && mayRepeat(conversation) && fits(conversation, wait, now)
  return { error: fail(conversation, reason), isRepeatable, waitMillis: wait }
}

const unreachable = (conversation: Conversation, neverSent: boolean): Attempt => {
  if (neverSent) conversation.pending = false
  const isRepeatable = mayRepeat(conversation)
  return { error: fail(conversation, new VendorError.Unreachable({})), isRepeatable, waitMillis: undefined }
}

const final = (error: VendorError.VendorError): Attempt => ({
  error,
  isRepeatable: false,
  waitMillis: undefined
})

const mayRepeat = ({ pending, repeat }: Conversation): boolean => repeat === "harmless" || !pending

/** Nobody waits for longer than the settings allow, nor for an end that comes before the vendor is ready. */
const fits = ({ deadline, line }: Conversation, wait: number | undefined, now: number): boolean =>
  wait === undefined || (wait <= line.settings.longestWait && now + wait < deadline)

/** The error for what has happened so far. Doubt stays: a refusal does not undo an earlier attempt. */
export const fail = (conversation: Conversation, reason: VendorError.Reason): VendorError.VendorError => {
  conversation.doubtful ||= conversation.pending
  conversation.pending = false
  const { doubtful, line, operation } = conversation
  const sent = operation === "write" && doubtful ? "maybe" : "no"
  return new VendorError.VendorError({ vendor: line.vendor, operation, reason, sent })
}
