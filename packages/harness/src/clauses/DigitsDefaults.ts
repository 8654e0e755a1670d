/**
 * D9 to D12: a default role is given on what exists and kept for what comes, each on its own side.
 */
import { clause, type ClauseCheck, same } from "../Clause.ts"
import {
  all,
  entries,
  everyClientEntity,
  everything,
  high,
  low,
  type Organization,
  organization,
  owns,
  type Roles
} from "./Organization.ts"

/** What is not there yet: an own entity, an entity of an old client, and one of a new client. */
const grow = (firm: Organization): Organization => {
  const later = firm.fork()
  later.addOwn("own-9")
  later.addTo("c2", "c2-z")
  later.addClient("c9", "c9-a")
  return later
}

const futureOwn = clause(
  "D9",
  "entityRole is kept as the default for own entities that come later.",
  (bench) => {
    const firm = organization(bench, {})
    firm.update({ entityRole: high })
    grow(firm).holds("entities come after entityRole", all([...owns, "own-9"], high), {})
    firm.update({ entityRole: low, entities: [{ entityId: "own-1", role: high }] })
    const expected = { ...all([...owns, "own-9"], low), "own-1": high }
    grow(firm).holds("entities come after another entityRole", expected, {})
  }
)

const existingOwn = clause(
  "D10",
  "entityRole is given on every own entity that entities does not name.",
  (bench) => {
    for (const access of [{}, everything, { entityRole: low }]) {
      const firm = organization(bench, access)
      firm.update({ entityRole: high })
      firm.holds("with entityRole alone", all(owns, high), {})
      firm.update({ entityRole: high, entities: [{ entityId: "own-2", role: low }] })
      firm.holds("with an entry beside entityRole", { ...all(owns, high), "own-2": low }, {})
      firm.update({ entityRole: low })
      firm.holds("with another entityRole", all(owns, low), {})
    }
  }
)

const futureClients = clause(
  "D11",
  "clientRole is kept as the default for client entities that come later.",
  (bench) => {
    const firm = organization(bench, everything)
    const now = all(everyClientEntity, high)
    firm.update({ clientRole: high })
    grow(firm).holds("entities come after clientRole", {}, { ...now, "c2-z": high, "c9-a": high })
    firm.update({ clientRole: low, clients: [{ clientId: "c1", role: high }] })
    grow(firm).holds(
      "entities come after another clientRole",
      {},
      { ...now, ...all(["c2-a", "c2-z", "c9-a"], low) }
    )
    const none = organization(bench, {})
    none.update({ clientRole: high })
    const { own, theirs } = grow(none).read()
    same("no own entity comes with clientRole", own, {})
    same("entities come to somebody who reached none", [theirs["c2-z"], theirs["c9-a"]], [high, high])
  }
)

const entriesFor = (clientId: string, roles: Roles) => ({ clientId, entities: entries(roles) })

const ofFirst = entriesFor("c1", { "c1-a": low, "c1-b": low })
const ofSecond = entriesFor("c2", { "c2-a": low })

const currentClients = clause(
  "D12",
  "clientRole is given on current client access, except where clients names the client or the entity.",
  (bench) => {
    for (const access of [everything, { clients: [ofFirst, ofSecond] }]) {
      const firm = organization(bench, access)
      firm.update({ clientRole: high })
      firm.holds("with clientRole alone", {}, all(everyClientEntity, high))
      firm.update({ clientRole: high, clients: [{ clientId: "c1", role: low }] })
      firm.holds("with a client beside clientRole", {}, { "c1-a": low, "c1-b": low, "c2-a": high })
      firm.update({ clientRole: high, clients: [ofFirst] })
      firm.holds(
        "with entities of a client beside clientRole",
        {},
        { "c1-a": low, "c1-b": low, "c2-a": high }
      )
      firm.update({ clientRole: low })
      firm.holds("with another clientRole", {}, all(everyClientEntity, low))
    }
  }
)

export const defaultClauses: ReadonlyArray<ClauseCheck> = [
  futureOwn,
  existingOwn,
  futureClients,
  currentClients
]
