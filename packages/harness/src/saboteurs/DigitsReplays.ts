/** Saboteurs of Digits that replay bugs reported in public, where no other saboteur does. */
import { type State, twin } from "@muster/twin-digits"
import { answering, objectIn, type Saboteur, saboteur, withRules } from "../Saboteur.ts"
import { polluted, switching, wiping } from "./Bugs.ts"
import { merging } from "./DigitsBinding.ts"
import { type Body, type Entry, onUpdate, rereading, without } from "./DigitsUpdate.ts"

const access = ["entities", "entityRole", "clients", "clientRole"] as const

const halfDone: ReadonlyArray<Saboteur> = [
  saboteur(
    "D1-revokes-and-fails",
    "An update that cannot be done is refused, after the old access is gone.",
    onUpdate(({ body, stored }, honest) => {
      const [, response] = honest(body)
      if (stored === undefined || response.status === 200) return undefined
      return [honest(without(stored, "userExternalId", ...access))[0], response]
    })
  ),
  saboteur(
    "D1-switched-to-merging",
    "The first update replaces as it should, and every later one merges.",
    switching(twin, merging)
  )
]

/** Entries that another role took the place of, and that are shown all the same. */
type Doubled = State & { readonly former?: ReadonlyArray<Entry> }

/** The entries of the stored list whose role the body changes. */
const outdated = ({ entities: sent = [] }: Body, { entities: stored = [] }: Body): ReadonlyArray<Entry> =>
  stored.filter((entry) =>
    sent.some(({ entityId, role }) => entityId === entry.entityId && role !== entry.role)
  )

const remembering = onUpdate(({ body, state, stored }, honest) => {
  const [next, response] = honest(body)
  if (stored === undefined || response.status !== 200) return undefined
  const former = [...((state as Doubled).former ?? []), ...outdated(body, stored)]
  return [{ ...next, former } as State, response]
})

/** A twin that lists an entry with another role beside the one that it should take the place of. */
const doubling = withRules(remembering, (rules) => (state, request) => {
  const [next, response] = rules(state, request)
  const answer = request.method === "GET" ? (objectIn(response.body) as Body | undefined) : undefined
  const listed = answer?.entities
  if (listed === undefined || !("userId" in (answer ?? {}))) return [next, response]
  const { former = [] } = next as Doubled
  const entities = [...listed, ...outdated({ entities: listed }, { entities: former })]
  return [next, answering(response, { ...answer, entities })]
})

const secondEntries: ReadonlyArray<Saboteur> = [
  saboteur("D1-keeps-the-old-entry", "An entry with another role is added, and the old one stays.", doubling),
  saboteur(
    "D1-keeps-the-old-client-role",
    "A client's new role is added, and the old one stays on its entities.",
    rereading((body, { clients: stored = [] }, { directory }) => ({
      ...body,
      clients: (body.clients ?? []).map((entry) => {
        const role = stored.find(({ clientId }) => clientId === entry.clientId)?.role
        const entityIds = directory.entitiesOf.get(entry.clientId ?? "") ?? []
        return role === undefined || role === entry.role || entry.entities !== undefined
          ? entry
          : { ...entry, entities: [...entityIds].map((entityId) => ({ entityId, role })) }
      })
    }))
  )
]

/** A twin that passes over some entries of both lists. */
const passingOver = (isLost: (entry: Entry | null) => boolean) =>
  rereading(({ clients, entities, ...body }) => ({
    ...body,
    ...(entities === undefined ? {} : { entities: entities.filter((entry) => !isLost(entry)) }),
    ...(clients === undefined ? {} : { clients: clients.filter((entry) => !isLost(entry)) })
  }))

const lost: ReadonlyArray<Saboteur> = [
  saboteur(
    "D3-empty-id-is-left-out",
    "An identifier that is empty counts as left out.",
    onUpdate(({ body }, honest) => {
      const empty = (["userId", "userExternalId"] as const).filter((name) => body[name] === "")
      return honest(without(body, ...empty))
    })
  ),
  ...["D5", "D6"].map((clause) =>
    saboteur(
      `${clause}-null-entry-is-dropped`,
      "An entry that is null is passed over.",
      passingOver((entry) => entry === null)
    )
  ),
  saboteur(
    "D5-proto-is-lost",
    "An entry for an entity that is called __proto__ is lost.",
    passingOver((entry) => entry?.entityId === "__proto__")
  ),
  saboteur(
    "D8-proto-is-read",
    "Access in __proto__ counts as the body's own.",
    rereading((body) => polluted({ ...body }) as Body)
  )
]

const nothing = {
  entityRole: undefined,
  clientRole: undefined,
  entities: new Map(),
  clients: new Map(),
  explicit: new Map(),
  rows: new Map()
}

/** A body that is none names nobody, so that the first employee is hit. */
const wiped = (state: State): State => {
  const [employee] = state.employees.values()
  if (employee === undefined) return state
  const employees = new Map(state.employees).set(employee.userId, { ...employee, ...nothing })
  return { ...state, employees }
}

export const replaySaboteurs: ReadonlyArray<Saboteur> = [
  ...halfDone,
  ...secondEntries,
  ...lost,
  ...wiping("D15", twin, "PUT", wiped)
]
