/** Somebody at BioT, with a custom attribute of each type. */
import { login, make } from "@muster/adapter-biot/Adapter"
import type { Attribute } from "@muster/adapter-biot/Semantics"
import * as Redacted from "effect/Redacted"
import { type Scenario, token, tokens } from "../Scenario.ts"
import { bioT } from "../subjects/BioT.ts"

const id = "ca9a4107-a86a-4ab8-b6c0-8a7831e4cd44"
const organization = "ca9a4107-1111-4c4c-8888-0242ac120002"
const templateId = "ca9a4107-2222-4c4c-8888-0242ac120002"

const attributes: ReadonlyArray<Attribute> = [
  { name: "badge", type: "TEXT", mandatory: false },
  { name: "level", type: "NUMBER", mandatory: false },
  { name: "remote", type: "BOOLEAN", mandatory: false },
  { name: "joined", type: "DATE", mandatory: false },
  { name: "size", type: "SELECT", mandatory: true, values: ["canary-size"] }
]

const name = { firstName: "canary-first", lastName: "canary-last" }
const address = {
  state: "canary-state",
  city: "canary-city",
  zipCode: "canary-zip",
  address1: "canary-street",
  address2: "canary-door"
}
const texts = {
  _description: "canary-description",
  _email: "canary@mail.example",
  _phone: "+491510471147",
  _dateOfBirth: "1947-11-07",
  _employeeId: "canary-employee"
}
const custom = { badge: "canary-badge", joined: "1947-11-08", size: "canary-size" }

const account = { username: "canary@login.example", password: "canary-password" }
const secrets = [...tokens, account.password, "canary-refresh"]
const people = [
  id,
  organization,
  account.username,
  "canary-new",
  ...[name, address, texts, custom].flatMap((values) => Object.values(values))
]

export const onBioT: Scenario = {
  subject: {
    ...bioT,
    connect: (settings) => make({ ...settings, template: { id: templateId, attributes } })
  },
  seed: {
    templates: [{ id: templateId, name: "canary-template", attributes }],
    organizations: [{ id: organization, name: "canary-clinic" }],
    tokens: tokens.map((token) => ({ token, permissions: ["PROTECTED_API"] })),
    users: [
      {
        _id: id,
        _templateId: templateId,
        _name: name,
        _address: { countryCode: "DK", ...address },
        _mfa: { enabled: true, expirationInMinutes: 47 },
        _ownerOrganization: { id: organization },
        _locale: "da-dk",
        _gender: "UNDISCLOSED",
        ...texts,
        ...custom,
        level: 47.5,
        remote: true
      }
    ]
  },
  member: { id },
  harmless: { merge: { _employeeId: "canary-new", "_name.firstName": "canary-new" } },
  unsent: [
    ["Invalid", { merge: { "canary-new": "canary-new" } }],
    ["Invalid", { merge: { _phone: "canary-new" } }],
    ["Invalid", { access: { grant: [{ entity: "canary-new", role: "canary-new" }] } }],
    ["Inexpressible", { merge: { "_name.firstName": null } }],
    ["NeedsConsent", { merge: { _description: null } }]
  ],
  meanwhile: { type: "member-written", id, user: { _description: "canary-new" } },
  secrets,
  people,
  echo: JSON.stringify({ code: "canary-first", message: [...secrets, ...people].join(" ") }),
  unread: [
    "_creationTime",
    "_lastModifiedTime",
    "_invitationAccepted",
    "_credentialType",
    "_caption",
    "_referencers",
    "_template.name",
    "_template.displayName",
    "_ownerOrganization.name"
  ],
  login: {
    ask: (place) =>
      login({ ...place, username: account.username, password: Redacted.make(account.password) }),
    grant: {
      accessJwt: { token, expiration: "2999-12-31T00:00:00.000Z" },
      refreshJwt: { token: "canary-refresh", expiration: "2999-12-31T00:00:00.000Z" },
      mfaRequired: false
    }
  }
}
