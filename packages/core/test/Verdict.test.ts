/** The best form for every wish, by what is known and by what every reading does with it. */
import type { Semantics } from "@muster/core"
import * as Verdict from "@muster/core/Verdict"
import { describe, expect, it } from "vitest"

const kept: Semantics.Cell = { clause: "C1", outcome: "kept" }
const set: Semantics.Cell = { clause: "C1", outcome: "set" }
const removed: Semantics.Cell = { clause: "C1", outcome: "removed" }
const refused: Semantics.Cell = { clause: "C1", outcome: "refused" }

const axes = [{ id: "void", answers: ["clears", "keeps", "refuses", "absent"] }]
const open: Semantics.Cell = {
  axis: "void",
  outcomes: { clears: "removed", keeps: "ignored", refuses: "refused", absent: "as absent" }
}

const choices = (cells: Partial<Semantics.Field["cells"]>): Verdict.Choices =>
  Verdict.choices(
    {
      name: "title",
      type: { says: "a string", accepts: () => true },
      cells: { absent: kept, null: refused, same: set, other: set, ...cells }
    },
    axes
  )

describe("Verdict", () => {
  it("leaves out what is to be kept, where leaving out keeps it", () => {
    expect(choices({}).keep.value.ordinary).toMatchObject({ form: "absent", verdict: "exact" })
  })

  it("sends back what is to be kept, where leaving out loses it", () => {
    expect(choices({ absent: removed }).keep.value.ordinary).toMatchObject({
      form: "value",
      verdict: "exact"
    })
  })

  it("cannot keep what is unknown, where leaving out loses it", () => {
    expect(choices({ absent: removed }).keep.unknown.ordinary.verdict).toBe("forbidden")
  })

  it("loses nothing where there is nothing", () => {
    expect(choices({ absent: removed }).keep.void.ordinary).toMatchObject({
      form: "absent",
      verdict: "exact"
    })
  })

  it("judges a value by both squares where it is not known whether it is another one", () => {
    const echoRefused = choices({ same: refused })

    expect(echoRefused.set.value.ordinary.verdict).toBe("exact")
    expect(echoRefused.set.unknown.ordinary).toMatchObject({ verdict: "tentative", mayBeRefused: true })
  })

  it("calls a clear tentative that is taken, ignored or refused, and names the axis", () => {
    expect(choices({ null: open }).clear.value.ordinary).toEqual({
      verdict: "tentative",
      form: "null",
      axes: ["void"],
      clauses: [],
      mayBeRefused: true,
      mayBeDeferred: false
    })
  })

  it("follows 'as absent' to the absent square", () => {
    expect(choices({ null: open, absent: removed }).clear.value.ordinary).toMatchObject({
      form: "absent",
      verdict: "exact"
    })
    expect(
      choices({
        null: {
          axis: "void",
          outcomes: { clears: "removed", keeps: "removed", refuses: "removed", absent: "as absent" }
        },
        absent: set
      }).clear.value.ordinary.verdict
    ).toBe("unsafe")
  })

  it("prefers what is documented to what is shorter", () => {
    const either = choices({
      absent: {
        axis: "void",
        outcomes: { clears: "removed", keeps: "removed", refuses: "removed", absent: "removed" }
      },
      null: removed
    })

    expect(either.clear.value.ordinary).toMatchObject({ form: "null", axes: [] })
  })

  it("never takes an empty string for a clear unless it is one", () => {
    expect(choices({ empty: set }).clear.value.ordinary.verdict).toBe("forbidden")
    expect(choices({ empty: removed }).clear.value.ordinary).toMatchObject({
      form: "empty",
      verdict: "exact"
    })
  })
})
