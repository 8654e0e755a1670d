/**
 * What BioT does with what an update leaves out: it stays (B1), but a starred part has to come along whenever its
 * object is given (B2), and what becomes of the other parts is open (B-1). Custom attributes are typed by a template.
 * Everything the pages do not say is an axis; nothing here is a guess.
 * @see https://docs.biot-med.com/reference/updateorganizationuser
 */
import type { Json, Reading, Semantics } from "@muster/core"
import * as Predicate from "effect/Predicate"
import { encode } from "./Codec.ts"
import * as Wire from "./Wire.ts"

/** A custom attribute of a template. */
export interface Attribute {
  readonly name: string
  readonly type: "TEXT" | "NUMBER" | "BOOLEAN" | "DATE" | "SELECT"
  readonly mandatory: boolean
  /** The values of a SELECT. */
  readonly values?: ReadonlyArray<string>
}

const axes: ReadonlyArray<Reading.Axis> = [
  { id: "B-1", answers: ["removed", "kept"] },
  { id: "B-2", answers: ["clears", "ignored", "refused"] },
  { id: "B-2-child", answers: ["clears", "ignored", "refused"] },
  { id: "B-2-object", answers: ["clears", "ignored", "refused"] },
  { id: "B-2-mandatory", answers: ["refused", "ignored"] },
  { id: "B-2-empty", answers: ["stored", "clears", "refused"] },
  { id: "B-3", answers: ["accepted", "refused"] },
  { id: "B-5", answers: ["ignored", "refused"] },
  { id: "B-11", answers: ["utf-16", "code-points", "bytes"] },
  { id: "B-void", answers: ["left-out", "null"] }
]

type Cell = Semantics.Cell
type Field = Semantics.Field
type Type = Field["type"]

const kept: Cell = { clause: "B1", outcome: "kept" }
const set: Cell = { clause: "B1", outcome: "set" }
const starred: Cell = { clause: "B2", outcome: "refused" }
const notNull: Cell = { clause: "B7", outcome: "refused" }
const clearing = { clears: "removed", ignored: "ignored", refused: "refused" } as const
const nullForMandatory: Cell = {
  axis: "B-2-mandatory",
  outcomes: { refused: "refused", ignored: "ignored" }
}
const empty: Cell = {
  axis: "B-2-empty",
  outcomes: { stored: "set", clears: "removed", refused: "refused" }
}

const isText = (holds: (text: string) => boolean) => (value: Json.Json) =>
  Predicate.isString(value) && holds(value)

const text: Type = { says: "a string", accepts: Predicate.isString }
const filled: Type = { says: "a string that is not empty", accepts: isText((value) => value !== "") }
const description: Type = {
  says: "a string of at most 5000 bytes, the strictest count (B-11)",
  accepts: isText(Wire.isDescription)
}
const mail: Type = { says: "an e-mail address (RFC 5322)", accepts: isText(Wire.isEmail) }
const phone: Type = { says: "a phone number like +12345678901 (E.164)", accepts: isText(Wire.isPhone) }
const locale: Type = { says: "a locale like en-us", accepts: isText(Wire.isLocale) }
const date: Type = { says: "a date like 2007-12-20 (ISO 8601)", accepts: isText(Wire.isDate) }
const country: Type = { says: "a country code like US (ISO 3166)", accepts: isText(Wire.isCountry) }
const uuid: Type = {
  says: "a UUID",
  accepts: isText(Wire.isUuid),
  normal: (value) => (Predicate.isString(value) ? value.toLowerCase() : value)
}
const oneOf = (values: ReadonlyArray<string>): Type => ({
  says: `one of ${values.join(", ")}`,
  accepts: isText((value) => values.includes(value))
})
const number: Type = { says: "a number", accepts: (value) => Number.isFinite(value) }
const boolean: Type = { says: "true or false", accepts: Predicate.isBoolean }

const optional = (name: string, type: Type): Field => ({
  name,
  type,
  cells: { absent: kept, null: { axis: "B-2", outcomes: clearing }, same: set, other: set }
})
const withEmpty = (field: Field): Field => ({ ...field, cells: { ...field.cells, empty } })

/** A part that is mandatory whenever its object is given. */
const star = (object: string, name: string, type: Type, cells: Partial<Field["cells"]> = {}): Field => ({
  name: `${object}.${name}`,
  within: object,
  type,
  cells: { absent: starred, null: starred, same: set, other: set, ...cells }
})
/** A part that may be left out of its object. */
const part = (object: string, name: string, type: Type): Field => ({
  name: `${object}.${name}`,
  within: object,
  type,
  cells: {
    absent: { axis: "B-1", outcomes: { removed: "removed", kept: "kept" } },
    null: { axis: "B-2-child", outcomes: { clears: "removed", ignored: "as absent", refused: "refused" } },
    same: set,
    other: set
  }
})

const builtIn: ReadonlyArray<Field> = [
  star("_name", "firstName", filled),
  star("_name", "lastName", filled),
  withEmpty(optional("_description", description)),
  { name: "_email", type: mail, cells: { absent: kept, null: nullForMandatory, same: set, other: set } },
  optional("_phone", phone),
  optional("_locale", locale),
  optional("_gender", oneOf(["MALE", "FEMALE", "UNDISCLOSED"])),
  optional("_dateOfBirth", date),
  star("_address", "countryCode", country, { null: notNull }),
  ...["state", "city", "zipCode", "address1", "address2"].map((name) =>
    withEmpty(part("_address", name, text))
  ),
  star("_mfa", "enabled", boolean),
  part("_mfa", "expirationInMinutes", {
    says: "a whole number from 1 to 1440",
    accepts: (value) => Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 1440
  }),
  withEmpty(optional("_employeeId", text)),
  star("_ownerOrganization", "id", uuid, {
    null: notNull,
    other: { axis: "B-3", outcomes: { accepted: "set", refused: "refused" } }
  })
]

const typeOf = ({ type, values = [] }: Attribute): Type => {
  switch (type) {
    case "TEXT":
      return filled
    case "NUMBER":
      return number
    case "BOOLEAN":
      return boolean
    case "DATE":
      return date
    case "SELECT":
      return oneOf(values)
  }
}

const custom = (attribute: Attribute): Field => {
  const field = optional(attribute.name, typeOf(attribute))
  const written: Cell = { clause: "B3", outcome: "set" }
  return {
    ...field,
    cells: {
      absent: kept,
      null: attribute.mandatory ? notNull : field.cells.null,
      same: written,
      other: written
    }
  }
}

const object = (name: string, ofNull: Cell): Semantics.Complex => ({
  name,
  cells: { absent: kept, null: ofNull, empty: starred }
})
const nullForObject: Cell = { axis: "B-2-object", outcomes: clearing }

/** The table for users of one template; without attributes, for what every user has. */
export const definition = (attributes: ReadonlyArray<Attribute> = []): Semantics.Definition => ({
  vendor: "biot",
  operation: "PATCH /organization/v1/users/organizations/{id}",
  writes: "merge",
  identifiers: ["id"],
  axes,
  fields: [...builtIn, ...attributes.map(custom)],
  complexes: [
    object("_name", nullForMandatory),
    object("_address", nullForObject),
    object("_mfa", nullForObject),
    object("_ownerOrganization", notNull)
  ],
  readOnly: ["_enabled"],
  encode
})
