/** What the twin of BioT is seeded with for each state that its pact names. */
import { firstReading } from "@muster/twin-biot"
import { type Guarded, type Params, type States, token } from "../Pact.ts"

const templateId = "7c9e6679-7425-40de-944b-e07fc1f90ae7"
const organization = "9b2d7a3e-1111-4c4c-8888-0242ac120002"

const clinic = {
  templates: [
    {
      id: templateId,
      name: "nurse",
      attributes: [
        { name: "badge", type: "TEXT", mandatory: false },
        { name: "size", type: "SELECT", mandatory: true, values: ["S", "M"] }
      ]
    }
  ],
  organizations: [{ id: organization, name: "Clinic" }],
  tokens: [{ token, permissions: ["PROTECTED_API"] }],
  users: []
}

const john = ({ id }: Params) => ({
  _id: id,
  _templateId: templateId,
  _name: { firstName: "John", lastName: "Smith" },
  _email: "john@example.com",
  _phone: "+12345678901",
  _address: { countryCode: "US", city: "Boston", zipCode: "02101" },
  _mfa: { enabled: true, expirationInMinutes: 5 },
  _ownerOrganization: { id: organization },
  badge: "red",
  size: "S"
})

const ada = ({ _email }: Params) => ({
  _id: "0b1f5f0e-6a3c-4bb0-9a0c-0d6a2f8f1c11",
  _templateId: templateId,
  _name: { firstName: "Ada", lastName: "Byron" },
  _email,
  _ownerOrganization: { id: organization },
  size: "M"
})

const withJohn = (params: Params) => ({ ...clinic, users: [john(params)] })

export const states: States = {
  reading: firstReading,
  seeds: {
    "a user with an address exists": withJohn,
    "no such user exists": () => clinic,
    "a user with an address exists and the token lacks the permission PROTECTED_API": (params) => ({
      ...withJohn(params),
      tokens: [{ token, permissions: [] }]
    }),
    "a user with an address exists and the token may not change e-mails": (params) => ({
      ...withJohn(params),
      tokens: [{ token, permissions: ["PROTECTED_API"], mayChangeEmail: false }]
    }),
    "a user with an address exists and an e-mail is in use": (params) => ({
      ...clinic,
      users: [john(params), ada(params)]
    }),
    "a user with an address exists and her phone is fixed": (params) => ({
      ...clinic,
      otpPhoneLocked: true,
      users: [{ ...john(params), _credentialType: "OTP" }]
    }),
    "the token is unknown": (params) => ({ ...withJohn(params), tokens: [] })
  }
}

/** B-1: an object may be replaced as a whole. */
export const guarded: Guarded = {
  resource: "/organization/v1/users/organizations",
  collections: ["_name", "_address", "_mfa", "_ownerOrganization"],
  besides: []
}
