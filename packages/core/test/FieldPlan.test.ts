/** Fields by example: what a request says of each, what becomes of it, and what goes without. */
import { Plan, Semantics, type Change, type Json, type Snapshot } from "@muster/core"
import * as FieldPlan from "@muster/core/FieldPlan"
import * as Result from "effect/Result"
import { describe, expect, it } from "vitest"
import { caspia } from "./caspia.ts"
import { borea, merging } from "./tables.ts"

const measured = caspia({ default: "kept" })
const values: Json.JsonObject = {
  id: "m",
  "home.country": "DK",
  "home.city": "Odense",
  teams: ["t1", "t2"],
  language: "da",
  from: 1,
  until: 10,
  "notes.a": "x",
  awake: false
}
const ada: Snapshot.Snapshot = { vendor: "caspia", member: { id: "m" }, values, unknown: ["pin"], rest: {} }
const eve: Snapshot.Snapshot = {
  vendor: "borea",
  member: { id: "m" },
  values: { title: "Ms", nickname: "eve", name: "Eve", plan: "free" },
  unknown: [],
  rest: {}
}
const blind = (snapshot: Snapshot.Snapshot, ...names: ReadonlyArray<string>): Snapshot.Snapshot => ({
  ...snapshot,
  values: Object.fromEntries(Object.entries(snapshot.values).filter(([name]) => !names.includes(name))),
  unknown: [...snapshot.unknown, ...names]
})

const made = (
  semantics: Semantics.Semantics,
  snapshot: Snapshot.Snapshot,
  { accept = [], ...change }: Change.Change
): FieldPlan.FieldPlan => FieldPlan.make(semantics, snapshot, change, new Set(accept))
const told = ({ inexpressible }: FieldPlan.FieldPlan) => inexpressible.map(({ hazard }) => hazard.id)

describe("a merge", () => {
  it("sends what is wished, in the table's order, and tells each difference", () => {
    const plan = made(borea(), eve, { merge: { plan: "free", name: "Eva", title: null } })

    expect(plan).toEqual({
      forms: [
        ["title", null],
        ["name", "Eva"]
      ],
      changes: true,
      values: { nickname: "eve", name: "Eva", plan: "free" },
      unknown: [],
      member: { id: "m" },
      effects: [
        {
          kind: "cleared",
          subject: { field: "title" },
          when: "today",
          before: "Ms",
          after: null,
          why: "wished"
        },
        {
          kind: "set",
          subject: { field: "name" },
          when: "today",
          before: "Eve",
          after: "Eva",
          why: "wished"
        }
      ],
      hazards: [],
      inexpressible: [],
      repeat: "harmless",
      deferrable: []
    })
  })

  it("sends nothing where nothing would change", () => {
    expect(made(borea(), eve, { merge: { name: "Eve" } })).toMatchObject({
      forms: [],
      changes: false,
      effects: [],
      hazards: []
    })
  })

  it("names objects and parts of them; others are left alone", () => {
    const forms = (merge: Json.JsonObject) => made(measured, ada, { merge }).forms

    expect(forms({ home: { country: "US", city: "Boston" } })).toEqual([
      ["home.country", "US"],
      ["home.city", "Boston"]
    ])
    expect(forms({ "notes.b": "y" })).toEqual([
      ["notes.a", "x"],
      ["notes.b", "y"]
    ])
    expect(forms({ from: 2 })).toEqual([["from", 2]])
  })

  it("sends what may be lost along with it, also of what it does not name", () => {
    const { forms } = made(caspia(), ada, { merge: { "home.city": "Aarhus" } })

    expect(forms).toEqual([
      ["language", "da"],
      ["home.country", "DK"],
      ["home.city", "Aarhus"]
    ])
  })
})

describe("a replacement", () => {
  it("clears what it does not name and may be without", () => {
    const plan = made(measured, ada, { replace: { language: "da", home: { country: "DK", city: "Odense" } } })

    expect(plan.forms).toEqual([
      ["teams", []],
      ["notes", null]
    ])
    expect(plan.values).toEqual({
      id: "m",
      "home.country": "DK",
      "home.city": "Odense",
      language: "da",
      from: 1,
      until: 10,
      awake: false
    })
  })
})

describe("what is told of a plan", () => {
  it("is what may come true later, with what is written along", () => {
    expect(made(borea(), eve, { merge: { plan: "paid" } }).deferrable).toEqual(["plan"])
    expect(made(borea(), eve, { merge: { name: "Eva" } }).deferrable).toEqual([])

    const along: Semantics.Write = { field: "seats", clause: "B7", after: () => 1 }
    const fields = merging.fields.map((field) =>
      field.name === "plan" ? { ...field, writes: [along] } : field
    )

    expect(
      made(Semantics.make({ ...merging, fields }), eve, { merge: { plan: "paid", name: "Eva" } }).deferrable
    ).toEqual(["plan", "seats"])
  })

  it("is whether a repeat may cost something, or go to somebody else's name", () => {
    const repeat = (semantics: Semantics.Semantics, snapshot: Snapshot.Snapshot, merge: Json.JsonObject) =>
      made(semantics, snapshot, { merge }).repeat

    expect(repeat(borea(), eve, { plan: "paid", name: "Eva" })).toBe("never")
    expect(repeat(measured, ada, { id: "n" })).toBe("never")
    expect(repeat(borea(), eve, { name: "Eva", title: "Dr" })).toBe("harmless")
  })

  it("is the hazards of every line, though only one of them has any", () => {
    const ids = made(borea(), blind(eve, "title"), { merge: { title: null, name: "Eva", plan: "paid" } })

    expect(ids.hazards.map(({ id }) => id)).toEqual(["overwrites-unknown:title", "may-charge"])
  })

  it("is each problem once", () => {
    const change = { merge: { "home.country": null, "home.city": "Aarhus", from: 15 } }

    expect(told(made(measured, ada, change))).toEqual(["without:home.country", "without:from"])
  })
})

describe("a line that is let go", () => {
  it("is still told, and leaves the others to be sent", () => {
    const plan = made(borea(), eve, {
      merge: { nickname: null, name: "Eva" },
      accept: ["without:nickname"]
    })

    expect(plan).toMatchObject({ forms: [["name", "Eva"]], values: { nickname: "eve", name: "Eva" } })
    expect(told(plan)).toEqual(["without:nickname"])
  })

  it("is neither sent nor predicted while nobody let it go", () => {
    const plan = made(borea(), eve, { merge: { name: null, title: "Dr" } })

    expect(plan.values).toEqual({ ...eve.values, title: "Dr" })
    expect(plan.effects.map(({ subject }) => subject)).toEqual([{ field: "title" }])
    expect(told(plan)).toEqual(["without:name"])
  })

  it("may take another one along, which is told too", () => {
    const bare = blind(ada, "home.city", "home.street", "home.country")
    const empty = { ...bare, unknown: ada.unknown }
    const change = { merge: { home: { country: "US", city: "Boston" } } }
    const fields = measured.fields.map((field) =>
      field.name === "home.country"
        ? { ...field, cells: { ...field.cells, other: { clause: "C2", outcome: "refused" } as const } }
        : field
    )
    const { axes: _axes, under: _under, ...table } = measured
    const picky = Semantics.make({ ...table, axes: measured.axes, fields, alternatives: [] })
    const first = ["without:home.country"]

    expect(told(made(picky, empty, change))).toEqual(first)
    expect(told(made(picky, empty, { ...change, accept: first }))).toEqual([...first, "without:home.city"])
    expect(made(picky, empty, { ...change, accept: [...first, "without:home.city"] })).toMatchObject({
      changes: false,
      forms: []
    })
  })
})

describe("a command beside another line", () => {
  const undoing: Semantics.Write = { field: "awake", clause: "C8", after: () => false }
  const lulling = {
    ...measured,
    fields: measured.fields.map((field) => (field.name === "from" ? { ...field, writes: [undoing] } : field))
  }
  const change = { merge: { wake: "now", from: 2 } }

  it("is a doubt where that may undo it", () => {
    expect(made(lulling, ada, change).hazards.map(({ id }) => id)).toEqual(["unsettled:wake"])
    expect(made(measured, ada, change).hazards).toEqual([])
  })

  it("is not sent where what can be read says that it has come true", () => {
    const awake = { ...ada, values: { ...values, awake: true } }

    expect(made(measured, awake, { merge: { wake: "now" } }).forms).toEqual([])
    expect(made(measured, awake, { merge: { wake: "never" } }).forms).toEqual([["wake", "never"]])
  })

  it("is none where nothing is sent, and none where the command was let go", () => {
    expect(made(lulling, ada, { merge: { from: 1 } }).hazards).toEqual([])
    expect(made(lulling, { ...ada, values: { ...values, awake: true } }, change).hazards).toEqual([
      expect.objectContaining({ id: "unsettled:wake" })
    ])

    const refusing = {
      ...lulling,
      choices: lulling.choices.map((each, at) =>
        lulling.fields[at]?.name === "wake" ? (lulling.choices[0] ?? each) : each
      )
    }
    const alone = made(refusing, ada, { ...change, accept: ["without:wake"] })
    expect(told(alone)).toEqual(["without:wake"])
    expect(alone.hazards).toEqual([])
  })
})

describe("a field that says another one in other words", () => {
  it("is void where that is known to be, and unknown where it is not", () => {
    const none = { ...ada, values: { id: "m", language: "da" }, unknown: ["pin", "teamCodes"] }
    const before = (snapshot: Snapshot.Snapshot) =>
      made(measured, snapshot, { merge: { teamCodes: ["c1"] } }).effects[0]?.before

    expect(before(none)).toBeNull()
    expect(before({ ...ada, unknown: ["pin", "teamCodes"] })).toBeUndefined()
    expect(before({ ...none, unknown: ["pin", "teamCodes", "teams"] })).toBeUndefined()
  })

  it("is as it was read, where somebody read it all the same", () => {
    const told = { ...ada, values: { id: "m", language: "da", teamCodes: ["c1"] }, unknown: [] }

    expect(made(measured, told, { merge: { teamCodes: ["c1"] } }).changes).toBe(false)
  })

  it("is unknown where one of those that it says is there", () => {
    const saying = (...names: ReadonlyArray<string>) => ({
      ...measured,
      fields: measured.fields.map((field) =>
        field.name === "teamCodes"
          ? { ...field, writes: names.map((name) => ({ field: name, clause: "C4", after: () => undefined })) }
          : field
      )
    })
    const some = { ...ada, values: { id: "m", language: "da", from: 1 }, unknown: ["teamCodes"] }
    const before = (...names: ReadonlyArray<string>) =>
      made(saying(...names), some, { merge: { teamCodes: ["c1"] } }).effects[0]?.before

    expect(before("teams", "until")).toBeNull()
    expect(before("teams", "from")).toBeUndefined()
  })

  it("is unknown where it could not be read though it can be, whatever it writes along", () => {
    const unread = { ...ada, values: { id: "m", language: "da" }, unknown: ["from"] }
    const writing = {
      ...measured,
      fields: measured.fields.map((field) =>
        field.name === "from"
          ? { ...field, writes: [{ field: "teams", clause: "C4", after: () => undefined }] }
          : field
      )
    }

    expect(made(writing, unread, { merge: { from: 2 } }).effects[0]?.before).toBeUndefined()
  })

  it("is no field of its own that merely cannot be read", () => {
    expect(made(measured, ada, { merge: { pin: "3" } }).effects[0]?.before).toBeUndefined()
  })
})

describe("a part that stays as it is", () => {
  it("is lost with its object, where the object cannot be left out", () => {
    const removed: Semantics.Cell = { clause: "B8", outcome: "removed" }
    const set: Semantics.Cell = { clause: "B8", outcome: "set" }
    const parts = ["home.city", "home.street"].map((name) => ({
      name,
      within: "home",
      type: { says: "a string", accepts: () => true },
      cells: { absent: removed, null: removed, same: set, other: set }
    }))
    const table: Semantics.Definition = {
      ...merging,
      fields: [...merging.fields, ...parts],
      complexes: [{ name: "home", cells: { absent: removed, null: removed, empty: removed } }]
    }
    const dropping = Semantics.make(table)
    const known = { ...eve, values: { name: "Eve", "home.city": "Rome" } }

    expect(made(dropping, known, { merge: { name: "Eva" } }).forms).toEqual([
      ["name", "Eva"],
      ["home.city", "Rome"]
    ])
    expect(
      told(made(dropping, blind(known, "home.city", "home.street"), { merge: { name: "Eva" } }))
    ).toEqual(["gives-up:home.city", "gives-up:home.street"])
    expect(Result.isFailure(Plan.make(dropping, blind(known, "home.city"), { merge: { name: "Eva" } }))).toBe(
      true
    )
  })
})
