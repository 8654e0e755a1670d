/**
 * Which path and method reach which rule, who may call, in which order the checks come, and how errors look.
 * Order: token, rate limit, path, method, then who calls, which record and what body, as the rules have it.
 */
import type { Request, Response, Rules } from "@muster/twin-kit"
import { Base64Url } from "effect/encoding"
import { create, list, patch, remove, update, visible } from "./Rules.ts"
import type { Caller, Client, State } from "./State.ts"
import { codes, invalid, type NonEmployee, printed, Refusal, type SailPointReading } from "./Vocabulary.ts"

type Outcome = readonly [State, Response]

const prefix = "/v3/non-employee-records"
const tokenPath = "/oauth/token"

/** Answers every request of this vendor. S9: 401 comes first. S11: then the rate limit. S10: a token needs neither. */
export const routes =
  (reading: SailPointReading): Rules<State> =>
  (state, request) => {
    if (request.path === tokenPath)
      return request.method === "POST" ? postToken(state, request) : wrongMethod(state, "POST")
    const caller = callerOf(state, request)
    if (caller === undefined) return [state, unauthorized]
    if (state.rateLimit === undefined) return route(reading, state, request, caller)
    const { limit, used, retryAfter } = state.rateLimit
    if (used >= limit) return [state, tooMany(retryAfter)]
    return route(reading, { ...state, rateLimit: { limit, used: used + 1, retryAfter } }, request, caller)
  }

const route = (reading: SailPointReading, state: State, request: Request, caller: Caller): Outcome => {
  const { method, path } = request
  if (path === prefix) {
    if (method === "GET") return getList(state, request, caller)
    if (method === "POST") return postRecord(reading, state, request, caller)
    return wrongMethod(state, "GET, POST")
  }
  const segment = /^\/v3\/non-employee-records\/([^/]+)$/.exec(path)?.[1]
  const id = segment === undefined ? undefined : decoded(segment)
  if (id === undefined)
    return refuse(state, new Refusal(404, codes.missing, "There is nothing at this path."))
  if (method === "GET") return getRecord(reading, state, id, caller)
  if (method === "PUT") return putRecord(reading, state, request, id, caller)
  if (method === "PATCH") return patchRecord(reading, state, request, id, caller)
  if (method === "DELETE") return deleteRecord(reading, state, id, caller)
  return wrongMethod(state, "GET, PUT, PATCH, DELETE")
}

const decoded = (segment: string): string | undefined => {
  try {
    return decodeURIComponent(segment)
  } catch {
    return undefined
  }
}

/** S10: a Bearer token; one that nobody issued is no credential. */
const callerOf = (state: State, request: Request): Caller | undefined => {
  const token = /^bearer +(\S+)$/i.exec(request.headers["authorization"] ?? "")?.[1]
  return token === undefined ? undefined : state.tokens.get(token)
}

/** S10: a token for a client who knows the secret. */
const postToken = (state: State, request: Request): Outcome => {
  const form = formOf(request)
  const client = state.clients.get(form.get("client_id") ?? "")
  if (client === undefined || form.get("client_secret") !== client.secret)
    return [state, json(401, { error: "invalid_client" })]
  switch (form.get("grant_type")) {
    case "client_credentials":
      return granted(state, client)
    case "refresh_token":
      return client.refreshToken !== undefined && form.get("refresh_token") === client.refreshToken
        ? granted(state, client)
        : [state, json(400, { error: "invalid_grant" })]
    default:
      return [state, json(400, { error: "unsupported_grant_type" })]
  }
}

/** S10: what asks for a token stands in a form or in the query. */
const formOf = ({ body, headers, query }: Request): ReadonlyMap<string, string> =>
  formType.test(headers["content-type"] ?? "") ? new Map([...query, ...new URLSearchParams(body)]) : query

/** S10: the token has the rights of its client. How long it lasts is said, and no clock counts it. */
const granted = (state: State, { caller, refreshToken }: Client): Outcome => {
  const token = jwt(state.tokens.size + 1)
  return [
    { ...state, tokens: new Map(state.tokens).set(token, caller) },
    json(200, {
      access_token: token,
      token_type: "bearer",
      expires_in: 749,
      ...(refreshToken === undefined ? {} : { refresh_token: refreshToken })
    })
  ]
}

/** Counted, not drawn, so that the rules stay pure; for the same reason nobody signs it. */
const jwt = (count: number): string =>
  [JSON.stringify({ alg: "HS256", typ: "JWT" }), JSON.stringify({ jti: `token-${count}` }), "unsigned"]
    .map((part) => Base64Url.encode(part))
    .join(".")

/** S12: a page of the list; X-Total-Count on demand. */
const getList = (state: State, request: Request, caller: Caller): Outcome => {
  const { query } = request
  const limit = wholeNumber(query.get("limit") ?? "250", 250)
  const offset = wholeNumber(query.get("offset") ?? "0", Number.MAX_SAFE_INTEGER)
  const count = query.get("count") ?? "false"
  if (limit === undefined) return refuse(state, invalid(codes.content, "limit is invalid;"))
  if (offset === undefined) return refuse(state, invalid(codes.content, "offset is invalid;"))
  if (count !== "true" && count !== "false") return refuse(state, invalid(codes.content, "count is invalid;"))
  const records = list(state, caller, query.get("filters"), query.get("sorters"))
  if (records instanceof Refusal) return refuse(state, records)
  const response = json(200, records.slice(offset, offset + limit).map(printed))
  if (count === "false") return [state, response]
  return [state, { ...response, headers: { ...response.headers, "x-total-count": String(records.length) } }]
}

const wholeNumber = (text: string, maximum: number): number | undefined =>
  /^\d{1,16}$/.test(text) && Number(text) <= maximum ? Number(text) : undefined

const getRecord = (reading: SailPointReading, state: State, id: string, caller: Caller): Outcome => {
  const record = visible(reading, state, id, caller, reading["S-12"])
  return record instanceof Refusal ? refuse(state, record) : [state, json(200, printed(record))]
}

/** The create answers 200, not 201. */
const postRecord = (reading: SailPointReading, state: State, request: Request, caller: Caller): Outcome =>
  written(state, create(reading, state, bodyOf(request, jsonType), caller))

const putRecord = (
  reading: SailPointReading,
  state: State,
  request: Request,
  id: string,
  caller: Caller
): Outcome => written(state, update(reading, state, id, bodyOf(request, jsonType), caller))

const patchRecord = (
  reading: SailPointReading,
  state: State,
  request: Request,
  id: string,
  caller: Caller
): Outcome => written(state, patch(reading, state, id, bodyOf(request, patchType), caller))

/** S5: what a success answers with. */
const written = (state: State, outcome: readonly [State, NonEmployee] | Refusal): Outcome => {
  if (outcome instanceof Refusal) return refuse(state, outcome)
  const [next, record] = outcome
  return [next, json(200, printed(record))]
}

const deleteRecord = (reading: SailPointReading, state: State, id: string, caller: Caller): Outcome => {
  const next = remove(reading, state, id, caller)
  return next instanceof Refusal ? refuse(state, next) : [next, { status: 204, headers: {}, body: "" }]
}

const charset = String.raw` *(?:; *charset *= *"?utf-8"? *)?$`
const jsonType = new RegExp(`^application/json${charset}`, "i")
const formType = new RegExp(`^application/x-www-form-urlencoded${charset}`, "i")
const patchType = new RegExp(String.raw`^application/json-patch\+json${charset}`, "i")

/** A body that is not JSON, or is not called what it should be, is undefined: no rule takes it for anything. */
const bodyOf = ({ body, headers }: Request, type: RegExp): unknown => {
  if (!type.test(headers["content-type"] ?? "")) return undefined
  try {
    return JSON.parse(body) as unknown
  } catch {
    return undefined
  }
}

const json = (status: number, body: unknown): Response => ({
  status,
  headers: { "content-type": "application/json" },
  body: JSON.stringify(body)
})

/** S9: the body of 400, 403, 404 and 500. The tracking id is the printed one. */
const refuse = (state: State, { status, detailCode, text }: Refusal): Outcome => [
  state,
  json(status, {
    detailCode,
    trackingId: "e7eab60924f64aa284175b9fa3309599",
    messages: [{ locale: "en", localeOrigin: "REQUEST", text }],
    causes: []
  })
]

/** S9: the body of 401 has a shape of its own. */
const unauthorized = json(401, { error: "JWT validation failed: JWT is expired" })

/** S11: so has that of 429, spaces included. */
const tooMany = (retryAfter: number): Response => {
  const response = json(429, { message: " Rate Limit Exceeded " })
  return { ...response, headers: { ...response.headers, "retry-after": String(retryAfter) } }
}

const wrongMethod = (state: State, allow: string): Outcome => {
  const [, response] = refuse(state, new Refusal(405, codes.method, "This path does not take this method."))
  return [state, { ...response, headers: { ...response.headers, allow } }]
}
