/** A vendor's table as Markdown, for the docs of its adapter. */
import * as Escape from "../Escape.ts"
import { forms, type Operation, type SemanticsTable } from "../SemanticsTable.ts"
import * as Squares from "./Squares.ts"

export const of = ({ barred, elsewhere, operations, vendor }: SemanticsTable): string =>
  [
    `# What ${prose(vendor)} does with an update`,
    "",
    ...legend,
    ...operations.flatMap(operation),
    ...barred.flatMap(({ caller, says }) => [
      `## The ${prose(caller)}`,
      "",
      `Writes nothing: ${prose(says)}.`,
      ""
    ]),
    ...(elsewhere.length === 0
      ? []
      : [
          "## Points that no square depends on",
          "",
          ...elsewhere.map((each) => `- ${prose(Squares.point(each))}`)
        ])
  ].join("\n")

const legend = [
  "What a request may say of a field: nothing (absent), null, an empty value, the value that is stored (same), or",
  "another one. Each square says what the vendor then does, and how anybody knows: a clause of its documents,",
  "or an open point with its answers and what would follow from each. Clauses and points are those of the",
  "vendor's file in `contracts/vendors`. `muster semantics` prints this with what somebody has measured.",
  ""
]

const operation = (of: Operation): ReadonlyArray<string> => [
  `## ${prose(Squares.title(of))}`,
  "",
  `It ${prose(Squares.writes[of.writes])}.`,
  "",
  tableRow(["field", ...forms]),
  tableRow(["---", ...forms.map(() => "---")]),
  ...of.rows.map(({ fields, squares, when }) =>
    tableRow([
      `${code(fields)}${when === undefined ? "" : `, ${prose(when)}`}`,
      ...forms.map((form) => {
        const found = squares[form]
        return found === undefined ? "" : prose(Squares.words(found))
      })
    ])
  ),
  "",
  ...of.notes.map((note) => `- ${code(note.about)}: ${prose(Squares.note(note))}`),
  ""
]

const tableRow = (cells: ReadonlyArray<string>): string => `| ${cells.join(" | ")} |`

const code = (names: ReadonlyArray<string>): string =>
  names.map((name) => `\`${Escape.line(name)}\``).join(", ")

/** Text that means nothing but itself. */
const prose = (text: string): string => Escape.line(text).replace(/[\\`*_{}[\]<>|#]/g, String.raw`\$&`)
