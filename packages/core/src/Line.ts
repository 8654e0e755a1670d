/** One target of a plan, today or tomorrow: what it has, what is wanted, and what each world makes of it. */
import type { Side } from "./Access.ts"
import type { Resolved, Role } from "./Resolution.ts"
import type { Verdict } from "./Verdict.ts"

/** What a line is about: an entity, what a client gets later, or what the side gets later. */
export type Target =
  | { readonly side: Side; readonly scope: "entity"; readonly entity: string; readonly client: string | null }
  | { readonly side: "client"; readonly scope: "client later"; readonly client: string }
  | { readonly side: Side; readonly scope: "later" }

export interface Line {
  readonly target: Target
  readonly when: "today" | "tomorrow"
  /** The change speaks of this target, by name or through the default. */
  readonly asked: boolean
  readonly verdict: Verdict
  /** What it has: in a world where that changes, or else what it follows from, if there is one. */
  readonly before: Resolved
  /** Nobody could read what it has. */
  readonly unread: boolean
  /** In some world it comes to something else. */
  readonly changes: boolean
  /** In some world it comes to follow from something else, though the role may stay. */
  readonly causeChanges: boolean
  /** The wanted role; undefined where readings want different things. */
  readonly wished: Role | null | undefined
  /** What it may come to, without repetitions; more than one only where readings differ. */
  readonly outcomes: ReadonlyArray<Resolved>
}
