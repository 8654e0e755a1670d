/**
 * The open points of Digits. Every update replaces the whole binding, so each question sends the record as it was
 * found with one thing changed, and the last one (D-12) sends it as it was found. A default role may turn out to be
 * one that no request takes away again; the questions that give one need consent.
 */
import type { Reading } from "@muster/core"
import type { Response } from "@muster/twin-kit"
import { json, type Question, type Site, type Told, Untold } from "./Question.ts"

const path = "/v1/organization/employee"
const admin = "Admin"
const noAccess = "No Access"

interface Entry {
  readonly entityId: string
  readonly role: string
}

interface Client {
  readonly clientId: string
  readonly entities: ReadonlyArray<{ readonly entityId: string }>
}

interface Binding {
  readonly userExternalId?: string
  readonly organizationRole: string
  readonly entityRole?: string
  readonly clientRole?: string
  readonly entities: ReadonlyArray<Entry>
  readonly clients: ReadonlyArray<unknown>
  readonly access: {
    readonly entities: ReadonlyArray<Entry>
    readonly clientEntities: ReadonlyArray<Entry & { readonly clientId: string }>
  }
}

/** Asks a site once and remembers what it said. */
const once = <A>(look: (site: Site) => A): ((site: Site) => A) => {
  const seen = new WeakMap<Site, { readonly said: A }>()
  return (site) => {
    const { said } = seen.get(site) ?? { said: look(site) }
    seen.set(site, { said })
    return said
  }
}

const show = ({ ask, id }: Site): Binding =>
  json(ask({ method: "GET", path, query: new Map([["userId", id]]) })) as Binding

/** The binding before the first question. */
const found = once(show)

const own = once(({ ask }) => {
  const page = json(ask({ method: "GET", path: "/v1/organization/entities" })) as Pick<Client, "entities">
  return page.entities.map(({ entityId }) => entityId)
})

const clients = once(({ ask }) => {
  const page = json(ask({ method: "GET", path: "/v1/organization/clients" })) as {
    readonly clients: ReadonlyArray<Client>
  }
  return page.clients
})

const clientEntities = (site: Site) =>
  clients(site).flatMap(({ entities }) => entities.map(({ entityId }) => entityId))

/** A role that the record shows to be in use, and that is no administrator's. */
const plain = (site: Site): string => {
  const { access, clientRole, entityRole, organizationRole } = found(site)
  const inForce = [...access.entities, ...access.clientEntities].map(({ role }) => role)
  return (
    [entityRole, clientRole, ...inForce, organizationRole].find(
      (role) => role !== undefined && role !== admin && role !== noAccess
    ) ?? "Associate"
  )
}

/** The binding as it was found, but for this. */
const put = (site: Site, changed: object): Response => {
  const { clientRole, clients: entries, entities, entityRole, organizationRole } = found(site)
  const binding = { userId: site.id, organizationRole, entityRole, clientRole, entities, clients: entries }
  return site.ask({ method: "PUT", path, body: JSON.stringify({ ...binding, ...changed }) })
}

const isRefused = ({ status }: Response) => status >= 400

const isEmpty = (response: Response) => Object.keys({ ...(json(response) as object) }).length === 0

/** Refused; or else what the binding is then decides. */
const whether = (
  site: Site,
  changed: object,
  then: (now: Binding) => Told,
  refused: Told = "refused"
): Told => {
  const answer = put(site, changed)
  return isRefused(answer) ? refused : then(isEmpty(answer) ? show(site) : (json(answer) as Binding))
}

const isAccepted = (site: Site, changed: object, accepted: string): string =>
  isRefused(put(site, changed)) ? "refused" : accepted

/** With which status this is refused. */
const refusal = (site: Site, changed: object): Told => String(put(site, changed).status)

const unprepared = new Untold("an update that it takes was refused")
const noOwn = new Untold("it takes an own entity")
const noClient = new Untold("it takes a client with an entity")

/** What is said to be rid of a default, as far as that is known. */
const nothing = (known: Reading.Reading) => (known["D-16"] === "cleared" ? null : undefined)

/** Without client access, unless a clientRole is there to stay. */
const withoutClients = (site: Site, known: Reading.Reading): object | Untold =>
  found(site).clientRole === undefined || known["D-14"] === "cleared" || known["D-16"] === "cleared"
    ? { clientRole: nothing(known), clients: [] }
    : new Untold("it takes a record whose clientRole can be taken away")

const requests: ReadonlyArray<Question> = [
  {
    axis: "D-1",
    ask: (site) => {
      const { userExternalId } = found(site)
      if (userExternalId === undefined) return new Untold("it takes a record that has a userExternalId")
      return isAccepted(site, { userExternalId }, "accepted")
    }
  },
  { axis: "D-3", ask: (site) => refusal(site, { userId: stranger(site), entities: [], clients: [] }) },
  { axis: "D-4", ask: (site) => isAccepted(site, { entities: null }, "absent") },
  {
    axis: "D-7",
    ask: (site) => {
      const [first] = own(site)
      const [entry = first === undefined ? undefined : { entityId: first, role: plain(site) }] =
        found(site).entities
      return entry === undefined ? noOwn : isAccepted(site, { entities: [entry, entry] }, "accepted")
    }
  },
  {
    axis: "D-8",
    ask: (site) => refusal(site, { entities: [{ entityId: stranger(site), role: plain(site) }] })
  },
  { axis: "D-9", ask: (site) => isAccepted(site, { organizationRole: stranger(site) }, "stored") },
  { axis: "D-10", ask: (site) => isAccepted(site, { muster: "Muster" }, "ignored") },
  {
    axis: "D-11",
    ask: (site) => {
      const [entityId] = clientEntities(site)
      return entityId === undefined
        ? noClient
        : refusal(site, { entities: [{ entityId, role: plain(site) }] })
    }
  },
  {
    axis: "D-19",
    ask: (site) => {
      const [entityId] = own(site)
      if (entityId === undefined) return noOwn
      return whether(site, { entities: [{ entityId, role: noAccess }] }, ({ access }) =>
        access.entities.some((each) => each.entityId === entityId)
          ? new Untold("it is stored, and takes no access away")
          : "none"
      )
    }
  }
]

/** The name of nobody and nothing. */
const stranger = ({ serial }: Site) => `muster-${serial}`

const defaults: ReadonlyArray<Question> = [
  {
    axis: "D-14",
    hazards: ["irreversible"],
    ask: (site) => {
      if (found(site).entityRole === undefined && isRefused(put(site, { entityRole: plain(site) })))
        return unprepared
      return whether(
        site,
        { entityRole: undefined },
        ({ entityRole }) => (entityRole === undefined ? "cleared" : "kept"),
        unprepared
      )
    }
  },
  {
    // Who has been asked D-14, and keeps defaults, has one now.
    axis: "D-16",
    after: ["D-14"],
    ask: (site, known) =>
      whether(site, { entityRole: null }, ({ entityRole }) => {
        if (entityRole !== undefined) return "absent"
        if (known["D-14"] === "kept") return "cleared"
        return new Untold(
          known["D-14"] === "cleared"
            ? "a default that is left out is forgotten, so null need not say more to be rid of it"
            : "it takes an answer to D-14"
        )
      })
  },
  {
    axis: "D-18",
    after: ["D-14", "D-16"],
    ask: (site, known) => {
      const without = withoutClients(site, known)
      if (without instanceof Untold) return without
      const asked = { ...without, organizationRole: admin, entityRole: nothing(known), entities: [] }
      return whether(
        site,
        asked,
        ({ access, clientRole, entityRole }) => {
          const free = [
            ...(entityRole === undefined ? own(site) : []),
            ...(clientRole === undefined ? clientEntities(site) : [])
          ]
          if (free.length === 0) return new Untold("it takes an entity that no default gives a role on")
          const held = [...access.entities, ...access.clientEntities]
          return held.some(({ entityId }) => free.includes(entityId)) ? "yes" : "no"
        },
        new Untold(`the organization role ${admin} is refused`)
      )
    }
  },
  {
    axis: "D-5",
    hazards: ["irreversible"],
    after: ["D-18"],
    ask: (site, known) => {
      const without = withoutClients(site, known)
      if (without instanceof Untold) return without
      const [entity] = clientEntities(site)
      if (entity === undefined) return noClient
      const organizationRole = plain(site)
      if (isRefused(put(site, { ...without, organizationRole }))) return unprepared
      return whether(
        site,
        { organizationRole, clientRole: plain(site), clients: [] },
        ({ access }) =>
          access.clientEntities.some(({ entityId }) => entityId === entity) ? "all" : "reached",
        unprepared
      )
    }
  },
  {
    axis: "D-17",
    hazards: ["irreversible"],
    after: ["D-5"],
    ask: (site, known) => {
      const client = clients(site).find(({ entities }) => entities.length > 1)
      const [named, other] = client?.entities ?? []
      if (client === undefined || named === undefined || other === undefined)
        return new Untold("it takes a client with two entities")
      const [{ clientId }, role] = [client, plain(site)]
      const reaching = { organizationRole: role, clients: [{ clientId, role }] }
      if (known["D-5"] !== "all" && isRefused(put(site, reaching))) return unprepared
      const entries = [{ clientId, entities: [{ entityId: named.entityId, role }] }]
      return whether(
        site,
        { organizationRole: role, clientRole: role, clients: entries },
        ({ access }) =>
          access.clientEntities.some(({ entityId }) => entityId === other.entityId) ? "keeps" : "loses",
        unprepared
      )
    }
  }
]

/** The client entities that clientRole may have been given on, by client. */
const reached = (site: Site) => {
  const { access, clientRole } = found(site)
  const given = access.clientEntities.filter(({ role }) => role === clientRole || role !== admin)
  return [...Map.groupBy(given, ({ clientId }) => clientId)].map(([clientId, entities]) => ({
    clientId,
    entities: entities.map(({ entityId, role }) => ({ entityId, role }))
  }))
}

/** Comes last, and puts the record back: first what its clientRole reached, in case that is all that it can reach. */
const last: Question = {
  axis: "D-12",
  after: [...requests, ...defaults].map(({ axis }) => axis),
  ask: (site, known) => {
    const { clientRole = nothing(known), entityRole = nothing(known) } = found(site)
    if (typeof clientRole === "string" && known["D-5"] !== "all")
      put(site, { organizationRole: plain(site), clientRole: nothing(known), clients: reached(site) })
    const answer = put(site, { clientRole, entityRole })
    if (isRefused(answer)) return new Untold("the record could not be put back")
    return isEmpty(answer) ? "empty" : "binding"
  }
}

export const digitsQuestions: ReadonlyArray<Question> = [...requests, ...defaults, last]
