/** Writes the published JSON Schemas; a test compares them. */
import { mkdirSync, writeFileSync } from "node:fs"
import { dirname } from "node:path"
import * as Schemas from "./Schemas.ts"

for (const [path, text] of await Schemas.all()) {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}
