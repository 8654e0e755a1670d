/**
 * Which role somebody has on an entity, and why.
 * Only "explicit before default" is documented; the rest is open, so every answer holds under one reading.
 */
import type { Reading } from "./Reading.ts"

export type Role = string

/** What names an entity, or fails to: exactly one cause for every answer. */
export type Cause = "explicit entity" | "explicit client" | "default" | "organization role" | "none"

/** The open points of access, each with the vendor's axis for it. */
export interface AccessAxes {
  /** Which existing client entities the client default reaches. */
  readonly reach: string
  /** Whether a client named only to carry entities keeps the default on its others. */
  readonly wrapper: string
  /** Whether a client's entry holds for entities it gets later. */
  readonly later: string
  /** What leaving a default out does to the stored one. */
  readonly omitted: string
  /** What null and "" do to the stored default. */
  readonly void: string
  /** Whether the organization role gives access by itself. */
  readonly implies: string
  /** Whether there is a role that means no access. */
  readonly noAccess: string
}

/** The same points, answered. */
export interface AccessReading {
  readonly reach: "all" | "reached"
  readonly wrapper: "keeps" | "loses"
  readonly later: "present" | "future"
  readonly omitted: "cleared" | "kept"
  readonly void: "cleared" | "absent" | "refused"
  readonly implies: "no" | "yes"
  readonly noAccess: "refused" | "none"
}

/** The clauses of a vendor's document that say how access is given. */
export interface AccessClauses {
  /** How each side may be given, and that either may be given alone. */
  readonly own: string
  readonly client: string
  readonly sides: string
  /** What a request leaves out goes. */
  readonly omission: string
  /** A default is given on what no entry names, and an entry wins over it. */
  readonly default: string
  readonly clientDefault: string
  readonly precedence: string
}

/** What an adapter states about access at its vendor. */
export interface AccessRules {
  readonly axes: AccessAxes
  /** The field that holds the organization role. */
  readonly roleField: string
  /** What an organization role gives by itself, where it gives anything. */
  readonly implied: ReadonlyMap<Role, Role>
  /** The role that takes access away, where the vendor has one. */
  readonly noAccess: Role
  readonly clauses: AccessClauses
}

/** Picks a vendor's answers out of a reading. Core's answer names are those of the contract files. */
export const readingOf = (axes: AccessAxes, reading: Reading): AccessReading =>
  Object.fromEntries(
    Object.entries(axes).map(([point, axis]) => [point, reading[axis]])
  ) as unknown as AccessReading

/** What an organization role gives by itself, where it gives anything. */
export const impliedBy = ({ implied }: AccessRules, role: unknown): Role | null =>
  typeof role === "string" ? (implied.get(role) ?? null) : null

/** Everything the role on one entity depends on. */
export interface Position {
  /** The entry that names the entity itself. */
  readonly explicit: Role | undefined
  /** The entry that names its client; a role of null is a client named only to carry entities. */
  readonly client: { readonly role: Role | null } | undefined
  readonly default: Role | null
  /** Whether the employee had access here when the binding was written. */
  readonly reached: boolean
  /** Whether the entity came after the binding was written. */
  readonly later: boolean
  /** What the organization role would give, if it gives access. */
  readonly implied: Role | null
}

export interface Resolved {
  readonly role: Role | null
  readonly cause: Cause
}

const nothing: Resolved = { role: null, cause: "none" }

/** The role and its one cause: entity entry, else client entry, else default, else organization role, else none. */
export const resolve = (rules: AccessRules, reading: AccessReading, position: Position): Resolved => {
  if (position.explicit !== undefined) return explicit(rules, reading, position.explicit, "explicit entity")
  const entry = position.client
  const holds = entry !== undefined && (reading.later === "future" || !position.later)
  if (holds && entry.role !== null) return explicit(rules, reading, entry.role, "explicit client")
  const withheld = holds && reading.wrapper === "loses"
  if (position.default !== null && !withheld && reaches(reading, position))
    return { role: position.default, cause: "default" }
  return reading.implies === "yes" && position.implied !== null
    ? { role: position.implied, cause: "organization role" }
    : nothing
}

const reaches = (reading: AccessReading, { later, reached }: Position): boolean =>
  later || reached || reading.reach === "all"

const explicit = (rules: AccessRules, reading: AccessReading, role: Role, cause: Cause): Resolved => ({
  role: reading.noAccess === "none" && role === rules.noAccess ? null : role,
  cause
})
