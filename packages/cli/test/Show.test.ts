/** Lines made from plans and errors by hand: what a person reads. */
import { type Plan, type Snapshot, Unplannable } from "@muster/core"
import * as Redacted from "effect/Redacted"
import { describe, expect, it } from "vitest"
import * as Outcome from "../src/Outcome.ts"
import * as Dialects from "../src/show/Dialects.ts"
import * as ErrorLines from "../src/show/ErrorLines.ts"
import * as JsonLines from "../src/show/JsonLines.ts"
import { columnsOf, line, type Line, width, wrap } from "../src/show/Line.ts"
import * as OutcomeLines from "../src/show/OutcomeLines.ts"
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
  relies: [],
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

  it("findings alike share a line, and what could not be read back is told quietly", () => {
    const findings = [
      { subject: "a", found: "unverifiable" },
      { subject: "b", found: "as before" },
      { subject: "c", found: "unverifiable" },
      { subject: "d", found: "as predicted" }
    ] as const

    expect(
      ReceiptLines.of({ vendor: "acme", member: { id: "a" }, status: "pending", findings }).slice(1)
    ).toEqual([
      { tone: "quiet", text: "  unverifiable: a, c" },
      { tone: "plain", text: "  as before: b" }
    ])
  })

  it.each([
    [
      "a merge, as a line that a file can have",
      { merge: { a: 1 }, unplaced: [{ field: "title" }] },
      '      {"v":1,"vendor":"acme","member":{"id":"a"},"merge":{"a":1}}'
    ],
    [
      "a worker's replacement, not at all: it is about fewer fields than a line would be",
      { replace: { a: 1 }, vocabulary: ["a", "b"] },
      "    plan the worker's line again"
    ]
  ] as const)("what rebasing keeps is shown for %s", (_says, change, shown) => {
    const error = new Unplannable({ vendor: "acme", reason: { _tag: "Stale", problems: [] } })
    const failed: Outcome.Failed = {
      _tag: "Failed",
      origin: "line 1",
      vendor: "acme",
      member: { id: "a" },
      error,
      rebased: { change, conflicts: [], fulfilled: [] }
    }

    expect(texts(OutcomeLines.of(failed, { words: false }))).toContain(shown)
  })

  it("the identifier stands in the path however the vendor writes its name", () => {
    const operation = "PATCH /users-employee_id/{employeeId}/:other"

    expect(PlanLines.addressed(operation, { employee_id: "a/b" })).toBe(
      "PATCH /users-employee_id/a%2Fb/:other"
    )
  })

  it("what is written along says with what, and what nobody can foresee is marked", () => {
    const effects = [
      {
        kind: "may change",
        subject: { field: "active" },
        when: "today",
        before: true,
        after: undefined,
        why: "written along with end (E13)"
      }
    ] as const

    expect(texts(PlanLines.of(plan({ effects })))[0]).toBe(
      "? active: true → unknown (written along with end (E13))"
    )
  })

  it("side by side nothing is wider than a line, nothing is cut, and foreign text is escaped first", () => {
    const nasty = `${"\u202E".repeat(30)}${"x".repeat(150)} ${"字".repeat(80)}`
    const shown = plan({
      request: { name: nasty },
      effects: [
        {
          kind: "set",
          subject: { field: nasty },
          when: "today",
          before: null,
          after: "Ada",
          why: "wished"
        }
      ],
      forms: { fields: [[nasty, "Ada"]] },
      predicted: { ...snapshot, values: { [nasty]: "Ada", kept: 1 } }
    })
    const receipt = { vendor: "acme", member: { id: "a" }, status: "confirmed", findings: [] } as const
    const origin = { origin: "line 1", vendor: "acme", member: { id: "a" } }

    const lines = texts(Dialects.of([{ ...origin, _tag: "Applied", plan: shown, receipt }], { words: false }))

    const joined = lines.join("\n")
    expect(lines.filter((text) => columnsOf(text) > width)).toEqual([])
    expect(joined.match(/字/g)).toHaveLength(3 * 80)
    expect(joined.match(/x/g)).toHaveLength(3 * 150)
    expect(joined).not.toContain("\u202E")
    expect(joined).toContain("left out    kept")
  })

  it.each([
    ["fits", "  a b", 5, ["  a b"]],
    ["is broken at a space, and hangs", "  aa bb cc", 7, ["  aa bb", "    cc"]],
    ["has a word that is too long", "abcdefgh", 5, ["abcde", "  fgh"]],
    ["keeps its inner spaces", "a  b", 9, ["a  b"]],
    ["is empty", "", 5, [""]]
  ])("a line that %s", (_says, text, columns, wrapped) => {
    expect(texts(wrap(line("plain", text), columns))).toEqual(wrapped)
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
