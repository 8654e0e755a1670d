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
