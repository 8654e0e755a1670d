/**
 * M3, M6 and M7: how calls are refused, what the list holds, and what requests and answers are wrapped in.
 */
import { eightyEightMiles } from "../subjects/EightyEightMiles.ts"
import { clause, type ClauseCheck, isRefusal, parsed, same, that } from "../Clause.ts"
import { type Account, account, everybody, idle, listPath, nobody, owner, pathOf, worker } from "./Account.ts"

const renamed = { first_name: "Ada" }

const statuses = clause(
  "M3",
  "401, 402, 403, 404 and 422 say what is wrong, the last with a message.",
  (bench) => {
    const studio = account(bench)
    for (const authorization of ["", "Bearer unknown", `Basic ${eightyEightMiles.token}`]) {
      const headers = { authorization }
      studio.refuses("an update without a valid token", 401, () => studio.put(worker.uuid, renamed, headers))
      same("no list without a valid token", studio.call("GET", listPath, { headers }).status, 401)
    }
    studio.refuses("an update by somebody who may not", 403, () =>
      studio.put(worker.uuid, renamed, { authorization: "Bearer reader" })
    )
    studio.refuses("an update of nobody", 404, () => studio.put(nobody, renamed))
    same("nobody can be shown", studio.call("GET", pathOf(nobody)).status, 404)
    const invalid = [
      { hourly_rate_cents: "lots" },
      { login: 1 },
      { type: 1 },
      { ...renamed, login: owner.login }
    ]
    for (const staff of invalid) {
      const { body } = studio.refuses("an invalid member", 422, () => studio.put(worker.uuid, staff))
      that("the failed validation comes with a message", /\w+ \w+/.test(body))
    }
    const full = account(bench, { maximumStaff: 2 })
    full.refuses("one member too many", 402, () => full.put(idle.uuid, { active: "true" }))
    full.update(idle.uuid, renamed)
    full.update(worker.uuid, { ...renamed, active: "true" })
    full.update(worker.uuid, { active: "false" })
    full.update(idle.uuid, { active: "true" })
  }
)

const last = (members: ReadonlyArray<{ readonly last_name: string }> | undefined) =>
  members?.map((each) => each.last_name)

const listing = clause(
  "M6",
  "The list holds the caller too, takes where and order, and has a count.",
  (bench) => {
    const studio = account(bench)
    const uuids = new Set(studio.list().response?.map(({ uuid }) => uuid))
    same("the list holds everybody, the caller too", uuids, new Set(everybody.map(({ uuid }) => uuid)))
    const names = everybody.map((each) => each.last_name).toSorted()
    same("order sorts up", last(studio.list({ order: "last_name asc" }).response), names)
    same("order sorts down", last(studio.list({ order: "last_name desc" }).response), names.toReversed())
    const active = studio.list({ where: 'active = "true"', order: "last_name asc" })
    same("where chooses", last(active.response), last([owner, worker]))
    const inactive = studio.list({ where: 'active = "false"' })
    same("where chooses the others", inactive.response, [idle])
    for (const { count, response } of [studio.list(), active, inactive])
      same("count is how many there are", count, response?.length)
  }
)

const newcomer = {
  login: "newcomer",
  first_name: "New",
  last_name: "Comer",
  email_address: "new@studio.example",
  time_zone: "Australia/Perth"
}

/** A body without a form wraps nothing. */
const formless = (studio: Account): void => {
  for (const [body, type] of [
    ["", "application/json"],
    ["{", "application/json"],
    ["null", "application/json"],
    ["staff[first_name]=Ada", "application/x-www-form-urlencoded"]
  ] as const) {
    const headers = { "content-type": type }
    that(`"${body}" is refused`, isRefusal(studio.call("PUT", pathOf(worker.uuid), { body, headers })))
    same(`"${body}" changes nothing`, studio.read(), everybody)
  }
}

const wrappers = clause(
  "M7",
  "Requests wrap a member in staff; list, show and create answer in response.",
  (bench) => {
    const studio = account(bench)
    same("show answers in response", parsed(studio.call("GET", pathOf(worker.uuid))), { response: worker })
    const list = studio.list()
    same("list answers in response, with its count", Object.keys(list).toSorted(), ["count", "response"])
    that("the list is one", Array.isArray(list.response))
    for (const body of [renamed, { response: renamed }, { member: renamed }, [renamed]]) {
      const before = studio.read()
      const response = studio.call("PUT", pathOf(worker.uuid), { body: JSON.stringify(body) })
      that("a body without staff is refused", isRefusal(response))
      same("a body without staff changes nothing", studio.read(), before)
    }
    formless(studio)
    const bare = () => studio.call("POST", listPath, { body: JSON.stringify(newcomer) })
    that("a create without staff is refused", isRefusal(bare()))
    same("a create without staff adds nobody", studio.list().response, list.response)
    studio.update(worker.uuid, renamed)
    same("a body in staff counts", studio.show(worker.uuid), { ...worker, ...renamed })
    const created = studio.call("POST", listPath, { body: JSON.stringify({ staff: newcomer }) })
    same("create is accepted", created.status, 200)
    const { response, ...rest } = parsed(created) as { readonly response?: { readonly uuid: string } }
    same("create answers in response alone", rest, {})
    const shown = studio.show(response?.uuid ?? "")
    same("create answers with the new member", response, shown)
    same("the new member is what was sent", shown, { ...shown, ...newcomer })
  }
)

export const answerClauses: ReadonlyArray<ClauseCheck> = [statuses, listing, wrappers]
