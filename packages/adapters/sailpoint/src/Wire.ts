/** The JSON of a non-employee record, in its own names: what we send, exactly, and of an answer only what we read. */
import type { Member } from "@muster/core/Member"
import * as Schema from "effect/Schema"

/** Where the records are. */
export const records = "/v3/non-employee-records"

/** Where one of them is, whatever its id holds. */
export const path = (member: Member): string => `${records}/${encodeURIComponent(member["id"] ?? "")}`

const left = Schema.optionalKey

/** Attributes of the source's own schema: text under any name (S4). */
const attributes = Schema.Record(Schema.String, Schema.String)

const given = left(Schema.String)

/** The body of an update: the nine that S3 requires, where they are required (S-3-owner), and `data`. */
export const PutRecord = Schema.Struct({
  accountName: given,
  firstName: given,
  lastName: given,
  email: given,
  phone: given,
  manager: given,
  sourceId: given,
  data: left(Schema.NullOr(attributes.check(Schema.isMaxProperties(10)))),
  startDate: given,
  endDate: given
})

const at = { path: Schema.String }

/** The body of a patch (S6). */
export const PatchRecord = Schema.Array(
  Schema.Union([
    Schema.Struct({
      op: Schema.Literals(["add", "replace", "test"]),
      ...at,
      value: Schema.Union([Schema.String, Schema.Record(Schema.String, Schema.String)])
    }),
    Schema.Struct({ op: Schema.Literal("remove"), ...at })
  ])
)

const answered = left(Schema.NullOr(Schema.String))

/** The fields that a record always has, by name; a date is the text that came. */
export const fields = {
  accountName: answered,
  firstName: answered,
  lastName: answered,
  email: answered,
  phone: answered,
  manager: answered,
  sourceId: answered,
  startDate: answered,
  endDate: answered
}

/** A record as read (S5). */
export const Record = Schema.Struct({ id: Schema.String, ...fields, data: left(Schema.NullOr(attributes)) })

/** Members of a record that SailPoint makes (S5). */
export const generated: ReadonlyArray<string> = ["id", "created", "modified"]

/** One page of the list (S12). */
export const Page = Schema.Array(Schema.Unknown)

/** Whom an answer is about. */
export const Named = Schema.Struct({ id: Schema.NonEmptyString })
