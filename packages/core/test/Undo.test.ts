/** What can be taken back is said when planning, and how surely. */
import { type Change, Plan, type Reading, Semantics, type Snapshot } from "@muster/core"
import * as Result from "effect/Result"
import { describe, expect, it } from "vitest"
import { bound } from "./bindings.ts"
import { caspia } from "./caspia.ts"
import { acme, borea, merging } from "./tables.ts"

const exact = ["exact", "the value before can be written again"] as const
const tentative = ["tentative", "undocumented: it comes back, or stays as it is"] as const
const undocumented = ["irreversible", "undocumented"] as const
const forbidden = ["irreversible", "no request brings it back"] as const

/** For everything that changes, how surely it comes back and why. */
const undo = (semantics: Semantics.Semantics, snapshot: Snapshot.Snapshot, change: Change.Change) =>
  Result.getOrThrow(Plan.make(semantics, snapshot, change)).undo.map(
    ({ subject, undo: how, why }) => [subject, how, why] as const
  )

describe("a field", () => {
  const ada: Snapshot.Snapshot = {
    vendor: "borea",
    member: { id: "m" },
    values: { title: "Ms", name: "Ada", plan: "free" },
    unknown: [],
    rest: {}
  }
  const back = (merge: Change.Change["merge"], evidence: Reading.Reading = {}, from = ada) =>
    undo(borea(evidence), from, { merge: merge ?? {} })

  it("comes back by writing its value again, changed or cleared", () => {
    expect(back({ title: "Dr", name: "Eve" })).toEqual([
      ["title", ...exact],
      ["name", ...exact]
    ])
    expect(back({ title: null })).toEqual([["title", ...exact]])
  })

  it("that was void comes back as surely as it can be cleared", () => {
    expect(back({ nickname: "a" })).toEqual([["nickname", ...tentative]])
    expect(back({ nickname: "a" }, { null: "clears" })).toEqual([["nickname", ...exact]])
    expect(back({ nickname: "a" }, { null: "refused" })).toEqual([["nickname", ...forbidden]])
    expect(back({ name: "Ada" }, {}, { ...ada, values: {} })).toEqual([["name", ...forbidden]])
  })

  it("does not come back where nobody knew it", () => {
    expect(back({ title: "Dr" }, {}, { ...ada, values: {}, unknown: ["title"] })).toEqual([
      ["title", "irreversible", "it was unknown before"]
    ])
  })

  it("does not come back where the way there or back has a cost", () => {
    expect(back({ plan: "paid" })).toEqual([
      ["plan", "irreversible", "a charge or a message cannot be called back"]
    ])
    expect(back({ plan: "free" }, {}, { ...ada, values: { plan: "paid" } })).toEqual([
      ["plan", "irreversible", "the way back may charge or send a message"]
    ])
    expect(back({ plan: "free", title: "Dr" }, {}, { ...ada, values: { plan: "paid" } })).toEqual([
      ["title", ...exact],
      ["plan", "irreversible", "the way back may charge or send a message"]
    ])
  })

  it("comes back though another one in its request does not", () => {
    expect(back({ title: "Dr", plan: "paid" })).toEqual([
      ["title", ...exact],
      ["plan", "irreversible", "a charge or a message cannot be called back"]
    ])
  })

  it("whose way back costs nothing is judged by that way alone", () => {
    expect(back({ plan: "free" }, {}, { ...ada, values: {} })).toEqual([["plan", ...forbidden]])
  })

  it("says nothing where nothing changes", () => {
    expect(back({ title: "Ms" })).toEqual([])
  })
})

describe("a field that writes another one along", () => {
  /** Borea with a plan that says whether a member pays, and a title that makes a nickname. */
  const semantics = Semantics.make({
    ...merging,
    fields: merging.fields.map((field) =>
      field.name === "title"
        ? {
            ...field,
            writes: [
              {
                field: "nickname",
                clause: "B5",
                after: (title, now) => (title === "Dr" ? "doc" : (now ?? null))
              }
            ]
          }
        : field
    )
  })
  const record = (values: Snapshot.Snapshot["values"]): Snapshot.Snapshot => ({
    vendor: "borea",
    member: { id: "m" },
    values,
    unknown: [],
    rest: {}
  })

  it("does not come back alone", () => {
    expect(undo(semantics, record({ title: "Dr", nickname: "ada" }), { merge: { title: "Ms" } })).toEqual([
      ["title", "irreversible", "the way back may change other fields along"]
    ])
  })

  it("comes back where the way back leaves the other one alone", () => {
    expect(undo(semantics, record({ title: "Ms", nickname: "doc" }), { merge: { title: "Dr" } })).toEqual([
      ["title", ...exact]
    ])
    expect(undo(semantics, record({ title: "Ms", nickname: "ada" }), { merge: { title: "Dr" } })).toEqual([
      ["title", ...exact],
      ["nickname", ...exact]
    ])
  })
})

describe("of a record with objects, lists and commands", () => {
  const values = {
    id: "m",
    "home.country": "DK",
    "home.city": "Odense",
    teams: ["t1"],
    language: "da",
    from: 1,
    "notes.a": "x",
    awake: false
  }
  const eve: Snapshot.Snapshot = {
    vendor: "caspia",
    member: { id: "m" },
    values,
    unknown: ["pin"],
    rest: {}
  }
  const back = (merge: Change.Change["merge"], evidence: Reading.Reading = {}, from = eve) =>
    undo(caspia({ default: "kept", ...evidence }), from, { merge: merge ?? {} })

  it("a command does not come back, nor what only the vendor writes", () => {
    expect(back({ wake: "now" })).toEqual([
      ["wake", "irreversible", "a command cannot be called back"],
      ["awake", "irreversible", "only the vendor writes it"]
    ])
  })

  it("other words for a field do not come back, and the field does as far as it is known", () => {
    expect(back({ teamCodes: ["c1"] })).toEqual([
      ["teamCodes", "irreversible", "it only says in other words what another field holds"],
      ["teams", ...undocumented]
    ])
  })

  it("what is never told comes back where it is known nonetheless", () => {
    expect(back({ pin: "2" }, {}, { ...eve, values: { ...values, pin: "1" }, unknown: [] })).toEqual([
      ["pin", ...exact]
    ])
    expect(back({ pin: "2" })).toEqual([["pin", "irreversible", "it was unknown before"]])
  })

  it("a list comes back where the vendor replaces lists; else only by growing", () => {
    expect(back({ teams: ["t2"] }, { list: "replaced" })).toEqual([["teams", ...exact]])
    expect(back({ teams: ["t1", "t2"] })).toEqual([["teams", ...tentative]])
    expect(back({ teams: [] })).toEqual([["teams", ...exact]])
  })

  it("a part of an object comes back where the others do not suffer", () => {
    expect(back({ "home.city": "Aarhus" })).toEqual([["home.city", ...exact]])
    expect(back({ "home.city": null })).toEqual([["home.city", ...exact]])
    expect(back({ "notes.a": null })).toEqual([["notes.a", ...exact]])
    expect(back({ notes: { b: "y" } })).toEqual([
      ["notes.a", ...exact],
      ["notes.b", ...exact]
    ])
  })

  it("a part that was void comes back as surely as an object loses parts", () => {
    expect(back({ "home.street": "Nyhavn" })).toEqual([["home.street", ...tentative]])
    expect(back({ "home.street": "Nyhavn" }, { rest: "removed" })).toEqual([["home.street", ...exact]])
    expect(back({ "home.street": "Nyhavn" }, { rest: "kept", null: "ignored" })).toEqual([
      ["home.street", ...forbidden]
    ])
  })

  it("a part of an object comes back though another one was unknown, as far as that one stays", () => {
    const blind = { ...eve, unknown: ["pin", "home.street"] }
    const whole = { home: { country: "US", city: "Boston", street: "Main St." } }

    expect(back(whole, {}, blind)).toEqual([
      ["home.country", ...exact],
      ["home.city", ...exact],
      ["home.street", "irreversible", "it was unknown before"]
    ])
  })

  it("an object comes back as a whole, as surely as its most doubtful part", () => {
    const homeless = { ...eve, values: { language: "da" } }
    const home = { home: { country: "DK", city: "Odense" } }

    expect(back(home, {}, homeless)).toEqual([
      ["home.country", ...tentative],
      ["home.city", ...tentative]
    ])
    expect(back(home, { null: "clears" }, homeless)).toEqual([
      ["home.country", ...exact],
      ["home.city", ...exact]
    ])
  })
})

describe("access", () => {
  const own = { default: "A", entries: { books: "B" }, roles: { books: "B", payroll: "A" } }
  const client = { default: null, entries: { c1: ["A"] }, roles: { x1: "A", x2: "A", y1: null } } as const
  const eve = bound(own, client)
  const unknown = ["irreversible", "what was stored, or what comes of it, is not all known"] as const
  const back = (
    access: Change.Change["access"],
    evidence: Reading.Reading = {},
    from = eve,
    accept: ReadonlyArray<string> = []
  ) => undo(acme(evidence), from, { access: access ?? {}, accept })

  it.each([
    ["an entry that was given", { grant: [{ entity: "payroll", role: "B" }] }],
    ["an entry that was dropped", { unpin: [{ entity: "books" }] }],
    ["an entry of a client's entity", { grant: [{ client: "c2", entity: "y1", role: "A" }] }],
    ["an entry of a client", { grant: [{ client: "c2", role: "A" }] }],
    ["a default that all follow", { default: { own: { role: "B", existing: "apply" } } }],
    ["a default that none follow yet", { default: { own: { role: "B", existing: "future only" } } }]
  ] as const)("comes back: %s", (_name, access) => {
    expect(back(access)).toEqual([["access", ...exact]])
  })

  it.each([
    ["nobody knows whether leaving it out clears it", {}, tentative],
    ["leaving it out clears it", { omitted: "cleared" }, exact],
    ["leaving it out keeps it, and null clears it", { omitted: "kept", void: "cleared" }, exact],
    ["leaving it out keeps it, and nobody knows of null", { omitted: "kept" }, tentative],
    ["null is refused, and nobody knows of leaving it out", { void: "refused" }, tentative],
    ["nothing clears it", { omitted: "kept", void: "refused" }, forbidden],
    ["null is as if it were left out, which keeps it", { omitted: "kept", void: "absent" }, forbidden]
  ] as const)("that had no default goes back to none where that can be: %s", (_name, evidence, expected) => {
    const bare = bound(
      { default: null, entries: { books: "B", payroll: "B" }, roles: { books: "B", payroll: "B" } },
      client
    )
    const first = { default: { own: { role: "A", existing: "future only" } } } as const

    expect(back(first, { implies: "no", ...evidence }, bare)).toEqual([["access", ...expected]])
    expect(
      back({ ...first, grant: [{ entity: "payroll", role: "A" }] }, { implies: "no", ...evidence }, bare)
    ).toEqual([["access", ...expected]])
  })

  it("comes back as surely as the readings tell what an entry holds for", () => {
    const revoked = { revoke: [{ client: "c1" }] }

    expect(back(revoked)).toEqual([["access", ...tentative]])
    expect(back(revoked, { later: "future" })).toEqual([["access", ...exact]])
  })

  it.each([
    ["the own default was unknown", bound({ entries: {}, roles: own.roles }, client)],
    ["the own entries were unknown", bound({ default: "A", roles: own.roles }, client)],
    ["the clients' default was unknown", bound(own, { entries: client.entries, roles: client.roles })],
    ["the clients' entries were unknown", bound(own, { default: null, roles: client.roles })]
  ])("does not come back where %s", (_name, from) => {
    const change = {
      grant: [{ entity: "payroll", role: "B" }],
      default: { own: { role: "B", existing: "future only" } }
    } as const

    expect(back(change, {}, from)).toEqual([["access", ...unknown]])
  })

  it("does not come back where nobody knows what is stored afterwards", () => {
    expect(back({ revoke: [{ entity: "payroll" }] }, {}, eve, ["drops-default:own"])).toEqual([
      ["access", ...unknown]
    ])
  })

  it("does not come back where a role that goes along could not be read", () => {
    const blind = bound({ default: "A", entries: {}, roles: { books: "A" } }, client)

    expect(back({ grant: [{ entity: "books", role: "B" }] }, {}, blind)).toEqual([
      ["access", ...undocumented]
    ])
  })

  describe("under a clients' default", () => {
    const bare = { default: null, entries: {}, roles: { books: null, payroll: null } }
    const some = bound(bare, { default: "A", entries: {}, roles: { x1: "A", x2: "A", y1: null } })
    const all = bound(bare, { default: "A", entries: {}, roles: { x1: "A", x2: "A", y1: "A" } })
    const letGo = { default: { client: { role: null, existing: "let go" } } } as const
    const keep = { default: { client: { role: null, existing: "keep" } } } as const

    it("does not come back where the default would reach what it had not reached", () => {
      expect(back({ grant: [{ client: "c2", entity: "y1", role: "B" }] }, {}, some)).toEqual([
        ["access", ...undocumented]
      ])
      expect(back({ grant: [{ client: "c1", entity: "x1", role: "B" }] }, {}, some)).toEqual([
        ["access", ...exact]
      ])
    })

    it.each([
      ["all may have followed it", all, {}, tentative],
      ["it reaches all", all, { reach: "all" }, exact],
      ["it reaches only those with access", all, { reach: "reached" }, undocumented],
      ["some did not follow it", some, {}, tentative]
    ] as const)("comes back once that was let go: %s", (_name, from, evidence, expected) => {
      expect(back(letGo, { omitted: "cleared", ...evidence }, from)).toEqual([["access", ...expected]])
    })

    it("comes back once its roles were kept without it", () => {
      expect(back(keep, { omitted: "cleared" }, all)).toEqual([["access", ...exact]])
      expect(back(keep, { omitted: "cleared" }, some)).toEqual([["access", ...tentative]])
    })

    it("may come back where a client is named for its entities only", () => {
      const carrier = bound(bare, {
        default: "A",
        entries: { c1: [null, { x1: "B" }] },
        roles: { x1: "B", x2: null, y1: "A" }
      })

      expect(back({ grant: [{ client: "c1", entity: "x2", role: "A" }] }, {}, carrier)).toEqual([
        ["access", ...tentative]
      ])
    })
  })

  it("may come back where the role that takes it away was the only sign that there is one", () => {
    const barred = bound(
      { default: "A", entries: { books: "none at all" }, roles: { books: null, payroll: "A" } },
      client
    )

    expect(back({ grant: [{ entity: "books", role: "B" }] }, {}, barred)).toEqual([["access", ...tentative]])
    expect(back({ grant: [{ entity: "payroll", role: "B" }] }, {}, barred)).toEqual([["access", ...exact]])
  })

  describe("that the organization role gives", () => {
    const promoted = bound(
      { default: null, entries: {}, roles: { books: "A", payroll: "A" } },
      { default: null, entries: {}, roles: { x1: "A", x2: "A", y1: "A" } },
      "chief"
    )
    const line = (snapshot: Snapshot.Snapshot, rank: string, evidence: Reading.Reading) =>
      undo(acme(evidence), snapshot, { merge: { rank } }).at(-1)

    it("comes back with that role, where it is known to give any", () => {
      expect(line(promoted, "worker", { implies: "yes" })).toEqual(["access", ...exact])
      expect(line(promoted, "worker", {})).toEqual(["access", ...tentative])
    })

    it("comes back whatever default is left, but then nobody knows that default", () => {
      const change = { access: { default: { own: { role: "A", existing: "apply" as const } } } }
      const line = (evidence: Reading.Reading) =>
        undo(acme({ implies: "yes", ...evidence }), promoted, change)

      expect(line({})).toEqual([["access", ...tentative]])
      expect(line({ omitted: "cleared" })).toEqual([["access", ...exact]])
    })

    it("may not go again where later entities might have got it", () => {
      const pinned = bound(
        { default: null, entries: { books: "B", payroll: "B" }, roles: { books: "B", payroll: "B" } },
        { default: null, entries: { c1: ["B"], c2: ["B"] }, roles: { x1: "B", x2: "B", y1: "B" } }
      )

      expect(line(pinned, "chief", { implies: "no" })).toEqual(["access", ...exact])
      expect(line(pinned, "chief", {})).toEqual(["access", ...tentative])
    })
  })

  it("is a line of its own beside the field that it is written along with", () => {
    expect(undo(acme(), eve, { merge: { rank: "boss" } })).toEqual([
      ["rank", ...exact],
      ["access", ...exact]
    ])
  })

  it("is no line where no access was read", () => {
    const { access: _, ...rest } = eve

    expect(undo(acme(), rest, { merge: { rank: "boss" } })).toEqual([["rank", ...exact]])
  })
})
