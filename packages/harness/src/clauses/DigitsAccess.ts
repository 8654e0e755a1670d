/**
 * D5 to D8 and D13: how access may be given, that its two sides are independent, that what is left out goes, and
 * that the narrower word counts. Everybody here reaches every client entity, so that D-5 makes no difference.
 */
import { clause, type ClauseCheck, same } from "../Clause.ts"
import {
  all,
  everyClientEntity,
  everything,
  high,
  low,
  type Organization,
  organization,
  owns
} from "./Organization.ts"

const entity = (entityId: string, role = high) => ({ entityId, role })
const client = (clientId: string, role = high) => ({ clientId, role })
const ownEverywhere = all(owns, low)
const clientEverywhere = all(everyClientEntity, low)

/** An entry says whom it is about, so null is none. */
const refusesNull = (firm: Organization, list: "clients" | "entities", entry: object): void =>
  firm.refuses(`null in ${list}`, () =>
    firm.send(JSON.stringify({ userId: "u-1", organizationRole: low, [list]: [null, entry] }))
  )

const ownForms = clause(
  "D5",
  "Own-entity access is given by entityRole, by entities, or by both.",
  (bench) => {
    const firm = organization(bench, everything)
    const [byDefault, byEntries, byBoth] = [firm.fork(), firm.fork(), firm.fork()]
    byDefault.update({ entityRole: high })
    byDefault.holds("with entityRole alone", all(owns, high), {})
    byEntries.update({ entities: [entity("own-2")] })
    byEntries.holds("with entities alone", { "own-2": high }, {})
    byBoth.update({ entityRole: low, entities: [entity("own-2")] })
    byBoth.holds("with both", { ...all(owns, low), "own-2": high }, {})
    refusesNull(firm, "entities", entity("own-2"))
    const strange = firm.fork()
    strange.addOwn("__proto__")
    strange.update({ entities: [entity("__proto__")] })
    strange.holds("with an entity of any name", all(["__proto__"], high), {})
  }
)

const clientForms = clause("D6", "Client access is given by clientRole, by clients, or by both.", (bench) => {
  const firm = organization(bench, everything)
  const [byDefault, byEntries, byBoth] = [firm.fork(), firm.fork(), firm.fork()]
  byDefault.update({ clientRole: high })
  byDefault.holds("with clientRole alone", {}, all(everyClientEntity, high))
  byEntries.update({ clients: [client("c1")] })
  byEntries.holds("with clients alone", {}, { "c1-a": high, "c1-b": high })
  byBoth.update({ clientRole: low, clients: [client("c1")] })
  byBoth.holds("with both", {}, { "c1-a": high, "c1-b": high, "c2-a": low })
  refusesNull(firm, "clients", client("c1"))
})

const ownSides = [{ entityRole: high }, { entities: [entity("own-1")] }]
const clientSides = [{ clientRole: high }, { clients: [client("c1")] }]

const sides = clause(
  "D7",
  "Either side may be given without the other, and neither touches the other.",
  (bench) => {
    const firm = organization(bench, everything)
    const ownAfter = [all(owns, high), { "own-1": high }]
    const clientAfter = [all(everyClientEntity, high), { "c1-a": high, "c1-b": high }]
    for (const [at, own] of ownSides.entries()) {
      const alone = firm.fork()
      alone.update(own)
      alone.holds("own access alone", ownAfter[at] ?? {}, {})
      for (const [place, theirs] of clientSides.entries()) {
        const both = firm.fork()
        both.update({ ...own, ...theirs })
        both.holds("own and client access", ownAfter[at] ?? {}, clientAfter[place] ?? {})
      }
    }
    for (const [place, theirs] of clientSides.entries()) {
      const alone = firm.fork()
      alone.update(theirs)
      alone.holds("client access alone", {}, clientAfter[place] ?? {})
    }
  }
)

/** Unlisted members may be refused; they never give access. */
const inherited = (fork: Organization): void => {
  const { status } = fork.send(
    `{"userId":"u-1","organizationRole":"${low}","__proto__":{"entityRole":"${high}"}}`
  )
  const [own, theirs] = status === 200 ? [{}, {}] : [ownEverywhere, clientEverywhere]
  fork.holds("access stands in __proto__", own, theirs)
}

const omission = clause("D8", "Access that an update leaves out is removed, and no other.", (bench) => {
  const firm = organization(bench, everything)
  const nested = { clientId: "c1", entities: [entity("c1-a", low), entity("c1-b", low)] }
  const steps = [
    ["nothing is given", {}, {}, {}],
    ["both lists are empty", { entities: [], clients: [] }, {}, {}],
    ["clients is left out", { entities: everything.entities }, ownEverywhere, {}],
    ["entities is left out", { clients: everything.clients }, {}, clientEverywhere],
    ["one list is empty", { ...everything, entities: [] }, {}, clientEverywhere],
    ["the other list is empty", { ...everything, clients: [] }, ownEverywhere, {}],
    ["all but one own entity are left out", { entities: [entity("own-3", low)] }, { "own-3": low }, {}],
    ["a client is left out", { clients: [client("c2", low)] }, {}, { "c2-a": low }],
    ["everything is given", everything, ownEverywhere, clientEverywhere]
  ] as const
  for (const [when, body, own, theirs] of steps) {
    const fork = firm.fork()
    fork.update(body)
    fork.holds(when, own, theirs)
  }
  inherited(firm.fork())
  firm.update({ clients: [nested] })
  firm.update({ clients: [{ ...nested, entities: [entity("c1-b", low)] }] })
  firm.holds("an entity of a client is left out", {}, { "c1-b": low })
  if (bench.reading["D-14"] !== "cleared") return
  const followers = organization(bench, { entityRole: low, clientRole: low })
  followers.update({})
  followers.addOwn("own-9")
  followers.addTo("c1", "c1-z")
  followers.holds("the defaults are left out", {}, {})
})

const precedence = clause("D13", "An explicit entry wins over the default for what it names.", (bench) => {
  const firm = organization(bench, everything)
  const entriesFor = (role: string) => ({
    entities: [entity("own-2", role)],
    clients: [{ clientId: "c1", entities: [entity("c1-a", role)] }, client("c2", role)]
  })
  for (const [role, usual] of [
    [high, low],
    [low, high]
  ] as const) {
    const fork = firm.fork()
    fork.update({ entityRole: usual, clientRole: usual, ...entriesFor(role) })
    const { own, theirs } = fork.read()
    same("the entry for an own entity wins", own, { ...all(owns, usual), "own-2": role })
    same("the entry for an entity of a client wins", theirs["c1-a"], role)
    same("the entry for a client wins", theirs["c2-a"], role)
    const narrower = firm.fork()
    narrower.update({
      clientRole: low,
      clients: [{ ...client("c1", usual), entities: [entity("c1-b", role)] }]
    })
    narrower.holds("an entity inside its client", {}, { "c1-a": usual, "c1-b": role, "c2-a": low })
  }
})

export const accessClauses: ReadonlyArray<ClauseCheck> = [ownForms, clientForms, sides, omission, precedence]
