/**
 * The vendor's words, written from the staff pages of the developer documentation: the member with its nine attributes,
 * the body of an update, and the points that the pages leave open.
 */
import { Result, Schema } from "effect"
import type { ReadingOf } from "@muster/twin-kit"

/** Every point that the pages leave open, with the answers that this twin honours. */
export const axes = {
  "M-2": ["clears", "ignored", "refused"],
  "M-2-required": ["refused", "ignored"],
  "M-2-empty": ["refused", "stored"],
  "M-3": ["ignored", "refused"],
  "M-4": ["422", "400"],
  "M-5": ["refused", "accepted"],
  "M-6": ["accepted", "refused"],
  "M-6-other": ["refused", "ignored"],
  "M-7": ["403-404-422-402", "404-403-402-422"],
  "M-8": ["at-once", "awaiting"],
  "M-10": ["member", "empty"],
  "M-11": ["object", "text"],
  "M-12": ["refused", "stored"],
  "M-12-members": ["ignored", "refused"],
  "M-14": ["account", "member"]
} as const

export type MilesReading = ReadingOf<typeof axes>

const Activity = Schema.Literals(["true", "false"])
const Kind = Schema.Literals(["owner", "manager", "freelancer", "staff"])

/** A member as the pages print it: exactly nine attributes, `active` being a string (M4). */
export const Member = Schema.Struct({
  uuid: Schema.String,
  login: Schema.String,
  first_name: Schema.String,
  last_name: Schema.String,
  email_address: Schema.String,
  time_zone: Schema.String,
  active: Activity,
  type: Kind,
  hourly_rate_cents: Schema.NullOr(Schema.Int)
})
export type Member = typeof Member.Type

/** The attributes marked as required. */
export const required = ["login", "first_name", "last_name", "email_address", "time_zone"] as const

/** The columns that `where` and `order` may name (M6). */
export const columns = Object.keys(Member.fields) as ReadonlyArray<keyof Member>

const text = Schema.optionalKey(Schema.NullOr(Schema.String))
const attributes = {
  uuid: text,
  login: text,
  first_name: text,
  last_name: text,
  email_address: text,
  time_zone: text,
  type: Schema.optionalKey(Schema.NullOr(Kind)),
  hourly_rate_cents: Schema.optionalKey(Schema.NullOr(Schema.Int))
}

/** What may stand in `staff`; null and a boolean `active` are let through, because M-2 and M-5 ask what they say. */
const Staff = Schema.Struct({
  ...attributes,
  active: Schema.optionalKey(Schema.NullOr(Schema.Union([Activity, Schema.Boolean])))
})
export type Staff = typeof Staff.Type

const Body = Schema.Struct({ staff: Staff })
const decodeTolerant = Schema.decodeUnknownResult(Body, { onExcessProperty: "ignore" })
const decodeStrict = Schema.decodeUnknownResult(Body, { onExcessProperty: "error" })

/** M7: the object under `staff`, if the body wraps one. */
export const wrapped = (body: unknown): Readonly<Record<string, unknown>> | undefined => {
  if (typeof body !== "object" || body === null || !("staff" in body)) return undefined
  const { staff } = body
  return typeof staff === "object" && staff !== null && !Array.isArray(staff)
    ? (staff as Readonly<Record<string, unknown>>)
    : undefined
}

/** Reads a parsed body; undefined when an attribute has the wrong form. M-12-members says whether unlisted ones do. */
export const decodeStaff = (reading: MilesReading, body: unknown): Staff | undefined => {
  const decoded = reading["M-12-members"] === "refused" ? decodeStrict(body) : decodeTolerant(body)
  return Result.isSuccess(decoded) ? decoded.success.staff : undefined
}
