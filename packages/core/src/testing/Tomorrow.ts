/** What comes to exist later: an own entity, an entity of each client, a client. Who would have which role on it. */
import type { Access } from "../Access.ts"
import type { Reading } from "../Reading.ts"
import { readingOf, resolve, type Role, impliedBy } from "../Resolution.ts"
import type { Semantics } from "../Semantics.ts"
import { read, type Snapshot } from "../Snapshot.ts"

/** Roles by the names that effects use for later targets. */
export const roles = (
  semantics: Semantics,
  reading: Reading,
  snapshot: Snapshot
): ReadonlyMap<string, Role | null> => {
  const { access: rules } = semantics
  const { access } = snapshot
  if (rules === undefined || access === undefined) return new Map()
  const answers = readingOf(rules.axes, reading)
  const role = read(snapshot, rules.roleField)
  const implied = impliedBy(rules, role)
  const later = (side: "own" | "client", client: Entry | undefined) =>
    resolve(rules, answers, {
      explicit: undefined,
      client,
      default: access[side].default ?? null,
      reached: false,
      later: true,
      implied
    }).role
  return new Map([
    ["later own entities", later("own", undefined)],
    ["entities of later clients", later("client", undefined)],
    ...access.directory.clients.map(
      ({ id }) => [`later entities of ${id}`, later("client", entryOf(access, id))] as const
    )
  ])
}

type Entry = { readonly role: Role | null }

const entryOf = (access: Access, id: string): Entry | undefined => {
  const entry = access.client.entries?.get(id)
  return entry === undefined ? undefined : { role: entry.role }
}
