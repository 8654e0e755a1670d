/**
 * What a twin is seeded with for each state that a pact names. A state without an entry here would pass unnoticed,
 * so a test compares the names.
 */
import { firstReading as digitsReading } from "@muster/twin-digits"
import { firstReading as milesReading } from "@muster/twin-88miles"
import type { Reading } from "@muster/core"
import { token } from "./Pact.ts"

type Params = Readonly<Record<string, unknown>>

/** The twin's seed for each name, and the reading that the pacts are held under. */
export interface States {
  readonly reading: Reading.Reading
  readonly seeds: Readonly<Record<string, (params: Params) => unknown>>
}

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

const digits: States = {
  reading: digitsReading,
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

const ada = ({ uuid }: Params) => ({
  uuid,
  login: "ada",
  first_name: "Ada",
  last_name: "Byron",
  email_address: "ada@byron.example",
  time_zone: "Europe/Berlin",
  active: "false",
  type: "manager",
  hourly_rate_cents: null
})

const owner = {
  uuid: "0b1f5f0e-6a3c-4bb0-9a0c-0d6a2f8f1c11",
  login: "owner",
  first_name: "Olga",
  last_name: "Owner",
  email_address: "olga@owner.example",
  time_zone: "Australia/Perth",
  active: "true",
  type: "owner",
  hourly_rate_cents: null
}

const account = {
  members: [owner],
  caller: { uuid: owner.uuid },
  tokens: [{ token, mayUpdate: true }]
}

const miles: States = {
  reading: milesReading,
  seeds: {
    "an inactive member exists": (params) => ({ ...account, members: [owner, ada(params)] }),
    "no such member exists": () => account,
    "an inactive member exists and the caller may not update staff": (params) => ({
      ...account,
      members: [owner, ada(params)],
      tokens: [{ token, mayUpdate: false }]
    }),
    "the token is unknown": (params) => ({ ...account, members: [owner, ada(params)], tokens: [] }),
    "an inactive member exists and the plan is full": (params) => ({
      ...account,
      members: [owner, ada(params)],
      maximumStaff: 1
    }),
    "an inactive member exists and an address is in use": (params) => ({
      ...account,
      members: [{ ...owner, email_address: params["email_address"] }, ada(params)]
    })
  }
}

/** The states of every vendor, by id. */
export const states: ReadonlyMap<string, States> = new Map([
  ["digits", digits],
  ["88miles", miles]
])
