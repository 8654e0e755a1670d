/** The best form for every wish, by what is known and by what every reading does with it. */
import type { Json, Semantics } from "@muster/core"
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

const two = [{ id: "either", answers: ["granted", "else"] }]
const granting = { keep: "kept", set: "set", clear: "removed" } as const

/** How good an object's square is for a wish that one reading grants and that the other meets with `outcome`. */
const against = (
  outcome: Semantics.Outcome,
  wish: Verdict.Wish,
  state: Verdict.Knowledge
): Verdict.Verdict => {
  const either: Semantics.Cell = { axis: "either", outcomes: { granted: granting[wish], else: outcome } }
  const rule = { name: "home", cells: { absent: either, null: kept, empty: kept } }
  return Verdict.wholeChoices(rule, two).absent[wish][state].verdict
}

describe("what a vendor may do to a wish", () => {
  it.each([
    // Outcome; then for what is empty, stored and unknown: to keep it; to set it; and to clear it, if there is anything.
    ["kept", "exact exact exact", "tentative tentative tentative", "tentative tentative"],
    ["ignored", "exact exact exact", "tentative tentative tentative", "tentative tentative"],
    ["refused", "tentative tentative tentative", "tentative tentative tentative", "tentative tentative"],
    ["removed", "exact unsafe unsafe", "tentative unsafe unsafe", "exact exact"],
    ["set", "exact exact exact", "exact exact exact", "unsafe unsafe"],
    ["deferred", "exact exact exact", "exact exact exact", "unsafe unsafe"],
    ["added", "exact exact exact", "exact unsafe unsafe", "unsafe unsafe"],
    ["reset", "unsafe unsafe unsafe", "unsafe unsafe unsafe", "unsafe unsafe"]
  ] as const)("%s: it comes true, stays as it is, or something else happens", (outcome, keep, set, clear) => {
    const per = (wish: Verdict.Wish, states: ReadonlyArray<Verdict.Knowledge>) =>
      states.map((state) => against(outcome, wish, state)).join(" ")

    expect([
      per("keep", ["void", "value", "unknown"]),
      per("set", ["void", "value", "unknown"]),
      per("clear", ["value", "unknown"])
    ]).toEqual([keep, set, clear])
  })

  it("is told where it may be refused, and where it may come true only later", () => {
    const rule = {
      name: "home",
      cells: {
        absent: { axis: "either", outcomes: { granted: "set", else: "refused" } },
        null: { axis: "either", outcomes: { granted: "set", else: "deferred" } },
        empty: set
      }
    } as const
    const { absent, empty, null: nulled } = Verdict.wholeChoices(rule, two)

    expect([absent, nulled, empty].map(({ set: wish }) => wish.value)).toEqual([
      {
        verdict: "tentative",
        form: "absent",
        axes: ["either"],
        clauses: [],
        mayBeRefused: true,
        mayBeDeferred: false
      },
      {
        verdict: "exact",
        form: "null",
        axes: ["either"],
        clauses: [],
        mayBeRefused: false,
        mayBeDeferred: true
      },
      {
        verdict: "exact",
        form: "empty",
        axes: [],
        clauses: ["C1"],
        mayBeRefused: false,
        mayBeDeferred: false
      }
    ])
  })

  it("is not open any more where somebody measured it", () => {
    const rule = {
      name: "home",
      cells: {
        absent: { axis: "either", outcomes: { granted: "removed", else: "kept" } },
        null: kept,
        empty: kept
      }
    } as const
    const measured = Verdict.wholeChoices(rule, [{ id: "either", answers: ["granted"] }])

    expect(measured.absent.clear.value).toMatchObject({ verdict: "exact", axes: [] })
  })

  it("is forbidden where no reading grants it, whatever else happens", () => {
    expect(choices({ same: removed, other: removed }).set.value.ordinary.verdict).toBe("forbidden")
  })

  describe("is forbidden by what asks for it, and never by what leaves it out", () => {
    const bars = (clause: string): Semantics.Cell => ({ clause, outcome: "refused" })
    const passed: Semantics.Cell = { axis: "either", outcomes: { granted: "ignored", else: "refused" } }
    const barred = (empty: Semantics.Cell, answers: ReadonlyArray<string> = ["granted", "else"]) =>
      Verdict.choices(
        {
          name: "title",
          type: { says: "a string", accepts: () => true },
          cells: { absent: kept, null: bars("N"), empty, same: bars("S"), other: bars("O") }
        },
        [{ id: "either", answers }]
      )

    it("a clear by null and by empty, a value by its own square", () => {
      const { clear, set: wish } = barred(bars("E"))

      expect(clear.value.ordinary).toMatchObject({ verdict: "forbidden", form: "null", clauses: ["N", "E"] })
      expect(wish.value.ordinary).toMatchObject({ verdict: "forbidden", form: "value", clauses: ["O"] })
      expect(wish.value.empty).toMatchObject({ verdict: "forbidden", form: "empty", clauses: ["E"] })
    })

    it.each([[["granted", "else"]], [["else"]]])("by an axis, open or measured: %j", (answers) => {
      const { clear, set: wish } = barred(passed, answers)

      expect(clear.value.ordinary).toMatchObject({ clauses: ["N"], axes: ["either"] })
      expect(wish.value.empty).toMatchObject({ clauses: [], axes: ["either"] })
    })
  })
})

describe("a list that may be added to", () => {
  const tags: Semantics.Field = {
    name: "tags",
    type: { says: "a list", accepts: Array.isArray },
    cells: {
      absent: kept,
      null: refused,
      same: set,
      other: { axis: "either", outcomes: { granted: "set", else: "added" } }
    }
  }
  const of = (kind: Verdict.ValueKind, state: Verdict.Knowledge = "value") =>
    Verdict.choices(tags, two).set[state][kind].verdict

  it("surely gets what holds more, perhaps what holds fewer, and never something else", () => {
    expect([of("more"), of("fewer"), of("ordinary")]).toEqual(["exact", "tentative", "unsafe"])
  })

  it("is surely set where there was none, and never where it is unknown", () => {
    expect([of("ordinary", "void"), of("more", "unknown"), of("fewer", "unknown")]).toEqual([
      "exact",
      "unsafe",
      "unsafe"
    ])
  })

  it.each([
    [["a", "b"], ["a"], "more"],
    [["b", "a"], ["a", "b"], "more"],
    [["a"], ["a", "b"], "fewer"],
    [[], ["a"], "fewer"],
    [["a", "c"], ["a", "b"], "ordinary"],
    [["c"], ["a", "b"], "ordinary"],
    [[{ id: 1 }, { id: 2 }], [{ id: 1 }], "more"],
    [["a"], null, "ordinary"],
    ["a", ["a"], "ordinary"],
    [["a"], "a", "ordinary"]
  ] as const)("%j instead of %j holds: %s", (value, before, kind) => {
    expect(Verdict.kindOf(tags, value, before)).toBe(kind)
  })

  it("is compared as the field compares", () => {
    const lower = (value: Json.Json): Json.Json =>
      Array.isArray(value) ? value.map((item) => String(item).toLowerCase()) : value
    const field = { ...tags, type: { ...tags.type, normal: lower } }

    expect(Verdict.kindOf(field, ["A", "b"], ["a"])).toBe("more")
    expect(Verdict.kindOf(tags, ["A", "b"], ["a"])).toBe("ordinary")
  })
})

describe("the form that is chosen", () => {
  const open: Semantics.Cell = { axis: "void", outcomes: { clears: "removed", keeps: "removed" } }
  const perhaps: Semantics.Cell = { axis: "void", outcomes: { clears: "removed", keeps: "ignored" } }
  const risky: Semantics.Cell = { axis: "void", outcomes: { clears: "removed", keeps: "refused" } }
  const wild: Semantics.Cell = { axis: "void", outcomes: { clears: "removed", keeps: "set" } }
  const narrow = [{ id: "void", answers: ["clears", "keeps"] }]
  const clearing = (absent: Semantics.Cell, nulled: Semantics.Cell, empty: Semantics.Cell) => {
    const cells = { absent, null: nulled, empty, same: set, other: set }
    const { form, verdict } = Verdict.choices(
      { name: "title", type: { says: "a string", accepts: () => true }, cells },
      narrow
    ).clear.value.ordinary
    return `${verdict} by ${form}`
  }

  it.each([
    ["the surest", kept, perhaps, open, "exact by empty"],
    ["what may fail before what may do harm", wild, risky, kept, "tentative by null"],
    ["what may do harm before what cannot be", kept, wild, refused, "unsafe by null"],
    ["the documented one", open, removed, open, "exact by null"],
    ["the one that cannot be refused", kept, risky, perhaps, "tentative by empty"],
    ["leaving it out before null", removed, removed, removed, "exact by absent"],
    ["null before empty", kept, removed, removed, "exact by null"],
    ["the shorter one, though neither can be refused", perhaps, perhaps, perhaps, "tentative by absent"],
    ["the shorter one, though each can be refused", risky, risky, risky, "tentative by absent"]
  ] as const)("is %s", (_, absent, nulled, empty, chosen) => {
    expect(clearing(absent, nulled, empty)).toBe(chosen)
  })

  it("is a value only where one is wished or known", () => {
    const sent = choices({ absent: refused, null: refused })
    const forms = (wish: Verdict.Wish) =>
      (["void", "value", "unknown"] as const).map((state) => sent[wish][state].ordinary.form)

    expect(forms("set")).toEqual(["value", "value", "value"])
    expect(forms("keep")).toEqual(["absent", "value", "absent"])
    expect(forms("clear")).toEqual(["null", "null", "null"])
  })

  it("is empty for an empty value, as the square for empty ones says, and never a value", () => {
    const field = choices({ empty: set, other: refused })

    expect(field.set.value.empty).toMatchObject({ form: "empty", verdict: "exact", clauses: ["C1"] })
    expect(field.set.value.ordinary.verdict).toBe("forbidden")
  })

  it("sends back an empty value that is stored like any other", () => {
    const field = choices({ absent: removed, null: removed, empty: refused, same: set })

    expect(field.keep.value.empty).toMatchObject({ form: "empty", verdict: "exact" })
    expect(field.keep.unknown.empty.verdict).toBe("forbidden")
    expect(field.set.value.empty.verdict).toBe("forbidden")
  })
})

describe("the kind of a value", () => {
  const field: Semantics.Field = {
    name: "plan",
    type: { says: "a plan", accepts: () => true },
    cells: { absent: kept, null: refused, empty: removed, same: set, other: set },
    ordinary: { says: "free", holds: (value) => value === "free", otherwise: { same: kept, other: refused } }
  }
  const { empty: _, ...four } = field.cells
  const full = { ...field, cells: four }

  it("is empty for a text or a list that is, where the vendor makes something of that", () => {
    expect(
      ["", [], "x"].map((value) => Verdict.kindOf({ ...field, ordinary: undefined } as never, value))
    ).toEqual(["empty", "empty", "ordinary"])
    expect(Verdict.kindOf(full, "")).toBe("odd")
  })

  it("is odd for what has squares of its own", () => {
    expect([Verdict.kindOf(field, "free"), Verdict.kindOf(field, "paid")]).toEqual(["ordinary", "odd"])
  })

  it.each([
    ["the wished value", { wish: "set", value: "paid" }, "free", "odd"],
    ["the wished value, empty", { wish: "set", value: "" }, "free", "empty"],
    ["the stored value that stays", { wish: "keep" }, "paid", "odd"],
    ["the stored value that stays, empty", { wish: "keep" }, "", "empty"],
    ["nothing, where nothing is stored", { wish: "keep" }, null, "ordinary"],
    ["nothing, where that is unknown", { wish: "keep" }, undefined, "ordinary"],
    ["a value that goes, whatever it is", { wish: "clear" }, "paid", "ordinary"],
    ["a value that goes, unless it is empty", { wish: "clear" }, "", "empty"]
  ] as const)("is that of %s", (_what, wish, before, kind) => {
    expect(Verdict.kindFor(field, wish, before)).toBe(kind)
  })

  it("decides which square a value meets", () => {
    const at = (form: Semantics.CellForm, kind: Verdict.ValueKind, of = field) =>
      Verdict.cellAt(of, form, kind)

    expect(at("same", "odd")).toBe(kept)
    expect(at("other", "odd")).toBe(refused)
    expect(at("other", "ordinary")).toBe(set)
    expect(at("empty", "odd")).toBe(removed)
    expect(at("empty", "empty", full)).toBe(kept)
    expect(at("null", "odd")).toBe(refused)
    expect(at("absent", "odd")).toBe(kept)
  })
})

describe("what is known", () => {
  it("is a value, that there is none, or nothing", () => {
    expect(["", null, undefined].map(Verdict.knowledge)).toEqual(["value", "void", "unknown"])
  })
})

describe("several verdicts", () => {
  it.each([
    [[], "exact"],
    [["exact", "exact"], "exact"],
    [["tentative", "exact"], "tentative"],
    [["tentative", "unsafe", "exact"], "unsafe"],
    [["unsafe", "forbidden", "tentative"], "forbidden"]
  ] as const)("%j are as good as the worst of them: %s", (verdicts, worst) => {
    expect(Verdict.worst(verdicts)).toBe(worst)
  })
})

describe("a field that a request leaves out", () => {
  const field = (absent: Semantics.Cell): Semantics.Field => ({
    name: "title",
    type: { says: "a string", accepts: () => true },
    cells: { absent, null: refused, same: set, other: set }
  })

  it("stays as surely as its square says, though another form might keep it", () => {
    expect(Verdict.omitted(field(kept), axes, "value")).toBe("exact")
    expect(Verdict.omitted(field(removed), axes, "value")).toBe("forbidden")
    expect(Verdict.omitted(field(removed), axes, "void")).toBe("exact")
  })
})

describe("a square that asks on", () => {
  const inner: Semantics.Cell = { axis: "inner", outcomes: { yes: "set", no: "as absent" } }
  const cell: Semantics.Cell = { axis: "outer", outcomes: { on: inner, off: "kept" } }
  const absent: Semantics.Cell = { axis: "third", outcomes: { gone: "removed", stays: "kept" } }
  const field = { name: "title", cells: { absent } }

  it("is followed to its outcome under a reading", () => {
    const under = (reading: Readonly<Record<string, string>>) => Verdict.outcomeOf(field, cell, reading)

    expect(under({ outer: "off" })).toBe("kept")
    expect(under({ outer: "on", inner: "yes" })).toBe("set")
    expect(under({ outer: "on", inner: "no", third: "gone" })).toBe("removed")
  })

  it("is decided by all the axes on the way", () => {
    expect(Verdict.axesOf(field, cell)).toEqual(["outer", "inner", "third"])
    expect(Verdict.axesOf(field, inner)).toEqual(["inner", "third"])
    expect(Verdict.axesOf(field, { clause: "C1", outcome: "as absent" })).toEqual(["third"])
    expect(Verdict.axesOf(field, kept)).toEqual([])
  })

  it("has no outcome under a reading that leaves it open, and says of which field", () => {
    expect(() => Verdict.outcomeOf(field, cell, {})).toThrow("title: no outcome under this reading")
  })
})
