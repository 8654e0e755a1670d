/** `muster semantics`: every square is documented, measured or open; and the pages of the adapters are current. */
import { existsSync, readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"
import * as SemanticsTable from "../src/SemanticsTable.ts"
import { columnsOf, width } from "../src/show/Line.ts"
import * as SemanticsLines from "../src/show/SemanticsLines.ts"
import * as SemanticsMarkdown from "../src/show/SemanticsMarkdown.ts"
import * as Tables from "../src/Tables.ts"
import * as Pages from "./Pages.ts"
import { onStage, readings } from "./Terminal.ts"

const tableOf = (vendor: string, evidence = {}) =>
  SemanticsTable.of(vendor, Tables.all.get(vendor) ?? [], evidence)

/** The squares that a field has, wherever it is. */
const squaresOf = (vendor: string, field: string, evidence = {}) =>
  tableOf(vendor, evidence)
    .operations.flatMap(({ rows }) => rows)
    .filter(({ fields }) => fields.includes(field))
    .map(({ squares }) => squares)

describe("The table of a vendor", () => {
  it("says of each square how anybody knows", () => {
    expect(squaresOf("88miles", "hourly_rate_cents")).toEqual([
      {
        absent: { status: "documented", outcome: "kept", clause: "M1" },
        null: {
          status: "open",
          axis: "M-2",
          outcomes: { clears: "removed", ignored: "ignored", refused: "refused" }
        },
        same: { status: "documented", outcome: "set", clause: "M1" },
        other: { status: "documented", outcome: "set", clause: "M1" }
      }
    ])
    expect(squaresOf("88miles", "hourly_rate_cents", { "M-2": "clears" })[0]?.null).toEqual({
      status: "measured",
      axis: "M-2",
      answer: "clears",
      outcome: "removed"
    })
  })

  it("follows a square that leads to another, as far as it is measured", () => {
    const [, square] = squaresOf("sailpoint", "data", { "S-2-null": "cleared" }).map((each) => each.null)
    const owners = tableOf("sailpoint", { "S-2-null": "cleared" }).operations.find(
      ({ caller, operation }) => caller === "owner" && operation.startsWith("PUT")
    )

    expect(square).toBeDefined()
    expect(owners?.rows.find(({ fields }) => fields.includes("data"))?.squares.null).toEqual({
      status: "measured",
      axis: "S-2-null",
      answer: "cleared",
      outcome: { status: "open", axis: "S-1", outcomes: { refused: "refused", ignored: "ignored" } }
    })
  })

  it("has every operation of every caller, and tells who may write nothing", () => {
    const { barred, operations } = tableOf("sailpoint")

    expect(operations.map(({ caller, operation }) => `${caller} ${operation.split(" ")[0]}`)).toEqual([
      "updater PUT",
      "updater PATCH",
      "owner PUT",
      "owner PATCH"
    ])
    expect(barred.map(({ caller }) => caller)).toEqual(["application"])
  })

  it.each([...Tables.all.keys()])(
    "%s: each open point stands somewhere, and no line is too long",
    (vendor) => {
      const table = tableOf(vendor)
      const printed = SemanticsLines.of(table).map(({ text }) => text)
      const page = SemanticsMarkdown.of(table)
      const axes = Tables.all.get(vendor)?.[0]?.definition.axes ?? []

      expect(axes.filter(({ id }) => !JSON.stringify(table).includes(JSON.stringify(id)))).toEqual([])
      expect(axes.filter(({ id }) => !page.includes(`open ${id}:`))).toEqual([])
      expect(printed.filter((text) => columnsOf(text) > width)).toEqual([])
    }
  )

  it("shows foreign text as text", () => {
    const [first] = Tables.all.get("88miles") ?? []
    if (first === undefined) throw new Error("no table")
    const [field] = first.definition.fields
    if (field === undefined) throw new Error("no field")
    const type = { ...field.type, says: "a | b\n# <b>c</b>" }
    const definition = { ...first.definition, fields: [{ ...field, type }] }

    const page = SemanticsMarkdown.of(SemanticsTable.of("88miles", [{ definition }]))

    expect(page).toContain(String.raw`is a \| b\\n\# \<b\>c\</b\>`)
  })

  it("stands in the docs of each adapter; `npm run record` in this folder writes it", async () => {
    const pages = await Pages.all()

    expect(pages.map(([path]) => (existsSync(path) ? readFileSync(path, "utf8") : "missing"))).toEqual(
      pages.map(([, text]) => text)
    )
  })
})

describe("muster semantics", () => {
  it(
    "prints for people, as Markdown and as JSON, with what was measured",
    onStage(async ({ file, muster }) => {
      const measured = file("88miles.json", readings("88miles", { "M-2": "clears" }))
      const print = (...flags: ReadonlyArray<string>) => muster("semantics", "88miles", ...flags)

      const people = await print("--readings", measured)
      const markdown = await print("--markdown", "--readings", measured)
      const json = await print("--json", "--readings", measured)

      expect([people.code, markdown.code, json.code]).toEqual([0, 0, 0])
      expect(people.out).toContain("What 88miles does with an update")
      expect(people.out.replace(/\s+/g, " ")).toContain("removed - set (M1) set (M1) (measured M-2 = clears)")
      expect(markdown.out).toContain("| removed (measured M-2 = clears) |")
      expect(markdown.out).not.toContain("open M-2:")
      expect(JSON.parse(json.out)).toMatchObject({
        v: 1,
        vendor: "88miles",
        operations: [{ writes: "merge" }]
      })
    })
  )
})
