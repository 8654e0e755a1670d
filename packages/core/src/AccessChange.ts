/**
 * What somebody wants of a member's access, as it is written down: targets by id or external id.
 * Here it is held against the directory and sorted by side; what does not fit is told, all of it at once.
 */
import * as Equal from "effect/Equal"
import type { Access, ClientEntry, Side } from "./Access.ts"
import type { AccessWishes, DefaultWish, SideReplacement, SideWishes, TargetWish } from "./AccessWish.ts"
import { ownGroup } from "./AccessWish.ts"
import * as Directory from "./Directory.ts"
import type { Role } from "./Resolution.ts"
import type { Problem } from "./Unplannable.ts"

/** An own entity, a client, or an entity of a client; each by id or by external id. */
export interface TargetName {
  readonly entity?: string
  readonly entityExternalId?: string
  readonly client?: string
  readonly clientExternalId?: string
}

export interface GrantWish extends TargetName {
  readonly role: Role
}

/** One side of a replacement: what it does not name is removed. */
export interface AccessReplacement {
  readonly own?: { readonly default?: Role; readonly entries?: ReadonlyArray<GrantWish> }
  readonly client?: { readonly default?: Role; readonly entries?: ReadonlyArray<GrantWish> }
}

export interface AccessChange {
  readonly grant?: ReadonlyArray<GrantWish>
  readonly revoke?: ReadonlyArray<TargetName>
  readonly unpin?: ReadonlyArray<TargetName>
  readonly default?: { readonly own?: DefaultWish; readonly client?: DefaultWish }
  readonly replace?: AccessReplacement
}

/** Wishes in ids, and everything that kept the change from being understood. */
export interface Understood {
  readonly wishes: AccessWishes
  readonly invalid: ReadonlyArray<Problem>
  readonly unknown: ReadonlyArray<Problem>
}

/** Holds an access change against a directory. */
export const understand = (access: Access, change: AccessChange): Understood => {
  const reader = new Reader(Directory.index(access.directory))
  const lists = [
    ["grant", change.grant ?? []],
    ["revoke", change.revoke ?? []],
    ["unpin", change.unpin ?? []]
  ] as const
  for (const [wish, targets] of lists)
    targets.forEach((target, at) => {
      const place = `access.${wish}[${at}]`
      reader.wish(place, target, wish === "grant" ? { wish, role: (target as GrantWish).role } : { wish })
    })
  if (change.replace !== undefined && (lists.some(([, targets]) => targets.length > 0) || change.default))
    reader.invalid.push({
      field: "access.replace",
      rule: "a replacement stands alone",
      wayOut: "leave grant, revoke, unpin and default out, or the replacement"
    })
  return {
    wishes: {
      own: sideWishes(reader, "own", change),
      client: sideWishes(reader, "client", change)
    },
    invalid: reader.invalid,
    unknown: reader.unknown
  }
}

const sideWishes = (reader: Reader, side: Side, change: AccessChange): SideWishes => {
  const wanted = change.default?.[side]
  return {
    ...reader.wishes[side],
    ...(wanted === undefined ? {} : { default: wanted }),
    ...(change.replace === undefined ? {} : { replace: reader.replacement(side, change.replace[side] ?? {}) })
  }
}

type Found =
  | { readonly side: Side; readonly scope: "entity"; readonly id: string; readonly client: string }
  | { readonly side: "client"; readonly scope: "group"; readonly id: string }

/** Walks through a change once and collects. */
class Reader {
  readonly invalid: Array<Problem> = []
  readonly unknown: Array<Problem> = []
  readonly wishes = {
    own: { entities: new Map<string, TargetWish>(), groups: new Map<string, TargetWish>() },
    client: { entities: new Map<string, TargetWish>(), groups: new Map<string, TargetWish>() }
  }

  private readonly index: Directory.Index

  constructor(index: Directory.Index) {
    this.index = index
  }

  wish(place: string, target: TargetName, wish: TargetWish): void {
    const found = this.find(place, target)
    if (found === undefined) return
    const wishes = this.wishes[found.side][found.scope === "group" ? "groups" : "entities"]
    const before = wishes.get(found.id)
    if (before !== undefined && !Equal.equals(before, wish))
      this.invalid.push({
        field: place,
        rule: "one target is given two different roles or wishes",
        wayOut: "name each target once; ids and external ids may name the same one"
      })
    wishes.set(found.id, wish)
  }

  replacement(
    side: Side,
    wanted: { readonly default?: Role; readonly entries?: ReadonlyArray<GrantWish> }
  ): SideReplacement {
    const entries = new Map<string, ClientEntry & { entities: Map<string, Role> }>()
    const entryOf = (group: string) => {
      const known = entries.get(group) ?? { role: null, entities: new Map<string, Role>() }
      entries.set(group, known)
      return known
    }
    wanted.entries?.forEach((target, at) => {
      const place = `access.replace.${side}.entries[${at}]`
      const found = this.find(place, target)
      if (found === undefined) return
      if (found.side !== side) return this.wrongSide(place)
      const entry = entryOf(found.scope === "group" ? found.id : found.client)
      const before = found.scope === "group" ? entry.role : entry.entities.get(found.id)
      if (before !== undefined && before !== null && before !== target.role)
        this.invalid.push({
          field: place,
          rule: "one target is given two different roles",
          wayOut: "give it one"
        })
      if (found.scope === "group") entries.set(found.id, { ...entry, role: target.role })
      else entry.entities.set(found.id, target.role)
    })
    return { default: wanted.default ?? null, entries }
  }

  private find(place: string, target: TargetName): Found | undefined {
    const client = this.client(place, target)
    if (client === "missing") return undefined
    const names = [target.entity, target.entityExternalId].filter((name) => name !== undefined)
    if (names.length === 0 && client !== undefined) return { side: "client", scope: "group", id: client.id }
    if (names.length !== 1) {
      this.invalid.push({
        field: place,
        rule: "names its target in none or in two ways",
        wayOut: "give entity or entityExternalId, or for a client client or clientExternalId"
      })
      return undefined
    }
    return this.entity(place, target, client)
  }

  private client(place: string, target: TargetName): Directory.Client | undefined | "missing" {
    if (target.client === undefined && target.clientExternalId === undefined) return undefined
    const { clients, clientsByExternalId } = this.index
    const found = lookUp(clients, clientsByExternalId, target.client, target.clientExternalId)
    if (
      found !== undefined &&
      (target.clientExternalId === undefined || found.externalId === target.clientExternalId)
    )
      return found
    this.unknown.push({
      field: place,
      rule: "names a client that the directory does not have",
      wayOut: readAgain
    })
    return "missing"
  }

  private entity(place: string, target: TargetName, client: Directory.Client | undefined): Found | undefined {
    const { clientEntitiesByExternalId, clientOf } = this.index
    const own = lookUp(this.index.own, this.index.ownByExternalId, target.entity, target.entityExternalId)
    const id =
      target.entityExternalId === undefined
        ? target.entity
        : clientEntitiesByExternalId.get(target.entityExternalId)?.id
    const holder = id === undefined ? undefined : clientOf.get(id)
    if (client === undefined && own !== undefined)
      return { side: "own", scope: "entity", id: own.id, client: ownGroup }
    if (client !== undefined && holder === client && id !== undefined)
      return { side: "client", scope: "entity", id, client: client.id }
    if (own !== undefined || holder !== undefined) this.wrongSide(place)
    else
      this.unknown.push({
        field: place,
        rule: "names an entity that the directory does not have",
        wayOut: readAgain
      })
    return undefined
  }

  private wrongSide(place: string): void {
    this.invalid.push({
      field: place,
      rule: "names a target under the wrong side",
      wayOut: "an own entity is named alone, a client's entity together with its client"
    })
  }
}

const readAgain = "check the id, or read the directory again if it is new"

/** By its own id where one is given, else by the external one. */
const lookUp = <A>(
  byId: ReadonlyMap<string, A>,
  byExternalId: ReadonlyMap<string, A>,
  id: string | undefined,
  externalId: string | undefined
): A | undefined => {
  if (id !== undefined) return byId.get(id)
  return externalId === undefined ? undefined : byExternalId.get(externalId)
}
