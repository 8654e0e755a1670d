/**
 * What the vendor remembers: the directory of entities and clients, the users, and one binding per employee.
 * Everything is immutable and keyed by Map, so that an id may be any string.
 */
import { Schema } from "effect"
import { accessMembers, helpPageRoles } from "./Vocabulary.ts"

/** An entity; an own entity of the organization has no client. */
export interface Entity {
  readonly entityId: string
  readonly externalId: string | undefined
  readonly clientId: string | undefined
}

export interface Client {
  readonly clientId: string
  readonly externalId: string | undefined
}

/** All entities and clients in order of creation, and the ways to find them. */
export interface Directory {
  readonly entities: ReadonlyMap<string, Entity>
  readonly clients: ReadonlyMap<string, Client>
  readonly entityIds: ReadonlyMap<string, string>
  readonly clientIds: ReadonlyMap<string, string>
  readonly entitiesOf: ReadonlyMap<string, ReadonlySet<string>>
}

/** A stored clients entry. */
export interface ClientBinding {
  readonly role: string | undefined
  readonly entities: ReadonlyMap<string, string>
  /** The client's entities when the entry was written (D-15 present); empty under the other answer. */
  readonly present: ReadonlySet<string>
}

/** A stored employee binding. */
export interface Binding {
  readonly userId: string
  readonly organizationRole: string
  readonly entityRole: string | undefined
  readonly clientRole: string | undefined
  readonly entities: ReadonlyMap<string, string>
  readonly clients: ReadonlyMap<string, ClientBinding>
  /** The explicit entries of both sides by entity, wherever they are nested. */
  readonly explicit: ReadonlyMap<string, string>
  /** The client entities that the stored clientRole passed over when it was applied (D-5 reached). */
  readonly unreached: ReadonlySet<string>
  /** The roles that were stored per entity when they followed from something wider (D-20 materialised). */
  readonly rows: ReadonlyMap<string, string>
}

export interface RateLimit {
  readonly limit: number
  readonly used: number
  readonly reset: number
}

export interface State {
  readonly directory: Directory
  readonly roles: ReadonlySet<string>
  readonly users: ReadonlyMap<string, string | undefined>
  readonly userIds: ReadonlyMap<string, string>
  readonly employees: ReadonlyMap<string, Binding>
  readonly tokens: ReadonlyMap<string, ReadonlySet<string>>
  readonly rateLimit: RateLimit | undefined
}

const EntitySeed = Schema.Struct({ entityId: Schema.String, externalId: Schema.optionalKey(Schema.String) })
const ClientSeed = Schema.Struct({
  clientId: Schema.String,
  externalId: Schema.optionalKey(Schema.String),
  entities: Schema.Array(EntitySeed)
})
const user = { userId: Schema.String, userExternalId: Schema.optionalKey(Schema.String) }
const EmployeeSeed = Schema.Struct({
  ...user,
  ...accessMembers,
  reached: Schema.optionalKey(Schema.Array(Schema.String))
})
const Seed = Schema.Struct({
  entities: Schema.Array(EntitySeed),
  clients: Schema.Array(ClientSeed),
  roles: Schema.optionalKey(Schema.Array(Schema.String)),
  users: Schema.optionalKey(Schema.Array(Schema.Struct(user))),
  employees: Schema.Array(EmployeeSeed),
  tokens: Schema.Array(Schema.Struct({ token: Schema.String, scopes: Schema.Array(Schema.String) })),
  rateLimit: Schema.optionalKey(Schema.Int),
  rateLimitReset: Schema.optionalKey(Schema.Int)
})
const Event = Schema.Union([
  Schema.Struct({ type: Schema.Literal("own-entity-added"), entity: EntitySeed }),
  Schema.Struct({ type: Schema.Literal("client-added"), client: ClientSeed }),
  Schema.Struct({
    type: Schema.Literal("client-entity-added"),
    clientId: Schema.String,
    entity: EntitySeed
  }),
  Schema.Struct({
    type: Schema.Literal("entity-moved"),
    entityId: Schema.String,
    clientId: Schema.String
  }),
  Schema.Struct({ type: Schema.Literal("entity-removed"), entityId: Schema.String }),
  Schema.Struct({ type: Schema.Literal("employee-written"), body: Schema.Unknown })
])
export type EmployeeSeed = typeof EmployeeSeed.Type

const decodeSeed = Schema.decodeUnknownSync(Seed, { onExcessProperty: "error" })
const decodeEvent = Schema.decodeUnknownSync(Event, { onExcessProperty: "error" })

/** The parts of seeding and of events that are rules of the vendor; they are handed in, so that State knows no rule. */
export interface Writing {
  /** Binds a seeded employee as the call would. */
  readonly bind: (state: State, employee: EmployeeSeed) => Binding
  /** Another writer's call. */
  readonly write: (state: State, body: unknown) => State
  /** What every employee gets on entities that have just been created. */
  readonly created: (state: State, entityIds: ReadonlyArray<string>) => State
}

const add = <Value>(map: Map<string, Value>, id: string, value: Value, noun: string): void => {
  if (map.has(id)) throw new Error(`There are two ${noun} "${id}".`)
  map.set(id, value)
}

/** Builds a directory, and throws when an id or an external id is used twice. */
const directoryOf = (entities: Iterable<Entity>, clients: Iterable<Client>): Directory => {
  const directory = {
    entities: new Map<string, Entity>(),
    clients: new Map<string, Client>(),
    entityIds: new Map<string, string>(),
    clientIds: new Map<string, string>(),
    entitiesOf: new Map<string, Set<string>>()
  }
  for (const client of clients) {
    add(directory.clients, client.clientId, client, "clients")
    directory.entitiesOf.set(client.clientId, new Set())
    if (client.externalId !== undefined)
      add(directory.clientIds, client.externalId, client.clientId, "clients with the external id")
  }
  for (const entity of entities) {
    add(directory.entities, entity.entityId, entity, "entities")
    if (entity.externalId !== undefined)
      add(directory.entityIds, entity.externalId, entity.entityId, "entities with the external id")
    if (entity.clientId === undefined) continue
    const siblings = directory.entitiesOf.get(entity.clientId)
    if (siblings === undefined) throw new Error(`There is no client "${entity.clientId}".`)
    siblings.add(entity.entityId)
  }
  return directory
}

const entityOf = (seed: typeof EntitySeed.Type, clientId: string | undefined): Entity => ({
  entityId: seed.entityId,
  externalId: seed.externalId,
  clientId
})

const clientOf = (seed: typeof ClientSeed.Type): Client => ({
  clientId: seed.clientId,
  externalId: seed.externalId
})

/** The roles known to the organization: those of the seed and those that its employees already have. */
const rolesOf = (seed: typeof Seed.Type): ReadonlySet<string> => {
  const roles = new Set(seed.roles ?? helpPageRoles)
  for (const employee of seed.employees) {
    const entries = [...(employee.entities ?? []), ...(employee.clients ?? [])]
    for (const entry of employee.clients ?? []) entries.push(...(entry.entities ?? []))
    const named = [employee.organizationRole, employee.entityRole, employee.clientRole]
    for (const role of [...named, ...entries.map((entry) => entry.role)]) {
      if (typeof role === "string") roles.add(role)
    }
  }
  return roles
}

/** Builds the state at the start; employees are bound in the order of the seed. */
export const seed = (json: unknown, writing: Writing): State => {
  const decoded = decodeSeed(json)
  const users = new Map<string, string | undefined>()
  const userIds = new Map<string, string>()
  for (const { userId, userExternalId } of [...(decoded.users ?? []), ...decoded.employees]) {
    add(users, userId, userExternalId, "users")
    if (userExternalId !== undefined) add(userIds, userExternalId, userId, "users with the external id")
  }
  const own = decoded.entities.map((entity) => entityOf(entity, undefined))
  const theirs = decoded.clients.flatMap((client) =>
    client.entities.map((entity) => entityOf(entity, client.clientId))
  )
  const reset = decoded.rateLimitReset ?? Math.ceil(Date.now() / 1000) + 60
  const empty: State = {
    directory: directoryOf([...own, ...theirs], decoded.clients.map(clientOf)),
    roles: rolesOf(decoded),
    users,
    userIds,
    employees: new Map(),
    tokens: new Map(decoded.tokens.map(({ token, scopes }) => [token, new Set(scopes)])),
    rateLimit: decoded.rateLimit === undefined ? undefined : { limit: decoded.rateLimit, used: 0, reset }
  }
  const employees = decoded.employees.map((seeded) => [seeded.userId, writing.bind(empty, seeded)] as const)
  return { ...empty, employees: new Map(employees) }
}

/** Makes something happen at the vendor without this client. */
export const event = (state: State, json: unknown, writing: Writing): State => {
  const happened = decodeEvent(json)
  switch (happened.type) {
    case "own-entity-added":
      return writing.created(grown(state, [entityOf(happened.entity, undefined)], []), [
        happened.entity.entityId
      ])
    case "client-entity-added":
      return writing.created(grown(state, [entityOf(happened.entity, happened.clientId)], []), [
        happened.entity.entityId
      ])
    case "client-added": {
      const { client } = happened
      const entities = client.entities.map((entity) => entityOf(entity, client.clientId))
      return writing.created(
        grown(state, entities, [clientOf(client)]),
        entities.map((entity) => entity.entityId)
      )
    }
    case "entity-moved":
      return moved(state, happened.entityId, happened.clientId)
    case "entity-removed":
      return removed(state, happened.entityId)
    case "employee-written":
      return writing.write(state, happened.body)
  }
}

const grown = (state: State, entities: ReadonlyArray<Entity>, clients: ReadonlyArray<Client>): State => ({
  ...state,
  directory: directoryOf(
    [...state.directory.entities.values(), ...entities],
    [...state.directory.clients.values(), ...clients]
  )
})

/** Bindings stay as they are: an explicit entry and a stored row belong to the entity, wherever it is. */
const moved = (state: State, entityId: string, clientId: string): State => {
  const entity = state.directory.entities.get(entityId)
  if (entity?.clientId === undefined) throw new Error(`There is no client entity "${entityId}".`)
  const entities = [...state.directory.entities.values()].map((each) =>
    each === entity ? { ...entity, clientId } : each
  )
  return { ...state, directory: directoryOf(entities, state.directory.clients.values()) }
}

/** Deleting an entity removes every binding to it (reference, delete entities). */
const removed = (state: State, entityId: string): State => {
  if (!state.directory.entities.has(entityId)) throw new Error(`There is no entity "${entityId}".`)
  const entities = [...state.directory.entities.values()].filter((entity) => entity.entityId !== entityId)
  const employees = new Map<string, Binding>()
  for (const [userId, binding] of state.employees) employees.set(userId, forgetting(binding, entityId))
  return { ...state, directory: directoryOf(entities, state.directory.clients.values()), employees }
}

const forgetting = (binding: Binding, entityId: string): Binding => ({
  ...binding,
  entities: without(binding.entities, entityId),
  clients: new Map(
    [...binding.clients].map(([clientId, client]) => [
      clientId,
      {
        role: client.role,
        entities: without(client.entities, entityId),
        present: lacking(client.present, entityId)
      }
    ])
  ),
  explicit: without(binding.explicit, entityId),
  unreached: lacking(binding.unreached, entityId),
  rows: without(binding.rows, entityId)
})

const without = <Value>(map: ReadonlyMap<string, Value>, id: string): ReadonlyMap<string, Value> =>
  map.has(id) ? new Map([...map].filter(([key]) => key !== id)) : map

const lacking = (set: ReadonlySet<string>, id: string): ReadonlySet<string> =>
  set.has(id) ? new Set([...set].filter((key) => key !== id)) : set
