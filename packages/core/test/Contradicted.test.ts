/** Values that do not go together: nobody knows whether the vendor takes such a record, so it is asked for. */
import { type Change, type Json, Plan, type Reading, Semantics, type Snapshot } from "@muster/core"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import { describe, expect, it } from "vitest"

const number: Semantics.Field["type"] = { says: "a number", accepts: (value) => typeof value === "number" }
const set: Semantics.Cell = { clause: "E1", outcome: "set" }
const cells: Semantics.Field["cells"] = {
  absent: { clause: "E1", outcome: "kept" },
  null: { axis: "null", outcomes: { clears: "removed", ignored: "ignored", harms: "reset" } },
  same: set,
  other: set
}

/** A vendor with a floor and a ceiling, which go together, and a goal, which has nothing to do with them. */
const definition: Semantics.Definition = {
  vendor: "delta",
  operation: "PATCH /range",
  writes: "merge",
  identifiers: ["id"],
  axes: [
    { id: "null", answers: ["clears", "ignored", "harms"] },
    { id: "order", answers: ["accepted", "refused"] },
    { id: "pair", answers: ["accepted", "refused"] }
  ],
  fields: ["floor", "ceiling", "goal"].map((name) => ({ name, type: number, cells })),
  contradictions: [
    {
      axis: "order",
      answer: "refused",
      fields: ["floor", "ceiling"],
      says: "the ceiling lies below the floor",
      holds: (read) => {
        const [floor, ceiling] = [read("floor"), read("ceiling")]
        if (floor === undefined || ceiling === undefined) return undefined
        return typeof floor === "number" && typeof ceiling === "number" && ceiling < floor
      }
    },
    {
      axis: "pair",
      answer: "refused",
      fields: ["floor", "ceiling"],
      says: "there is a floor and no ceiling",
      holds: (read) => {
        const [floor, ceiling] = [read("floor"), read("ceiling")]
        return floor === undefined || ceiling === undefined ? undefined : floor !== null && ceiling === null
      }
    }
  ],
  encode: (_, forms) => Object.fromEntries(forms.fields)
}

const range = (values: Json.JsonObject, unknown: ReadonlyArray<string> = []): Snapshot.Snapshot => ({
  vendor: "delta",
  member: { id: "m" },
  values,
  unknown,
  rest: {}
})
const stored = { floor: 1, ceiling: 10, goal: 5 }

const made = (snapshot: Snapshot.Snapshot, change: Change.Change, evidence: Reading.Reading = {}) =>
  Plan.make(Semantics.make(definition, evidence), snapshot, change)

/** The doubts of a plan, each with what it comes from. */
const doubts = (snapshot: Snapshot.Snapshot, change: Change.Change, evidence?: Reading.Reading) =>
  Result.getOrThrow(made(snapshot, change, evidence)).hazards.map(({ id, sources }) => [id, ...sources])

const refusal = (snapshot: Snapshot.Snapshot, change: Change.Change, evidence?: Reading.Reading) =>
  Result.match(made(snapshot, change, evidence), {
    onSuccess: () => "it was planned",
    onFailure: ({ reason }) =>
      reason._tag === "Inexpressible"
        ? Redacted.value(reason.hazards).map(({ id, sources }, at) => [
            id,
            reason.problems[at]?.why,
            ...sources
          ])
        : reason._tag
  })

describe("values that do not go together", () => {
  it("are sent with consent only, each of those that were wished, and name the open point", () => {
    expect(doubts(range(stored), { merge: { floor: 20 } })).toEqual([["tentative:floor", "order"]])
    expect(doubts(range(stored), { merge: { floor: 8, ceiling: 7 } })).toEqual([
      ["tentative:floor", "order"],
      ["tentative:ceiling", "order"]
    ])
  })

  it("take down with them what else would travel in their request", () => {
    expect(refusal(range(stored), { merge: { floor: 20, goal: 6 } })).toEqual([
      ["without:floor", "unsettled", "order"]
    ])
  })

  it("have no request where it was measured that the vendor refuses them", () => {
    expect(refusal(range(stored), { merge: { floor: 20 } }, { order: "refused" })).toEqual([
      ["without:floor", "forbidden", "E1", "order"]
    ])
  })

  it("are sent without a question where it was measured that the vendor takes them", () => {
    expect(doubts(range(stored), { merge: { floor: 20 } }, { order: "accepted" })).toEqual([])
  })

  it("are no question where the record has them already, since the vendor took that", () => {
    expect(doubts(range({ ...stored, floor: 20 }), { merge: { floor: 21 } })).toEqual([])
  })

  it("are no question where they go together, whatever else changes", () => {
    expect(doubts(range(stored), { merge: { floor: 2, ceiling: 20 } })).toEqual([])
    expect(doubts(range(stored), { merge: { goal: 100 } })).toEqual([])
    expect(doubts(range({ goal: 5 }), { merge: { ceiling: 0 } })).toEqual([])
  })

  it("are a question where one of them could not be read", () => {
    const blind = range({ floor: 1, goal: 5 }, ["ceiling"])

    expect(doubts(blind, { merge: { floor: 2 } })).toEqual([["tentative:floor", "order", "pair"]])
    expect(doubts(blind, { merge: { goal: 6 } })).toEqual([])
    expect(doubts(blind, { merge: { floor: 2, ceiling: 3 } })).toEqual([])
  })

  it("count what is cleared as void, and name both points where two are open", () => {
    const measured = { null: "clears" }

    expect(doubts(range(stored), { merge: { ceiling: null } }, measured)).toEqual([
      ["tentative:ceiling", "pair"]
    ])
    expect(doubts(range(stored), { merge: { floor: null } }, measured)).toEqual([])
  })

  it("leave a wish as doubtful as it was before, and name what it comes from besides", () => {
    expect(refusal(range(stored), { merge: { ceiling: null } })).toEqual([
      ["without:ceiling", "unsettled", "null", "pair"]
    ])
    expect(refusal(range(stored), { merge: { floor: null } })).toEqual([
      ["without:floor", "unsettled", "null"]
    ])
  })
})
