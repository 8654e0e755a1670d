/** Text in columns: a row is as high as its highest cell, and nothing is cut. */
import { columnsOf, line, type Line, wrap } from "./Line.ts"

/** The lines of a row, each cell with the width of its column; `hang` as in `wrap`. */
export const row = (
  cells: ReadonlyArray<readonly [text: string, wide: number]>,
  hang?: number
): ReadonlyArray<Line> => {
  const wrapped = cells.map(([text, wide]) => wrap(line("plain", text), wide - 1, hang))
  const height = Math.max(...wrapped.map((cell) => cell.length))
  return Array.from({ length: height }, (_, at) =>
    line(
      "plain",
      cells
        .map(([, wide], column) => padded(wrapped[column]?.[at]?.text ?? "", wide))
        .join("")
        .trimEnd()
    )
  )
}

export const padded = (text: string, columns: number): string =>
  text + " ".repeat(Math.max(columns - columnsOf(text), 1))
