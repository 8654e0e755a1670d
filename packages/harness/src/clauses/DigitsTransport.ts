/**
 * D14, D15, D23, D24: who may call and in which form, how often, and how lists are paged.
 */
import type { Response } from "@muster/twin-kit"
import { clause, type ClauseCheck, isRefusal, parsed, same, that } from "../Clause.ts"
import type { Running } from "../Running.ts"
import { digits } from "../subjects/Digits.ts"
import { employeePath, everything, high, organization, seed } from "./Organization.ts"

const update = JSON.stringify({ userId: "u-1", organizationRole: high, entityRole: high })

const scope = clause("D14", "A token needs the scope organization:sync.", (bench) => {
  const firm = organization(bench, everything)
  for (const token of ["no-scope", "other-scopes"])
    firm.refuses("an update without the scope", () => firm.send(update, { authorization: `Bearer ${token}` }))
  same("an update with the scope is accepted", firm.send(update).status, 200)
})

const form = clause("D15", "Callers show a Bearer token, and bodies are application/json.", (bench) => {
  const firm = organization(bench, everything)
  for (const authorization of ["", "Bearer", "Bearer unknown", `Basic ${digits.token}`, digits.token])
    firm.refuses("an update without a Bearer token", () => firm.send(update, { authorization }))
  for (const type of ["text/plain", "application/x-www-form-urlencoded", "application/xml", ""])
    firm.refuses("a body under another content type", () => firm.send(update, { "content-type": type }))
  for (const body of ["", "{", `${update}}`, "userId=u-1", "null", "[]", '"u-1"'])
    firm.refuses("a body that is no JSON object", () =>
      firm.send(body, { "content-type": "application/json" })
    )
  for (const response of [firm.send(update), firm.look("u-1"), firm.send("{")]) {
    const type = response.headers["content-type"] ?? ""
    that("every answer is application/json", type.startsWith("application/json"))
    parsed(response)
  }
})

interface TooMany {
  readonly error?: { readonly code?: unknown; readonly details?: { readonly retry_after?: unknown } }
}

const rate = clause(
  "D23",
  "A token has 60 requests a minute; over that 429 with a wait, and headers count the rest.",
  (bench) => {
    const running = bench.start({ ...seed(everything), rateLimit: 60, rateLimitReset: 1_800_000_000 })
    const counted = ({ headers }: Response) =>
      ["limit", "remaining", "reset"].map((name) => headers[`x-ratelimit-${name}`])
    for (let left = 59; left >= 0; left--) {
      const response = running.ask({ method: "GET", path: entitiesPath })
      same("a request within the limit is answered", response.status, 200)
      same("the headers count", counted(response), ["60", String(left), "1800000000"])
    }
    for (const method of ["GET", "PUT"]) {
      const response = running.ask({ method, path: employeePath, body: method === "PUT" ? update : "" })
      same("a request over the limit is refused", response.status, 429)
      same("the headers say that nothing is left", counted(response), ["60", "0", "1800000000"])
      const { error } = parsed(response) as TooMany
      same("the body has the documented code", error?.code, "RATE_LIMIT_EXCEEDED")
      that("the body says how long to wait", typeof error?.details?.retry_after === "number")
    }
  }
)

const entitiesPath = "/v1/organization/entities"

const paging = clause(
  "D24",
  "Lists come in pages of at most 100 and end with an empty cursor and more: false.",
  (bench) => {
    const ids = Array.from({ length: 205 }, (_, at) => `own ${at}`)
    const clientIds = ids.slice(0, 101)
    const running = bench.start({
      ...seed({}),
      entities: ids.map((entityId) => ({ entityId })),
      clients: clientIds.map((clientId) => ({ clientId, entities: [] })),
      employees: []
    })
    const entities = walk(running, "entities", new Map())
    same(
      "the usual page holds 100",
      entities.map(({ length }) => length),
      [100, 100, 5]
    )
    same("every item comes once, in one order", entities.flat(), ids)
    same("a smaller page is possible", walk(running, "entities", new Map([["limit", "41"]])), chunks(ids, 41))
    same("every list is paged", walk(running, "clients", new Map()), chunks(clientIds, 100))
    const greedy = running.ask({ method: "GET", path: entitiesPath, query: new Map([["limit", "101"]]) })
    if (isRefusal(greedy)) return
    that("no page holds more than 100", itemsOf(greedy, "entities").items.length <= 100)
  }
)

const chunks = (ids: ReadonlyArray<string>, size: number): ReadonlyArray<ReadonlyArray<string>> =>
  Array.from({ length: Math.ceil(ids.length / size) }, (_, at) => ids.slice(at * size, (at + 1) * size))

/** All pages of a list; breaks when it does not end. */
const walk = (running: Running, list: "entities" | "clients", query: ReadonlyMap<string, string>) => {
  const pages: Array<ReadonlyArray<unknown>> = []
  let cursor = ""
  do {
    that("the list ends", pages.length < 12)
    const asked = cursor === "" ? query : new Map([...query, ["cursor", cursor]])
    const page = itemsOf(running.ask({ method: "GET", path: `/v1/organization/${list}`, query: asked }), list)
    pages.push(page.items)
    same("more is said exactly while there is a cursor", page.next?.more, page.next?.cursor !== "")
    cursor = page.next?.cursor ?? ""
  } while (cursor !== "")
  return pages
}

interface Page {
  readonly next?: { readonly cursor?: string; readonly more?: boolean }
  readonly entities?: ReadonlyArray<{ readonly entityId: string }>
  readonly clients?: ReadonlyArray<{ readonly clientId: string }>
}

const itemsOf = (response: Response, list: "entities" | "clients") => {
  same("a list is answered", response.status, 200)
  const page = parsed(response) as Page
  const items =
    list === "entities"
      ? page.entities?.map(({ entityId }) => entityId)
      : page.clients?.map(({ clientId }) => clientId)
  return { items: items ?? [], next: page.next }
}

export const transportClauses: ReadonlyArray<ClauseCheck> = [scope, form, rate, paging]
