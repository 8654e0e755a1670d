/**
 * The JSON of BioT, in its own names: what we send, exactly, and of its answers only what we read. Beside it the
 * formats that its values have to keep (B14), by the validators that others maintain.
 */
import type { Member } from "@muster/core/Member"
import { iso31661Alpha2ToAlpha3 } from "iso-3166/1-a2-to-1-a3.js"
import LanguageCodes from "iso-639-1"
import * as Schema from "effect/Schema"
import { regexes } from "zod/mini"
import type { Attribute } from "./Semantics.ts"

/** Where the users are. */
export const users = "/organization/v1/users/organizations"

/** Where one of them is, whatever the id holds. */
export const path = (member: Member): string => `${users}/${encodeURIComponent(member["id"] ?? "")}`

/** Left out, or null: an answer says either of what has no value, so the two are not told apart. */
const voidable = <S extends Schema.Constraint>(schema: S) => Schema.optionalKey(Schema.NullOr(schema))

const text = voidable(Schema.String)

const name = Schema.Struct({ firstName: text, lastName: text })

const fields = {
  _description: text,
  _email: text,
  _phone: text,
  _locale: text,
  _gender: voidable(Schema.Literals(["MALE", "FEMALE", "UNDISCLOSED"])),
  _dateOfBirth: text,
  _address: voidable(
    Schema.Struct({
      countryCode: text,
      state: text,
      city: text,
      zipCode: text,
      address1: text,
      address2: text
    })
  ),
  _mfa: voidable(
    Schema.Struct({ enabled: voidable(Schema.Boolean), expirationInMinutes: voidable(Schema.Int) })
  ),
  _employeeId: text,
  _ownerOrganization: voidable(Schema.Struct({ id: text }))
}

/** The body of an update, without custom attributes. It never names what only BioT can write. */
export const PatchUser = Schema.Struct({ _name: voidable(name), ...fields })

/** The body of a creation (B18), without custom attributes. How somebody logs in is said then and never again. */
export const PostUser = Schema.Struct({
  ...PatchUser.fields,
  _templateId: Schema.NonEmptyString,
  _credentialType: Schema.optionalKey(Schema.Literals(["PASSWORD", "OTP"]))
})

/** One page of a search (B11). */
export const Page = Schema.Struct({
  data: Schema.Array(Schema.Unknown),
  metadata: Schema.Struct({ page: Schema.Struct({ totalResults: Schema.Int }) })
})

/** Whom an answer is about. */
export const Named = Schema.Struct({ id: Schema.NonEmptyString }).pipe(Schema.encodeKeys({ id: "_id" }))

/** What reading a user answers (B15), without custom attributes; `_id` and `_name` are marked as always there. */
export const User = Schema.Struct({
  _id: Schema.String,
  _name: name,
  _enabled: voidable(Schema.Literals(["ENABLED", "DISABLED"])),
  _template: voidable(Schema.Struct({ id: text })),
  ...fields
})

/** What a login or a refresh answers (B17). */
export const Session = Schema.Struct({
  accessJwt: Schema.Struct({ token: Schema.String, expiration: Schema.DateTimeUtcFromString }),
  refreshJwt: voidable(Schema.Struct({ token: Schema.String }))
})

/** What it says of the password beside. */
export const Hurdles = Schema.Struct({
  mfaRequired: voidable(Schema.Boolean),
  passwordResetRequired: voidable(Schema.Boolean)
})

/** What a custom attribute of each type holds (B3). */
export const custom = {
  TEXT: Schema.NullOr(Schema.String),
  NUMBER: Schema.NullOr(Schema.Finite),
  BOOLEAN: Schema.NullOr(Schema.Boolean),
  DATE: Schema.NullOr(Schema.String),
  SELECT: Schema.NullOr(Schema.String)
} as const satisfies Record<Attribute["type"], unknown>

/** What is inside each of the four objects. Every other name stands at the top, whatever dots it has. */
export const objects: ReadonlyMap<string, ReadonlyArray<string>> = new Map([
  ["_name", ["firstName", "lastName"]],
  ["_address", ["countryCode", "state", "city", "zipCode", "address1", "address2"]],
  ["_mfa", ["enabled", "expirationInMinutes"]],
  ["_ownerOrganization", ["id"]]
])

/** What an answer holds beside the record, and no update can say (B15). */
export const generated: ReadonlyArray<string> = [
  "_id",
  "_creationTime",
  "_lastModifiedTime",
  "_invitationAccepted",
  "_credentialType",
  "_caption",
  "_template",
  "_referencers"
]

/** E.164: a plus and 7 to 15 digits. */
export const isPhone = (value: string): boolean => regexes.e164.test(value)

/** RFC 5322, as far as a pattern goes. */
export const isEmail = (value: string): boolean => regexes.rfc5322Email.test(value)

/** ISO 3166-1 alpha-2, in upper case. */
export const isCountry = (value: string): boolean => Object.hasOwn(iso31661Alpha2ToAlpha3, value)

/** `{language}-{country}`, both in lower case: ISO 639-1 and ISO 3166-1 alpha-2. */
export const isLocale = (value: string): boolean => {
  const [language = "", country = "", ...more] = value.split("-")
  return more.length === 0 && LanguageCodes.validate(language) && lowerCountries.has(country)
}

const lowerCountries = new Set(Object.keys(iso31661Alpha2ToAlpha3).map((code) => code.toLowerCase()))

/** ISO 8601, a day that the calendar has. */
export const isDate = (value: string): boolean => regexes.date.test(value)

/** A UUID of any version and variant: the reference asks for the format and no more (B4). */
export const isUuid = (value: string): boolean => regexes.guid.test(value)

/** At most 5000, by the strictest count of what a character may be: bytes of UTF-8 (B-11). */
export const isDescription = (value: string): boolean => new TextEncoder().encode(value).length <= 5000
