/**
 * Law 12: caution is no excuse. On a directory of two clients with three entities every request there is, 840 of
 * them, is tried against every snapshot that can come about; whatever one of them does exactly, the planner finds.
 */
import { Plan, Resolution } from "@muster/core"
import type { Access, Change, Resolution as ResolutionTypes } from "@muster/core"
import * as Result from "effect/Result"
import { describe, expect, it } from "vitest"
import { accessRules, acme } from "./tables.ts"

type Role = ResolutionTypes.Role
type Stored = { readonly default: Role | null; readonly entries: ReadonlyMap<string, Access.ClientEntry> }
type Roles = ReadonlyArray<Role | null>
type Seen = Stored & { readonly effective: Roles }

const semantics = acme({ implies: "no" })
const roles: ReadonlyArray<Role> = ["A", "B"]
const clients = [
  { id: "c1", entities: [{ id: "x1" }, { id: "x2" }] },
  { id: "c2", entities: [{ id: "x3" }] }
]
const entities = ["x1", "x2", "x3"]
const holder: Readonly<Record<string, string>> = { x1: "c1", x2: "c1", x3: "c2" }

/** Everything that can be said of one client: nothing, or an entry with or without a role, for any entities. */
const entriesOf = (ids: ReadonlyArray<string>): ReadonlyArray<Access.ClientEntry | undefined> => {
  const subsets = ids.reduce<ReadonlyArray<ReadonlyArray<readonly [string, Role]>>>(
    (chosen, id) => chosen.flatMap((list) => [list, ...roles.map((role) => [...list, [id, role] as const])]),
    [[]]
  )
  return [
    undefined,
    ...[null, ...roles].flatMap((role) => subsets.map((list) => ({ role, entities: new Map(list) })))
  ]
}

const requests: ReadonlyArray<Stored> = [null, ...roles].flatMap((role) =>
  entriesOf(["x1", "x2"]).flatMap((first) =>
    entriesOf(["x3"]).map((second) => ({
      default: role,
      entries: new Map([
        ...(first === undefined ? [] : [["c1", first] as const]),
        ...(second === undefined ? [] : [["c2", second] as const])
      ])
    }))
  )
)

/** A client named with neither a role nor entities is left out: no document says what it means. */
const explained = requests.filter(({ entries }) =>
  [...entries.values()].every((entry) => entry.role !== null || entry.entities.size > 0)
)

const choice = <A extends string>(...answers: ReadonlyArray<A>) => answers
const readings: ReadonlyArray<Resolution.AccessReading> = choice("all", "reached").flatMap((reach) =>
  choice("keeps", "loses").flatMap((wrapper) =>
    choice("present", "future").flatMap((later) =>
      choice("cleared", "kept").map((omitted) => ({
        reach,
        wrapper,
        later,
        omitted,
        void: "cleared" as const,
        implies: "no" as const,
        noAccess: "refused" as const
      }))
    )
  )
)

interface History {
  readonly reached: boolean
  readonly later: boolean
}
const histories: ReadonlyArray<History> = [
  { reached: true, later: false },
  { reached: false, later: false },
  { reached: true, later: true }
]

const roleOn = (
  reading: Resolution.AccessReading,
  stored: Stored,
  id: string,
  history: History
): Role | null => {
  const entry = stored.entries.get(holder[id] ?? "")
  return Resolution.resolve(accessRules, reading, {
    explicit: entry?.entities.get(id),
    client: entry === undefined ? undefined : { role: entry.role },
    default: stored.default,
    implied: null,
    ...history
  }).role
}

const laterRole = (reading: Resolution.AccessReading, stored: Stored, client: string | null): Role | null => {
  const entry = client === null ? undefined : stored.entries.get(client)
  return Resolution.resolve(accessRules, reading, {
    explicit: undefined,
    client: entry === undefined ? undefined : { role: entry.role },
    default: stored.default,
    implied: null,
    reached: false,
    later: true
  }).role
}

const tomorrow = (reading: Resolution.AccessReading, stored: Stored): Roles =>
  ["c1", "c2", null].map((client) => laterRole(reading, stored, client))

/** Every snapshot that some history can show under some reading. */
const snapshots: ReadonlyArray<Seen> = (() => {
  const found = new Map<string, Seen>()
  for (const stored of explained)
    for (const reading of readings)
      for (const first of histories)
        for (const second of histories)
          for (const third of histories) {
            const effective = [first, second, third].map((history, at) =>
              roleOn(reading, stored, entities[at] ?? "", history)
            )
            const entries = [...stored.entries].map(([id, entry]) => [id, entry.role, [...entry.entities]])
            const key = JSON.stringify([stored.default, entries, effective])
            if (!found.has(key)) found.set(key, { ...stored, effective })
          }
  return [...found.values()]
})()

const agreeing = (seen: Seen) =>
  readings.filter((reading) =>
    entities.every((id, at) =>
      histories.some((history) => roleOn(reading, seen, id, history) === seen.effective[at])
    )
  )

interface Given {
  readonly reached: Roles
  readonly unreached: Roles
  readonly tomorrow: Roles
}

/** What is given by what is stored, computed once for each reading: every snapshot asks for it again. */
const computed = new Map<Stored["entries"], Map<string, Given>>(
  requests.map(({ entries }) => [entries, new Map()])
)
const given = (reading: Resolution.AccessReading, stored: Stored): Given => {
  const key = `${readings.indexOf(reading)} ${stored.default}`
  const found = computed.get(stored.entries)?.get(key)
  if (found !== undefined) return found
  const today = (reached: boolean) =>
    entities.map((id) => roleOn(reading, stored, id, { reached, later: false }))
  const made = { reached: today(true), unreached: today(false), tomorrow: tomorrow(reading, stored) }
  computed.get(stored.entries)?.set(key, made)
  return made
}

/** Today's three roles and tomorrow's three, after a request. */
const after = (reading: Resolution.AccessReading, seen: Seen, request: Stored): Roles => {
  const kept = request.default === null && reading.omitted === "kept" ? seen.default : request.default
  const { reached, tomorrow: later, unreached } = given(reading, { entries: request.entries, default: kept })
  const today = seen.effective.map((role, at) => (role === null ? unreached : reached)[at] ?? null)
  return [...today, ...later]
}

const before = (reading: Resolution.AccessReading, seen: Seen): Roles => [
  ...seen.effective,
  ...tomorrow(reading, seen)
]

interface Wish {
  readonly says: string
  readonly change: Change.Change
  readonly wanted: (reading: Resolution.AccessReading, seen: Seen) => Roles
  /** The wish is true already. */
  readonly idle: (seen: Seen) => boolean
  readonly counts: { readonly snapshots: number; readonly exact: number; readonly today: number }
}

const x1 = { client: "c1", entity: "x1" }
const wishes: ReadonlyArray<Wish> = [
  {
    says: "change the organization role and keep all access",
    change: { merge: { rank: "boss" } },
    wanted: before,
    idle: () => false,
    counts: { snapshots: 1353, exact: 1353, today: 1353 }
  },
  {
    says: "grant one entity",
    change: { access: { grant: [{ ...x1, role: "A" }] } },
    wanted: (reading, seen) => before(reading, seen).with(0, "A"),
    idle: (seen) => seen.effective[0] === "A",
    counts: { snapshots: 781, exact: 751, today: 781 }
  },
  {
    says: "revoke one entity",
    change: { access: { revoke: [x1] } },
    wanted: (reading, seen) => before(reading, seen).with(0, null),
    idle: (seen) => seen.effective[0] === null,
    counts: { snapshots: 1144, exact: 168, today: 330 }
  },
  {
    says: "set a default for later entities only",
    change: { access: { default: { client: { role: "A", existing: "future only" } } } },
    wanted: (reading, seen) => [...seen.effective, ...tomorrow(reading, { ...seen, default: "A" })],
    idle: (seen) => seen.default === "A",
    counts: { snapshots: 902, exact: 607, today: 902 }
  },
  {
    says: "clear the default and keep what followed it",
    change: { access: { default: { client: { role: null, existing: "keep" } } } },
    wanted: (reading, seen) => [...seen.effective, ...tomorrow(reading, { ...seen, default: null })],
    idle: (seen) => seen.default === null,
    counts: { snapshots: 902, exact: 0, today: 902 }
  }
]

const record = (seen: Seen) => ({
  vendor: "acme",
  member: { id: "m" },
  values: { rank: "worker" },
  unknown: [],
  rest: {},
  access: {
    directory: { own: [], clients },
    own: { default: null, entries: new Map(), effective: new Map() },
    client: {
      default: seen.default,
      entries: seen.entries,
      effective: new Map(entities.map((id, at) => [id, seen.effective[at] ?? null]))
    }
  }
})

/** Whether a request is right for the first `length` targets under every reading that fits the snapshot. */
const isRight = (
  seen: Seen,
  possible: ReadonlyArray<Resolution.AccessReading>,
  request: Stored,
  wanted: ReadonlyArray<Roles>,
  length: number
): boolean =>
  possible.every((reading, at) => {
    const found = after(reading, seen, request)
    for (let place = 0; place < length; place++) if (found[place] !== wanted[at]?.[place]) return false
    return true
  })

/** What a plan sends, as a request of the enumeration; what is stored when it sends nothing. */
const sent = (plan: Plan.Plan, seen: Seen): Stored => {
  const access = plan.forms?.access?.client
  if (access === undefined) return seen
  return { default: access.default.form === "value" ? access.default.role : null, entries: access.entries }
}

describe("Completeness of access", () => {
  it("enumerates 840 requests, of which 729 say something that a document explains", () => {
    expect(requests).toHaveLength(840)
    expect(explained).toHaveLength(729)
    expect(snapshots).toHaveLength(1353)
  })

  it.each(wishes)("finds an exact request wherever there is one: $says", (wish) => {
    const counted = { snapshots: 0, exact: 0, today: 0 }
    for (const seen of snapshots) {
      if (wish.idle(seen)) continue
      counted.snapshots += 1
      const possible = agreeing(seen)
      const wanted = possible.map((reading) => wish.wanted(reading, seen))
      const today = explained.filter((request) => isRight(seen, possible, request, wanted, 3))
      const exact = today.some((request) => isRight(seen, possible, request, wanted, 6))
      if (exact) counted.exact += 1
      if (today.length > 0) counted.today += 1
      const planned = Plan.make(semantics, record(seen), wish.change)
      const clean =
        Result.isSuccess(planned) &&
        planned.success.hazards.every(({ id, kind }) => kind === "consequence" || id.startsWith("varies"))
      expect(clean).toBe(exact)
      expect(clean && !isRight(seen, possible, sent(planned.success, seen), wanted, 6)).toBe(false)
    }
    expect(counted).toEqual(wish.counts)
  })
})
