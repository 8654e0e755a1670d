/** Draws what to send next from a tape: a planned change, or a raw request that says whatever can be said. */
import type { Access, Change, Json, Semantics, Snapshot } from "@muster/core"
import type { AccessChange, GrantWish, TargetName } from "@muster/core/AccessChange"
import type { AccessForms, DefaultForm } from "@muster/core/AccessForms"
import type { DefaultWish } from "@muster/core/AccessWish"
import { Arbitraries, Samples } from "@muster/core/testing"
import type { Tape } from "./Tape.ts"

type Drawn = {
  readonly semantics: Semantics.Semantics
  readonly samples: Samples.Samples
  readonly tape: Tape
}

const valuesOf = (samples: Samples.Samples, name: string): ReadonlyArray<Json.Json> => [
  ...(samples.values[name] ?? []),
  ...(samples.wished?.[name] ?? [])
]

/** A change of some fields, and of some access where there is any. */
export const change = (drawn: Drawn, { access }: Snapshot.Snapshot): Change.Change => {
  const { samples, semantics, tape } = drawn
  const named = Samples.fieldsOf(semantics, samples).flatMap(
    (field): ReadonlyArray<readonly [string, Json.Json]> => {
      if (tape.pick(3) !== 1) return []
      const empty = field.cells.empty === undefined ? [] : [field.blank ?? ""]
      const clear = field.command === undefined ? [null] : []
      const [first = null, ...others] = [...clear, ...valuesOf(samples, field.name), ...empty]
      return [[field.name, tape.choose([first, ...others])]]
    }
  )
  const ways = (semantics.complexes ?? []).map(() => tape.choose(["parts", "parts", "whole", "null"]))
  const said = Arbitraries.together(semantics, named, ways)
  const fields = tape.pick(5) === 4 ? { replace: said } : { merge: said }
  return access === undefined || tape.pick(2) === 0
    ? fields
    : { ...fields, access: accessChange(drawn, access) }
}

/** Everything that consent can be given to without seeing the plan; the plan's own ids come on top. */
export const waysOut = (tape: Tape, { access }: Snapshot.Snapshot): ReadonlyArray<string> =>
  tape.pick(2) === 0
    ? []
    : [
        ...["own", "client"].map((side) => `drops-default:${side}`),
        ...(tape.pick(3) === 1 ? ["own", "client"].map((side) => `tries-no-access:${side}`) : []),
        ...(access?.directory.clients ?? []).map(({ id }) => `splits-client:${id}`)
      ]

const accessChange = ({ samples: { roles }, tape }: Drawn, access: Access.Access): AccessChange => {
  const clients: ReadonlyArray<TargetName> = access.directory.clients.flatMap((client) => [
    { client: client.id },
    ...client.entities.map(({ id }) => ({ client: client.id, entity: id }))
  ])
  const own: ReadonlyArray<TargetName> = access.directory.own.map(({ id }) => ({ entity: id }))
  const grants = (targets: ReadonlyArray<TargetName>): ReadonlyArray<GrantWish> =>
    targets.flatMap((target) =>
      tape.pick(3) === 1 ? [{ ...target, role: roles[tape.pick(roles.length)] ?? "" }] : []
    )
  const one = (targets: ReadonlyArray<TargetName>) => {
    const target = tape.perhaps(targets)
    return target === undefined ? [] : [target]
  }
  if (tape.pick(6) === 5)
    return {
      replace: {
        own: { ...optional("default", tape.perhaps(roles)), entries: grants(own) },
        client: { ...optional("default", tape.perhaps(roles)), entries: grants(clients) }
      }
    }
  const all = [...own, ...clients]
  const wish = (): DefaultWish | undefined =>
    tape.pick(2) === 0
      ? undefined
      : tape.choose<DefaultWish>([
          { role: roles[tape.pick(roles.length)] ?? "", existing: "apply" },
          { role: roles[tape.pick(roles.length)] ?? "", existing: "future only" },
          { role: null, existing: "keep" },
          { role: null, existing: "let go" }
        ])
  const defaults = { ...optional("own", wish()), ...optional("client", wish()) }
  switch (tape.pick(4)) {
    case 0:
      return { grant: grants(all) }
    case 1:
      return { revoke: one(all) }
    case 2:
      return { unpin: one(all) }
    default:
      return { default: defaults }
  }
}

const optional = <K extends string, A>(name: K, value: A | undefined): { readonly [P in K]?: A } =>
  (value === undefined ? {} : { [name]: value }) as { readonly [P in K]?: A }

/** A request that no planner would make: every cell of the table, every form of a default, any entries. */
export const forms = (drawn: Drawn, before: Snapshot.Snapshot): Semantics.Forms => {
  const { access } = before
  const { samples, semantics, tape } = drawn
  const isThere = ({ name }: Semantics.Field) =>
    samples.clearsStoredOnly !== true || Object.hasOwn(before.values, name)
  const all = Samples.fieldsOf(semantics, samples)
  const said = (fields: ReadonlyArray<Semantics.Field>) =>
    fields.flatMap((field): Semantics.Forms["fields"] => {
      const empty = field.cells.empty === undefined ? [] : [field.blank ?? ""]
      const clear = isThere(field) ? [null, null] : []
      const values = [...valuesOf(samples, field.name), ...valuesOf(samples, field.name), ...clear, ...empty]
      return tape.pick(2) === 1 ? [] : [[field.name, tape.choose([values[0] ?? null, ...values.slice(1)])]]
    })
  const plain = said(all.filter(({ within }) => within === undefined))
  const objects = (semantics.complexes ?? []).flatMap(({ name }): Semantics.Forms["fields"] => {
    switch (tape.pick(9)) {
      case 0:
        return []
      case 1:
        return [[name, null]]
      case 2:
        return [[name, {}]]
      default:
        return said(all.filter(({ within }) => within === name))
    }
  })
  const fields = [...plain.filter(([name]) => !isSecondName(semantics, plain, name)), ...objects]
  return access === undefined ? { fields } : { fields, access: accessForms(drawn, access) }
}

/** Two names of one thing are a question of their own, which no plan asks. */
const isSecondName = (
  { aliases = [] }: Semantics.Semantics,
  fields: Semantics.Forms["fields"],
  name: string
): boolean =>
  aliases.some((names) => {
    const first = fields.find(([each]) => names.includes(each))
    return names.includes(name) && first?.[0] !== name
  })

const accessForms = ({ samples: { roles }, semantics, tape }: Drawn, access: Access.Access): AccessForms => {
  const noAccess = semantics.access?.noAccess
  const entryRoles = noAccess === undefined || tape.pick(8) !== 7 ? roles : [...roles, noAccess]
  const entries = (entities: ReadonlyArray<{ readonly id: string }>) =>
    new Map(
      entities.flatMap(({ id }) => {
        const role = tape.perhaps(entryRoles)
        return role === undefined ? [] : [[id, role] as const]
      })
    )
  const form = (): DefaultForm => {
    const void_ = tape.pick(8)
    if (void_ === 6) return { form: "null" }
    if (void_ === 7) return { form: "empty" }
    const role = tape.perhaps(roles)
    return role === undefined ? { form: "absent" } : { form: "value", role }
  }
  const clients = access.directory.clients.flatMap((client) =>
    tape.pick(2) === 0
      ? []
      : [[client.id, { role: tape.perhaps(roles) ?? null, entities: entries(client.entities) }] as const]
  )
  return {
    own: { default: form(), entries: entries(access.directory.own) },
    client: { default: form(), entries: new Map(clients) }
  }
}
