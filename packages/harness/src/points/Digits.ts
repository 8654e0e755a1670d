/**
 * What Digits' page leaves open, and what the assumed reads show: the twin does what its reading says. No vendor can
 * be held to this; it keeps a twin from answering otherwise than whoever chose the reading believes.
 */
import type { Response } from "@muster/twin-kit"
import { clause, type ClauseCheck, parsed, type PureBench, same, that } from "../Clause.ts"
import { digits } from "../subjects/Digits.ts"
import { employeePath, everything, high, low, Organization, owns, seed } from "../clauses/Organization.ts"
import { throws } from "./Seeds.ts"

const ids = { userId: "u-1" }

/** The same organization with external ids everywhere. */
const start = (bench: PureBench, access: object = everything, more: object = {}): Organization => {
  const plain = seed(access)
  const named = <Id extends string>(id: Id) => ({ externalId: `ext ${id}` })
  return new Organization(
    bench.start({
      ...plain,
      entities: plain.entities.map((each) => ({ ...each, ...named(each.entityId) })),
      clients: plain.clients.map(({ clientId, entities }) => ({
        clientId,
        ...named(clientId),
        entities: entities.map((each) => ({ ...each, ...named(each.entityId) }))
      })),
      ...more
    })
  )
}

const put = (firm: Organization, body: object): Response =>
  firm.send(JSON.stringify({ ...ids, organizationRole: low, ...body }))

const codes: Readonly<Record<number, string>> = {
  400: "INVALID_ARGUMENT",
  404: "NOT_FOUND",
  405: "METHOD_NOT_ALLOWED"
}

/** A refusal with this status, the code that belongs to it, and words; nothing changes. */
const refuses = (
  firm: Organization,
  what: string,
  status: number,
  send: (firm: Organization) => Response
): void => {
  firm.refuses(what, () => {
    const response = send(firm)
    same(`${what}: the status`, response.status, status)
    const { error } = parsed(response) as {
      readonly error?: { readonly code?: string; readonly message?: string }
    }
    same(`${what}: the code`, error?.code, codes[status])
    that(`${what}: the message says something`, /\w+ \w+/.test(error?.message ?? ""))
    return response
  })
}

/** Either a refusal with this status, or the same as another body. */
const counts = (firm: Organization, what: string, body: object, wanted: object | number): void => {
  if (typeof wanted === "number") return refuses(firm, what, wanted, (at) => put(at, body))
  const [one, other] = [firm.fork(), firm.fork()]
  same(`${what} is accepted`, put(one, body).status, 200)
  same(`${what}: its counterpart is accepted`, put(other, wanted).status, 200)
  same(`${what} counts as it should`, parsed(one.look("u-1")), parsed(other.look("u-1")))
}

const status = (answer: string | undefined): number => Number(answer)

const naming = clause("D-1", "One id, or two that agree, name the employee.", (bench) => {
  const firm = start(bench)
  const external = { userId: undefined, userExternalId: "x-1" }
  counts(firm, "the external id", { ...external, organizationRole: high }, { organizationRole: high })
  const both = { userExternalId: "x-1", organizationRole: high }
  counts(firm, "both ids", both, bench.reading["D-1"] === "accepted" ? { organizationRole: high } : 400)
  refuses(firm, "no id", 400, (at) => put(at, { userId: undefined }))
  refuses(firm, "ids of two employees", 400, (at) => put(at, { userExternalId: "x-2" }))
  refuses(firm, "an id and a stranger's", 400, (at) => put(at, { userId: "nobody", userExternalId: "x-2" }))
  for (const userId of ["nobody", "u-unbound"])
    refuses(firm, `an update of ${userId}`, status(bench.reading["D-3"]), (at) => put(at, { userId }))
  const get = (query: Readonly<Record<string, string>>) =>
    firm.running.ask({ method: "GET", path: employeePath, query: new Map(Object.entries(query)) })
  const { userExternalId } = parsed(get(ids)) as { readonly userExternalId?: string }
  same("a read shows the external id", userExternalId, "x-1")
  same("both ids read the same", parsed(get({ userExternalId: "x-1" })), parsed(get(ids)))
  refuses(firm, "a read without id", 400, () => get({}))
  refuses(firm, "a read of two", 400, () => get({ userId: "u-1", userExternalId: "x-2" }))
  for (const userId of ["nobody", "u-unbound"]) refuses(firm, "a read of nobody", 404, () => get({ userId }))
  same("an update answers", parsed(put(firm, {})), bench.reading["D-12"] === "empty" ? {} : parsed(get(ids)))
})

const row = { entityId: "own-1", role: high }
const nested = { entityId: "c1-a", role: high }

const targets = clause("D-8", "Entries name one target each, by one of two ids.", (bench) => {
  const firm = start(bench, {})
  const lost = status(bench.reading["D-8"])
  const inside = (entry: object) => ({ clients: [{ clientId: "c1", entities: [entry] }] })
  const external = { role: high, entityExternalId: "ext own-1" }
  counts(firm, "an external entity id", { entities: [external] }, { entities: [row] })
  counts(firm, "both entity ids", { entities: [{ ...row, ...external }] }, { entities: [row] })
  counts(firm, "a nested external id", inside({ role: high, entityExternalId: "ext c1-a" }), inside(nested))
  const client = { clients: [{ clientId: "c1", role: high }] }
  counts(firm, "an external client id", { clients: [{ clientExternalId: "ext c1", role: high }] }, client)
  const wrong: ReadonlyArray<readonly [string, number, object]> = [
    ["ids of two entities", 400, { entities: [{ ...row, entityExternalId: "ext own-2" }] }],
    ["an entry without id", 400, { entities: [{ role: high }] }],
    ["a client without id", 400, { clients: [{ role: high }] }],
    ["ids of two clients", 400, { clients: [{ clientId: "c1", clientExternalId: "ext c2", role: high }] }],
    ["an unknown entity", lost, { entities: [{ ...row, entityId: "own-0" }] }],
    ["an unknown external id", lost, { entities: [{ entityExternalId: "ext own-0", role: high }] }],
    ["an unknown client", lost, { clients: [{ clientId: "c0", role: high }] }],
    ["an unknown nested entity", lost, inside({ ...nested, entityId: "c0-a" })],
    ["another client's entity", lost, inside({ ...nested, entityId: "c2-a" })],
    ["an own entity inside a client", lost, inside(row)],
    ["a client's entity as an own one", status(bench.reading["D-11"]), { entities: [nested] }],
    ["an entry without role", 400, { entities: [{ entityId: "own-1" }] }]
  ]
  for (const [what, wanted, body] of wrong) refuses(firm, what, wanted, (at) => put(at, body))
})

const repetitions = clause(
  "D-7",
  "The same twice counts once or is refused; two answers to one question are refused.",
  (bench) => {
    const firm = start(bench, {})
    const either = (body: object) => (bench.reading["D-7"] === "accepted" ? body : 400)
    const client = (more: object) => ({ clientId: "c1", ...more })
    counts(firm, "an entity twice", { entities: [row, row] }, either({ entities: [row] }))
    counts(
      firm,
      "a client twice",
      { clients: [client({ role: high }), client({ role: high })] },
      either({ clients: [client({ role: high })] })
    )
    const parts = [client({ role: high }), client({ entities: [nested] })]
    counts(
      firm,
      "a client in two parts",
      { clients: parts },
      either({ clients: [client({ role: high, entities: [nested] })] })
    )
    const first = [client({ entities: [nested] }), client({ role: high, entities: [nested] })]
    counts(
      firm,
      "a nested entity twice",
      { clients: first },
      either({ clients: [client({ role: high, entities: [nested] })] })
    )
    refuses(firm, "two roles for an entity", 400, (at) => put(at, { entities: [row, { ...row, role: low }] }))
    refuses(firm, "two roles for a client", 400, (at) =>
      put(at, { clients: [client({ role: high }), client({ role: low })] })
    )
  }
)

const values = clause(
  "D-4",
  "Null, roles that nobody uses, and members that nobody listed are what the reading says.",
  (bench) => {
    const firm = start(bench, { ...everything, entityRole: high, clientRole: high })
    const { "D-4": nulls, "D-9": roles, "D-10": members, "D-16": defaults, "D-19": none } = bench.reading
    for (const name of ["entities", "clients"])
      counts(firm, `${name} of null`, { [name]: null }, nulls === "refused" ? 400 : {})
    const head = { clientId: "c1", role: low }
    counts(
      firm,
      "nested entities of null",
      { clients: [{ ...head, entities: null }] },
      nulls === "refused" ? 400 : { clients: [head] }
    )
    for (const name of ["entityRole", "clientRole"])
      for (const value of [null, ""]) {
        const response = put(firm.fork(), { [name]: value })
        same(`${name} of ${JSON.stringify(value)}`, response.status, defaults === "refused" ? 400 : 200)
        if (defaults === "absent") counts(firm, `${name} of nothing`, { [name]: value }, {})
      }
    for (const [role, accepted] of [
      ["Butler", roles === "stored"],
      ["No Access", none === "none"],
      [low, true]
    ] as const)
      for (const body of [
        { organizationRole: role },
        { entityRole: role },
        { clientRole: role },
        { entities: [{ ...row, role }] },
        { clients: [{ clientId: "c1", role }] },
        { clients: [{ clientId: "c1", entities: [{ ...nested, role }] }] }
      ]) {
        if (accepted) same(`the role ${role} in ${JSON.stringify(body)}`, put(firm.fork(), body).status, 200)
        else refuses(firm, `the role ${role}`, 400, (at) => put(at, body))
      }
    const stranger = { stranger: 1 }
    for (const [body, plain] of [
      [stranger, {}],
      [{ entities: [{ ...row, ...stranger }] }, { entities: [row] }],
      [{ clients: [{ ...head, ...stranger }] }, { clients: [head] }]
    ] as const)
      counts(firm, "members that nobody listed", body, members === "refused" ? 400 : plain)
    for (const body of [
      { organizationRole: undefined },
      { organizationRole: null },
      { entities: {} },
      { clients: [1] },
      { entityRole: 5 },
      { userId: 1 }
    ])
      refuses(firm, JSON.stringify(body), 400, (at) => put(at, body))
    const admin = start(bench, {})
    put(admin, { organizationRole: "Admin" })
    const everywhere = bench.reading["D-18"] === "yes" ? owns.map((id) => [id, "Admin"]) : []
    same("an admin's own entities", Object.entries(admin.read().own), everywhere)
  }
)

const roles = clause(
  "D-17",
  "An entry without a role, and No Access, are what the reading says.",
  (bench) => {
    const firm = start(bench, everything)
    put(firm, { clientRole: high, clients: [{ clientId: "c1", entities: [{ ...nested, role: low }] }] })
    const rest = bench.reading["D-17"] === "keeps" ? { "c1-b": high } : {}
    same("the rest of the client", firm.read().theirs, { "c1-a": low, ...rest, "c2-a": high })
    if (bench.reading["D-19"] !== "none") return
    put(firm, { entityRole: high, entities: [{ entityId: "own-1", role: "No Access" }] })
    same("No Access takes away", firm.read().own, { "own-2": high, "own-3": high })
  }
)

const lists = clause(
  "D24",
  "Lists are read in pages, each with cursors of its own; other methods do nothing.",
  (bench) => {
    const firm = start(bench)
    const ask = (list: string, query: Readonly<Record<string, string>> = {}) =>
      firm.running.ask({
        method: "GET",
        path: `/v1/organization/${list}`,
        query: new Map(Object.entries(query))
      })
    const own = owns.map((entityId) => ({ entityId, externalId: `ext ${entityId}` }))
    const end = { cursor: "", more: false }
    same("own entities", parsed(ask("entities")), { entities: own, next: end })
    same("a cursor of nothing", parsed(ask("entities", { cursor: "", limit: "100" })), {
      entities: own,
      next: end
    })
    const clients = ["c1", "c2"].map((clientId) => ({
      clientId,
      externalId: `ext ${clientId}`,
      entities: (clientId === "c1" ? ["c1-a", "c1-b"] : ["c2-a"]).map((entityId) => ({
        entityId,
        externalId: `ext ${entityId}`
      }))
    }))
    same("clients", parsed(ask("clients")), { clients, next: end })
    const { next } = parsed(ask("entities", { limit: "1" })) as { readonly next: { readonly cursor: string } }
    same("the rest", parsed(ask("entities", { cursor: next.cursor })), { entities: own.slice(1), next: end })
    for (const limit of ["0", "101", "-1", "x", "1x", "x1", "1000", ""])
      refuses(firm, `limit ${limit}`, 400, () => ask("entities", { limit }))
    for (const cursor of [
      "x",
      next.cursor.slice(1),
      `${next.cursor}~`,
      `${next.cursor}zzz`,
      "entities.",
      "entities.0"
    ])
      refuses(firm, `cursor ${cursor}`, 400, () => ask("entities", { cursor }))
    refuses(firm, "a cursor of another list", 400, () => ask("clients", { cursor: next.cursor }))
    for (const path of ["employee", "entities", "clients"]) {
      const answer = firm.running.ask({ method: "DELETE", path: `/v1/organization/${path}` })
      same(
        "a method that is none",
        [answer.status, answer.headers["allow"]],
        [405, path === "employee" ? "GET, PUT" : "GET"]
      )
      refuses(firm, "a method that is none", 405, () => answer)
    }
    refuses(firm, "no path", 404, () => ask("nothing"))
  }
)

const happenings = clause(
  "D-20",
  "Entities come, move and go; what makes no sense does not happen.",
  (bench) => {
    const firm = start(bench, {
      entities: [row],
      clients: [{ clientId: "c1", role: low, entities: [nested] }]
    })
    const gone = firm.fork()
    for (const entityId of ["own-1", "c1-a"]) gone.running.happen({ type: "entity-removed", entityId })
    same("what was removed is not held", [gone.read().own, gone.read().theirs], [{}, { "c1-b": low }])
    same("nor stored", [gone.read().entities, gone.read().clients["c1"]?.entities], [{}, {}])
    gone.addOwn("own-1")
    gone.addTo("c1", "c1-a")
    same("nor back with its name", gone.read().own, {})
    const moved = firm.fork()
    moved.running.happen({ type: "entity-moved", entityId: "c1-a", clientId: "c2" })
    same("an entry belongs to its entity", moved.read().theirs["c1-a"], high)
    const wide = start(bench, {
      clients: [
        { clientId: "c1", role: low },
        { clientId: "c2", role: high }
      ]
    })
    wide.running.happen({ type: "entity-moved", entityId: "c1-b", clientId: "c2" })
    const followed = bench.reading["D-15"] === "future" ? high : undefined
    const role = bench.reading["D-20"] === "materialised" ? low : followed
    same("what follows from an entry was stored, or is worked out", wide.read().theirs["c1-b"], role)
    const written = firm.fork()
    written.running.happen({ type: "employee-written", body: { ...ids, organizationRole: high } })
    same("another writer's update counts", [written.read().organizationRole, written.read().own], [high, {}])
    for (const event of [
      { type: "own-entity-added", entity: { entityId: "own-1" } },
      { type: "own-entity-added", entity: { entityId: "own-8", externalId: "ext own-1" } },
      { type: "client-added", client: { clientId: "c1", entities: [] } },
      { type: "client-added", client: { clientId: "c8", externalId: "ext c1", entities: [] } },
      { type: "client-entity-added", clientId: "c8", entity: { entityId: "new" } },
      { type: "entity-moved", entityId: "own-1", clientId: "c2" },
      { type: "entity-moved", entityId: "nothing", clientId: "c2" },
      { type: "entity-moved", entityId: "c1-a", clientId: "c8" },
      { type: "entity-removed", entityId: "nothing" },
      { type: "employee-written", body: { organizationRole: high } }
    ])
      that(
        `${JSON.stringify(event)} cannot happen`,
        throws(() => firm.running.happen(event))
      )
    const twice = [{ userId: "u-1" }]
    that(
      "nobody is there twice",
      throws(() => start(bench, {}, { users: twice }))
    )
    that(
      "no external id is there twice",
      throws(() => start(bench, {}, { users: [{ userId: "u-9", userExternalId: "x-1" }] }))
    )
    const known = start(bench, {}, { roles: ["Butler"] })
    same("a seed may say which roles there are", put(known, { organizationRole: "Butler" }).status, 200)
    same(
      "a token is all it takes",
      known.send(JSON.stringify({ ...ids, organizationRole: low }), {
        authorization: `Bearer ${digits.token}`
      }).status,
      200
    )
  }
)

export const digitsPoints: ReadonlyArray<ClauseCheck> = [
  naming,
  targets,
  repetitions,
  values,
  roles,
  lists,
  happenings
]
