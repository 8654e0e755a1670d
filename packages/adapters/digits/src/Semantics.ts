/**
 * What Digits does with what an update leaves out: it replaces the whole binding (D1), so every field has to go
 * back as it was read. Access is no field: its rules are the axes below.
 * @see https://developer.digits.com/reference/organizationemployeeservice_update
 */
import type { Reading, Resolution, Semantics } from "@muster/core"
import * as Predicate from "effect/Predicate"
import { encode } from "./Codec.ts"

const axes: ReadonlyArray<Reading.Axis> = [
  { id: "D-1", answers: ["accepted", "refused"] },
  { id: "D-3", answers: ["404", "400"] },
  { id: "D-4", answers: ["absent", "refused"] },
  { id: "D-5", answers: ["all", "reached"] },
  { id: "D-7", answers: ["accepted", "refused"] },
  { id: "D-8", answers: ["404", "400"] },
  { id: "D-9", answers: ["refused", "stored"] },
  { id: "D-10", answers: ["ignored", "refused"] },
  { id: "D-11", answers: ["400", "404"] },
  { id: "D-12", answers: ["binding", "empty"] },
  { id: "D-14", answers: ["cleared", "kept"] },
  { id: "D-15", answers: ["present", "future"] },
  { id: "D-16", answers: ["cleared", "absent", "refused"] },
  { id: "D-17", answers: ["keeps", "loses"] },
  { id: "D-18", answers: ["no", "yes"] },
  { id: "D-19", answers: ["refused", "none"] },
  { id: "D-20", answers: ["computed", "materialised"] }
]

/** The spellings are assumptions: the reference prints no role, the help page prints these. */
const access: Resolution.AccessRules = {
  axes: {
    reach: "D-5",
    wrapper: "D-17",
    later: "D-15",
    omitted: "D-14",
    void: "D-16",
    implies: "D-18",
    noAccess: "D-19"
  },
  roleField: "organizationRole",
  implied: new Map([["Admin", "Admin"]]),
  noAccess: "No Access",
  clauses: {
    own: "D5",
    client: "D6",
    sides: "D7",
    omission: "D8",
    default: "D10",
    clientDefault: "D12",
    precedence: "D13"
  }
}

export const definition: Semantics.Definition = {
  vendor: "digits",
  operation: "PUT /v1/organization/employee",
  writes: "replace",
  identifiers: ["userId", "userExternalId"],
  axes,
  fields: [
    {
      name: "organizationRole",
      type: {
        says: "a string that is not empty",
        accepts: (value) => Predicate.isString(value) && value !== ""
      },
      cells: {
        absent: { clause: "D4", outcome: "refused" },
        null: { clause: "D4", outcome: "refused" },
        same: { clause: "D1", outcome: "set" },
        other: { clause: "D1", outcome: "set" }
      }
    }
  ],
  access,
  encode
}
