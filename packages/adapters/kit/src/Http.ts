/**
 * Talks to one vendor through the `HttpClient` service: one deadline and one span for each operation, and repeats
 * only where a repeat is harmless. It writes no transport.
 */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Schedule from "effect/Schedule"
import type { Problem } from "./Answer.ts"
import * as Attempt from "./Attempt.ts"
import type { Answer, Call, Conversation, Line, Repeat } from "./Attempt.ts"
import * as VendorError from "./VendorError.ts"

export type { Answer, Call, Line, Repeat } from "./Attempt.ts"

/** Sends one call of an operation. */
export type Send = (call: Call) => Effect.Effect<Answer, VendorError.VendorError>

/** A read: as many calls as it takes, all under one deadline. */
export const read = <A>(
  line: Line,
  operation: "read" | "list",
  talk: (send: Send) => Effect.Effect<A, VendorError.VendorError>
): Effect.Effect<A, VendorError.VendorError> => converse(line, operation, "harmless", talk)

/** A write: one call. */
export const write = (
  line: Line,
  repeat: Repeat,
  call: Call
): Effect.Effect<Answer, VendorError.VendorError> => converse(line, "write", repeat, (send) => send(call))

/** What a codec made of an answer, or of a request that is not sent yet; a problem becomes the adapter's error. */
export const checked = <A>(
  { vendor }: Line,
  operation: VendorError.Operation,
  result: Result.Result<A, Problem>
): Effect.Effect<A, VendorError.VendorError> =>
  Effect.fromResult(
    Result.mapError(result, ({ field, rule }) => {
      const details = { rule: `${field} ${rule}` }
      const reason =
        operation === "write" ? new VendorError.Invalid(details) : new VendorError.Unintelligible(details)
      return new VendorError.VendorError({ vendor, operation, reason, sent: "no" })
    })
  )

const converse = Effect.fnUntraced(
  function* <A>(
    line: Line,
    operation: VendorError.Operation,
    repeat: Repeat,
    talk: (send: Send) => Effect.Effect<A, VendorError.VendorError>
  ) {
    const deadline = (yield* Clock.currentTimeMillis) + line.settings.timeout
    const conversation: Conversation = {
      line,
      operation,
      repeat,
      deadline,
      doubtful: false,
      pending: false
    }
    return yield* Effect.timeoutOrElse(
      talk((call) => send(conversation, call)),
      {
        duration: line.settings.timeout,
        orElse: () => Effect.fail(Attempt.fail(conversation, new VendorError.TimedOut({})))
      }
    )
  },
  (effect, { vendor }, operation) =>
    Effect.withSpan(effect, `${vendor}.${operation}`, {
      kind: "client",
      attributes: { vendor, operation },
      captureStackTrace: false
    })
)

const send = (conversation: Conversation, call: Call): Effect.Effect<Answer, VendorError.VendorError> => {
  const { credentials, renew, retries } = conversation.line.settings
  return Attempt.make(conversation, call, credentials).pipe(
    // A 401 asks who we are once more: a token may have ended since it was last asked for.
    Effect.catchIf(
      ({ error: { reason } }) =>
        call.anonymous !== true && reason._tag === "Unauthorized" && reason.status === 401,
      () => Attempt.make(conversation, call, renew)
    ),
    Effect.retry({
      schedule: backoff,
      times: retries,
      while: ({ isRepeatable }) => isRepeatable
    }),
    Effect.mapError(({ error }) => error)
  )
}

const backoff = Schedule.exponential("200 millis").pipe(
  Schedule.jittered,
  Schedule.setInputType<Attempt.Attempt>(),
  Schedule.modifyDelay(({ duration, input }) => Effect.succeed(input.waitMillis ?? duration))
)
