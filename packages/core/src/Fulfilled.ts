/**
 * Whether the wishes of a side are true already, as far as anybody knows. Then nothing is sent for them: writing
 * again what is stored may still do something, and nobody asked for that.
 */
import type * as Access from "./Access.ts"
import { ownGroup, type SideReplacement, type TargetWish } from "./AccessWish.ts"
import type { Role } from "./Resolution.ts"
import * as SideContext from "./SideContext.ts"

export const is = (input: SideContext.SideInput): boolean => {
  const { view, wishes } = input
  if (wishes.default !== undefined && view.default !== wishes.default.role) return false
  if (wishes.replace !== undefined) return isStored(view, wishes.replace)
  for (const [id, wish] of wishes.entities) {
    const group = view.groupOf(id)
    if (group !== undefined && !entityIs(input, group, id, wish)) return false
  }
  return wishes.groups.size === 0 || view.groups.every((group) => groupIs(input, group))
}

const entityIs = (
  input: SideContext.SideInput,
  group: Access.Group,
  id: string,
  wish: TargetWish
): boolean => {
  const role = SideContext.roleOf(input, group, id)
  if (wish.wish === "grant") return role === wish.role
  if (wish.wish === "revoke") return role === null
  return input.view.entriesKnown && input.view.entryOf(group)?.entities.has(id) !== true
}

const groupIs = (input: SideContext.SideInput, group: Access.Group): boolean => {
  const { view, wishes } = input
  const wish = wishes.groups.get(group.id ?? ownGroup)
  if (wish === undefined) return true
  if (!view.entriesKnown) return false
  const entry = view.entryOf(group)
  const every = (role: Role | null) =>
    group.entities.every(
      ({ id }) =>
        wishes.entities.has(id) ||
        (role !== null && entry?.entities.has(id) === true) ||
        SideContext.roleOf(input, group, id) === role
    )
  if (wish.wish === "grant") return entry?.role === wish.role && every(wish.role)
  return (entry?.role ?? null) === null && (wish.wish === "unpin" || every(null))
}

/** Whether what is wished is what is stored, entry for entry. */
const isStored = (view: Access.SideView, wished: SideReplacement): boolean =>
  view.entriesKnown &&
  view.default === wished.default &&
  view.groups.every((group) => sameEntry(view.entryOf(group), wished.entries.get(group.id ?? ownGroup)))

const sameEntry = (
  stored: Access.ClientEntry | undefined,
  wished: Access.ClientEntry | undefined
): boolean => {
  if ((stored?.role ?? null) !== (wished?.role ?? null)) return false
  if ((stored?.entities.size ?? 0) !== (wished?.entities.size ?? 0)) return false
  return [...(stored?.entities ?? [])].every(([id, role]) => wished?.entities.get(id) === role)
}
