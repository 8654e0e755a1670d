/** Two small vendors for core's own tests: one replaces a binding with access, one merges fields. */
import type { Reading, Resolution } from "@muster/core"
import { Semantics } from "@muster/core"

export const accessAxes: ReadonlyArray<Reading.Axis> = [
  { id: "reach", answers: ["all", "reached"] },
  { id: "wrapper", answers: ["keeps", "loses"] },
  { id: "later", answers: ["present", "future"] },
  { id: "omitted", answers: ["cleared", "kept"] },
  { id: "void", answers: ["cleared", "absent", "refused"] },
  { id: "implies", answers: ["no", "yes"] },
  { id: "no-access", answers: ["refused", "none"] }
]

export const accessRules: Resolution.AccessRules = {
  axes: {
    reach: "reach",
    wrapper: "wrapper",
    later: "later",
    omitted: "omitted",
    void: "void",
    implies: "implies",
    noAccess: "no-access"
  },
  roleField: "rank",
  implied: new Map([["chief", "A"]]),
  noAccess: "none at all",
  clauses: {
    own: "T5",
    client: "T6",
    sides: "T7",
    omission: "T8",
    default: "T10",
    clientDefault: "T12",
    precedence: "T13"
  }
}

export const replacing: Semantics.Definition = {
  vendor: "acme",
  operation: "PUT /binding",
  writes: "replace",
  identifiers: ["id"],
  axes: accessAxes,
  fields: [
    {
      name: "rank",
      type: { says: "a string", accepts: (value) => typeof value === "string" },
      cells: {
        absent: { clause: "T4", outcome: "refused" },
        null: { clause: "T4", outcome: "refused" },
        same: { clause: "T1", outcome: "set" },
        other: { clause: "T1", outcome: "set" }
      }
    }
  ],
  access: accessRules,
  encode: (member, forms) => ({ ...member, ...Object.fromEntries(forms.fields) })
}

export const acme = (evidence: Reading.Reading = {}): Semantics.Semantics =>
  Semantics.make(replacing, evidence)

const text: Semantics.Field["type"] = { says: "a string", accepts: (value) => typeof value === "string" }
const kept: Semantics.Cell = { clause: "B1", outcome: "kept" }
const set: Semantics.Cell = { clause: "B1", outcome: "set" }

/** A vendor that merges: a title that null clears, a nickname that null may clear, a name that cannot go. */
export const merging: Semantics.Definition = {
  vendor: "borea",
  operation: "PATCH /member",
  writes: "merge",
  identifiers: ["id"],
  axes: [
    { id: "null", answers: ["clears", "ignored", "refused"] },
    { id: "later", answers: ["at-once", "awaiting"] }
  ],
  fields: [
    {
      name: "title",
      type: text,
      cells: { absent: kept, null: { clause: "B2", outcome: "removed" }, same: set, other: set }
    },
    {
      name: "nickname",
      type: text,
      cells: {
        absent: kept,
        null: { axis: "null", outcomes: { clears: "removed", ignored: "ignored", refused: "refused" } },
        same: set,
        other: set
      }
    },
    {
      name: "name",
      type: text,
      cells: { absent: kept, null: { clause: "B3", outcome: "refused" }, same: set, other: set }
    },
    {
      name: "plan",
      type: { says: "free or paid", accepts: (value) => value === "free" || value === "paid" },
      cells: { absent: kept, null: { clause: "B3", outcome: "refused" }, same: set, other: set },
      ordinary: {
        says: "free",
        holds: (value) => value === "free",
        otherwise: {
          same: set,
          other: { axis: "later", outcomes: { "at-once": "set", awaiting: "deferred" } }
        }
      },
      consequences: [{ id: "may-charge", clause: "B4", becomes: "paid", says: "It may cost something." }]
    }
  ],
  encode: (_, forms) => Object.fromEntries(forms.fields)
}

export const borea = (evidence: Reading.Reading = {}): Semantics.Semantics =>
  Semantics.make(merging, evidence)

export const samples = {
  acme: {
    values: { rank: ["worker", "chief", "boss"] },
    voidable: [],
    roles: ["A", "B"],
    members: [{ id: "m" }]
  },
  borea: {
    values: {
      title: ["Ms", "Dr"],
      nickname: ["ada", "constructor"],
      name: ["Ada", "__proto__"],
      plan: ["free", "paid"]
    },
    voidable: ["title", "nickname"],
    roles: [],
    members: [{ id: "m" }]
  }
}
