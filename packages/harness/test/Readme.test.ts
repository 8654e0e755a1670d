/** What the README shows is what happens: its first program is run, and every `// =>` is what it prints. */
import { execFileSync } from "node:child_process"
import { mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { describe, expect, it } from "vitest"

const readme = readFileSync(new URL("../../../README.md", import.meta.url), "utf8")
const folder = fileURLToPath(new URL("../.cache/readme", import.meta.url))

describe("The README", () => {
  it("shows core in ten lines, and they print what it says", () => {
    const [, program = ""] = /```ts\n([\s\S]*?)```/.exec(readme) ?? []
    const promised = [...program.matchAll(/\/\/ => (.*)$/gm)].map(([, text]) => text)
    mkdirSync(folder, { recursive: true })
    writeFileSync(`${folder}/example.ts`, program)

    // Whoever runs the tests may ask for colours; the README shows none.
    const { FORCE_COLOR: _, ...environment } = process.env
    const env = { ...environment, NO_COLOR: "1" }
    const printed = execFileSync(process.execPath, [`${folder}/example.ts`], { encoding: "utf8", env })

    expect(program.trim().split("\n").length).toBeLessThanOrEqual(11)
    expect(promised.length).toBeGreaterThan(0)
    expect(printed.trim().split("\n")).toEqual(promised)
  })
})
