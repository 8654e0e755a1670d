/** What is dictated to a server, by vendor: written from its pages, as the check of the clause is. */
import type { Json, Snapshot } from "@muster/core"
import type { Dictation } from "./Dictation.ts"

type Body = Dictation["body"]
type Spelling = (value: Json.Json) => Json.Json | undefined

/** One stored value in another form. */
const respelled =
  (name: string, spell: Spelling): Body =>
  (record) => {
    const said = spelled(record, name, spell)
    return said === undefined ? undefined : { [name]: said }
  }

/** The same for a part of an object, whose other parts go back as they were read. */
const respelledIn =
  (object: string, part: string, spell: Spelling): Body =>
  (record) => {
    const said = spelled(record, `${object}.${part}`, spell)
    return said === undefined ? undefined : { [object]: { ...partsOf(object, record), [part]: said } }
  }

const spelled = ({ values }: Snapshot.Snapshot, name: string, spell: Spelling): Json.Json | undefined => {
  const before = Object.hasOwn(values, name) ? values[name] : undefined
  return before === undefined ? undefined : spell(before)
}

const partsOf = (object: string, { values }: Snapshot.Snapshot): Json.JsonObject =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) =>
      name.startsWith(`${object}.`) ? [[name.slice(object.length + 1), value]] : []
    )
  )

/** Nobody has called anything so. */
const nobodys = "musterKnowsNoSuchName"

const inStaff =
  (body: Body): Body =>
  (record) => {
    const staff = body(record)
    return staff === undefined ? undefined : { staff }
  }

const ofMiles: ReadonlyArray<Dictation> = [
  {
    clause: "M4",
    says: "a rate in a string",
    by: "PUT",
    due: {},
    body: inStaff(respelled("hourly_rate_cents", String))
  },
  {
    clause: "M4",
    says: "a rate with half a cent",
    by: "PUT",
    due: {},
    body: inStaff(respelled("hourly_rate_cents", (rate) => Number(rate) + 0.5))
  },
  {
    clause: "M4",
    says: "a type that nobody can be given",
    by: "PUT",
    due: "accepted or refused",
    body: inStaff(
      respelled("type", (type) => (type === "staff" || type === "manager" ? "freelancer" : undefined))
    )
  },
  {
    clause: "M4",
    says: "active by another word",
    by: "PUT",
    due: {},
    hazards: ["may-charge", "sends-message"],
    body: inStaff(respelled("active", (active) => (active === "true" ? "yes" : "no")))
  },
  {
    clause: "M5",
    says: "all members, with the path's uuid",
    by: "PUT",
    due: "accepted",
    body: inStaff(({ member, values }) => ({ ...member, ...values }))
  },
  {
    clause: "M7",
    says: "a member without its wrapper",
    by: "PUT",
    due: {},
    body: respelled("first_name", (name) => name)
  }
]

const refusedAs = (code: string): Dictation["due"] => ({ status: 400, code })

const ofBioT: ReadonlyArray<Dictation> = [
  {
    clause: "B6",
    says: "an attribute of no template",
    by: "PATCH",
    due: refusedAs("ATTRIBUTE_NOT_VALID_FOR_TEMPLATE"),
    body: () => ({ [nobodys]: null })
  },
  {
    clause: "B7",
    says: "no owner",
    by: "PATCH",
    due: refusedAs("OWNER_ORGANIZATION_CANNOT_BE_NULL"),
    body: () => ({ _ownerOrganization: null })
  },
  {
    clause: "B7",
    says: "no country",
    by: "PATCH",
    due: refusedAs("COUNTRY_CODE_CANNOT_BE_NULL"),
    body: respelledIn("_address", "countryCode", () => null)
  },
  ...(
    [
      ["a phone number without its plus", respelled("_phone", (phone) => String(phone).slice(1))],
      ["a locale in capitals", respelled("_locale", (locale) => String(locale).toUpperCase())],
      ["a gender in small letters", respelled("_gender", (gender) => String(gender).toLowerCase())],
      ["a day that no year has", respelled("_dateOfBirth", () => "2001-02-30")],
      ["5001 characters", respelled("_description", () => "x".repeat(5001))],
      ["a country of three letters", respelledIn("_address", "countryCode", (code) => `${String(code)}X`)],
      ["a minute more than a day has", respelledIn("_mfa", "expirationInMinutes", () => 1441)]
    ] as const
  ).map(([says, body]): Dictation => ({ clause: "B14", says, by: "PATCH", due: {}, body }))
]

/** A patch around the end date, which every caller may change. */
const aroundEnd =
  (operations: (end: Json.Json, start: Json.Json) => ReadonlyArray<Json.JsonObject>): Body =>
  ({ values: { endDate, startDate } }) =>
    endDate === undefined || startDate === undefined || endDate === startDate
      ? undefined
      : operations(endDate, startDate)

const path = "/endDate"

const ofSailPoint: ReadonlyArray<Dictation> = [
  {
    clause: "S6",
    says: "a copy that is tested and taken back",
    by: "PATCH",
    due: "accepted",
    body: aroundEnd((end, start) => [
      { op: "copy", from: "/startDate", path },
      { op: "test", path, value: start },
      { op: "replace", path, value: end }
    ])
  },
  {
    clause: "S6",
    says: "a test that fails after a change",
    by: "PATCH",
    due: { status: 400 },
    body: aroundEnd((end, start) => [
      { op: "replace", path, value: start },
      { op: "test", path, value: end }
    ])
  },
  {
    clause: "S6",
    says: "a removal of what is not there, after a change",
    by: "PATCH",
    due: { status: 400 },
    body: aroundEnd((_end, start) => [
      { op: "replace", path, value: start },
      { op: "remove", path: `/data/${nobodys}` }
    ])
  }
]

const ofEloomi: ReadonlyArray<Dictation> = [
  {
    clause: "E4",
    says: "a title that is a number",
    by: "PATCH",
    due: { status: 400 },
    body: respelled("title", () => 1)
  }
]

const all: ReadonlyMap<string, ReadonlyArray<Dictation>> = new Map([
  ["biot", ofBioT],
  ["sailpoint", ofSailPoint],
  ["eloomi", ofEloomi],
  ["88miles", ofMiles]
])

/** Those of a vendor; most sentences need none. */
export const of = (vendor: string): ReadonlyArray<Dictation> => all.get(vendor) ?? []
