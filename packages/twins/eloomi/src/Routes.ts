/**
 * Which path and method reach which rule, who may call, in which order the checks come, and how answers look.
 * Order: credentials, rate limit, path, method, user, then the body.
 */
import type { Request, Response, Rules } from "@muster/twin-kit"
import { create, list, modes, update } from "./Rules.ts"
import { type State, userBy, withoutUser } from "./State.ts"
import { type EloomiReading, type Ids, Refusal, type User } from "./Vocabulary.ts"

type Outcome = readonly [State, Response]

const tokenPath = "/oauth/token"

/** E15: how many requests the vendor answers in a minute. */
const usualLimit = 600

/** Answers every request of this vendor. E15: every answer tells what is left of the limit. */
export const routes =
  (reading: EloomiReading): Rules<State> =>
  (state, request) => {
    const [next, response] = limited(reading, state, request)
    const { limit, used } = next.rateLimit ?? { limit: usualLimit, used: 1 }
    const left = { "x-ratelimit-limit": String(limit), "x-ratelimit-remaining": String(limit - used) }
    return [next, { ...response, headers: { ...response.headers, ...left } }]
  }

/** E4: 401 comes first; only the token endpoint needs no token. E15: then the rate limit. */
const limited = (reading: EloomiReading, state: State, request: Request): Outcome => {
  if (request.path !== tokenPath && !isKnown(state, request)) return [state, unauthenticated]
  if (state.rateLimit === undefined) return route(reading, state, request)
  const { limit, used, retryAfter } = state.rateLimit
  if (used >= limit) return [state, tooMany(retryAfter)]
  return route(reading, { ...state, rateLimit: { limit, used: used + 1, retryAfter } }, request)
}

/** E1: the token of the very client that ClientId names. */
const isKnown = (state: State, { headers }: Request): boolean => {
  const token = /^bearer +(\S+)$/i.exec(headers["authorization"] ?? "")?.[1]
  const client = token === undefined ? undefined : state.tokens.get(token)
  return client !== undefined && client === headers["clientid"]
}

const route = (reading: EloomiReading, state: State, request: Request): Outcome => {
  const { method, path } = request
  if (path === tokenPath) return method === "POST" ? postToken(state, request) : wrongMethod(state, "POST")
  if (path === "/v3/users") {
    if (method === "GET") return getList(reading, state, request)
    if (method === "POST") return postUser(reading, state, request)
    return wrongMethod(state, "GET, POST")
  }
  const [, by, segment] = /^\/v3\/(users|users-employee_id)\/([^/]+)$/.exec(path) ?? []
  const key = segment === undefined ? undefined : decoded(segment)
  if (key === undefined) return refuse(state, new Refusal(404, "There is nothing at this path."))
  if (!["GET", "PATCH", "DELETE"].includes(method)) return wrongMethod(state, "GET, PATCH, DELETE")
  const user = by === "users" ? userById(state, key) : userBy(state, key)
  if (user === undefined) return unknown(reading, state)
  if (method === "GET") return [state, shown(reading, state, user, "Showing user details.")]
  if (method === "PATCH") return patchUser(reading, state, request, user)
  return [withoutUser(state, user), json(200, envelope(200, "The user was deleted.", ""))]
}

const decoded = (segment: string): string | undefined => {
  try {
    return decodeURIComponent(segment)
  } catch {
    return undefined
  }
}

const userById = (state: State, id: string): User | undefined =>
  /^\d{1,15}$/.test(id) ? state.users.get(Number(id)) : undefined

/** E5, E-5: a user who is not there. 204 has no body, whatever a page prints below it. */
const unknown = (reading: EloomiReading, state: State): Outcome =>
  reading["E-5"] === "status-204"
    ? [state, { status: 204, headers: {}, body: "" }]
    : refuse(state, new Refusal(404, "No user found with that id"))

/** E9: a page of the list. Without a mode it is one of all, without per_page one of everything. */
const getList = (reading: EloomiReading, state: State, { query }: Request): Outcome => {
  const mode = modes.find((each) => each === (query.get("mode") ?? "all"))
  const page = wholeNumber(query.get("page") ?? "1")
  const perPage = wholeNumber(query.get("per_page") ?? String(Number.MAX_SAFE_INTEGER))
  if (mode === undefined) return refuse(state, new Refusal(400, "The mode is invalid."))
  if (page === undefined || perPage === undefined)
    return refuse(state, new Refusal(400, "The page is invalid."))
  const users = list(state, mode, query.get("employee_id")).slice((page - 1) * perPage, page * perPage)
  const data = users.map((user) => printed(reading, state, user))
  return [state, json(200, { ...envelope(200, null, "Showing all users."), data })]
}

const wholeNumber = (text: string): number | undefined =>
  /^\d{1,16}$/.test(text) && Number(text) > 0 ? Number(text) : undefined

/** E10: the create answers 200, not 201. */
const postUser = (reading: EloomiReading, state: State, request: Request): Outcome => {
  const outcome = create(reading, state, bodyOf(request))
  if (outcome instanceof Refusal) return refuseBody(state, "creation", outcome)
  return written(reading, outcome, "The user was created.")
}

/** E3. */
const patchUser = (reading: EloomiReading, state: State, request: Request, user: User): Outcome => {
  const outcome = update(reading, state, user, bodyOf(request))
  if (outcome instanceof Refusal) return refuseBody(state, "update", outcome)
  return written(reading, outcome, "The user was updated.")
}

/** A body that is not JSON, or is not called so, is undefined: no rule takes it for an object. */
const bodyOf = (request: Request): unknown => {
  if (!/^application\/json *(; *charset *= *"?utf-8"? *)?$/i.test(request.headers["content-type"] ?? ""))
    return undefined
  try {
    return JSON.parse(request.body) as unknown
  } catch {
    return undefined
  }
}

const written = (reading: EloomiReading, [next, user]: readonly [State, User], extended: string): Outcome => [
  next,
  shown(reading, next, user, extended)
]

const shown = (reading: EloomiReading, state: State, user: User, extended: string): Response =>
  json(200, { ...envelope(200, null, extended), data: printed(reading, state, user) })

/** E16: the user as the answer prints it. E-names: under which names. E-void: how an empty list looks. */
const printed = (reading: EloomiReading, state: State, user: User) => {
  const listed = <A>(each: (id: number) => A, ids: Ids): ReadonlyArray<A> | null =>
    ids.length === 0 && reading["E-void"] === "null" ? null : ids.map(each)
  const { start_of_employment_at: start, end_of_employment_at: end, mobile_phone: mobile } = user
  const renamed =
    reading["E-names"] === "current"
      ? { start_of_employment: start, end_of_employment: end, mobile }
      : { start_of_employment_at: start, end_of_employment_at: end, mobile_phone: mobile }
  return {
    id: user.id,
    first_name: user.first_name,
    last_name: user.last_name,
    employee_id: user.employee_id,
    email: user.email,
    activated_at: user.activated_at,
    department_id: listed(Number, user.department_id),
    user_permission: user.user_permission,
    personal_email: user.personal_email,
    title: user.title,
    generic_role: user.generic_role,
    phone: user.phone,
    ...renamed,
    language: user.language_code,
    access_groups: listed((id) => ({ id, name: state.accessGroups.get(id) ?? null }), user.access_groups),
    team_id: listed(Number, user.team_ids),
    direct_manager_ids: listed(Number, user.direct_manager_ids),
    ...unset
  }
}

/** Members of the answer that no body of this page can write. */
const unset = {
  username: null,
  gender: null,
  birthday: null,
  country: null,
  location: null,
  legal: null,
  level: null,
  initials: null,
  sub_company: null,
  skill_level: null,
  salary_id: null,
  timezone: null,
  custom_attributes: {}
}

/** E14: a token for a client who knows his secret, by the client credentials grant. */
const postToken = (state: State, request: Request): Outcome => {
  const form = formOf(request)
  const [client, secret] = [String(form.get("client_id") ?? ""), form.get("client_secret")]
  if (form.get("grant_type") !== "client_credentials")
    return [state, json(400, { error: "unsupported_grant_type", message: "The grant type is not supported" })]
  if (secret === undefined || state.clients.get(client) !== secret)
    return [state, json(400, { error: "invalid_client", message: "Client authentication failed" })]
  const scope = form.get("scope") ?? "*"
  if (scope !== "*") return [state, json(400, invalidScope(String(scope)))]
  const token = freeToken(state)
  const next = { ...state, tokens: new Map(state.tokens).set(token, client) }
  return [next, json(200, { token_type: "Bearer", expires_in: 31535999, access_token: token })]
}

const invalidScope = (scope: string) => ({
  error: "invalid_scope",
  message: "The requested scope is invalid, unknown, or malformed",
  hint: `Check the \`${scope}\` scope`
})

/** Counted, not drawn, so that the rules stay pure. */
const freeToken = (state: State): string => {
  for (let count = state.tokens.size + 1; ; count += 1) {
    const token = `token-${count}`
    if (!state.tokens.has(token)) return token
  }
}

/** E14: the page sends a form; clients in use also send it URL-encoded or as JSON. */
const formOf = (request: Request): ReadonlyMap<string, unknown> => {
  const boundary = /^multipart\/form-data *;.*\bboundary="?([^";]+)/i.exec(
    request.headers["content-type"] ?? ""
  )?.[1]
  if (boundary === undefined) {
    const body = bodyOf(request)
    return typeof body === "object" && body !== null
      ? new Map(Object.entries(body))
      : new Map(new URLSearchParams(request.body))
  }
  const part = /^\r?\ncontent-disposition: *form-data; *name="([^"]*)"[^]*?\r?\n\r?\n([^]*?)\r?\n$/i
  return new Map(
    request.body.split(`--${boundary}`).flatMap((text) => {
      const [, name, value] = part.exec(text) ?? []
      return name === undefined ? [] : [[name, value] as const]
    })
  )
}

const phrases = { 200: "OK", 400: "Bad Request", 404: "Not Found", 405: "Method Not Allowed" } as const

/** E3, E4: what success and failure share. */
const envelope = (status: keyof typeof phrases, message: string | null, extended: string) => ({
  status: phrases[status],
  status_code: status,
  message,
  extended_message: extended
})

const json = (status: number, body: unknown): Response => ({
  status,
  headers: { "content-type": "application/json" },
  body: JSON.stringify(body)
})

const refuse = (state: State, { status, text }: Refusal): Outcome => [
  state,
  json(status, envelope(status, text, ""))
]

/** E4: a refused body; the message is that of the create page. */
const refuseBody = (state: State, doing: "creation" | "update", { status, text }: Refusal): Outcome => [
  state,
  json(status, envelope(status, `Something went wrong during the user ${doing}. Please try again.`, text))
]

/** E4: the body of 401 has a shape of its own. */
const unauthenticated = json(401, { error: "Unauthenticated." })

const tooMany = (retryAfter: number): Response => {
  const response = json(429, { error: "Too Many Attempts." })
  return { ...response, headers: { ...response.headers, "retry-after": String(retryAfter) } }
}

const wrongMethod = (state: State, allow: string): Outcome => {
  const [, response] = refuse(state, new Refusal(405, "This path does not take this method."))
  return [state, { ...response, headers: { ...response.headers, allow } }]
}
