/**
 * S8, S9 and S11: how calls are refused, and which token is good for which of them.
 */
import type { Response } from "@muster/twin-kit"
import { clause, type ClauseCheck, parsed, same, that } from "../Clause.ts"
import { bodyOf, listPath, nobody, pathOf, type Tenant, tenant, wished, william } from "./Tenant.ts"

const body = bodyOf(william)
const text = JSON.stringify({ ...body, ...wished })
const ends = [{ op: "replace", path: "/endDate", value: wished.endDate }]

const userContext = clause(
  "S8",
  "A token without a user reads, creates and deletes, but does not update.",
  (bench) => {
    const firm = tenant(bench)
    const as = "application"
    firm.refuses("an application's update", 403, () => firm.put({ ...body, ...wished }, as))
    firm.refuses("an application's patch", 403, () => firm.patch(ends, as))
    same("an application reads a record", parsed(firm.get(william.id, as)), firm.read())
    same("an application reads the list", firm.page({}, as), firm.page())
    const created = firm.call("POST", listPath, as, { body: text })
    same("an application creates a record", created.status, 200)
    const { id } = parsed(created) as typeof william
    same("the new record is what was sent", bodyOf(firm.read(id)), { ...body, ...wished })
    same("an application deletes a record", firm.call("DELETE", pathOf(id), as).status, 204)
    that(
      "the record is gone",
      firm.page().every((record) => record.id !== id)
    )
  }
)

/** The body that 400, 403 and 404 have in common. */
const explains = (response: Response): void => {
  const { causes, detailCode, messages, trackingId } = parsed(response) as Readonly<Record<string, unknown>>
  same("detailCode begins with the status", String(detailCode).startsWith(String(response.status)), true)
  that("trackingId is a string", typeof trackingId === "string")
  that("messages is a list that says something", Array.isArray(messages) && messages.length > 0)
  that("causes is a list", Array.isArray(causes))
  for (const message of [...(messages as ReadonlyArray<unknown>), ...(causes as ReadonlyArray<unknown>)]) {
    const { locale, localeOrigin, text: said } = message as Readonly<Record<string, unknown>>
    that(
      "a message is a text in a language",
      [locale, localeOrigin].every(isName) && typeof said === "string"
    )
  }
}

const isName = (value: unknown): boolean => typeof value === "string" || value === null

const unauthorized = (firm: Tenant): void => {
  for (const authorization of ["", "Bearer unknown", "Bearer ", "Basic sailpoint-token", "sailpoint-token"])
    for (const [method, path] of [
      ["PUT", pathOf(william.id)],
      ["PUT", pathOf(nobody)],
      ["PATCH", pathOf(william.id)],
      ["GET", pathOf(william.id)],
      ["GET", listPath]
    ] as const) {
      const refusal = firm.refuses(`${method} as "${authorization}"`, 401, () =>
        firm.call(method, path, undefined, { body: method === "PUT" ? text : "", headers: { authorization } })
      )
      const { error } = parsed(refusal) as { readonly error?: unknown }
      that("401 comes with an error", typeof error === "string" && error !== "")
    }
}

const statuses = clause(
  "S9",
  "401 with an error for no valid token, 403 for no access, 404 for no record; 400, 403 and 404 explain.",
  (bench) => {
    const firm = tenant(bench)
    unauthorized(firm)
    const forbidden = firm.refuses("an update by somebody who may not", 403, () =>
      firm.put({ ...body, ...wished }, "reader")
    )
    const missing = ["PUT", "PATCH"].map((method) =>
      firm.refuses(`${method} of an unknown record`, 404, () =>
        firm.call(method, pathOf(nobody), undefined, {
          body: method === "PUT" ? text : JSON.stringify(ends),
          headers: { "content-type": `application/json${method === "PUT" ? "" : "-patch+json"}` }
        })
      )
    )
    const { firstName: _, ...incomplete } = body
    const wrong = firm.refuses("an incomplete body", 400, () => firm.put({ ...incomplete, phone: "1" }))
    for (const refusal of [forbidden, ...missing, wrong]) explains(refusal)
  }
)

const limit = clause(
  "S11",
  "Over the rate limit 429 with a message and Retry-After; what was refused so is not done.",
  (bench) => {
    const firm = tenant(bench, { rateLimit: 3, retryAfter: 7 })
    firm.accepts("the first request", () => firm.get(william.id))
    firm.accepts("the second request", () => firm.put(body))
    firm.accepts("the third request", () => firm.put({ ...body, phone: "1" }))
    for (const send of [
      () => firm.put({ ...body, ...wished }),
      () => firm.patch(ends),
      () => firm.get(william.id),
      () => firm.list()
    ]) {
      const refusal = firm.refuses("one request too many", 429, send)
      same("Retry-After says how many seconds", refusal.headers["retry-after"], "7")
      const { message } = parsed(refusal) as { readonly message?: unknown }
      that("429 comes with a message", typeof message === "string" && message.trim() !== "")
    }
  }
)

export const answerClauses: ReadonlyArray<ClauseCheck> = [userContext, statuses, limit]
