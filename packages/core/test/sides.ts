/** One side of a binding and what is wished of it, written short; and what its plan says, in words. */
import { Access, type Reading, type Resolution } from "@muster/core"
import { nameOf } from "@muster/core/AccessEffect"
import { type DefaultWish, ownGroup, type SideReplacement, type TargetWish } from "@muster/core/AccessWish"
import type { GroupPlan } from "@muster/core/GroupPlan"
import type { Line } from "@muster/core/Line"
import * as SideContext from "@muster/core/SideContext"
import * as SidePlan from "@muster/core/SidePlan"
import { accessRules, acme } from "./tables.ts"

type Role = Resolution.Role
type Roles = Readonly<Record<string, Role>>
/** The role of a client's entry, and those of its entities' entries. */
type Entries = Readonly<Record<string, readonly [Role | null, Roles?]>>

/** What is stored is unknown where it is left out. Own entities are `b1` and `b2`; clients `c1` and `c2`. */
export interface Case {
  readonly side?: Access.Side
  readonly default?: Role | null
  readonly entries?: Entries
  readonly has?: Readonly<Record<string, Role | null>>
  readonly wish?: {
    readonly grant?: Roles
    readonly revoke?: ReadonlyArray<string>
    readonly unpin?: ReadonlyArray<string>
    readonly default?: DefaultWish
    readonly replace?: { readonly default: Role | null; readonly entries: Entries }
  }
  /** What the organization role gives, before and afterwards. */
  readonly implied?: readonly [Role | null, Role | null]
  readonly waysOut?: Partial<SideContext.WaysOut>
  readonly measured?: Reading.Reading
}

const directory: Access.Access["directory"] = {
  own: [{ id: "b1" }, { id: "b2" }],
  clients: [
    { id: "c1", entities: [{ id: "x1" }, { id: "x2" }] },
    { id: "c2", entities: [{ id: "x3" }] }
  ]
}

const entriesOf = (entries: Entries): ReadonlyMap<string, Access.ClientEntry> =>
  new Map(
    Object.entries(entries).map(([id, [role, own]]) => [
      id,
      { role, entities: new Map(Object.entries(own ?? {})) }
    ])
  )

const accessOf = ({ default: stored, entries, has, side }: Case): Access.Access => {
  const effective = new Map(Object.entries(has ?? {}))
  const common = { ...(stored === undefined ? {} : { default: stored }), effective }
  const known = entries === undefined ? undefined : entriesOf(entries)
  const nothing = { default: null, entries: new Map(), effective: new Map() }
  if (side !== "own")
    return {
      directory,
      own: nothing,
      client: { ...common, ...(known === undefined ? {} : { entries: known }) }
    }
  const own = known?.get(ownGroup)?.entities ?? new Map()
  return { directory, own: { ...common, ...(known === undefined ? {} : { entries: own }) }, client: nothing }
}

export const inputOf = (given: Case): SideContext.SideInput => {
  const { implied, measured, side, waysOut, wish } = given
  const targets: ReadonlyArray<readonly [string, TargetWish]> = [
    ...Object.entries(wish?.grant ?? {}).map(([id, role]) => [id, { wish: "grant", role }] as const),
    ...(wish?.revoke ?? []).map((id) => [id, { wish: "revoke" }] as const),
    ...(wish?.unpin ?? []).map((id) => [id, { wish: "unpin" }] as const)
  ]
  const replace: SideReplacement | undefined = wish?.replace && {
    default: wish.replace.default,
    entries: entriesOf(wish.replace.entries)
  }
  return {
    rules: accessRules,
    axes: acme(measured).axes,
    view: Access.view(accessOf(given), side ?? "client"),
    wishes: {
      entities: new Map(targets.filter(([id]) => !id.startsWith("c"))),
      groups: new Map(targets.filter(([id]) => id.startsWith("c"))),
      ...(wish?.default === undefined ? {} : { default: wish.default }),
      ...(replace === undefined ? {} : { replace })
    },
    impliedBefore: implied?.[0] ?? null,
    impliedAfter: implied?.[1] ?? null,
    waysOut: { ...SideContext.noWaysOut, ...waysOut }
  }
}

const roleIn = ({ cause, role }: Resolution.Resolved) => `${role ?? "nothing"} (${cause})`

const lineIn = ({ asked, before, changes, outcomes, target, unread, verdict, when, wished }: Line) =>
  [
    `${nameOf(target)} ${when}: ${verdict}, ${unread ? "unread" : roleIn(before)} → ${outcomes.map(roleIn).join(" or ")}`,
    wished === undefined
      ? ["wish unclear"]
      : wished === outcomes[0]?.role
        ? []
        : [`wished ${wished ?? "nothing"}`],
    asked ? ["asked"] : [],
    changes ? [] : ["the same"]
  ]
    .flat()
    .join("; ")

const groupIn = (id: string | null, { edits, head, unchanged }: GroupPlan) => {
  const name = id ?? "own"
  if (unchanged) return `${name} as read`
  const said = head === "unnamed" ? [] : [head.role === null ? "named" : `gets ${head.role}`]
  const entries = [...edits].map(([entity, role]) =>
    role === undefined ? `less ${entity}` : `${entity} ${role}`
  )
  return [
    id === null ? "own" : name,
    [...said, ...entries].join(", ") || (id === null ? "entries stay" : "not named")
  ].join(": ")
}

/** What a plan sends, and what that comes to. */
export const told = (given: Case) => {
  const plan = SidePlan.make(inputOf(given))
  const { default: form, defaults, groups, lines, mayBeRefused, today, tomorrow } = plan
  return {
    sends: [
      form.form === "value" ? `default ${form.role}` : `default ${form.form}`,
      ...groups.map(([{ id }, group]) => groupIn(id, group))
    ],
    lines: lines.map(lineIn),
    is: `${today} today, ${tomorrow} tomorrow${mayBeRefused ? ", may be refused" : ""}; default then ${defaults.map((role) => role ?? "none").join(" or ")}`
  }
}
