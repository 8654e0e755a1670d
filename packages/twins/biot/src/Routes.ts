/**
 * Which path and method reach which rule, who may call, how users are searched, and how a user and an error look.
 * Order: token, permission, path, method, then which user and what body, as the rules have it.
 */
import type { Request, Response, Rules } from "@muster/twin-kit"
import { Result } from "effect"
import { type Change, create, enable, existing, remove, update } from "./Rules.ts"
import { type Caller, login, renew, type Session, type State, type User } from "./State.ts"
import {
  addressParts,
  badRequest,
  type BiotReading,
  isObject,
  type Outcome,
  type Refusal,
  refused
} from "./Vocabulary.ts"

type Answer = readonly [State, Response]

const users = "/organization/v1/users/organizations"

/** Answers every request of this vendor. B16: 401 comes first, except where tokens are given out (B17). */
export const routes =
  (reading: BiotReading): Rules<State> =>
  (state, request) => {
    const outcome = request.path.startsWith("/ums/")
      ? session(state, request)
      : Result.flatMap(callerOf(state, request), (caller) => route(reading, state, request, caller))
    return Result.getOrElse(outcome, (refusal): Answer => [state, refusalOf(refusal)])
  }

const nothingHere = refused(404, "NOT_FOUND")
const wrongMethod = refused(405, "METHOD_NOT_ALLOWED")

/** B17: the two calls that give out tokens. */
const session = (state: State, request: Request): Outcome<Answer> => {
  const { method, path } = request
  const isLogin = path === "/ums/v2/users/login"
  if (!isLogin && path !== "/ums/v2/users/token/refresh") return nothingHere
  if (method !== "POST") return wrongMethod
  const body = bodyOf(request)
  if (!isObject(body)) return badRequest("The body is not an object.")
  const { username, password, refreshToken } = body
  const outcome = isLogin ? login(state, username, password) : renew(state, refreshToken)
  if (outcome === undefined) return refused(403, isLogin ? "LOGIN_FAILED" : "REFRESH_TOKEN_NOT_VALID")
  const [next, issued] = outcome
  return Result.succeed([next, json(200, sessionOf(issued))])
}

/** B16: a Bearer token; one that nobody issued is no credential. B5: it has the permission. */
const callerOf = (state: State, request: Request): Outcome<Caller> => {
  const token = /^bearer +(\S+)$/i.exec(request.headers["authorization"] ?? "")?.[1]
  const caller = token === undefined ? undefined : state.tokens.get(token)
  if (caller === undefined) return refused(401, "TOKEN_NOT_VALID")
  return caller.permissions.has("PROTECTED_API") ? Result.succeed(caller) : refused(403, "ACCESS_DENIED")
}

const route = (reading: BiotReading, state: State, request: Request, caller: Caller): Outcome<Answer> => {
  const { method, path } = request
  if (path === users) {
    if (method === "GET") return search(reading, state, request.query.get("searchRequest") ?? "{}")
    if (method === "POST") return written(reading, 201, create(reading, state, bodyOf(request)))
    return wrongMethod
  }
  const [, ...segments] = /^\/([^/]+)(?:\/enabled-state\/([^/]+))?$/.exec(within(path)) ?? []
  const [id, asked] = segments.map(decoded)
  if (id === undefined || (asked === undefined && segments[1] !== undefined)) return nothingHere
  if (asked !== undefined)
    return method === "POST" ? written(reading, 200, enable(state, id, asked)) : wrongMethod
  switch (method) {
    case "GET":
      return getOne(reading, state, id, caller)
    case "PATCH":
      return written(reading, 200, update(reading, state, id, bodyOf(request), caller.mayChangeEmail))
    case "DELETE":
      return Result.map(remove(state, id), (next) => [next, { status: 204, headers: {}, body: "" }])
    default:
      return wrongMethod
  }
}

const within = (path: string): string => (path.startsWith(users) ? path.slice(users.length) : "")

const decoded = (segment: string | undefined): string | undefined => {
  try {
    return segment === undefined ? undefined : decodeURIComponent(segment)
  } catch {
    return undefined
  }
}

/** One user; "self" is whoever calls, and a service is no user. */
const getOne = (reading: BiotReading, state: State, id: string, { userId }: Caller): Outcome<Answer> => {
  if (id === "self" && userId === undefined) return refused(403, "ACCESS_DENIED")
  const found = existing(state, id === "self" ? (userId ?? id) : id)
  return Result.map(found, (user) => [state, json(200, printed(reading, state, user))])
}

/** B15, B18: what a write answers with. */
const written = (reading: BiotReading, status: number, outcome: Outcome<Change>): Outcome<Answer> =>
  Result.map(outcome, ([next, user]) => [next, json(status, printed(reading, next, user))])

const plain = [
  "_id",
  "_email",
  "_phone",
  "_description",
  "_locale",
  "_gender",
  "_dateOfBirth",
  "_employeeId",
  "_enabled",
  "_creationTime",
  "_lastModifiedTime"
] as const
const nested = [
  ["_name", ["firstName", "lastName"]],
  ["_address", ["countryCode", ...addressParts]],
  ["_mfa", ["enabled", "expirationInMinutes"]],
  ["_ownerOrganization", ["id"]]
] as const

/** B11: what a filter can name, and where the answer has it. */
const columns = (state: State): ReadonlyMap<string, ReadonlyArray<string>> => {
  const attributes = [...state.templates.values()].flatMap((template) => template.attributes)
  return new Map<string, ReadonlyArray<string>>([
    ...attributes.map(({ name }) => [name, [name]] as const),
    ...plain.map((name) => [name, [name]] as const),
    ...nested.flatMap(([name, children]) =>
      children.map((child) => [`${name}.${child}`, [name, child]] as const)
    ),
    ["_templateId", ["_template", "id"]],
    ["_templateName", ["_template", "name"]]
  ])
}

type Condition = (printed: unknown) => boolean

/** B11: a page of the users that match, the newest first. */
const search = (reading: BiotReading, state: State, text: string): Outcome<Answer> =>
  Result.gen(function* () {
    const asked = parsed(text)
    if (!isObject(asked)) return yield* badRequest("searchRequest is not an object.")
    const { filter = {}, limit = 100, page = 0, ...others } = asked
    const [unknown] = Object.keys(others)
    if (unknown !== undefined) return yield* badRequest(`${unknown} is not understood.`)
    if (!isCount(limit) || limit < 1) return yield* badRequest("limit is a number from 1.")
    if (!isCount(page)) return yield* badRequest("page is a number from 0.")
    const conditions = yield* conditionsOf(state, filter)
    const found = [...state.users.values()]
      .toSorted((one, other) => (one.created < other.created ? 1 : one.created > other.created ? -1 : 0))
      .map((user) => printed(reading, state, user))
      .filter((user) => conditions.every((fits) => fits(user)))
    const metadata = { page: { totalResults: found.length, page, limit }, filter }
    return [state, json(200, { data: found.slice(page * limit, (page + 1) * limit), metadata })]
  })

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0

/** All of them have to hold. An operator other than eq and in is refused. */
const conditionsOf = (state: State, filter: unknown): Outcome<ReadonlyArray<Condition>> =>
  Result.gen(function* () {
    if (!isObject(filter)) return yield* badRequest("filter is not an object.")
    const known = columns(state)
    const conditions: Array<Condition> = []
    for (const [name, operators] of Object.entries(filter)) {
      const path = known.get(name)
      if (path === undefined || !isObject(operators))
        return yield* badRequest(`The filter of ${name} is not understood.`)
      for (const [operator, operand] of Object.entries(operators)) {
        const allowed: unknown = operator === "eq" ? [operand] : operator === "in" ? operand : undefined
        if (!Array.isArray(allowed) || allowed.includes(null))
          return yield* badRequest(`The filter of ${name} is not understood.`)
        conditions.push((user) => allowed.includes(at(user, path)))
      }
    }
    return conditions
  })

const at = (value: unknown, path: ReadonlyArray<string>): unknown =>
  path.reduce(
    (inner, step) => (isObject(inner) && Object.hasOwn(inner, step) ? inner[step] : undefined),
    value
  )

/** A body that is not JSON, or is not called so, is undefined: no rule takes it for an object. */
const bodyOf = (request: Request): unknown =>
  /^application\/json *(; *charset *= *"?utf-8"? *)?$/i.test(request.headers["content-type"] ?? "")
    ? parsed(request.body)
    : undefined

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

/** B15: the user with its generated members. */
const printed = (reading: BiotReading, state: State, user: User) => {
  const { _name, _address, _mfa, _ownerOrganization: id, custom, ...values } = user.written
  const attributes = user.template.attributes.map(({ name }) => [name, custom.get(name)] as const)
  return {
    ...shown(reading, [
      ...attributes,
      ...Object.entries(values),
      ["_address", _address && shown(reading, Object.entries(_address))],
      ["_mfa", _mfa && shown(reading, Object.entries(_mfa))]
    ]),
    _name,
    _ownerOrganization: { id, name: state.organizations.get(id)?.name },
    _id: user.id,
    _enabled: user.enabled,
    _credentialType: user.credentialType,
    _invitationAccepted: user.invitationAccepted,
    _caption: `${_name.firstName} ${_name.lastName}`,
    _template: { id: user.template.id, name: user.template.name, displayName: user.template.name },
    _referencers: {},
    _creationTime: user.created,
    _lastModifiedTime: user.modified
  }
}

/** B-void: an attribute without a value is left out, or null. */
const shown = (reading: BiotReading, entries: ReadonlyArray<readonly [string, unknown]>): object =>
  Object.fromEntries(
    reading["B-void"] === "null"
      ? entries.map(([name, value]) => [name, value ?? null])
      : entries.filter(([, value]) => value !== undefined)
  )

/** B17: the answer of a login and of a refresh. */
const sessionOf = ({ user, access, refresh, accessUntil, refreshUntil }: Session) => ({
  userId: user.id,
  ownerOrganizationId: user.written._ownerOrganization,
  accessJwt: { token: access, expiration: accessUntil },
  refreshJwt: { token: refresh, expiration: refreshUntil },
  mfaRequired: false,
  mfaExpiration: null,
  passwordResetRequired: false,
  phone: user.written._phone ?? null
})

const json = (status: number, body: unknown): Response => ({
  status,
  headers: { "content-type": "application/json" },
  body: JSON.stringify(body)
})

/** B16: the body of every error. The trace id is always the same, so that a twin answers alike each time. */
const refusalOf = ({ status, code, details }: Refusal): Response =>
  json(status, {
    code,
    message: code.toLowerCase().replaceAll("_", " "),
    serviceName: "Organization Service",
    traceId: "5f2b1c8d9e3a4076",
    environment: "develop",
    details
  })
