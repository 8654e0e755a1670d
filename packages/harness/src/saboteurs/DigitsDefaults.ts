/** Saboteurs of D9 to D13: what a wider role is given on, and what a default is kept for. */
import { type State, twin } from "@muster/twin-digits"
import type { Twin } from "@muster/twin-kit"
import { answering, objectIn, type Saboteur, saboteur } from "../Saboteur.ts"
import { type Body, type ClientEntry, type Entry, rereading, united, unitedClients } from "./DigitsUpdate.ts"

const ids = (state: State, isOwn: boolean): ReadonlyArray<string> =>
  [...state.directory.entities.values()]
    .filter(({ clientId }) => (clientId === undefined) === isOwn)
    .map(({ entityId }) => entityId)

/** Entries for every own entity there is. */
const ownEntries = (state: State, role: string): ReadonlyArray<Entry> =>
  ids(state, true).map((entityId) => ({ entityId, role }))

/** Entries for every entity of every client there is. */
const clientEntries = (state: State, role: string): ReadonlyArray<ClientEntry> =>
  [...state.directory.entitiesOf].map(([clientId, entities]) => ({
    clientId,
    entities: [...entities].map((entityId) => ({ entityId, role }))
  }))

/** entityRole spelled out as entries for the own entities that there are. */
const ownSpelledOut = ({ entityRole, ...body }: Body, state: State): Body =>
  entityRole === undefined
    ? body
    : { ...body, entities: united(body.entities ?? [], ownEntries(state, entityRole)) }

/** clientRole spelled out as entries for the client entities that there are. */
const clientsSpelledOut = ({ clientRole, ...body }: Body, state: State): Body =>
  clientRole === undefined
    ? body
    : { ...body, clients: unitedClients(body.clients ?? [], clientEntries(state, clientRole)) }

/** Where roles are hidden: an employee's entities that the default passes over, against the document. */
interface Hiding {
  readonly inner: State
  readonly hidden: ReadonlyMap<string, ReadonlySet<string>>
}

/** A twin in which a default passes over some entities that no entry names. */
const passingOver = (chosen: (body: Body, state: State) => ReadonlyArray<string>): Twin<Hiding> => ({
  id: twin.id,
  seed: (json, reading) => ({ inner: twin.seed(json, reading), hidden: new Map() }),
  event: (state, json, reading) => ({ ...state, inner: twin.event(state.inner, json, reading) }),
  rules: (reading) => {
    const honest = twin.rules(reading)
    return ({ hidden, inner }, request) => {
      const [next, response] = honest(inner, request)
      const body = request.method === "PUT" && response.status === 200 ? objectIn(request.body) : undefined
      const now = body === undefined ? hidden : hiding(hidden, body, chosen(body, inner))
      return [{ inner: next, hidden: now }, masked(response, now)]
    }
  }
})

const hiding = (
  hidden: Hiding["hidden"],
  { clients = [], entities = [], userId = "" }: Body,
  chosen: ReadonlyArray<string>
): Hiding["hidden"] => {
  const named = [...entities, ...clients.flatMap((client) => client.entities ?? [])].map(
    (each) => each.entityId
  )
  return new Map(hidden).set(userId, new Set(chosen.filter((entityId) => !named.includes(entityId))))
}

const masked = (response: Parameters<typeof answering>[0], hidden: Hiding["hidden"]) => {
  const answer = objectIn(response.body) as Partial<Answered> | undefined
  const names = hidden.get(answer?.userId ?? "")
  if (answer?.access === undefined || names === undefined) return response
  const seen = (list: ReadonlyArray<Entry>) => list.filter(({ entityId = "" }) => !names.has(entityId))
  const { clientEntities, entities } = answer.access
  return answering(response, {
    ...answer,
    access: { entities: seen(entities), clientEntities: seen(clientEntities) }
  })
}

interface Answered {
  readonly userId: string
  readonly access: { readonly entities: ReadonlyArray<Entry>; readonly clientEntities: ReadonlyArray<Entry> }
}

/** Entities that come with a client are passed over by every stored default. */
const newClientsLeftOut: Twin<State> = {
  ...twin,
  event: (state, json, reading) => {
    const next = twin.event(state, json, reading)
    const added = [...next.directory.entities.values()]
      .filter(({ clientId }) => clientId !== undefined && !state.directory.clients.has(clientId))
      .map(({ entityId }) => entityId)
    const employees = [...next.employees].map(([userId, binding]) => {
      const rows = new Map([...binding.rows].filter(([entityId]) => !added.includes(entityId)))
      return [userId, { ...binding, unreached: new Set([...binding.unreached, ...added]), rows }] as const
    })
    return { ...next, employees: new Map(employees) }
  }
}

export const defaultSaboteurs: ReadonlyArray<Saboteur> = [
  saboteur(
    "D9-existing-only",
    "entityRole is spelled out as entries and forgotten.",
    rereading((body, _stored, state) => ownSpelledOut(body, state))
  ),
  saboteur(
    "D9-first-default-stays",
    "Another entityRole is given on what exists, and the first one stays for what comes.",
    rereading((body, { entityRole }, state) =>
      entityRole === undefined || body.entityRole === undefined
        ? body
        : { ...ownSpelledOut(body, state), entityRole }
    )
  ),
  saboteur(
    "D10-future-only",
    "entityRole waits for entities that come later.",
    passingOver((body, state) => (body.entityRole === undefined ? [] : ids(state, true)))
  ),
  saboteur(
    "D10-skips-who-has-a-role",
    "An own entity with an entry keeps it when entityRole comes.",
    rereading((body, { entities = [] }) =>
      body.entityRole === undefined ? body : { ...body, entities: united(body.entities ?? [], entities) }
    )
  ),
  saboteur(
    "D10-first-default-stays",
    "Another entityRole is passed over while one is stored.",
    rereading((body, { entityRole }) =>
      body.entityRole === undefined || entityRole === undefined ? body : { ...body, entityRole }
    )
  ),
  saboteur(
    "D10-entries-replace-the-default",
    "Where entities names anything, entityRole is given on nothing.",
    passingOver((body, state) => (body.entities === undefined ? [] : ids(state, true)))
  ),
  saboteur(
    "D11-existing-only",
    "clientRole is spelled out as entries and forgotten.",
    rereading((body, _stored, state) => clientsSpelledOut(body, state))
  ),
  saboteur(
    "D11-first-default-stays",
    "Another clientRole is given on what exists, and the first one stays for what comes.",
    rereading((body, { clientRole }, state) =>
      clientRole === undefined || body.clientRole === undefined
        ? body
        : { ...clientsSpelledOut(body, state), clientRole }
    )
  ),
  saboteur(
    "D11-new-clients-left-out",
    "clientRole is not given on entities of a new client.",
    newClientsLeftOut
  ),
  saboteur(
    "D12-future-only",
    "clientRole waits for client entities that come later.",
    passingOver((body, state) =>
      body.clientRole === undefined
        ? []
        : [...state.directory.entitiesOf].flatMap(([clientId, entities]) =>
            body.clients?.some((entry) => entry.clientId === clientId) === true ? [] : [...entities]
          )
    )
  ),
  saboteur(
    "D12-skips-who-has-a-role",
    "A client with an entry keeps it when clientRole comes.",
    rereading((body, { clients = [] }) =>
      body.clientRole === undefined ? body : { ...body, clients: unitedClients(body.clients ?? [], clients) }
    )
  ),
  saboteur(
    "D12-first-client-only",
    "clientRole is given on the entities of one client.",
    passingOver((body, state) =>
      body.clientRole === undefined || body.clients !== undefined
        ? []
        : [...state.directory.entitiesOf.values()].slice(1).flatMap((entities) => [...entities])
    )
  ),
  saboteur(
    "D12-named-clients-too",
    "clientRole is given on a client that clients names, too.",
    rereading((body) =>
      body.clientRole === undefined
        ? body
        : { ...body, clients: (body.clients ?? []).filter(({ entities }) => entities !== undefined) }
    )
  ),
  saboteur(
    "D12-named-entities-too",
    "clientRole is given on an entity that clients names, too.",
    rereading((body) =>
      body.clientRole === undefined
        ? body
        : { ...body, clients: (body.clients ?? []).filter(({ entities }) => entities === undefined) }
    )
  ),
  saboteur(
    "D13-entry-hides-its-siblings",
    "An entry for an entity takes the client's role away from the client's other entities.",
    passingOver((body, state) =>
      (body.clients ?? []).flatMap(({ clientId = "", entities }) =>
        entities === undefined ? [] : [...(state.directory.entitiesOf.get(clientId) ?? [])]
      )
    )
  )
]
