/**
 * S12: what the list holds, page by page.
 */
import { clause, type ClauseCheck, isRefusal, same, that } from "../Clause.ts"
import { ada, bob, everybody, type NonEmployee, required, type Tenant, tenant, william } from "./Tenant.ts"

const names = (records: ReadonlyArray<NonEmployee>) => records.map(({ accountName }) => accountName)
const sorted = (records: ReadonlyArray<NonEmployee>) => names(records).toSorted()

/** More records than one page holds. */
const many = Array.from({ length: 251 }, (_, at) => ({
  ...bob,
  id: at.toString(16).padStart(32, "0"),
  accountName: `account ${String(at).padStart(3, "0")}`
}))

const pages = (firm: Tenant): void => {
  const all = firm.page()
  for (let offset = 0; offset <= all.length; offset += 1)
    for (let limit = 0; limit <= all.length; limit += 1) {
      const page = firm.page({ limit: String(limit), offset: String(offset) })
      same("a page is a part of the list", page, all.slice(offset, offset + limit))
    }
  same("a list may be empty", firm.page({ filters: 'sourceId eq "nowhere"' }), [])
  const counted = firm.list({ count: "true", limit: "1" })
  same("count tells how many there are in all", counted.headers["x-total-count"], String(all.length))
  for (const query of [{}, { count: "false" }])
    that("nobody is told who did not ask", firm.list(query).headers["x-total-count"] === undefined)
}

const full = (firm: Tenant): void => {
  const page = names(firm.page({ sorters: "accountName" }))
  same("a page holds 250 records", page, names(many.slice(0, 250)))
  const rest = firm.page({ sorters: "accountName", limit: "250", offset: "250" })
  same("the next page holds the others", names(rest), names(many.slice(250)))
  const more = firm.list({ limit: "251" })
  that("no page is longer", isRefusal(more) || firm.page({ limit: "251" }).length <= 250)
  same("count counts them all", firm.list({ count: "true" }).headers["x-total-count"], "251")
}

const orders = (firm: Tenant): void => {
  for (const column of ["id", ...required, "created", "modified"] as const) {
    const values = everybody.map((record) => record[column]).toSorted()
    const columns = (sorters: string) => firm.page({ sorters }).map((record) => record[column])
    same(`${column} sorts up`, columns(column), values)
    same(`${column} sorts down`, columns(`-${column}`), values.toReversed())
  }
  const twice = names(firm.page({ sorters: "lastName,accountName" }))
  same("the second column sorts what the first leaves", twice, names([bob, ada, william]))
}

const listing = clause(
  "S12",
  "The list is an array of at most 250, by limit, offset, count, filters and sorters, of those one may see.",
  (bench) => {
    const firm = tenant(bench)
    same("whoever may read all sees all", sorted(firm.page({}, "reader")), sorted(everybody))
    same("so does whoever may update all", sorted(firm.page()), sorted(everybody))
    same("an owner sees those of his source", sorted(firm.page({}, "owner")), sorted([william, bob]))
    same("the list has records as they are read", firm.page({ sorters: "accountName" })[0], firm.read(ada.id))
    const interns = { filters: 'sourceId eq "interns"' }
    same("filters chooses", names(firm.page(interns)), names([ada]))
    same("filters chooses from what one may see", firm.page(interns, "owner"), [])
    const others = firm.list({ filters: 'accountName eq "ada"' })
    same("an unsupported filter is refused", others.status, 400)
    pages(firm)
    orders(firm)
    full(tenant(bench, { records: many }))
  }
)

export const listClauses: ReadonlyArray<ClauseCheck> = [listing]
