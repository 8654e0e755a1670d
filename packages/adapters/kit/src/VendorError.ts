/**
 * The one error that leaves an adapter: why talking to a vendor failed, and whether a write may have arrived.
 * No message holds a value, an identifier or an address; the vendor's own words stay redacted.
 */
import * as Schema from "effect/Schema"

const details = {
  /** The HTTP status, where there was an answer. */
  status: Schema.optionalKey(Schema.Number),
  /** The vendor's own words: shown when somebody asks for them, never logged. */
  words: Schema.optionalKey(Schema.Redacted(Schema.String)),
  /** What was expected, in our words. */
  rule: Schema.optionalKey(Schema.String)
}

/** What a reason may be made with. */
export interface Details {
  readonly status?: number
  readonly words?: (typeof details.words)["Type"]
  readonly rule?: string
}

/** The credentials are missing, malformed or no longer accepted. */
export class Unauthorized extends Schema.TaggedError<Unauthorized>()("Unauthorized", details) {
  get isRetryable(): boolean {
    return false
  }
}

/** The credentials are accepted and do not suffice. */
export class Forbidden extends Schema.TaggedError<Forbidden>()("Forbidden", details) {
  get isRetryable(): boolean {
    return false
  }
}

/** The vendor has no such member, or nothing that the request names. */
export class NotFound extends Schema.TaggedError<NotFound>()("NotFound", details) {
  get isRetryable(): boolean {
    return false
  }
}

/** The vendor refuses the request for what it says. */
export class Invalid extends Schema.TaggedError<Invalid>()("Invalid", details) {
  get isRetryable(): boolean {
    return false
  }
}

/** The vendor refuses the request for what is stored. */
export class Conflict extends Schema.TaggedError<Conflict>()("Conflict", details) {
  get isRetryable(): boolean {
    return false
  }
}

/** The vendor wants to be paid first. */
export class PaymentRequired extends Schema.TaggedError<PaymentRequired>()("PaymentRequired", details) {
  get isRetryable(): boolean {
    return false
  }
}

/** The vendor wants fewer requests, and may say for how long to stay away. */
export class RateLimited extends Schema.TaggedError<RateLimited>()("RateLimited", {
  ...details,
  retryAfterMillis: Schema.optionalKey(Schema.Number)
}) {
  get isRetryable(): boolean {
    return true
  }
}

/** The vendor answers that it cannot answer. */
export class Unavailable extends Schema.TaggedError<Unavailable>()("Unavailable", details) {
  get isRetryable(): boolean {
    return true
  }
}

/** The time for the whole operation is over. */
export class TimedOut extends Schema.TaggedError<TimedOut>()("TimedOut", details) {
  get isRetryable(): boolean {
    return true
  }
}

/** There was no connection, or it broke. */
export class Unreachable extends Schema.TaggedError<Unreachable>()("Unreachable", details) {
  get isRetryable(): boolean {
    return true
  }
}

/** There was an answer that nobody here understands. */
export class Unintelligible extends Schema.TaggedError<Unintelligible>()("Unintelligible", details) {
  get isRetryable(): boolean {
    return false
  }
}

export const Reason = Schema.Union([
  Unauthorized,
  Forbidden,
  NotFound,
  Invalid,
  Conflict,
  PaymentRequired,
  RateLimited,
  Unavailable,
  TimedOut,
  Unreachable,
  Unintelligible
])
export type Reason = typeof Reason.Type

/** What was being done. */
export type Operation = "read" | "write" | "list"

/** Whether a write reached the vendor. A read changes nothing, so there it is `no`. */
export type Sent = "no" | "maybe" | "yes"

const next = {
  Unauthorized: "renew the credentials",
  Forbidden: "give the credentials the permission or scope that the operation needs",
  NotFound: "check that the member and everything the change names exist at the vendor",
  Invalid: "correct the change; the vendor's words are kept with this error",
  Conflict: "read again and plan again",
  PaymentRequired: "settle the vendor's plan or bill",
  RateLimited: "send less, or try later",
  Unavailable: "try later",
  TimedOut: "try later, or allow more time",
  Unreachable: "check the base URL and the network",
  Unintelligible: "check that the base URL leads to the vendor's API"
} as const satisfies Record<Reason["_tag"], string>

const certainty = {
  no: "",
  maybe: "; the write may have arrived, so read before sending it again",
  yes: "; the write has arrived"
} as const satisfies Record<Sent, string>

export class VendorError extends Schema.TaggedError<VendorError>()("VendorError", {
  vendor: Schema.String,
  operation: Schema.Literals(["read", "write", "list"]),
  reason: Reason,
  sent: Schema.Literals(["no", "maybe", "yes"])
}) {
  override get message(): string {
    const { operation, reason, sent, vendor } = this
    const status = reason.status === undefined ? "" : ` (${reason.status})`
    const rule = reason.rule === undefined ? "" : `: ${reason.rule}`
    return `${vendor}: ${operation}: ${reason._tag}${status}${rule}; ${next[reason._tag]}${certainty[sent]}`
  }
}
