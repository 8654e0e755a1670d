/**
 * The open points of BioT. A user who has a description and an address with a city is left as he was; another may keep
 * what he is lent, where no answer takes it away. E-mail, phone and second factor are not touched.
 */
import { isDeepStrictEqual } from "node:util"
import type { Response } from "@muster/twin-kit"
import { type Heard, json, type Question, type Site, type Told, Untold } from "./Question.ts"

type Members = Readonly<Record<string, unknown>>

const users = "/organization/v1/users/organizations"

const patch = ({ ask, id }: Site, body: Members): Response =>
  ask({ method: "PATCH", path: `${users}/${id}`, body: JSON.stringify(body) })

const search = ({ ask }: Site): Response => ask({ method: "GET", path: users })

const membersOf = (value: unknown): Members =>
  typeof value === "object" && value !== null ? (value as Members) : {}

const has = (value: unknown, name: string): boolean => Object.hasOwn(membersOf(value), name)

/** Everybody whom a read, an update (B15) or a search (B11) answers with. */
const usersIn = (response: Response): ReadonlyArray<Members> => {
  if (response.status !== 200) return []
  const answer = membersOf(json(response))
  return (Array.isArray(answer["data"]) ? answer["data"] : [answer])
    .map(membersOf)
    .filter((user) => has(user, "_id"))
}

/** The user in an answer, without what has no value. */
const userIn = (response: Response): Members | undefined => usersIn(response).map(filled)[0]

const filled = (members: Members): Members =>
  Object.fromEntries(
    Object.entries(members).flatMap(([name, value]) =>
      value === null ? [] : [[name, typeof value === "object" ? filled(membersOf(value)) : value]]
    )
  )

const show = ({ ask, id }: Site): Members | undefined =>
  userIn(ask({ method: "GET", path: `${users}/${id}` }))

/** What a user is asked about is refused with 400; any other status, or an answer without him, says nothing. */
const whether = (response: Response, otherwise: (now: Members) => Told): Told => {
  if (response.status === 400) return "refused"
  const user = userIn(response)
  return user === undefined ? unclear(response) : otherwise(user)
}

const unclear = ({ status }: Response): Untold => new Untold(`an update was answered with ${status}`)
const unreadable = new Untold("it takes a caller who can read the user")

/** Gives a member this value; `otherwise` is told how it reads then. */
type Say = (value: unknown, otherwise: (now: unknown) => Told) => Told

/** Lends a member a value where it has none, asks about it, and puts it back. */
const lending = <A>(
  site: Site,
  name: string,
  lent: (before: unknown) => A,
  ask: (value: A, say: Say) => Told
): Told => {
  const user = show(site)
  if (user === undefined) return unreadable
  const before = user[name]
  const value = lent(before)
  let now = before
  const say: Say = (said, otherwise) =>
    whether(patch(site, { [name]: said }), (updated) => {
      now = updated[name]
      return otherwise(now)
    })
  if (!isDeepStrictEqual(value, before)) say(value, () => "lent")
  if (!isDeepStrictEqual(value, now)) return new Untold(`it takes a user who can be given ${name}`)
  const told = ask(value, say)
  if (!isDeepStrictEqual(now, before)) patch(site, { [name]: before ?? null })
  return told
}

const describing = (site: Site, ask: (say: Say) => Told): Told =>
  lending(
    site,
    "_description",
    (before) => before ?? "Muster",
    (_, say) => ask(say)
  )

const parts = ["city", "state", "zipCode", "address1", "address2"]

/** Asks about a part of the address that it can be without. */
const housing = (site: Site, ask: (address: Members, part: string, say: Say) => Told): Told =>
  lending(
    site,
    "_address",
    (before): Members => {
      const address = membersOf(before)
      return parts.some((part) => Object.hasOwn(address, part))
        ? address
        : { countryCode: "US", ...address, city: "Muster" }
    },
    (address, say) => ask(address, parts.find((part) => Object.hasOwn(address, part)) ?? "city", say)
  )

const ownerOf = (user: Members | undefined): unknown => membersOf(user?.["_ownerOrganization"])["id"]

const nullable = ["_description", "_phone", "_locale", "_gender", "_dateOfBirth", "_employeeId"]
const maybe = [...nullable, "_address", "_mfa", ...parts]

/**
 * What has no value is null somewhere, or is missing where another answer has it: of the same template, since another
 * one may not have the attribute at all.
 */
const voids = (heard: ReadonlyArray<Pick<Heard, "response">>): string | undefined => {
  const seen = heard
    .flatMap(({ response }) => usersIn(response))
    .map((user): Members => ({ ...user, ...membersOf(user["_address"]) }))
  if (seen.some((user) => maybe.some((name) => user[name] === null))) return "null"
  const isMissing = (user: Members) =>
    seen.some(
      (other) =>
        templateOf(other) === templateOf(user) && maybe.some((name) => has(other, name) && !has(user, name))
    )
  return seen.some(isMissing) ? "left-out" : undefined
}

const templateOf = (user: Members): unknown => membersOf(user["_template"])["id"]

export const bioTQuestions: ReadonlyArray<Question> = [
  {
    axis: "B-1",
    ask: (site) =>
      housing(site, ({ countryCode }, part, say) =>
        say({ countryCode }, (now) => (has(now, part) ? "kept" : "removed"))
      )
  },
  {
    axis: "B-2",
    ask: (site) => describing(site, (say) => say(null, (now) => (now === undefined ? "clears" : "ignored")))
  },
  {
    axis: "B-2-child",
    after: ["B-1"],
    ask: (site, known) =>
      housing(site, (address, part, say) =>
        say({ ...address, [part]: null }, (now) => {
          if (has(now, part)) return "ignored"
          return known["B-1"] === "kept"
            ? "clears"
            : new Untold(
                "null is accepted, and where leaving out takes away (B-1), ignored is as good as cleared"
              )
        })
      )
  },
  {
    axis: "B-2-object",
    ask: (site) =>
      lending(
        site,
        "_address",
        (before) => before ?? { countryCode: "US" },
        (_, say) => say(null, (now) => (now === undefined ? "clears" : "ignored"))
      )
  },
  { axis: "B-2-mandatory", ask: (site) => whether(patch(site, { _name: null }), () => "ignored") },
  {
    axis: "B-2-empty",
    ask: (site) => describing(site, (say) => say("", (now) => (now === undefined ? "clears" : "stored")))
  },
  {
    axis: "B-3",
    hazards: ["irreversible"],
    ask: (site) => {
      const all = usersIn(search(site))
      const own = ownerOf(all.find(({ _id }) => _id === site.id) ?? show(site))
      const other = all.map(ownerOf).find((id) => id !== undefined && id !== own)
      if (own === undefined || other === undefined)
        return new Untold("it takes a caller who sees users of two organizations")
      const response = patch(site, { _ownerOrganization: { id: other } })
      if (response.status === 403) return "refused"
      if (ownerOf(userIn(response)) !== other) return unclear(response)
      patch(site, { _ownerOrganization: { id: own } })
      return "accepted"
    }
  },
  { axis: "B-5", ask: (site) => whether(patch(site, { _caption: "Muster" }), () => "ignored") },
  {
    axis: "B-11",
    // More than 5000 units, and fewer code points; then more than 5000 bytes, and fewer units.
    ask: (site) =>
      describing(site, (say) => {
        const points = say("𝄞".repeat(2501), () => "code-points")
        if (points !== "refused") return points
        const units = say("é".repeat(2501), () => "utf-16")
        return units === "refused" ? "bytes" : units
      })
  },
  {
    axis: "B-void",
    overhear: voids,
    ask: (site) =>
      voids([{ response: search(site) }]) ??
      new Untold("it takes a user who lacks something, or can be made to")
  }
]
