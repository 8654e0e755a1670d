/** Saboteurs of D5 to D8 and D13: how access is given, on which side, what goes, and which word counts. */
import { type Saboteur, saboteur } from "../Saboteur.ts"
import { type Body, refusing, rereading, united, unitedClients, without } from "./DigitsUpdate.ts"

const oneSide = (clause: string, list: "entities" | "clients", role: "entityRole" | "clientRole") => [
  saboteur(
    `${clause}-excludes`,
    `${role} and ${list} exclude each other, as an older page had it.`,
    refusing((body) => body[role] !== undefined && body[list] !== undefined)
  ),
  saboteur(
    `${clause}-entries-need-a-default`,
    `${list} without ${role} says nothing.`,
    rereading((body) => (body[role] === undefined ? without(body, list) : body))
  ),
  saboteur(
    `${clause}-default-needs-entries`,
    `${role} without ${list} is refused.`,
    refusing((body) => body[role] !== undefined && body[list] === undefined)
  )
]

const givesOwn = (body: Body): boolean => body.entityRole !== undefined || body.entities !== undefined
const givesClients = (body: Body): boolean => body.clientRole !== undefined || body.clients !== undefined

const sides: ReadonlyArray<Saboteur> = [
  saboteur(
    "D7-needs-both-sides",
    "One side alone is refused.",
    refusing((body) => givesOwn(body) !== givesClients(body))
  ),
  saboteur(
    "D7-entity-role-for-clients-too",
    "entityRole is the default of clients too, where clientRole is left out.",
    rereading((body) => (body.entityRole === undefined ? body : { clientRole: body.entityRole, ...body }))
  ),
  saboteur(
    "D7-client-role-for-own-too",
    "clientRole is the default of own entities too, where entityRole is left out.",
    rereading((body) => (body.clientRole === undefined ? body : { entityRole: body.clientRole, ...body }))
  ),
  saboteur(
    "D7-own-side-hides-clients",
    "Where own access is given, client access is not looked at.",
    rereading((body) => (givesOwn(body) ? without(body, "clients", "clientRole") : body))
  )
]

const listOf = <Item>(list: ReadonlyArray<Item> | undefined): ReadonlyArray<Item> => list ?? []

const omission: ReadonlyArray<Saboteur> = [
  saboteur(
    "D8-keeps-own-access",
    "Own entities stay where the own side is left out.",
    rereading((body, { entities }) => (givesOwn(body) ? body : { ...body, entities: listOf(entities) }))
  ),
  saboteur(
    "D8-keeps-client-access",
    "Clients stay where the client side is left out.",
    rereading((body, { clients }) => (givesClients(body) ? body : { ...body, clients: listOf(clients) }))
  ),
  saboteur(
    "D8-empty-own-list-says-nothing",
    "An empty entities list clears nothing.",
    rereading((body, { entities }) =>
      body.entities?.length === 0 ? { ...body, entities: listOf(entities) } : body
    )
  ),
  saboteur(
    "D8-empty-client-list-says-nothing",
    "An empty clients list clears nothing.",
    rereading((body, { clients }) =>
      body.clients?.length === 0 ? { ...body, clients: listOf(clients) } : body
    )
  ),
  saboteur(
    "D8-own-list-only-adds",
    "An own entity that the list leaves out stays.",
    rereading((body, { entities }) =>
      body.entities === undefined ? body : { ...body, entities: united(body.entities, listOf(entities)) }
    )
  ),
  saboteur(
    "D8-client-list-only-adds",
    "A client that the list leaves out stays.",
    rereading((body, { clients }) =>
      body.clients === undefined ? body : { ...body, clients: unitedClients(body.clients, listOf(clients)) }
    )
  ),
  saboteur(
    "D8-keeps-entities-of-a-client",
    "An entity that a client's entry leaves out stays.",
    rereading((body, stored) => ({
      ...body,
      clients: listOf(body.clients).map((entry) => {
        const before = listOf(stored.clients).find(({ clientId }) => clientId === entry.clientId)
        const nested = united(listOf(entry.entities), listOf(before?.entities))
        return nested.length === 0 ? entry : { ...entry, entities: nested }
      })
    }))
  ),
  saboteur(
    "D8-own-omission-clears-clients",
    "Access is removed on the other side too.",
    rereading((body) => (givesOwn(body) ? body : without(body, "clients", "clientRole")))
  ),
  saboteur(
    "D8-client-omission-clears-own",
    "Access is removed on the other side too.",
    rereading((body) => (givesClients(body) ? body : without(body, "entities", "entityRole")))
  ),
  saboteur(
    "D8-applies-a-silent-default",
    "Where the own side is left out, organizationRole is its default.",
    rereading((body) =>
      givesOwn(body) || body.organizationRole === undefined
        ? body
        : { ...body, entityRole: body.organizationRole }
    )
  )
]

const precedence: ReadonlyArray<Saboteur> = [
  saboteur(
    "D13-default-wins-on-own-entities",
    "entityRole overrides entities.",
    rereading((body) => (body.entityRole === undefined ? body : without(body, "entities")))
  ),
  saboteur(
    "D13-default-wins-on-clients",
    "clientRole overrides clients.",
    rereading((body) => (body.clientRole === undefined ? body : without(body, "clients")))
  ),
  saboteur(
    "D13-default-wins-inside-clients",
    "clientRole overrides entries for entities of a client.",
    rereading((body) =>
      body.clientRole === undefined
        ? body
        : {
            ...body,
            clients: listOf(body.clients).map(({ entities: _entities, ...entry }) => entry)
          }
    )
  ),
  saboteur(
    "D13-client-wins-inside-clients",
    "The role for a client overrides the entries for its entities.",
    rereading((body) => ({
      ...body,
      clients: listOf(body.clients).map(({ entities, ...entry }) =>
        entities === undefined || entry.role !== undefined ? entry : { ...entry, entities }
      )
    }))
  ),
  saboteur(
    "D13-entry-only-raises",
    "An entry that says Associate does not lower a default that says more.",
    rereading((body) =>
      body.entityRole === undefined
        ? body
        : { ...body, entities: listOf(body.entities).filter(({ role }) => role !== "Associate") }
    )
  )
]

export const accessSaboteurs: ReadonlyArray<Saboteur> = [
  ...oneSide("D5", "entities", "entityRole"),
  ...oneSide("D6", "clients", "clientRole"),
  ...sides,
  ...omission,
  ...precedence
]
