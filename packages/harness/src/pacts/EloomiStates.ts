/** What the twin of eloomi is seeded with for each state that its pact names. */
import { firstReading } from "@muster/twin-eloomi"
import { type Guarded, type Params, type States, token } from "../Pact.ts"

const clientId = "eloomi-client"

const manager = (id: number) => ({
  id,
  employee_id: `M${id}`,
  email: `m${id}@example.com`,
  first_name: "M",
  last_name: String(id)
})

const managers = [manager(7), manager(8)]

const company = {
  company: { language: "da" },
  now: "2026-01-15 12:00:00",
  clients: [{ clientId, secret: "a-secret" }],
  tokens: [{ token, clientId }],
  departments: [
    { id: 1, code: "DEP1" },
    { id: 2, code: "DEP2" }
  ],
  users: managers
}

const jane = ({ employee_id }: Params) => ({
  id: 1,
  employee_id,
  first_name: "Jane",
  last_name: "Doe",
  email: "jane@example.com",
  title: "Clerk",
  generic_role: "Accountant",
  phone: "+4512345678",
  start_of_employment_at: "2017-12-25 08:00:00",
  access_groups: [1],
  department_id: [1],
  direct_manager_ids: [7]
})

const withJane = (params: Params) => ({ ...company, users: [jane(params), ...managers] })

export const states: States = {
  reading: firstReading,
  seeds: {
    "a user who is not active exists": withJane,
    "no such user exists": () => company,
    "a user who is not active exists and an address is in use": (params) => ({
      ...company,
      users: [jane(params), ...managers, { ...manager(9), email: params["email"] }]
    }),
    "the token is unknown": (params) => ({ ...withJane(params), tokens: [] }),
    "the rate limit is used up": (params) => ({ ...withJane(params), rateLimit: 0 })
  }
}

/** E6, E7, E-2: lists and prompts are replaced. What is never returned (E16) is in requests only. */
export const guarded: Guarded = {
  resource: "/v3/users",
  collections: ["access_groups", "department_id", "team_id", "direct_manager_ids"],
  besides: [
    "prompts",
    "user_permission",
    "team_ids",
    "profile_ids",
    "department_code",
    "direct_manager_employee_ids"
  ]
}
