/** What the twin of SailPoint is seeded with for each state that its pact names. */
import { firstReading } from "@muster/twin-sailpoint"
import { type Guarded, type Params, type States, token } from "../Pact.ts"

const source = "2c91808568c529c60168cca6f90c1313"

const tenant = {
  records: [],
  sources: [{ id: source, attributes: ["contractor", "constructor"] }],
  identities: ["jane.doe", "john.roe"],
  tokens: [{ token, user: true, role: "updater" }]
}

const william = ({ id }: Params) => ({
  id,
  accountName: "william.smith",
  firstName: "William",
  lastName: "Smith",
  email: "william.smith@example.com",
  phone: "512-555-1234",
  manager: "jane.doe",
  sourceId: source,
  data: { contractor: "yes", constructor: "no" },
  startDate: "2020-03-24T00:00:00-05:00",
  endDate: "2021-03-25T00:00:00-05:00"
})

const ada = ({ accountName }: Params) => ({
  id: "0b1f5f0e-6a3c-4bb0-9a0c-0d6a2f8f1c11",
  accountName,
  firstName: "Ada",
  lastName: "Byron",
  email: "ada@byron.example",
  phone: "1",
  manager: "jane.doe",
  sourceId: source,
  startDate: "2020-01-01T00:00:00Z",
  endDate: "2021-01-01T00:00:00Z"
})

export const states: States = {
  reading: firstReading,
  seeds: {
    "a record with two attributes exists": (params) => ({ ...tenant, records: [william(params)] }),
    "a record with two attributes exists and the token is the owner's of its source": (params) => ({
      ...tenant,
      records: [william(params)],
      tokens: [{ token, user: true, role: "owner", owns: [source] }]
    }),
    "a record with one attribute exists": (params) => ({
      ...tenant,
      records: [{ ...william(params), data: { constructor: "no" } }]
    }),
    "a record with another phone exists": (params) => ({
      ...tenant,
      records: [{ ...william(params), phone: "+4512345678" }]
    }),
    "no such record exists": () => tenant,
    "a record with two attributes exists and the token has no user behind it": (params) => ({
      ...tenant,
      records: [william(params)],
      tokens: [{ token, user: false, role: "updater" }]
    }),
    "a record with two attributes exists and an account name is in use": (params) => ({
      ...tenant,
      records: [william(params), ada(params)]
    }),
    "the token is unknown": (params) => ({ ...tenant, records: [william(params)], tokens: [] }),
    "the rate limit is used up": (params) => ({ ...tenant, records: [william(params)], rateLimit: 0 })
  }
}

/** S7: an attribute that a given `data` leaves out goes. */
export const guarded: Guarded = {
  resource: "/v3/non-employee-records",
  collections: ["data"],
  besides: []
}
