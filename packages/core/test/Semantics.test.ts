/** What is worked out of a table once: its fields and their forms, under evidence and without. */
import { Semantics } from "@muster/core"
import { describe, expect, it } from "vitest"
import { caspia, definition } from "./caspia.ts"
import { acme, borea, merging } from "./tables.ts"

const removed: Semantics.Cell = { clause: "C9", outcome: "removed" }
const kept: Semantics.Cell = { clause: "C9", outcome: "kept" }

describe("evidence", () => {
  it("about an axis or an answer that is not there is refused, and names the vendor", () => {
    expect(() => borea({ nothing: "yes", null: "perhaps" })).toThrow(
      "borea: there is no axis nothing; axis null has no such answer; it has clears, ignored, refused"
    )
  })

  it("settles its axes and leaves the others open", () => {
    expect(borea({ null: "clears" }).axes).toEqual([
      { id: "null", answers: ["clears"] },
      { id: "later", answers: ["at-once", "awaiting"] }
    ])
  })

  it("can be changed for other evidence, and starts from none", () => {
    const measured = borea({ null: "clears" })

    expect(measured.under({ later: "awaiting" }).axes).toEqual(borea({ later: "awaiting" }).axes)
    expect(measured.under({ later: "awaiting" }).evidence).toEqual({ later: "awaiting" })
    expect(measured.under({}).axes).toEqual(merging.axes)
  })

  it("that was asked for before is not worked out again", () => {
    const measured = borea()

    expect(measured.under({ null: "clears" })).toBe(measured.under({ null: "clears" }))
    expect(measured.under({ null: "clears" })).not.toBe(measured.under({ null: "ignored" }))
  })

  it("counts for the other operations too", () => {
    const other = { ...merging, operation: "PUT /member" }
    const semantics = Semantics.make({ ...merging, alternatives: [other] }, { null: "clears" })

    expect(semantics.alternatives.map(({ evidence, operation }) => [operation, evidence])).toEqual([
      ["PUT /member", { null: "clears" }]
    ])
    expect(Semantics.operationOf(semantics, "PUT /member")).toBe(semantics.alternatives[0])
    expect(Semantics.operationOf(semantics, "PATCH /member")).toBe(semantics)
    expect(borea().alternatives).toEqual([])
  })
})

describe("a vendor keeps what a request leaves out", () => {
  const [title, ...others] = merging.fields
  const omitting = (absent: Semantics.Cell, more: Partial<Semantics.Definition> = {}, cells = title?.cells) =>
    Semantics.make({
      ...merging,
      ...more,
      fields: merging.fields.map((field) =>
        field === title ? { ...field, cells: { ...field.cells, ...cells, absent } } : field
      )
    }).keepsByOmission
  const home = (absent: Semantics.Cell) => ({
    name: "home",
    cells: { absent, null: removed, empty: removed }
  })

  it("where each field says so", () => {
    expect(borea().keepsByOmission).toBe(true)
    expect(others).not.toEqual([])
    expect(acme().keepsByOmission).toBe(false)
  })

  it("but not where one field may be lost, or is", () => {
    expect(omitting(removed)).toBe(false)
    expect(
      omitting({ axis: "null", outcomes: { clears: "removed", ignored: "kept", refused: "kept" } })
    ).toBe(false)
    expect(
      omitting({ axis: "null", outcomes: { clears: "refused", ignored: "kept", refused: "kept" } })
    ).toBe(false)
  })

  it("but not where it has to be told to", () => {
    const refused: Semantics.Cell = { clause: "C9", outcome: "refused" }

    expect(omitting(refused, {}, { absent: refused, null: kept, same: kept, other: kept })).toBe(false)
  })

  it("where each object does, whatever becomes of its parts in a given one", () => {
    expect(omitting(kept, { complexes: [home(kept)] })).toBe(true)
    expect(omitting(kept, { complexes: [home(removed)] })).toBe(false)
    expect(caspia({ default: "kept" }).keepsByOmission).toBe(true)
    expect(caspia().keepsByOmission).toBe(false)
  })
})

describe("a field by its name", () => {
  const semantics = caspia()
  const found = (name: string, before: string | null | undefined = null) =>
    Semantics.fieldOf(semantics, name, before)
  const mayBeRefused = (name: string, before?: string | null) =>
    found(name, before)?.choices.set.void.ordinary.mayBeRefused

  it("is the table's, with its own choices", () => {
    const at = definition.fields.findIndex(({ name }) => name === "language")

    expect(found("language")).toEqual({ field: definition.fields[at], choices: semantics.choices[at] })
  })

  it("is made of an open object's rule, for any name in it", () => {
    expect(found("notes.a")?.field).toMatchObject({ name: "notes.a", within: "notes" })
    expect(found("notes.zzz")?.field).toMatchObject({ name: "notes.zzz", within: "notes" })
  })

  it("is sure in an open object where it is listed or stored, and may be refused elsewhere", () => {
    expect([mayBeRefused("notes.a"), mayBeRefused("notes.zzz", "x"), mayBeRefused("notes.zzz")]).toEqual([
      false,
      false,
      true
    ])
    expect(mayBeRefused("notes.zzz", undefined)).toBe(true)
    expect(found("notes.zzz")?.field.cells.other).toBe(definition.complexes?.[1]?.open?.stranger)
    expect(found("notes.zzz", "x")?.field.cells.other).toEqual(
      definition.complexes?.[1]?.open?.each.cells.other
    )
  })

  it("is sure where no names are listed only when it is stored", () => {
    const unlisted = Semantics.make({
      ...merging,
      axes: definition.axes,
      fields: [],
      complexes: (definition.complexes ?? []).flatMap(({ open, ...rule }) =>
        open === undefined
          ? []
          : [{ ...rule, open: { each: open.each, stranger: open.stranger, most: open.most } }]
      )
    })
    const refusable = (before: string | null) =>
      Semantics.fieldOf(unlisted, "notes.a", before)?.choices.set.void.ordinary.mayBeRefused

    expect([refusable("x"), refusable(null)]).toEqual([false, true])
  })

  it("is none of a closed object's, of no object's, and none of what only begins alike", () => {
    expect(["home.planet", "shoe", "notes", "notesx.a", "home"].map((name) => found(name))).toEqual(
      Array.from({ length: 5 })
    )
    expect(Semantics.fieldOf(borea(), "notes.a", null)).toBeUndefined()
  })

  it("is nowhere outside the table", () => {
    expect(() => Semantics.compiledAt(semantics, 99)).toThrow("a field outside the table")
  })
})

describe("what a table holds", () => {
  const semantics = caspia()
  const names = (positions: ReadonlyArray<number> = []) =>
    positions.map((position) => Semantics.compiledAt(semantics, position).field.name)

  it("its commands, its objects and their parts, in its order", () => {
    expect(names(semantics.commands)).toEqual(["wake"])
    expect([...semantics.compiled.keys()]).toEqual(["home", "notes"])
    expect(names(semantics.compiled.get("home")?.members)).toEqual([
      "home.country",
      "home.city",
      "home.street"
    ])
    expect(names(semantics.compiled.get("notes")?.members)).toEqual([])
    expect(semantics.compiled.get("home")?.open).toBeUndefined()
    expect(acme().compiled.size).toBe(0)
  })
})

describe("two values of a field", () => {
  const teams = definition.fields.find(({ name }) => name === "teams")
  const title = merging.fields[0]
  const same = (field: Semantics.Field | undefined, left: unknown, right: unknown) =>
    field !== undefined && Semantics.same(field, left as never, right as never)

  it("are the same in the form in which the field compares them", () => {
    expect(same(teams, ["a", "b"], ["b", "a"])).toBe(true)
    expect(same(teams, ["a", "b"], ["a"])).toBe(false)
    expect(same(title, ["a", "b"], ["a", "b"])).toBe(true)
    expect(same(title, ["a", "b"], ["b", "a"])).toBe(false)
    expect(same(title, "a", "b")).toBe(false)
    expect(same(title, "a", "a")).toBe(true)
  })
})
