/** Saboteurs of S12: what the list holds. */
import { type State, twin } from "@muster/twin-sailpoint"
import type { Request, Response, Twin } from "@muster/twin-kit"
import { answering, type Saboteur, saboteur, withRequest, withResponse, withRules } from "../Saboteur.ts"
import { callerOf, goodCredential, listPath, tokenIn, trusting } from "./SailPointCalls.ts"

const isList = ({ method, path }: Request): boolean => method === "GET" && path === listPath

type Records = ReadonlyArray<{ readonly id: string }>

/** A twin whose list is another one. */
const listing = (change: (records: Records, request: Request) => unknown): Twin<State> =>
  withResponse(twin, (response, request) =>
    isList(request) && response.status === 200
      ? answering(response, change(JSON.parse(response.body) as Records, request))
      : response
  )

/** A twin that reads one parameter of the list's query another way; undefined leaves it out. */
const requerying = (name: string, change: (value: string) => string | undefined): Twin<State> =>
  withRequest(twin, (request) => {
    const value = request.query.get(name)
    if (!isList(request) || value === undefined) return request
    const query = new Map(request.query)
    const other = change(value)
    if (other === undefined) query.delete(name)
    else query.set(name, other)
    return { ...request, query }
  })

/** A twin whose count is another one. */
const counting = (
  count: (honest: string | undefined, response: Response) => string | undefined
): Twin<State> =>
  withResponse(twin, (response, request) => {
    if (!isList(request) || response.status !== 200) return response
    const { "x-total-count": honest, ...headers } = response.headers
    const other = count(honest, response)
    return { ...response, headers: other === undefined ? headers : { ...headers, "x-total-count": other } }
  })

/** The list without a limit of its own, as often as it takes. */
const endless = withRules(twin, (honest) => (state, request) => {
  const [next, response] = honest(state, request)
  if (!isList(request) || request.query.has("limit") || response.status !== 200) return [next, response]
  const query = new Map([...request.query, ["offset", "250"] as const])
  const rest = JSON.parse(honest(state, { ...request, query })[1].body) as Records
  return [next, answering(response, [...(JSON.parse(response.body) as Records), ...rest])]
})

export const listSaboteurs: ReadonlyArray<Saboteur> = [
  saboteur(
    "S12-wrapped",
    "The list comes in a wrapper.",
    listing((items) => ({ items }))
  ),
  saboteur("S12-endless", "A page without a limit holds all records.", endless),
  saboteur(
    "S12-hundred",
    "A page holds 100 records at most.",
    listing((records) => records.slice(0, 100))
  ),
  saboteur(
    "S12-empty-is-nothing",
    "An empty list is null.",
    listing((records) => (records.length === 0 ? null : records))
  ),
  saboteur(
    "S12-without-data",
    "The list shows no attributes.",
    listing((records) => records.map((record) => ({ ...record, data: undefined })))
  ),
  saboteur(
    "S12-limit-ignored",
    "limit limits nothing.",
    requerying("limit", () => undefined)
  ),
  saboteur(
    "S12-limit-zero-is-all",
    "A limit of 0 is none.",
    requerying("limit", (limit) => (limit === "0" ? undefined : limit))
  ),
  saboteur(
    "S12-offset-ignored",
    "offset skips nothing.",
    requerying("offset", () => undefined)
  ),
  saboteur(
    "S12-offset-counts-from-one",
    "offset counts from one.",
    requerying("offset", (offset) => String(Math.max(0, Number(offset) - 1)))
  ),
  saboteur(
    "S12-no-count",
    "count is not answered.",
    counting(() => undefined)
  ),
  saboteur(
    "S12-count-of-the-page",
    "count counts the page.",
    counting((honest, { body }) =>
      honest === undefined ? undefined : String((JSON.parse(body) as Records).length)
    )
  ),
  saboteur(
    "S12-count-unasked",
    "The count comes without being asked for.",
    withRequest(twin, (request) =>
      isList(request) ? { ...request, query: new Map([...request.query, ["count", "true"]]) } : request
    )
  ),
  saboteur(
    "S12-filters-ignored",
    "filters chooses nothing.",
    requerying("filters", () => undefined)
  ),
  saboteur(
    "S12-other-filters-ignored",
    "An unsupported filter is passed over.",
    requerying("filters", (filters) => (filters.startsWith("sourceId") ? filters : undefined))
  ),
  saboteur(
    "S12-sorters-ignored",
    "sorters sorts nothing.",
    requerying("sorters", () => undefined)
  ),
  saboteur(
    "S12-sorters-go-up-only",
    "A minus before a column says nothing.",
    requerying("sorters", (sorters) => sorters.replaceAll("-", ""))
  ),
  saboteur(
    "S12-first-sorter-only",
    "Only the first column sorts.",
    requerying("sorters", (sorters) => sorters.split(",")[0])
  ),
  saboteur(
    "S12-readers-see-nothing",
    "Whoever may read sees no records.",
    withRules(
      twin,
      (honest) => (state, request) =>
        isList(request) && callerOf(state, request)?.role === "reader"
          ? [state, honest({ ...state, records: new Map() }, request)[1]]
          : honest(state, request)
    )
  ),
  saboteur(
    "S12-owners-see-everything",
    "An owner sees the records of other sources too.",
    trusting((shown, state, request) =>
      isList(request) && state.tokens.get(tokenIn(shown))?.role === "owner" ? goodCredential(state) : shown
    )
  )
]
