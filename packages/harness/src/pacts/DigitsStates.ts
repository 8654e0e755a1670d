/** What the twin of Digits is seeded with for each state that its pact names. */
import { firstReading } from "@muster/twin-digits"
import { type Guarded, type Params, type States, token } from "../Pact.ts"

const tokens = [{ token, scopes: ["organization:sync"] }]

const organization = {
  entities: [{ entityId: "books-1", externalId: "ledger-1" }, { entityId: "books-2" }],
  clients: [
    {
      clientId: "acme",
      externalId: "crm-1",
      entities: [{ entityId: "acme-1" }, { entityId: "acme-2" }]
    }
  ],
  employees: [],
  tokens
}

const employee = ({ userId }: Params) => ({
  userId,
  organizationRole: "Associate",
  entityRole: "Associate",
  entities: [{ entityId: "books-2", role: "Account Manager" }],
  clients: [{ clientId: "acme", role: "Associate", entities: [{ entityId: "acme-2", role: "Admin" }] }]
})

export const states: States = {
  reading: firstReading,
  seeds: {
    "an employee with defaults and entries is bound": (params) => ({
      ...organization,
      employees: [employee(params)]
    }),
    "no employee is bound": ({ userId }) => ({ ...organization, users: [{ userId }] }),
    "an employee is bound and the token lacks the scope organization:sync": (params) => ({
      ...organization,
      employees: [employee(params)],
      tokens: [{ token, scopes: [] }]
    }),
    "the clients fill more than one page": ({ userId }) => ({
      ...organization,
      clients: Array.from({ length: 101 }, (_, at) => ({ clientId: `client-${at}`, entities: [] })),
      employees: [
        { userId, organizationRole: "Associate", entities: [{ entityId: "books-1", role: "Associate" }] }
      ]
    }),
    "the token is unknown": () => ({ ...organization, tokens: [] }),
    "the rate limit is used up": (params) => ({
      ...organization,
      employees: [employee(params)],
      rateLimit: 0,
      rateLimitReset: 4_102_444_800
    })
  }
}

/** D8: what an update leaves out is removed. */
export const guarded: Guarded = {
  resource: "/v1/organization/employee",
  collections: ["entities", "clients", "access"],
  besides: ["organizationRole", "entityRole", "clientRole"]
}
