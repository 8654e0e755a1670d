/**
 * What is not as any reading has it: a server that does something else breaks the clause which the table cites for the
 * square. Pure, and in words without values: a report may travel further than the record it is about.
 */
import type { Reason } from "@muster/adapter-kit/VendorError"
import { Apply, type Semantics, type Snapshot } from "@muster/core"
import { Laws } from "@muster/core/testing"
import type { Experiment } from "./Experiment.ts"
import type { Prospects } from "./Prospects.ts"

/** The clause nearest to what is wrong, and what that is. */
export interface Breach {
  readonly clause: string
  readonly says: string
}

/** What came of a request. */
export interface Answer {
  /** Why it was refused, if it was. */
  readonly refusal: Reason | undefined
  readonly after: Snapshot.Snapshot
}

/** What is wrong with an answer, or `undefined` where it is right under some reading. */
export const of = (
  { about, forms, operation }: Experiment,
  before: Snapshot.Snapshot,
  possible: Prospects,
  { after, refusal }: Answer
): Breach | undefined => {
  const wrong = (field: string, says: string) => ({ clause: cited(operation, before, forms, field), says })
  const accepted = possible.filter((each) => each !== "refused")
  if (refusal !== undefined) {
    if (accepted.length === possible.length) return wrong(about, unduly.refused)
    const [moved] = Laws.differences(operation, before, after)
    return moved === undefined ? undefined : wrong(moved, `it is refused, and yet ${moved} changed`)
  }
  if (accepted.length === 0) return wrong(about, unduly.accepted)
  const nearest = accepted
    .map((each) => unlike(operation, each, after))
    .reduce((left, right) => (right.length < left.length ? right : left))
  const [first] = nearest
  return first === undefined ? undefined : wrong(first, happened(first, before, after))
}

export const unduly = {
  refused: "it is refused, and should be accepted",
  accepted: "it is accepted, and should be refused"
} as const

/** Where a record is not as predicted: fields, and "access". */
export const unlike = (
  operation: Semantics.Semantics,
  { deferred, snapshot, unsettled }: Exclude<Apply.Applied, "refused">,
  after: Snapshot.Snapshot
): ReadonlyArray<string> => {
  const open = [...unsettled, ...deferred, ...snapshot.unknown, ...after.unknown]
  const fields = Laws.differences(operation, snapshot, after).filter((name) => !open.includes(name))
  return fields.length > 0 ||
    Laws.same(operation, snapshot, after, Laws.differences(operation, snapshot, after))
    ? fields
    : ["access"]
}

/** The clause of the square, or where that is left open, the first that the field's own squares cite. */
const cited = (
  operation: Semantics.Semantics,
  before: Snapshot.Snapshot,
  forms: Semantics.Forms,
  field: string
): string => {
  const squares = Apply.squares(operation, before, forms)
  const square = squares.find((each) => each.field.name === field)
  const cells = [
    square?.cell,
    ...Object.values(square?.field.cells ?? {}),
    ...squares.map(({ cell }) => cell)
  ]
  const clause = cells.flatMap((cell) => (cell !== undefined && "clause" in cell ? [cell.clause] : []))[0]
  return (field === "access" ? operation.access?.clauses.omission : clause) ?? ""
}

/** What became of a field. */
export const happened = (
  field: string,
  { values: then }: Snapshot.Snapshot,
  { values: now }: Snapshot.Snapshot
): string => {
  if (field === "access") return "the access that came of it is another one"
  const [was, is] = [Object.hasOwn(then, field), Object.hasOwn(now, field)]
  if (was && !is) return `${field} is gone`
  if (!was && is) return `${field} has a value now`
  return JSON.stringify(then[field]) === JSON.stringify(now[field])
    ? `${field} is still what it was`
    : `${field} has become something else`
}
