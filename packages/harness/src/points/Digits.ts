/**
 * What Digits' page leaves open, and what the assumed reads show: the twin does what its reading says. No vendor can
 * be held to this; it keeps a twin from answering otherwise than whoever chose the reading believes.
 */
import { clause, type ClauseCheck, parsed, same } from "../Clause.ts"
import { employeePath, everything, high, low, owns } from "../clauses/Organization.ts"
import { aroundPoints } from "./DigitsAround.ts"
import { counts, ids, nested, put, refuses, row, start } from "./DigitsSteps.ts"

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

export const digitsPoints: ReadonlyArray<ClauseCheck> = [
  naming,
  targets,
  repetitions,
  values,
  roles,
  ...aroundPoints
]
