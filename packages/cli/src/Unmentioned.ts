/**
 * What becomes of everything that a change does not mention. It stays as it is either way: sent back as it was read
 * where the vendor would take it away, left out where it stays by itself.
 */
import type { AccessForms } from "@muster/core/AccessForms"
import type { Plan } from "@muster/core/Plan"

export interface Unmentioned {
  readonly sentBack: ReadonlyArray<string>
  readonly leftOut: ReadonlyArray<string>
}

/** Fields and entries that a plan does not change, by how they are kept. Without a request there are none. */
export const of = ({ effects, forms, predicted }: Plan): Unmentioned => {
  if (forms === null) return { sentBack: [], leftOut: [] }
  const changed = new Set(effects.flatMap(({ subject }) => ("field" in subject ? [subject.field] : [])))
  const said = forms.fields.map(([name]) => name)
  const known = [...Object.keys(predicted.values), ...predicted.unknown]
  return {
    sentBack: [
      ...said.filter((name) => !changed.has(name) && ![...changed].some(isWithin(name))),
      ...(forms.access === undefined ? [] : entries(forms.access, effects))
    ],
    leftOut: known.filter(
      (name) => !changed.has(name) && !said.some((each) => each === name || isWithin(each)(name))
    )
  }
}

/** Whether a name is a part of an object that is said as a whole. */
const isWithin = (object: string) => (name: string) => name.startsWith(`${object}.`)

const entries = ({ client, own }: AccessForms, effects: Plan["effects"]): ReadonlyArray<string> => {
  const entities = new Set<string>()
  const clients = new Set<string>()
  const defaults = new Set<string>()
  for (const { subject } of effects) {
    if ("default" in subject) defaults.add(subject.default)
    if (!("target" in subject)) continue
    const { target } = subject
    if (target.scope === "entity") entities.add(target.entity)
    if (target.scope === "client later") clients.add(target.client)
  }
  const sides = { own, client } as const
  return [
    ...(["own", "client"] as const)
      .filter((side) => sides[side].default.form === "value" && !defaults.has(side))
      .map((side) => `default of the ${side} side`),
    ...[...own.entries.keys()].filter((id) => !entities.has(id)),
    ...[...client.entries].flatMap(([id, entry]) => [
      ...(entry.role === null || clients.has(id) ? [] : [id]),
      ...[...entry.entities.keys()].filter((each) => !entities.has(each)).map((each) => `${each} of ${id}`)
    ])
  ]
}
