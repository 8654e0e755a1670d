/** What BioT says beside the update: sessions, searches, who comes and goes; and what a clinic cannot start from. */
import { clause, type ClauseCheck, parsed, same, that } from "../Clause.ts"
import {
  ada,
  bob,
  clinic,
  dan,
  type Members,
  newcomer,
  nobody,
  north,
  pathOf,
  users
} from "../clauses/Clinic.ts"
import { refuses, without } from "./BioTSteps.ts"
import { throws } from "./Seeds.ts"

const births = clause("B18", "A new user has what was sent; one that cannot be is refused.", (bench) => {
  const at = clinic(bench)
  const otp = { ...newcomer, _credentialType: "OTP", _mfa: { enabled: false } }
  for (const body of [newcomer, otp, without(otp, "_mfa")]) {
    const made = parsed(at.accepts("a creation", 201, () => at.fork().create(body))) as Members
    const credential = "_credentialType" in body ? "OTP" : "PASSWORD"
    same(
      "a new user",
      [made["_enabled"], made["_invitationAccepted"], made["_credentialType"]],
      ["ENABLED", false, credential]
    )
  }
  for (const [status, body] of [
    [400, without(otp, "_phone")],
    [400, { ...otp, _mfa: { enabled: true } }],
    [400, { ...newcomer, _credentialType: "x" }],
    [400, without(newcomer, "_templateId")],
    [404, { ...newcomer, _templateId: "x" }],
    [400, without(newcomer, "license")],
    [400, without(newcomer, "_ownerOrganization")],
    [400, without(newcomer, "_email")],
    [400, without(newcomer, "_name")],
    [409, { ...newcomer, _email: ada["_email"] }],
    [404, { ...newcomer, _ownerOrganization: { id: nobody } }],
    [400, []]
  ] as const)
    refuses(at, JSON.stringify(body).slice(0, 80), status, () => at.create(body))
  const two = at.fork()
  two.create(newcomer)
  same("two users", two.create({ ...newcomer, _email: "two@x.example" }).status, 201)
  refuses(at, "a state that is none", 400, () => at.enable("x"))
  for (const [id, status] of [
    [nobody, 404],
    ["x", 400]
  ] as const) {
    refuses(at, "nobody's state", status, () => at.enable("DISABLED", { id }))
    refuses(at, "nobody's deletion", status, () => at.remove(id))
    refuses(at, "nobody", status, () => at.get(id))
    refuses(at, "nobody's update", status, () => at.patch({}, { id }))
  }
  refuses(at, "an admin's deletion", 409, () => at.remove(dan._id))
  refuses(at, "a service as oneself", 403, () => at.get("self", "no-e-mails"))
})

interface Jwt {
  readonly token: string
  readonly expiration: string
}

interface Pair extends Members {
  readonly accessJwt: Jwt
  readonly refreshJwt: Jwt
}

const sessions = clause("B17", "Whoever knows a password or a refresh token gets two tokens.", (bench) => {
  const at = clinic(bench)
  const send = (path: string, body: unknown, method = "POST") =>
    at.call(method, path, undefined, { body: typeof body === "string" ? body : JSON.stringify(body) })
  const [login, refresh] = ["/ums/v2/users/login", "/ums/v2/users/token/refresh"]
  for (const path of [login, refresh]) {
    for (const body of ["null", "[]", "5", "{"])
      refuses(at, `${path} with ${body}`, 400, () => send(path, body))
    for (const body of [
      {},
      { username: 1, password: 1 },
      { username: "ada" },
      { username: "x" },
      { refreshToken: "x" },
      { refreshToken: 1 }
    ])
      refuses(at, `${path} with ${JSON.stringify(body)}`, 403, () => send(path, body))
    refuses(at, `GET ${path}`, 405, () => send(path, "", "GET"))
  }
  refuses(at, "no call", 404, () => send("/ums/v2/users/x", {}))
  const session = (body: object, path = login) =>
    parsed(at.accepts("a session", 200, () => send(path, body))) as Pair
  const first = session({ username: "ada", password: "secret" })
  const second = session({ refreshToken: first.refreshJwt.token }, refresh)
  for (const { accessJwt, refreshJwt, ...rest } of [first, second]) {
    same("oneself", (parsed(at.get("self", accessJwt.token)) as Members)["_id"], ada._id)
    that("a refresh token lasts longer", Date.parse(refreshJwt.expiration) > Date.parse(accessJwt.expiration))
    same("nothing more is asked for", rest, {
      userId: ada._id,
      ownerOrganizationId: north,
      mfaRequired: false,
      mfaExpiration: null,
      passwordResetRequired: false,
      phone: ada["_phone"]
    })
  }
  that("tokens differ", first.accessJwt.token !== second.accessJwt.token)
})

const wrongSearches = [
  "",
  "{",
  "null",
  "[]",
  "5",
  '{"x":1}',
  '{"limit":0}',
  '{"limit":1.5}',
  '{"limit":"1"}',
  '{"page":-1}',
  '{"page":"0"}',
  ...["5", "[]", '{"x":{"eq":1}}', '{"_email":"x"}', '{"_email":{"like":"x"}}', '{"_email":{"in":"x"}}'].map(
    (filter) => `{"filter":${filter}}`
  ),
  ...['{"eq":null}', '{"in":[null]}'].map((asked) => `{"filter":{"_email":${asked}}}`)
]

const adas: ReadonlyArray<readonly [string, unknown]> = [
  ...[
    "_id",
    "_email",
    "_phone",
    "_description",
    "_locale",
    "_gender",
    "_dateOfBirth",
    "_employeeId",
    "license",
    "level"
  ].map((name) => [name, ada[name]] as const),
  ["_name.firstName", "Ada"],
  ["_name.lastName", "Lovelace"],
  ["_address.city", "Boston"],
  ["_address.countryCode", "US"],
  ["_mfa.enabled", true],
  ["_mfa.expirationInMinutes", 5]
]

const searches = clause(
  "B11",
  "A search finds by what an answer shows; other methods do nothing.",
  (bench) => {
    const at = clinic(bench)
    for (const [method, path] of [
      ["PUT", users],
      ["PUT", pathOf(ada._id)],
      ["GET", `${pathOf(ada._id)}/enabled-state/ENABLED`]
    ] as const)
      refuses(at, `${method} ${path}`, 405, () => at.call(method, path))
    const search = (text: string) =>
      at.call("GET", users, undefined, { query: new Map([["searchRequest", text]]) })
    for (const text of wrongSearches) refuses(at, `a search of ${text}`, 400, () => search(text))
    const found = (filter: object) => {
      const { data } = parsed(search(JSON.stringify({ filter }))) as { readonly data: ReadonlyArray<Members> }
      return data.map(({ _id }) => _id)
    }
    for (const [name, value] of adas) {
      same(`by ${name}`, found({ [name]: { eq: value } }), [ada._id])
      same(`by one of ${name}`, found({ [name]: { in: [value] } }), [ada._id])
    }
    for (const [name, value] of [
      ["_templateId", "porter"],
      ["_templateName", "Porter"],
      ["keys", "all"]
    ] as const)
      same(`by ${name}`, found({ [name]: { eq: value } }), [dan._id])
    const enabled = { _enabled: { eq: "ENABLED" } }
    same("by organization and state", found({ "_ownerOrganization.id": { eq: north }, ...enabled }).length, 3)
    same("two conditions", found({ ...enabled, license: { eq: "x" } }), [])
  }
)

const template = (more: object = {}, id = "nurse") => ({
  id,
  name: "x",
  attributes: [{ name: "a", type: "TEXT", mandatory: false, ...more }]
})

const twice = <A>(one: A): ReadonlyArray<A> => [one, one]

const wrongStarts: ReadonlyArray<object> = [
  { templates: twice(template()) },
  ...[
    { name: "_email" },
    { name: "_id" },
    { name: "_templateId" },
    { values: ["x"] },
    { type: "SELECT" }
  ].map((more) => ({
    templates: [template(), template(more, "x")]
  })),
  { templates: [{ ...template(), attributes: twice(template().attributes[0]) }] },
  { organizations: twice({ id: north, name: "x" }) },
  { organizations: [{ id: north, name: "x", primaryAdmin: nobody }] },
  { tokens: twice({ token: "x", permissions: [] }) },
  { tokens: [{ token: "x", userId: nobody, permissions: [] }] },
  { logins: twice({ username: "x", password: "x", userId: ada._id }) },
  { logins: [{ username: "x", password: "x", userId: nobody }] },
  { users: twice(dan) },
  ...[{ _id: "x" }, { _enabled: "x" }, { _caption: "x" }].map((more) => ({
    users: [ada, bob, { ...dan, ...more }]
  })),
  { users: [ada, bob, dan, { ...ada, _id: nobody }] }
]

const beginnings = clause("B-12", "What makes no sense neither is at the start nor happens.", (bench) => {
  const at = clinic(bench)
  for (const more of wrongStarts)
    that(
      `${JSON.stringify(more).slice(0, 90)} is no start`,
      throws(() => clinic(bench, more))
    )
  const off = clinic(bench, { users: [ada, { ...bob, _enabled: "DISABLED" }, dan] })
  same("somebody is disabled", off.read(bob._id)["_enabled"], "DISABLED")
  for (const event of [
    { type: "member-written", id: nobody, user: {} },
    { type: "member-written", id: ada._id, user: { stranger: 1 } },
    { type: "member-added", user: ada },
    { type: "member-removed", id: nobody },
    { type: "member-removed", id: dan._id },
    { type: "enabled-state", id: nobody, state: "ENABLED" },
    { type: "enabled-state", id: ada._id, state: "x" }
  ])
    that(
      `${JSON.stringify(event).slice(0, 90)} cannot happen`,
      throws(() => at.running.happen(event))
    )
  at.running.happen({ type: "enabled-state", id: ada._id, state: "DISABLED" })
  same("somebody else disabled her", at.read()["_enabled"], "DISABLED")
  at.running.happen({ type: "member-added", user: { ...ada, _id: nobody, _email: "x@y.example" } })
  same("somebody else added one", at.read(nobody)["_email"], "x@y.example")
  at.running.happen({ type: "member-removed", id: ada._id })
  same("somebody else removed her", at.get(ada._id).status, 404)
})

export const aroundPoints: ReadonlyArray<ClauseCheck> = [births, sessions, searches, beginnings]
