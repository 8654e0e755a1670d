/**
 * How BioT says no: by status, with a code and a message that say which rule was broken (B16).
 * @see https://docs.biot-med.com/reference/updateorganizationuser
 */
import * as Failure from "@muster/adapter-kit/Failure"
import * as VendorError from "@muster/adapter-kit/VendorError"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"

/** The reason for a refusal, with the vendor's code and message. */
export const judge: Failure.Judge = ({ json, status, text }) => {
  const refusal = Option.getOrUndefined(decode(json))
  const words = [refusal?.code, refusal?.message].filter((part) => part).join(": ")
  return { reason: Failure.reason(status, words === "" ? text : words) }
}

/**
 * Whatever a login is refused with, 401 and 403 above all, nobody is let in (B17). The reason carries no status: after
 * a 401 of their own, calls ask for a token once more, and a user who is locked out would be tried again.
 */
export const judgeLogin: Failure.Judge = (refusal) => {
  const { reason } = judge(refusal)
  if (!Failure.isRefusal(refusal.status) || reason._tag === "RateLimited") return { reason }
  const words = reason.words === undefined ? {} : { words: reason.words }
  return {
    reason: new VendorError.Unauthorized({ rule: `no token was given (${refusal.status})`, ...words })
  }
}

const part = Schema.optionalKey(Schema.NullOr(Schema.String))

const decode = Schema.decodeUnknownOption(Schema.Struct({ code: part, message: part }))
