/**
 * What SailPoint does with what an update leaves out: the nine fields are required (S3), and attributes of `data` that
 * a given `data` leaves out go (S7). What may be written depends on the caller (S1, S8), so there is a table for each.
 * Everything the pages do not say is an axis; nothing here is a guess.
 * @see https://developer.sailpoint.com/docs/api/v3/update-non-employee-record
 */
import type { Json, Reading, Semantics } from "@muster/core"
import * as DateTime from "effect/DateTime"
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import { encode, encodePatch } from "./Codec.ts"

/** Who we are to SailPoint: the role context idn:nesr:update, the owner of the source, or an application without a user. */
export type Caller = "updater" | "owner" | "application"

const axes: ReadonlyArray<Reading.Axis> = [
  { id: "S-1", answers: ["refused", "ignored"] },
  { id: "S-2", answers: ["cleared", "kept"] },
  { id: "S-2-null", answers: ["cleared", "kept", "refused"] },
  { id: "S-2-empty", answers: ["cleared", "kept"] },
  { id: "S-3-owner", answers: ["required", "optional"] },
  { id: "S-3-unknown", answers: ["refused", "stored", "ignored"] },
  { id: "S-4", answers: ["accepted", "refused"] },
  { id: "S-6", answers: ["refused", "accepted"] },
  { id: "S-8", answers: ["status-400", "status-404"] },
  { id: "S-9", answers: ["refused", "stored"] },
  { id: "S-10", answers: ["ignored", "refused"] },
  { id: "S-12", answers: ["status-404", "status-400"] },
  { id: "S-12-delete", answers: ["status-404", "status-204"] },
  { id: "S-dates", answers: ["as-sent", "utc"] }
]

const missing: Semantics.Cell = { clause: "S3", outcome: "refused" }
const written: Semantics.Cell = { clause: "S1", outcome: "set" }
const unmoved: Semantics.Cell = { clause: "S1", outcome: "kept" }
/** What the owner sends of other fields than the end date. */
const foreign: Semantics.Cell = { axis: "S-1", outcomes: { refused: "refused", ignored: "ignored" } }

const text: Semantics.Field["type"] = { says: "a string", accepts: Predicate.isString }
const name: Semantics.Field["type"] = {
  says: "a string that is not empty",
  accepts: (value) => Predicate.isString(value) && value !== ""
}

const spelling = /^(\d{4}-\d\d-\d\d)T([01]\d|2[0-3])(:[0-5]\d){2}(?:\.\d{1,9})?(?:Z|[+-][01]\d:[0-5]\d)$/

/** Whether its month has that day; every month has the first 28. */
const isDay = (day: string): boolean =>
  day.slice(-2) <= "28" ||
  Option.exists(DateTime.make(`${day}T00:00:00Z`), (made) => DateTime.formatIso(made).startsWith(day))

const instant = (value: Json.Json): Option.Option<DateTime.DateTime> => {
  const [, day] = Predicate.isString(value) ? (spelling.exec(value) ?? []) : []
  return day !== undefined && isDay(day) ? DateTime.make(String(value)) : Option.none()
}

/** The digits of a second that come after its milliseconds. */
const finer = (value: Json.Json): string => /\.\d{3}(\d*?)0*(?:Z|[+-])/.exec(String(value))?.[1] ?? ""

/** Two date-times are the same when they are the same instant, however they are spelled (S-dates). */
const date: Semantics.Field["type"] = {
  says: "a date-time with Z or an offset, like 2020-03-24T00:00:00-05:00",
  accepts: (value) => Option.isSome(instant(value)),
  normal: (value) =>
    Option.match(instant(value), {
      onNone: () => value,
      onSome: (made) => `${DateTime.formatIso(made)}${finer(value)}`
    })
}

type Fields = ReadonlyArray<Semantics.Field>

const texts = ["accountName", "firstName", "lastName", "email", "phone"]

const forUpdater: Fields = [
  ...texts.map((each) => ({
    name: each,
    type: text,
    cells: {
      absent: missing,
      null: missing,
      empty: { axis: "S-9", outcomes: { refused: "refused", stored: "set" } },
      same: written,
      other: written
    } as const
  })),
  { name: "manager", type: name, cells: { absent: missing, null: missing, same: written, other: written } },
  {
    name: "sourceId",
    type: name,
    cells: {
      absent: missing,
      null: missing,
      same: written,
      other: { axis: "S-6", outcomes: { refused: "refused", accepted: "set" } }
    }
  },
  ...["startDate", "endDate"].map((each) => ({
    name: each,
    type: date,
    cells: { absent: missing, null: missing, same: written, other: written }
  }))
]

/** The owner writes the end date; whether the others have to come along is open (S-3-owner). */
const forOwner: Fields = forUpdater.map((field) =>
  field.name === "endDate"
    ? field
    : {
        ...field,
        cells: {
          absent: { axis: "S-3-owner", outcomes: { required: "refused", optional: "kept" } },
          null: missing,
          same: unmoved,
          other: foreign,
          ...(field.cells.empty === undefined
            ? {}
            : { empty: { axis: "S-9", outcomes: { refused: "refused", stored: foreign } } as const })
        }
      }
)

const most = { count: 10, clause: "S4" }
const noValue: Semantics.Cell = { clause: "S4", outcome: "refused" }
const replaced: Semantics.Cell = { clause: "S7", outcome: "set" }

const data = (names: ReadonlyArray<string> | undefined): Semantics.Complex => ({
  name: "data",
  cells: {
    absent: { axis: "S-2", outcomes: { cleared: "removed", kept: "kept" } },
    null: { axis: "S-2-null", outcomes: { cleared: "removed", kept: "kept", refused: "refused" } },
    empty: { axis: "S-2-empty", outcomes: { cleared: "removed", kept: "kept" } }
  },
  open: {
    each: {
      type: text,
      cells: {
        absent: { clause: "S7", outcome: "removed" },
        null: noValue,
        same: replaced,
        other: replaced
      }
    },
    stranger: { axis: "S-3-unknown", outcomes: { refused: "refused", stored: "set", ignored: "ignored" } },
    ...(names === undefined ? {} : { names }),
    most
  }
})

/** Attributes belong to the other fields: leaving them out takes nothing away (S1), anything else is a change (S-1). */
const dataOfOwner: Semantics.Complex = {
  name: "data",
  cells: {
    absent: unmoved,
    null: { axis: "S-2-null", outcomes: { cleared: foreign, kept: "kept", refused: "refused" } },
    empty: { axis: "S-2-empty", outcomes: { cleared: foreign, kept: "kept" } }
  },
  open: {
    each: { type: text, cells: { absent: foreign, null: noValue, same: unmoved, other: foreign } },
    stranger: foreign,
    most
  }
}

/** What a patch does not name stays; null is written as a removal (S6). */
const patchedBy: Semantics.Cell = { clause: "S6", outcome: "kept" }
const removed: Semantics.Cell = { clause: "S6", outcome: "removed" }

const dataPatched = (caller: Caller, names: ReadonlyArray<string> | undefined): Semantics.Complex => {
  const { name, open } = caller === "owner" ? dataOfOwner : data(names)
  const gone = caller === "owner" ? foreign : removed
  return {
    name,
    cells: { absent: patchedBy, null: gone, empty: gone },
    ...(open === undefined
      ? {}
      : {
          open: {
            ...open,
            each: { ...open.each, cells: { ...open.each.cells, absent: patchedBy, null: gone } }
          }
        })
  }
}

const barred = {
  field: "caller",
  rule: "is an application, and an update needs a token with a user behind it (S8)",
  wayOut: "use a personal access token or the authorization-code grant, and say so by the setting caller"
}

/**
 * The table for a caller. `attributes`: the names that the source's schema has, where somebody knows them; any other
 * name that is not stored yet may be refused or passed over (S-3-unknown).
 */
export const definition = (
  caller: Caller = "updater",
  attributes?: ReadonlyArray<string>
): Semantics.Definition => ({
  ...shared(caller),
  operation: "PUT /v3/non-employee-records/{id}",
  writes: "replace",
  fields: caller === "owner" ? forOwner : forUpdater,
  complexes: [caller === "owner" ? dataOfOwner : data(attributes)],
  alternatives: [patch(caller, attributes)],
  encode
})

/** The same update as a JSON Patch (S6): it names what changes, and tests what was there before. */
export const patch = (
  caller: Caller = "updater",
  attributes?: ReadonlyArray<string>
): Semantics.Definition => ({
  ...shared(caller),
  operation: "PATCH /v3/non-employee-records/{id}",
  writes: "merge",
  fields: (caller === "owner" ? forOwner : forUpdater).map((field) => ({
    ...field,
    cells: { ...field.cells, absent: patchedBy, null: missing }
  })),
  complexes: [dataPatched(caller, attributes)],
  encode: encodePatch,
  isGuarded: true
})

const shared = (caller: Caller) => ({
  vendor: "sailpoint",
  identifiers: ["id"],
  axes,
  contradictions: [backwards],
  ...(caller === "application" ? { barred } : {})
})

const backwards: Semantics.Contradiction = {
  axis: "S-4",
  answer: "refused",
  fields: ["startDate", "endDate"],
  says: "the end date lies before the start date",
  holds: (read) => isBefore(read("endDate"), read("startDate"))
}

const isBefore = (left: Json.Json | undefined, right: Json.Json | undefined): boolean | undefined =>
  left === undefined || right === undefined
    ? undefined
    : Option.getOrElse(Option.zipWith(instant(left), instant(right), DateTime.isLessThan), () => false)
