/** What a person reads of a plan's access: every difference with its cause, and what to know before consenting. */
import { type Change, type Hazard, Plan, type Reading, Semantics } from "@muster/core"
import * as AccessEffect from "@muster/core/AccessEffect"
import type { Line } from "@muster/core/Line"
import type { PlanEffect, Subject } from "@muster/core/PlanEffect"
import * as Result from "effect/Result"
import { describe, expect, it } from "vitest"
import { bound, empty } from "./bindings.ts"
import { accessRules, replacing } from "./tables.ts"

/** Acme, where bosses have access by themselves as well. */
const vendor = (evidence: Reading.Reading): Semantics.Semantics => {
  const implied = new Map([...accessRules.implied, ["boss", "B"]])
  return Semantics.make({ ...replacing, access: { ...accessRules, implied } }, evidence)
}

type Snapshot = ReturnType<typeof bound>

const planned = (snapshot: Snapshot, change: Change.Change, evidence: Reading.Reading) =>
  Result.getOrThrow(Plan.make(vendor(evidence), snapshot, change))

const role = (value: unknown) => (value === undefined ? "?" : (value ?? "none"))
const subject = (of: Subject): string => {
  if ("field" in of) return of.field
  return "default" in of ? `the ${of.default} default` : AccessEffect.nameOf(of.target)
}

/** An effect in a line: when, what, from, to, what it may come to, and why. */
const line = ({ after, before, either, kind, subject: of, when, why }: PlanEffect) =>
  `${when}: ${subject(of)} ${kind}, ${role(before)} to ${role(after)}` +
  `${either === undefined ? "" : ` (${either.map(role).join(" or ")})`}; ${why}`

const effects = (snapshot: Snapshot, change: Change.Change, evidence: Reading.Reading = {}) =>
  planned(snapshot, change, evidence).effects.map(line)

const hazards = (snapshot: Snapshot, change: Change.Change, evidence: Reading.Reading = {}) =>
  planned(snapshot, change, evidence).hazards

/** Own entities by default and by entry; a client that is named, and one that is not. */
const read = bound(
  { default: "A", entries: { books: "B" }, roles: { books: "B", payroll: "A" } },
  { default: null, entries: { c1: ["A"] }, roles: { x1: "A", x2: "A", y1: null } }
)

/** A default for clients, one of which is named only to carry an entity. */
const byDefault = bound(
  { ...empty, roles: { books: null, payroll: null } },
  { default: "B", entries: { c1: [null, { x1: "A" }] }, roles: { x1: "A", x2: "B", y1: "B" } }
)

/** Everything follows from the organization role. */
const byRank = bound(
  { ...empty, roles: { books: "A", payroll: "A" } },
  { ...empty, roles: { x1: "A", x2: "A", y1: "A" } },
  "chief"
)

/** The own side could not be read. */
const unread = bound({ roles: { books: "A" } }, { ...empty, roles: { x1: null, x2: null, y1: null } })

const letGo = { role: null, existing: "let go" } as const
const keep = { role: null, existing: "keep" } as const

describe("what is told of a role", () => {
  const grant = (...grants: NonNullable<Change.Change["access"]>["grant"] & object) => ({
    access: { grant: grants }
  })

  it("is whose it is, by ids", () => {
    const [effect] = planned(read, grant({ client: "c2", entity: "y1", role: "B" }), {}).effects

    expect(effect).toEqual({
      kind: "granted",
      subject: { target: { side: "client", scope: "entity", entity: "y1", client: "c2" } },
      when: "today",
      before: null,
      after: "B",
      why: "wished"
    })
  })

  it.each([
    [
      "one that changes",
      grant({ entity: "payroll", role: "B" }),
      ["today: payroll role changed, A to B; wished"]
    ],
    [
      "one that is given to all of a client, which may not hold for what it gets later",
      grant({ client: "c2", role: "B" }),
      [
        "today: y1 granted, none to B; wished",
        "tomorrow: later entities of c2 granted, none to ? (none or B); wished"
      ]
    ],
    [
      "one that goes",
      { access: { revoke: [{ client: "c1" }] } },
      [
        "today: x1 revoked, A to none; wished",
        "today: x2 revoked, A to none; wished",
        "tomorrow: later entities of c1 revoked, A to none; wished"
      ]
    ],
    [
      "one that stays, and gets an entry because its client loses one",
      { access: { revoke: [{ client: "c1", entity: "x1" }] }, accept: ["splits-client:c1"] },
      [
        "today: x1 revoked, A to none; wished",
        "today: x2 pinned, A to A; was: explicit client",
        "tomorrow: later entities of c1 revoked, A to none; wished"
      ]
    ]
  ] as const)("tells %s", (_, change, told) => {
    expect(effects(read, change)).toEqual(told)
  })
})

describe("what is told of a default", () => {
  const own = (wish: NonNullable<NonNullable<Change.Change["access"]>["default"]>["own"] & object) => ({
    access: { default: { own: wish } }
  })

  it("is its side", () => {
    expect(planned(read, own({ role: "B", existing: "apply" }), {}).effects[0]).toEqual({
      kind: "default changed",
      subject: { default: "own" },
      when: "tomorrow",
      before: "A",
      after: "B",
      why: "wished"
    })
  })

  it.each([
    [
      "what follows it",
      own({ role: "B", existing: "apply" }),
      {},
      [
        "tomorrow: the own default default changed, A to B; wished",
        "tomorrow: later own entities role changed, A to B; wished",
        "today: payroll role changed, A to B; wished"
      ]
    ],
    [
      "what followed it and stays",
      own({ role: "B", existing: "future only" }),
      {},
      [
        "tomorrow: the own default default changed, A to B; wished",
        "tomorrow: later own entities role changed, A to B; wished",
        "today: payroll pinned, A to A; was: default"
      ]
    ],
    [
      "that it goes, where that is sure",
      own(keep),
      { omitted: "cleared" },
      [
        "tomorrow: the own default default changed, A to none; wished",
        "tomorrow: later own entities revoked, A to none; wished",
        "today: payroll pinned, A to A; was: default"
      ]
    ],
    [
      "that it may go",
      own(letGo),
      {},
      [
        "tomorrow: the own default default changed, A to ? (none or A); wished",
        "tomorrow: later own entities revoked, A to ? (none or A); wished",
        "today: payroll revoked, A to ? (none or A); wished"
      ]
    ],
    [
      "that it goes unasked, as a way out",
      { access: { revoke: [{ entity: "payroll" }] }, accept: ["drops-default:own"] },
      { omitted: "cleared" },
      [
        "tomorrow: the own default default changed, A to none; default dropped",
        "tomorrow: later own entities revoked, A to none; default dropped",
        "today: payroll revoked, A to none; wished"
      ]
    ],
    [
      "that it is replaced",
      {
        access: {
          replace: {
            own: { default: "B", entries: [{ entity: "books", role: "B" }] },
            client: { entries: [{ client: "c1", role: "A" }] }
          }
        }
      },
      {},
      [
        "tomorrow: the own default default changed, A to B; wished",
        "tomorrow: later own entities role changed, A to B; wished",
        "today: payroll role changed, A to B; wished"
      ]
    ]
  ] as const)("tells %s", (_, change, evidence, told) => {
    expect(effects(read, change, evidence)).toEqual(told)
  })

  it("tells what follows from it although the role stays", () => {
    const future = own({ role: "A", existing: "future only" })

    expect(effects(byRank, future, { implies: "yes" })).toEqual([
      "tomorrow: the own default default changed, none to A; wished",
      "tomorrow: later own entities now follows the default, A to A; was: organization role",
      "today: books now follows the default, A to A; was: organization role",
      "today: payroll now follows the default, A to A; was: organization role"
    ])
  })

  it("tells what follows from something else once it is gone", () => {
    const both = bound(
      { default: "A", entries: { books: "A" }, roles: { books: "A", payroll: "A" } },
      { ...empty, roles: { x1: "A", x2: "A", y1: "A" } },
      "chief"
    )

    expect(effects(both, own(letGo), { implies: "yes", omitted: "cleared" })).toEqual([
      "tomorrow: the own default default changed, A to none; wished",
      "tomorrow: later own entities cause changed, A to A; was: default",
      "today: payroll cause changed, A to A; was: default"
    ])
    expect(effects(both, own(letGo), { implies: "yes" })).toEqual([
      "tomorrow: the own default default changed, A to ? (none or A); wished",
      "tomorrow: later own entities cause changed, A to A; was: default",
      "today: payroll cause changed, A to A; was: default"
    ])
  })
})

describe("a role that stays", () => {
  const same = bound(
    { default: "A", entries: { books: "A" }, roles: { books: "A", payroll: "A" } },
    { default: "B", entries: { c1: ["B", { x1: "B" }] }, roles: { x1: "B", x2: "B", y1: "B" } }
  )
  const stored = { default: "B", entries: [{ client: "c1", role: "B" }] }

  it.each([
    [
      "whose entry goes, so that it follows the default",
      { unpin: [{ entity: "books" }] },
      ["today: books now follows the default, A to A; was: explicit entity"]
    ],
    [
      "whose entry goes, so that it follows its client's",
      { unpin: [{ client: "c1", entity: "x1" }] },
      ["today: x1 cause changed, B to B; was: explicit entity"]
    ],
    [
      "whose client's entry goes, for what it gets later too",
      { unpin: [{ client: "c1" }] },
      [
        "today: x1 now follows the default, B to B; was: explicit entity",
        "today: x2 now follows the default, B to B; was: explicit client",
        "tomorrow: later entities of c1 now follows the default, B to B; was: explicit client"
      ]
    ],
    [
      "whose entry a replacement leaves out, and one that it gives an entry",
      {
        replace: {
          own: { default: "A", entries: [{ entity: "payroll", role: "A" }] },
          client: { ...stored, entries: [...stored.entries, { client: "c1", entity: "x1", role: "B" }] }
        }
      },
      [
        "today: books now follows the default, A to A; was: explicit entity",
        "today: payroll pinned, A to A; was: default"
      ]
    ]
  ])("is told of one %s", (_, access, told) => {
    expect(effects(same, { access })).toEqual(told)
  })

  it("is not told where its cause stays, though it may not have followed from the default that changes", () => {
    const either = bound(
      { ...empty, roles: { books: null, payroll: null } },
      { default: "A", entries: { c1: ["A"] }, roles: { x1: "A", x2: "A", y1: "A" } }
    )
    const change = { access: { default: { client: { role: "B", existing: "apply" as const } } } }

    expect(effects(either, change)).toEqual([
      "tomorrow: the client default default changed, A to B; wished",
      "tomorrow: entities of later clients role changed, A to B; wished",
      "tomorrow: later entities of c1 role changed, A to ? (B or A); wished",
      "today: y1 role changed, A to B; wished",
      "tomorrow: later entities of c2 role changed, A to B; wished"
    ])
  })
})

describe("a role that nobody could read", () => {
  it("goes because a request leaves it out", () => {
    const { effects: told } = planned(unread, { merge: { rank: "clerk" } }, {})

    expect(told.map(line)).toContain("today: payroll revoked, ? to none; removed by omission")
  })
})

describe("a role that comes or goes with the organization role", () => {
  it("is told as its effect, and stops where it rises", () => {
    const promotion = { merge: { rank: "boss" } }

    expect(effects(byRank, promotion, { implies: "yes" }).slice(1, 3)).toEqual([
      "tomorrow: later own entities role changed, A to B; organization role",
      "today: books role changed, A to B; organization role"
    ])
    expect(hazards(byRank, promotion, { implies: "yes" })[1]).toEqual({
      id: "role-rises:books",
      kind: "consequence",
      weight: "stop",
      says: "books gets B although nobody asked for it.",
      sources: []
    })
  })

  it("is told to go with it, and not because a request leaves it out", () => {
    expect(effects(byRank, { merge: { rank: "worker" } }, { implies: "yes" }).slice(1, 3)).toEqual([
      "tomorrow: later own entities revoked, A to none; organization role",
      "today: books revoked, A to none; organization role"
    ])
  })

  it("never rises where it was asked for, or where it goes", () => {
    const asked = { access: { grant: [{ entity: "books", role: "B" }] } }

    expect(hazards(byRank, asked, { implies: "yes" })).toEqual([])
    expect(
      hazards(byRank, { merge: { rank: "worker" } }, { implies: "yes" }).map(({ weight }) => weight)
    ).toEqual(Array.from({ length: 9 }, () => "note"))
  })
})

describe("what to know before consenting", () => {
  const open = ["reach", "wrapper", "later", "omitted", "void", "implies", "no-access"]
  const doubt = (id: string, says: string, sources: ReadonlyArray<string> = open): Hazard.Hazard => ({
    id,
    kind: "doubt",
    weight: "stop",
    says,
    sources
  })
  const goes = (name: string, before: string): Hazard.Hazard => ({
    id: `revokes-access:${name}`,
    kind: "consequence",
    weight: "note",
    says: `${name}: ${before} goes.`,
    sources: ["T8"]
  })
  const drops = (side: string): Hazard.Hazard => ({
    id: `drops-default:${side}`,
    kind: "consequence",
    weight: "stop",
    says: `The stored default of the ${side} side goes; entities that come later get nothing from it.`,
    sources: ["T8"]
  })

  it("is a note of all access that goes, and of nothing else that was asked for", () => {
    const change = { access: { revoke: [{ client: "c1" }], grant: [{ entity: "payroll", role: "B" }] } }

    expect(hazards(read, change)).toEqual([
      goes("x1", "A"),
      goes("x2", "A"),
      goes("later entities of c1", "A")
    ])
  })

  it("is a stop before a default goes", () => {
    const change = { access: { default: { client: letGo } } }

    expect(hazards(byDefault, change, { omitted: "cleared", wrapper: "keeps" })).toEqual([
      drops("client"),
      goes("entities of later clients", "B"),
      goes("x2", "B"),
      goes("later entities of c1", "B"),
      goes("y1", "B"),
      goes("later entities of c2", "B")
    ])
  })

  it("is a doubt where the default may stay, for what comes later too", () => {
    expect(hazards(read, { access: { default: { own: keep } } })).toEqual([
      drops("own"),
      doubt(
        "unsettled-later:later own entities",
        "later own entities: now A, then no access or A; the documents leave it open."
      )
    ])
  })

  it("is no stop before a default that was none, or changes", () => {
    const none = bound(
      { ...empty, roles: { books: "B", payroll: "B" } },
      { ...empty, roles: { x1: null, x2: null, y1: null } }
    )

    expect(hazards(read, { access: { default: { own: { role: "B", existing: "apply" } } } })).toEqual([])
    expect(
      hazards(
        none,
        { access: { default: { own: { role: "A", existing: "future only" } } } },
        { implies: "no" }
      )
    ).toEqual([])
  })

  it("is a doubt where the role that means no access may be refused", () => {
    const change = { access: { revoke: [{ entity: "books" }] }, accept: ["tries-no-access:own"] }

    expect(hazards(read, change).map(({ id }) => id)).toEqual(["unsettled:books"])
    const payroll = { access: { revoke: [{ entity: "payroll" }] }, accept: ["tries-no-access:own"] }
    const unseen = bound({ default: "A", entries: {}, roles: { books: "A" } }, empty)
    expect(hazards(unseen, payroll).map(({ says }) => says)).toContain(
      "payroll: now unknown, then no access; the documents leave it open."
    )
    expect(hazards(read, change, { "no-access": "none" })).toEqual([goes("books", "B")])
  })

  it("is a doubt where what was wished follows from something open, by the axes that nobody measured", () => {
    const change = { access: { unpin: [{ client: "c1", entity: "x1" }] } }
    const says = "x1: now A, then B or no access; the documents leave it open."

    expect(hazards(byDefault, change)).toEqual([doubt("varies:x1", says)])
    expect(hazards(byDefault, change, { later: "present", implies: "no", void: "absent" })).toEqual([
      doubt("varies:x1", says, ["reach", "wrapper", "omitted", "no-access"])
    ])
  })

  it("is a doubt where later entities of a client may not get its role", () => {
    const change = { access: { grant: [{ client: "c2", role: "B" }] } }

    expect(hazards(read, change)).toEqual([
      doubt(
        "unsettled-later:later entities of c2",
        "later entities of c2: now no access, then no access or B; the documents leave it open."
      )
    ])
    expect(hazards(read, change, { later: "future" })).toEqual([])
  })

  it("is everything that could not be read", () => {
    const change = { access: { grant: [{ entity: "books", role: "B" }] } }
    const entries = bound(
      { default: null, roles: { books: "A", payroll: null } },
      { ...empty, roles: { x1: null, x2: null, y1: null } }
    )
    const ofEntries = doubt(
      "overwrites-unknown:own-entries",
      "The stored entries of the own side could not be read; roles stay, but become entries.",
      []
    )

    expect(hazards(unread, change)).toEqual([
      doubt(
        "overwrites-unknown:own-default",
        "The stored default of the own side could not be read; what follows it, and what later entities get, may change.",
        []
      ),
      ofEntries,
      doubt("overwrites-unknown:payroll", "The role on payroll could not be read; it may be lost.", [])
    ])
    expect(hazards(entries, change)).toEqual([ofEntries])

    const onClients = bound(
      { ...empty, roles: { books: null, payroll: null } },
      { default: null, roles: { x1: null, x2: null, y1: null } }
    )

    expect(hazards(onClients, change).map(({ says }) => says)).toEqual([
      "The stored entries of the client side could not be read; roles stay, but become entries, and what clients get later may change."
    ])
  })
})

describe("a line is harmful", () => {
  const entity = { side: "own", scope: "entity", entity: "books", client: null } as const
  const later = { side: "own", scope: "later" } as const
  const of = (given: Partial<Line>): Line => ({
    target: entity,
    when: "today",
    asked: false,
    verdict: "unsafe",
    before: { role: "A", cause: "default" },
    unread: false,
    changes: true,
    causeChanges: false,
    wished: "A",
    outcomes: [],
    ...given
  })

  it.each([
    ["of an entity that was read", {}, true],
    ["of an entity that has no right request at all", { verdict: "forbidden" }, true],
    ["of an entity that is right or stays", { verdict: "tentative" }, false],
    ["of an entity that is right", { verdict: "exact" }, false],
    ["of an entity that nobody read or speaks of", { unread: true }, false],
    ["of an entity that nobody read, and the change speaks of", { unread: true, asked: true }, true],
    ["of what comes later, unasked", { target: later }, true],
    ["of what comes later, as asked", { target: later, asked: true }, false]
  ] as const)("%s", (_, given, harmful) => {
    expect(AccessEffect.isHarmful(of(given))).toBe(harmful)
  })
})

describe("a target is called", () => {
  it.each([
    [{ side: "client", scope: "entity", entity: "x1", client: "c1" }, "x1"],
    [{ side: "client", scope: "client later", client: "c1" }, "later entities of c1"],
    [{ side: "own", scope: "later" }, "later own entities"],
    [{ side: "client", scope: "later" }, "entities of later clients"]
  ] as const)("by itself, or by whose later entities it stands for", (target, name) => {
    expect(AccessEffect.nameOf(target)).toBe(name)
  })
})
