/** The words that somebody reads before consenting to a line, or instead of a plan: exact, since they are all there is. */
import { Plan, Semantics, type Change, type Json, type Snapshot } from "@muster/core"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import { describe, expect, it } from "vitest"
import { caspia, definition } from "./caspia.ts"
import { borea, merging } from "./tables.ts"

const measured = caspia({ default: "kept" })
const barred: Semantics.Cell = { clause: "C9", outcome: "refused" }
const ada: Snapshot.Snapshot = {
  vendor: "caspia",
  member: { id: "m" },
  values: { id: "m", "home.country": "DK", "home.city": "Odense", teams: ["t1", "t2"], language: "da" },
  unknown: ["pin"],
  rest: {}
}
const eve: Snapshot.Snapshot = {
  vendor: "borea",
  member: { id: "m" },
  values: { title: "Ms", nickname: "eve", name: "Eve", plan: "free" },
  unknown: [],
  rest: {}
}
const without = (snapshot: Snapshot.Snapshot, ...names: ReadonlyArray<string>): Snapshot.Snapshot => ({
  ...snapshot,
  values: Object.fromEntries(Object.entries(snapshot.values).filter(([name]) => !names.includes(name)))
})
const blind = (snapshot: Snapshot.Snapshot, ...names: ReadonlyArray<string>): Snapshot.Snapshot => ({
  ...without(snapshot, ...names),
  unknown: [...snapshot.unknown, ...names]
})

const hazards = (
  semantics: Semantics.Semantics,
  snapshot: Snapshot.Snapshot,
  merge: Change.Change["merge"]
) => Result.getOrThrow(Plan.make(semantics, snapshot, { merge: merge ?? {} })).hazards

/** What is told instead of a plan: the problems, and the lines that can be accepted. */
const refusal = (semantics: Semantics.Semantics, snapshot: Snapshot.Snapshot, change: Change.Change) => {
  const made = Plan.make(semantics, snapshot, change)
  if (Result.isSuccess(made)) throw new Error("it was planned")
  const { reason } = made.failure
  if (reason._tag !== "Inexpressible") throw new Error(made.failure.message)
  return { problems: reason.problems, hazards: Redacted.value(reason.hazards) }
}

describe("before a line is sent", () => {
  it("a charge is told, with the clause that says so", () => {
    expect(hazards(borea(), eve, { plan: "paid" })).toEqual([
      {
        id: "may-charge",
        kind: "consequence",
        weight: "stop",
        says: "It may cost something.",
        sources: ["B4"]
      }
    ])
  })

  it("a charge is told of what might not have been paid for yet, and of nothing else", () => {
    expect(hazards(borea(), blind(eve, "plan"), { plan: "paid" }).map(({ id }) => id)).toEqual(["may-charge"])
    expect(hazards(borea(), eve, { name: "Eva" })).toEqual([])
    expect(hazards(borea(), { ...eve, values: { ...eve.values, plan: "paid" } }, { plan: "free" })).toEqual(
      []
    )
  })

  it("a line that may fail is told, with the axes that decide", () => {
    expect(hazards(borea(), eve, { nickname: null })).toEqual([
      {
        id: "tentative:nickname",
        kind: "doubt",
        weight: "stop",
        says: "It is undocumented whether nickname can be changed so; it changes as wished or stays as it is.",
        sources: ["null"]
      }
    ])
  })

  it("a clear of what could not be read is told; a value for it is not", () => {
    expect(hazards(borea(), blind(eve, "title"), { title: null })).toEqual([
      {
        id: "overwrites-unknown:title",
        kind: "doubt",
        weight: "stop",
        says: "title could not be read; what it holds is lost.",
        sources: []
      }
    ])
    expect(hazards(borea(), blind(eve, "title"), { title: "Dr" })).toEqual([])
  })
})

describe("a command that something else may undo", () => {
  const awake: Semantics.Write = {
    field: "awake",
    clause: "C8",
    after: (written) => written === "now",
    isOpen: true
  }
  const restless = {
    ...measured,
    fields: measured.fields.map((field) => (field.name === "wake" ? { ...field, writes: [awake] } : field))
  }

  it("is told", () => {
    const told = hazards(restless, { ...ada, values: { ...ada.values, awake: false } }, { wake: "now" })

    expect(told).toEqual([
      {
        id: "unsettled:wake",
        kind: "doubt",
        weight: "stop",
        says: "wake may not have come true afterwards: something else in this change may undo it.",
        sources: []
      }
    ])
  })
})

describe("a wish that has no request", () => {
  it.each([
    [
      "a clear of what has to be there",
      borea(),
      eve,
      { name: null },
      {
        field: "name",
        why: "forbidden",
        rule: "cannot be left empty",
        wayOut: "leave it as it is, or give a value"
      },
      {
        id: "without:name",
        says: "name cannot be left empty; the rest of the change can go without it.",
        sources: ["B3"]
      }
    ],
    [
      "a name too many",
      measured,
      { ...ada, values: { ...ada.values, "notes.a": "x", "notes.b": "x", "notes.__proto__": "x" } },
      { "notes.c": "y" },
      {
        field: "notes",
        why: "forbidden",
        rule: "is one name too many beside the 3 that there may be",
        wayOut: "take another name out in the same change, or leave this one out"
      },
      {
        id: "without:notes.c",
        says: "notes.c is one name too many beside the 3 that there may be; the rest of the change can go without it.",
        sources: ["C7"]
      }
    ],
    [
      "a value that may become another one",
      measured,
      ada,
      { teams: ["t3"] },
      {
        field: "teams",
        why: "unsettled",
        rule: "is undocumented in a way that may do something else",
        wayOut: "settle the axis by evidence"
      },
      {
        id: "without:teams",
        says: "teams might become something else; the rest of the change can go without it.",
        sources: ["list"]
      }
    ],
    [
      "a part without another part that has to be there",
      measured,
      without(ada, "home.country", "home.city"),
      { "home.city": "Aarhus" },
      {
        field: "home.city",
        why: "needs more",
        rule: "cannot be given without other parts of its object",
        wayOut: "give home.country too"
      },
      {
        id: "without:home.city",
        says: "home.city cannot be changed without home.country; the rest of the change can go without it.",
        sources: ["C2"]
      }
    ],
    [
      "a part beside another one that could not be read",
      measured,
      blind(ada, "home.street"),
      { "home.city": "Aarhus" },
      {
        field: "home.city",
        why: "needs a read",
        rule: "cannot be given without harm to other parts of its object",
        wayOut: "read the member first, or give the whole of home"
      },
      {
        id: "without:home.city",
        says: "home.city cannot be changed without home.street; the rest of the change can go without it.",
        sources: ["rest"]
      }
    ]
  ] as const)(
    "names the field, the rule and the way out: %s",
    (_, semantics, snapshot, merge, problem, hazard) => {
      expect(refusal(semantics, snapshot, { merge })).toEqual({
        problems: [problem],
        hazards: [expect.objectContaining({ kind: "inexpressible", weight: "stop", ...hazard })]
      })
    }
  )

  it("names all the parts that are missing or in the way", () => {
    const told = refusal(measured, blind(ada, "home.country", "home.street"), {
      merge: { "home.city": "Aarhus" }
    })

    expect(told.hazards.map(({ says }) => says)).toEqual([
      "home.city cannot be changed without home.country, home.street; the rest of the change can go without it."
    ])
  })

  it("does not ask to read what the vendor never tells", () => {
    const secret = {
      ...measured,
      fields: measured.fields.map((field) =>
        field.name === "home.street" ? { ...field, readable: false as const } : field
      )
    }

    expect(refusal(secret, blind(ada, "home.street"), { merge: { "home.city": "Aarhus" } }).problems).toEqual(
      [expect.objectContaining({ why: "needs a read", wayOut: "give the whole of home" })]
    )
    expect(
      refusal(secret, blind(ada, "home.country", "home.street"), { merge: { "home.city": "Aarhus" } })
        .problems
    ).toEqual([expect.objectContaining({ wayOut: "give the whole of home" })])
  })

  it("says which values there are instead, but not to somebody who wants none", () => {
    const refused: Semantics.Cell = { clause: "B5", outcome: "refused" }
    const fields = merging.fields.map((field) =>
      field.ordinary === undefined
        ? field
        : { ...field, ordinary: { ...field.ordinary, otherwise: { same: refused, other: refused } } }
    )
    const free = Semantics.make({ ...merging, fields })
    const one = (plan: Json.Json) => refusal(free, eve, { merge: { plan } })

    expect(one("paid").problems).toEqual([
      { field: "plan", why: "forbidden", rule: "cannot be set to this value", wayOut: "it can be free" }
    ])
    expect(one("paid").hazards).toMatchObject([
      { says: "plan cannot be set to this value; the rest of the change can go without it." }
    ])
    expect(one(null).problems).toEqual([
      {
        field: "plan",
        why: "forbidden",
        rule: "cannot be left empty",
        wayOut: "leave it as it is, or give a value"
      }
    ])
    expect([one("paid"), one(null)].flatMap((told) => told.hazards.map(({ sources }) => sources))).toEqual([
      ["B5"],
      ["B3"]
    ])
  })

  it("cites what forbids it of the only part of an object", () => {
    const fields = definition.fields.filter(({ within }) => within === undefined)
    const country = definition.fields.filter(({ name }) => name === "home.country")
    const strict = Semantics.make(
      {
        ...definition,
        fields: [...fields, ...country],
        complexes: [
          { name: "home", cells: { absent: { clause: "C1", outcome: "kept" }, null: barred, empty: barred } }
        ]
      },
      { default: "kept" }
    )

    for (const merge of [{ home: null }, { "home.country": null }])
      expect(refusal(strict, without(ada, "home.city"), { merge }).hazards).toMatchObject([
        { id: "without:home.country", sources: ["C2"] }
      ])
  })

  it("says so of a value that nothing else is said of", () => {
    const taken: Semantics.Cell = { clause: "B6", outcome: "refused" }
    const fields = merging.fields.map((field) =>
      field.name === "name" ? { ...field, cells: { ...field.cells, other: taken } } : field
    )

    expect(refusal(Semantics.make({ ...merging, fields }), eve, { merge: { name: "Eva" } }).problems).toEqual(
      [
        {
          field: "name",
          why: "forbidden",
          rule: "cannot be set to this value",
          wayOut: "leave it as it is, or give another value"
        }
      ]
    )
  })
})

describe("a part whose object would do something else to another part", () => {
  const wild: Semantics.Cell = { axis: "rest", outcomes: { removed: "removed", kept: "reset" } }
  const wilder = Semantics.make({
    ...definition,
    fields: definition.fields.map((field) =>
      field.name === "home.street" || field.name === "home.city"
        ? { ...field, cells: { ...field.cells, absent: wild, same: wild } }
        : field
    )
  })

  it("waits for evidence, where all of it is known", () => {
    const told = refusal(wilder, ada, { merge: { "home.country": "US" } })

    expect(told.problems).toContainEqual({
      field: "home.country",
      why: "unsettled",
      rule: "cannot be given without harm to other parts of its object",
      wayOut: "settle the axis by evidence"
    })
  })

  it("says all that is missing", () => {
    const two = {
      ...measured,
      fields: measured.fields.map((field, at) =>
        field.name === "home.street"
          ? { ...field, cells: measured.fields[at - 2]?.cells ?? field.cells }
          : field
      ),
      choices: measured.choices.map((each, at) =>
        measured.fields[at]?.name === "home.street" ? (measured.choices[at - 2] ?? each) : each
      )
    }
    const told = refusal(two, without(ada, "home.country", "home.city"), { merge: { "home.city": "Aarhus" } })

    expect(told.problems).toMatchObject([{ wayOut: "give home.country, home.street too" }])
  })
})

describe("a line that may be refused", () => {
  it("goes alone, and says why", () => {
    expect(refusal(borea(), eve, { merge: { nickname: null, name: "Eva" } })).toEqual({
      problems: [
        {
          field: "nickname",
          why: "unsettled",
          rule: "may be refused, and would take the other lines down with it",
          wayOut: "put it into a change of its own"
        }
      ],
      hazards: [
        {
          id: "without:nickname",
          kind: "inexpressible",
          weight: "stop",
          says: "nickname may be refused together with the rest; the rest can go without it.",
          sources: ["null"]
        }
      ]
    })
  })

  it("travels with what the same axes decide", () => {
    const told = hazards(measured, ada, { home: null })

    expect(told.map(({ id, sources }) => [id, sources])).toEqual([
      ["tentative:home.country", ["null"]],
      ["tentative:home.city", ["null"]]
    ])
  })

  it("does not travel with what other axes decide; each is told", () => {
    const change = { merge: { "notes.c": "y", from: 15 } }
    const dated = { ...ada, values: { ...ada.values, until: 10 } }

    expect(refusal(measured, dated, change).hazards.map(({ id, sources }) => [id, sources])).toEqual([
      ["without:from", ["dates"]],
      ["without:notes.c", ["stranger"]]
    ])
  })

  it("does not wait for what has no request anyway", () => {
    expect(
      refusal(borea(), eve, { merge: { nickname: null, name: null } }).hazards.map(({ id }) => id)
    ).toEqual(["without:name"])
  })

  it("is told where it goes with what is certain, however many axes decide it", () => {
    expect(
      refusal(measured, ada, { merge: { home: null, language: "en" } }).hazards.map(({ id }) => id)
    ).toEqual(["without:home.country", "without:home.city"])
  })

  it("keeps company with others where it may be ignored and cannot be refused", () => {
    expect(hazards(measured, ada, { teams: ["t1"], "home.city": "Aarhus" }).map(({ id }) => id)).toEqual([
      "tentative:teams"
    ])
  })
})

describe("another name for the member", () => {
  it("is told where nothing else is in doubt", () => {
    const certain = caspia({ default: "kept", rename: "renames" })
    const told = refusal(certain, ada, { merge: { id: "n", from: 2 } })

    expect(told.hazards).toMatchObject([{ id: "without:id", sources: [] }])
    expect(hazards(certain, ada, { id: "n" })).toEqual([])
  })

  it("goes alone whatever is known of it, and says why", () => {
    const told = refusal(measured, ada, { merge: { id: "n", from: 2 } })

    expect(told).toEqual({
      problems: [
        {
          field: "id",
          why: "unsettled",
          rule: "is the name that the call is addressed by, and goes alone",
          wayOut: "put it into a change of its own"
        }
      ],
      hazards: [
        {
          id: "without:id",
          kind: "inexpressible",
          weight: "stop",
          says: "id goes alone; the rest can go without it.",
          sources: ["rename"]
        }
      ]
    })
  })
})

describe("a field that nobody mentioned and that no request leaves alone", () => {
  it("has to be read, where it is unknown", () => {
    expect(refusal(caspia(), blind(ada, "language"), { merge: { from: 2 } })).toEqual({
      problems: [
        {
          field: "language",
          why: "needs a read",
          rule: "is unknown, and no request leaves it alone",
          wayOut: "read the member first, or supply a snapshot that has it"
        }
      ],
      hazards: [
        {
          id: "gives-up:language",
          kind: "inexpressible",
          weight: "stop",
          says: "language cannot be kept as it is.",
          sources: ["default"]
        }
      ]
    })
  })

  it("waits for evidence, where it is known", () => {
    expect(refusal(caspia(), without(ada, "language"), { merge: { from: 2 } }).problems).toEqual([
      {
        field: "language",
        why: "unsettled",
        rule: "cannot be kept under every reading",
        wayOut: "settle the axis"
      }
    ])
  })

  it("is no matter of consent", () => {
    const change = { merge: { from: 2 }, accept: ["gives-up:language"] }

    expect(refusal(caspia(), blind(ada, "language"), change).hazards).toHaveLength(1)
  })
})
