/** What Digits says beside the update: lists, and entities that come, move and go; and what no organization starts from. */
import { clause, type ClauseCheck, parsed, same, that } from "../Clause.ts"
import { high, low, owns } from "../clauses/Organization.ts"
import { digits } from "../subjects/Digits.ts"
import { ids, nested, put, refuses, row, start } from "./DigitsSteps.ts"
import { throws } from "./Seeds.ts"

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

export const aroundPoints: ReadonlyArray<ClauseCheck> = [lists, happenings]
