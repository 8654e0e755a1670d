/**
 * Who has which role where, under one reading: a lazy view over a binding, for directories of any size. Nothing is
 * worked out until it is asked for, and equal answers are one object.
 */
import type { Access, ClientEntry } from "./Access.ts"
import * as Directory from "./Directory.ts"
import { type AccessReading, type AccessRules, resolve, type Resolved, type Role } from "./Resolution.ts"

/** The role on an entity and its one cause; `undefined` where the directory has no such entity. */
export type Roles = (entity: string) => Resolved | undefined

interface SideInput {
  readonly rules: AccessRules
  readonly reading: AccessReading
  readonly default: Role | null
  readonly implied: Role | null
  readonly effective: ReadonlyMap<string, Role | null>
}

/**
 * The own entities' and the clients' roles of a binding whose defaults and entries are known. Whether the binding
 * reached an entity is told by the role in force, where that was read.
 */
export const of = (
  rules: AccessRules,
  reading: AccessReading,
  access: Access,
  implied: Role | null
): { readonly own: Roles; readonly client: Roles } => {
  const index = Directory.index(access.directory)
  const shared = { rules, reading, implied }
  const own = { ...shared, ...sideOf(access, "own"), reading: { ...reading, reach: "all" as const } }
  const client = { ...shared, ...sideOf(access, "client") }
  const ownEntries = access.own.entries
  const unnamedOwn = unnamed(own, undefined)
  const ownEntry = entryRoles(own)
  const clientEntry = entryRoles(client)
  const byClient = new Map<string, (entity: string) => Resolved>()
  return {
    own: (entity) => {
      if (!index.own.has(entity)) return undefined
      const role = ownEntries?.get(entity)
      return role === undefined ? unnamedOwn(entity) : ownEntry(role)
    },
    client: (entity) => {
      const holder = index.clientOf.get(entity)
      if (holder === undefined) return undefined
      const entry = access.client.entries?.get(holder.id)
      const role = entry?.entities.get(entity)
      if (role !== undefined) return clientEntry(role)
      const known = byClient.get(holder.id)
      if (known !== undefined) return known(entity)
      const made = unnamed(client, entry)
      byClient.set(holder.id, made)
      return made(entity)
    }
  }
}

const sideOf = (access: Access, side: "own" | "client") => ({
  default: access[side].default ?? null,
  effective: access[side].effective
})

const position = {
  explicit: undefined,
  client: undefined,
  default: null,
  implied: null,
  reached: true,
  later: false
}

/** One answer for each role that an entry gives. */
const entryRoles = ({ reading, rules }: SideInput): ((role: Role) => Resolved) => {
  const answers = new Map<Role, Resolved>()
  return (role) => {
    const known = answers.get(role)
    if (known !== undefined) return known
    const made = resolve(rules, reading, { ...position, explicit: role })
    answers.set(role, made)
    return made
  }
}

/** Two answers for all entities without an entry of their own: where the binding reached them, and where not. */
const unnamed = (side: SideInput, entry: ClientEntry | undefined): ((entity: string) => Resolved) => {
  const { effective, implied, reading, rules } = side
  const client = entry === undefined ? undefined : { role: entry.role }
  const answer = (reached: boolean) =>
    resolve(rules, reading, { ...position, client, default: side.default, implied, reached })
  const reached = answer(true)
  const unreached = answer(false)
  return (entity) => (effective.get(entity) === null ? unreached : reached)
}
