/** Readings: every way in which a vendor may act, and what evidence leaves of them. */
import { Reading } from "@muster/core"
import { describe, expect, it } from "vitest"

const axes: ReadonlyArray<Reading.Axis> = [
  { id: "null", answers: ["clears", "ignored", "refused"] },
  { id: "later", answers: ["at-once", "awaiting"] }
]

describe("readings", () => {
  it("combine every answer to one point with every answer to the others", () => {
    expect(Reading.product(axes)).toEqual([
      { null: "clears", later: "at-once" },
      { null: "clears", later: "awaiting" },
      { null: "ignored", later: "at-once" },
      { null: "ignored", later: "awaiting" },
      { null: "refused", later: "at-once" },
      { null: "refused", later: "awaiting" }
    ])
  })

  it("are a single one where nothing is open", () => {
    expect(Reading.product([])).toEqual([{}])
  })
})

describe("evidence", () => {
  it("settles the point it names and leaves the others open", () => {
    expect(Reading.narrow(axes, { later: "awaiting" })).toEqual([
      axes[0],
      { id: "later", answers: ["awaiting"] }
    ])
    expect(Reading.narrow(axes, {})).toEqual(axes)
  })

  it("says nothing about a point whose name every object inherits", () => {
    const inherited = [{ id: "constructor", answers: ["yes", "no"] }]

    expect(Reading.narrow(inherited, {})).toEqual(inherited)
  })

  it("fits where the vendor has the point and the answer", () => {
    expect(Reading.problems(axes, { null: "ignored", later: "at-once" })).toEqual([])
  })

  it("is told, all of it, where the vendor does not, with the answers there are", () => {
    expect(Reading.problems(axes, { rest: "kept", null: "yes", later: "awaiting" })).toEqual([
      "there is no axis rest",
      "axis null has no such answer; it has clears, ignored, refused"
    ])
  })
})
