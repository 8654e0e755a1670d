/** Saboteurs of M6 and M7: what the list holds, and what requests and answers are wrapped in. */
import { type State, twin } from "@muster/twin-88miles"
import type { Request, Twin } from "@muster/twin-kit"
import { objectIn, type Saboteur, saboteur, withRequest, withRules } from "../Saboteur.ts"
import { answeringWith } from "./MilesCalls.ts"

const isList = ({ method, path }: Request): boolean => method === "GET" && path === "/api/1/staff.json"

/** A twin that does not look at one part of the list's query. */
const deafTo = (part: string): Twin<State> =>
  withRequest(twin, (request) => ({
    ...request,
    query: new Map([...request.query].filter(([name]) => name !== part))
  }))

const listing: ReadonlyArray<Saboteur> = [
  saboteur(
    "M6-without-the-caller",
    "The list leaves out whoever asks.",
    withRules(twin, (honest) => (state, request) => {
      if (!isList(request)) return honest(state, request)
      const members = new Map([...state.members].filter(([uuid]) => uuid !== state.caller))
      return [state, honest({ ...state, members }, request)[1]]
    })
  ),
  saboteur("M6-where-ignored", "where chooses nothing.", deafTo("where")),
  saboteur("M6-order-ignored", "order sorts nothing.", deafTo("order")),
  saboteur(
    "M6-order-goes-up-only",
    "order knows no desc.",
    withRequest(twin, ({ query, ...request }) => ({
      ...request,
      query: new Map([...query].map(([name, value]) => [name, value.replace(" desc", " asc")]))
    }))
  ),
  saboteur(
    "M6-no-count",
    "The list has no count.",
    answeringWith(({ count: _count, ...answer }) => answer)
  ),
  saboteur(
    "M6-count-is-wrong",
    "The count leaves out whoever asks.",
    answeringWith((answer) =>
      typeof answer["count"] === "number" ? { ...answer, count: answer["count"] - 1 } : answer
    )
  )
]

/** A twin that wraps some answers otherwise. */
const wrapping = (wraps: (request: Request) => boolean, wrap: (response: unknown) => unknown): Twin<State> =>
  answeringWith((answer, request) => (wraps(request) ? wrap(answer["response"]) : answer))

const isShow = ({ method, path }: Request): boolean => method === "GET" && path.startsWith("/api/1/staff/")

const wrappers: ReadonlyArray<Saboteur> = [
  saboteur(
    "M7-bare-body-counts",
    "A body without staff is taken for the member.",
    withRequest(twin, (request) => {
      const bare = request.method === "PUT" ? objectIn(request.body) : undefined
      return bare === undefined || "staff" in bare
        ? request
        : { ...request, body: JSON.stringify({ staff: bare }) }
    })
  ),
  saboteur(
    "M7-bare-create-counts",
    "A create without staff is taken for one.",
    withRequest(twin, (request) => {
      const bare = request.method === "POST" ? objectIn(request.body) : undefined
      return bare === undefined || "staff" in bare
        ? request
        : { ...request, body: JSON.stringify({ staff: bare }) }
    })
  ),
  saboteur(
    "M7-bare-body-says-nothing",
    "A body without staff is answered with 200.",
    withRules(twin, (honest) => (state, request) => {
      const bare = request.method === "PUT" ? objectIn(request.body) : undefined
      return bare === undefined || "staff" in bare
        ? honest(state, request)
        : [state, { status: 200, headers: {}, body: "" }]
    })
  ),
  saboteur(
    "M7-show-is-bare",
    "show answers without a wrapper.",
    wrapping(isShow, (member) => member)
  ),
  saboteur(
    "M7-show-wraps-in-staff",
    "show answers in staff.",
    wrapping(isShow, (staff) => ({ staff }))
  ),
  saboteur(
    "M7-list-is-bare",
    "The list is a bare array.",
    wrapping(isList, (members) => members)
  ),
  saboteur(
    "M7-create-is-bare",
    "create answers without a wrapper.",
    wrapping(
      ({ method, path }) => method === "POST" && path === "/api/1/staff.json",
      (member) => member
    )
  )
]

export const answerSaboteurs: ReadonlyArray<Saboteur> = [...listing, ...wrappers]
