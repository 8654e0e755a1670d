/** Stands in for the test runner where core's tests are asked for each change: it collects them as questions. */
import type { Question } from "./Judge.ts"

export { expect } from "vitest"

export const tests: Array<Question> = []

type Body<Row extends ReadonlyArray<unknown>> = (...row: Row) => unknown

export const describe = (_name: string, body: () => void): void => body()

export const it = (id: string, body: Body<[]>): void => {
  const ask = async () => {
    await body()
    return undefined
  }
  // Tests of two files may have one name.
  tests.push({ id: `${id} (${tests.length})`, ask })
}

it.each =
  (rows: ReadonlyArray<unknown>) =>
  (name: string, body: Body<ReadonlyArray<unknown>>): void => {
    for (const [at, row] of rows.entries())
      it(`${name} ${at}`, () => body(...(Array.isArray(row) ? row : [row])))
  }
