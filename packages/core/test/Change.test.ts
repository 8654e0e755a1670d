/** What a change says about each field, and everything that can be wrong with its fields. */
import { type Json, Semantics } from "@muster/core"
import * as Change from "@muster/core/Change"
import { describe, expect, it } from "vitest"
import { caspia, definition } from "./caspia.ts"
import { borea } from "./tables.ts"

const fieldIn = (semantics: Semantics.Semantics, name: string): Semantics.Field => {
  const field = Semantics.fieldOf(semantics, name, null)?.field
  if (field === undefined) throw new Error(`there is no ${name}`)
  return field
}

/** What a change wants of a field that holds `now`: "keep", "clear", or the value to set. */
const wished = (
  change: Change.Change,
  name: string,
  now: Json.Json | undefined,
  semantics = caspia(),
  read: (name: string) => Json.Json | undefined = () => undefined
) => {
  const wish = Change.wishOf(semantics, change, fieldIn(semantics, name), now, read)
  return wish.wish === "set" ? [wish.value] : wish.wish
}

describe("a merge", () => {
  it.each([
    ["leaves alone what it does not name", "until", { from: 2 }, 10, "keep"],
    ["sets what it names", "from", { from: 2 }, 1, [2]],
    ["sets what was not there", "from", { from: 2 }, null, [2]],
    ["sets what nobody could read", "from", { from: 2 }, undefined, [2]],
    ["keeps what is there already", "from", { from: 2 }, 2, "keep"],
    ["keeps what is there in other words", "teams", { teams: ["b", "a"] }, ["a", "b"], "keep"],
    ["clears by null", "from", { from: null }, 1, "clear"],
    ["clears by null what nobody could read", "from", { from: null }, undefined, "clear"],
    ["keeps what is empty already", "from", { from: null }, null, "keep"],
    ["clears by an empty list", "teams", { teams: [] }, ["a"], "clear"],
    ["keeps an empty list empty", "teams", { teams: [] }, null, "keep"],
    ["takes an empty text for a text", "language", { language: "" }, "da", [""]],
    ["names a part alone", "home.city", { "home.city": "Odense" }, "Boston", ["Odense"]],
    ["leaves the other parts alone", "home.street", { "home.city": "Odense" }, "Nyhavn", "keep"],
    ["says a whole object by its parts", "home.city", { home: { city: "Odense" } }, "Boston", ["Odense"]],
    [
      "clears the parts that a whole object lacks",
      "home.street",
      { home: { city: "Odense" } },
      "Nyhavn",
      "clear"
    ],
    ["clears every part of an object that is to go", "home.city", { home: null }, "Boston", "clear"],
    ["inherits nothing", "notes.constructor", { notes: {} }, "x", "clear"]
  ] as const)("%s", (_, name, merge, now, wish) => {
    expect(wished({ merge }, name, now)).toEqual(wish)
  })

  it("that is not there wants nothing", () => {
    expect(wished({}, "from", 1)).toBe("keep")
    expect(wished({}, "home.city", "Boston")).toBe("keep")
  })

  it("gives a command until what it brings about can be read", () => {
    const wake = (awake: boolean) =>
      wished({ merge: { wake: "now" } }, "wake", null, caspia(), (name) =>
        name === "awake" ? awake : undefined
      )

    expect(wake(false)).toEqual(["now"])
    expect(wake(true)).toBe("keep")
    expect(wished({ merge: {} }, "wake", null)).toBe("keep")
  })

  it("sets what is not there, though the vendor would compare it with that word", () => {
    const lower = (value: Json.Json): Json.Json => String(value).toLowerCase()
    const fields = definition.fields.map((field) =>
      field.name === "language" ? { ...field, type: { ...field.type, normal: lower } } : field
    )
    const semantics = Semantics.make({ ...definition, fields })

    expect(wished({ merge: { language: "Null" } }, "language", null, semantics)).toEqual(["Null"])
    expect(wished({ merge: { language: "Undefined" } }, "language", undefined, semantics)).toEqual([
      "Undefined"
    ])
    expect(wished({ merge: { language: "DA" } }, "language", "da", semantics)).toBe("keep")
  })
})

describe("a replacement", () => {
  it.each([
    ["sets what it names", "from", { from: 2 }, "x", [2]],
    ["clears a list that a member may be without", "teams", {}, ["a"], "clear"],
    ["keeps what is empty", "teams", {}, null, "keep"],
    ["clears what may go by a null", "home.city", {}, "Boston", "clear"],
    ["leaves what cannot go", "from", {}, 1, "keep"],
    ["leaves what would only be reset", "language", {}, "da", "keep"],
    ["leaves what nobody can read", "pin", {}, undefined, "keep"],
    ["gives no command", "wake", {}, null, "keep"],
    ["leaves what it says in other words", "teams", { teamCodes: ["c1"] }, ["a"], "keep"],
    ["clears what only others say in other words", "home.city", { teamCodes: ["c1"] }, "Boston", "clear"],
    ["clears an object as a whole, its required part too", "home.country", { from: 1 }, "DK", "clear"],
    [
      "leaves the required part of an object that it touches",
      "home.country",
      { "home.city": "x" },
      "DK",
      "keep"
    ],
    [
      "clears the other parts of an object that it touches",
      "home.street",
      { "home.city": "x" },
      "y",
      "clear"
    ],
    ["clears what an open object holds", "notes.c", {}, "x", "clear"],
    ["says a whole object by its parts", "home.country", { home: { city: "x" } }, "DK", "clear"]
  ] as const)("%s", (_, name, replace, now, wish) => {
    expect(wished({ replace }, name, now)).toEqual(wish)
  })

  it("leaves the required part of an object that it touches beside others", () => {
    expect(wished({ replace: { from: 1, "home.city": "x" } }, "home.country", "DK")).toBe("keep")
  })

  it.each(["pin", "wake"])("leaves %s, which cannot be read, though null would clear it", (name) => {
    const clearable = (field: Semantics.Field): Semantics.Field => ({
      ...field,
      cells: { ...field.cells, null: { clause: "Z", outcome: "removed" } }
    })
    const fields = definition.fields.map((field) => (field.name === name ? clearable(field) : field))

    expect(wished({ replace: {} }, name, undefined, Semantics.make({ ...definition, fields }))).toBe("keep")
  })

  it("clears within its vocabulary only", () => {
    expect(wished({ replace: {}, vocabulary: ["from"] }, "teams", ["a"])).toBe("keep")
    expect(wished({ replace: {}, vocabulary: ["teams"] }, "teams", ["a"])).toBe("clear")
  })

  it("clears at a vendor that has neither objects nor other words", () => {
    const name = (of: string) => wished({ replace: {} }, of, "x", borea())

    expect(["title", "nickname", "name"].map(name)).toEqual(["clear", "clear", "keep"])
  })

  it.each([
    ["by being left out", { absent: { clause: "Z", outcome: "removed" } }, "clear"],
    ["by null", { null: { clause: "Z", outcome: "removed" } }, "clear"],
    [
      "under one answer",
      { null: { axis: "null", outcomes: { ignored: "kept", clears: "removed", refused: "refused" } } },
      "clear"
    ],
    [
      "under one answer that leaves another question open",
      {
        null: {
          axis: "null",
          outcomes: {
            ignored: "kept",
            refused: "refused",
            clears: { axis: "default", outcomes: { reset: "reset", kept: "removed" } }
          }
        }
      },
      "clear"
    ],
    [
      "by an empty value alone, which is none of the two",
      { empty: { clause: "Z", outcome: "removed" } },
      "keep"
    ],
    ["not at all", {}, "keep"]
  ] as const)("clears what goes %s", (_, cells, wish) => {
    const fields = definition.fields.map((field) =>
      field.name === "from" ? { ...field, cells: { ...field.cells, ...cells } } : field
    )

    expect(wished({ replace: {} }, "from", 1, Semantics.make({ ...definition, fields }))).toBe(wish)
  })
})

const noField = {
  rule: "caspia has no field of one of the names given",
  wayOut:
    "its fields are id, home.country, home.city, home.street, teams, language, pin, teamCodes, from, until, wake, notes.*"
}

describe("what is wrong with a change", () => {
  it.each([
    [
      "two ways at once",
      { merge: {}, replace: {} },
      {
        field: "merge",
        rule: "a change merges or replaces, not both",
        wayOut: "keep one of merge and replace"
      }
    ],
    ["a name that the vendor lacks", { merge: { shoe: 4 } }, { field: "merge", ...noField }],
    ["the same in a replacement", { replace: { shoe: 4 } }, { field: "replace", ...noField }],
    ["a part that an object lacks", { merge: { home: { shoe: 4 } } }, { field: "merge", ...noField }],
    [
      "an object and its part",
      { merge: { from: 1, home: { city: "x" }, "home.city": "y" } },
      { field: "merge", rule: "says home and one of its parts at once", wayOut: "name home only" }
    ],
    [
      "the same in other words",
      { replace: { teams: ["a"], teamCodes: ["c"] } },
      { field: "replace", rule: "says teams and teamCodes at once", wayOut: "name one of them only" }
    ],
    [
      "a text for an object",
      { merge: { home: "here" } },
      { field: "merge.home", rule: "has to be an object", wayOut: "correct the value" }
    ],
    [
      "a list for an object",
      { merge: { home: ["here"] } },
      { field: "merge.home", rule: "has to be an object", wayOut: "correct the value" }
    ],
    [
      "what only the vendor writes",
      { merge: { awake: true } },
      { field: "merge.awake", rule: "can only be read", wayOut: "leave it out" }
    ],
    [
      "a command that is cleared",
      { merge: { wake: null } },
      { field: "merge.wake", rule: "is a command, which cannot be cleared", wayOut: "leave it out" }
    ],
    [
      "a value of another type",
      { replace: { from: "May" } },
      { field: "replace.from", rule: "has to be a day of the year", wayOut: "correct the value" }
    ],
    [
      "a part of another type",
      { merge: { home: { city: 4 } } },
      { field: "merge.home.city", rule: "has to be a string", wayOut: "correct the value" }
    ],
    [
      "a value below a name that the caller chose, which is not repeated",
      { merge: { notes: { secret: 4 } } },
      { field: "merge.notes", rule: "has to be a string", wayOut: "correct the value" }
    ]
  ] as const)("is told by field, rule and way out: %s", (_, change, problem) => {
    expect(Change.problems(caspia(), change)).toEqual([problem])
  })

  it("is told of each field", () => {
    const merge = { shoe: 4, from: "May", until: "June" }

    expect(Change.problems(caspia(), { merge }).map(({ field }) => field)).toEqual([
      "merge",
      "merge.from",
      "merge.until"
    ])
  })

  it.each([
    ["nothing", {}],
    ["an object alone", { merge: { from: 1, home: { city: "x", street: null } } }],
    ["parts alone", { merge: { "home.city": "x", "home.street": null } }],
    ["an object that is to go", { merge: { home: null } }],
    ["a field that is to go", { replace: { teams: null, from: null } }],
    ["one of two words", { merge: { teams: ["a"] } }],
    ["a command", { merge: { wake: "never" } }]
  ] as const)("is nothing where it says %s", (_, change) => {
    expect(Change.problems(caspia(), change)).toEqual([])
  })

  it("is found at a vendor without objects, other words and read-only members", () => {
    expect(Change.problems(borea(), { merge: { title: 4, shoe: 4 } })).toEqual([
      { field: "merge.title", rule: "has to be a string", wayOut: "correct the value" },
      {
        field: "merge",
        rule: "borea has no field of one of the names given",
        wayOut: "its fields are title, nickname, name, plan"
      }
    ])
  })
})

describe("the names in a change", () => {
  it("are those of the fields and of the parts of whole objects", () => {
    const said = { teams: ["a"], language: "da", from: null, home: { city: "x", street: null } }
    const names = ["teams", "language", "from", "home", "home.city", "home.street"]

    expect(Change.namesIn({ merge: said })).toEqual(names)
    expect(Change.namesIn({ replace: said })).toEqual(names)
    expect(Change.namesIn({})).toEqual([])
  })

  it("are told as far as the table has them", () => {
    const told = ["home.city", "notes.secret", "notesome", "shoe"].map((name) =>
      Change.placeOf(caspia(), name)
    )

    expect(told).toEqual(["home.city", "notes", "notesome", "shoe"])
    expect(Change.placeOf(borea(), "shoe")).toBe("shoe")
  })
})
