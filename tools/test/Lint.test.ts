/** The linter's share of the boundaries: what an editor underlines. The house test is the judge; this shows sooner. */
import { spawnSync } from "node:child_process"
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { describe, expect, it, onTestFinished } from "vitest"

const root = join(import.meta.dirname, "../..")

const lint = (path: string, specifier: string): string => {
  const folder = mkdtempSync(join(tmpdir(), "muster-lint-"))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  copyFileSync(join(root, ".oxlintrc.json"), join(folder, ".oxlintrc.json"))
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), `export * from "${specifier}"\n`)
  return spawnSync(join(root, "node_modules/.bin/oxlint"), ["."], { cwd: folder, encoding: "utf8" }).stdout
}

describe("Lint", () => {
  it.each([
    ["packages/core/src/Plan.ts", "node:fs"],
    ["packages/core/src/Plan.ts", "fast-check"],
    ["packages/core/src/Plan.ts", "../../twins/kit/src/index.ts"],
    ["packages/core/src/testing/Laws.ts", "@muster/adapter-kit"],
    ["packages/adapters/acme/src/Adapter.ts", "@muster/twin-acme"],
    ["packages/adapters/acme/src/Adapter.ts", "@muster/core/testing"],
    ["packages/adapters/acme/src/Codec.ts", "effect/Effect"],
    ["packages/adapters/acme/src/Wire.ts", "effect/http/HttpClient"],
    ["packages/twins/acme/src/Rules.ts", "@muster/core/Plan"],
    ["packages/twins/kit/src/Server.ts", "@muster/core"]
  ])("stops %s from importing %s", (path, specifier) => {
    expect(lint(path, specifier)).toContain("no-restricted-imports")
  })

  it.each([
    ["packages/core/src/Plan.ts", "effect/Result"],
    ["packages/core/src/testing/Laws.ts", "fast-check"],
    ["packages/adapters/acme/src/Adapter.ts", "effect/http/HttpClient"],
    ["packages/adapters/acme/src/Codec.ts", "@muster/core/Plan"],
    ["packages/twins/acme/src/Twin.ts", "@muster/twin-kit"],
    ["packages/twins/kit/src/Server.ts", "node:http"]
  ])("lets %s import %s", (path, specifier) => {
    expect(lint(path, specifier)).not.toContain("no-restricted-imports")
  })
})
