/**
 * Law 8, exhaustively: every directory of up to three own entities and two clients with up to two entities each,
 * every default, every entry. Core's resolution, the twin's rules and a list of documented sentences agree.
 */
import { Resolution } from "@muster/core"
import { definition } from "@muster/adapter-digits/Semantics"
import { firstReading, twin } from "@muster/twin-digits"
import * as Twin from "@muster/twin-digits/Rules"
import { describe, expect, it } from "vitest"
import * as Summary from "../src/Summary.ts"

const roles = ["Associate", "Account Manager"] as const
type Role = (typeof roles)[number]
const some: ReadonlyArray<Role | undefined> = [undefined, ...roles]

const rules = definition.access
if (rules === undefined) throw new Error("Digits has access")

/** Every way to give each of `ids` one of the roles, or none. */
const entries = (ids: ReadonlyArray<string>): ReadonlyArray<ReadonlyArray<readonly [string, Role]>> =>
  ids.reduce<ReadonlyArray<ReadonlyArray<readonly [string, Role]>>>(
    (lists, id) =>
      lists.flatMap((list) =>
        some.map((role) => (role === undefined ? list : [...list, [id, role] as const]))
      ),
    [[]]
  )

interface Named {
  readonly role: Role | undefined
  readonly entities: ReadonlyArray<readonly [string, Role]>
}

/** A client that is not named, or named with a role, with entities, or with both. */
const clientForms = (ids: ReadonlyArray<string>): ReadonlyArray<Named | undefined> => [
  undefined,
  ...some.flatMap((role) =>
    entries(ids).flatMap((list) =>
      role === undefined && list.length === 0 ? [] : [{ role, entities: list }]
    )
  )
]

/** The documents' sentences, in their order; the first that speaks of the entity decides. */
const sentences: ReadonlyArray<(at: Situation) => Role | "nothing" | undefined> = [
  // D13: what an entry names has the entry's role, whatever the default says.
  ({ entry }) => entry,
  // D12, D13: a clients entry may name a client; then its entities have that role.
  ({ client }) => client?.role,
  // D12: the default is not given where clients names a client or an entity. D-17 asks what naming a client only to
  // carry entities means for its others.
  ({ client, reading }) => (client !== undefined && reading["D-17"] === "loses" ? "nothing" : undefined),
  // D10, D12: the default is given on what exists. Nothing was reached when it was written, so D-5 reached gives none.
  ({ reached, role }) => (reached ? role : undefined)
]

interface Situation {
  readonly entry: Role | undefined
  readonly client: Named | undefined
  readonly role: Role | undefined
  readonly reached: boolean
  readonly reading: Record<string, string>
}

const byTheDocument = (at: Situation): Role | null => {
  for (const sentence of sentences) {
    const role = sentence(at)
    if (role !== undefined) return role === "nothing" ? null : role
  }
  return null
}

const readings = ["all", "reached"].flatMap((reach) =>
  ["keeps", "loses"].map((wrapper) => ({ ...firstReading, "D-5": reach, "D-17": wrapper }))
)

interface Employee {
  readonly entityRole: Role | undefined
  readonly clientRole: Role | undefined
  readonly own: ReadonlyArray<readonly [string, Role]>
  readonly clients: ReadonlyArray<readonly [string, Named | undefined]>
}

const list = (given: ReadonlyArray<readonly [string, Role]>) =>
  given.map(([entityId, role]) => ({ entityId, role }))

const seed = (holders: Readonly<Record<string, ReadonlyArray<string>>>, employee: Employee) => ({
  entities: (holders["own"] ?? []).map((entityId) => ({ entityId })),
  clients: Object.entries(holders)
    .filter(([id]) => id !== "own")
    .map(([clientId, ids]) => ({ clientId, entities: ids.map((entityId) => ({ entityId })) })),
  roles: ["Associate", "Account Manager"],
  employees: [
    {
      userId: "u",
      organizationRole: "Associate",
      ...(employee.entityRole === undefined ? {} : { entityRole: employee.entityRole }),
      ...(employee.clientRole === undefined ? {} : { clientRole: employee.clientRole }),
      entities: list(employee.own),
      clients: employee.clients.flatMap(([clientId, named]) =>
        named === undefined
          ? []
          : [
              {
                clientId,
                ...(named.role === undefined ? {} : { role: named.role }),
                entities: list(named.entities)
              }
            ]
      )
    }
  ],
  tokens: []
})

/** Compares the three on every entity of one employee; gives the number of comparisons. */
const compare = (
  reading: Record<string, string>,
  holders: Readonly<Record<string, ReadonlyArray<string>>>,
  employee: Employee
): number => {
  const state = twin.seed(seed(holders, employee), reading)
  const binding = state.employees.get("u")
  if (binding === undefined) throw new Error("the employee was seeded")
  const answers = Resolution.readingOf(rules.axes, reading)
  let compared = 0
  for (const [holder, ids] of Object.entries(holders))
    for (const id of ids) {
      const own = holder === "own"
      const client = own ? undefined : new Map(employee.clients).get(holder)
      const entry = new Map(own ? employee.own : client?.entities).get(id)
      const role = own ? employee.entityRole : employee.clientRole
      const reached = own || reading["D-5"] === "all"
      const documented = byTheDocument({ entry, client, role, reached, reading })
      const core = Resolution.resolve(rules, own ? { ...answers, reach: "all" } : answers, {
        explicit: entry,
        client: client === undefined ? undefined : { role: client.role ?? null },
        default: role ?? null,
        reached: false,
        later: false,
        implied: null
      })
      const stood = Twin.resolve(reading as never, state.directory, binding, id) ?? null
      if (core.role !== documented || stood !== documented)
        throw new Error(
          `${holder} ${id}: document ${documented}, core ${core.role}, twin ${stood}, ${JSON.stringify(employee)}`
        )
      compared += 1
    }
  return compared
}

describe("Resolution", () => {
  it("agrees on the own side: every directory of up to three entities, every default, every entry", () => {
    let compared = 0
    for (const count of [0, 1, 2, 3]) {
      const ids = ["e1", "e2", "e3"].slice(0, count)
      for (const reading of readings)
        for (const entityRole of some)
          for (const own of entries(ids))
            compared += compare(
              reading,
              { own: ids },
              { entityRole, clientRole: undefined, own, clients: [] }
            )
    }
    Summary.add([`digits: resolution compared on ${compared} own entities with the twin and the document`])
    // 4 readings × 3 defaults × (1×3 + 2×9 + 3×27) entities.
    expect(compared).toBe(4 * 3 * (1 * 3 + 2 * 9 + 3 * 27))
  })

  it("agrees on the client side: every directory of up to two clients with up to two entities each", () => {
    let compared = 0
    let employees = 0
    const sizes = [0, 1, 2]
    const directories = [
      ...sizes.map((first) => [first]),
      ...sizes.flatMap((first) => sizes.map((second) => [first, second]))
    ]
    for (const [first = 0, second] of directories) {
      const holders = {
        c1: ["x1", "x2"].slice(0, first),
        ...(second === undefined ? {} : { c2: ["y1", "y2"].slice(0, second) })
      }
      const seconds = second === undefined ? [undefined] : clientForms(holders.c2 ?? [])
      for (const reading of readings)
        for (const clientRole of some)
          for (const one of clientForms(holders.c1))
            for (const two of seconds) {
              const clients = [["c1", one] as const, ...(second === undefined ? [] : [["c2", two] as const])]
              compared += compare(reading, holders, { entityRole: undefined, clientRole, own: [], clients })
              employees += 1
            }
    }
    Summary.add([`digits: resolution compared on ${compared} client entities of ${employees} employees`])
    // 3, 9 and 27 forms of a client with 0, 1 and 2 entities: not named, or a role or an entry too many to say nothing.
    const forms = [3, 9, 27]
    const total =
      4 * 3 * (forms.reduce((sum, form) => sum + form, 0) + forms.reduce((sum, form) => sum + form, 0) ** 2)
    expect(employees).toBe(total)
  })
})
