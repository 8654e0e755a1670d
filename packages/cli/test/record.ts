/** Writes the published JSON Schemas and the tables of the adapters; tests compare them. */
import { mkdirSync, writeFileSync } from "node:fs"
import { dirname } from "node:path"
import * as Pages from "./Pages.ts"
import * as Schemas from "./Schemas.ts"

for (const [path, text] of [...(await Schemas.all()), ...(await Pages.all())]) {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}
