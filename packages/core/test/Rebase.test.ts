/** A change on a record that has moved on: what is wanted still, what came true, and what a person has to look at. */
import { type Access, type Change, type Json, Rebase, Semantics, type Snapshot } from "@muster/core"
import { describe, expect, it } from "vitest"
import { access, bound } from "./bindings.ts"
import { caspia } from "./caspia.ts"
import { acme, borea, merging } from "./tables.ts"

const at =
  (semantics: Semantics.Semantics) =>
  (values: Json.JsonObject, unknown: ReadonlyArray<string> = []): Snapshot.Snapshot => ({
    vendor: semantics.vendor,
    member: { id: "m" },
    values,
    unknown,
    rest: {}
  })

describe("a merge onto a record that moved", () => {
  const record = at(borea())
  const rebased = (base: Snapshot.Snapshot, fresh: Snapshot.Snapshot) =>
    Rebase.onto(borea(), base, fresh, {
      merge: { title: "Dr", nickname: null },
      accept: ["tentative:nickname"]
    })

  const still = { title: "Dr", nickname: null }
  it.each([
    [
      "stays where nothing moved",
      record({ title: "Ms", nickname: "a" }),
      record({ title: "Ms", nickname: "a" }),
      still,
      [],
      []
    ],
    [
      "stays where something else moved",
      record({ title: "Ms", nickname: "a" }),
      record({ title: "Ms", nickname: "a", name: "Eve" }),
      still,
      [],
      []
    ],
    [
      "stays where it came true, and says so",
      record({ nickname: "a" }),
      record({ title: "Dr" }),
      still,
      [],
      ["title", "nickname"]
    ],
    [
      "stays where it was true already",
      record({ title: "Dr", nickname: "a" }),
      record({ title: "Dr", nickname: "a" }),
      still,
      [],
      ["title"]
    ],
    [
      "loses what somebody else set",
      record({ nickname: "a" }),
      record({ title: "Prof", nickname: "a" }),
      { nickname: null },
      ["title"],
      []
    ],
    [
      "loses what somebody else changed",
      record({ title: "Ms", nickname: "a" }),
      record({ title: "Ms", nickname: "b" }),
      { title: "Dr" },
      ["nickname"],
      []
    ],
    [
      "loses what somebody else cleared",
      record({ title: "Ms", nickname: "a" }),
      record({ nickname: "a" }),
      { nickname: null },
      ["title"],
      []
    ],
    [
      "stays where it was unknown and is so still",
      record({ nickname: "a" }, ["title"]),
      record({ nickname: "a" }, ["title"]),
      still,
      [],
      []
    ],
    [
      "stays where an unknown field turns out as wished",
      record({}, ["title", "nickname"]),
      record({ title: "Dr" }),
      still,
      [],
      ["title", "nickname"]
    ],
    [
      "loses what was unknown and turns out otherwise",
      record({ nickname: "a" }, ["title"]),
      record({ title: "Ms", nickname: "a" }),
      { nickname: null },
      ["title"],
      []
    ],
    [
      "loses what cannot be read any more",
      record({ title: "Ms", nickname: "a" }),
      record({ nickname: "a" }, ["title"]),
      { nickname: null },
      ["title"],
      []
    ]
  ] as const)("%s", (_name, base, fresh, merge, conflicts, fulfilled) => {
    expect(rebased(base, fresh)).toEqual({
      change: { merge, accept: ["tentative:nickname"] },
      conflicts,
      fulfilled
    })
  })

  it("compares lists as the vendor does, and takes an empty one for none", () => {
    const people = at(caspia())
    const onto = (base: Json.JsonObject, fresh: Json.JsonObject, teams: ReadonlyArray<string>) => {
      const { conflicts, fulfilled } = Rebase.onto(caspia(), people(base), people(fresh), {
        merge: { teams }
      })
      return { conflicts, fulfilled }
    }

    expect(onto({ teams: ["a", "b"] }, { teams: ["b", "a"] }, ["c"])).toEqual({
      conflicts: [],
      fulfilled: []
    })
    expect(onto({ teams: ["a"] }, { teams: ["c", "b"] }, ["b", "c"])).toEqual({
      conflicts: [],
      fulfilled: ["teams"]
    })
    expect(onto({ teams: ["a"] }, {}, [])).toEqual({ conflicts: [], fulfilled: ["teams"] })
    expect(onto({ teams: ["a"] }, { teams: ["a"] }, [])).toEqual({ conflicts: [], fulfilled: [] })
    expect(onto({ teams: ["a"] }, { teams: ["d"] }, [])).toEqual({ conflicts: ["teams"], fulfilled: [] })
    expect(onto({ teams: ["a"] }, {}, ["c"])).toEqual({ conflicts: ["teams"], fulfilled: [] })
  })
})

describe("a value that the vendor compares in a form of its own", () => {
  const lower = (value: Json.Json): Json.Json => (value as string).toLowerCase()
  const semantics = Semantics.make({
    ...merging,
    fields: merging.fields.map((field) => ({ ...field, type: { ...field.type, normal: lower } }))
  })
  const record = at(semantics)
  const ended = (base: Snapshot.Snapshot, fresh: Snapshot.Snapshot, title: string | null) => {
    const { conflicts, fulfilled } = Rebase.onto(semantics, base, fresh, { merge: { title } })
    return conflicts.length > 0 ? "conflict" : fulfilled.length > 0 ? "fulfilled" : "wanted"
  }

  it("is compared so, and a void or unknown one with nothing", () => {
    const [ms, other, none, unknown] = [
      record({ title: "ms" }),
      record({ title: "MS" }),
      record({}),
      record({}, ["title"])
    ]

    expect(ended(ms, other, "Dr")).toBe("wanted")
    expect(ended(none, other, "Ms")).toBe("fulfilled")
    expect(ended(none, other, null)).toBe("conflict")
    expect(ended(ms, none, "Dr")).toBe("conflict")
    expect(ended(ms, unknown, "Dr")).toBe("conflict")
    expect(ended(unknown, other, "Dr")).toBe("conflict")
    expect(ended(unknown, unknown, "Dr")).toBe("wanted")
  })

  it("is what it is where it is a number", () => {
    const days = at(caspia())

    expect(
      Rebase.onto(caspia(), days({ from: 1 }), days({ from: 5 }), { merge: { from: 5 } }).fulfilled
    ).toEqual(["from"])
  })
})

describe("a whole object onto a record that moved", () => {
  const record = at(caspia())
  const home = { "home.country": "DK", "home.city": "Odense" }
  const ended = (
    base: Snapshot.Snapshot,
    fresh: Snapshot.Snapshot,
    merge: Json.JsonObject
  ): readonly ["conflict" | "fulfilled" | "wanted", Change.Change] => {
    const { change, conflicts, fulfilled } = Rebase.onto(caspia(), base, fresh, { merge })
    return [conflicts.length > 0 ? "conflict" : fulfilled.length > 0 ? "fulfilled" : "wanted", change]
  }

  it.each([
    [
      "wanted",
      "no part of it moved",
      record(home),
      record({ ...home, language: "da" }),
      { home: { country: "US" } }
    ],
    [
      "conflict",
      "a part of it moved",
      record(home),
      record({ ...home, "home.city": "Aarhus" }),
      { home: { country: "US" } }
    ],
    [
      "conflict",
      "there is one part more",
      record(home),
      record({ ...home, "home.street": "Nyhavn" }),
      { home: { country: "US" } }
    ],
    ["conflict", "it is gone", record(home), record({}), { home: { country: "US" } }],
    [
      "fulfilled",
      "it is as wished",
      record(home),
      record({ "home.country": "US" }),
      { home: { country: "US" } }
    ],
    ["fulfilled", "it was to go and is gone", record(home), record({}), { home: null }],
    ["fulfilled", "nothing was to be left of it, and nothing is", record(home), record({}), { home: {} }],
    [
      "conflict",
      "a part of it cannot be read any more",
      record(home),
      record({ "home.country": "DK" }, ["home.city"]),
      { home: { country: "US" } }
    ],
    [
      "wanted",
      "a part of it is void, whichever way that is stored",
      record(home),
      record({ ...home, "home.street": null }),
      { home: { country: "US" } }
    ],
    [
      "wanted",
      "a part of it was unknown and is so still",
      record(home, ["home.street"]),
      record(home, ["home.street"]),
      { home: { country: "US" } }
    ],
    [
      "conflict",
      "a part of it moved beside one that was unknown and is so still",
      record(home, ["home.street"]),
      record({ ...home, "home.city": "Aarhus" }, ["home.street"]),
      { home: { country: "US" } }
    ],
    [
      "wanted",
      "a part of it came true beside one that was unknown and is so still",
      record(home, ["home.street"]),
      record({ ...home, "home.country": "US" }, ["home.street"]),
      { home: { country: "US", city: "Odense" } }
    ],
    [
      "wanted",
      "a part of it came true, and nobody wrote a third value",
      record(home),
      record({ ...home, "home.city": "Boston" }),
      { home: { country: "US", city: "Boston" } }
    ],
    [
      "conflict",
      "an open one has another value now, and neither was read to the end",
      record({ "notes.a": "x" }, ["notes.*"]),
      record({ "notes.a": "z" }, ["notes.*"]),
      { notes: { b: "y" } }
    ],
    [
      "wanted",
      "an open one has what it had, and neither was read to the end",
      record({ "notes.a": "x" }, ["notes.*"]),
      record({ "notes.a": "x" }, ["notes.*"]),
      { notes: { b: "y" } }
    ],
    [
      "wanted",
      "no name of an open one moved",
      record({ "notes.a": "x" }),
      record({ "notes.a": "x" }),
      { notes: { b: "y" } }
    ],
    [
      "conflict",
      "an open one has another name now",
      record({ "notes.a": "x" }),
      record({ "notes.c": "x" }),
      { notes: { b: "y" } }
    ],
    [
      "fulfilled",
      "an open one is as wished",
      record({ "notes.a": "x" }),
      record({ "notes.b": "y" }),
      { notes: { b: "y" } }
    ],
    [
      "conflict",
      "an open one was not read to the end",
      record({ "notes.a": "x" }),
      record({ "notes.a": "x" }, ["notes.*"]),
      { notes: { b: "y" } }
    ],
    [
      "conflict",
      "another object than the wished one stands there",
      record({}),
      record({ "notes.a": "x" }),
      { notes: { b: "x" } }
    ]
  ] as const)("is a %s where %s", (fate, _name, base, fresh, merge) => {
    expect(ended(base, fresh, merge)).toEqual([fate, { merge: fate === "conflict" ? {} : merge }])
  })
})

describe("a replacement onto a record that moved", () => {
  const record = at(borea())
  it("is kept whole, and tells what somebody else made of it", () => {
    const replace = { title: "Dr", name: "Ada" }

    expect(
      Rebase.onto(borea(), record({ title: "Ms", name: "Eve" }), record({ title: "Prof", name: "Ada" }), {
        replace
      })
    ).toEqual({ change: { replace }, conflicts: ["title"], fulfilled: ["name"] })
  })

  it("and a change that says nothing stay what they are", () => {
    expect(Rebase.onto(borea(), record({}), record({ title: "Dr" }), {})).toStrictEqual({
      change: {},
      conflicts: [],
      fulfilled: []
    })
  })
})

describe("wishes about access onto a binding that moved", () => {
  const own = { default: "A", entries: { books: "B" }, roles: { books: "B", payroll: "A" } }
  const client = {
    default: null,
    entries: { c1: ["A"] },
    roles: { x1: "A", x2: "A", y1: null }
  } as const
  const base = bound(own, client)
  const wishes: NonNullable<Change.Change["access"]> = {
    grant: [
      { entity: "payroll", role: "B" },
      { client: "c2", role: "A" },
      { client: "c1", entity: "x1", role: "B" }
    ],
    revoke: [{ entity: "books" }, { client: "c1" }],
    unpin: [{ client: "c1", entity: "x2" }],
    default: {
      own: { role: "B", existing: "future only" },
      client: { role: "B", existing: "future only" }
    }
  }
  const onto = (moved: Access.Access | undefined, from: Snapshot.Snapshot = base) => {
    const { access: _, ...rest } = base
    return Rebase.onto(acme(), from, moved === undefined ? rest : { ...base, access: moved }, {
      access: wishes
    })
  }
  const all = ["payroll", "c2", "x1", "books", "c1", "own default", "client default"]
  const kept = { change: { access: wishes }, conflicts: [], fulfilled: [] }

  it("stay where nothing moved that they are about", () => {
    expect(onto(base.access)).toEqual(kept)
    expect(onto(access(own, { ...client, roles: { ...client.roles, x2: "B", y1: "B" } }))).toEqual(kept)
  })

  it("stay where they came true, and say so", () => {
    const done = access(
      { default: "B", entries: {}, roles: { books: null, payroll: "B" } },
      { default: "B", entries: { c2: ["A"] }, roles: { x1: "B", x2: null, y1: "A" } }
    )

    expect(onto(done)).toEqual({ ...kept, fulfilled: all })
  })

  it("go where somebody else made a third thing of them, and only those", () => {
    const spoilt = access(
      { default: "C", entries: {}, roles: { books: "C", payroll: "C" } },
      { default: "C", entries: { c1: ["C"], c2: ["C"] }, roles: { x1: "C", x2: "C", y1: "C" } }
    )

    expect(onto(spoilt)).toEqual({
      change: { access: { grant: [], revoke: [], unpin: wishes.unpin, default: {} } },
      conflicts: all,
      fulfilled: []
    })
  })

  it.each([
    [
      "own entity",
      access({ ...own, roles: { ...own.roles, payroll: null } }, client),
      ["payroll"],
      { grant: wishes.grant?.slice(1) }
    ],
    [
      "client",
      access(own, { ...client, entries: { c1: ["A"], c2: ["B"] } }),
      ["c2"],
      { grant: [wishes.grant?.[0], wishes.grant?.[2]] }
    ],
    [
      "client's entity",
      access(own, { ...client, roles: { ...client.roles, x1: null } }),
      ["x1"],
      { grant: wishes.grant?.slice(0, 2) }
    ],
    [
      "revoked client",
      access(own, { ...client, entries: { c1: ["B"] } }),
      ["c1"],
      { revoke: [{ entity: "books" }] }
    ],
    [
      "own default",
      access({ ...own, default: null }, client),
      ["own default"],
      { default: { client: wishes.default?.client } }
    ],
    [
      "client default",
      access(own, { ...client, default: "A" }),
      ["client default"],
      { default: { own: wishes.default?.own } }
    ]
  ] as const)("lose the %s that moved, and nothing else", (_name, moved, conflicts, left) => {
    expect(onto(moved)).toEqual({ change: { access: { ...wishes, ...left } }, conflicts, fulfilled: [] })
  })

  it("are judged by a client's own entry, where that is known before and after", () => {
    const { entries: _, ...unread } = client
    const unknown = access(own, unread)

    expect(onto(unknown).conflicts).toEqual(["c2", "c1"])
    expect(onto(unknown, { ...base, access: unknown })).toEqual(kept)
    expect(onto(base.access, { ...base, access: unknown }).conflicts).toEqual(["c2", "c1"])
  })

  it("stay as they are where no access was read, before or now", () => {
    const { access: _, ...rest } = base

    expect(onto(undefined)).toEqual(kept)
    expect(onto(base.access, rest)).toEqual(kept)
  })

  it("are none where the change says none", () => {
    expect(Rebase.onto(acme(), base, base, { merge: { rank: "boss" } })).toStrictEqual({
      change: { merge: { rank: "boss" } },
      conflicts: [],
      fulfilled: []
    })
  })

  it.each<typeof wishes>([
    { revoke: [{ entity: "books" }] },
    { unpin: [{ entity: "books" }], default: { client: { role: "B", existing: "apply" } } }
  ])("say no list that the change does not say: %j", (few) => {
    expect(Rebase.onto(acme(), base, base, { access: few })).toStrictEqual({
      change: { access: few },
      conflicts: [],
      fulfilled: []
    })
  })
})
