/** Lines made from plans and errors by hand: what a person reads. */
import { type Plan, type Snapshot, Unplannable } from "@muster/core"
import * as Redacted from "effect/Redacted"
import { describe, expect, it } from "vitest"
import * as Outcome from "../src/Outcome.ts"
import * as ErrorLines from "../src/show/ErrorLines.ts"
import * as JsonLines from "../src/show/JsonLines.ts"
import type { Line } from "../src/show/Line.ts"
import * as PlanLines from "../src/show/PlanLines.ts"
import * as ReceiptLines from "../src/show/ReceiptLines.ts"

const snapshot: Snapshot.Snapshot = {
  vendor: "acme",
  member: { id: "a b" },
  values: {},
  unknown: [],
  rest: {}
}

const plan = (more: Partial<Plan.Plan> = {}): Plan.Plan => ({
  vendor: "acme",
  operation: "PUT /members/:id.json",
  member: { id: "a b" },
  change: {},
  fingerprint: "0",
  forms: { fields: [] },
  request: { name: "Ada" },
  predicted: snapshot,
  effects: [],
  hazards: [],
  repeat: "harmless",
  deferrable: [],
  undo: [],
  ...more
})

const texts = (lines: ReadonlyArray<Line>): ReadonlyArray<string> => lines.map(({ text }) => text)

describe("Show", () => {
  it("today and tomorrow stand apart, and every effect says before and after", () => {
    const lines = PlanLines.of(
      plan({
        effects: [
          {
            kind: "set",
            subject: { field: "name" },
            when: "today",
            before: undefined,
            after: "Ada",
            why: "wished"
          },
          {
            kind: "cleared",
            subject: { field: "phone" },
            when: "today",
            before: "1",
            after: null,
            why: "wished"
          },
          {
            kind: "revoked",
            subject: { target: { side: "client", scope: "entity", entity: "x", client: "c" } },
            when: "today",
            before: "A",
            after: null,
            why: "default dropped"
          },
          {
            kind: "granted",
            subject: { target: { side: "own", scope: "later" } },
            when: "tomorrow",
            before: null,
            after: undefined,
            why: "default",
            either: [null, "A"]
          }
        ]
      })
    )

    expect(texts(lines)).toEqual([
      "~ name: unknown → Ada",
      "- phone: 1 → none",
      "- revoked x of c: A → none (default dropped)",
      "tomorrow, for what comes later:",
      "  + granted later own entities: none → none or A (default)",
      "sends PUT /members/a%20b.json",
      '  { "name": "Ada" }'
    ])
  })

  it("undo is grouped by how sure it is", () => {
    const undo = [
      { subject: "a", undo: "exact", why: "w" },
      { subject: "b", undo: "irreversible", why: "unknown before" },
      { subject: "c", undo: "exact", why: "w" }
    ] as const

    expect(texts(PlanLines.of(plan({ undo }))).slice(-2)).toEqual([
      "undo exact: a, c (w)",
      "undo irreversible: b (unknown before)"
    ])
  })

  it("a plan that sends nothing says so", () => {
    expect(texts(PlanLines.of(plan({ forms: null })))).toEqual(["nothing to do: everything is as wished"])
  })

  it("a long body is cut and says where the rest is", () => {
    const request = Array.from({ length: 60 }, (_, at) => ({ entity: `a rather long name, number ${at}` }))

    expect(texts(PlanLines.of(plan({ request }))).at(-1)).toBe(
      "  … and 22 more lines, all of them with --json"
    )
  })

  it("problems with one rule and one way out are told together", () => {
    const problems = ["a", "b"].map((field) => ({ field, rule: "is wrong", wayOut: "right it" }))
    const error = new Unplannable({ vendor: "acme", reason: { _tag: "Invalid", problems } })

    expect(texts(ErrorLines.unplannable(error))).toEqual([
      "not understood",
      "  a, b: is wrong",
      "    way out: right it"
    ])
  })

  it("each way out of an inexpressible wish has a line of its own", () => {
    const hazard = {
      id: "without:x",
      kind: "inexpressible",
      weight: "stop",
      says: "x: no. Accept one to pay. Accept two to try.",
      sources: ["D8"]
    } as const
    const reason = { _tag: "Inexpressible", problems: [], hazards: Redacted.make([hazard]) } as const

    expect(texts(ErrorLines.unplannable(new Unplannable({ vendor: "acme", reason })))).toEqual([
      "inexpressible: no request says this, so nothing is sent",
      "  stop [without:x] inexpressible: x: no. (D8)",
      "    Accept one to pay.",
      "    Accept two to try.",
      '    to go without it, add "without:x" to "accept"'
    ])
  })

  it.each([
    ["unchanged", 0],
    ["confirmed", 0],
    ["pending", 0],
    ["superseded", 2],
    ["unconfirmed", 2],
    ["rejected", 2]
  ] as const)("a receipt that is %s is named and ends with %i", (status, code) => {
    const receipt = { vendor: "acme", member: { id: "a" }, status, findings: [] }
    const origin = { origin: "line 1", vendor: "acme", member: { id: "a" } }

    expect(texts(ReceiptLines.of(receipt))[0]).toMatch(new RegExp(`^${status}: `))
    expect(Outcome.exitCode([{ ...origin, _tag: "Applied", plan: plan(), receipt }])).toBe(code)
  })

  it("JSON stays on one line where it fits and is broken where it does not", () => {
    const value = { a: [], b: {}, c: ["x".repeat(20), { d: null }] }

    expect(JsonLines.of(value, 30)).toEqual([
      "{",
      '  "a": [],',
      '  "b": {},',
      '  "c": [',
      `    "${"x".repeat(20)}",`,
      '    { "d": null }',
      "  ]",
      "}"
    ])
    for (const width of [10, 40, 200])
      expect(JSON.parse(JsonLines.of(value, width).join("\n"))).toEqual(value)
  })
})
