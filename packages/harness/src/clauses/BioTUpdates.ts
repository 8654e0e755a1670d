/**
 * B1, B2 and B7: what an update keeps, which parts an object has to have, and what cannot be null.
 */
import { type ClauseCheck, same, that } from "../Clause.ts"
import { ada, bob, bodyOf, type Clinic, clinicClause, type Members, south, wished } from "./Clinic.ts"

const [adas, bobs] = [bodyOf(ada), bodyOf(bob)]

/** What an update says, from nothing to everything. */
const changes: ReadonlyArray<Members> = [
  {},
  ...Object.entries(wished).map(([name, value]) => ({ [name]: value })),
  { _ownerOrganization: ada["_ownerOrganization"] },
  { _phone: "+4512345678", onCall: false, _name: wished._name },
  wished
]

const said = (body: Members): string => `an update of ${Object.keys(body).join(" and ") || "nothing"}`

/** Whatever becomes of the children that are left out, the rest is known. */
const parts = (start: Clinic): void => {
  const { _address, ...others } = adas
  const city = { countryCode: "GB", city: "Leeds" }
  const { _address: moved, ...kept } = start.fork().update("an update of the city", { _address: city })
  same("an update of the city keeps what is no address", kept, others)
  const before = { ...(_address as Members), ...city }
  for (const [name, value] of Object.entries({ ...before, ...(moved as Members) }))
    that(`${name} is what was sent, or was there`, (before as Members)[name] === value)
  same("the city is what was sent", { ...(moved as Members), ...city }, moved)
  const { _mfa, ...rest } = start.fork().update("an update of enabled", { _mfa: { enabled: false } })
  same("an update of enabled keeps what is no second factor", { ...rest, _mfa: ada["_mfa"] }, adas)
  same(
    "enabled is what was sent",
    { expirationInMinutes: 5, ...(_mfa as Members) },
    {
      enabled: false,
      expirationInMinutes: 5
    }
  )
}

/** Whatever null says, it says it about its own attribute. */
const nothings = (start: Clinic): void => {
  for (const name of Object.keys(adas)) {
    const fork = start.fork()
    const { status } = fork.patch({ [name]: null })
    that(`null for ${name} is accepted or refused`, status === 200 || status === 400)
    const { [name]: after, ...others } = bodyOf(fork.read())
    const { [name]: before, ...kept } = adas
    same(`null for ${name} keeps the others`, others, kept)
    if (after !== undefined) same(`null for ${name} makes no other value of it`, after, before)
  }
}

const moves = (start: Clinic): void => {
  const fork = start.fork()
  const [before, body] = [fork.stored(), { _description: "moved", _ownerOrganization: { id: south } }]
  const { status } = fork.patch(body)
  that("a move is accepted or forbidden", status === 200 || status === 403)
  if (status === 403) that("a forbidden move changes nothing", fork.stored() === before)
  else same("a move moves", bodyOf(fork.read()), { ...adas, ...body })
}

/** No body can say whether a user is enabled, so that no update changes it. */
const states = (fork: Clinic): void => {
  for (const state of ["DISABLED", "ENABLED"]) {
    fork.accepts(state, 200, () => fork.enable(state))
    fork.update(`an update of whoever is ${state}`, { _description: "new" })
    same(`whoever is ${state} stays so`, fork.read()["_enabled"], state)
  }
}

const merges = clinicClause("B1", "An update changes what it names, and keeps everything else.", (start) => {
  for (const changed of changes) {
    const after = start.fork().update(said(changed), changed)
    same(`${said(changed)} changes that alone`, after, { ...adas, ...changed })
  }
  for (const changed of [{}, { _description: "new" }, { _mfa: wished._mfa, level: 1 }, wished]) {
    const after = start.fork().update(said(changed), changed, { id: bob._id })
    same(`${said(changed)} adds that alone`, after, { ...bobs, ...changed })
  }
  same("saying all that is stored changes nothing", start.fork().update("all that is stored", adas), adas)
  const fork = start.fork()
  fork.update("an update of everything", wished)
  same("an update leaves the others alone", fork.others(), start.others())
  const again = fork.update("an update of nothing after it", {})
  same("the next update keeps everything", again, { ...adas, ...wished })
  states(fork)
  parts(start)
  nothings(start)
  moves(start)
})

/** Each object that a body can have, and the parts that it cannot be without. */
const parents: ReadonlyArray<readonly [name: string, starred: Members, others?: Members]> = [
  ["_name", wished._name],
  ["_address", { countryCode: "DK" }, { city: "Odense", address2: "Left" }],
  ["_mfa", { enabled: false }, { expirationInMinutes: 60 }],
  ["_ownerOrganization", ada["_ownerOrganization"] as Members]
]

/** The object without one of its parts, and with null in its place. */
const lacking = (whole: Members, part: string): ReadonlyArray<Members> => {
  const { [part]: _left, ...rest } = whole
  return [rest, { ...rest, [part]: null }]
}

const stars = clinicClause(
  "B2",
  "A starred part is mandatory where its object is given, and nowhere else.",
  (start) => {
    for (const { _id: id } of [ada, bob])
      for (const [name, starred, others = {}] of parents) {
        for (const part of Object.keys(starred))
          for (const object of lacking({ ...others, ...starred }, part))
            start.refuses(`${name} ${JSON.stringify(object)}`, 400, () =>
              start.patch({ _description: "changed", [name]: object }, { id })
            )
        start.refuses(`an empty ${name}`, 400, () => start.patch({ [name]: {} }, { id }))
        const { [name]: stored } = start.fork().update(`${name} alone`, { [name]: starred }, { id })
        same(`the parts of ${name} are what was sent`, { ...(stored as Members), ...starred }, stored)
        const { [name]: _left, ...body } = wished as Members
        start.fork().update(`a body without ${name}`, body, { id })
      }
  }
)

/** Everything that has a refusal of its own for null. */
const mandatory: ReadonlyArray<readonly [body: Members, code: string, details?: Members]> = [
  [{ _ownerOrganization: null }, "OWNER_ORGANIZATION_CANNOT_BE_NULL"],
  [{ _ownerOrganization: { id: null } }, "OWNER_ORGANIZATION_CANNOT_BE_NULL"],
  [{ _address: { countryCode: null } }, "COUNTRY_CODE_CANNOT_BE_NULL"],
  [{ _address: { ...wished._address, countryCode: null } }, "COUNTRY_CODE_CANNOT_BE_NULL"],
  [{ license: null }, "ATTRIBUTE_IS_MANDATORY", { attributeName: "license" }]
]

const nulls = clinicClause(
  "B7",
  "What can be left out can still not be null: the owner, the country, a mandatory attribute.",
  (start) => {
    const { _address, license: _license, ...body } = wished
    same("what is left out stays", start.fork().update("a body without them", body), { ...adas, ...body })
    for (const { _id: id } of [ada, bob])
      for (const [nothing, code, details = {}] of mandatory)
        start.refusesAs(JSON.stringify(nothing), 400, code, details, () =>
          start.patch({ _description: "changed", ...nothing }, { id })
        )
  }
)

export const updateClauses: ReadonlyArray<ClauseCheck> = [merges, stars, nulls]
