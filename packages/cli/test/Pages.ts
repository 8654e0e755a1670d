/** The table of each vendor as its adapter's docs have it: the text of `SEMANTICS.md` there. */
import { fileURLToPath } from "node:url"
import * as SemanticsTable from "../src/SemanticsTable.ts"
import * as SemanticsMarkdown from "../src/show/SemanticsMarkdown.ts"
import * as Tables from "../src/Tables.ts"
import { formatted } from "./Formatted.ts"

const path = (vendor: string): string =>
  fileURLToPath(new URL(`../../adapters/${vendor}/SEMANTICS.md`, import.meta.url))

const note = "<!-- Written by `npm run record` in packages/cli; a test compares it. -->\n\n"

/** Path and text of each. */
export const all = (): Promise<ReadonlyArray<readonly [path: string, text: string]>> =>
  Promise.all(
    [...Tables.all].map(async ([vendor, tables]) => {
      const text = note + SemanticsMarkdown.of(SemanticsTable.of(vendor, tables))
      return [path(vendor), await formatted(path(vendor), text)] as const
    })
  )
