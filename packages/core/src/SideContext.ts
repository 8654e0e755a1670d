/** What planning one side starts from, and how a group can be spoken of. Shared by the modules of the search. */
import type * as Access from "./Access.ts"
import type { SideWishes } from "./AccessWish.ts"
import type { Axis } from "./Reading.ts"
import { type AccessRules, resolve, type Resolved, type Role } from "./Resolution.ts"
import type { World, Worlds } from "./World.ts"

export interface SideInput {
  readonly rules: AccessRules
  readonly axes: ReadonlyArray<Axis>
  readonly view: Access.SideView
  readonly wishes: SideWishes
  readonly impliedBefore: Role | null
  readonly impliedAfter: Role | null
  /** Ways out that the caller has taken: see {@link WaysOut}. */
  readonly waysOut: WaysOut
}

/** What the caller has agreed to give up so that a wish without a request gets one. */
export interface WaysOut {
  /** Leave the default out and name every other entity: later ones get nothing from it. */
  readonly dropsDefault: boolean
  /** Take these clients' own entries out and name their other entities: later ones lose the role. */
  readonly splits: ReadonlySet<string>
  /** Try the role that may mean no access. */
  readonly noAccess: boolean
}

/** Nothing is given up. */
export const noWaysOut: WaysOut = { dropsDefault: false, noAccess: false, splits: new Set() }

export interface Context {
  readonly input: SideInput
  readonly worlds: Worlds
  readonly wishedDefault: Role | null
  /** The default and what the organization role implies stay: what is written as it was read stays as it is. */
  readonly calm: boolean
  /** The side is calm and no wish concerns all of it, so an unmentioned group may go back as it was read. */
  readonly steady: boolean
  readonly tomorrowKnown: boolean
  /** Groups that a wish or a way out speaks of, or one of whose entities it speaks of. */
  readonly mentioned: ReadonlySet<string | null>
}

export const make = (input: SideInput, worlds: Worlds, wishedDefault: Role | null): Context => {
  const { impliedAfter, impliedBefore, view, wishes } = input
  const stored = view.default ?? null
  const calm =
    impliedBefore === impliedAfter &&
    view.default !== undefined &&
    view.entriesKnown &&
    worlds.accepted.every((world) => world.default === stored)
  return {
    input,
    worlds,
    wishedDefault,
    calm,
    steady: calm && wishes.default === undefined && wishes.replace === undefined,
    tomorrowKnown: view.default !== undefined && view.entriesKnown,
    mentioned: new Set([
      ...wishes.groups.keys(),
      ...input.waysOut.splits,
      ...Array.from(wishes.entities.keys(), (id) => view.groupOf(id)?.id ?? null)
    ])
  }
}

/** How a group itself is spoken of: not at all, or by an entry with a role or without one. */
export type Head = "unnamed" | { readonly role: Role | null }

/** How the stored entry speaks of its group. */
export const headOf = (group: Access.Group, entry: Access.ClientEntry | undefined): Head =>
  group.id === null || entry === undefined ? "unnamed" : { role: entry.role }

/** What an entity without an entry comes to in one world, given how its group is spoken of. */
export const unnamed = (context: Context, head: Head, reached: boolean, world: World): Resolved =>
  resolve(context.input.rules, world.reading, {
    explicit: undefined,
    client: head === "unnamed" ? undefined : head,
    default: world.default,
    reached,
    later: false,
    implied: context.input.impliedAfter
  })

/** The role on an entity: as read, or else as its own entry says. */
export const roleOf = (
  { rules, view }: SideInput,
  group: Access.Group,
  id: string
): Role | null | undefined => {
  const role = view.effective.get(id)
  if (role !== undefined) return role
  const entry = view.entryOf(group)?.entities.get(id)
  return entry === rules.noAccess ? null : entry
}
