/** What the twin of 88 Miles is seeded with for each state that its pact names. */
import { firstReading } from "@muster/twin-88miles"
import { type Guarded, type Params, type States, token } from "../Pact.ts"

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

export const states: States = {
  reading: firstReading,
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

/** M7: a list stands in `response` too. */
export const guarded: Guarded = {
  resource: "/api/1/staff",
  collections: ["response"],
  besides: ["staff"]
}
