/** What others install: each tarball as two linters see it, and all of them at work where nothing else of ours is. */
import { spawn } from "node:child_process"
import { once } from "node:events"
import { readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core"
import { publint } from "publint"
import { formatMessage } from "publint/utils"
import { build } from "rolldown"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import * as Page from "./Page.ts"
import * as Stranger from "./Stranger.ts"

let folder: string

beforeAll(async () => {
  folder = await Stranger.make()
}, 120_000)

afterAll(() => rmSync(folder, { recursive: true }))

const run = (...words: ReadonlyArray<string>): Promise<string> =>
  Stranger.run(folder, process.execPath, ...words)

describe("Packages", () => {
  it.each(Stranger.packages)("publint finds nothing wrong with $name", async ({ name, tarball }) => {
    const { buffer } = Uint8Array.from(readFileSync(join(folder, tarball)))

    const { messages, pkg } = await publint({ pack: { tarball: buffer }, strict: true })

    expect(pkg["name"]).toBe(name)
    expect(messages.map((each) => formatMessage(each, pkg))).toEqual([])
  })

  /** Old resolutions and `require` are left out, as attw's profile esm-only does. */
  const old = ["node10", "node16-cjs"]

  it.each(Stranger.packages)("attw finds nothing wrong with $name", async ({ tarball }) => {
    const result = await checkPackage(createPackageFromTarballData(readFileSync(join(folder, tarball))))

    expect(result).toMatchObject({ types: { kind: "included" } })
    const problems = "problems" in result ? result.problems : []
    expect(
      problems.filter((each) => !("resolutionKind" in each && old.includes(each.resolutionKind)))
    ).toEqual([])
  })
})

describe.concurrent("Outside", () => {
  const ten = Stranger.code("README.md", "Core in ten lines")

  beforeAll(() => {
    writeFileSync(join(folder, "ten.ts"), ten)
    writeFileSync(
      join(folder, "promised.ts"),
      Stranger.code("packages/adapters/kit/README.md", "Without Effect")
    )
  })

  it.each(["tsconfig.json", "tsconfig.bundler.json"])(
    "types hold, libraries included, under %s",
    async (project) => {
      const tsc = join(import.meta.dirname, "../../node_modules/typescript/bin/tsc")

      expect(await run(tsc, "-p", project)).toBe("")
    }
  )

  it("core's ten lines print what the README says", async () => {
    const promised = Array.from(ten.matchAll(/\/\/ => (.*)$/gm), ([, line]) => line)

    expect(promised).not.toEqual([])
    expect((await run("ten.ts")).trim().split("\n")).toEqual(promised)
  })

  it("an adapter of its own plans and applies at a server of its own", async () => {
    expect((await run("flow.ts")).trim().split("\n")).toEqual([
      "{ full_name: 'Jane', job: 'Controller' }",
      "confirmed { full_name: 'Jane', job: 'Controller' }",
      "NotFound"
    ])
  })

  it("the command line plays the examples it came with", async () => {
    const played = await run("node_modules/@muster/cli/dist/main.js", "demo", "--json")

    expect(JSON.parse(played)).toMatchObject({ exitCode: 0 })
  })

  const kit = "node_modules/vitest/vitest.mjs"

  it("the contract kit holds a manual of its own against a server that keeps to it", async () => {
    expect(await run(kit, "run")).toContain("3 passed")
  })

  it("the contract kit names the sentence that a server breaks, and what it saw", async () => {
    const told = await Stranger.failing(folder, { LARCH: "forgetful" }, process.execPath, kit, "run")

    expect(told).toContain("L2: A PUT replaces the whole record")
    expect(told).toMatch(/sent +PUT \/people\/:id/)
    expect(told).toContain("desk is still what it was")
    expect(told).toContain("1 failed | 2 passed")
  })

  it("the command line verifies a server with one bug, names the clause and ends with 4", async () => {
    const server = spawn(process.execPath, ["miles.ts"], {
      cwd: folder,
      stdio: ["ignore", "pipe", "inherit"]
    })
    const [url] = (await once(server.stdout, "data")) as [Buffer]
    const words = ["--vendor", "88miles", "--base-url", url.toString().trim(), "--token-env", "TOKEN"]
    const record = ["--record", "161e6c57-a86a-4ab8-b6c0-8a7831e4cd44"]
    const muster = ["node_modules/@muster/cli/dist/main.js", "verify", ...words, ...record]

    const told = await Stranger.failing(folder, { TOKEN: "t" }, process.execPath, ...muster)
    server.kill()

    expect(told).toContain("ended with code 4")
    expect(told).toMatch(/BROKEN +M1/)
    expect(told).toContain("hourly_rate_cents is gone")
    expect(told).toContain("3 held, 1 broken, 3 cannot be checked here")
  })

  it("the harness brings its contracts", async () => {
    const script = `import { all } from "@muster/harness/Case"
      import { readContract } from "@muster/harness/clauses/Contract"
      console.log(all().length > 0, readContract("digits").vendor)`

    expect(await run("--input-type=module", "--eval", script)).toBe("true digits\n")
  })

  it("core plans in a browser what it plans in Node", async (ctx) => {
    ctx.skip(Page.lacking !== undefined, Page.lacking)
    const { output } = await build({
      input: join(folder, "plan.ts"),
      platform: "browser",
      output: { format: "iife" },
      write: false
    })

    const { errors, requests, said } = await Page.run(output[0].code)

    expect({ errors, requests }).toEqual({ errors: [], requests: [] })
    expect(said).toEqual((await run("plan.ts")).trim().split("\n"))
  })
})
