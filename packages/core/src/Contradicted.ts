/** Values that do not go together (an end before its start): a vendor may refuse the record that has them. */
import type { Line } from "./ComplexPlan.ts"
import type { Axis } from "./Reading.ts"
import type { Contradiction, Semantics } from "./Semantics.ts"
import { read, type Snapshot } from "./Snapshot.ts"

/** The lines, where those that contradict each other or what is stored may be refused. */
export const judge = (
  semantics: Semantics,
  snapshot: Snapshot,
  wished: ReadonlyArray<Line>
): ReadonlyArray<Line> => {
  if (semantics.contradictions === undefined) return wished
  return semantics.contradictions.reduce((lines, rule) => {
    const axis = semantics.axes.find(({ id }) => id === rule.axis)
    return axis?.answers.includes(rule.answer) === true && arises(rule, snapshot, lines)
      ? lines.map((line) => (rule.fields.includes(line.field.name) ? doubted(line, rule, axis) : line))
      : lines
  }, wished)
}

/** A record that has the contradiction already shows that the vendor takes it. */
const arises = (rule: Contradiction, snapshot: Snapshot, lines: ReadonlyArray<Line>): boolean => {
  if (rule.holds((name) => read(snapshot, name)) === true) return false
  const wishes = new Map(lines.map(({ field, wish }) => [field.name, wish]))
  return (
    rule.holds((name) => {
      const wish = wishes.get(name)
      return wish === undefined ? read(snapshot, name) : wish.wish === "set" ? wish.value : null
    }) !== false
  )
}

const doubted = (line: Line, { axis: id }: Contradiction, { answers }: Axis): Line => {
  const { choice } = line
  const verdict =
    answers.length === 1 ? "forbidden" : choice.verdict === "exact" ? "tentative" : choice.verdict
  return {
    ...line,
    choice: { ...choice, verdict, mayBeRefused: true, axes: [...new Set([...choice.axes, id])] }
  }
}
