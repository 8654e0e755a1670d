/**
 * The vendor-neutral record of one worker, in the vocabulary of SCIM 2.0 (RFC 7643: core and enterprise User) with
 * employment dates beside it, and what becomes of it at a vendor: each field in the vendor's own words and back.
 */
import * as DateTime from "effect/DateTime"
import * as Option from "effect/Option"
import type { Change } from "./Change.ts"
import type { Json, JsonObject } from "./Json.ts"
import type { Problem } from "./Unplannable.ts"

/** What a field of a worker holds. */
export interface WorkerType {
  readonly scim: string | undefined
  readonly says: string
  readonly accepts: (value: Json) => boolean
}

const isText = (value: Json): boolean => typeof value === "string" && value !== ""
const text = (scim: string, says = "a string that is not empty") => ({ scim, says, accepts: isText })
const work = (list: string, part: string) => `${list}[type eq "work"].${part}`
const enterprise = (name: string) => `urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:${name}`
const date = {
  scim: undefined,
  says: "a date like 2026-12-31, or with a time, like 2026-12-31T17:00:00",
  accepts: (value: Json): boolean => partsOf(value) !== undefined
}

/** Every field of a worker: its path in SCIM, and what it holds. Employment dates are no part of SCIM. */
export const fields = {
  userName: text("userName"),
  "name.givenName": text("name.givenName"),
  "name.familyName": text("name.familyName"),
  title: text("title"),
  active: {
    scim: "active",
    says: "true or false",
    accepts: (value: Json): boolean => typeof value === "boolean"
  },
  "emails.work": text(work("emails", "value"), "an e-mail address"),
  "emails.home": text('emails[type eq "home"].value', "an e-mail address"),
  "phoneNumbers.work": text(work("phoneNumbers", "value"), "a phone number"),
  "phoneNumbers.mobile": text('phoneNumbers[type eq "mobile"].value', "a phone number"),
  "addresses.work.streetAddress": text(work("addresses", "streetAddress")),
  "addresses.work.locality": text(work("addresses", "locality")),
  "addresses.work.region": text(work("addresses", "region")),
  "addresses.work.postalCode": text(work("addresses", "postalCode")),
  "addresses.work.country": text(work("addresses", "country"), "a country code like US (ISO 3166-1)"),
  preferredLanguage: text("preferredLanguage", "a language like da"),
  locale: text("locale", "a locale like en-US (BCP 47)"),
  timezone: text("timezone", "a time zone of the IANA list, like Europe/Berlin"),
  employeeNumber: text(enterprise("employeeNumber")),
  manager: text(enterprise("manager.value"), "the manager's userName"),
  "employment.start": date,
  "employment.end": date
} as const satisfies Record<string, WorkerType>

export type WorkerField = keyof typeof fields

/** What is wanted of a worker: a merge or a replace over the worker's own fields; null clears. */
export interface WorkerChange {
  readonly merge?: JsonObject
  readonly replace?: JsonObject
}

/** What both ways may need to know beside the value. */
export interface Setting {
  /** The time zone that calendar dates are meant in, where the vendor wants instants. UTC is never assumed. */
  readonly zone?: string
}

/** One field of the worker as one field of a vendor. `undefined`: this value has no counterpart. */
export interface Counterpart {
  readonly worker: WorkerField
  readonly field: string
  readonly to: (value: Json, setting: Setting) => Json | undefined
  readonly from: (value: Json, setting: Setting) => Json | undefined
  /** Read here for a field that is written elsewhere: a command's effect. */
  readonly readAt?: string
  /** What a value without a counterpart lacks. */
  readonly needs?: string
}

export type Mapping = ReadonlyArray<Counterpart>

/** A field that says the same in both places. */
export const same = (worker: WorkerField, field: string): Counterpart => ({
  worker,
  field,
  to: (value) => value,
  from: (value) => value
})

/** A worker's change in a vendor's words. */
export interface Translated {
  readonly change: Change
  /** Everything wrong with it as a worker's change. */
  readonly problems: ReadonlyArray<Problem>
}

/**
 * Puts a worker's change into a vendor's words. What the vendor has no place for is listed in `unplaced`; a
 * replacement clears no more than the fields that a worker has.
 */
export const toChange = (mapping: Mapping, wished: WorkerChange, setting: Setting = {}): Translated => {
  const place = wished.replace === undefined ? "merge" : "replace"
  const said = wished[place] ?? {}
  const zone = zoneOf(said, setting)
  const there: Array<readonly [string, Json]> = []
  const unplaced: Array<Unplaced> = []
  const problems: Array<Problem> = []
  for (const [name, value] of Object.entries(said)) {
    const counterpart = mapping.find(({ worker }) => worker === name)
    if (!isField(name)) problems.push(unknownField(place))
    else if (value !== null && !fields[name].accepts(value)) problems.push(wrong(place, name))
    else if (counterpart === undefined) unplaced.push({ field: name })
    else {
      const translated = value === null ? null : counterpart.to(value, zone)
      if (translated === undefined)
        unplaced.push({ field: name, needs: counterpart.needs ?? `to be ${fields[name].says}` })
      else there.push([counterpart.field, translated])
    }
  }
  const change: Change =
    place === "merge"
      ? { merge: Object.fromEntries(there) }
      : { replace: Object.fromEntries(there), vocabulary: mapping.map(({ field }) => field) }
  return { change: unplaced.length === 0 ? change : { ...change, unplaced }, problems }
}

/** A field that a vendor has no place for, or whose value needs something more. */
export interface Unplaced {
  readonly field: WorkerField
  readonly needs?: string
}

/** A worker as far as a vendor's record tells it. */
export const fromRecord = (mapping: Mapping, values: JsonObject, setting: Setting = {}): JsonObject =>
  Object.fromEntries(
    mapping.flatMap(({ field, from, readAt, worker }) => {
      const name = readAt ?? field
      const value = Object.hasOwn(values, name) ? values[name] : undefined
      const here = value === undefined || value === null ? undefined : from(value, setting)
      return here === undefined || !fields[worker].accepts(here) ? [] : [[worker, here] as const]
    })
  )

const isField = (name: string): name is WorkerField => Object.hasOwn(fields, name)

const wrong = (place: string, name: WorkerField): Problem => ({
  field: `worker.${place}.${name}`,
  rule: `has to be ${fields[name].says}`,
  wayOut: "correct the value"
})

const unknownField = (place: string): Problem => ({
  field: `worker.${place}`,
  rule: "a worker has no field of one of the names given",
  wayOut: `its fields are ${Object.keys(fields).join(", ")}`
})

/** The zone from the change itself, else from the setting. */
const zoneOf = (said: JsonObject, setting: Setting): Setting => {
  const own = Object.hasOwn(said, "timezone") ? said["timezone"] : undefined
  return typeof own === "string" ? { ...setting, zone: own } : setting
}

const wallClock = /^(\d{4}-\d{2}-\d{2})(?:T((?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{3})?))?$/

const isDay = (day: string): boolean => {
  const made = DateTime.make(`${day}T00:00:00Z`)
  return Option.isSome(made) && DateTime.formatIso(made.value).startsWith(day)
}

/** The parts of a date with or without a time; a date alone is the start of the day. */
export const partsOf = (value: Json): { readonly date: string; readonly time: string } | undefined => {
  const [, day, time = "00:00:00"] = typeof value === "string" ? (wallClock.exec(value) ?? []) : []
  return day === undefined || !isDay(day) ? undefined : { date: day, time }
}

/** A wall-clock time as a worker has it: the start of a day is the day. */
export const dateOf = (day: string, time: string): string => (time === "00:00:00" ? day : `${day}T${time}`)

/**
 * The instant of a worker's date in a zone, as RFC 3339 with the zone's offset; `undefined` without a zone, for a time
 * that the zone does not have once (when clocks change), and where an offset of long ago cannot be written.
 */
export const instantOf = (value: Json, { zone }: Setting): string | undefined => {
  const parts = partsOf(value)
  if (parts === undefined || zone === undefined) return undefined
  const zoned = DateTime.makeZoned(`${parts.date}T${parts.time}`, {
    timeZone: zone,
    adjustForTimeZone: true,
    disambiguation: "reject"
  })
  const instant = Option.getOrUndefined(Option.map(zoned, DateTime.formatIsoOffset))
  const back = instant === undefined ? undefined : dateIn(instant, { zone })
  return back === dateOf(parts.date, parts.time.replace(/\.000$/, "")) ? instant : undefined
}

/** The worker's date of an instant in a zone; `undefined` beyond the years that a worker's dates have. */
export const dateIn = (instant: Json, { zone }: Setting): string | undefined => {
  if (typeof instant !== "string" || zone === undefined) return undefined
  return Option.getOrUndefined(
    Option.map(DateTime.makeZoned(instant, { timeZone: zone }), (zoned) => {
      const [day = "", rest = ""] = DateTime.formatIsoOffset(zoned).split("T")
      const date = dateOf(day, rest.slice(0, rest.slice(8, 12) === ".000" ? 8 : 12))
      return partsOf(date) === undefined ? undefined : date
    })
  )
}
