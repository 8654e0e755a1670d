/** The published JSON Schemas, as the text of their files under `contracts/schemas`. */
import { fileURLToPath } from "node:url"
import * as ChangesFile from "@muster/core/ChangesFile"
import * as PlanFile from "@muster/core/PlanFile"
import * as ReadingsFile from "@muster/core/ReadingsFile"
import { formatted } from "./Formatted.ts"

const path = (name: string): string =>
  fileURLToPath(new URL(`../../../contracts/schemas/${name}.schema.json`, import.meta.url))

/** Path and text of each. */
export const all = async (): Promise<ReadonlyArray<readonly [path: string, text: string]>> =>
  Promise.all(
    (
      [
        ["changes-file", ChangesFile.jsonSchema()],
        ["plan-file", PlanFile.jsonSchema()],
        ["readings-file", ReadingsFile.jsonSchema()]
      ] as const
    ).map(
      async ([name, schema]) =>
        [path(name), await formatted(path(name), JSON.stringify(schema, null, 2))] as const
    )
  )
