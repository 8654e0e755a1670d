/** Draws what to send next from a tape: a planned change, or a raw request that says whatever can be said. */
import type { Access, Change, Json, Semantics, Snapshot } from "@muster/core"
import type { AccessChange, GrantWish, TargetName } from "@muster/core/AccessChange"
import type { AccessForms, DefaultForm } from "@muster/core/AccessForms"
import type { DefaultWish } from "@muster/core/AccessWish"
import type { Samples } from "@muster/core/testing"
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
  const said = Object.fromEntries(
    semantics.fields.flatMap((field): ReadonlyArray<readonly [string, Json.Json]> => {
      if (tape.pick(3) !== 1) return []
      const empty = field.cells.empty === undefined ? [] : [""]
      return [[field.name, tape.choose([null, ...valuesOf(samples, field.name), ...empty])]]
    })
  )
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
export const forms = (drawn: Drawn, { access }: Snapshot.Snapshot): Semantics.Forms => {
  const { samples, semantics, tape } = drawn
  const fields = semantics.fields.flatMap((field): Semantics.Forms["fields"] => {
    const empty = field.cells.empty === undefined ? [] : [""]
    const values = [...valuesOf(samples, field.name), ...valuesOf(samples, field.name), null, ...empty]
    return tape.pick(2) === 1 ? [] : [[field.name, values[tape.pick(values.length)] ?? null]]
  })
  return access === undefined ? { fields } : { fields, access: accessForms(drawn, access) }
}

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
