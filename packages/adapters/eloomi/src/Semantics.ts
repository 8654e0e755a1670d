/**
 * What eloomi does with what an update leaves out: a PATCH keeps it (E2), but for two fields with a default, and but
 * for the keys of `prompts`. Lists are replaced or added to, commands leave no value, and five fields are never answered.
 * Everything the pages do not say is an axis; nothing here is a guess.
 * @see https://apidocs.eloomi.com/v3/reference/users/update-user-by-employee-id
 */
import type { Json, Reading, Semantics } from "@muster/core"
import * as Predicate from "effect/Predicate"
import { encode } from "./Codec.ts"
import { promptNames } from "./Wire.ts"

const axes: ReadonlyArray<Reading.Axis> = [
  { id: "E-1", answers: ["clears", "ignored", "refused"] },
  { id: "E-1-required", answers: ["ignored", "refused"] },
  { id: "E-1-empty", answers: ["stored", "clears", "refused"] },
  { id: "E-1-list", answers: ["clears", "ignored", "refused"] },
  { id: "E-2", answers: ["replaced", "added"] },
  { id: "E-2-empty", answers: ["clears", "kept"] },
  { id: "E-3", answers: ["removed", "kept"] },
  { id: "E-3-null", answers: ["removed", "ignored", "refused"] },
  { id: "E-3-object", answers: ["clears", "ignored", "refused"] },
  { id: "E-3-empty", answers: ["clears", "kept", "refused"] },
  { id: "E-4", answers: ["refused", "id-wins"] },
  { id: "E-5", answers: ["status-204", "status-404"] },
  { id: "E-6", answers: ["renames", "ignored", "refused"] },
  { id: "E-9", answers: ["ignored", "refused"] },
  { id: "E-10", answers: ["accepted", "refused"] },
  { id: "E-12", answers: ["at-once", "waits", "stays"] },
  { id: "E-13", answers: ["kept", "reset"] },
  { id: "E-13-null", answers: ["reset", "ignored", "refused"] },
  { id: "E-14", answers: ["kept", "reset"] },
  { id: "E-names", answers: ["current", "year-2018"] },
  { id: "E-void", answers: ["list", "null"] }
]

const kept: Semantics.Cell = { clause: "E2", outcome: "kept" }
const set: Semantics.Cell = { clause: "E3", outcome: "set" }
const clearing = { clears: "removed", ignored: "ignored", refused: "refused" } as const

type Type = Semantics.Field["type"]

const text: Type = { says: "a string", accepts: Predicate.isString }
const name: Type = {
  says: "a string that is not empty",
  accepts: (value) => Predicate.isString(value) && value !== ""
}
const mail: Type = {
  says: "an e-mail address",
  accepts: (value) => Predicate.isString(value) && /^[^\s@]+@[^\s@]+$/.test(value)
}
const isTrueDate = (day: string): boolean => {
  const date = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day)
}
/** A wall-clock time: no zone is documented, so none is assumed. */
const time: Type = {
  says: "a wall-clock time like 2018-12-25 08:00:00",
  accepts: (value) =>
    Predicate.isString(value) &&
    /^\d{4}-\d\d-\d\d ([01]\d|2[0-3])(:[0-5]\d){2}$/.test(value) &&
    isTrueDate(value.slice(0, 10))
}
const isList = (value: Json.Json, holds: (item: Json.Json) => boolean): boolean =>
  Array.isArray(value) && value.every(holds)
const isId = (value: Json.Json): boolean =>
  Number.isSafeInteger(value) || (Predicate.isString(value) && /^\d{1,15}$/.test(value))
/** Sets: order says nothing, and an id is the same as a number and as text. */
const asSet = (value: Json.Json): Json.Json =>
  Array.isArray(value) ? [...new Set(value.map(String))].toSorted() : value
const ids: Type = {
  says: "a list of whole numbers",
  accepts: (value) => isList(value, Number.isSafeInteger),
  normal: asSet
}
const textIds: Type = {
  says: "a list of whole numbers, as numbers or as text",
  accepts: (value) => isList(value, isId),
  normal: asSet
}
const codes: Type = {
  says: "a list of strings that are not empty",
  accepts: (value) => isList(value, (item) => Predicate.isString(item) && item !== ""),
  normal: asSet
}

const nullForRequired: Semantics.Cell = {
  axis: "E-1-required",
  outcomes: { ignored: "ignored", refused: "refused" }
}
const nullForOptional: Semantics.Cell = { axis: "E-1", outcomes: clearing }
const emptyText: Semantics.Cell = {
  axis: "E-1-empty",
  outcomes: { stored: "set", clears: "removed", refused: "refused" }
}

const required = (field: string, type: Type): Semantics.Field => ({
  name: field,
  type,
  cells: { absent: kept, null: nullForRequired, same: set, other: set }
})
const optional = (field: string, type: Type): Semantics.Field => ({
  name: field,
  type,
  cells: { absent: kept, null: nullForOptional, same: set, other: set }
})
const withEmpty = (field: Semantics.Field): Semantics.Field => ({
  ...field,
  cells: { ...field.cells, empty: emptyText }
})
/** A field that the page gives a default for; whether leaving it out takes that again is open (E-13, E-14). */
const defaulted = (field: string, axis: string): Semantics.Field => ({
  name: field,
  type: name,
  cells: {
    absent: { axis, outcomes: { kept: "kept", reset: "reset" } },
    null: { axis: "E-13-null", outcomes: { reset: "reset", ignored: "ignored", refused: "refused" } },
    same: set,
    other: set
  }
})

const joined: Semantics.Cell = { axis: "E-2", outcomes: { replaced: "set", added: "added" } }
const synchronised: Semantics.Cell = { clause: "E7", outcome: "set" }
const list = (field: string, type: Type, given: Semantics.Cell): Semantics.Field => ({
  name: field,
  type,
  blank: [],
  cells: {
    absent: kept,
    null: { axis: "E-1-list", outcomes: clearing },
    empty: { axis: "E-2-empty", outcomes: { clears: "removed", kept: "kept" } },
    same: given,
    other: given
  }
})
/** Says by other names what another list holds; what that comes to nobody can tell beforehand. */
const alias = (field: Semantics.Field, of: string, clause: string): Semantics.Field => ({
  ...field,
  readable: false,
  writes: [
    {
      field: of,
      clause,
      after: (written) =>
        written === null || (Array.isArray(written) && written.length === 0) ? null : undefined
    }
  ]
})

const end: Semantics.Field = {
  ...optional("end_of_employment_at", time),
  // The day may have come or not, and no page says in which zone (E13).
  writes: [
    {
      field: "activated",
      clause: "E13",
      after: (written, before) => (written === null ? before : false),
      isOpen: true
    }
  ]
}

const employeeId: Semantics.Field = {
  name: "employee_id",
  type: name,
  cells: {
    absent: kept,
    null: nullForRequired,
    same: set,
    other: { axis: "E-6", outcomes: { renames: "set", ignored: "ignored", refused: "refused" } }
  },
  renames: "employee_id"
}

const password: Semantics.Field = {
  ...required("password", {
    says: 'a reference to a secret, like {"secret":"NAME"}',
    accepts: (value) =>
      Predicate.isObject(value) &&
      Object.keys(value).length === 1 &&
      Predicate.hasProperty(value, "secret") &&
      Predicate.isString(value.secret) &&
      value.secret !== ""
  }),
  readable: false
}

const modes: ReadonlyArray<Json.Json> = [
  "deactivate",
  "standard",
  "pre_generated_password",
  "instant",
  true,
  false
]
const deactivates = (mode: Json.Json): boolean => mode === "deactivate" || mode === false

/** A wish and no value: it has come true when the user is active, or is not. */
const activate: Semantics.Field = {
  name: "activate",
  type: {
    says: `one of ${modes.join(", ")}; what company_default does depends on a setting that nobody can read (E-12)`,
    accepts: (value) => modes.includes(value)
  },
  cells: {
    absent: kept,
    null: nullForRequired,
    same: { clause: "E12", outcome: "set" },
    other: { clause: "E12", outcome: "set" }
  },
  // Somebody has to follow the link first (E12).
  ordinary: {
    says: "deactivate, pre_generated_password, instant, true or false",
    holds: (value) => value !== "standard",
    otherwise: {
      same: { clause: "E12", outcome: "deferred" },
      other: { clause: "E12", outcome: "deferred" }
    }
  },
  consequences: [
    {
      id: "sends-message",
      clause: "E12",
      becomes: "standard",
      says: "The user is mailed a link for activation."
    },
    {
      id: "sends-message",
      clause: "E12",
      becomes: "pre_generated_password",
      says: "The user is mailed a password."
    }
  ],
  command: (value, read) => read("activated") === !deactivates(value),
  writes: [{ field: "activated", clause: "E12", after: (written) => !deactivates(written) }]
}

const prompt = (key: string): Semantics.Field => ({
  name: `prompts.${key}`,
  within: "prompts",
  type: { says: "true (required) or false (optional) (E6)", accepts: Predicate.isBoolean },
  readable: false,
  cells: {
    absent: { axis: "E-3", outcomes: { removed: "removed", kept: "kept" } },
    null: { axis: "E-3-null", outcomes: { removed: "removed", ignored: "as absent", refused: "refused" } },
    same: { clause: "E6", outcome: "set" },
    other: { clause: "E6", outcome: "set" }
  }
})

export const definition: Semantics.Definition = {
  vendor: "eloomi",
  operation: "PATCH /v3/users-employee_id/{employeeId}",
  writes: "merge",
  identifiers: ["employee_id"],
  axes,
  fields: [
    employeeId,
    withEmpty(required("first_name", text)),
    withEmpty(required("last_name", text)),
    required("email", mail),
    optional("personal_email", mail),
    withEmpty(optional("title", text)),
    withEmpty(optional("generic_role", text)),
    withEmpty(optional("phone", text)),
    withEmpty(optional("mobile_phone", text)),
    defaulted("language_code", "E-13"),
    defaulted("user_permission", "E-14"),
    optional("start_of_employment_at", time),
    end,
    list("access_groups", ids, joined),
    list("department_id", textIds, joined),
    alias(list("department_code", codes, joined), "department_id", "E8"),
    list("team_ids", textIds, joined),
    { ...list("profile_ids", ids, joined), readable: false },
    list("direct_manager_ids", ids, synchronised),
    alias(list("direct_manager_employee_ids", codes, synchronised), "direct_manager_ids", "E7"),
    password,
    activate,
    ...promptNames.map(prompt)
  ],
  complexes: [
    {
      name: "prompts",
      cells: {
        absent: kept,
        null: { axis: "E-3-object", outcomes: clearing },
        empty: { axis: "E-3-empty", outcomes: { clears: "removed", kept: "kept", refused: "refused" } }
      }
    }
  ],
  readOnly: ["activated"],
  aliases: [
    ["department_id", "department_code"],
    ["direct_manager_ids", "direct_manager_employee_ids"]
  ],
  contradictions: [
    {
      axis: "E-10",
      answer: "refused",
      fields: ["start_of_employment_at", "end_of_employment_at"],
      says: "the end of employment lies before its start",
      holds: (read) => {
        const [from, to] = [read("start_of_employment_at"), read("end_of_employment_at")]
        if (from === null || to === null) return false
        // Wall-clock times of one form are in order as texts.
        return Predicate.isString(from) && Predicate.isString(to) ? to < from : undefined
      }
    }
  ],
  encode
}
