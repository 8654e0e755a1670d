/**
 * Between core's forms and snapshots and the JSON of Digits: pure, and total over what the planner chooses.
 * What cannot be known under the assumptions is left out of a snapshot; left out means unknown.
 */
import * as Answer from "@muster/adapter-kit/Answer"
import type { Access, ClientEntry } from "@muster/core/Access"
import type { AccessForms, DefaultForm } from "@muster/core/AccessForms"
import * as Directory from "@muster/core/Directory"
import type { Json, JsonObject } from "@muster/core/Json"
import type { Member } from "@muster/core/Member"
import type { Forms } from "@muster/core/Semantics"
import type { Snapshot } from "@muster/core/Snapshot"
import * as Result from "effect/Result"
import * as Wire from "./Wire.ts"

type Decoded<A> = Result.Result<A, Answer.Problem>
type Employee = ReturnType<typeof Wire.make>["Employee"]["Type"]

/** One page of a list, and the cursor of the next where there is one. */
export interface Page<A> {
  readonly items: ReadonlyArray<A>
  readonly cursor: string | undefined
}

/** The codec under these assumptions. */
export const make = (assumptions: Wire.Assumptions) => {
  const schemas = Wire.make(assumptions)
  const entities = Answer.decoder(schemas.Entities)
  const clients = Answer.decoder(schemas.Clients)
  const employee = Answer.decoder(schemas.Employee)
  return {
    encode: (member: Member, forms: Forms): Json => ({
      ...member,
      ...Object.fromEntries(forms.fields),
      ...(forms.access === undefined ? {} : encodeAccess(assumptions.names, forms.access))
    }),
    /** Whether a body is one that this adapter would send. */
    checkRequest: Answer.strict(schemas.PutEmployee),
    entities: (json: unknown): Decoded<Page<Directory.Entity>> =>
      Result.flatMap(entities(json), ({ entities, next }) => page(entities.map(entityOf), next)),
    clients: (json: unknown): Decoded<Page<Directory.Client>> =>
      Result.flatMap(clients(json), ({ clients, next }) => page(clients.map(clientOf), next)),
    decode: (member: Member, directory: Directory.Directory, json: unknown): Decoded<Snapshot> =>
      Result.gen(function* () {
        const binding = yield* employee(json)
        yield* sameMember(member, binding)
        const role = binding.organizationRole
        return {
          vendor: "digits",
          member,
          values: role ? { organizationRole: role } : {},
          unknown: role === undefined ? ["organizationRole"] : [],
          // The decoder has seen that there is an object.
          rest: unmodelled(assumptions.names, json as JsonObject),
          access: yield* access(assumptions, directory, binding)
        }
      })
  }
}

/** The body of an update, under the default assumptions. */
export const encode = make(Wire.assumptions).encode

const encodeAccess = (names: Wire.Names, { client, own }: AccessForms): JsonObject => {
  const entries = (roles: ReadonlyMap<string, string>): ReadonlyArray<Json> =>
    Array.from(roles, ([id, role]) => ({ [names.entityId]: id, [names.role]: role }))
  const clients = Array.from(client.entries, ([id, entry]) => ({
    [names.clientId]: id,
    ...(entry.role === null ? {} : { [names.role]: entry.role }),
    ...unlessEmpty("entities", entries(entry.entities))
  }))
  return {
    ...encodeDefault("entityRole", own.default),
    ...unlessEmpty("entities", entries(own.entries)),
    ...encodeDefault("clientRole", client.default),
    ...unlessEmpty("clients", clients)
  }
}

const encodeDefault = (name: string, form: DefaultForm): JsonObject => {
  if (form.form === "absent") return {}
  return { [name]: form.form === "value" ? form.role : form.form === "null" ? null : "" }
}

const unlessEmpty = (name: string, items: ReadonlyArray<Json>): JsonObject =>
  items.length === 0 ? {} : { [name]: items }

interface Listed {
  readonly externalId?: string | null
}

const external = ({ externalId }: Listed) => (externalId ? { externalId } : {})

const entityOf = (listed: Listed & { readonly entityId: string }): Directory.Entity => ({
  id: listed.entityId,
  ...external(listed)
})

const clientOf = (
  listed: Listed & {
    readonly clientId: string
    readonly entities?: ReadonlyArray<Listed & { readonly entityId: string }> | null
  }
): Directory.Client => ({
  id: listed.clientId,
  ...external(listed),
  entities: (listed.entities ?? []).map(entityOf)
})

/** D24: the last page has an empty cursor and `more: false`. A page that says both yes and no is not trusted. */
const page = <A>(
  items: ReadonlyArray<A>,
  next: { readonly cursor?: string | null; readonly more?: boolean | null } | null | undefined
): Decoded<Page<A>> => {
  const cursor = next?.more === false ? undefined : next?.cursor || undefined
  return next?.more === true && cursor === undefined
    ? Result.fail({ field: "next.cursor", rule: "is missing although there is more" })
    : Result.succeed({ items, cursor })
}

const sameMember = (member: Member, binding: Employee): Decoded<void> => {
  const other = (["userId", "userExternalId"] as const).find((name) => {
    const answered = binding[name]
    return Object.hasOwn(member, name) && answered && answered !== member[name]
  })
  return other === undefined
    ? Result.succeed(undefined)
    : Result.fail({ field: other, rule: "is not the one that was asked for" })
}

const access = (
  assumptions: Wire.Assumptions,
  directory: Directory.Directory,
  binding: Employee
): Decoded<Access> =>
  Result.gen(function* () {
    const { returnsDefaults, returnsEntries } = assumptions
    const { clientOf: ofClients, clients, own } = Directory.index(directory)
    const ownEntries = yield* entriesOf("entities", binding.entities ?? [], own)
    const clientEntries = yield* clientEntriesOf(binding.clients ?? [], clients)
    const inForce = binding.access ?? undefined
    const effective = (
      name: "entities" | "clientEntities",
      entities: ReadonlyMap<string, unknown>,
      explicit: Iterable<readonly [string, string]>
    ): Decoded<ReadonlyMap<string, string | null>> => {
      const isAccess = (role: string) => role !== assumptions.noAccessRole
      if (inForce === undefined)
        return Result.succeed(
          new Map(returnsEntries ? [...explicit].filter(([, role]) => isAccess(role)) : [])
        )
      const listed = (inForce[name] ?? []).map(({ entityId, role }) => ({
        entityId,
        role: role && isAccess(role) ? role : null
      }))
      return Result.map(entriesOf(`access.${name}`, listed, entities), (roles) => everywhere(entities, roles))
    }
    return {
      directory,
      own: {
        ...(returnsDefaults ? { default: binding.entityRole || null } : {}),
        ...(returnsEntries ? { entries: ownEntries } : {}),
        effective: yield* effective("entities", own, ownEntries)
      },
      client: {
        ...(returnsDefaults ? { default: binding.clientRole || null } : {}),
        ...(returnsEntries ? { entries: clientEntries } : {}),
        effective: yield* effective("clientEntities", ofClients, named(directory, clientEntries))
      }
    }
  })

/** Where the roles in force are listed, an entity that is not listed has none. */
const everywhere = (
  entities: ReadonlyMap<string, unknown>,
  roles: ReadonlyMap<string, string | null>
): ReadonlyMap<string, string | null> =>
  new Map(Array.from(entities.keys(), (id) => [id, roles.get(id) ?? null] as const))

/** What explicit entries alone say of client entities: D13, the narrower one first. */
const named = (directory: Directory.Directory, entries: ReadonlyMap<string, ClientEntry>) =>
  directory.clients.flatMap(({ entities, id }) => {
    const entry = entries.get(id)
    return entities.flatMap((entity): ReadonlyArray<readonly [string, string]> => {
      const role = entry?.entities.get(entity.id) ?? entry?.role
      return role ? [[entity.id, role]] : []
    })
  })

/** Entries by entity. One that no list knows would be lost by a write, so it is not passed over. */
const entriesOf = <R extends string | null>(
  field: string,
  entries: ReadonlyArray<{ readonly entityId: string; readonly role: R }>,
  directory: ReadonlyMap<string, unknown>
): Decoded<ReadonlyMap<string, R>> => {
  const roles = new Map(entries.map(({ entityId, role }) => [entityId, role] as const))
  if (entries.some(({ entityId, role }) => roles.get(entityId) !== role))
    return Result.fail({ field, rule: "gives one entity two roles" })
  return [...roles.keys()].every((id) => directory.has(id))
    ? Result.succeed(roles)
    : Result.fail({ field, rule: "names an entity that the organization's lists do not have; read again" })
}

const clientEntriesOf = (
  entries: NonNullable<Employee["clients"]>,
  clients: ReadonlyMap<string, Directory.Client>
): Decoded<ReadonlyMap<string, ClientEntry>> =>
  Result.gen(function* () {
    const found = new Map<string, ClientEntry>()
    for (const { clientId, entities, role } of entries) {
      const client = clients.get(clientId)
      if (client === undefined)
        return yield* Result.fail({
          field: "clients",
          rule: "names a client that the organization's list does not have; read again"
        })
      if (found.has(clientId)) return yield* Result.fail({ field: "clients", rule: "names one client twice" })
      const own = new Map(client.entities.map(({ id }) => [id, id]))
      found.set(clientId, {
        role: role || null,
        entities: yield* entriesOf("clients.entities", entities ?? [], own)
      })
    }
    return found
  })

/** Members of a binding and of its entries that nothing here models: a replacing write would lose them (D1). */
const unmodelled = (names: Wire.Names, binding: JsonObject): JsonObject => {
  const clients = Answer.items(binding["clients"])
  const entity = [names.entityId, names.role, "entityExternalId"]
  return Object.fromEntries([
    ...Object.entries(binding).filter(([name]) => !modelled.includes(name) && name !== names.access),
    ...Answer.unmodelled("entities", Answer.items(binding["entities"]), entity),
    ...Answer.unmodelled("clients", clients, [names.clientId, names.role, "clientExternalId", "entities"]),
    ...Answer.unmodelled(
      "clients.entities",
      clients.flatMap((client) => Answer.items(client["entities"])),
      entity
    )
  ])
}

const modelled = [
  "userId",
  "userExternalId",
  "organizationRole",
  "entityRole",
  "entities",
  "clientRole",
  "clients"
]
