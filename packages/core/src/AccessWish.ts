/** What somebody wants of a member's access, sorted by side and by target, in ids. */
import type { ClientEntry, Side } from "./Access.ts"
import type { Role } from "./Resolution.ts"

/** Wanted of one target. `unpin` drops its entry, so that it follows the default again. */
export type TargetWish =
  | { readonly wish: "grant"; readonly role: Role }
  | { readonly wish: "revoke" }
  | { readonly wish: "unpin" }

/**
 * Wanted of a side's default. With a role: `apply` changes what followed the old default too, `future only`
 * leaves it. Without one: `keep` turns what followed it into entries, `let go` lets it lose its role.
 */
export type DefaultWish =
  | { readonly role: Role; readonly existing: "apply" | "future only" }
  | { readonly role: null; readonly existing: "keep" | "let go" }

/** The whole access of one side, as it shall be; what it does not name is removed. */
export interface SideReplacement {
  readonly default: Role | null
  readonly entries: ReadonlyMap<string, ClientEntry>
}

/** The wishes of one side. Entity ids are unique within a side; groups are clients. */
export interface SideWishes {
  readonly entities: ReadonlyMap<string, TargetWish>
  readonly groups: ReadonlyMap<string, TargetWish>
  readonly default?: DefaultWish
  readonly replace?: SideReplacement
}

export type AccessWishes = Readonly<Record<Side, SideWishes>>

/** The key under which a replacement of the own side keeps its entries: own entities belong to no client. */
export const ownGroup = ""

export const none: SideWishes = { entities: new Map(), groups: new Map() }
