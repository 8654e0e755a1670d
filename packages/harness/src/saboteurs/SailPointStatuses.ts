/** Saboteurs of S9 and S11: how calls are refused. */
import { type State, twin } from "@muster/twin-sailpoint"
import { withRecord } from "@muster/twin-sailpoint/State"
import type { Response, Twin } from "@muster/twin-kit"
import { type Saboteur, saboteur, withResponse, withRules } from "../Saboteur.ts"
import {
  answeringWith,
  empowered,
  goodCredential,
  idIn,
  isUpdate,
  type Members,
  onPut,
  refusal,
  refusingAndWriting,
  tokenIn,
  trusting,
  whenAnswered
} from "./SailPointCalls.ts"

/** A twin whose refusals with this status have another one. */
const renumbered = (from: number, to: number): Twin<State> =>
  withResponse(twin, (response) => (response.status === from ? { ...response, status: to } : response))

/** A twin whose refusals with one of these statuses say something else. */
const explaining = (statuses: ReadonlyArray<number>, change: (answer: Members) => unknown): Twin<State> =>
  answeringWith((answer, { status }) => (statuses.includes(status) ? change(answer) : answer))

const explained = [400, 403, 404]

const without = (name: string) => explaining(explained, ({ [name]: _left, ...answer }) => answer)

const credentials: ReadonlyArray<Saboteur> = [
  saboteur(
    "S9-no-credential",
    "Whoever shows nothing may call.",
    trusting((shown, state) => (shown === "" ? goodCredential(state) : shown))
  ),
  saboteur(
    "S9-unknown-token",
    "A token that nobody issued may call.",
    trusting((shown, state) =>
      shown.startsWith("Bearer ") && !state.tokens.has(tokenIn(shown)) ? goodCredential(state) : shown
    )
  ),
  saboteur(
    "S9-other-scheme",
    "The token may come under another scheme.",
    trusting((shown) => shown.replace(/^Basic /, "Bearer "))
  ),
  saboteur(
    "S9-no-scheme",
    "The token may come without a scheme.",
    trusting((shown) => (shown.includes(" ") ? shown : `Bearer ${shown}`))
  ),
  saboteur(
    "S9-reading-needs-no-token",
    "Whoever shows no valid token may read.",
    trusting((shown, state, { method }) =>
      method === "GET" && !state.tokens.has(tokenIn(shown)) ? goodCredential(state) : shown
    )
  ),
  saboteur("S9-401-is-403", "No valid token is a 403.", renumbered(401, 403)),
  saboteur(
    "S9-401-says-nothing",
    "401 comes without an error.",
    explaining([401], () => ({}))
  ),
  saboteur(
    "S9-401-explains",
    "401 looks like the other refusals.",
    whenAnswered(401, (_response, state) => [state, refusal(401)])
  ),
  saboteur(
    "S9-record-before-token",
    "An unknown record is a 404 even without a token.",
    withRules(twin, (honest) => (state, request) => {
      const id = idIn(request.path)
      return id === undefined || state.records.has(id) ? honest(state, request) : [state, refusal(404)]
    })
  )
]

const access: ReadonlyArray<Saboteur> = [
  saboteur(
    "S9-readers-update",
    "Whoever may read may update.",
    trusting((shown, state) =>
      state.tokens.get(tokenIn(shown))?.role === "reader" ? goodCredential(state) : shown
    )
  ),
  saboteur("S9-403-is-401", "A valid token without access is a 401.", renumbered(403, 401)),
  saboteur(
    "S9-403-is-done",
    "Whoever may not update is answered with 200.",
    whenAnswered(403, (response, state) => [state, { ...response, status: 200 }])
  ),
  saboteur("S9-403-writes", "Whoever may not update is refused, and it is done.", refusingAndWriting(403)),
  saboteur("S9-401-writes", "Whoever is unknown is refused, and it is done.", refusingAndWriting(401)),
  saboteur(
    "S9-404-creates",
    "An unknown id makes a new record.",
    onPut(({ body, id, state, stored }, honest) => {
      const [pattern] = state.records.values()
      const [, response] = honest(body)
      return stored !== undefined || pattern === undefined || response.status !== 404
        ? undefined
        : [withRecord(state, { ...pattern, id, accountName: id }), { ...response, status: 200 }]
    })
  ),
  saboteur(
    "S9-404-is-done",
    "An update of an unknown record is answered with 200.",
    whenAnswered(404, (response, state, request) => [
      state,
      isUpdate(request) ? { ...response, status: 200 } : response
    ])
  ),
  saboteur("S9-404-is-400", "An unknown record is a 400.", renumbered(404, 400))
]

const explanations: ReadonlyArray<Saboteur> = [
  ...["detailCode", "trackingId", "messages", "causes"].map((name) =>
    saboteur(`S9-no-${name}`, `A refusal comes without ${name}.`, without(name))
  ),
  ...explained.map((status) =>
    saboteur(
      `S9-${status}-is-an-error`,
      `${status} says an error, as 401 does.`,
      explaining([status], () => ({ error: "This is not accepted." }))
    )
  ),
  saboteur(
    "S9-messages-are-texts",
    "The messages are texts without a language.",
    explaining(explained, (answer) => ({ ...answer, messages: ["This is not accepted."] }))
  ),
  saboteur(
    "S9-messages-are-empty",
    "A refusal says nothing.",
    explaining(explained, (answer) => ({ ...answer, messages: [] }))
  ),
  saboteur(
    "S9-code-of-another-status",
    "Every refusal has the code of a 500.",
    explaining(explained, (answer) => ({ ...answer, detailCode: "500.0 Internal Fault" }))
  )
]

/** A twin whose answer over the limit is another one. */
const overLimit = (change: (response: Response) => Response): Twin<State> =>
  whenAnswered(429, (response, state) => [state, change(response)])

/** A twin that takes another number for the limit. */
const counting = (counts: (limit: number) => number): Twin<State> =>
  withRules(twin, (honest) => (state, request) => {
    const { rateLimit } = state
    if (rateLimit === undefined) return honest(state, request)
    const [next, response] = honest(
      { ...state, rateLimit: { ...rateLimit, limit: counts(rateLimit.limit) } },
      request
    )
    const used = next.rateLimit?.used ?? rateLimit.used
    return [{ ...next, rateLimit: { ...rateLimit, used } }, response]
  })

const limits: ReadonlyArray<Saboteur> = [
  saboteur(
    "S11-no-limit",
    "No number of requests is too many.",
    counting(() => Number.MAX_SAFE_INTEGER)
  ),
  saboteur(
    "S11-one-too-early",
    "The last request of the limit is refused.",
    counting((limit) => limit - 1)
  ),
  saboteur(
    "S11-reads-are-free",
    "Reads go on over the limit.",
    withRules(
      twin,
      (honest) => (state, request) =>
        request.method === "GET"
          ? [state, honest({ ...state, rateLimit: undefined }, request)[1]]
          : honest(state, request)
    )
  ),
  saboteur("S11-other-status", "Over the limit is a 503.", renumbered(429, 503)),
  saboteur(
    "S11-no-retry-after",
    "429 comes without Retry-After.",
    overLimit(({ headers: { "retry-after": _seconds, ...headers }, ...response }) => ({
      ...response,
      headers
    }))
  ),
  saboteur(
    "S11-other-retry-after",
    "Retry-After is always a minute.",
    overLimit(({ headers, ...response }) => ({ ...response, headers: { ...headers, "retry-after": "60" } }))
  ),
  saboteur(
    "S11-no-message",
    "429 comes without a message.",
    overLimit((response) => ({ ...response, body: "{}" }))
  ),
  saboteur(
    "S11-explains",
    "429 looks like the other refusals.",
    overLimit(({ headers }) => ({ ...refusal(429), headers }))
  ),
  saboteur(
    "S11-refuses-and-writes",
    "Over the limit an update is refused, and done.",
    withRules(twin, (honest) => (state, request) => {
      const [next, response] = honest(state, request)
      if (response.status !== 429 || !isUpdate(request)) return [next, response]
      const [after] = honest({ ...state, rateLimit: undefined }, empowered(request, state))
      return [{ ...after, rateLimit: next.rateLimit }, response]
    })
  )
]

export const statusSaboteurs: ReadonlyArray<Saboteur> = [
  ...credentials,
  ...access,
  ...explanations,
  ...limits
]
