/** Digits under test. */
import * as Adapter from "@muster/adapter-digits/Adapter"
import * as Codec from "@muster/adapter-digits/Codec"
import { definition } from "@muster/adapter-digits/Semantics"
import * as Wire from "@muster/adapter-digits/Wire"
import type { Directory, Snapshot } from "@muster/core"
import { Samples } from "@muster/core/testing"
import { axes, twin } from "@muster/twin-digits"
import type { Twin } from "@muster/twin-kit"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import type { Ask, Subject } from "../Subject.ts"

const member = { userId: "u-1" }
const token = "digits-token"
const path = "/v1/organization/employee"
const roles = ["Associate", "Account Manager"]
const organizationRoles = ["Associate", "Admin", "Account Manager"]
const codec = Codec.make(Wire.assumptions)

const optional = <A>(arbitrary: fc.Arbitrary<A>): fc.Arbitrary<A | undefined> =>
  fc.option(arbitrary, { nil: undefined, freq: 2 })

const role = fc.constantFrom(...roles)

/** Entries for some entities; the same draw serves own entities and those of a client. */
const entriesFor = (entities: ReadonlyArray<string>) =>
  fc
    .tuple(...entities.map((entityId) => optional(role.map((given) => ({ entityId, role: given })))))
    .map((entries) => entries.filter((entry) => entry !== undefined))

const directory = fc
  .record({
    ids: fc.shuffledSubarray([...Samples.hostileIds, "x1", "x2", "x3"], { minLength: 6, maxLength: 6 }),
    own: fc.integer({ min: 0, max: 2 }),
    first: fc.integer({ min: 1, max: 2 }),
    clients: fc.integer({ min: 0, max: 2 })
  })
  .map(({ clients, first, ids, own }) => ({
    own: ids.slice(0, own),
    clients: [
      { clientId: "c1", entities: ids.slice(own, own + first) },
      { clientId: "constructor", entities: ids.slice(own + first, own + first + 1) }
    ].slice(0, clients)
  }))

const listed = (entityId: string) => ({ entityId, externalId: `ext ${entityId}` })

const seed = directory.chain(({ clients, own }) =>
  fc
    .record({
      organizationRole: fc.constantFrom(...organizationRoles),
      entityRole: optional(role),
      clientRole: optional(role),
      entities: entriesFor(own),
      named: fc.tuple(...clients.map(() => fc.boolean())),
      heads: fc.tuple(...clients.map(() => optional(role))),
      nested: fc.tuple(...clients.map((client) => entriesFor(client.entities))),
      reached: fc.subarray(clients.flatMap((client) => client.entities))
    })
    .map(({ clientRole, entities, entityRole, heads, named, nested, organizationRole, reached }) => ({
      entities: own.map(listed),
      clients: clients.map(({ clientId, entities: ids }) => ({
        clientId,
        externalId: `ext ${clientId}`,
        entities: ids.map(listed)
      })),
      roles: organizationRoles,
      employees: [
        {
          ...member,
          userExternalId: "ext u-1",
          organizationRole,
          ...(entityRole === undefined ? {} : { entityRole }),
          ...(clientRole === undefined ? {} : { clientRole }),
          entities,
          clients: clients.flatMap(({ clientId }, at) => {
            const head = heads[at]
            const inside = nested[at] ?? []
            return named[at] === true && (head !== undefined || inside.length > 0)
              ? [{ clientId, ...(head === undefined ? {} : { role: head }), entities: inside }]
              : []
          }),
          reached
        }
      ],
      tokens: [{ token, scopes: ["organization:sync"] }]
    }))
)

/** All pages of a list, through the codec. */
const pages = <A>(ask: Ask, at: string, decode: (json: unknown) => Result.Result<Codec.Page<A>, unknown>) => {
  const items: Array<A> = []
  let cursor: string | undefined
  do {
    const query = new Map(cursor === undefined ? [] : [["cursor", cursor]])
    const page = Result.getOrThrow(decode(JSON.parse(ask({ method: "GET", path: at, query }).body)))
    items.push(...page.items)
    cursor = page.cursor
  } while (cursor !== undefined)
  return items
}

const read = (ask: Ask): Snapshot.Snapshot => {
  const held: Directory.Directory = {
    own: pages(ask, Wire.assumptions.paths.entities, codec.entities),
    clients: pages(ask, Wire.assumptions.paths.clients, codec.clients)
  }
  const answer = ask({ method: "GET", path, query: new Map(Object.entries(member)) })
  return Result.getOrThrow(codec.decode(member, held, JSON.parse(answer.body)))
}

export const digits: Subject = {
  id: "digits",
  definition,
  samples: { values: { organizationRole: organizationRoles }, voidable: [], roles, members: [member] },
  axes,
  token,
  member,
  twin: twin as Twin<unknown>,
  connect: Adapter.make,
  seed: () => seed,
  read,
  write: (ask, body) => ask({ method: "PUT", path, body: JSON.stringify(body) }),
  event: ({ access }, pick, serial) => {
    const clients = access?.directory.clients ?? []
    const client = clients[pick(Math.max(clients.length, 1))]
    switch (pick(client === undefined ? 2 : 4)) {
      case 0:
        return { type: "own-entity-added", entity: listed(`own ${serial}`) }
      case 1:
        return {
          type: "client-added",
          client: { clientId: `client ${serial}`, entities: [listed(`of client ${serial}`)] }
        }
      case 2:
        return {
          type: "client-entity-added",
          clientId: client?.id,
          entity: listed(`new ${serial}`)
        }
      default:
        return {
          type: "employee-written",
          body: {
            ...member,
            organizationRole: organizationRoles[pick(organizationRoles.length)],
            ...(pick(2) === 0 ? { clientRole: roles[pick(roles.length)] } : {}),
            clients: [{ clientId: client?.id, role: roles[pick(roles.length)] }]
          }
        }
    }
  },
  later: ({ access }) => [
    {
      name: "later own entities",
      entity: "later own",
      event: { type: "own-entity-added", entity: listed("later own") }
    },
    {
      name: "entities of later clients",
      entity: "later of new",
      event: {
        type: "client-added",
        client: { clientId: "later client", entities: [listed("later of new")] }
      }
    },
    ...(access?.directory.clients ?? []).map(({ id }) => ({
      name: `later entities of ${id}`,
      entity: `later of ${id}`,
      event: { type: "client-entity-added", clientId: id, entity: listed(`later of ${id}`) }
    }))
  ]
}
