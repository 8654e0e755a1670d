/**
 * B11: what a search finds, page by page.
 */
import { type ClauseCheck, parsed, same, that } from "../Clause.ts"
import { ada, bob, type Clinic, clinicClause, dan, everybody, type Members, nobody } from "./Clinic.ts"

interface Page {
  readonly data: ReadonlyArray<Members>
  readonly metadata: { readonly page: Members }
}

/** A page of a search that has to be answered. */
const pageOf = (at: Clinic, searchRequest?: object): Page => {
  const page = parsed(at.accepts("a search", 200, () => at.search(searchRequest))) as Page
  that("a search answers data", Array.isArray(page.data))
  that("a search answers metadata", typeof page.metadata?.page === "object")
  return page
}

const idsOf = (users: ReadonlyArray<Members>) => users.map(({ _id }) => _id)
const found = (at: Clinic, searchRequest?: object) => idsOf(pageOf(at, searchRequest).data)

/** What can be searched for, and where an answer has it. */
const properties: ReadonlyArray<readonly [property: string, path: string]> = [
  ...[
    "_id",
    "_email",
    "_phone",
    "_description",
    "_locale",
    "_gender",
    "_dateOfBirth",
    "_enabled",
    "_employeeId",
    "_creationTime",
    "_lastModifiedTime",
    "_name.firstName",
    "_name.lastName",
    "_address.countryCode",
    "_address.city",
    "_mfa.enabled",
    "_mfa.expirationInMinutes",
    "_ownerOrganization.id",
    "license",
    "level",
    "onCall",
    "hired",
    "shift"
  ].map((name) => [name, name] as const),
  ["_templateId", "_template.id"],
  ["_templateName", "_template.name"]
]

const at = (user: Members, path: string): unknown =>
  path.split(".").reduce<unknown>((inner, step) => (inner as Members | undefined)?.[step], user)

const filters = (start: Clinic): void => {
  const newestFirst = everybody.map(({ _id }) => start.read(_id)).toReversed()
  const first = start.read()
  for (const [property, path] of properties) {
    const eq = at(first, path)
    const those = newestFirst.filter((user) => at(user, path) === eq)
    same(`${property} finds`, found(start, { filter: { [property]: { eq } } }), idsOf(those))
  }
  const emails = { in: [bob["_email"], dan["_email"], "nobody@clinic.example"] }
  same("in finds each of them", found(start, { filter: { _email: emails } }), [dan._id, bob._id])
  const both = { _email: emails, _templateId: { eq: "nurse" } }
  same("every filter has to fit", found(start, { filter: both }), [bob._id])
  same("a search may find nobody", found(start, { filter: { _id: { eq: nobody } } }), [])
}

const pages = (start: Clinic): void => {
  const { data, metadata } = pageOf(start, {})
  const all = idsOf(data)
  const totalResults = all.length
  same("the first page of 100 is usual", metadata.page, { totalResults, page: 0, limit: 100 })
  for (const [limit, page] of [
    [1, 0],
    [1, 1],
    [2, 0],
    [2, 1],
    [2, 2],
    [3, 0]
  ] as const) {
    const part = pageOf(start, { limit, page })
    same(`page ${page} of ${limit}`, idsOf(part.data), all.slice(page * limit, (page + 1) * limit))
    same("the metadata tell the page", part.metadata.page, { totalResults, page, limit })
  }
  same("the first page is usual", found(start, { limit: 2 }), all.slice(0, 2))
  for (const asked of [{ limit: 0 }, { page: -1 }])
    start.refuses(`a search ${JSON.stringify(asked)}`, 400, () => start.search(asked))
}

const searches = clinicClause(
  "B11",
  "A search finds users by filter, page by page, 100 unless it is asked, the newest first.",
  (start) => {
    const newestFirst = idsOf(everybody).toReversed()
    const all = pageOf(start).data
    same("without a searchRequest everybody is found, the newest first", idsOf(all), newestFirst)
    same("users are found as they are read", all[0], parsed(start.get(dan._id)))
    filters(start)
    pages(start)
    const fork = start.fork()
    fork.update("an update", { _description: "changed" }, { id: bob._id })
    same("an update makes nobody new", found(fork), newestFirst)
    fork.accepts("a deletion", 204, () => fork.remove(ada._id))
    same("whoever is deleted is not found", found(fork), [dan._id, bob._id])
  }
)

export const searchClauses: ReadonlyArray<ClauseCheck> = [searches]
