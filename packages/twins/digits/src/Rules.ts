/**
 * What happens, one rule a clause, in the order of the reference page "Update Employee".
 * Where the page is silent, the rule names the axis whose answer chooses. Nothing here knows about HTTP.
 */
import type { Binding, ClientBinding, Directory, State } from "./State.ts"
import { adminRole, noAccessRole } from "./Vocabulary.ts"
import type { Access, ClientEntry, DigitsReading, EntityEntry, Update } from "./Vocabulary.ts"

/** A request that is refused; nothing has changed. */
export class Refusal {
  readonly status: number
  readonly message: string
  constructor(status: number, message: string) {
    this.status = status
    this.message = message
  }
}

const nothing: ReadonlySet<string> = new Set()
const noRows: ReadonlyMap<string, string> = new Map()

/** D1, D8: what is stored afterwards comes from this request alone, except what D-14 keeps. */
export const replace = (
  reading: DigitsReading,
  state: State,
  userId: string,
  access: Access,
  previous: Binding | undefined,
  unreached: ReadonlySet<string>
): Binding | Refusal => {
  if (!roleIsUsable(reading, state, access.organizationRole)) return unusable(access.organizationRole)
  const entityRole = storedDefault(reading, state, access.entityRole, previous?.entityRole)
  if (entityRole instanceof Refusal) return entityRole
  const clientRole = storedDefault(reading, state, access.clientRole, previous?.clientRole)
  if (clientRole instanceof Refusal) return clientRole
  const entities = ownEntries(reading, state, access.entities)
  if (entities instanceof Refusal) return entities
  const clients = clientEntries(reading, state, access.clients)
  if (clients instanceof Refusal) return clients
  const explicit = explicitEntries(entities, clients)
  const { organizationRole } = access
  const binding = { userId, organizationRole, entityRole, clientRole, entities, clients, explicit }
  return materialise(reading, state.directory, { ...binding, unreached, rows: noRows })
}

/** D2: the employee must exist; D-3 chooses the status for a user without a binding. */
export const existing = (
  reading: DigitsReading,
  state: State,
  userId: string | undefined
): Binding | Refusal =>
  (userId === undefined ? undefined : state.employees.get(userId)) ??
  new Refusal(reading["D-3"] === "404" ? 404 : 400, "There is no such employee.")

/** D3: the request names the employee by one of two ids; D-1 says whether both may be given. Undefined: nobody has it. */
export const named = (
  reading: DigitsReading,
  state: State,
  userId: string | undefined,
  userExternalId: string | undefined
): string | undefined | Refusal => {
  if (userId === undefined && userExternalId === undefined)
    return new Refusal(400, "Give userId or userExternalId.")
  if (userExternalId === undefined) return userId
  const found = state.userIds.get(userExternalId)
  if (userId === undefined) return found
  if (reading["D-1"] === "refused") return new Refusal(400, "Give userId or userExternalId, not both.")
  const known = state.users.has(userId) ? userId : undefined
  return known === found ? found : new Refusal(400, "userId and userExternalId name different users.")
}

/** D-9: whether a role that the organization does not use may be stored. D-19: whether "No Access" is a role at all. */
export const roleIsUsable = (reading: DigitsReading, state: State, role: string): boolean =>
  role === noAccessRole ? reading["D-19"] === "none" : reading["D-9"] === "stored" || state.roles.has(role)

const unusable = (role: string): Refusal => new Refusal(400, `There is no role "${role}".`)

/** D5: own-entity access by explicit entries. D-11 chooses the status for a client's entity, D-4 what null says. */
export const ownEntries = (
  reading: DigitsReading,
  state: State,
  entries: ReadonlyArray<EntityEntry> | null | undefined
): ReadonlyMap<string, string> | Refusal => {
  if (entries === null && reading["D-4"] === "refused") return new Refusal(400, "entities must not be null.")
  const roles = new Map<string, string>()
  for (const entry of entries ?? []) {
    const entityId = entityNamed(reading, state.directory, entry)
    if (entityId instanceof Refusal) return entityId
    if (state.directory.entities.get(entityId)?.clientId !== undefined)
      return new Refusal(reading["D-11"] === "404" ? 404 : 400, `"${entityId}" is an entity of a client.`)
    const refusal = assign(reading, state, roles, entityId, entry.role)
    if (refusal !== undefined) return refusal
  }
  return roles
}

/** D6: client access by explicit entries. D-8 and D-7 say what becomes of strangers and of repetitions. */
export const clientEntries = (
  reading: DigitsReading,
  state: State,
  entries: ReadonlyArray<ClientEntry> | null | undefined
): ReadonlyMap<string, ClientBinding> | Refusal => {
  if (entries === null && reading["D-4"] === "refused") return new Refusal(400, "clients must not be null.")
  const clients = new Map<string, ClientBinding>()
  for (const entry of entries ?? []) {
    const clientId = clientNamed(reading, state.directory, entry)
    if (clientId instanceof Refusal) return clientId
    const binding = clientEntry(reading, state, clientId, entry, clients.get(clientId))
    if (binding instanceof Refusal) return binding
    clients.set(clientId, binding)
  }
  return clients
}

/** One clients entry, on top of an earlier one for the same client (D-7). D-15: only `present` needs the entities of now. */
const clientEntry = (
  reading: DigitsReading,
  state: State,
  clientId: string,
  entry: ClientEntry,
  earlier: ClientBinding | undefined
): ClientBinding | Refusal => {
  if (earlier !== undefined && reading["D-7"] === "refused")
    return new Refusal(400, `The client "${clientId}" is named twice.`)
  if (entry.role !== undefined && !roleIsUsable(reading, state, entry.role)) return unusable(entry.role)
  const role = entry.role ?? earlier?.role
  if (earlier?.role !== undefined && earlier.role !== role)
    return new Refusal(400, `The client "${clientId}" is given two roles.`)
  if (entry.entities === null && reading["D-4"] === "refused")
    return new Refusal(400, "entities must not be null.")
  const entities = new Map(earlier?.entities)
  for (const nested of entry.entities ?? []) {
    const entityId = entityNamed(reading, state.directory, nested)
    if (entityId instanceof Refusal) return entityId
    if (state.directory.entities.get(entityId)?.clientId !== clientId)
      return unknown(reading, "entity", entityId)
    const refusal = assign(reading, state, entities, entityId, nested.role)
    if (refusal !== undefined) return refusal
  }
  const now = state.directory.entitiesOf.get(clientId) ?? nothing
  return { role, entities, present: reading["D-15"] === "present" ? now : nothing }
}

/** D-7: the same role twice counts once or is refused; two different roles for one target are always refused. */
const assign = (
  reading: DigitsReading,
  state: State,
  roles: Map<string, string>,
  entityId: string,
  role: string
): Refusal | undefined => {
  if (!roleIsUsable(reading, state, role)) return unusable(role)
  const earlier = roles.get(entityId)
  if (earlier !== undefined && (earlier !== role || reading["D-7"] === "refused"))
    return new Refusal(400, `The entity "${entityId}" is named twice.`)
  roles.set(entityId, role)
  return undefined
}

/** D-8: how an unknown entity or client is refused. */
const unknown = (reading: DigitsReading, noun: string, id: string): Refusal =>
  new Refusal(reading["D-8"] === "404" ? 404 : 400, `There is no ${noun} "${id}" here.`)

const entityNamed = (reading: DigitsReading, directory: Directory, entry: EntityEntry): string | Refusal =>
  target(reading, "entity", entry.entityId, entry.entityExternalId, directory.entities, directory.entityIds)

const clientNamed = (reading: DigitsReading, directory: Directory, entry: ClientEntry): string | Refusal =>
  target(reading, "client", entry.clientId, entry.clientExternalId, directory.clients, directory.clientIds)

/** An entry names its target by one of two ids (assumed, like D3); two ids must mean the same target. */
const target = (
  reading: DigitsReading,
  noun: string,
  id: string | undefined,
  externalId: string | undefined,
  known: ReadonlyMap<string, unknown>,
  ids: ReadonlyMap<string, string>
): string | Refusal => {
  if (id === undefined && externalId === undefined) return new Refusal(400, `An entry names no ${noun}.`)
  const found = externalId === undefined ? id : ids.get(externalId)
  if (id !== undefined && found !== undefined && id !== found)
    return new Refusal(400, `An entry's two ids name different targets.`)
  if (found === undefined || !known.has(found)) return unknown(reading, noun, id ?? externalId ?? "")
  return found
}

/** D9, D11: a default is stored on the employee. D-14: what an omitted one does. D-16: what null and "" say. */
export const storedDefault = (
  reading: DigitsReading,
  state: State,
  asked: string | null | undefined,
  stored: string | undefined
): string | undefined | Refusal => {
  const omitted = reading["D-14"] === "kept" ? stored : undefined
  if (asked === undefined) return omitted
  if (asked === null || asked === "") {
    if (reading["D-16"] === "refused") return new Refusal(400, "A default role must be a role.")
    return reading["D-16"] === "absent" ? omitted : undefined
  }
  return roleIsUsable(reading, state, asked) ? asked : unusable(asked)
}

/** D9, D11: an entity that has just been created gets what follows from the stored defaults and entries. */
export const created = (reading: DigitsReading, state: State, entityIds: ReadonlyArray<string>): State => {
  if (reading["D-20"] === "computed") return state
  const employees = new Map<string, Binding>()
  for (const [userId, binding] of state.employees) {
    const rows = new Map(binding.rows)
    for (const entityId of entityIds) addRow(reading, state.directory, binding, entityId, rows)
    employees.set(userId, { ...binding, rows })
  }
  return { ...state, employees }
}

/** D10: entityRole holds for every own entity that no entry names. */
const followingOwn = (binding: Binding): string | undefined => binding.entityRole

/**
 * D11, D12: clientRole holds for client entities, except where `clients` names the client or the entity.
 * D-15: whether an entry for the client holds for entities that it got later. D-17: whether an entry without a role
 * takes the client out of the default. D-5: which entities clientRole passed over.
 */
const followingClient = (
  reading: DigitsReading,
  binding: Binding,
  clientId: string,
  entityId: string
): string | undefined => {
  const entry = binding.clients.get(clientId)
  if (entry !== undefined && (reading["D-15"] === "future" || entry.present.has(entityId))) {
    if (entry.role !== undefined) return entry.role
    if (reading["D-17"] === "loses") return undefined
  }
  return binding.unreached.has(entityId) ? undefined : binding.clientRole
}

const following = (
  reading: DigitsReading,
  directory: Directory,
  binding: Binding,
  entityId: string
): string | undefined => {
  const entity = directory.entities.get(entityId)
  if (entity === undefined) return undefined
  return entity.clientId === undefined
    ? followingOwn(binding)
    : followingClient(reading, binding, entity.clientId, entityId)
}

/** D12: "current client access". D-5: all client entities, or those on which the employee has a role in force now. */
export const unreachedNow = (
  reading: DigitsReading,
  directory: Directory,
  binding: Binding
): ReadonlySet<string> => {
  if (reading["D-5"] === "all") return nothing
  const unreached = new Set<string>()
  for (const entity of directory.entities.values()) {
    if (entity.clientId !== undefined && resolve(reading, directory, binding, entity.entityId) === undefined)
      unreached.add(entity.entityId)
  }
  return unreached
}

/** D13: the explicit entries of both sides, by entity. They win over whatever is wider. */
const explicitEntries = (
  entities: ReadonlyMap<string, string>,
  clients: ReadonlyMap<string, ClientBinding>
): ReadonlyMap<string, string> => {
  if (clients.size === 0) return entities
  const explicit = new Map(entities)
  for (const client of clients.values()) {
    for (const [entityId, role] of client.entities) explicit.set(entityId, role)
  }
  return explicit
}

/** D-18: an organization admin is admin wherever nothing else gives a role. */
const implied = (reading: DigitsReading, binding: Binding): string | undefined =>
  reading["D-18"] === "yes" && binding.organizationRole === adminRole ? adminRole : undefined

/**
 * D13: the role in force on one entity. The entry for the entity, else what follows from the entry for its client or
 * from the default (from the stored row under D-20), else what the organization role implies. D-19: "No Access" is none.
 */
export const resolve = (
  reading: DigitsReading,
  directory: Directory,
  binding: Binding,
  entityId: string
): string | undefined => {
  if (!directory.entities.has(entityId)) return undefined
  const role =
    binding.explicit.get(entityId) ??
    (reading["D-20"] === "materialised"
      ? binding.rows.get(entityId)
      : following(reading, directory, binding, entityId))
  if (role === undefined) return implied(reading, binding)
  return role === noAccessRole && reading["D-19"] === "none" ? undefined : role
}

/** D-20: under `materialised` the roles that follow from something wider are stored entity by entity. */
const materialise = (reading: DigitsReading, directory: Directory, binding: Binding): Binding => {
  if (reading["D-20"] === "computed") return binding
  const rows = new Map<string, string>()
  for (const entityId of directory.entities.keys()) addRow(reading, directory, binding, entityId, rows)
  return { ...binding, rows }
}

const addRow = (
  reading: DigitsReading,
  directory: Directory,
  binding: Binding,
  entityId: string,
  rows: Map<string, string>
): void => {
  const role = following(reading, directory, binding, entityId)
  if (role !== undefined && !binding.explicit.has(entityId)) rows.set(entityId, role)
}

/** The whole call: D3, D2, then D1 with everything that it needs. A refusal leaves the state as it was. */
export const update = (
  reading: DigitsReading,
  state: State,
  asked: Update
): readonly [State, Binding] | Refusal => {
  const userId = named(reading, state, asked.userId, asked.userExternalId)
  if (userId instanceof Refusal) return userId
  const previous = existing(reading, state, userId)
  if (previous instanceof Refusal) return previous
  const unreached = unreachedNow(reading, state.directory, previous)
  const binding = replace(reading, state, previous.userId, asked, previous, unreached)
  if (binding instanceof Refusal) return binding
  return [{ ...state, employees: new Map(state.employees).set(binding.userId, binding) }, binding]
}
