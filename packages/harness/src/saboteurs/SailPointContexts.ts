/** Saboteurs of S1, S2 and S8: who may update, and what. */
import { twin } from "@muster/twin-sailpoint"
import type { NonEmployee } from "@muster/twin-sailpoint/Vocabulary"
import { type Saboteur, saboteur, withRules } from "../Saboteur.ts"
import {
  callerOf,
  empowered,
  goodCredential,
  idIn,
  isUpdate,
  listPath,
  onPut,
  refusal,
  refusing,
  refusingAndWriting,
  restoring,
  tokenIn,
  trusting
} from "./SailPointCalls.ts"

/** An owner's field that the body says and the record takes. */
const ownersToo = (name: keyof NonEmployee) =>
  restoring((_after, { body, caller }) =>
    caller?.role === "owner" && typeof body[name] === "string" ? { [name]: body[name] } : {}
  )

const ignored = { "S-1": "ignored" }

const owners: ReadonlyArray<Saboteur> = [
  saboteur("S1-owner-names", "An owner writes first names too.", ownersToo("firstName"), ignored),
  saboteur("S1-owner-manager", "An owner writes the manager too.", ownersToo("manager"), ignored),
  saboteur("S1-owner-start-date", "An owner writes both dates.", ownersToo("startDate"), ignored),
  saboteur("S1-owner-moves", "An owner moves records to other sources.", ownersToo("sourceId"), ignored),
  saboteur(
    "S1-owner-attributes",
    "An owner writes attributes too.",
    restoring((after, { body: { data }, caller }) =>
      caller?.role === "owner" && typeof data === "object" && data !== null
        ? { data: new Map([...after.data, ...Object.entries(data as Record<string, string>)]) }
        : {}
    ),
    ignored
  ),
  saboteur(
    "S1-owner-left-out-attributes",
    "What an owner leaves out of data goes.",
    restoring((_after, { body, caller }) =>
      caller?.role === "owner" && !("data" in body) ? { data: new Map() } : {}
    )
  ),
  saboteur(
    "S1-owner-nothing",
    "An owner's update is answered as done, and lost.",
    restoring((_after, { caller }, before) => (caller?.role === "owner" ? before : {}))
  ),
  saboteur(
    "S1-owner-refused",
    "An owner may update nothing.",
    refusing(({ caller }) => caller?.role === "owner", 403)
  ),
  saboteur(
    "S1-owner-anywhere",
    "Whoever owns one source owns all.",
    withRules(twin, (honest) => (state, request) => {
      const tokens = [...state.tokens].map(
        ([token, caller]) => [token, { ...caller, owns: undefined }] as const
      )
      const [next, response] = honest({ ...state, tokens: new Map(tokens) }, request)
      return [{ ...next, tokens: state.tokens }, response]
    })
  ),
  saboteur("S1-refuses-and-writes", "What an owner may not do is refused, and done.", refusingAndWriting(403))
]

const updaters: ReadonlyArray<Saboteur> = [
  saboteur(
    "S1-end-date-only",
    "Whoever may update all writes the end date only.",
    restoring(({ endDate, modified }, _arrived, before) => ({ ...before, endDate, modified }))
  ),
  ...(
    [
      "accountName",
      "firstName",
      "lastName",
      "email",
      "phone",
      "manager",
      "startDate",
      "endDate",
      "data"
    ] as const
  ).map((name) =>
    saboteur(
      `S1-keeps-${name}`,
      `No update changes ${name}.`,
      restoring((_after, _arrived, before) => ({ [name]: before[name] }))
    )
  ),
  saboteur(
    "S1-writes-to-everybody",
    "The last name is given to every record.",
    onPut(({ body, id }, honest) => {
      const [next, response] = honest(body)
      const lastName = next.records.get(id)?.lastName
      if (response.status !== 200 || lastName === undefined) return undefined
      const records = [...next.records].map(([each, record]) => [each, { ...record, lastName }] as const)
      return [{ ...next, records: new Map(records) }, response]
    })
  )
]

const senders: ReadonlyArray<Saboteur> = [
  saboteur(
    "S2-owners-are-admins",
    "An owner's body counts like an admin's.",
    trusting((shown, state) =>
      state.tokens.get(tokenIn(shown))?.role === "owner" ? goodCredential(state) : shown
    )
  ),
  saboteur(
    "S2-admins-are-owners",
    "An admin's body counts like an owner's.",
    restoring(({ endDate, modified }, _arrived, before) => ({ ...before, endDate, modified }))
  ),
  saboteur(
    "S2-readers-are-owners",
    "Whoever may read may update the end date.",
    withRules(twin, (honest) => (state, request) => {
      const caller = callerOf(state, request)
      const stored = state.records.get(idIn(request.path) ?? "")
      return isUpdate(request) && caller?.role === "reader" && stored !== undefined
        ? honest(
            state,
            empowered({ ...request, body: JSON.stringify(bodyWith(stored, request.body)) }, state)
          )
        : honest(state, request)
    })
  ),
  saboteur(
    "S2-owners-are-readers",
    "An owner may update nothing.",
    refusing(({ caller }) => caller?.role === "owner", 403)
  )
]

/** The stored record with the end date of a body. */
const bodyWith = (
  { id: _id, created: _created, modified: _modified, data, ...fields }: NonEmployee,
  body: string
) => ({
  ...fields,
  data: Object.fromEntries(data),
  endDate: (JSON.parse(body) as { readonly endDate?: unknown }).endDate
})

/** A twin that closes one call to applications. */
const closing = (method: string, isClosed: (path: string) => boolean) =>
  withRules(
    twin,
    (honest) => (state, request) =>
      request.method === method && isClosed(request.path) && callerOf(state, request)?.user === false
        ? [state, refusal(403)]
        : honest(state, request)
  )

const isOne = (path: string): boolean => idIn(path) !== undefined

/** A twin that lets an application do what a user may. */
const opening = (method: string) =>
  trusting((shown, state, request) =>
    request.method === method && state.tokens.get(tokenIn(shown))?.user === false
      ? goodCredential(state)
      : shown
  )

const applications: ReadonlyArray<Saboteur> = [
  saboteur("S8-applications-update", "An application alone may update.", opening("PUT")),
  saboteur("S8-applications-patch", "An application alone may patch.", opening("PATCH")),
  saboteur("S8-refuses-and-writes", "An application's update is refused, and done.", refusingAndWriting(403)),
  saboteur(
    "S8-unauthorized",
    "A token without a user is answered with 401.",
    withRules(twin, (honest) => (state, request) => {
      const [next, response] = honest(state, request)
      return [next, response.status === 403 ? { ...response, status: 401 } : response]
    })
  ),
  saboteur("S8-no-reading", "An application cannot read a record.", closing("GET", isOne)),
  saboteur(
    "S8-no-listing",
    "An application cannot read the list.",
    closing("GET", (path) => path === listPath)
  ),
  saboteur(
    "S8-no-creating",
    "An application cannot create.",
    closing("POST", (path) => path === listPath)
  ),
  saboteur("S8-no-deleting", "An application cannot delete.", closing("DELETE", isOne)),
  saboteur(
    "S8-deletes-nothing",
    "A delete is answered as done, and nothing goes.",
    withRules(twin, (honest) => (state, request) => {
      const [next, response] = honest(state, request)
      return [request.method === "DELETE" ? state : next, response]
    })
  )
]

export const contextSaboteurs: ReadonlyArray<Saboteur> = [...owners, ...updaters, ...senders, ...applications]
