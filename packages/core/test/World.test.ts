/** Worlds: in which ways a vendor may act, and which of them what was read rules out. */
import * as View from "@muster/core/Access"
import { Reading, type Access } from "@muster/core"
import type { AccessReading } from "@muster/core/Resolution"
import * as World from "@muster/core/World"
import { describe, expect, it } from "vitest"
import { access } from "./bindings.ts"
import { accessAxes, accessRules } from "./tables.ts"

const nothing: World.Relevance = {
  side: "client",
  implies: false,
  omitted: false,
  void: false,
  noAccess: false
}
const first: AccessReading = {
  reach: "all",
  wrapper: "keeps",
  later: "present",
  omitted: "cleared",
  void: "cleared",
  implies: "no",
  noAccess: "refused"
}

/** The answers that readings give to each point that they differ in. */
const open = (readings: ReadonlyArray<AccessReading>) =>
  Object.fromEntries(
    Object.keys(first).flatMap((point) => {
      const answers = [...new Set(readings.map((reading) => reading[point as keyof AccessReading]))]
      return answers.length > 1 ? [[point, answers] as const] : []
    })
  )

describe("the readings of a side", () => {
  const all = { reach: ["all", "reached"], wrapper: ["keeps", "loses"], later: ["present", "future"] }

  it("leave open what decides about clients, and answer once what cannot show", () => {
    const readings = World.readings(accessRules, accessAxes, nothing)

    expect(readings).toHaveLength(8)
    expect(readings[0]).toEqual(first)
    expect(open(readings)).toEqual(all)
  })

  it("leave nothing open about own entities, which the default always reaches", () => {
    expect(World.readings(accessRules, accessAxes, { ...nothing, side: "own" })).toEqual([first])
    expect(
      World.readings(accessRules, Reading.narrow(accessAxes, { reach: "reached" }), {
        ...nothing,
        side: "own"
      })
    ).toEqual([first])
  })

  it.each([
    ["implies", { implies: ["no", "yes"] }],
    ["omitted", { omitted: ["cleared", "kept"] }],
    ["void", { void: ["cleared", "absent", "refused"] }],
    ["noAccess", { noAccess: ["refused", "none"] }]
  ] as const)("leave %s open where it can show", (point, opened) => {
    expect(open(World.readings(accessRules, accessAxes, { ...nothing, [point]: true }))).toEqual({
      ...all,
      ...opened
    })
    expect(open(World.readings(accessRules, accessAxes, { ...nothing, side: "own", [point]: true }))).toEqual(
      opened
    )
  })

  it("are those that evidence leaves, whatever was asked before", () => {
    const measured = Reading.narrow(accessAxes, { wrapper: "loses", later: "future", omitted: "kept" })

    expect(World.readings(accessRules, measured, nothing)).toEqual([
      { ...first, wrapper: "loses", later: "future", omitted: "kept" },
      { ...first, reach: "reached", wrapper: "loses", later: "future", omitted: "kept" }
    ])
    expect(World.readings(accessRules, accessAxes, nothing)).toHaveLength(8)
  })

  it("are made once", () => {
    expect(World.readings(accessRules, accessAxes, nothing)).toBe(
      World.readings(accessRules, accessAxes, { ...nothing })
    )
  })

  it("say nothing of a vendor's other points", () => {
    const more = [{ id: "weather", answers: ["fair", "foul"] }, ...accessAxes]

    expect(World.readings(accessRules, more, nothing)).toHaveLength(8)
  })
})

describe("a default's form", () => {
  const readings = World.readings(accessRules, accessAxes, {
    ...nothing,
    side: "own",
    omitted: true,
    void: true
  })
  const defaults = (worlds: World.Worlds) => [...new Set(worlds.accepted.map((world) => world.default))]

  it("leaves in each world what that world makes of it", () => {
    const given = World.join(readings, { form: "value", role: "B" }, "A")
    const absent = World.join(readings, { form: "absent" }, "A")

    expect([given.mayBeRefused, given.accepted.length, defaults(given)]).toEqual([false, 6, ["B"]])
    expect([absent.mayBeRefused, absent.accepted.length, defaults(absent)]).toEqual([false, 6, [null, "A"]])
    expect(absent.accepted.map(({ reading }) => reading)).toEqual(readings)
  })

  it("may be refused in some", () => {
    const none = World.join(readings, { form: "null" }, "A")

    expect(none.mayBeRefused).toBe(true)
    expect(none.accepted.map((world) => [world.reading.omitted, world.reading.void, world.default])).toEqual([
      ["cleared", "cleared", null],
      ["cleared", "absent", null],
      ["kept", "cleared", null],
      ["kept", "absent", "A"]
    ])
  })
})

describe("what was read", () => {
  const own = { default: null, entries: {} }
  const everywhere = (role: string | null) => ({ x1: role, x2: role, y1: role })
  const possible = World.readings(accessRules, accessAxes, { ...nothing, implies: true })
  const agreeing = (read: Access.Access, side: Access.Side, implied: string | null, from = possible) =>
    World.agreeing(accessRules, View.view(read, side), from, implied)

  it.each([
    ["no role is stored and none in force", { default: null, entries: {}, roles: everywhere(null) }],
    ["all have the default", { default: "A", entries: {}, roles: everywhere("A") }],
    [
      "all have what a client's entry says",
      { default: null, entries: { c1: ["B"] }, roles: { x1: "B", x2: "B", y1: null } }
    ],
    [
      "those without the default have entries",
      { default: "A", entries: { c2: ["A", { y1: "none at all" }] }, roles: { x1: "A", x2: "A", y1: null } }
    ],
    ["the default is unknown", { entries: {}, roles: everywhere(null) }],
    ["the entries are unknown", { default: "A", roles: { ...everywhere("A"), x2: null } }],
    ["the roles are unknown", { default: "A", entries: {} }],
    ["it fits no reading", { default: "A", entries: {}, roles: { ...everywhere("A"), x2: "C" } }]
  ] as const)("rules nothing out where %s", (_name, client) => {
    expect(agreeing(access(own, client), "client", null)).toEqual(possible)
  })

  it.each<[string, Parameters<typeof access>[1], string | null, (reading: AccessReading) => boolean]>([
    [
      "one lacks the default",
      { default: "A", entries: {}, roles: { ...everywhere("A"), x2: null } },
      null,
      ({ reach }) => reach === "reached"
    ],
    [
      "one lacks the default and others could not be read",
      { default: "A", entries: {}, roles: { x2: null } },
      null,
      ({ reach }) => reach === "reached"
    ],
    [
      "one lacks the default whose client is named for its entities",
      { default: "A", entries: { c1: [null, { x1: "B" }] }, roles: { x1: "B", x2: null, y1: "A" } },
      null,
      ({ reach, wrapper }) => reach === "reached" || wrapper === "loses"
    ],
    [
      "one lacks the default whose client is named for its entities, and another one too",
      { default: "A", entries: { c1: [null, { x1: "B" }] }, roles: { x1: "B", x2: null, y1: null } },
      null,
      ({ reach }) => reach === "reached"
    ],
    [
      "one has the default whose client is named for its entities",
      { default: "A", entries: { c1: [null, { x1: "B" }] }, roles: { x1: "B", x2: "A", y1: "A" } },
      null,
      ({ later, wrapper }) => wrapper === "keeps" || later === "present"
    ],
    [
      "one has the default though its client has a role",
      { default: "A", entries: { c1: ["B"] }, roles: { x1: "B", x2: "A", y1: "A" } },
      null,
      ({ later }) => later === "present"
    ],
    [
      "two have the default, of a client with a role and of one that is named for its entities",
      { default: "A", entries: { c1: [null, { x1: "B" }], c2: ["B"] }, roles: { x1: "B", x2: "A", y1: "A" } },
      null,
      ({ later }) => later === "present"
    ],
    [
      "all have what the organization role implies",
      { default: null, entries: {}, roles: everywhere("A") },
      "A",
      ({ implies }) => implies === "yes"
    ],
    [
      "none has what the organization role would imply",
      { default: null, entries: {}, roles: everywhere(null) },
      "A",
      ({ implies }) => implies === "no"
    ],
    [
      "one has that instead of the default",
      { default: "B", entries: {}, roles: { ...everywhere("B"), x2: "A" } },
      "A",
      ({ implies, reach }) => implies === "yes" && reach === "reached"
    ],
    [
      "one has neither",
      { default: "B", entries: {}, roles: { ...everywhere("B"), x2: null } },
      "A",
      ({ implies, reach }) => implies === "no" && reach === "reached"
    ]
  ])("rules out what could not have led there, where %s", (_name, client, implied, isLeft) => {
    const left = agreeing(access(own, client), "client", implied)

    expect(left).toEqual(possible.filter(isLeft))
    expect(left.length).toBeLessThan(possible.length)
  })

  it("of own entities does not depend on how clients are named", () => {
    const measured = Reading.narrow(accessAxes, { wrapper: "loses", later: "future" })
    const from = World.readings(accessRules, measured, { ...nothing, side: "own", implies: true })
    const followed = access(
      { default: "A", entries: { books: "B" }, roles: { books: "B", payroll: "A" } },
      own
    )

    expect(from).toHaveLength(2)
    expect(agreeing(followed, "own", "A", from)).toEqual(from)
  })
})
