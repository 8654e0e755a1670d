/** The published schemas are those of the code. */
import { existsSync, readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"
import * as Schemas from "./Schemas.ts"

describe("contracts/schemas", () => {
  it("each file is what the code publishes; `npm run record` in this folder writes them", async () => {
    const published = await Schemas.all()

    expect(published.map(([path]) => (existsSync(path) ? readFileSync(path, "utf8") : "missing"))).toEqual(
      published.map(([, text]) => text)
    )
  })
})
