/** The published JSON Schemas, as the text of their files under `contracts/schemas`. */
import { fileURLToPath } from "node:url"
import * as ChangesFile from "@muster/core/ChangesFile"
import * as PlanFile from "@muster/core/PlanFile"
import * as ReadingsFile from "@muster/core/ReadingsFile"
import * as prettier from "prettier"

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
    ).map(async ([name, schema]) => {
      const options = await prettier.resolveConfig(path(name))
      return [
        path(name),
        await prettier.format(JSON.stringify(schema, null, 2), { ...options, parser: "json" })
      ]
    })
  )
