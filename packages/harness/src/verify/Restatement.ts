/** What a record says, in the forms in which a request says it again: nothing is to change by it. */
import { type Access, Plan, type Semantics, type Snapshot } from "@muster/core"
import type { AccessForms } from "@muster/core/AccessForms"
import * as Result from "effect/Result"

/** Everything as it was read. */
export const of = (operation: Semantics.Semantics, before: Snapshot.Snapshot): Semantics.Forms => ({
  fields: fields(operation, before),
  ...(before.access === undefined ? {} : { access: access(before.access) })
})

export const fields = (
  operation: Semantics.Semantics,
  { values }: Snapshot.Snapshot
): Semantics.Forms["fields"] =>
  operation.fields.flatMap(({ name }) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined
    return value === undefined ? [] : [[name, value] as const]
  })

export const access = ({ client, own }: Access.Access): AccessForms => ({
  own: { default: usual(own.default), entries: own.entries ?? new Map() },
  client: { default: usual(client.default), entries: client.entries ?? new Map() }
})

const usual = (role: string | null | undefined) =>
  typeof role === "string" ? ({ form: "value", role } as const) : ({ form: "absent" } as const)

/** All of it as something that an adapter sends; nobody has judged it, and it is not repeated. */
export const plan = (operation: Semantics.Semantics, before: Snapshot.Snapshot): Plan.Plan => {
  const forms = of(operation, before)
  return {
    ...Result.getOrThrow(Plan.make(operation, before, {})),
    operation: operation.operation,
    forms,
    request: operation.encode(before.member, forms, before),
    repeat: "never"
  }
}
