/** The house test: the repository keeps its shape, and in a miniature of it each defect is named. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { describe, expect, it, onTestFinished } from "vitest"
import * as House from "../src/House.ts"
import { core, defects } from "./Defects.ts"
import { effect, sound } from "./Miniature.ts"
import type { Files } from "./Miniature.ts"

/** What the house test says of the sound repository with some files replaced, or left out where undefined. */
const check = (changes: Files): ReadonlyArray<string> => {
  const root = mkdtempSync(join(tmpdir(), "muster-house-"))
  onTestFinished(() => rmSync(root, { recursive: true }))
  for (const [path, text] of Object.entries({ ...sound, ...changes })) {
    if (text === undefined) continue
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  return House.check(root)
}

describe("House", () => {
  it("finds nothing wrong with this repository", () => {
    expect(House.check(join(import.meta.dirname, "../.."))).toEqual([])
  })

  it("finds nothing wrong with a sound miniature", () => {
    expect(check({})).toEqual([])
  })

  it("lets core's testing entry use fast-check", () => {
    const changes = {
      ...core({ ...effect, "fast-check": "4.10.2" }),
      "packages/core/src/testing/Laws.ts": `import "fast-check"`
    }

    expect(check(changes)).toEqual([])
  })

  it.each(defects)("names %s", (_, changes, sentence) => {
    expect(check(changes)).toContainEqual(expect.stringContaining(sentence))
  })
})
