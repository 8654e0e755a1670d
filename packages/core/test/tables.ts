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
  clauses: { omission: "T8", default: "T10" }
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
