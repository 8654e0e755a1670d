/** A third small vendor, which has what the first two lack: objects, lists, commands, defaults, and other names. */
import type { Json, Reading } from "@muster/core"
import { Semantics } from "@muster/core"

const text: Semantics.Field["type"] = { says: "a string", accepts: (value) => typeof value === "string" }
const day: Semantics.Field["type"] = {
  says: "a day of the year",
  accepts: (value) => typeof value === "number"
}
const kept: Semantics.Cell = { clause: "C1", outcome: "kept" }
const set: Semantics.Cell = { clause: "C1", outcome: "set" }
const refused: Semantics.Cell = { clause: "C2", outcome: "refused" }
const plain = { absent: kept, null: refused, same: set, other: set }

const asSet = (value: Json.Json): Json.Json =>
  Array.isArray(value) ? [...new Set(value.map(String))].toSorted() : value

const part = (name: string): Semantics.Field => ({
  name: `home.${name}`,
  within: "home",
  type: text,
  cells: {
    absent: { axis: "rest", outcomes: { removed: "removed", kept: "kept" } },
    null: { axis: "null", outcomes: { clears: "removed", ignored: "as absent", refused: "refused" } },
    same: set,
    other: set
  }
})

export const definition: Semantics.Definition = {
  vendor: "caspia",
  operation: "PATCH /person",
  writes: "merge",
  identifiers: ["id"],
  axes: [
    { id: "rest", answers: ["removed", "kept"] },
    { id: "null", answers: ["clears", "ignored", "refused"] },
    { id: "list", answers: ["replaced", "added"] },
    { id: "default", answers: ["kept", "reset"] },
    { id: "stranger", answers: ["stored", "refused"] },
    { id: "dates", answers: ["accepted", "refused"] },
    { id: "rename", answers: ["renames", "refused"] }
  ],
  fields: [
    {
      name: "id",
      type: text,
      cells: {
        ...plain,
        other: { axis: "rename", outcomes: { renames: "set", refused: "refused" } }
      },
      renames: "id"
    },
    {
      name: "home.country",
      within: "home",
      type: text,
      cells: { absent: refused, null: refused, same: set, other: set }
    },
    part("city"),
    part("street"),
    {
      name: "teams",
      type: {
        says: "a list of strings",
        accepts: (value) => Array.isArray(value) && value.every((item) => typeof item === "string"),
        normal: asSet
      },
      blank: [],
      cells: {
        absent: kept,
        null: { axis: "null", outcomes: { clears: "removed", ignored: "ignored", refused: "refused" } },
        empty: { clause: "C3", outcome: "removed" },
        same: { axis: "list", outcomes: { replaced: "set", added: "added" } },
        other: { axis: "list", outcomes: { replaced: "set", added: "added" } }
      }
    },
    {
      name: "language",
      type: text,
      cells: {
        absent: { axis: "default", outcomes: { kept: "kept", reset: "reset" } },
        null: refused,
        same: set,
        other: set
      }
    },
    { name: "pin", type: text, cells: plain, readable: false },
    {
      name: "teamCodes",
      type: {
        says: "a list of strings that is not empty",
        accepts: (value) => Array.isArray(value) && value.length > 0
      },
      cells: plain,
      readable: false,
      writes: [{ field: "teams", clause: "C4", after: () => undefined }]
    },
    { name: "from", type: day, cells: plain },
    { name: "until", type: day, cells: plain },
    {
      name: "wake",
      type: { says: "now or never", accepts: (value) => value === "now" || value === "never" },
      cells: plain,
      command: (value, read) => read("awake") === (value === "now"),
      writes: [{ field: "awake", clause: "C5", after: (written) => written === "now" }]
    }
  ],
  complexes: [
    {
      name: "home",
      cells: {
        absent: kept,
        null: { axis: "null", outcomes: { clears: "removed", ignored: "ignored", refused: "refused" } },
        empty: refused
      }
    },
    {
      name: "notes",
      cells: {
        absent: kept,
        null: { clause: "C6", outcome: "removed" },
        empty: { clause: "C6", outcome: "removed" }
      },
      open: {
        each: {
          type: text,
          cells: { absent: { clause: "C6", outcome: "removed" }, null: refused, same: set, other: set }
        },
        stranger: { axis: "stranger", outcomes: { stored: "set", refused: "refused" } },
        names: ["a", "b", "__proto__"],
        most: { count: 3, clause: "C7" }
      }
    }
  ],
  readOnly: ["awake"],
  aliases: [["teams", "teamCodes"]],
  contradictions: [
    {
      axis: "dates",
      answer: "refused",
      fields: ["from", "until"],
      says: "the end lies before the start",
      holds: (read) => {
        const [from, until] = [read("from"), read("until")]
        return typeof from === "number" && typeof until === "number"
          ? until < from
          : from === undefined || until === undefined
            ? undefined
            : false
      }
    }
  ],
  encode: (_, forms) => Object.fromEntries(forms.fields)
}

/** It is asked for by every test, and compiled once. */
let unmeasured: Semantics.Semantics | undefined

export const caspia = (evidence?: Reading.Reading): Semantics.Semantics =>
  evidence === undefined ? (unmeasured ??= Semantics.make(definition)) : Semantics.make(definition, evidence)

export const samples = {
  values: {
    id: ["m"],
    "home.country": ["US", "DK"],
    "home.city": ["Boston", "Odense"],
    "home.street": ["Main St.", "Nyhavn"],
    teams: [["t1"], ["t1", "t2"], ["t2", "t1"], ["t3"]],
    language: ["da", "en"],
    pin: ["1", "2"],
    teamCodes: [["c1"], ["c2"]],
    from: [1, 2],
    until: [10, 20],
    wake: ["now", "never"],
    awake: [true, false],
    "notes.a": ["x", "y"],
    "notes.b": ["x", "y"],
    "notes.__proto__": ["x", "y"],
    "notes.c": ["x", "y"]
  },
  wished: { id: ["n"], from: [15] },
  open: { notes: ["a", "b", "__proto__", "c"] },
  voidable: [
    "home.country",
    "home.city",
    "home.street",
    "teams",
    "pin",
    "teamCodes",
    "notes.a",
    "notes.b",
    "notes.__proto__",
    "notes.c"
  ],
  roles: [],
  members: [{ id: "m" }]
}
