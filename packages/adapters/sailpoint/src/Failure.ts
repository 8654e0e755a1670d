/**
 * How SailPoint says no: by status, in three shapes. A 401 has `{ error }`, a 429 has `{ message }` and a Retry-After,
 * every other refusal has a code and messages (S9, S11).
 * @see https://developer.sailpoint.com/docs/api/v3/update-non-employee-record
 */
import * as Failure from "@muster/adapter-kit/Failure"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"

/** The reason for a refusal, with the vendor's code and messages. */
export const judge: Failure.Judge = ({ json, status, text }) => ({
  reason: Failure.reason(
    status,
    Option.getOrElse(words(json), () => text)
  )
})

const words = (json: unknown): Option.Option<string> =>
  Option.orElse(
    Option.map(detailed(json), ({ detailCode, messages }) => {
      const texts = messages.flatMap(({ text }) => text ?? [])
      return [detailCode, ...(texts.length === 0 ? [] : [texts.join(" ")])].join(": ")
    }),
    () => Option.map(plain(json), (said) => ("error" in said ? said.error : said.message).trim())
  )

const detailed = Schema.decodeUnknownOption(
  Schema.Struct({
    detailCode: Schema.String,
    messages: Schema.Array(Schema.Struct({ text: Schema.optionalKey(Schema.String) }))
  })
)

const plain = Schema.decodeUnknownOption(
  Schema.Union([Schema.Struct({ error: Schema.String }), Schema.Struct({ message: Schema.String })])
)
