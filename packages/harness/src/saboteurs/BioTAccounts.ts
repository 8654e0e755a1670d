/** Saboteurs of B11, B17 and B18: searches, tokens, and the lives of users. */
import { type State, twin } from "@muster/twin-biot"
import type { Request, Twin } from "@muster/twin-kit"
import { objectIn, type Saboteur, saboteur, withRequest, withRules } from "../Saboteur.ts"
import {
  answeringWith,
  goodCredential,
  isObject,
  type Members,
  renumbered,
  tokenIn,
  trusting,
  users,
  without
} from "./BioTCalls.ts"

/** A twin that searches for something else. */
const searching = (change: (asked: Members) => Members): Twin<State> =>
  withRequest(twin, (request) => {
    const asked = objectIn(request.query.get("searchRequest") ?? "")
    return asked === undefined
      ? request
      : { ...request, query: new Map([["searchRequest", JSON.stringify(change(asked))]]) }
  })

const mapped = (members: Members, change: (value: unknown) => unknown): Members =>
  Object.fromEntries(Object.entries(members).map(([name, value]) => [name, change(value)]))

const firstOnly = (operators: unknown): unknown =>
  isObject(operators) && Array.isArray(operators["in"])
    ? { ...operators, in: operators["in"].slice(0, 1) as unknown }
    : operators

const searches: ReadonlyArray<Saboteur> = [
  saboteur(
    "B11-custom-attributes-are-not-filtered",
    "A filter by a custom attribute chooses nothing.",
    searching((asked) => {
      const { filter } = asked
      return isObject(filter) ? { ...asked, filter: without(filter, (name) => !name.startsWith("_")) } : asked
    })
  ),
  saboteur(
    "B11-in-is-eq",
    "in finds the first of its values only.",
    searching((asked) => {
      const { filter } = asked
      return isObject(filter) ? { ...asked, filter: mapped(filter, firstOnly) } : asked
    })
  ),
  saboteur(
    "B11-first-filter-only",
    "Only the first filter chooses.",
    searching((asked) => {
      const { filter } = asked
      return isObject(filter)
        ? { ...asked, filter: Object.fromEntries(Object.entries(filter).slice(0, 1)) }
        : asked
    })
  ),
  saboteur(
    "B11-ten-are-usual",
    "A page holds 10 unless it is asked.",
    searching((asked) => ({ limit: 10, ...asked }))
  ),
  ...["limit", "page"].map((name) =>
    saboteur(
      `B11-any-${name}`,
      `A ${name} that is too small is passed over.`,
      searching((asked) => without(asked, (each, value) => each === name && Number(value) < 1))
    )
  ),
  ...["data", "metadata"].map((member) =>
    saboteur(
      `B11-no-${member}`,
      `A search answers without ${member}.`,
      answeringWith((answer) => without(answer, (name) => name === member))
    )
  ),
  saboteur(
    "B11-no-limit",
    "limit cuts nothing off.",
    searching(({ limit: _limit, ...asked }) => asked)
  ),
  saboteur(
    "B11-pages-from-one",
    "The first page is number 1.",
    searching((asked) =>
      typeof asked["page"] === "number" ? { ...asked, page: Math.max(asked["page"] - 1, 0) } : asked
    )
  ),
  saboteur(
    "B11-oldest-first",
    "The oldest come first.",
    answeringWith((answer) => {
      const { data } = answer
      return Array.isArray(data) ? { ...answer, data: data.toReversed() } : answer
    })
  )
]

const sessions: ReadonlyArray<Saboteur> = [
  saboteur(
    "B17-any-password",
    "Any password is right.",
    withRequest(twin, (request, { logins }) => {
      const body = request.path === "/ums/v2/users/login" ? objectIn(request.body) : undefined
      if (body === undefined) return request
      const password = logins.get(String(body["username"]))?.password
      return { ...request, body: JSON.stringify({ ...body, password }) }
    })
  ),
  saboteur(
    "B17-any-refresh-token",
    "Whatever is shown as a refresh token is one.",
    withRequest(twin, (request, { refreshTokens }) => {
      const [refreshToken] = refreshTokens.keys()
      return request.path === "/ums/v2/users/token/refresh" && refreshToken !== undefined
        ? { ...request, body: JSON.stringify({ refreshToken }) }
        : request
    })
  ),
  ...["accessJwt", "refreshJwt"].flatMap((name) => [
    saboteur(
      `B17-no-${name}`,
      `A session comes without ${name}.`,
      answeringWith((answer) => without(answer, (each) => each === name))
    ),
    saboteur(
      `B17-${name}-never-ends`,
      `Nothing says when ${name} ends.`,
      answeringWith((answer) => {
        const jwt = answer[name]
        return isObject(jwt) ? { ...answer, [name]: without(jwt, (each) => each === "expiration") } : answer
      })
    )
  ]),
  saboteur(
    "B17-refresh-tokens-call",
    "A refresh token is as good as an access token.",
    trusting((shown, state) => (state.refreshTokens.has(tokenIn(shown)) ? goodCredential(state) : shown))
  )
]

const isCreation = ({ method, path }: Request): boolean => method === "POST" && path === users

/** A twin at which a call answers and does nothing. */
const idle = (isMeant: (request: Request) => boolean): Twin<State> =>
  withRules(twin, (honest) => (state, request) => {
    const [next, response] = honest(state, request)
    return [isMeant(request) ? state : next, response]
  })

const lives: ReadonlyArray<Saboteur> = [
  saboteur("B18-created-is-200", "A creation answers with 200.", renumbered(201, 200, isCreation)),
  saboteur(
    "B18-mandatory-is-optional",
    "A mandatory attribute may be left out of a creation.",
    withRequest(twin, (request, { templates }) => {
      const body = isCreation(request) ? objectIn(request.body) : undefined
      if (body === undefined) return request
      const { attributes = [] } = templates.get(String(body["_templateId"])) ?? {}
      const made = attributes.flatMap(({ mandatory, name }) => (mandatory ? [[name, "made up"]] : []))
      return { ...request, body: JSON.stringify({ ...Object.fromEntries(made), ...body }) }
    })
  ),
  saboteur(
    "B18-any-template",
    "A creation without a template takes the first one.",
    withRequest(twin, (request, { templates }) => {
      const body = isCreation(request) ? objectIn(request.body) : undefined
      const [_templateId] = templates.keys()
      return body === undefined ? request : { ...request, body: JSON.stringify({ _templateId, ...body }) }
    })
  ),
  saboteur(
    "B18-state-answers-nothing",
    "A change of the enabled state answers without the user.",
    answeringWith((answer, _response, { path }) => (path.includes("/enabled-state/") ? {} : answer))
  ),
  saboteur(
    "B18-state-stays",
    "A change of the enabled state is answered as done, and lost.",
    idle(({ path }) => path.includes("/enabled-state/"))
  ),
  saboteur(
    "B18-deleted-is-200",
    "A deletion answers with 200.",
    renumbered(204, 200, ({ method }) => method === "DELETE")
  ),
  saboteur(
    "B18-nobody-goes",
    "A deletion is answered as done, and lost.",
    idle(({ method }) => method === "DELETE")
  )
]

export const accountSaboteurs: ReadonlyArray<Saboteur> = [...searches, ...sessions, ...lives]
