/** Acme's records with access, in few words. */
import type { Access, Directory, Resolution, Snapshot } from "@muster/core"

type Roles = Readonly<Record<string, Resolution.Role | null>>
type Entries = Readonly<Record<string, Resolution.Role>>

/** A side as read; a default or entries that are left out are unknown. */
interface Side<Entry> {
  readonly default?: Resolution.Role | null
  readonly entries?: Readonly<Record<string, Entry>>
  readonly roles?: Roles
}

/** A client's own role and those of its entities. */
type ClientEntry = readonly [role: Resolution.Role | null, entities?: Entries]

const map = <A>(record: Readonly<Record<string, A>> = {}): ReadonlyMap<string, A> =>
  new Map(Object.entries(record))

const sideOf = <Given, Entry>(
  { default: role, entries, roles }: Side<Given>,
  entryOf: (given: Given) => Entry
) => ({
  ...(role === undefined ? {} : { default: role }),
  ...(entries === undefined
    ? {}
    : { entries: new Map(Object.entries(entries).map(([id, given]) => [id, entryOf(given)] as const)) }),
  effective: map(roles)
})

/** Two own entities, a client with two and a client with one. */
const directory: Directory.Directory = {
  own: [{ id: "books" }, { id: "payroll" }],
  clients: [
    { id: "c1", entities: [{ id: "x1" }, { id: "x2" }] },
    { id: "c2", entities: [{ id: "y1" }] }
  ]
}

export const access = (own: Side<Resolution.Role>, client: Side<ClientEntry>): Access.Access => ({
  directory,
  own: sideOf(own, (role) => role),
  client: sideOf(client, ([role, entities]) => ({ role, entities: map(entities) }))
})

/** A member of acme with this access. */
export const bound = (
  own: Side<Resolution.Role>,
  client: Side<ClientEntry>,
  rank = "worker"
): Snapshot.Snapshot => ({
  vendor: "acme",
  member: { id: "m" },
  values: { rank },
  unknown: [],
  rest: {},
  access: access(own, client)
})

/** A side where nothing is stored and nothing is known of the roles. */
export const empty = { default: null, entries: {} }
