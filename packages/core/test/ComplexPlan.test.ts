/** One object by example: left out, null, empty or given, whichever serves all its parts best. */
import { Semantics, type Json, type Snapshot } from "@muster/core"
import * as ComplexPlan from "@muster/core/ComplexPlan"
import { describe, expect, it } from "vitest"

const cell = (outcome: Semantics.Outcome): Semantics.Cell => ({ clause: "O1", outcome })
const either = (one: Semantics.Outcome, other: Semantics.Outcome): Semantics.Cell => ({
  axis: "either",
  outcomes: { one, other }
})
const [kept, removed, set, refused] = [cell("kept"), cell("removed"), cell("set"), cell("refused")]

type Squares = Semantics.Complex["cells"]
type Parts = Readonly<Record<string, Semantics.Field["cells"]>>

const text: Semantics.Field["type"] = { says: "a string", accepts: (value) => typeof value === "string" }
const part = (absent: Semantics.Cell, nulled: Semantics.Cell): Semantics.Field["cells"] => ({
  absent,
  null: nulled,
  same: set,
  other: set
})
const table = (parts: Parts, rule: Semantics.Complex): Semantics.Semantics =>
  Semantics.make({
    vendor: "delta",
    operation: "PATCH /person",
    writes: "merge",
    identifiers: ["id"],
    axes: [{ id: "either", answers: ["one", "other"] }],
    fields: Object.entries(parts).map(([name, cells]) => ({
      name: `home.${name}`,
      within: "home",
      type: text,
      cells
    })),
    complexes: [rule],
    encode: (_, forms) => Object.fromEntries(forms.fields)
  })

const person = (values: Json.JsonObject, unknown: ReadonlyArray<string> = []): Snapshot.Snapshot => ({
  vendor: "delta",
  member: { id: "m" },
  values,
  unknown,
  rest: {}
})

/** The plan for one object: what is wished of its parts, where null clears and what is not named is to stay. */
const planned = (
  semantics: Semantics.Semantics,
  snapshot: Snapshot.Snapshot,
  wishes: Json.JsonObject
): ComplexPlan.ComplexPlan => {
  const [complex] = semantics.compiled.values()
  if (complex === undefined) throw new Error("there is no object")
  return ComplexPlan.make(semantics, snapshot, complex, Object.keys(wishes), ({ name }) => {
    const value = wishes[name]
    if (value === undefined) return { wish: "keep" }
    return value === null ? { wish: "clear" } : { wish: "set", value }
  })
}

const verdicts = ({ lines }: ComplexPlan.ComplexPlan) =>
  lines.map(({ choice, field }) => `${field.name} ${choice.verdict}`)

describe("an object is said", () => {
  const home = { "home.city": "Rome", "home.street": "Corso" }
  const both = { "home.city": null, "home.street": null }
  const loose = part(kept, removed)
  const tight = part(removed, refused)
  const whole = (absent: Semantics.Cell, nulled: Semantics.Cell, empty: Semantics.Cell): Squares => ({
    absent,
    null: nulled,
    empty
  })
  const said = (squares: Squares, cells: Semantics.Field["cells"], wishes: Json.JsonObject) => {
    const semantics = table({ city: cells, street: cells }, { name: "home", cells: squares })
    const plan = planned(semantics, person(home), wishes)
    return ComplexPlan.formsOf(plan, "home")
  }

  it.each([
    ["not at all, where nothing is wished", whole(kept, removed, removed), loose, {}, []],
    [
      "not at all, where that keeps it by any reading, though null would by the document",
      whole(either("kept", "ignored"), kept, kept),
      loose,
      {},
      []
    ],
    [
      "by what is documented, where something is wished",
      whole(either("removed", "removed"), removed, kept),
      tight,
      both,
      [["home", null]]
    ],
    ["by leaving it out, where that clears it", whole(removed, removed, removed), loose, both, []],
    ["by null, which is shorter than its parts", whole(kept, removed, kept), loose, both, [["home", null]]],
    ["by what empties it, where null does not", whole(kept, refused, removed), loose, both, [["home", {}]]],
    [
      "part by part, where each has to be said",
      whole(kept, refused, refused),
      loose,
      both,
      [
        ["home.city", null],
        ["home.street", null]
      ]
    ],
    [
      "with the parts that are to stay, where they would go",
      whole(kept, removed, removed),
      tight,
      { "home.city": null },
      [["home.street", "Corso"]]
    ],
    [
      "by the part alone, where the others stay anyway",
      whole(kept, removed, removed),
      loose,
      { "home.city": "Pisa" },
      [["home.city", "Pisa"]]
    ],
    [
      "so that the fewest parts are in doubt",
      whole(kept, either("removed", "kept"), kept),
      part(kept, removed),
      both,
      [
        ["home.city", null],
        ["home.street", null]
      ]
    ],
    [
      "so that it cannot be refused, where it is in doubt anyway",
      whole(kept, either("removed", "refused"), either("removed", "ignored")),
      part(kept, either("removed", "refused")),
      both,
      [["home", {}]]
    ],
    [
      "by its parts, where each way is as long",
      whole(kept, removed, removed),
      part(removed, refused),
      { "home.city": null, "home.street": "Corso" },
      [["home.street", "Corso"]]
    ]
  ] as const)("%s", (_, squares, cells, wishes, forms) => {
    expect(said(squares, cells, wishes)).toEqual(forms)
  })

  it("by its parts, though a part that stays leans on what is open", () => {
    const semantics = table(
      { city: part(kept, either("removed", "kept")), street: part(either("kept", "refused"), refused) },
      { name: "home", cells: whole(kept, either("removed", "kept"), kept) }
    )
    const plan = planned(semantics, person({ "home.city": "Rome" }), { "home.city": null })

    expect(plan.form).toBe("given")
    expect(verdicts(plan)).toEqual(["home.city tentative", "home.street tentative"])
  })

  it("so that one part is in doubt and not each, though that is longer", () => {
    const semantics = table(
      { city: part(kept, either("removed", "kept")), street: loose },
      { name: "home", cells: whole(kept, either("removed", "kept"), kept) }
    )

    expect(verdicts(planned(semantics, person(home), both))).toEqual([
      "home.city tentative",
      "home.street exact"
    ])
  })

  it("as it would have to be, where it cannot be sent", () => {
    const semantics = table(
      { city: part(kept, refused), street: part(removed, removed) },
      { name: "home", cells: whole(kept, refused, refused) }
    )
    const plan = planned(semantics, person({}, ["home.street"]), { "home.city": "Rome" })

    expect(plan.form).toBe("given")
    expect(verdicts(plan)).toEqual(["home.city exact", "home.street forbidden"])
  })

  it("by null, where leaving out its only part would say nothing, and neither can be sent", () => {
    const semantics = table(
      { city: part(either("removed", "kept"), refused) },
      { name: "home", cells: whole(kept, refused, refused) }
    )
    const plan = planned(semantics, person({ "home.city": "Rome" }), { "home.city": null })

    expect(plan.form).toBe("null")
    expect(verdicts(plan)).toEqual(["home.city forbidden"])
  })

  it("as what harms the fewest parts, where none of them can be said", () => {
    const semantics = table(
      { city: part(refused, refused), street: part(refused, refused) },
      { name: "home", cells: whole(kept, either("removed", "set"), refused) }
    )

    expect(verdicts(planned(semantics, person(home), { "home.city": null }))).toEqual([
      "home.city forbidden",
      "home.street exact"
    ])
  })
})

describe("a part", () => {
  const empties = { ...part(kept, refused), empty: removed }
  const field = (more: Partial<Semantics.Field>): Semantics.Field => ({
    name: "home.city",
    within: "home",
    type: text,
    cells: empties,
    ...more
  })
  const cleared = (more: Partial<Semantics.Field>) => {
    const { choices } = Semantics.compiledAt(
      table({ city: empties }, { name: "home", cells: { absent: kept, null: refused, empty: refused } }),
      0
    )
    return ComplexPlan.said({
      field: field(more),
      wish: { wish: "clear" },
      before: "Rome",
      choice: choices.clear.value.ordinary
    })
  }

  it("is emptied as its field is: by an empty text, or by an empty list", () => {
    expect(cleared({})).toEqual([["home.city", ""]])
    expect(cleared({ blank: [] })).toEqual([["home.city", []]])
  })

  it("that nobody named and that has to be there is missing", () => {
    const semantics = table(
      { country: part(refused, refused), zip: part(refused, refused), city: part(kept, removed) },
      { name: "home", cells: { absent: kept, null: refused, empty: refused } }
    )
    const plan = planned(semantics, person({ "home.city": "Rome" }, ["home.zip"]), { "home.city": "Pisa" })
    const wished = planned(semantics, person({}), { "home.country": null, "home.city": "Pisa" })

    expect(ComplexPlan.missing(plan)).toEqual(["home.country"])
    expect(ComplexPlan.missing(wished)).toEqual(["home.zip"])
    expect(ComplexPlan.missing({ ...plan, form: "absent" })).toEqual([])
  })
})

describe("an open object", () => {
  const two = table(
    {},
    {
      name: "notes",
      cells: { absent: kept, null: removed, empty: removed },
      open: {
        each: { type: text, cells: part(removed, refused) },
        stranger: set,
        most: { count: 2, clause: "O2" }
      }
    }
  )
  const noted = (wishes: Json.JsonObject, values: Json.JsonObject = { "notes.a": "x" }) =>
    verdicts(planned(two, person(values), wishes))

  it.each([
    ["one more", { "notes.b": "y" }, ["notes.a exact", "notes.b exact"]],
    [
      "one too many, and each that is new is to blame",
      { "notes.a": "z", "notes.b": "y", "notes.c": "y" },
      ["notes.a exact", "notes.b forbidden", "notes.c forbidden"]
    ],
    [
      "one too many beside one that stays",
      { "notes.b": "y", "notes.c": "y" },
      ["notes.a exact", "notes.b forbidden", "notes.c forbidden"]
    ],
    [
      "as many as there may be, once another one goes",
      { "notes.a": null, "notes.b": "y", "notes.c": "y" },
      ["notes.a exact", "notes.b exact", "notes.c exact"]
    ]
  ])("takes so many names and no more: %s", (_, wishes, lines) => {
    expect(noted(wishes)).toEqual(lines)
  })

  it("loses one of too many without being told what is wrong with the others", () => {
    const full = { "notes.a": "x", "notes.b": "x", "notes.c": "x", "notes.d": "x" }

    expect(noted({ "notes.a": null }, full)).toEqual(
      ["notes.a", "notes.b", "notes.c", "notes.d"].map((name) => `${name} exact`)
    )
  })

  it("has the names that are stored, unread or spoken of, each once", () => {
    const snapshot = person({ "notes.a": "x", "notesx.b": "x", title: "Ms" }, ["notes.*", "pin"])

    expect(ComplexPlan.namesIn(snapshot, "notes", ["notes.b", "notes.a", "home.city"])).toEqual([
      "notes.a",
      "notes.*",
      "notes.b"
    ])
  })
})
