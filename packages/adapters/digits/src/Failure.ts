/**
 * How Digits says no. One error body is documented, that of a 429 (D23); the others are assumed to look like it.
 * @see https://developer.digits.com/docs/rate-limits
 */
import * as Failure from "@muster/adapter-kit/Failure"
import * as RetryAfter from "@muster/adapter-kit/RetryAfter"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"

/** The reason for a refusal, with the vendor's code and message, and the wait that the body asks for. */
export const judge: Failure.Judge = ({ json, status, text }) => {
  const error = Option.getOrUndefined(decode(json))?.error
  const words = [error?.code, error?.message].filter((part) => part !== undefined).join(": ")
  const after = error?.details?.retry_after
  return {
    reason: Failure.reason(status, words === "" ? text : words),
    ...(after === undefined ? {} : { waitMillis: RetryAfter.seconds(after) })
  }
}

const Envelope = Schema.Struct({
  error: Schema.Struct({
    code: Schema.optionalKey(Schema.String),
    message: Schema.optionalKey(Schema.String),
    details: Schema.optionalKey(Schema.Struct({ retry_after: Schema.optionalKey(Schema.Finite) }))
  })
})

const decode = Schema.decodeUnknownOption(Envelope)
