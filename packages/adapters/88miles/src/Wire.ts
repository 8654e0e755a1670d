/** The JSON of 88 Miles, in its own names: what we send, exactly, and of its answers only what we read. */
import type { Member } from "@muster/core/Member"
import * as Schema from "effect/Schema"

/** Where the staff is. */
export const staff = "/api/1/staff"

/** Where a member is, whatever the uuid holds. */
export const path = (member: Member): string => `${one(member)}.json`

/** Where a member is enabled. */
export const enabling = (member: Member): string => `${one(member)}/enable.json`

const one = (member: Member): string => `${staff}/${encodeURIComponent(member["uuid"] ?? "")}`

const fields = {
  login: Schema.optionalKey(Schema.NullOr(Schema.String)),
  first_name: Schema.optionalKey(Schema.NullOr(Schema.String)),
  last_name: Schema.optionalKey(Schema.NullOr(Schema.String)),
  email_address: Schema.optionalKey(Schema.NullOr(Schema.String)),
  time_zone: Schema.optionalKey(Schema.NullOr(Schema.String)),
  // A string, never a boolean: M4.
  active: Schema.optionalKey(Schema.NullOr(Schema.Literals(["true", "false"]))),
  type: Schema.optionalKey(Schema.NullOr(Schema.String)),
  hourly_rate_cents: Schema.optionalKey(Schema.NullOr(Schema.Int))
}

/** The body of an update (M7). It never repeats the uuid: M-3 is open, and the path has it. */
export const PutStaff = Schema.Struct({ staff: Schema.Struct(fields) })

/** What showing a member answers (M7). */
export const Staff = Schema.Struct({
  response: Schema.Struct({ uuid: Schema.optionalKey(Schema.NullOr(Schema.String)), ...fields })
})

/** Everybody, with their number (M6). */
export const Page = Schema.Struct({ response: Schema.Array(Schema.Unknown), count: Schema.Int })

/** Whom an answer is about. */
export const Named = Schema.Struct({ uuid: Schema.NonEmptyString })

/** What creating a member answers (M7), as far as it is read. */
export const Created = Schema.Struct({ response: Named })
