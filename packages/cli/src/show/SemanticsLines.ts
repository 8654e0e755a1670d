/** A vendor's table for people: aligned columns that fit a terminal, then what stands beside them. */
import { forms, type Operation, type SemanticsTable } from "../SemanticsTable.ts"
import * as Columns from "./Columns.ts"
import { blank, indent, line, type Line, width, wrap } from "./Line.ts"
import * as Squares from "./Squares.ts"

export const of = ({ barred, elsewhere, operations, vendor }: SemanticsTable): ReadonlyArray<Line> => [
  line("title", `What ${vendor} does with an update`),
  blank,
  ...operations.flatMap(operation),
  ...barred.flatMap(({ caller, says }) => [
    ...wrap(line("stop", `the ${caller} writes nothing: ${says}`)),
    blank
  ]),
  ...(elsewhere.length === 0
    ? []
    : [line("title", "Points that no square depends on"), ...listed(elsewhere.map(Squares.point))])
]

const names = 25
const square = (width - names) / forms.length

const operation = (of: Operation): ReadonlyArray<Line> => [
  ...wrap(line("title", Squares.title(of))),
  ...wrap(line("quiet", Squares.writes[of.writes])),
  blank,
  ...row("field", forms).map(({ text }) => line("title", text)),
  ...of.rows.flatMap(({ fields, squares, when }) => [
    ...row(
      [...fields, ...(when === undefined ? [] : [when])].join(", "),
      forms.map((form) => {
        const found = squares[form]
        return found === undefined ? "-" : Squares.words(found)
      })
    ),
    blank
  ]),
  ...listed(of.notes.map((note) => `${note.about.join(", ")}: ${Squares.note(note)}`)),
  blank
]

const row = (name: string, cells: ReadonlyArray<string>): ReadonlyArray<Line> =>
  Columns.row([[name, names], ...cells.map((text) => [text, square] as const)], 0)

const listed = (texts: ReadonlyArray<string>): ReadonlyArray<Line> =>
  texts.flatMap((text) => indent(wrap(line("plain", text), width - 2)))
