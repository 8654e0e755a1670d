/**
 * Which path and method reach which rule, who may call, in which order the checks come, and how errors look.
 * Order: credentials, rate limit, path, method, scope, content type, JSON, then the rules.
 */
import type { Request, Response, Rules } from "@muster/twin-kit"
import { existing, named, Refusal, resolve, update } from "./Rules.ts"
import type { Binding, Directory, Entity, RateLimit, State } from "./State.ts"
import { decodeUpdate, syncScope } from "./Vocabulary.ts"
import type { ClientAnswer, DigitsReading, EmployeeAnswer, EntityAnswer } from "./Vocabulary.ts"

type Outcome = readonly [State, Response]

/** Answers every request of this vendor. */
export const routes =
  (reading: DigitsReading): Rules<State> =>
  (state, request) => {
    const scopes = scopesOf(state, request)
    if (scopes === undefined)
      return refuse(state, 401, "UNAUTHORIZED", "The bearer token is missing or unknown.")
    if (state.rateLimit === undefined) return route(reading, state, request, scopes)
    const { limit, used, reset } = state.rateLimit
    if (used >= limit) return tooMany(state, state.rateLimit)
    const rateLimit = { limit, used: used + 1, reset }
    const [next, response] = route(reading, { ...state, rateLimit }, request, scopes)
    return [next, { ...response, headers: { ...response.headers, ...limitHeaders(rateLimit) } }]
  }

const route = (
  reading: DigitsReading,
  state: State,
  request: Request,
  scopes: ReadonlySet<string>
): Outcome => {
  switch (request.path) {
    case "/v1/organization/employee":
      if (request.method === "GET") return getEmployee(reading, state, request)
      if (request.method === "PUT") return putEmployee(reading, state, request, scopes)
      return wrongMethod(state, "GET, PUT")
    case "/v1/organization/entities":
      return request.method === "GET" ? getEntities(state, request) : wrongMethod(state, "GET")
    case "/v1/organization/clients":
      return request.method === "GET" ? getClients(state, request) : wrongMethod(state, "GET")
    default:
      return refuse(state, 404, "NOT_FOUND", "There is nothing at this path.")
  }
}

/** D15: a Bearer token; a token that nobody issued is no credential. */
const scopesOf = (state: State, request: Request): ReadonlySet<string> | undefined => {
  const token = /^bearer +(\S+)$/i.exec(request.headers["authorization"] ?? "")?.[1]
  return token === undefined ? undefined : state.tokens.get(token)
}

/** D14 and D15, then the rules of the update. D-12: what a success answers with. */
const putEmployee = (
  reading: DigitsReading,
  state: State,
  request: Request,
  scopes: ReadonlySet<string>
): Outcome => {
  if (!scopes.has(syncScope))
    return refuse(state, 403, "FORBIDDEN", `The token lacks the scope ${syncScope}.`)
  if (!isJson(request)) return refuse(state, 415, "UNSUPPORTED_MEDIA_TYPE", "Send application/json.")
  const asked = decodeUpdate(reading, parsed(request.body))
  if (asked === undefined)
    return refuse(state, 400, "INVALID_ARGUMENT", "The body is not an employee binding.")
  const outcome = update(reading, state, asked)
  if (outcome instanceof Refusal) return refused(state, outcome)
  const [next, binding] = outcome
  return [next, json(200, reading["D-12"] === "empty" ? {} : employeeAnswer(reading, next, binding))]
}

const isJson = (request: Request): boolean =>
  /^application\/json *(; *charset *= *"?utf-8"? *)?$/i.test(request.headers["content-type"] ?? "")

const parsed = (body: string): unknown => {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

/** Assumed read: the employee by one of the two ids, 404 when there is no binding. */
const getEmployee = (reading: DigitsReading, state: State, request: Request): Outcome => {
  const userId = named(reading, state, request.query.get("userId"), request.query.get("userExternalId"))
  if (userId instanceof Refusal) return refused(state, userId)
  const binding = existing({ ...reading, "D-3": "404" }, state, userId)
  if (binding instanceof Refusal) return refused(state, binding)
  return [state, json(200, employeeAnswer(reading, state, binding))]
}

/** The binding as it is stored, and the roles in force. */
export const employeeAnswer = (reading: DigitsReading, state: State, binding: Binding): EmployeeAnswer => {
  const userExternalId = state.users.get(binding.userId)
  return {
    userId: binding.userId,
    ...(userExternalId === undefined ? {} : { userExternalId }),
    organizationRole: binding.organizationRole,
    ...(binding.entityRole === undefined ? {} : { entityRole: binding.entityRole }),
    ...(binding.clientRole === undefined ? {} : { clientRole: binding.clientRole }),
    entities: entries(binding.entities),
    clients: [...binding.clients].map(([clientId, client]) => ({
      clientId,
      ...(client.role === undefined ? {} : { role: client.role }),
      ...(client.entities.size === 0 ? {} : { entities: entries(client.entities) })
    })),
    access: accessAnswer(reading, state.directory, binding)
  }
}

const entries = (roles: ReadonlyMap<string, string>) =>
  [...roles].map(([entityId, role]) => ({ entityId, role }))

const accessAnswer = (
  reading: DigitsReading,
  directory: Directory,
  binding: Binding
): EmployeeAnswer["access"] => {
  const entities: Array<{ entityId: string; role: string }> = []
  const clientEntities: Array<{ clientId: string; entityId: string; role: string }> = []
  for (const { clientId, entityId } of directory.entities.values()) {
    const role = resolve(reading, directory, binding, entityId)
    if (role === undefined) continue
    if (clientId === undefined) entities.push({ entityId, role })
    else clientEntities.push({ clientId, entityId, role })
  }
  return { entities, clientEntities }
}

/** Assumed read: the organization's own entities. */
const getEntities = (state: State, request: Request): Outcome => {
  const own = [...state.directory.entities.values()].filter((entity) => entity.clientId === undefined)
  return page(state, request, "entities", own.map(entityAnswer))
}

/** Assumed read: the clients with their entities. */
const getClients = (state: State, request: Request): Outcome => {
  const entities = new Map<string, Array<EntityAnswer>>()
  for (const clientId of state.directory.clients.keys()) entities.set(clientId, [])
  for (const entity of state.directory.entities.values()) {
    if (entity.clientId !== undefined) entities.get(entity.clientId)?.push(entityAnswer(entity))
  }
  const clients = [...state.directory.clients.values()].map(({ clientId, externalId }): ClientAnswer => {
    const theirs = entities.get(clientId) ?? []
    return { clientId, ...(externalId === undefined ? {} : { externalId }), entities: theirs }
  })
  return page(state, request, "clients", clients)
}

const entityAnswer = ({ entityId, externalId }: Entity): EntityAnswer => ({
  entityId,
  ...(externalId === undefined ? {} : { externalId })
})

/** D24: at most 100 items a page; a cursor belongs to one list and is opaque to the caller. */
const page = (state: State, request: Request, list: string, items: ReadonlyArray<unknown>): Outcome => {
  const limit = request.query.get("limit") ?? "100"
  if (!/^[1-9]\d{0,2}$/.test(limit) || Number(limit) > 100)
    return refuse(state, 400, "INVALID_ARGUMENT", "limit must be a number from 1 to 100.")
  const start = startOf(list, request.query.get("cursor") ?? "")
  if (start === undefined || start > items.length)
    return refuse(state, 400, "INVALID_ARGUMENT", "The cursor is not one of this list.")
  const end = start + Number(limit)
  const more = end < items.length
  const next = { cursor: more ? `${list}.${end.toString(36)}` : "", more }
  return [state, json(200, { [list]: items.slice(start, end), next })]
}

const startOf = (list: string, cursor: string): number | undefined => {
  if (cursor === "") return 0
  const offset = cursor.startsWith(`${list}.`) ? cursor.slice(list.length + 1) : ""
  return /^[1-9a-z][0-9a-z]{0,7}$/.test(offset) ? parseInt(offset, 36) : undefined
}

const json = (status: number, body: unknown): Response => ({
  status,
  headers: { "content-type": "application/json" },
  body: JSON.stringify(body)
})

/** Errors have the shape of the one documented body, that of D23 (assumed). */
const refuse = (state: State, status: number, code: string, message: string): Outcome => [
  state,
  json(status, { error: { code, message } })
]

const refused = (state: State, { status, message }: Refusal): Outcome =>
  refuse(state, status, status === 404 ? "NOT_FOUND" : "INVALID_ARGUMENT", message)

const wrongMethod = (state: State, allow: string): Outcome => {
  const [, response] = refuse(state, 405, "METHOD_NOT_ALLOWED", "This path does not take this method.")
  return [state, { ...response, headers: { ...response.headers, allow } }]
}

const limitHeaders = ({ limit, used, reset }: RateLimit): Readonly<Record<string, string>> => ({
  "x-ratelimit-limit": String(limit),
  "x-ratelimit-remaining": String(limit - used),
  "x-ratelimit-reset": String(reset)
})

/** D23: the documented body and headers. */
const tooMany = (state: State, rateLimit: RateLimit): Outcome => {
  const response = json(429, {
    error: {
      code: "RATE_LIMIT_EXCEEDED",
      message: "Rate limit exceeded. Try again later.",
      details: { retry_after: 60 }
    }
  })
  return [state, { ...response, headers: { ...response.headers, ...limitHeaders(rateLimit) } }]
}
