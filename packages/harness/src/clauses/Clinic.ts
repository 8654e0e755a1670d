/**
 * A small clinic of BioT, and the steps that its clause checks share: raw calls, and what is read afterwards.
 */
import type { Request, Response } from "@muster/twin-kit"
import { clause, type ClauseCheck, parsed, type PureBench, same, statePath, that } from "../Clause.ts"
import type { Running } from "../Running.ts"
import { bioT } from "../subjects/BioT.ts"

export const { token } = bioT

/** Member → value; a member of a user, of a body, or of any other JSON object. */
export type Members = Readonly<Record<string, unknown>>

/** A user as the seed has it. */
export interface Seeded {
  readonly _id: string
  readonly _templateId: string
  readonly [member: string]: unknown
}

export const north = "aaaaaaaa-0000-4000-8000-000000000001"
export const south = "aaaaaaaa-0000-4000-8000-000000000002"
export const nobody = "99999999-9999-4999-8999-999999999999"

/** One attribute of each type, and one that is mandatory. */
export const attributes = [
  { name: "license", type: "TEXT", mandatory: true },
  { name: "badge", type: "TEXT", mandatory: false },
  { name: "level", type: "NUMBER", mandatory: false },
  { name: "onCall", type: "BOOLEAN", mandatory: false },
  { name: "hired", type: "DATE", mandatory: false },
  { name: "shift", type: "SELECT", mandatory: false, values: ["day", "night"] }
]

/** She has everything. */
export const ada: Seeded = {
  _id: "3fa85f64-5717-4562-b3fc-2c963f66afa6",
  _templateId: "nurse",
  _name: { firstName: "Ada", lastName: "Lovelace" },
  _description: "First floor",
  _email: "ada@clinic.example",
  _phone: "+12345678901",
  _locale: "en-us",
  _gender: "FEMALE",
  _dateOfBirth: "1990-12-10",
  _address: {
    countryCode: "US",
    state: "Massachusetts",
    city: "Boston",
    zipCode: "02101",
    address1: "11 Main St.",
    address2: "Entry B"
  },
  _mfa: { enabled: true, expirationInMinutes: 5 },
  _employeeId: "E-1",
  _ownerOrganization: { id: north },
  license: "L-1",
  badge: "7",
  level: 3,
  onCall: true,
  hired: "2020-02-29",
  shift: "day"
}

/** He has nothing that he can be without; he logs in by one-time password, which takes a phone. */
export const bob: Seeded = {
  _id: "11111111-2222-4333-8444-555555555555",
  _templateId: "nurse",
  _credentialType: "OTP",
  _name: { firstName: "Bob", lastName: "Ross" },
  _email: "bob@clinic.example",
  _phone: "+4930123456",
  _ownerOrganization: { id: north },
  license: "L-2"
}

/** He is the admin of the organization in the north, and has another template. */
export const dan: Seeded = {
  _id: "33333333-4444-4555-8666-777777777777",
  _templateId: "porter",
  _name: { firstName: "Dan", lastName: "Brown" },
  _email: "dan@clinic.example",
  _ownerOrganization: { id: north },
  keys: "all"
}

export const everybody = [ada, bob, dan]

/** Another value for each member of a nurse's body; whether a user moves is not told. */
export const wished = {
  _name: { firstName: "Grace", lastName: "Hopper" },
  _description: "Second floor",
  _email: "grace@navy.example",
  _phone: "+4512345678",
  _locale: "da-dk",
  _gender: "UNDISCLOSED",
  _dateOfBirth: "1996-12-09",
  _address: {
    countryCode: "DK",
    state: "Fyn",
    city: "Odense",
    zipCode: "5000",
    address1: "1 Vestergade",
    address2: "Left"
  },
  _mfa: { enabled: false, expirationInMinutes: 60 },
  _employeeId: "E-2",
  license: "L-9",
  badge: "8",
  level: 0,
  onCall: false,
  hired: "2021-03-01",
  shift: "night"
}

/** A user who does not exist yet. */
export const newcomer = { _templateId: "nurse", ...wished, _ownerOrganization: { id: south } }

const generated = new Set([
  "_id",
  "_templateId",
  "_creationTime",
  "_lastModifiedTime",
  "_invitationAccepted",
  "_enabled",
  "_credentialType",
  "_caption",
  "_template",
  "_referencers"
])

/** What a user has that a body can say. */
export const bodyOf = ({ _ownerOrganization: owner, ...user }: Members): Members => ({
  ...Object.fromEntries(Object.entries(user).filter(([name]) => !generated.has(name))),
  _ownerOrganization: { id: (owner as Members | undefined)?.["id"] }
})

/** What has no value may be null in an answer, or missing. */
const filled = (value: unknown): unknown =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(
        Object.entries(value).flatMap(([name, each]) => (each === null ? [] : [[name, filled(each)]]))
      )
    : value

/** The user in an answer, without what has no value. */
export const userIn = (response: Response): Members => {
  const answer = parsed(response)
  that("a user is an object", typeof answer === "object" && answer !== null && !Array.isArray(answer))
  return filled(answer) as Members
}

export const users = "/organization/v1/users/organizations"
export const pathOf = (id: string): string => `${users}/${id}`

/** The seed: these three, two organizations, and who calls. */
export const seed = (more: object = {}) => ({
  templates: [
    { id: "nurse", name: "Nurse", attributes },
    { id: "porter", name: "Porter", attributes: [{ name: "keys", type: "TEXT", mandatory: false }] }
  ],
  organizations: [
    { id: north, name: "North", primaryAdmin: dan._id },
    { id: south, name: "South" }
  ],
  tokens: [
    { token, userId: dan._id, permissions: ["PROTECTED_API"] },
    { token: "no-e-mails", permissions: ["PROTECTED_API"], mayChangeEmail: false },
    { token: "guest", userId: bob._id, permissions: [] }
  ],
  logins: [{ username: "ada", password: "secret", userId: ada._id }],
  users: everybody,
  ...more
})

/** Whom a call is about, and who sends it. */
export interface Asking {
  readonly id?: string
  readonly as?: string
}

/** The clinic at work. */
export class Clinic {
  readonly running: Running

  constructor(running: Running) {
    this.running = running
  }

  call(method: string, path: string, as = token, more: Partial<Request> = {}): Response {
    return this.running.ask({
      method,
      path,
      ...more,
      headers: { authorization: `Bearer ${as}`, ...more.headers }
    })
  }

  /** Sends an update of Ada, or of whoever is named. */
  patch(body: unknown, { as = token, id = ada._id }: Asking = {}): Response {
    return this.call("PATCH", pathOf(id), as, { body: JSON.stringify(body) })
  }

  get(id: string, as = token): Response {
    return this.call("GET", pathOf(id), as)
  }

  /** A user as the vendor shows it. */
  read(id = ada._id): Members {
    return userIn(this.accepts("reading a user", 200, () => this.get(id)))
  }

  /** Everybody but one, as the vendor shows them. */
  others(than = ada._id): ReadonlyArray<Members> {
    return everybody.flatMap(({ _id }) => (_id === than ? [] : [this.read(_id)]))
  }

  /** A page of users that match. */
  search(searchRequest?: object, as = token): Response {
    const query = new Map(searchRequest && [["searchRequest", JSON.stringify(searchRequest)]])
    return this.call("GET", users, as, { query })
  }

  create(body: unknown, as = token): Response {
    return this.call("POST", users, as, { body: JSON.stringify(body) })
  }

  enable(state: string, { as = token, id = ada._id }: Asking = {}): Response {
    return this.call("POST", `${pathOf(id)}/enabled-state/${state}`, as)
  }

  remove(id: string, as = token): Response {
    return this.call("DELETE", pathOf(id), as)
  }

  /** The request has to be accepted with this status. */
  accepts(what: string, status: number, send: () => Response): Response {
    const response = send()
    same(`${what} is accepted`, response.status, status)
    return response
  }

  /** Updates somebody; it has to be accepted, and what is answered has to be stored. */
  update(what: string, body: Members, asking: Asking = {}): Members {
    const response = this.accepts(what, 200, () => this.patch(body, asking))
    same(`${what} is stored as it is answered`, parsed(response), parsed(this.get(asking.id ?? ada._id)))
    return bodyOf(userIn(response))
  }

  /** The request has to be refused with one of these statuses. */
  refuses(what: string, statuses: number | ReadonlyArray<number>, send: () => Response): Response {
    const response = send()
    const wanted = [statuses].flat()
    that(
      `${what} is refused with ${wanted.join(" or ")}: ${response.status}`,
      wanted.includes(response.status)
    )
    return response
  }

  /** The same with a code, and with the details that belong to it. */
  refusesAs(what: string, status: number, code: string, details: object, send: () => Response): void {
    const refusal = parsed(this.refuses(what, status, send)) as Members
    same(`${what} is called by its code`, refusal["code"], code)
    same(`${what} comes with its details`, refusal["details"], details)
  }

  /** Everything that the vendor remembers, as text. */
  stored(): string {
    return this.running.ask({ method: "GET", path: statePath }).body
  }

  fork(): Clinic {
    return new Clinic(this.running.fork())
  }
}

/** Starts the clinic. */
export const clinic = (bench: PureBench, more: object = {}): Clinic => new Clinic(bench.start(seed(more)))

/** Examines a clinic at which everything is refused, or only read; whatever is accepted happens to a fork of it. */
export const unchanged = (start: Clinic, examine: (start: Clinic) => void): void => {
  const before = start.stored()
  examine(start)
  that("what is refused changes nothing", start.stored() === before)
}

/** A clause that is examined at such a clinic. */
export const clinicClause = (id: string, says: string, examine: (start: Clinic) => void): ClauseCheck =>
  clause(id, says, (bench) => unchanged(clinic(bench), examine))

/** Every call about users, each one good as it is. */
export const calls: ReadonlyArray<readonly [what: string, send: (at: Clinic, as: string) => Response]> = [
  ["an update", (at, as) => at.patch({ _description: "changed" }, { as })],
  ["reading a user", (at, as) => at.get(ada._id, as)],
  ["reading oneself", (at, as) => at.get("self", as)],
  ["a search", (at, as) => at.search({}, as)],
  ["a creation", (at, as) => at.create(newcomer, as)],
  ["a change of the enabled state", (at, as) => at.enable("DISABLED", { as })],
  ["a deletion", (at, as) => at.remove(ada._id, as)]
]
