/** BioT under test. */
import * as Adapter from "@muster/adapter-biot/Adapter"
import * as Codec from "@muster/adapter-biot/Codec"
import { type Attribute, definition } from "@muster/adapter-biot/Semantics"
import { axes, twin } from "@muster/twin-biot"
import type { Twin } from "@muster/twin-kit"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import type { Subject } from "../Subject.ts"

const id = "3fa85f64-5717-4562-b3fc-2c963f66afa6"
const token = "biot-token"
const path = `/organization/v1/users/organizations/${id}`
const templateId = "7c9e6679-7425-40de-944b-e07fc1f90ae7"
const organizations = ["9b2d7a3e-1111-4c4c-8888-0242ac120002", "9b2d7a3e-2222-4c4c-8888-0242ac120002"]

const attributes: ReadonlyArray<Attribute> = [
  { name: "badge", type: "TEXT", mandatory: false },
  { name: "level", type: "NUMBER", mandatory: false },
  { name: "remote", type: "BOOLEAN", mandatory: false },
  { name: "joined", type: "DATE", mandatory: false },
  { name: "size", type: "SELECT", mandatory: true, values: ["S", "M"] },
  { name: "constructor", type: "TEXT", mandatory: false }
]

const values = {
  "_name.firstName": ["John", "__proto__"],
  "_name.lastName": ["Smith", "constructor"],
  _description: ["Lorem ipsum", "Dolor"],
  _email: ["john@example.com", "smith@example.com"],
  _phone: ["+12345678901", "+4512345678"],
  _locale: ["en-us", "da-dk"],
  _gender: ["MALE", "FEMALE", "UNDISCLOSED"],
  _dateOfBirth: ["2007-12-20", "1990-02-28"],
  "_address.countryCode": ["US", "DK"],
  "_address.state": ["Massachusetts", "Funen"],
  "_address.city": ["Boston", "Odense"],
  "_address.zipCode": ["02101", "5000"],
  "_address.address1": ["11 Main St.", "Nyhavn 1"],
  "_address.address2": ["Entry B, Apartment 1", "2."],
  "_mfa.enabled": [true, false],
  "_mfa.expirationInMinutes": [5, 1440],
  _employeeId: ["E-1", "E-2"],
  "_ownerOrganization.id": organizations,
  _enabled: ["ENABLED", "DISABLED"],
  badge: ["red", "blue"],
  level: [0, 1.5],
  remote: [true, false],
  joined: ["2020-01-01", "2021-01-01"],
  size: ["S", "M"],
  constructor: ["yes", "no"]
}

const never = ["_name.firstName", "_name.lastName", "_email", "_ownerOrganization.id", "_enabled", "size"]

const perhaps = <A>(items: ReadonlyArray<A>) => fc.option(fc.constantFrom(...items), { nil: undefined })
const filled = (drawn: object) =>
  Object.fromEntries(Object.entries(drawn).filter(([, value]) => value !== undefined))

const user = fc
  .record({
    _name: fc.record({
      firstName: fc.constantFrom(...values["_name.firstName"]),
      lastName: fc.constantFrom(...values["_name.lastName"])
    }),
    _description: perhaps(values._description),
    _email: fc.constantFrom(...values._email),
    _phone: perhaps(values._phone),
    _locale: perhaps(values._locale),
    _gender: perhaps(values._gender),
    _dateOfBirth: perhaps(values._dateOfBirth),
    _address: fc.option(
      fc
        .record({
          countryCode: fc.constantFrom(...values["_address.countryCode"]),
          state: perhaps(values["_address.state"]),
          city: perhaps(values["_address.city"]),
          zipCode: perhaps(values["_address.zipCode"]),
          address1: perhaps(values["_address.address1"]),
          address2: perhaps(values["_address.address2"])
        })
        .map(filled),
      { nil: undefined }
    ),
    _mfa: fc.option(
      fc
        .record({ enabled: fc.boolean(), expirationInMinutes: perhaps(values["_mfa.expirationInMinutes"]) })
        .map(filled),
      { nil: undefined }
    ),
    _employeeId: perhaps(values._employeeId),
    _ownerOrganization: fc.record({ id: fc.constantFrom(...organizations) }),
    _enabled: fc.constantFrom(...values._enabled),
    badge: perhaps(values.badge),
    level: perhaps(values.level),
    remote: perhaps(values.remote),
    joined: perhaps(values.joined),
    size: fc.constantFrom(...values.size),
    constructor: perhaps(values.constructor)
  })
  .map((drawn) => ({ _id: id, _templateId: templateId, ...filled(drawn) }))

const decode = Codec.decode(attributes, templateId)

export const bioT: Subject = {
  id: "biot",
  definition: definition(attributes),
  samples: {
    values,
    voidable: Object.keys(values).filter((name) => !never.includes(name)),
    roles: [],
    members: [{ id }]
  },
  axes,
  token,
  member: { id },
  twin: twin as Twin<unknown>,
  connect: (settings) => Adapter.make({ ...settings, template: { id: templateId, attributes } }),
  seed: () =>
    user.map((drawn) => ({
      templates: [{ id: templateId, name: "nurse", attributes }],
      organizations: organizations.map((organization, at) => ({ id: organization, name: `Clinic ${at}` })),
      tokens: [{ token, permissions: ["PROTECTED_API"] }],
      users: [drawn]
    })),
  read: (ask) => Result.getOrThrow(decode({ id }, JSON.parse(ask({ method: "GET", path }).body))),
  write: (ask, body) => ask({ method: "PATCH", path, body: JSON.stringify(body) }),
  event: (_snapshot, pick) => {
    const written = ["_phone", "_description", "badge"] as const
    const name = written[pick(written.length)] ?? "_phone"
    const drawn = values[name]
    return pick(4) === 0
      ? { type: "enabled-state", id, state: values._enabled[pick(2)] ?? "ENABLED" }
      : { type: "member-written", id, user: { [name]: drawn[pick(drawn.length)] ?? drawn[0] } }
  },
  later: () => []
}
