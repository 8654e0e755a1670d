/**
 * D1 to D4: what an update replaces, whom it is about, and what it cannot do without.
 */
import { clause, same, that } from "../Clause.ts"
import { everything, high, low, organization } from "./Organization.ts"

const replaces = clause(
  "D1",
  "An update replaces the whole binding; nothing of the old one stays.",
  (bench) => {
    const firm = organization(bench, everything)
    const colleague = firm.read("u-2")
    firm.update({
      organizationRole: high,
      entities: [{ entityId: "own-2", role: high }],
      clients: [{ clientId: "c2", role: high }]
    })
    same("the binding is what was sent", firm.read(), {
      organizationRole: high,
      entities: { "own-2": high },
      clients: { c2: { role: high, entities: {} } },
      own: { "own-2": high },
      theirs: { "c2-a": high }
    })
    firm.update({ entities: [{ entityId: "own-3", role: low }] })
    same("the next binding is what was sent next", firm.read(), {
      organizationRole: low,
      entities: { "own-3": low },
      clients: {},
      own: { "own-3": low },
      theirs: {}
    })
    same("nobody else's binding has changed", firm.read("u-2"), colleague)
    firm.refuses("an update that names an entity nobody has", () =>
      firm.send(
        JSON.stringify({
          userId: "u-1",
          organizationRole: high,
          entities: [{ entityId: "own-0", role: high }]
        })
      )
    )
  }
)

const mustExist = clause(
  "D2",
  "Who is updated has to be an employee already; nobody is created.",
  (bench) => {
    const firm = organization(bench, everything)
    const strangers = [{ userId: "u-unbound" }, { userExternalId: "x-unbound" }, { userId: "u-nobody" }]
    for (const stranger of [...strangers, { userExternalId: "x-nobody" }]) {
      firm.refuses("an update of somebody who is no employee", () =>
        firm.send(JSON.stringify({ ...stranger, organizationRole: low, entityRole: low }))
      )
    }
    for (const userId of ["u-unbound", "u-nobody"])
      that("there is no such employee afterwards", firm.look(userId).status !== 200)
  }
)

const named = clause("D3", "The body says who is updated, by userId or by userExternalId.", (bench) => {
  const firm = organization(bench, everything)
  const [first, second] = [firm.read("u-1"), firm.read("u-2")]
  const byExternalId = firm.fork()
  firm.update({ organizationRole: high, ...everything })
  same("userId names the employee", firm.read("u-1"), { ...first, organizationRole: high })
  same("userId names nobody else", firm.read("u-2"), second)
  byExternalId.update({ userId: undefined, userExternalId: "x-2", organizationRole: high, ...everything })
  same("userExternalId names the employee", byExternalId.read("u-2"), { ...second, organizationRole: high })
  same("userExternalId names nobody else", byExternalId.read("u-1"), first)
  firm.refuses("an update that names nobody", () => firm.send(JSON.stringify({ organizationRole: low })))
  firm.refuses("an update that names two employees", () =>
    firm.send(JSON.stringify({ userId: "u-1", userExternalId: "x-2", organizationRole: low }))
  )
  firm.refuses("an update that names nobody by userId", () =>
    firm.send(JSON.stringify({ userId: "", userExternalId: "x-2", organizationRole: low }))
  )
})

const needsRole = clause("D4", "Every update has to give organizationRole.", (bench) => {
  const firm = organization(bench, everything)
  for (const body of [
    {},
    { ...everything },
    { entityRole: high, clientRole: high },
    { organizationRole: null }
  ])
    firm.refuses("an update without organizationRole", () =>
      firm.send(JSON.stringify({ userId: "u-1", ...body }))
    )
  firm.update({ organizationRole: high })
  same("the role that was given is stored", firm.read().organizationRole, high)
})

export const bindingClauses = [replaces, mustExist, named, needsRole]
