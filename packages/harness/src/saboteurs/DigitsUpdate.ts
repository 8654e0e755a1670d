/** What the saboteurs of Digits share: the update's body, the binding it is about, and twins that tamper with either. */
import { twin } from "@muster/twin-digits"
import { employeeAnswer } from "@muster/twin-digits/Routes"
import type { State } from "@muster/twin-digits"
import type { DigitsReading } from "@muster/twin-digits/Vocabulary"
import type { Response, Twin } from "@muster/twin-kit"
import { answering, objectIn, type Sabotage, withRequest, withRules } from "../Saboteur.ts"

export type Entry = Readonly<Record<string, unknown>> & { readonly entityId?: string; readonly role?: string }
export type ClientEntry = Readonly<Record<string, unknown>> & {
  readonly clientId?: string
  readonly role?: string
  readonly entities?: ReadonlyArray<Entry>
}

/** An update's body, and a stored binding in the same words. */
export interface Body {
  readonly userId?: string
  readonly userExternalId?: string
  readonly organizationRole?: string
  readonly entityRole?: string
  readonly clientRole?: string
  readonly entities?: ReadonlyArray<Entry>
  readonly clients?: ReadonlyArray<ClientEntry>
}

/** An update that arrived: its body, the binding it names as it was, and what surrounds it. */
export interface Arrived {
  readonly body: Body
  /** Undefined when the body names no employee. */
  readonly stored: Body | undefined
  readonly state: State
}

/** Rules that treat an update which has a body of its own way; undefined leaves it to the honest rules. */
export const onUpdate = (
  treat: (
    arrived: Arrived,
    honest: (body: Body) => readonly [State, Response]
  ) => readonly [State, Response] | undefined
): Twin<State> => withRules(twin, updating(treat))

const updating =
  (treat: Parameters<typeof onUpdate>[0]): Sabotage<State> =>
  (honest, reading) =>
  (state, request) => {
    const body = request.method === "PUT" ? objectIn(request.body) : undefined
    if (body === undefined) return honest(state, request)
    const arrived = { body, stored: storedFor(reading as DigitsReading, state, body), state }
    const outcome = treat(arrived, (other) => honest(state, { ...request, body: JSON.stringify(other) }))
    return outcome ?? honest(state, request)
  }

const storedFor = (reading: DigitsReading, state: State, body: Body): Body | undefined => {
  const { userExternalId, userId = state.userIds.get(userExternalId ?? "") } = body
  const binding = state.employees.get(userId ?? "")
  if (binding === undefined) return undefined
  const { access: _inForce, ...stored } = employeeAnswer(reading, state, binding)
  return stored
}

/** A twin that reads another body than the one that was sent, for an employee it knows. */
export const rereading = (reread: (body: Body, stored: Body, state: State) => Body): Twin<State> =>
  onUpdate(({ body, state, stored }, honest) =>
    stored === undefined ? undefined : honest(reread(body, stored, state))
  )

/** A twin that refuses some bodies. */
export const refusing = (refuses: (body: Body) => boolean): Twin<State> =>
  onUpdate(({ body, state }) => (refuses(body) ? [state, refusal] : undefined))

const refusal: Response = answering(
  { status: 400, headers: { "content-type": "application/json" }, body: "" },
  { error: { code: "INVALID_ARGUMENT", message: "This is not accepted." } }
)

/** A twin that takes another credential for the one that was shown. */
export const trusting = (authorizes: (shown: string, state: State) => string): Twin<State> =>
  withRequest(twin, (request, state) => ({
    ...request,
    headers: { ...request.headers, authorization: authorizes(request.headers["authorization"] ?? "", state) }
  }))

/** A credential that the organization accepts. */
export const goodCredential = (state: State): string => {
  for (const [token, scopes] of state.tokens) if (scopes.has("organization:sync")) return `Bearer ${token}`
  return ""
}

/** Entries that were stored and that the list does not name, after those of the list. */
export const united = (list: ReadonlyArray<Entry>, stored: ReadonlyArray<Entry>): ReadonlyArray<Entry> => [
  ...list,
  ...stored.filter(({ entityId }) => !list.some((entry) => entry.entityId === entityId))
]

/** The same of clients entries; one for the same client counts as named. */
export const unitedClients = (
  list: ReadonlyArray<ClientEntry>,
  stored: ReadonlyArray<ClientEntry>
): ReadonlyArray<ClientEntry> => [
  ...list,
  ...stored.filter(({ clientId }) => !list.some((entry) => entry.clientId === clientId))
]

/** A body without some members. */
export const without = (body: Body, ...names: ReadonlyArray<keyof Body>): Body =>
  Object.fromEntries(Object.entries(body).filter(([name]) => !names.some((each) => each === name)))
