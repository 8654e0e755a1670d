/** Saboteurs of D23 and D24: how often may be called, and how lists are paged. */
import { type State, twin } from "@muster/twin-digits"
import type { Response, Twin } from "@muster/twin-kit"
import {
  answering,
  objectIn,
  type Saboteur,
  saboteur,
  withRequest,
  withResponse,
  withRules
} from "../Saboteur.ts"

/** A twin whose 429 is another answer. */
const whenTooMany = (change: (response: Response) => Response): Twin<State> =>
  withResponse(twin, (response) => (response.status === 429 ? change(response) : response))

const rate: ReadonlyArray<Saboteur> = [
  saboteur(
    "D23-no-limit",
    "Nobody counts.",
    withRules(twin, (honest) => (state, request) => {
      const { rateLimit } = state
      const rest =
        rateLimit === undefined
          ? undefined
          : { ...rateLimit, used: Math.min(rateLimit.used, rateLimit.limit - 1) }
      return honest({ ...state, rateLimit: rest }, request)
    })
  ),
  saboteur(
    "D23-other-status",
    "Too many requests are a 503.",
    whenTooMany((response) => ({ ...response, status: 503 }))
  ),
  saboteur(
    "D23-no-wait",
    "429 says not how long to wait.",
    whenTooMany((response) =>
      answering(response, { error: { code: "RATE_LIMIT_EXCEEDED", message: "Rate limit exceeded." } })
    )
  ),
  saboteur(
    "D23-other-code",
    "429 is called otherwise.",
    whenTooMany((response) => answering(response, { error: { code: "SLOW", details: { retry_after: 1 } } }))
  ),
  ...["limit", "remaining", "reset"].map((left) =>
    saboteur(
      `D23-no-${left}-header`,
      `The header X-RateLimit-${left} is missing.`,
      withResponse(twin, ({ headers, ...response }) => ({
        ...response,
        headers: Object.fromEntries(
          Object.entries(headers).filter(([name]) => name !== `x-ratelimit-${left}`)
        )
      }))
    )
  ),
  saboteur(
    "D23-counts-writes-only",
    "Reads are not counted.",
    withRules(twin, (honest) => (state, request) => {
      const [next, response] = honest(state, request)
      return [request.method === "GET" ? { ...next, rateLimit: state.rateLimit } : next, response]
    })
  )
]

interface Page {
  readonly next: { readonly cursor: string; readonly more: boolean }
  readonly list: string
  readonly items: ReadonlyArray<unknown>
}

const pageOf = (response: Response): Page | undefined => {
  const json = response.status === 200 ? objectIn(response.body) : undefined
  const list = ["entities", "clients"].find((name) => Array.isArray(json?.[name]))
  if (json?.["next"] === undefined || list === undefined) return undefined
  return { next: json["next"] as Page["next"], list, items: json[list] as Page["items"] }
}

/** A twin whose lists are paged another way. */
const repaging = (
  change: (page: Page) => Omit<Page, "list" | "next"> & { readonly next?: unknown }
): Twin<State> =>
  withResponse(twin, (response) => {
    const page = pageOf(response)
    if (page === undefined) return response
    const { items, next } = change(page)
    return answering(response, { [page.list]: items, ...(next === undefined ? {} : { next }) })
  })

/** A twin that gives the whole list at once to whoever asks in some way. */
const allAtOnceFor = (asks: (limit: number) => boolean): Twin<State> =>
  withRules(twin, (honest) => (state, request) => {
    if (!asks(Number(request.query.get("limit") ?? 100))) return honest(state, request)
    const items: Array<unknown> = []
    let list = ""
    for (let cursor = "", more = true; more;) {
      const page = pageOf(honest(state, { ...request, query: new Map([["cursor", cursor]]) })[1])
      if (page === undefined) return honest(state, request)
      items.push(...page.items)
      ;({ cursor, more } = page.next)
      list = page.list
    }
    const [next, response] = honest(state, { ...request, query: new Map() })
    return [next, answering(response, { [list]: items, next: { cursor: "", more: false } })]
  })

const paging: ReadonlyArray<Saboteur> = [
  saboteur(
    "D24-all-at-once",
    "A list comes on one page, however long.",
    allAtOnceFor((limit) => limit >= 100)
  ),
  saboteur(
    "D24-no-maximum",
    "A page holds more than 100 for whoever asks for more.",
    allAtOnceFor((limit) => limit > 100)
  ),
  saboteur(
    "D24-loses-one-a-page",
    "The last item of a page that is not the last is lost.",
    repaging(({ items, next }) => ({ items: next.more ? items.slice(0, -1) : items, next }))
  ),
  saboteur(
    "D24-no-end",
    "The last page says that there is more.",
    repaging(({ items, next }) => ({ items, next: { ...next, more: true } }))
  ),
  saboteur(
    "D24-cursor-at-the-end",
    "The last page has a cursor.",
    repaging(({ items, next }) => ({ items, next: { ...next, cursor: next.cursor || "end" } }))
  ),
  saboteur(
    "D24-first-page-is-all",
    "Only the first page is ever shown.",
    repaging(({ items }) => ({ items, next: { cursor: "", more: false } }))
  ),
  saboteur(
    "D24-no-next",
    "The last page has no next.",
    repaging(({ items, next }) => (next.more ? { items, next } : { items }))
  ),
  saboteur(
    "D24-cursor-ignored",
    "Every cursor leads to the first page.",
    withRequest(twin, (request) => ({
      ...request,
      query: new Map([...request.query].filter(([name]) => name !== "cursor"))
    }))
  ),
  saboteur(
    "D24-limit-ignored",
    "Every page holds 100.",
    withRequest(twin, (request) => ({
      ...request,
      query: new Map([...request.query].filter(([name]) => name !== "limit"))
    }))
  )
]

export const volumeSaboteurs: ReadonlyArray<Saboteur> = [...rate, ...paging]
