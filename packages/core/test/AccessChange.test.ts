/** A change of access against a directory: what it names, by which id, and everything that does not fit. */
import type { Access } from "@muster/core"
import * as AccessChange from "@muster/core/AccessChange"
import { describe, expect, it } from "vitest"

const unread = { effective: new Map() }
const bound: Access.Access = {
  directory: {
    own: [{ id: "books", externalId: "b" }, { id: "payroll" }],
    clients: [
      { id: "c1", externalId: "c", entities: [{ id: "x1", externalId: "x" }, { id: "x2" }] },
      { id: "c2", entities: [{ id: "y1", externalId: "y" }] }
    ]
  },
  own: unread,
  client: unread
}

const understand = (change: AccessChange.AccessChange) => AccessChange.understand(bound, change)

const toldOf = (change: AccessChange.AccessChange) => {
  const { invalid, unknown } = understand(change)
  return { invalid, unknown }
}

describe("a target", () => {
  const granted = { wish: "grant", role: "A" } as const
  const none = { entities: new Map(), groups: new Map() }
  const only = (side: "own" | "client", scope: "entities" | "groups", id: string) => ({
    own: none,
    client: none,
    [side]: { ...none, [scope]: new Map([[id, granted]]) }
  })

  it.each([
    ["an own entity by id", { entity: "books" }, only("own", "entities", "books")],
    ["an own entity by external id", { entityExternalId: "b" }, only("own", "entities", "books")],
    ["a client by id", { client: "c1" }, only("client", "groups", "c1")],
    ["a client by external id", { clientExternalId: "c" }, only("client", "groups", "c1")],
    ["a client by both", { client: "c1", clientExternalId: "c" }, only("client", "groups", "c1")],
    ["a client's entity by id", { client: "c1", entity: "x2" }, only("client", "entities", "x2")],
    [
      "a client's entity by external id",
      { clientExternalId: "c", entityExternalId: "x" },
      only("client", "entities", "x1")
    ]
  ] as const)("is %s", (_, target, wishes) => {
    expect(understand({ grant: [{ ...target, role: "A" }] })).toEqual({ wishes, invalid: [], unknown: [] })
  })

  it("may be wished of in three ways", () => {
    const change = {
      grant: [{ entity: "books", role: "A" }],
      revoke: [{ entity: "payroll" }, { client: "c1" }],
      unpin: [{ client: "c2", entity: "y1" }]
    }

    expect(understand(change).wishes).toEqual({
      own: {
        entities: new Map<string, object>([
          ["books", granted],
          ["payroll", { wish: "revoke" }]
        ]),
        groups: new Map()
      },
      client: {
        entities: new Map([["y1", { wish: "unpin" }]]),
        groups: new Map([["c1", { wish: "revoke" }]])
      }
    })
  })
})

describe("a target that is told as wrong", () => {
  const twoWays = {
    rule: "names its target in none or in two ways",
    wayOut: "give entity or entityExternalId, or for a client client or clientExternalId"
  }
  const wrongSide = {
    rule: "names a target under the wrong side",
    wayOut: "an own entity is named alone, a client's entity together with its client"
  }

  it.each([
    ["names nothing", {}, twoWays],
    ["names an entity by two ids", { entity: "books", entityExternalId: "b" }, twoWays],
    [
      "names an entity by two ids under a client",
      { client: "c1", entity: "x1", entityExternalId: "x" },
      twoWays
    ],
    ["names a client's entity alone", { entity: "x1" }, wrongSide],
    ["names a client's entity alone, by external id", { entityExternalId: "x" }, wrongSide],
    ["names an own entity under a client", { client: "c1", entity: "books" }, wrongSide],
    ["names another client's entity", { client: "c1", entity: "y1" }, wrongSide],
    ["names another client's entity, by external id", { client: "c1", entityExternalId: "y" }, wrongSide]
  ] as const)("%s", (_, target, problem) => {
    expect(toldOf({ revoke: [{ entity: "books" }, target] })).toEqual({
      invalid: [{ field: "access.revoke[1]", ...problem }],
      unknown: []
    })
  })

  const wayOut = "check the id, or read the directory again if it is new"
  const noClient = { rule: "names a client that the directory does not have", wayOut }
  const noEntity = { rule: "names an entity that the directory does not have", wayOut }

  it.each([
    ["a client that is not there", { client: "c3" }, noClient],
    ["a client that is not there, by external id", { clientExternalId: "c1" }, noClient],
    ["a client whose two ids are not of one", { client: "c2", clientExternalId: "c" }, noClient],
    ["an entity under a client that is not there", { client: "c3", entity: "x1" }, noClient],
    ["an entity that is not there", { entity: "b" }, noEntity],
    ["an entity that is not there, by external id", { entityExternalId: "books" }, noEntity],
    ["an entity that no client has", { client: "c1", entity: "x" }, noEntity]
  ] as const)("names %s", (_, target, problem) => {
    expect(toldOf({ unpin: [target] })).toEqual({
      invalid: [],
      unknown: [{ field: "access.unpin[0]", ...problem }]
    })
  })

  it("is told together with all others", () => {
    const change = {
      grant: [
        { entity: "nowhere", role: "A" },
        { entity: "x1", role: "A" }
      ],
      revoke: [{}],
      replace: { client: { entries: [{ client: "nobody", role: "A" }] } }
    }
    const { invalid, unknown } = toldOf(change)

    expect(invalid.map(({ field }) => field)).toEqual([
      "access.grant[1]",
      "access.revoke[0]",
      "access.replace"
    ])
    expect(unknown.map(({ field }) => field)).toEqual(["access.grant[0]", "access.replace.client.entries[0]"])
  })
})

describe("one target that is named twice", () => {
  const problem = {
    rule: "one target is given two different roles or wishes",
    wayOut: "name each target once; ids and external ids may name the same one"
  }
  const books = { entity: "books", role: "A" }

  it.each([
    ["two roles", { grant: [books, { entityExternalId: "b", role: "B" }] }, "access.grant[1]"],
    ["two wishes", { grant: [books], revoke: [{ entity: "books" }] }, "access.revoke[0]"],
    ["two wishes for a client", { revoke: [{ client: "c1" }], unpin: [{ client: "c1" }] }, "access.unpin[0]"]
  ])("is told where it is given %s", (_, change, field) => {
    expect(toldOf(change)).toEqual({ invalid: [{ field, ...problem }], unknown: [] })
  })

  it.each([
    ["the same role", { grant: [books, { entityExternalId: "b", role: "A" }] }],
    ["the same wish", { revoke: [{ client: "c1" }, { clientExternalId: "c" }] }]
  ])("is fine where it is given %s", (_, change) => {
    expect(toldOf(change)).toEqual({ invalid: [], unknown: [] })
  })
})

describe("a default", () => {
  it("is wished of each side by itself", () => {
    const wanted = { role: "B", existing: "apply" } as const
    const none = { role: null, existing: "keep" } as const

    const { client, own } = understand({ default: { own: wanted } }).wishes
    expect(own.default).toEqual(wanted)
    expect(client).not.toHaveProperty("default")
    expect(understand({ default: { client: none } }).wishes.client.default).toEqual(none)
  })
})

describe("a replacement", () => {
  const entry = (role: string | null, entities: ReadonlyArray<readonly [string, string]> = []) => ({
    role,
    entities: new Map(entities)
  })

  it("says the whole of both sides, each client once", () => {
    const { invalid, unknown, wishes } = understand({
      replace: {
        own: {
          default: "A",
          entries: [
            { entity: "books", role: "B" },
            { entity: "payroll", role: "A" }
          ]
        },
        client: {
          entries: [
            { client: "c1", entity: "x1", role: "B" },
            { client: "c1", role: "A" },
            { client: "c1", entity: "x2", role: "B" },
            { client: "c2", entity: "y1", role: "A" }
          ]
        }
      }
    })

    expect({ invalid, unknown }).toEqual({ invalid: [], unknown: [] })
    expect(wishes.own.replace).toEqual({
      default: "A",
      entries: new Map([
        [
          "",
          entry(null, [
            ["books", "B"],
            ["payroll", "A"]
          ])
        ]
      ])
    })
    expect(wishes.client.replace).toEqual({
      default: null,
      entries: new Map([
        [
          "c1",
          entry("A", [
            ["x1", "B"],
            ["x2", "B"]
          ])
        ],
        ["c2", entry(null, [["y1", "A"]])]
      ])
    })
  })

  it("removes a side that it leaves out", () => {
    const { client, own } = understand({ replace: {} }).wishes
    const nothing = { default: null, entries: new Map() }

    expect([own.replace, client.replace]).toEqual([nothing, nothing])
    expect(understand({}).wishes.own).not.toHaveProperty("replace")
  })

  it("stands alone", () => {
    const alone = {
      field: "access.replace",
      rule: "a replacement stands alone",
      wayOut: "leave grant, revoke, unpin and default out, or the replacement"
    }
    const others = [
      { grant: [{ entity: "books", role: "A" }] },
      { revoke: [{ entity: "books" }] },
      { unpin: [{ entity: "books" }] },
      { default: {} }
    ]

    for (const other of others)
      expect(toldOf({ ...other, replace: {} })).toEqual({ invalid: [alone], unknown: [] })
    expect(toldOf({ grant: [], revoke: [], unpin: [], replace: {} }).invalid).toEqual([])
  })

  it.each([
    ["own", { client: "c1", role: "A" }],
    ["own", { client: "c1", entity: "x1", role: "A" }],
    ["client", { entity: "books", role: "A" }]
  ] as const)("names under %s only what is there", (side, target) => {
    const { invalid, wishes } = understand({ replace: { [side]: { entries: [target] } } })

    expect(invalid).toEqual([
      {
        field: `access.replace.${side}.entries[0]`,
        rule: "names a target under the wrong side",
        wayOut: "an own entity is named alone, a client's entity together with its client"
      }
    ])
    expect(wishes[side].replace?.entries).toEqual(new Map())
  })

  it("gives one target one role", () => {
    const entries = [
      { client: "c1", role: "A" },
      { clientExternalId: "c", role: "A" },
      { client: "c1", role: "B" },
      { client: "c1", entity: "x1", role: "A" },
      { client: "c1", entityExternalId: "x", role: "A" },
      { client: "c1", entity: "x1", role: "B" }
    ]

    expect(toldOf({ replace: { client: { entries } } }).invalid).toEqual(
      [2, 5].map((at) => ({
        field: `access.replace.client.entries[${at}]`,
        rule: "one target is given two different roles",
        wayOut: "give it one"
      }))
    )
  })
})
