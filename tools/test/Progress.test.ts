/** What is shown of tests that go on, from words of Vitest made up here. */
import { describe, expect, it } from "vitest"
import * as Progress from "../src/Progress.ts"

const end = (file: string) =>
  `@muster/core:  \u001B[32m✓\u001B[39m test/${file}.test.ts \u001B[2m(3 tests)\u001B[22m 5ms\n`

/** What a screen shows of words that arrive in these pieces. */
const shown = (files: number, pieces: ReadonlyArray<string>, isTTY = false): ReadonlyArray<string> => {
  const written: Array<string> = []
  const listen = Progress.shown(files, { isTTY, write: (text) => written.push(text) })
  for (const piece of pieces) listen(piece)
  return written
}

describe("Progress", () => {
  it("counts files, not tests and not what else is said, however the words arrive", () => {
    const words = `@muster/core: > vitest run\n${end("Plan")}@muster/core:    ✓ plans a change 300ms\n${end("Undo")}`
    const line = (ended: number) => `test              ${ended}/9 files\n`

    expect(shown(9, [words])).toEqual([line(1), line(2)])
    expect(shown(9, words.split(/(?<=\.)/))).toEqual([line(1), line(2)])
  })

  it("counts a file that failed too", () => {
    expect(shown(1, ["cli:  ❯ test/Demo.test.ts (3 tests | 1 failed) 5ms\n"])).toHaveLength(1)
  })

  it("writes about ten lines, and on a terminal one that is rewritten", () => {
    const words = Array.from({ length: 95 }, (_, at) => end(`File${at}`))

    expect(shown(95, words)).toHaveLength(9)
    const rewritten = shown(95, words, true)
    expect(rewritten).toHaveLength(95)
    expect(rewritten.every((text) => text.endsWith("\r"))).toBe(true)
    expect(Math.max(...rewritten.map((text) => text.length))).toBeLessThan(
      "test            262.3 s  passed".length
    )
  })
})
