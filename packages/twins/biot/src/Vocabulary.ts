/**
 * The vendor's words, written from the reference page "Update Organization User": the user, the attributes of a
 * template, the formats of values (B14), how a refusal is called (B16), and the points that the pages leave open.
 */
import { Result } from "effect"
import type { ReadingOf } from "@muster/twin-kit"
import validator from "validator"

/** Every point that the pages leave open, with the answers that this twin honours. */
export const axes = {
  "B-1": ["removed", "kept"],
  "B-2": ["clears", "ignored", "refused"],
  "B-2-child": ["clears", "ignored", "refused"],
  "B-2-object": ["clears", "ignored", "refused"],
  "B-2-mandatory": ["refused", "ignored"],
  "B-2-empty": ["stored", "clears", "refused"],
  "B-3": ["accepted", "refused"],
  "B-5": ["ignored", "refused"],
  "B-11": ["utf-16", "code-points", "bytes"],
  "B-void": ["left-out", "null"]
} as const

export type BiotReading = ReadingOf<typeof axes>

/** A custom attribute, as a template types it (B3). */
export interface Attribute {
  readonly name: string
  readonly type: "TEXT" | "NUMBER" | "BOOLEAN" | "DATE" | "SELECT"
  readonly mandatory: boolean
  readonly values: ReadonlyArray<string>
}

/** The children of `_address` that it can be without. */
export const addressParts = ["state", "city", "zipCode", "address1", "address2"] as const

export type Value = string | number | boolean

/** The built-in members of a body, in the order of the page. */
export const builtIn = [
  "_name",
  "_description",
  "_email",
  "_phone",
  "_locale",
  "_gender",
  "_dateOfBirth",
  "_address",
  "_mfa",
  "_employeeId",
  "_ownerOrganization"
] as const

/** The members that only an answer has (B15). */
export const readOnly: ReadonlyArray<string> = [
  "_id",
  "_creationTime",
  "_lastModifiedTime",
  "_invitationAccepted",
  "_enabled",
  "_credentialType",
  "_caption",
  "_template",
  "_referencers"
]

/** The same within `_ownerOrganization`. */
export const readOnlyOfOwner: ReadonlyArray<string> = [
  "name",
  "organizationId",
  "template",
  "templateId",
  "templateName",
  "parentEntityId"
]

/** A request that is refused; nothing has changed. B16: a code, and details whose keys belong to the code. */
export class Refusal {
  readonly status: number
  readonly code: string
  readonly details: Readonly<Record<string, unknown>>
  constructor(status: number, code: string, details: Readonly<Record<string, unknown>>) {
    this.status = status
    this.code = code
    this.details = details
  }
}

export type Outcome<A> = Result.Result<A, Refusal>

export const refused = (
  status: number,
  code: string,
  details: Readonly<Record<string, unknown>> = {}
): Outcome<never> => Result.fail(new Refusal(status, code, details))

export const mandatory = (attributeName: string): Outcome<never> =>
  refused(400, "ATTRIBUTE_IS_MANDATORY", { attributeName })

export const mismatched = (attributeName: string, value: unknown, type: string): Outcome<never> =>
  refused(400, "ATTRIBUTE_VALUE_TYPE_MISMATCH", { attributeName, value, type })

const malformed = (attributeName: string, message: string): Outcome<never> =>
  refused(400, "ATTRIBUTE_VALUE_CONVERSION_FAILED", { attributeName, message })

/** A fault of the request as a whole, for which no code is listed. */
export const badRequest = (message: string): Outcome<never> => refused(400, "BAD_REQUEST", { message })

/** How a value that was given, and is not null, is read. */
export type Read<A> = (name: string, given: unknown) => Outcome<A>

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value)

export const text: Read<string> = (name, given) =>
  typeof given === "string" ? Result.succeed(given) : mismatched(name, given, "STRING")

export const bool: Read<boolean> = (name, given) =>
  typeof given === "boolean" ? Result.succeed(given) : mismatched(name, given, "BOOLEAN")

const number: Read<number> = (name, given) =>
  typeof given === "number" ? Result.succeed(given) : mismatched(name, given, "NUMBER")

const spelled =
  (fits: (value: string) => boolean, what: string): Read<string> =>
  (name, given) =>
    Result.flatMap(text(name, given), (value) =>
      fits(value) ? Result.succeed(value) : malformed(name, `This is no ${what}.`)
    )

const oneOf =
  <A extends string>(allowedValues: ReadonlyArray<A>): Read<A> =>
  (attributeName, value) => {
    const found = allowedValues.find((allowed) => allowed === value)
    return found === undefined
      ? refused(400, "SELECT_ATTRIBUTE_INVALID_VALUE", { value, allowedValues, attributeName })
      : Result.succeed(found)
  }

export const filled = spelled((value) => value !== "", "text")

export const uuid = spelled((value) => validator.isUUID(value, "loose"), "UUID")

/**
 * B14: RFC 5322, which is ASCII, and takes a domain without a dot and an address in brackets.
 * The first check comes first because the library cannot measure half a surrogate pair.
 */
export const email = spelled(
  (value) =>
    validator.isAscii(value) &&
    validator.isEmail(value, { allow_utf8_local_part: false, require_tld: false, allow_ip_domain: true }),
  "RFC 5322 address"
)

/** B14: E.164. The library knows the numbering plans of countries, and not this form alone. */
export const phone = spelled((value) => validator.matches(value, /^\+[1-9]\d{1,14}$/), "E.164 number")

/** B14: ISO 3166 writes its codes in capitals. */
export const countryCode = spelled(
  (value) => validator.isUppercase(value) && validator.isISO31661Alpha2(value),
  "ISO 3166 code of two letters"
)

/** B14: a day of the calendar without a time, as in the example. */
export const date = spelled(
  (value) => validator.matches(value, /^\d{4}-\d\d-\d\d$/) && validator.isISO8601(value, { strict: true }),
  "ISO 8601 date"
)

export const gender = oneOf(["MALE", "FEMALE", "UNDISCLOSED"])

export const credentialType = oneOf(["PASSWORD", "OTP"])

export const enabledState = oneOf(["ENABLED", "DISABLED"])

/** B14: {language}-{country}, both in lower case. */
export const locale: Read<string> = (name, given) =>
  Result.flatMap(text(name, given), (value) => {
    const [, language = "", country = ""] = /^([a-z]{2})-([a-z]{2})$/.exec(value) ?? []
    return validator.isISO6391(language) && validator.isISO31661Alpha2(country)
      ? Result.succeed(value)
      : refused(400, "VALIDATION_LOCALE_NOT_VALID", { value })
  })

/** B14: an integer from 1 to 1440, a day. */
export const minutes: Read<number> = (attributeName, given) => {
  if (!Number.isInteger(given)) return mismatched(attributeName, given, "INTEGER")
  return Result.flatMap(number(attributeName, given), (value) => {
    if (value < 1) return refused(400, "VALIDATION_MINIMUM_ALLOWED_VALUE", { attributeName, minimum: 1 })
    return value > 1440 ? tooMuch(attributeName, 1440) : Result.succeed(value)
  })
}

const tooMuch = (attributeName: string, maxValue: number): Outcome<never> =>
  refused(400, "VALIDATION_MAX_ALLOWED_VALUE", { attributeName, maxValue })

/** B3: a value of a custom attribute has the attribute's type. */
export const custom = ({ type, values }: Attribute): Read<Value> => {
  switch (type) {
    case "TEXT":
      return filled
    case "NUMBER":
      return number
    case "BOOLEAN":
      return bool
    case "DATE":
      return date
    case "SELECT":
      return oneOf(values)
  }
}

/** B2: a starred child has to be in a parent that is given; null is as good as nothing. */
export const starred = <A>(
  lacking: Outcome<never>,
  name: string,
  given: unknown,
  read: Read<A>
): Outcome<A> => (given === undefined || given === null ? lacking : read(name, given))

/** B-2, B-2-child, B-2-object: what null says where nothing has to be. B1, B-1: what stays when it is left out. */
export const optional = <A>(
  answer: BiotReading["B-2"],
  name: string,
  given: unknown,
  before: A | undefined,
  read: Read<A | undefined>
): Outcome<A | undefined> => {
  if (given === undefined) return Result.succeed(before)
  if (given !== null) return read(name, given)
  if (answer === "refused") return mismatched(name, null, "NOT_NULL")
  return Result.succeed(answer === "ignored" ? before : undefined)
}

/** B-2-empty: what an empty string says where any text may be. */
export const freeText =
  (answer: BiotReading["B-2-empty"]): Read<string | undefined> =>
  (name, given) => {
    if (given !== "" || answer === "stored") return text(name, given)
    return answer === "clears" ? Result.succeed(undefined) : filled(name, given)
  }

/** B-2-mandatory: what null says for a name or an e-mail, which a user never lacks (B12). */
export const required = <A>(
  answer: BiotReading["B-2-mandatory"],
  name: string,
  given: unknown,
  before: A | undefined,
  read: Read<A>
): Outcome<A> => {
  const isPassedOver = given === undefined || (given === null && answer === "ignored")
  if (isPassedOver && before !== undefined) return Result.succeed(before)
  return starred(mandatory(name), name, given, read)
}

/** B-11: what is counted when a description is measured. Half a surrogate pair is as long as its replacement. */
const lengthOf = (unit: BiotReading["B-11"], value: string): number => {
  if (unit === "utf-16") return value.length
  const points = Array.from(value, (point) => point.codePointAt(0) ?? 0)
  if (unit === "code-points") return points.length
  return points.reduce((sum, point) => sum + 1 + [0x80, 0x800, 0x10000].filter((at) => point >= at).length, 0)
}

/** B14: a description of up to 5000 characters. B-11: which they are. */
export const description =
  (reading: BiotReading): Read<string | undefined> =>
  (name, given) =>
    Result.flatMap(freeText(reading["B-2-empty"])(name, given), (value) =>
      lengthOf(reading["B-11"], value ?? "") > 5000 ? tooMuch(name, 5000) : Result.succeed(value)
    )

export type Members = ReadonlyMap<string, unknown>

/** What the names of an object are checked under. */
export interface Terms {
  readonly reading: BiotReading
  readonly templateId: string
}

/** B6: an attribute that the template does not have. B-5: one that only an answer has. */
export const known = (
  { reading, templateId }: Terms,
  members: Members,
  names: ReadonlyArray<string>,
  generated: ReadonlyArray<string>,
  parent = ""
): Outcome<void> => {
  for (const name of members.keys()) {
    const attributeName = `${parent}${name}`
    if (names.includes(name)) continue
    if (!generated.includes(name))
      return refused(400, "ATTRIBUTE_NOT_VALID_FOR_TEMPLATE", { attributeName, templateId })
    if (reading["B-5"] === "refused")
      return refused(400, "WRITE_MODE_NOT_VALID_FOR_ATTRIBUTE_TYPE", {
        attributeName,
        attributeType: "GENERATED",
        writeMode: "UPDATE",
        entityType: "organization-user"
      })
  }
  return Result.void
}

/** The children of an object that is given. */
export const childrenOf = (
  terms: Terms,
  name: string,
  given: unknown,
  names: ReadonlyArray<string>,
  generated: ReadonlyArray<string> = []
): Outcome<Members> => {
  if (!isObject(given)) return mismatched(name, given, "OBJECT")
  const children = new Map(Object.entries(given))
  return Result.map(known(terms, children, names, generated, `${name}.`), () => children)
}
