/**
 * A binding as read: what is stored on each side, and which role is in force on each entity.
 * What could not be read is left out; left out means unknown, null means none.
 */
import * as Directory from "./Directory.ts"
import type { Role } from "./Resolution.ts"

/** One entry of the client side. A role of null names the client only to carry entities. */
export interface ClientEntry {
  readonly role: Role | null
  readonly entities: ReadonlyMap<string, Role>
}

export interface OwnSide {
  readonly default?: Role | null
  readonly entries?: ReadonlyMap<string, Role>
  readonly effective: ReadonlyMap<string, Role | null>
}

export interface ClientSide {
  readonly default?: Role | null
  readonly entries?: ReadonlyMap<string, ClientEntry>
  readonly effective: ReadonlyMap<string, Role | null>
}

export interface Access {
  readonly directory: Directory.Directory
  readonly own: OwnSide
  readonly client: ClientSide
}

export type Side = "own" | "client"

/** Entities that share an entry: those of a client, or all own ones. Own entities have no name for the group. */
export interface Group {
  readonly id: string | null
  readonly entities: ReadonlyArray<Directory.Entity>
}

/** One side in the form that planning uses for both. */
export interface SideView {
  readonly side: Side
  readonly groups: ReadonlyArray<Group>
  readonly default: Role | null | undefined
  readonly effective: ReadonlyMap<string, Role | null>
  /** The stored entry of a group; undefined where the group is not named. */
  readonly entryOf: (group: Group) => ClientEntry | undefined
  readonly entriesKnown: boolean
  /** The group that holds an entity of this side. */
  readonly groupOf: (entity: string) => Group | undefined
}

const noEntities: ReadonlyMap<string, Role> = new Map()

/** Looks at one side of the binding. */
export const view = (access: Access, side: Side): SideView =>
  side === "own" ? ownView(access) : clientView(access)

const ownView = ({ directory, own }: Access): SideView => {
  const entry = { role: null, entities: own.entries ?? noEntities }
  const group = { id: null, entities: directory.own }
  return {
    side: "own",
    groups: [group],
    groupOf: (entity) => (Directory.index(directory).own.has(entity) ? group : undefined),
    default: own.default,
    effective: own.effective,
    entryOf: () => entry,
    entriesKnown: own.entries !== undefined
  }
}

const clientView = ({ client, directory }: Access): SideView => ({
  side: "client",
  groups: directory.clients,
  groupOf: (entity) => Directory.index(directory).clientOf.get(entity),
  default: client.default,
  effective: client.effective,
  entryOf: (group) => (group.id === null ? undefined : client.entries?.get(group.id)),
  entriesKnown: client.entries !== undefined
})
