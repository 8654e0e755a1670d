/** Files that tests produce and compare: goldens, pacts and published schemas. Recording writes them instead. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"

const installed = join(import.meta.dirname, "../contracts")

/** The contracts: those that came with this package, or the repository's. */
export const contracts = existsSync(installed) ? installed : join(import.meta.dirname, "../../../contracts")

/** `npm run record` sets it: what is produced replaces what was recorded. */
export const isRecording = process.env["MUSTER_RECORD"] === "true"

/** What was recorded at `path`, after writing `text` there when recording. Nothing recorded is an empty text. */
export const against = (path: string, text: string): string => {
  if (isRecording) {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
  }
  return existsSync(path) ? readFileSync(path, "utf8") : ""
}

/** The files below `folder` that end so, as paths relative to it, sorted. */
export const files = (folder: string, end: string): ReadonlyArray<string> =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: "utf8" })
        .filter((path) => path.endsWith(end))
        .toSorted()
    : []

/** Recorded files that nothing produces any more; recording removes them. */
export const stale = (folder: string, end: string, produced: Iterable<string>): ReadonlyArray<string> => {
  const known = new Set(produced)
  const found = files(folder, end).filter((path) => !known.has(path))
  if (!isRecording) return found
  for (const path of found) rmSync(join(folder, path))
  return []
}
