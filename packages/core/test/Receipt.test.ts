/** A receipt says what was read back of what was predicted, and no more than that. */
import { type Change, type Json, Plan, Receipt, Semantics, type Snapshot } from "@muster/core"
import * as Result from "effect/Result"
import { describe, expect, it } from "vitest"
import { access, bound } from "./bindings.ts"
import { caspia } from "./caspia.ts"
import { acme, borea, merging } from "./tables.ts"

const planned = (semantics: Semantics.Semantics, snapshot: Snapshot.Snapshot, change: Change.Change) =>
  Result.getOrThrow(Plan.make(semantics, snapshot, change))

/** How it ended and what is told, in words. */
const told = ({ findings, status }: Receipt.Receipt) => [
  status,
  ...findings.map(({ found, subject }) => `${subject}: ${found}`)
]

const ada: Snapshot.Snapshot = {
  vendor: "borea",
  member: { id: "m" },
  values: { title: "Ms", nickname: "ada", name: "Ada", plan: "free" },
  unknown: [],
  rest: {}
}
const wedding = planned(borea(), ada, { merge: { name: "Ada B.", title: null } })

describe("a receipt without a read", () => {
  it("says that nothing had to be sent", () => {
    expect(Receipt.unchanged(wedding)).toEqual({
      vendor: "borea",
      member: { id: "m" },
      status: "unchanged",
      findings: []
    })
  })

  it("names the reason of a refusal", () => {
    expect(Receipt.rejected(wedding, "Forbidden")).toEqual({
      vendor: "borea",
      member: { id: "m" },
      status: "rejected",
      findings: [],
      rejected: "Forbidden"
    })
  })

  it("leaves open how it ended, and says for how long nobody watched", () => {
    expect(Receipt.unread(wedding, { unguarded: 7 })).toEqual({
      vendor: "borea",
      member: { id: "m" },
      status: "unconfirmed",
      findings: [],
      unguarded: 7
    })
  })
})

describe("a receipt about fields", () => {
  const { title: _, ...untitled } = ada.values
  const married = { ...untitled, name: "Ada B." }
  const seen = (values: Snapshot.Snapshot["values"], unknown: ReadonlyArray<string> = []) =>
    told(Receipt.of(borea(), wedding, ada, { ...ada, values, unknown }, {}))

  it.each([
    ["everything came true", married, ["confirmed", "title: as predicted", "name: as predicted"]],
    ["nothing did", ada.values, ["unconfirmed", "title: as before", "name: as before"]],
    ["half of it did", untitled, ["unconfirmed", "title: as predicted", "name: as before"]],
    [
      "somebody wrote a third value",
      { ...married, title: "Dr" },
      ["superseded", "title: something else", "name: as predicted"]
    ],
    [
      "somebody wrote what was not to change",
      { ...married, nickname: "countess" },
      ["superseded", "title: as predicted", "nickname: something else", "name: as predicted"]
    ],
    [
      "there is something new",
      { ...married, shoe: 4 },
      ["superseded", "title: as predicted", "name: as predicted", "shoe: something else"]
    ]
  ] as const)("tells what was to change, and what changed unasked: %s", (_name, values, expected) => {
    expect(seen(values)).toEqual(expected)
  })

  it("confirms what it can read, and tells of the rest that nobody could", () => {
    expect(seen({ ...untitled, name: "Ada B." }, ["title"])).toEqual([
      "confirmed",
      "title: unverifiable",
      "name: as predicted"
    ])
  })

  it("does not tell of what was unknown and is so still", () => {
    const blind = { ...ada, unknown: ["shoe"] }
    const plan = planned(borea(), blind, { merge: { name: "Ada B." } })

    expect(told(Receipt.of(borea(), plan, blind, { ...blind, values: plan.predicted.values }, {}))).toEqual([
      "confirmed",
      "name: as predicted"
    ])
  })

  it("tells of a field that was unknown and is predicted now", () => {
    const blind = { ...ada, values: untitled, unknown: ["title"] }
    const plan = planned(borea(), blind, { merge: { title: null } })

    expect(told(Receipt.of(borea(), plan, blind, { ...blind, unknown: [] }, {}))).toEqual([
      "confirmed",
      "title: as predicted"
    ])
  })

  it("is pending only while all that is missing may come later", () => {
    const plan = planned(borea(), ada, { merge: { plan: "paid", name: "Ada B." } })
    const after = (values: Snapshot.Snapshot["values"]) =>
      Receipt.of(borea(), plan, ada, { ...ada, values: { ...ada.values, ...values } }, {}).status

    expect(after({ name: "Ada B." })).toBe("pending")
    expect(after({ plan: "paid" })).toBe("unconfirmed")
    expect(after({})).toBe("unconfirmed")
  })

  it("compares lists as the vendor does", () => {
    const eve = { ...ada, vendor: "caspia", values: { teams: ["t1"], language: "da" } }
    const plan = planned(caspia(), eve, { merge: { teams: ["t1", "t2"] } })
    const after = (teams: ReadonlyArray<string> | null) =>
      told(
        Receipt.of(
          caspia(),
          plan,
          eve,
          { ...eve, values: teams === null ? { language: "da" } : { language: "da", teams } },
          {}
        )
      )

    expect(after(["t2", "t1"])).toEqual(["confirmed", "teams: as predicted"])
    expect(after(["t3"])).toEqual(["superseded", "teams: something else"])
    expect(after(null)).toEqual(["superseded", "teams: something else"])
  })

  it("compares what the vendor's table lacks as it is", () => {
    const eve = { ...ada, values: { ...ada.values, shoe: { size: [4] } } }
    const plan = planned(borea(), eve, { merge: { name: "Ada B." } })
    const after = (shoe: Json.Json) =>
      told(Receipt.of(borea(), plan, eve, { ...eve, values: { ...ada.values, name: "Ada B.", shoe } }, {}))

    expect(after({ size: [4] })).toEqual(["confirmed", "name: as predicted"])
    expect(after({ size: [5] })).toEqual(["superseded", "name: as predicted", "shoe: something else"])
  })

  describe("in a form of its own", () => {
    const lower = (value: Json.Json): Json.Json => (value as string).toLowerCase()
    const semantics = Semantics.make({
      ...merging,
      fields: merging.fields.map((field) => ({ ...field, type: { ...field.type, normal: lower } }))
    })
    const after = (before: Snapshot.Snapshot, title: string | null, observed: Snapshot.Snapshot) =>
      told(Receipt.of(semantics, planned(semantics, before, { merge: { title } }), before, observed, {}))

    it("compares values, and a void or unknown one with nothing", () => {
      const blind = { ...ada, values: untitled, unknown: ["title"] }
      const doctor = { ...ada, values: { ...untitled, title: "dr" } }

      expect(after(ada, "DR", doctor)).toEqual(["confirmed", "title: as predicted"])
      expect(after(ada, "DR", { ...ada, values: untitled })).toEqual(["superseded", "title: something else"])
      expect(after(ada, null, doctor)).toEqual(["superseded", "title: something else"])
      expect(after(blind, "PROF", doctor)).toEqual(["superseded", "title: something else"])
      expect(after(blind, "DR", blind)).toEqual(["confirmed", "title: unverifiable"])
    })
  })

  it("says between which moments nobody watched", () => {
    const receipt = Receipt.of(borea(), wedding, ada, { ...ada, values: married }, { unguarded: 12 })

    expect(receipt).toEqual({
      vendor: "borea",
      member: { id: "m" },
      status: "confirmed",
      findings: [
        { subject: "title", found: "as predicted" },
        { subject: "name", found: "as predicted" }
      ],
      unguarded: 12
    })
  })
})

describe("a receipt about access", () => {
  const own = { default: "A", entries: { books: "B" }, roles: { books: "B", payroll: "A" } }
  const client = { default: null, entries: { c1: ["A"] }, roles: { x1: "A", x2: "A", y1: null } } as const
  const eve = bound(own, client)
  const after = (change: Change.Change, observed: Snapshot.Snapshot) =>
    told(Receipt.of(acme(), planned(acme(), eve, change), eve, observed, {}))
  const granted = { access: { grant: [{ entity: "payroll", role: "B" }] } }
  const roles = { books: "B", payroll: "B" }

  it.each([
    ["it came true", bound({ ...own, roles }, client), ["confirmed", "payroll: as predicted"]],
    ["it did not", eve, ["unconfirmed", "payroll: as before"]],
    [
      "somebody else took it away",
      bound({ ...own, roles: { ...roles, payroll: null } }, client),
      ["superseded", "payroll: something else"]
    ],
    [
      "somebody changed another own entity",
      bound({ ...own, roles: { ...roles, books: "A" } }, client),
      ["superseded", "books: something else", "payroll: as predicted"]
    ],
    [
      "somebody changed a client's entity",
      bound({ ...own, roles }, { ...client, roles: { ...client.roles, y1: "B" } }),
      ["superseded", "payroll: as predicted", "y1: something else"]
    ],
    [
      "somebody changed a default",
      bound({ ...own, default: "B", roles }, { ...client, default: "A" }),
      ["superseded", "payroll: as predicted", "own default: something else", "client default: something else"]
    ],
    [
      "some roles could not be read",
      bound({ ...own, roles: { payroll: "B" } }, { ...client, roles: {} }),
      ["confirmed", "payroll: as predicted"]
    ],
    [
      "the role in question could not be read",
      bound({ ...own, roles: { books: "B" } }, client),
      ["confirmed", "payroll: unverifiable"]
    ]
  ] as const)("tells what was to change, and what changed unasked: %s", (_name, observed, expected) => {
    expect(after(granted, observed)).toEqual(expected)
  })

  it("has nothing to compare with where no access was read again", () => {
    const { access: _, ...rest } = eve

    expect(after(granted, rest)).toEqual(["confirmed", "payroll: unverifiable"])
  })

  it("tells nothing of access where none was read before", () => {
    const { access: _, ...rest } = eve
    const plan = planned(acme(), eve, granted)

    expect(told(Receipt.of(acme(), plan, rest, eve, {}))).toEqual(["confirmed"])
  })

  it("tells nothing of access where none was planned on", () => {
    const { access: _, ...rest } = eve
    const plan = planned(acme(), rest, { merge: { rank: "boss" } })

    expect(told(Receipt.of(acme(), plan, eve, { ...eve, values: { rank: "boss" } }, {}))).toEqual([
      "confirmed",
      "rank: as predicted"
    ])
  })

  it("looks at a client's entities and at the defaults alike", () => {
    const change = {
      access: {
        grant: [{ client: "c2", entity: "y1", role: "B" }],
        default: { own: { role: "B", existing: "future only" as const } }
      }
    }
    const done = bound({ ...own, default: "B" }, { ...client, roles: { ...client.roles, y1: "B" } })

    expect(after(change, done)).toEqual(["confirmed", "own default: as predicted", "y1: as predicted"])
    expect(after(change, eve)).toEqual(["unconfirmed", "own default: as before", "y1: as before"])
  })

  describe("where the plan left the outcome open", () => {
    const change = { access: { revoke: [{ entity: "payroll" }] }, accept: ["drops-default:own"] }

    it("takes what is read for the answer", () => {
      const done = bound({ ...own, default: null, roles: { books: "B", payroll: null } }, client)

      expect(after(change, done)).toEqual(["confirmed", "payroll: as predicted", "own default: unverifiable"])
    })

    it("cannot tell of what was not read back", () => {
      const blind = bound({ ...own, default: null, roles: { books: "B" } }, client)

      expect(after(change, blind)).toEqual([
        "confirmed",
        "payroll: unverifiable",
        "own default: unverifiable"
      ])
    })

    it("does not confirm what is as it was", () => {
      expect(after(change, eve)).toEqual(["unconfirmed", "payroll: as before", "own default: unverifiable"])
    })
  })

  it("knows the access of a record whose fields alone were to change", () => {
    const promoted = { ...eve, values: { rank: "boss" } }
    const change = { merge: { rank: "boss" } }
    const robbed = { ...promoted, access: access({ ...own, roles: { ...own.roles, books: null } }, client) }

    expect(after(change, promoted)).toEqual(["confirmed", "rank: as predicted"])
    expect(after(change, robbed)).toEqual(["superseded", "rank: as predicted", "books: something else"])
  })
})
