/** What a vendor does with a request under one reading, as its table says, square by square. */
import { Apply, type Json, type Reading, Semantics, type Snapshot } from "@muster/core"
import type { AccessForms, DefaultForm } from "@muster/core/AccessForms"
import { describe, expect, it } from "vitest"
import { access, bound } from "./bindings.ts"
import { caspia } from "./caspia.ts"
import { acme, accessAxes, borea, merging } from "./tables.ts"

const record = (
  vendor: string,
  values: Json.JsonObject,
  unknown: ReadonlyArray<string> = []
): Snapshot.Snapshot => ({ vendor, member: { id: "m" }, values, unknown, rest: {} })

/** The values afterwards. */
const after = (applied: Apply.Applied) => (applied === "refused" ? applied : applied.snapshot.values)

/** How caspia usually works. */
const caspian = {
  rest: "kept",
  null: "clears",
  list: "added",
  default: "kept",
  stranger: "stored",
  dates: "accepted",
  rename: "renames"
}

const text = { says: "a string", accepts: () => true }

describe("a field", () => {
  const ada = record("borea", { title: "Ms", nickname: "ada", name: "Ada", plan: "free" })
  const usual = { null: "clears", later: "at-once" }
  const send = (body: Json.JsonObject, reading: Reading.Reading = usual, from = ada) =>
    Apply.apply(borea(), reading, from, { fields: Object.entries(body) })

  it("stays where nothing is said of it, and becomes what is said", () => {
    expect(send({})).toEqual({ snapshot: ada, deferred: [], unsettled: [] })
    expect(send({ title: "Dr", plan: "paid" })).toEqual({
      snapshot: { ...ada, values: { ...ada.values, title: "Dr", plan: "paid" } },
      deferred: [],
      unsettled: []
    })
  })

  it("goes by null, stays, or takes the whole request down, as the reading has it", () => {
    const { nickname: _, ...others } = ada.values

    expect(after(send({ nickname: null }))).toEqual(others)
    expect(after(send({ nickname: null }, { ...usual, null: "ignored" }))).toEqual(ada.values)
    expect(send({ nickname: null, title: "Dr" }, { ...usual, null: "refused" })).toBe("refused")
    expect(send({ name: null, title: "Dr" })).toBe("refused")
  })

  it("comes later where the vendor takes the wish and waits", () => {
    expect(send({ plan: "paid", title: "Dr" }, { ...usual, later: "awaiting" })).toEqual({
      snapshot: { ...ada, values: { ...ada.values, title: "Dr" } },
      deferred: ["plan"],
      unsettled: []
    })
  })

  it("waits for nothing where it has the value already", () => {
    const paid = record("borea", { ...ada.values, plan: "paid" })

    expect(send({ plan: "paid" }, { ...usual, later: "awaiting" }, paid)).toMatchObject({ deferred: [] })
  })

  it("is known once it was written or cleared, and no sooner", () => {
    const blind = record("borea", { name: "Ada" }, ["title", "nickname", "plan"])

    expect(send({ title: "Dr", nickname: null }, usual, blind)).toEqual({
      snapshot: record("borea", { name: "Ada", title: "Dr" }, ["plan"]),
      deferred: [],
      unsettled: []
    })
  })

  it("is the same in the vendor's own form, and never the same as nothing", () => {
    const lower = (value: Json.Json): Json.Json => (value as string).toLowerCase()
    const semantics = Semantics.make({
      ...merging,
      fields: merging.fields.map((field) =>
        field.name === "title"
          ? {
              ...field,
              type: { ...field.type, normal: lower },
              cells: { ...field.cells, same: { clause: "B8", outcome: "ignored" } }
            }
          : field
      )
    })
    const title = (from: Snapshot.Snapshot) =>
      after(Apply.apply(semantics, usual, from, { fields: [["title", "MS"]] }))

    expect(title(ada)).toEqual(ada.values)
    expect(title(record("borea", {}))).toEqual({ title: "MS" })
    expect(title(record("borea", {}, ["title"]))).toEqual({ title: "MS" })
  })

  it("may wait together with what it writes along", () => {
    const semantics = Semantics.make({
      ...merging,
      fields: merging.fields.map((field) =>
        field.name === "plan"
          ? { ...field, writes: [{ field: "nickname", clause: "B5", after: () => "payer" }] }
          : field
      )
    })
    const forms = { fields: [["plan", "paid"]] as const }

    expect(Apply.apply(semantics, { ...usual, later: "awaiting" }, ada, forms)).toEqual({
      snapshot: ada,
      deferred: ["plan", "nickname"],
      unsettled: []
    })
    expect(Apply.apply(semantics, usual, ada, forms)).toEqual({
      snapshot: { ...ada, values: { ...ada.values, plan: "paid", nickname: "payer" } },
      deferred: [],
      unsettled: []
    })
  })
})

describe("a list", () => {
  const eve = record("caspia", { id: "m", teams: ["t2"] })
  const send = (body: Json.JsonObject, reading: Reading.Reading = {}, from = eve) =>
    after(Apply.apply(caspia(), { ...caspian, ...reading }, from, { fields: Object.entries(body) }))

  it("is replaced, or grows, as the reading has it", () => {
    expect(send({ teams: ["t1", "t2"] })).toEqual({ id: "m", teams: ["t1", "t2"] })
    expect(send({ teams: ["t1"] })).toEqual({ id: "m", teams: ["t1", "t2"] })
    expect(send({ teams: ["t1"] }, { list: "replaced" })).toEqual({ id: "m", teams: ["t1"] })
    expect(send({ teams: ["t1"] }, {}, record("caspia", { id: "m" }))).toEqual({ id: "m", teams: ["t1"] })
  })

  it("grows by what it lacks, in order, where its items have no form of their own", () => {
    const added = { clause: "B6", outcome: "added" } as const
    const semantics = Semantics.make({
      ...merging,
      fields: [
        {
          name: "tags",
          type: text,
          cells: { absent: added, null: added, same: added, other: added },
          writes: [{ field: "said", clause: "B7", after: (tags) => (Array.isArray(tags) ? tags.length : 0) }]
        }
      ]
    })
    const grown = Apply.apply(
      semantics,
      { null: "clears", later: "at-once" },
      record("borea", { tags: ["b", "a"] }),
      {
        fields: [["tags", ["c", "a"]]]
      }
    )

    expect(after(grown)).toEqual({ tags: ["b", "a", "c"], said: 2 })
  })

  it("goes by an empty one", () => {
    expect(send({ teams: [] })).toEqual({ id: "m" })
    expect(send({ teams: null }, { null: "ignored" })).toEqual(eve.values)
    expect(send({ teams: null }, { null: "refused" })).toBe("refused")
  })

  it("is no longer known once other words for it were written", () => {
    const forms = { fields: [["teamCodes", ["c1"]]] as const }

    expect(Apply.apply(caspia(), caspian, eve, forms)).toEqual({
      snapshot: { ...eve, values: { ...eve.values, teamCodes: ["c1"] } },
      deferred: [],
      unsettled: ["teams"]
    })
  })
})

describe("a record", () => {
  const values = { id: "m", from: 10, until: 20, awake: false }
  const eve = record("caspia", values)
  const send = (body: Json.JsonObject, reading: Reading.Reading = {}) =>
    Apply.apply(caspia(), { ...caspian, ...reading }, eve, { fields: Object.entries(body) })

  it("moves with its name", () => {
    expect(send({ id: "n" })).toEqual({
      snapshot: { ...eve, member: { id: "n" }, values: { ...values, id: "n" } },
      deferred: [],
      unsettled: []
    })
    expect(send({ id: "m" })).toMatchObject({ snapshot: eve })
    expect(send({ id: "n" }, { rename: "refused" })).toBe("refused")
  })

  it("keeps nothing of a command but what that writes along", () => {
    expect(after(send({ wake: "now" }))).toEqual({ ...values, awake: true })
    expect(after(send({ wake: "never" }))).toEqual(values)
  })

  it("loses what is written along as nothing", () => {
    const semantics = Semantics.make({
      ...merging,
      fields: merging.fields.map((field) =>
        field.name === "title"
          ? { ...field, writes: [{ field: "nickname", clause: "B5", after: () => null }] }
          : field
      )
    })
    const ada = record("borea", { title: "Ms", nickname: "ada" })
    const send = (title: string | null) =>
      after(Apply.apply(semantics, { null: "clears", later: "at-once" }, ada, { fields: [["title", title]] }))

    expect(send("Dr")).toEqual({ title: "Dr" })
    expect(send(null)).toEqual({})
  })

  it("tells where a default may have come back", () => {
    expect(send({ from: 11 }, { default: "reset" })).toEqual({
      snapshot: { ...eve, values: { ...values, from: 11 } },
      deferred: [],
      unsettled: ["language"]
    })
    expect(send({ language: "da" }, { default: "reset" })).toMatchObject({ unsettled: [] })
  })

  it("is refused where its values do not go together, if the vendor minds", () => {
    expect(after(send({ from: 21 }))).toEqual({ ...values, from: 21 })
    expect(send({ from: 21 }, { dates: "refused" })).toBe("refused")
    expect(after(send({ from: 19 }, { dates: "refused" }))).toEqual({ ...values, from: 19 })
  })
})

describe("an object", () => {
  const home = { "home.country": "DK", "home.city": "Odense", "home.street": "Nyhavn" }
  const send = (from: Json.JsonObject, body: Json.JsonObject, reading: Reading.Reading = {}) =>
    after(
      Apply.apply(caspia(), { ...caspian, ...reading }, record("caspia", from), {
        fields: Object.entries(body)
      })
    )

  it.each([
    ["stays where nothing is said of it", {}, {}, home],
    ["is cleared by null", { home: null }, {}, {}],
    ["stays by null", { home: null }, { null: "ignored" }, home],
    ["takes the request down by null", { home: null }, { null: "refused" }, "refused"],
    ["cannot be empty", { home: {} }, {}, "refused"],
    ["cannot be given without a part it needs", { "home.city": "Aarhus" }, {}, "refused"],
    [
      "keeps the parts that are left out",
      { "home.country": "US", "home.city": "Boston" },
      {},
      { ...home, "home.country": "US", "home.city": "Boston" }
    ],
    [
      "loses the parts that are left out",
      { "home.country": "US", "home.city": "Boston" },
      { rest: "removed" },
      { "home.country": "US", "home.city": "Boston" }
    ],
    [
      "loses a part that is null",
      { "home.country": "DK", "home.city": null },
      {},
      { "home.country": "DK", "home.street": "Nyhavn" }
    ],
    [
      "treats a part that is null like one left out, and keeps it",
      { "home.country": "DK", "home.city": null },
      { null: "ignored" },
      home
    ],
    [
      "treats a part that is null like one left out, and loses it",
      { "home.country": "DK", "home.city": null },
      { null: "ignored", rest: "removed" },
      { "home.country": "DK" }
    ]
  ] as const)("%s", (_name, body, reading, expected) => {
    expect(send(home, body, reading)).toEqual(expected)
  })

  const notes = { "notes.a": "x", "notes.b": "x" }
  it.each([
    ["stays where nothing is said of it", {}, {}, notes],
    ["is cleared by null", { notes: null }, { null: "refused" }, {}],
    ["is cleared by an empty one", { notes: {} }, {}, {}],
    ["is what is said", { "notes.b": "y" }, {}, { "notes.b": "y" }],
    ["takes a stranger", { "notes.b": "x", "notes.z": "y" }, {}, { "notes.b": "x", "notes.z": "y" }],
    ["refuses a stranger", { "notes.b": "x", "notes.z": "y" }, { stranger: "refused" }, "refused"],
    [
      "takes a name it knows though it was void",
      { "notes.__proto__": "y" },
      { stranger: "refused" },
      Object.fromEntries([["notes.__proto__", "y"]])
    ],
    ["refuses a null", { "notes.a": null }, {}, "refused"],
    [
      "holds as many names as it may",
      { "notes.a": "1", "notes.b": "2", "notes.c": "3" },
      {},
      { "notes.a": "1", "notes.b": "2", "notes.c": "3" }
    ],
    [
      "refuses a name too many",
      { "notes.a": "1", "notes.b": "2", "notes.c": "3", "notes.d": "4" },
      {},
      "refused"
    ]
  ] as const)("of any names %s", (_name, body, reading, expected) => {
    expect(send(notes, body, reading)).toEqual(expected)
  })

  it("of any names that holds nothing is refused by its form, and by what would become of names only with them", () => {
    const definition = caspia()
    const changed = { axis: "stranger", outcomes: { stored: "set", refused: "refused" } } as const
    const cells = {
      absent: { clause: "C6", outcome: "kept" },
      null: { axis: "null", outcomes: { clears: changed, ignored: "kept", refused: "refused" } },
      empty: { clause: "C6", outcome: "refused" }
    } as const
    const semantics = Semantics.make({
      ...definition,
      complexes: (definition.complexes ?? []).map((rule) =>
        rule.open === undefined ? rule : { ...rule, cells }
      )
    })
    const sent = (said: null | Json.JsonObject, reading: Reading.Reading, values = {}) => {
      const fields: Semantics.Forms["fields"] = [["notes", said]]
      return after(Apply.apply(semantics, { ...caspian, ...reading }, record("caspia", values), { fields }))
    }

    expect(sent(null, { null: "refused" })).toBe("refused")
    expect(sent({}, {})).toBe("refused")
    expect(sent(null, { null: "clears", stranger: "refused" })).toEqual({})
    expect(sent(null, { null: "clears", stranger: "refused" }, { "notes.a": "x" })).toBe("refused")
    expect(sent(null, { null: "ignored" })).toEqual({})
    const open = (said: null | undefined) =>
      Apply.axes(semantics, record("caspia", {}), { fields: said === undefined ? [] : [["notes", said]] })
    expect(
      open(null)
        .filter((axis) => !open(undefined).includes(axis))
        .map(({ id }) => id)
    ).toEqual(["null", "stranger"])
  })

  it("of any names counts those that stay, and those that are said", () => {
    const definition = caspia()
    const kept = { clause: "C8", outcome: "kept" } as const
    const full = record("caspia", { "notes.a": "1", "notes.b": "2", "notes.c": "3" })
    const semantics = Semantics.make({
      ...definition,
      complexes: (definition.complexes ?? []).map(({ open, ...rule }) => ({
        ...rule,
        ...(open === undefined
          ? {}
          : {
              open: {
                ...open,
                each: { ...open.each, cells: { ...open.each.cells, absent: kept, null: kept, other: kept } }
              }
            })
      }))
    })
    const nobody = record("caspia", {})
    const sent = (fields: Json.JsonObject, from = full) =>
      after(Apply.apply(semantics, caspian, from, { fields: Object.entries(fields) }))

    expect(sent({ "notes.d": "4" })).toBe("refused")
    expect(sent({ "notes.a": "1", "notes.b": "2", "notes.__proto__": "3", "notes.d": "4" }, nobody)).toBe(
      "refused"
    )
    expect(sent({ "notes.a": null, "notes.b": "2", "notes.__proto__": "3", "notes.d": "4" }, nobody)).toEqual(
      {
        "notes.d": "4"
      }
    )
    expect(sent({ "notes.d": null })).toEqual(full.values)
    expect(sent({})).toEqual(full.values)
  })

  it("of any names gives one up for another", () => {
    const full = { "notes.a": "1", "notes.b": "2", "notes.c": "3" }
    const other = { "notes.b": "2", "notes.c": "3", "notes.d": "4" }

    expect(send(full, other)).toEqual(other)
  })

  it("that has too many names already is left alone where nothing is said of its names", () => {
    const crowd = { "notes.a": "1", "notes.b": "2", "notes.c": "3", "notes.d": "4" }

    expect(send(crowd, {})).toEqual(crowd)
    expect(send(crowd, { notes: null })).toEqual({})
  })
})

describe("access", () => {
  const usual: Reading.Reading = Object.fromEntries(
    accessAxes.map(({ answers: [first = ""], id }) => [id, first])
  )
  const own = { default: "A", entries: { books: "B" }, roles: { books: "B", payroll: "A" } }
  const client = {
    default: "B",
    entries: { c1: ["A"] },
    roles: { x1: "A", x2: "A", y1: null }
  } as const
  const eve = bound(own, client)
  const absent: DefaultForm = { form: "absent" }
  const forms = (of: Partial<AccessForms["own"]>, to: Partial<AccessForms["client"]> = {}): AccessForms => ({
    own: { default: absent, entries: new Map(), ...of },
    client: { default: absent, entries: new Map(), ...to }
  })
  const role = (name: string): DefaultForm => ({ form: "value", role: name })
  const sent = (
    given: AccessForms | undefined,
    reading: Reading.Reading = {},
    from = eve,
    rank = "worker"
  ) => {
    const applied = Apply.apply(acme(), { ...usual, ...reading }, from, {
      fields: [["rank", rank]],
      ...(given === undefined ? {} : { access: given })
    })
    return applied === "refused" ? "all is refused" : applied.snapshot.access
  }
  const none = { books: null, payroll: null }
  const nobody = { x1: null, x2: null, y1: null }

  it("is all gone where a replacing request says nothing of it", () => {
    const gone = access(
      { default: null, entries: {}, roles: none },
      { default: null, entries: {}, roles: nobody }
    )

    expect(sent(undefined)).toEqual(gone)
    expect(sent(undefined, { void: "refused" })).toEqual(gone)
    expect(sent(forms({}))).toEqual(gone)
  })

  it("keeps defaults that are left out, where the reading has it so", () => {
    const left = access(
      { default: "A", entries: {}, roles: { books: "A", payroll: "A" } },
      { default: "B", entries: {}, roles: { x1: "B", x2: "B", y1: "B" } }
    )

    expect(sent(forms({}), { omitted: "kept" })).toEqual(left)
    expect(sent(undefined, { omitted: "kept" })).toEqual(left)
  })

  it.each([
    ["null", { void: "cleared", omitted: "kept" }, null],
    ["empty", { void: "cleared", omitted: "kept" }, null],
    ["null", { void: "absent", omitted: "kept" }, "A"],
    ["empty", { void: "absent", omitted: "cleared" }, null],
    ["null", { void: "refused" }, "all is refused"],
    ["empty", { void: "refused" }, "all is refused"]
  ] as const)("may take a default that is %s for none: %j", (form, reading, expected) => {
    const after = sent(forms({ default: { form } }), reading)

    expect(after === "all is refused" ? after : after?.own.default).toBe(expected)
  })

  it("is refused as a whole where the clients' default is", () => {
    expect(sent(forms({}, { default: { form: "null" } }), { void: "refused" })).toBe("all is refused")
  })

  it("gives what entries say, and the default on the rest", () => {
    const given = forms(
      { default: role("B"), entries: new Map([["books", "A"]]) },
      { default: role("A"), entries: new Map([["c1", { role: "B", entities: new Map([["x2", "A"]]) }]]) }
    )

    expect(sent(given)).toEqual(
      access(
        { default: "B", entries: { books: "A" }, roles: { books: "A", payroll: "B" } },
        { default: "A", entries: { c1: ["B", { x2: "A" }] }, roles: { x1: "B", x2: "A", y1: "A" } }
      )
    )
  })

  it("gives the clients' default on those with a role only, where the reading has it so, and all own entities theirs", () => {
    const bare = bound({ ...own, roles: none }, client)
    const given = forms({ default: role("B") }, { default: role("B") })

    expect(sent(given, { reach: "reached" }, bare)).toEqual(
      access(
        { default: "B", entries: {}, roles: { books: "B", payroll: "B" } },
        { default: "B", entries: {}, roles: { x1: "B", x2: "B", y1: null } }
      )
    )
  })

  it("may withhold the default from a client that is named for its entities only", () => {
    const given = forms(
      {},
      { default: role("A"), entries: new Map([["c1", { role: null, entities: new Map([["x1", "B"]]) }]]) }
    )
    const roles = (reading: Reading.Reading) => {
      const after = sent(given, reading)
      return after === "all is refused" ? after : Object.fromEntries(after?.client.effective ?? [])
    }

    expect(roles({ wrapper: "keeps" })).toEqual({ x1: "B", x2: "A", y1: "A" })
    expect(roles({ wrapper: "loses" })).toEqual({ x1: "B", x2: null, y1: "A" })
    expect(
      sent(forms({ default: role("B"), entries: new Map([["books", "A"]]) }), { wrapper: "loses" })
    ).toMatchObject({
      own: {
        effective: new Map([
          ["books", "A"],
          ["payroll", "B"]
        ])
      }
    })
  })

  it("may follow from the organization role that the same request gives", () => {
    expect(sent(forms({}), { implies: "yes" }, eve, "chief")).toEqual(
      access(
        { default: null, entries: {}, roles: { books: "A", payroll: "A" } },
        { default: null, entries: {}, roles: { x1: "A", x2: "A", y1: "A" } }
      )
    )
    expect(sent(forms({}), { implies: "no" }, eve, "chief")).toMatchObject({
      own: {
        effective: new Map([
          ["books", null],
          ["payroll", null]
        ])
      }
    })
  })

  it.each([
    ["an own entity", forms({ entries: new Map([["books", "none at all"]]) })],
    ["a client", forms({}, { entries: new Map([["c1", { role: "none at all", entities: new Map() }]]) })],
    [
      "a client's entity",
      forms({}, { entries: new Map([["c1", { role: "A", entities: new Map([["x1", "none at all"]]) }]]) })
    ]
  ])("may refuse or take the role that takes access away: on %s", (_name, given) => {
    expect(sent(given)).toBe("all is refused")
    expect(sent(given, { "no-access": "none" })).toMatchObject({
      own: { entries: given.own.entries },
      client: { entries: given.client.entries }
    })
  })

  it("refuses no other role with it", () => {
    expect(
      sent(
        forms(
          { entries: new Map([["books", "A"]]) },
          { entries: new Map([["c1", { role: "A", entities: new Map([["x1", "B"]]) }]]) }
        )
      )
    ).not.toBe("all is refused")
  })

  it("stays as it is at a vendor that keeps none", () => {
    const odd = { ...eve, vendor: "borea", values: { title: "Ms" } }

    expect(
      Apply.apply(borea(), { null: "clears", later: "at-once" }, odd, { fields: [["title", "Dr"]] })
    ).toEqual({ snapshot: { ...odd, values: { title: "Dr" } }, deferred: [], unsettled: [] })
  })

  it("stays unread where it was", () => {
    const { access: _, ...rest } = eve

    expect(Apply.apply(acme(), usual, rest, { fields: [["rank", "boss"]] })).toEqual({
      snapshot: { ...rest, values: { rank: "boss" } },
      deferred: [],
      unsettled: []
    })
  })
})

describe("the squares that a request meets", () => {
  const eve = record("caspia", { id: "m", "home.city": "Odense", teams: ["t1"], "notes.a": "x" }, ["pin"])
  /** The squares that decide one field or one object. */
  const met = (name: string, body: Json.JsonObject) =>
    Apply.squares(caspia(), eve, { fields: Object.entries(body) })
      .filter(({ field }) => field.name === name || field.within === name)
      .map(({ before, cell, field, of, said }) => ({ name: field.name, before, said, cell, of: of.name }))
  const field = (name: string) => {
    const found = caspia().fields.find((each) => each.name === name)
    if (found === undefined) throw new Error(name)
    return found.cells
  }

  it("are the field's own: left out, null, empty, the same or another value", () => {
    const teams = { name: "teams", before: ["t1"], of: "teams" }
    const cells = field("teams")

    expect(met("teams", {})).toEqual([{ ...teams, said: undefined, cell: cells.absent }])
    expect(met("teams", { teams: null })).toEqual([{ ...teams, said: null, cell: cells.null }])
    expect(met("teams", { teams: [] })).toEqual([{ ...teams, said: [], cell: cells.empty }])
    expect(met("teams", { teams: ["t1", "t1"] })).toEqual([
      { ...teams, said: ["t1", "t1"], cell: cells.same }
    ])
    expect(met("id", { id: "m" })[0]?.cell).toBe(field("id").same)
    expect(met("id", { id: "n" })[0]?.cell).toBe(field("id").other)
    expect(met("pin", { pin: "1" })).toEqual([
      { name: "pin", before: undefined, said: "1", cell: field("pin").other, of: "pin" }
    ])
  })

  it("are the object's where none of its parts is said, and the parts' own else", () => {
    const home = (caspia().complexes ?? [])[0]
    const cells = (body: Json.JsonObject) => met("home", body).map(({ cell, name, of }) => [name, of, cell])
    const parts = ["home.country", "home.city", "home.street"]

    expect(cells({})).toEqual(parts.map((part) => [part, "home", home?.cells.absent]))
    expect(cells({ home: null })).toEqual(parts.map((part) => [part, "home", home?.cells.null]))
    expect(cells({ home: {} })).toEqual(parts.map((part) => [part, "home", home?.cells.empty]))
    expect(cells({ "home.city": "Odense" })).toEqual([
      ["home.country", "home.country", field("home.country").absent],
      ["home.city", "home.city", field("home.city").same],
      ["home.street", "home.street", field("home.street").absent]
    ])
  })

  it("are one for each name that an open object has or is to have", () => {
    expect(met("notes", {}).map(({ name }) => name)).toEqual(["notes.a"])
    expect(met("notes", { "notes.c": "y" }).map(({ name, said }) => [name, said])).toEqual([
      ["notes.a", undefined],
      ["notes.c", "y"]
    ])
  })
})

describe("the open points that decide a request", () => {
  const ids = (semantics: Semantics.Semantics, snapshot: Snapshot.Snapshot, body: Json.JsonObject) =>
    Apply.axes(semantics, snapshot, { fields: Object.entries(body) }).map(({ id }) => id)
  const ada = record("borea", { plan: "free" })

  it("are those of the squares it meets", () => {
    expect(ids(borea(), ada, { title: null })).toEqual([])
    expect(ids(borea(), ada, { nickname: null })).toEqual(["null"])
    expect(ids(borea(), ada, { plan: "paid", nickname: null })).toEqual(["null", "later"])
  })

  it("are those of its objects, of what its values may contradict, and of fields left out", () => {
    const eve = record("caspia", { "home.country": "DK" })

    expect(ids(caspia(), eve, {})).toEqual(["default", "dates"])
    expect(ids(caspia(), eve, { language: "da", home: null })).toEqual(["null", "dates"])
    expect(ids(caspia(), eve, { language: "da", "home.country": "DK" })).toEqual(["rest", "dates"])
  })

  it("are all those of access, for a vendor that replaces it", () => {
    expect(ids(acme(), bound({}, {}), { rank: "boss" })).toEqual(accessAxes.map(({ id }) => id))
  })
})
