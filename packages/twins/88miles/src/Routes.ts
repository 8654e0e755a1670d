/**
 * Which path and method reach which rule, who may call, in which order the checks come, and how errors look.
 * Order: path, credentials, method, content type, JSON, then the rules in the order of M-7.
 */
import type { Request, Response, Rules } from "@muster/twin-kit"
import { create, enable, existing, list, Refusal, update } from "./Rules.ts"
import type { Caller, State } from "./State.ts"
import type { MilesReading } from "./Vocabulary.ts"

type Outcome = readonly [State, Response]

const prefix = "/api/1/staff"

/** Answers every request of this vendor. M3: 401 comes before everything else that a member's path can say. */
export const routes =
  (reading: MilesReading): Rules<State> =>
  (state, request) => {
    const caller = callerOf(state, request)
    if (caller === undefined) return refuse(reading, state, 401, "The access token is missing or unknown.")
    const { method, path } = request
    if (path === `${prefix}.json`) {
      if (method === "GET") return getList(reading, state, request)
      if (method === "POST") return postMember(reading, state, request, caller)
      return refuse(reading, state, 405, "Method not allowed.")
    }
    const [, segment, rest] = /^\/api\/1\/staff\/([^/]*?)(\/enable\.json|\.json|\.jsonp)?$/.exec(path) ?? []
    const uuid = segment === undefined ? undefined : decoded(segment)
    if (uuid === undefined || rest === ".jsonp")
      return refuse(reading, state, 404, "There is nothing at this path.")
    if (rest === "/enable.json") return postEnable(reading, state, request, caller, uuid)
    if (method === "PUT") return putMember(reading, state, request, caller, uuid)
    if (rest === undefined) return refuse(reading, state, 404, "There is nothing at this path.")
    if (method === "GET") return getMember(reading, state, uuid)
    return refuse(reading, state, 405, "Method not allowed.")
  }

const decoded = (segment: string): string | undefined => {
  try {
    return decodeURIComponent(segment)
  } catch {
    return undefined
  }
}

/** OAuth 2.0 Bearer; a token that nobody issued is no credential. */
const callerOf = (state: State, request: Request): Caller | undefined => {
  const token = /^bearer +(\S+)$/i.exec(request.headers["authorization"] ?? "")?.[1]
  return token === undefined ? undefined : state.tokens.get(token)
}

/** M6, M7: the list with its count. */
const getList = (reading: MilesReading, state: State, request: Request): Outcome => {
  const members = list(state, request.query.get("where"), request.query.get("order"))
  if (members instanceof Refusal) return refused(reading, state, members)
  return [state, json(200, { response: members, count: members.length })]
}

/** M7: one member. */
const getMember = (reading: MilesReading, state: State, uuid: string): Outcome => {
  const member = existing(state, uuid)
  if (member instanceof Refusal) return refused(reading, state, member)
  return [state, json(200, { response: member })]
}

const postMember = (reading: MilesReading, state: State, request: Request, caller: Caller): Outcome => {
  const body = bodyOf(request)
  if (body instanceof Refusal) return refused(reading, state, body)
  const outcome = create(reading, state, body, caller.mayUpdate)
  if (outcome instanceof Refusal) return refused(reading, state, outcome)
  const [next, member] = outcome
  return [next, json(200, { response: member })]
}

/** The path is taken with and without `.json`, because the printed example has none (M5). */
const putMember = (
  reading: MilesReading,
  state: State,
  request: Request,
  caller: Caller,
  uuid: string
): Outcome => {
  const body = bodyOf(request)
  if (body instanceof Refusal) return refused(reading, state, body)
  return written(reading, state, uuid, update(reading, state, uuid, body, caller.mayUpdate))
}

/** The page posts `{}`; an empty body says the same. */
const postEnable = (
  reading: MilesReading,
  state: State,
  request: Request,
  caller: Caller,
  uuid: string
): Outcome => {
  if (request.method !== "POST") return refuse(reading, state, 405, "Method not allowed.")
  const body = request.body === "" ? {} : bodyOf(request)
  if (body instanceof Refusal) return refused(reading, state, body)
  return written(reading, state, uuid, enable(reading, state, uuid, caller.mayUpdate))
}

/** M-10: what a success answers with. */
const written = (reading: MilesReading, state: State, uuid: string, outcome: State | Refusal): Outcome => {
  if (outcome instanceof Refusal) return refused(reading, state, outcome)
  if (reading["M-10"] === "empty") return [outcome, { status: 200, headers: {}, body: "" }]
  return [outcome, json(200, { response: outcome.members.get(uuid) })]
}

/** A body that is not JSON, or is not called so, changes nothing. */
const bodyOf = (request: Request): unknown => {
  if (!/^application\/json *(; *charset *= *"?utf-8"? *)?$/i.test(request.headers["content-type"] ?? ""))
    return new Refusal(415, "Send application/json.")
  try {
    return JSON.parse(request.body) as unknown
  } catch {
    return new Refusal(400, "The body is not JSON.")
  }
}

const json = (status: number, body: unknown): Response => ({
  status,
  headers: { "content-type": "application/json" },
  body: JSON.stringify(body)
})

/** M-11: an object with an error string, or the bare message. */
const refuse = (reading: MilesReading, state: State, status: number, message: string): Outcome => [
  state,
  reading["M-11"] === "object"
    ? json(status, { error: message })
    : { status, headers: { "content-type": "text/plain; charset=utf-8" }, body: message }
]

const refused = (reading: MilesReading, state: State, { status, message }: Refusal): Outcome =>
  refuse(reading, state, status, message)
