/** One difference that a plan makes, today or for what comes later, and why. */
import type { Json } from "./Json.ts"
import type { Target } from "./Line.ts"

export type Subject =
  | { readonly field: string }
  | { readonly target: Target }
  | { readonly default: "own" | "client" }

export interface PlanEffect {
  readonly kind:
    | "set"
    | "cleared"
    | "may change"
    | "granted"
    | "revoked"
    | "role changed"
    | "default changed"
    | "pinned"
    | "now follows the default"
    | "cause changed"
  readonly subject: Subject
  readonly when: "today" | "tomorrow"
  /** `undefined` is unknown, `null` is none. */
  readonly before: Json | undefined
  readonly after: Json | undefined
  readonly why: string
  /** Where readings differ: everything it may come to. */
  readonly either?: ReadonlyArray<Json>
}
