/**
 * What BioT's pages leave open about the members of a user: the twin does what its reading says. No vendor can be held
 * to this; it keeps a twin from answering otherwise than whoever chose the reading believes.
 */
import { clause, type ClauseCheck, parsed, same } from "../Clause.ts"
import {
  ada,
  bob,
  type Clinic,
  clinic,
  dan,
  type Members,
  nobody,
  north,
  pathOf,
  south
} from "../clauses/Clinic.ts"
import { aroundPoints } from "./BioTAround.ts"
import { refuses, without } from "./BioTSteps.ts"

/** Either a refusal with this status, or what Ada has afterwards; what is undefined is gone. */
const counts = (at: Clinic, body: Members, wanted: Members | number): void => {
  const what = JSON.stringify(body).slice(0, 80)
  if (typeof wanted === "number") return refuses(at, what, wanted, () => at.patch(body))
  const fork = at.fork()
  const before = fork.update("nothing", {})
  const after = Object.fromEntries(
    Object.entries({ ...before, ...wanted }).filter(([, value]) => value !== undefined)
  )
  same(what, fork.update(what, body), after)
}

const among = (answer: string | undefined, cleared: Members, kept: Members = {}) =>
  answer === "refused" ? 400 : answer === "clears" ? cleared : kept

const words = ["_description", "_employeeId"]
const optional = [
  ...words,
  "_phone",
  "_locale",
  "_gender",
  "_dateOfBirth",
  "badge",
  "level",
  "onCall",
  "hired",
  "shift"
]
const address = ada["_address"] as Members
const parts = ["state", "city", "zipCode", "address1", "address2"]

const nulls = clause("B-2", "Null and an empty text say what the reading says.", (bench) => {
  const at = clinic(bench)
  const { reading } = bench
  const gone = (name: string) => ({ [name]: undefined })
  for (const name of optional) counts(at, { [name]: null }, among(reading["B-2"], gone(name)))
  for (const name of ["_address", "_mfa"])
    counts(at, { [name]: null }, among(reading["B-2-object"], gone(name)))
  for (const name of ["_name", "_email"])
    counts(at, { [name]: null }, reading["B-2-mandatory"] === "refused" ? 400 : {})
  for (const name of ["_ownerOrganization", "license"]) counts(at, { [name]: null }, 400)
  for (const name of words)
    counts(at, { [name]: "" }, among(reading["B-2-empty"], gone(name), { [name]: "" }))
  for (const name of ["_email", "_phone", "_locale", "_gender", "_dateOfBirth", "license", "badge"])
    counts(at, { [name]: "" }, 400)
})

const children = clause(
  "B-1",
  "Children that are left out, null or empty are what the reading says.",
  (bench) => {
    const at = clinic(bench)
    const { reading } = bench
    const keeps = reading["B-1"] === "kept"
    for (const name of parts) {
      const child = (value: unknown) => ({ _address: { ...address, [name]: value } })
      const lacking = { _address: without(address, name) }
      counts(at, lacking, keeps ? {} : lacking)
      counts(at, child(null), among(reading["B-2-child"], lacking, keeps ? {} : lacking))
      counts(at, child(""), among(reading["B-2-empty"], lacking, child("")))
    }
    const lacking = { _mfa: { enabled: true } }
    counts(at, lacking, keeps ? {} : lacking)
    counts(
      at,
      { _mfa: { enabled: true, expirationInMinutes: null } },
      among(reading["B-2-child"], lacking, keeps ? {} : lacking)
    )
    const response = at.fork().patch({ _address: { countryCode: "DE", city: null } }, { id: bob._id })
    same("an address for whoever has none", response.status, reading["B-2-child"] === "refused" ? 400 : 200)
    for (const wrong of [
      { _address: { ...address, stranger: 1 } },
      { _address: without(address, "countryCode") },
      { _address: [] },
      { _name: "x" },
      { _name: { firstName: "x" } },
      { _mfa: {} },
      { stranger: 1 }
    ])
      counts(at, wrong, 400)
  }
)

/** How long each letter is in units of UTF-16, in code points and in bytes. */
const letters = [
  ["a", [1, 1, 1]],
  ["\u007f", [1, 1, 1]],
  ["\u0080", [1, 1, 2]],
  ["\u07ff", [1, 1, 2]],
  ["\u0800", [1, 1, 3]],
  ["\uffff", [1, 1, 3]],
  ["😀", [2, 1, 4]]
] as const

const good: Readonly<Record<string, ReadonlyArray<unknown>>> = {
  _phone: ["+123456789012345"],
  _locale: ["de-de", "en-gb"],
  _dateOfBirth: ["2000-02-29"],
  _email: ["x@y", "a.b@c.example"],
  _employeeId: ["x"],
  level: [0, -1.5],
  hired: ["2024-02-29"],
  _mfa: [1, 1440].map((expirationInMinutes) => ({ enabled: true, expirationInMinutes }))
}
const bad: Readonly<Record<string, ReadonlyArray<unknown>>> = {
  _phone: ["x+12345678", "+12345678x", "12345678", "+0123456", "+1234567890123456", "+", 5],
  _locale: ["xen-us", "en-usx", "en_us", "EN-US", "xx-us", "en-xx", "en", 5],
  _dateOfBirth: ["2001-02-29", "x2000-01-01", "2000-01-01x", "2000-01-01T00:00:00Z", "20000101", 5],
  _email: ["x", "x@", "@x", "x y@z", 5],
  _gender: ["female", "OTHER", 5],
  level: ["3", true],
  onCall: ["true", 1],
  hired: ["yesterday", "2023-02-29"],
  shift: ["noon", 5],
  _address: ["us", "USA", "XX", 5].map((countryCode) => ({ countryCode })),
  _mfa: [0, 1441, 1.5, "5"].map((expirationInMinutes) => ({ enabled: true, expirationInMinutes })),
  _ownerOrganization: [{}, { id: null }, { id: "x" }, { id: north, stranger: 1 }, 5]
}

const forms = clause("B-11", "Values have the forms that the pages and the reading say.", (bench) => {
  const at = clinic(bench)
  const unit = ["utf-16", "code-points", "bytes"].indexOf(bench.reading["B-11"] ?? "")
  for (const [letter, sizes] of letters) {
    const most = letter.repeat(Math.floor(5000 / (sizes[unit] ?? 1)))
    counts(at, { _description: most }, { _description: most })
    counts(at, { _description: most + letter }, 400)
  }
  for (const [name, values] of Object.entries(good))
    for (const value of values) counts(at, { [name]: value }, { [name]: value })
  for (const [name, values] of Object.entries(bad))
    for (const value of values) counts(at, { [name]: value }, 400)
})

const generated = [
  "_id",
  "_enabled",
  "_creationTime",
  "_lastModifiedTime",
  "_caption",
  "_template",
  "_referencers"
]

const others = clause(
  "B-3",
  "Moves, generated members and addresses in use are what the reading says.",
  (bench) => {
    const at = clinic(bench)
    const owner = { _ownerOrganization: { id: south } }
    const isRefused = bench.reading["B-3"] === "refused"
    counts(at, owner, isRefused ? 403 : owner)
    refuses(at, "an admin's move", isRefused ? 403 : 409, () => at.patch(owner, { id: dan._id }))
    counts(at, { _ownerOrganization: { id: north } }, {})
    const wanted = bench.reading["B-5"] === "refused" ? 400 : {}
    for (const name of generated) counts(at, { [name]: "x" }, wanted)
    counts(at, { _ownerOrganization: { id: north, name: "x" } }, wanted)
    refuses(at, "somebody else's e-mail", 409, () => at.patch({ _email: bob["_email"] }))
    refuses(at, "an e-mail by who may not", 403, () =>
      at.patch({ _email: "x@y.example" }, { as: "no-e-mails" })
    )
    refuses(at, "no organization", 404, () => at.patch({ _ownerOrganization: { id: nobody } }))
    const locked = clinic(bench, { otpPhoneLocked: true })
    refuses(locked, "a locked phone", 400, () => locked.patch({ _phone: "+4930123457" }, { id: bob._id }))
    same("the same phone", locked.patch({ _phone: bob["_phone"] }, { id: bob._id }).status, 200)
    same("a free phone", locked.patch({ _phone: "+4930123457" }).status, 200)
    for (const text of ["null", "[]", "5", "{"])
      refuses(at, text, 400, () => at.call("PATCH", pathOf(ada._id), undefined, { body: text }))
    const none = bench.reading["B-void"] === "null" ? null : undefined
    same("no value", (parsed(at.get(bob._id)) as Members)["badge"], none)
  }
)

export const bioTPoints: ReadonlyArray<ClauseCheck> = [nulls, children, forms, others, ...aroundPoints]
