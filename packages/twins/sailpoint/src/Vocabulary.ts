/**
 * The vendor's words, written from the reference page "Update Non-Employee Record": the record, the body of an update
 * (S3, S4) and of a patch (S6), the date-times, how a refusal is called, and the points that the pages leave open.
 */
import type { ReadingOf } from "@muster/twin-kit"
import { Schema } from "effect"
import { applyPatch, type Operation } from "rfc6902"

/** Every point that the pages leave open, with the answers that this twin honours. */
export const axes = {
  "S-1": ["refused", "ignored"],
  "S-2": ["cleared", "kept"],
  "S-2-null": ["cleared", "kept", "refused"],
  "S-2-empty": ["cleared", "kept"],
  "S-3-owner": ["required", "optional"],
  "S-3-unknown": ["refused", "stored", "ignored"],
  "S-4": ["accepted", "refused"],
  "S-6": ["refused", "accepted"],
  "S-8": ["status-400", "status-404"],
  "S-9": ["refused", "stored"],
  "S-10": ["ignored", "refused"],
  "S-12": ["status-404", "status-400"],
  "S-12-delete": ["status-404", "status-204"],
  "S-dates": ["as-sent", "utc"]
} as const

export type SailPointReading = ReadingOf<typeof axes>

/** The required strings, in the order of the page (S3). */
export const texts = [
  "accountName",
  "firstName",
  "lastName",
  "email",
  "phone",
  "manager",
  "sourceId"
] as const
const references: ReadonlyArray<string> = ["manager", "sourceId"]
const dates = ["startDate", "endDate"] as const
const required = [...texts, ...dates] as const

/** The columns that `sorters` may name (S12); a date is sorted by its instant. */
export const sortable = ["id", ...required, "created", "modified"] as const

export type Fields = Readonly<Record<(typeof required)[number], string>>
export type Data = ReadonlyMap<string, string>

/** A record as it is stored. */
export interface NonEmployee extends Fields {
  readonly id: string
  readonly data: Data
  readonly created: string
  readonly modified: string
}

/** S5: the record as the pages print it. */
export const printed = ({ id, created, modified, data, ...fields }: NonEmployee) => ({
  id,
  ...fields,
  data: Object.fromEntries(data),
  modified,
  created
})

/** What a well-formed body asks for; null is let through, because S-2-null asks what it says. */
export interface Asked {
  readonly fields: Fields
  readonly data: Data | null | undefined
}

/** How a refusal is called in `detailCode`. */
export const codes = {
  content: "400.1 Bad Request Content",
  unchangeable: "400.1.1 Illegal update attempt",
  value: "400.1.3 Illegal value",
  limit: "400.1.4 Limit violation",
  reference: "400.1.404 Referenced object not found",
  conflict: "400.1.409 Reference conflict",
  forbidden: "403 Forbidden",
  missing: "404 Not found",
  method: "405 Method Not Allowed"
} as const

/** A request that is refused; nothing has changed. */
export class Refusal {
  readonly status: number
  readonly detailCode: string
  readonly text: string
  constructor(status: number, detailCode: string, text: string) {
    this.status = status
    this.detailCode = detailCode
    this.text = text
  }
}

export const invalid = (detailCode: string, text: string): Refusal => new Refusal(400, detailCode, text)

/** Reads a parsed body. With a fallback (S-3-owner optional) only the end date has to be in it. */
export const askedOf = (
  reading: SailPointReading,
  body: unknown,
  fallback: Fields | undefined
): Asked | Refusal => {
  if (!isObject(body)) return invalid(codes.content, "The body is not an object.")
  const members = new Map(Object.entries(body))
  const refusal = unlisted(reading, members) ?? lacking(reading, members, fallback) ?? wrong(members)
  if (refusal !== undefined) return refusal
  const data = dataIn(members.get("data"))
  if (data instanceof Refusal) return data
  const given = required.map((name) => [name, members.get(name) ?? fallback?.[name]] as const)
  return { fields: Object.fromEntries(given) as Fields, data }
}

type Members = ReadonlyMap<string, unknown>

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value)

const listed: ReadonlySet<string> = new Set([...required, "data"])

/** S-10: members that the page does not list, those of the answer among them. */
const unlisted = (reading: SailPointReading, members: Members): Refusal | undefined => {
  if (reading["S-10"] === "ignored") return undefined
  const strangers = [...members.keys()].filter((name) => !listed.has(name))
  return strangers.length === 0 ? undefined : invalid(codes.content, each(strangers, "is not known"))
}

/**
 * S3: the required fields, all that are missing in one text. S-9 says whether an empty string counts as missing;
 * an empty reference names nothing and always does.
 */
const lacking = (
  reading: SailPointReading,
  members: Members,
  fallback: Fields | undefined
): Refusal | undefined => {
  const missing = required.filter((name) => {
    const value = members.get(name)
    if (value === undefined) return fallback === undefined || name === "endDate"
    return value === null || (value === "" && (reading["S-9"] === "refused" || references.includes(name)))
  })
  return missing.length === 0 ? undefined : invalid(codes.content, each(missing, "is required"))
}

/** S3: seven strings and two date-times. */
const wrong = (members: Members): Refusal | undefined => {
  const isWrong = (name: string, fits: (value: string) => boolean): boolean => {
    const value = members.get(name)
    return value !== undefined && (typeof value !== "string" || !fits(value))
  }
  const names = [
    ...texts.filter((name) => isWrong(name, () => true)),
    ...dates.filter((name) => isWrong(name, (value) => instantOf(value) !== undefined))
  ]
  return names.length === 0 ? undefined : invalid(codes.value, each(names, "is invalid"))
}

/** S4: at most 10 attributes, all of them strings. */
const dataIn = (value: unknown): Asked["data"] | Refusal => {
  if (value === undefined || value === null) return value
  if (!isObject(value)) return invalid(codes.value, "data is invalid;")
  const entries = Object.entries(value)
  if (entries.length > 10) return invalid(codes.limit, "data has more than 10 attributes;")
  const data = new Map<string, string>()
  for (const [name, text] of entries) {
    if (typeof text !== "string") return invalid(codes.value, `data.${name} is invalid;`)
    data.set(name, text)
  }
  return data
}

const Pointer = Schema.String.check(Schema.isPattern(/^(?:\/(?:[^~/]|~[01])*)*$/))
const Patch = Schema.Array(
  Schema.Union([
    Schema.Struct({ op: Schema.Literals(["add", "replace", "test"]), path: Pointer, value: Schema.Unknown }),
    Schema.Struct({ op: Schema.Literal("remove"), path: Pointer }),
    Schema.Struct({ op: Schema.Literals(["move", "copy"]), from: Pointer, path: Pointer })
  ])
)
const isPatch = Schema.is(Patch)

const generated: ReadonlySet<string> = new Set(["id", "created", "modified"])

/** S6: the body of an update that would make of the stored record what a JSON Patch makes of it. */
export const patched = (stored: NonEmployee, patch: unknown): Readonly<Record<string, unknown>> | Refusal => {
  if (!isPatch(patch)) return invalid(codes.content, "The body is not a JSON Patch.")
  const names = patch.flatMap(written).map((path) => path.split("/")[1] ?? "")
  const fixed = names.filter((name) => generated.has(name))
  if (fixed.length > 0) return invalid(codes.unchangeable, each(fixed, "can not be changed"))
  const strange = names.filter((name) => !listed.has(name))
  if (strange.length > 0) return invalid(codes.value, each(strange, "is not found"))
  const document = renamed(printed(stored), (name) => `.${name}`)
  if (!applies(patch.map(marked), document)) return invalid(codes.value, "The patch does not apply.")
  const after = Object.entries(renamed(document, (name) => name.slice(1)))
  // A record has data even when it has no attributes, so whoever removes it leaves it empty.
  return { data: {}, ...Object.fromEntries(after.filter(([name]) => !generated.has(name))) }
}

/** The places that an operation changes. A test and the source of a copy are only read. */
const written = (operation: Operation): ReadonlyArray<string> => {
  if (operation.op === "test") return []
  return operation.op === "move" ? [operation.from, operation.path] : [operation.path]
}

/** Whether every operation applies; the document is changed in its place. A value inside a string cannot be set. */
const applies = (patch: ReadonlyArray<Operation>, document: object): boolean => {
  try {
    return applyPatch(document, [...patch]).every((error) => error === null)
  } catch {
    return false
  }
}

/** Every name gets a dot before a patch is applied, because objects have names like "constructor" from the start. */
const marked = (operation: Operation): Operation => {
  const path = pointed(operation.path)
  if ("from" in operation) return { ...operation, path, from: pointed(operation.from) }
  if (!("value" in operation) || !isObject(operation.value)) return { ...operation, path }
  return { ...operation, path, value: renamed(operation.value, (name) => `.${name}`) }
}

const pointed = (path: string): string => path.replaceAll("/", "/.")

const renamed = (object: object, rename: (name: string) => string): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(object).map(([name, value]: [string, unknown]) => [
      rename(name),
      isObject(value) ? renamed(value, rename) : value
    ])
  )

/** The form of the printed text: "firstName is required; accountName is required;". */
const each = (names: ReadonlyArray<string>, what: string): string =>
  names.map((name) => `${name} ${what};`).join(" ")

const clock = String.raw`(?:[01]\d|2[0-3]):[0-5]\d`
const dateTime = new RegExp(String.raw`^(\d{4})-(\d\d)-(\d\d)T${clock}:[0-5]\d(?:\.\d+)?(?:Z|[+-]${clock})$`)
const [firstInstant, lastInstant] = [Date.parse("0000-01-01T00:00Z"), Date.parse("9999-12-31T23:59:59.999Z")]

/** The instant of an RFC 3339 date-time, in milliseconds; undefined when the text is none or has no offset. */
export const instantOf = (text: string): number | undefined => {
  const [, year, month, day] = dateTime.exec(text) ?? []
  if (year === undefined) return undefined
  const daysOfMonth = new Date(Date.UTC(2000 + (Number(year) % 400), Number(month), 0)).getUTCDate()
  const instant = Number(day) > daysOfMonth ? Number.NaN : Date.parse(text)
  return instant >= firstInstant && instant <= lastInstant ? instant : undefined
}

/** S-dates: the spelling in which a date is stored. Digits beyond milliseconds stay, so that the instant stays. */
export const spelled = (reading: SailPointReading, text: string): string => {
  if (reading["S-dates"] === "as-sent") return text
  const finer = /\.\d{3}(\d+)/.exec(text)?.[1] ?? ""
  return `${new Date(instantOf(text) ?? Number.NaN).toISOString().slice(0, -1)}${finer}Z`
}
