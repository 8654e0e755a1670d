/**
 * A small organization at Digits, and the steps that its clause checks share: raw updates, and what is read afterwards.
 */
import type { Response } from "@muster/twin-kit"
import { Broken, isRefusal, parsed, type PureBench, same, that } from "../Clause.ts"
import type { Running } from "../Running.ts"
import { digits } from "../subjects/Digits.ts"

/** Target → role. */
export type Roles = Readonly<Record<string, string>>

/** A binding as the read gives it, with lists by target. */
export interface Read {
  readonly organizationRole: string
  readonly entities: Roles
  readonly clients: Readonly<Record<string, { readonly role: string | undefined; readonly entities: Roles }>>
  /** The roles in force on own entities. */
  readonly own: Roles
  /** The roles in force on client entities. */
  readonly theirs: Roles
}

export const employeePath = "/v1/organization/employee"

export const low = "Associate"
export const high = "Account Manager"
export const owns = ["own-1", "own-2", "own-3"]
export const clientsEntities: Readonly<Record<string, ReadonlyArray<string>>> = {
  c1: ["c1-a", "c1-b"],
  c2: ["c2-a"]
}
export const everyClientEntity = Object.values(clientsEntities).flat()

/** The same role for each of these targets. */
export const all = (targets: ReadonlyArray<string>, role: string): Roles =>
  Object.fromEntries(targets.map((target) => [target, role]))

/** Entries of the own side, and of entities inside a client. */
export const entries = (roles: Roles) => Object.entries(roles).map(([entityId, role]) => ({ entityId, role }))

/** Explicit access to every target, and no default: whoever has it reaches everything. */
export const everything = {
  entities: entries(all(owns, low)),
  clients: Object.keys(clientsEntities).map((clientId) => ({ clientId, role: low }))
}

const other = { userId: "u-2", userExternalId: "x-2", organizationRole: low, ...everything }

/** The seed: u-1 with this access, u-2 with access to everything, and a user without a binding. */
export const seed = (access: object) => ({
  entities: owns.map((entityId) => ({ entityId })),
  clients: Object.entries(clientsEntities).map(([clientId, entities]) => ({
    clientId,
    entities: entities.map((entityId) => ({ entityId }))
  })),
  users: [{ userId: "u-unbound", userExternalId: "x-unbound" }],
  employees: [{ userId: "u-1", userExternalId: "x-1", organizationRole: low, ...access }, other],
  tokens: [
    { token: digits.token, scopes: ["user:sync", "organization:sync"] },
    { token: "no-scope", scopes: [] },
    { token: "other-scopes", scopes: ["user:sync", "organization:read", "organization"] }
  ]
})

/** The organization at work. */
export class Organization {
  readonly running: Running

  constructor(running: Running) {
    this.running = running
  }

  /** Sends a body as it is. */
  send(body: string, headers: Readonly<Record<string, string>> = {}): Response {
    return this.running.ask({ method: "PUT", path: employeePath, body, headers })
  }

  /** Updates u-1, unless the body says otherwise; it has to be accepted. */
  update(body: object): void {
    const response = this.send(JSON.stringify({ userId: "u-1", organizationRole: low, ...body }))
    same(
      `an update with ${Object.keys(body).join(" and ") || "nothing else"} is accepted`,
      response.status,
      200
    )
  }

  /** The request has to be refused, and nothing may have changed, for anybody. */
  refuses(what: string, send: () => Response): void {
    const bodies = () => [this.look("u-1").body, this.look("u-2").body]
    const before = bodies()
    that(`${what} is refused`, isRefusal(send()))
    same(`${what} changes nothing`, bodies(), before)
  }

  look(userId: string): Response {
    return this.running.ask({ method: "GET", path: employeePath, query: new Map([["userId", userId]]) })
  }

  read(userId = "u-1"): Read {
    const response = this.look(userId)
    same("an employee can be read", response.status, 200)
    const { access, clients, entities, organizationRole } = parsed(response) as Answer
    return {
      organizationRole,
      entities: rolesOf(entities),
      clients: Object.fromEntries(
        clients.map(({ clientId, entities: nested = [], role }) => [
          clientId,
          { role, entities: rolesOf(nested) }
        ])
      ),
      own: rolesOf(access.entities),
      theirs: rolesOf(access.clientEntities)
    }
  }

  /** The roles in force are these, on either side, and no others. */
  holds(when: string, own: Roles, theirs: Roles): void {
    const read = this.read()
    same(`${when}: access to own entities`, read.own, own)
    same(`${when}: access to client entities`, read.theirs, theirs)
  }

  fork(): Organization {
    return new Organization(this.running.fork())
  }

  addOwn(entityId: string): void {
    this.running.happen({ type: "own-entity-added", entity: { entityId } })
  }

  addTo(clientId: string, entityId: string): void {
    this.running.happen({ type: "client-entity-added", clientId, entity: { entityId } })
  }

  addClient(clientId: string, entityId: string): void {
    this.running.happen({ type: "client-added", client: { clientId, entities: [{ entityId }] } })
  }
}

/** Starts the organization. */
export const organization = (bench: PureBench, access: object): Organization =>
  new Organization(bench.start(seed(access)))

type Entries = ReadonlyArray<{ readonly entityId: string; readonly role: string }>

interface Answer {
  readonly organizationRole: string
  readonly entities: Entries
  readonly clients: ReadonlyArray<{
    readonly clientId: string
    readonly role?: string
    readonly entities?: Entries
  }>
  readonly access: { readonly entities: Entries; readonly clientEntities: Entries }
}

const rolesOf = (list: Entries): Roles => {
  if (new Set(list.map(({ entityId }) => entityId)).size < list.length)
    throw new Broken("not so: an entity is listed once")
  return Object.fromEntries(list.map(({ entityId, role }) => [entityId, role]))
}
