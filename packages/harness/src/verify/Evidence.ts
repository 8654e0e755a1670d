/** The documented sentences that an answer as predicted is evidence for. Pure. */
import { type Access, Apply, type Semantics, type Snapshot } from "@muster/core"
import type { AccessForms } from "@muster/core/AccessForms"
import type { Experiment } from "./Experiment.ts"

/** Of a refusal those that ask for it, of an acceptance those about what was said, or was there and not mentioned. */
export const of = (
  { forms, operation }: Experiment,
  before: Snapshot.Snapshot,
  isRefused: boolean
): ReadonlyArray<string> => [
  ...Apply.squares(operation, before, forms).flatMap(({ before: was, cell, said }) =>
    "clause" in cell && (cell.outcome === "refused") === isRefused && (said !== undefined || was != null)
      ? [cell.clause]
      : []
  ),
  ...(isRefused || forms.access === undefined ? [] : ofAccess(operation, before, forms.access))
]

/** Which sentences about access this one is an example of. */
const ofAccess = (
  { access: rules }: Semantics.Semantics,
  { access }: Snapshot.Snapshot,
  forms: AccessForms
): ReadonlyArray<string> => {
  if (rules === undefined || access === undefined) return []
  const isGiven = (side: Access.Side) => forms[side].default.form === "value" || forms[side].entries.size > 0
  const isBoth = (side: Access.Side) => isNarrower(forms[side].default, [...forms[side].entries.values()])
  const isLost = [...(access.own.entries?.keys() ?? [])].some((id) => !forms.own.entries.has(id))
  const { clauses } = rules
  return [
    ...(isGiven("own") ? [clauses.own] : []),
    ...(isGiven("client") ? [clauses.client] : []),
    ...(isGiven("own") !== isGiven("client") ? [clauses.sides] : []),
    ...(isLost ? [clauses.omission] : []),
    ...(forms.own.default.form === "value" ? [clauses.default] : []),
    ...(forms.client.default.form === "value" ? [clauses.clientDefault] : []),
    ...(isBoth("own") || isBoth("client") ? [clauses.precedence] : [])
  ]
}

/** Whether an entry says something else than the default of its side. */
const isNarrower = (
  usual: AccessForms["own"]["default"],
  entries: ReadonlyArray<string | Access.ClientEntry>
): boolean =>
  usual.form === "value" &&
  entries.some((entry) => (typeof entry === "string" ? entry : (entry.role ?? usual.role)) !== usual.role)
