/** Saboteurs of E9, E10, E11, E14 and E15: the list, creates, deletes, tokens, and how often one may call. */
import { type State, twin } from "@muster/twin-eloomi"
import { deactivated, withUser } from "@muster/twin-eloomi/State"
import type { Request, Response, Twin } from "@muster/twin-kit"
import { objectIn, type Saboteur, saboteur, withRequest, withResponse, withRules } from "../Saboteur.ts"
import {
  answeringWith,
  employeeIdIn,
  ending,
  isCreate,
  isList,
  isUpdate,
  type Members,
  renumbered
} from "./EloomiCalls.ts"

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

/** A twin whose list is made from other users. */
const listing = (of: (state: State, query: Request["query"]) => State): Twin<State> =>
  ending((outcome, state, request, honest) =>
    isList(request) ? [state, honest(of(state, request.query), request)[1]] : outcome
  )

/** A twin whose deletes leave something behind. */
const deleting = (leave: (state: State, next: State, id: number) => State): Twin<State> =>
  ending(([next, response], state, request) => {
    const gone = [...state.users.keys()].find((id) => !next.users.has(id))
    return request.method === "DELETE" && gone !== undefined
      ? [leave(state, next, gone), response]
      : [next, response]
  })

/** Remembers whoever goes under an employee id that nobody asks for. */
const burying = deleting((state, next, id) => {
  const user = state.users.get(id)
  return user === undefined ? next : withUser(next, { ...user, employee_id: `gone ${id}` })
})

const lists: ReadonlyArray<Saboteur> = [
  saboteur(
    "E9-mode-is-passed-over",
    "mode chooses nothing.",
    requerying("mode", () => undefined)
  ),
  saboteur(
    "E9-pending-is-active",
    "Whoever has an open link counts as active.",
    listing((state, query) => {
      if (query.get("mode") !== "active") return state
      const waiting = [...state.users.values()].filter(({ id }) => state.awaiting.has(id))
      return waiting.reduce((next, user) => withUser(next, { ...user, activated_at: state.now }), state)
    })
  ),
  saboteur(
    "E9-per-page-is-passed-over",
    "A page holds everybody.",
    requerying("per_page", () => undefined)
  ),
  ...(["pending", "active", "inactive", "suspended"] as const).map((mode) =>
    saboteur(
      `E9-${mode}-is-all`,
      `The mode ${mode} chooses nothing.`,
      requerying("mode", (asked) => (asked === mode ? "all" : asked))
    )
  ),
  saboteur(
    "E9-pages-count-from-zero",
    "The first page is page 0.",
    requerying("page", (page) => String(Number(page) + 1))
  ),
  saboteur(
    "E9-employee-id-is-passed-over",
    "employee_id chooses nobody.",
    requerying("employee_id", () => undefined)
  ),
  saboteur("E9-lists-the-deleted", "Deleted users stay in the list.", burying)
]

/** A twin that reads the body of a create another way. */
const creating = (change: (body: Members) => Members): Twin<State> =>
  withRequest(twin, (request) => {
    const body = isCreate(request) ? objectIn(request.body) : undefined
    return body === undefined ? request : { ...request, body: JSON.stringify(change(body)) }
  })

const creates: ReadonlyArray<Saboteur> = [
  saboteur("E10-created", "A create is answered with 201.", renumbered(200, 201, isCreate)),
  saboteur(
    "E10-no-email-needed",
    "A create without an email makes one up.",
    creating((body) => ("email" in body ? body : { ...body, email: "new@example.com" }))
  ),
  saboteur(
    "E10-forgets",
    "A create is answered as done, and lost.",
    ending(([next, response], state, request) => [isCreate(request) ? state : next, response])
  )
]

const isDelete = ({ method }: Request): boolean => method === "DELETE"

const deletes: ReadonlyArray<Saboteur> = [
  saboteur("E11-no-content", "A delete is answered with 204.", renumbered(200, 204, isDelete)),
  saboteur(
    "E11-deactivates",
    "A delete deactivates.",
    deleting((state, _next, id) => {
      const user = state.users.get(id)
      return user === undefined ? state : deactivated(state, user)
    })
  )
]

const isToken = ({ path }: Request): boolean => path === "/oauth/token"

/** A twin that corrects a field of a form before anybody looks at it. */
const correcting = (name: string, right: (state: State) => string): Twin<State> =>
  withRequest(twin, (request, state) => ({
    ...request,
    body: isToken(request)
      ? request.body.replace(new RegExp(`(name="${name}"\\r\\n\\r\\n)[^\\r]*`), `$1${right(state)}`)
      : request.body
  }))

const tokens: ReadonlyArray<Saboteur> = [
  saboteur(
    "E14-any-secret",
    "A client gets a token for any secret.",
    correcting("client_secret", ({ clients }) => [...clients.values()][0] ?? "")
  ),
  saboteur(
    "E14-any-client",
    "A token is given to a client whom nobody knows.",
    correcting("client_id", ({ clients }) => [...clients.keys()][0] ?? "")
  ),
  ...["invalid_client", "invalid_scope"].map((error) =>
    saboteur(
      `E14-${error}-is-called-otherwise`,
      `${error} is called invalid_request.`,
      answeringWith([400], (answer) =>
        answer["error"] === error ? { ...answer, error: "invalid_request" } : answer
      )
    )
  ),
  saboteur(
    "E14-another-type",
    "The token is of another type.",
    answeringWith([200], (answer) => ("token_type" in answer ? { ...answer, token_type: "mac" } : answer))
  ),
  saboteur(
    "E14-any-grant",
    "Any grant will do.",
    correcting("grant_type", () => "client_credentials")
  ),
  saboteur(
    "E14-any-scope",
    "Any scope will do.",
    correcting("scope", () => "*")
  ),
  saboteur("E14-unauthorized", "A wrong client is a 401.", renumbered(400, 401, isToken)),
  saboteur(
    "E14-good-for-nothing",
    "The token opens nothing.",
    ending(([next, response], state, request) => [isToken(request) ? state : next, response])
  )
]

/** A twin whose headers are others. */
const heading = (change: (response: Response) => Response["headers"]): Twin<State> =>
  withResponse(twin, (response) => ({ ...response, headers: change(response) }))

/** A twin that counts some requests another way. */
const counting = (counts: (used: number, request: Request) => number): Twin<State> =>
  withRules(twin, (honest) => (state, request) => {
    const { rateLimit } = state
    if (rateLimit === undefined) return honest(state, request)
    return honest({ ...state, rateLimit: { ...rateLimit, used: counts(rateLimit.used, request) } }, request)
  })

const limits: ReadonlyArray<Saboteur> = [
  saboteur(
    "E15-refusals-tell-nothing",
    "Only a success tells what is left.",
    heading(({ headers, status }) => {
      const { "x-ratelimit-limit": _limit, "x-ratelimit-remaining": _left, ...rest } = headers
      return status === 200 ? headers : rest
    })
  ),
  saboteur(
    "E15-another-limit",
    "The limit is 60.",
    heading(({ headers }) => ({ ...headers, "x-ratelimit-limit": "60" }))
  ),
  saboteur(
    "E15-as-much-left-as-ever",
    "What is left is always the limit.",
    heading(({ headers }) => ({ ...headers, "x-ratelimit-remaining": headers["x-ratelimit-limit"] ?? "" }))
  ),
  saboteur(
    "E15-no-limit",
    "No number of requests is too many.",
    counting((used) => Math.min(used, 2))
  ),
  saboteur(
    "E15-no-reset",
    "Nothing tells of the reset.",
    heading(({ headers: { "retry-after": _seconds, ...headers } }) => headers)
  ),
  saboteur(
    "E15-refuses-and-writes",
    "Beyond the limit an update is refused, and done.",
    ending(([next, response], state, request, honest) => {
      if (response.status !== 429 || !isUpdate(request) || employeeIdIn(request) === undefined)
        return [next, response]
      return [
        { ...honest({ ...state, rateLimit: undefined }, request)[0], rateLimit: next.rateLimit },
        response
      ]
    })
  )
]

export const companySaboteurs: ReadonlyArray<Saboteur> = [
  ...lists,
  ...creates,
  ...deletes,
  ...tokens,
  ...limits
]
