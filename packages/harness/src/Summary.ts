/** Lines that a test run wants seen by whoever reads its end; the test command prints the file before the totals. */
import { appendFileSync, mkdirSync } from "node:fs"
import { fileURLToPath } from "node:url"

const folder = fileURLToPath(new URL("../.cache", import.meta.url))

/** Adds lines, all at once, so that tests which run side by side do not mix. */
export const add = (lines: ReadonlyArray<string>): void => {
  mkdirSync(folder, { recursive: true })
  appendFileSync(`${folder}/summary.txt`, `${lines.join("\n")}\n`)
}
