/**
 * The program behind `npm test`: format, lint, types and boundaries side by side, then every package's tests, summed
 * up in one line.
 * With `CI` set nothing comes from a cache.
 */
import { existsSync, readFileSync, rmSync } from "node:fs"
import { delimiter, join } from "node:path"
import * as House from "./House.ts"
import * as Progress from "./Progress.ts"
import * as Report from "./Report.ts"
import * as Stage from "./Stage.ts"
import * as Workspace from "./Workspace.ts"

const root = join(import.meta.dirname, "../..")
const isCached = ["", "false", "0"].includes(process.env["CI"] ?? "")
const options: Stage.Options = {
  folder: root,
  environment: {
    ...process.env,
    PATH: [join(root, "node_modules/.bin"), process.env["PATH"]].join(delimiter),
    NX_DAEMON: "false",
    NX_TUI: "false"
  },
  milliseconds: 1_200_000
}

/** Prints how a stage ended and after how long; a failure is followed by what it said. */
const stage = async (name: string, work: () => Promise<Stage.Outcome>): Promise<Stage.Outcome> => {
  const start = performance.now()
  const outcome = await work().catch((cause: unknown) => ({
    output: "",
    problem: `crashed: ${String(cause)}`
  }))
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  console.log(
    `${name.padEnd(14)}${seconds.padStart(7)} s  ${outcome.problem === undefined ? "passed" : `FAILED: ${outcome.problem}`}`
  )
  if (outcome.problem !== undefined) console.log(`\n${outcome.output}`)
  return outcome
}

const nx = async (target: string): Promise<Stage.Outcome> => {
  const words = ["run-many", "-t", target, "--exclude=packages/*/*", "--parallel=2", "--output-style=stream"]
  const hear = Progress.shown(testFiles, process.stdout)
  const outcome = await Stage.run("nx", isCached ? words : [...words, "--skip-nx-cache"], {
    ...options,
    hear
  })
  return { ...outcome, output: Report.withoutPassed(outcome.output) }
}

/** Where Vitest is started: once for all adapters and twins, which have few tests each (`packages/project.json`). */
const startOf = (folder: string): string => (/^packages\/.*\//.test(folder) ? "packages" : folder)

const { packages } = Workspace.read(root)
const folders = packages.map(({ folder }) => folder)
const testFiles = packages.flatMap(({ files }) =>
  files.filter((path) => /^test\/.*\.test\.ts$/.test(path))
).length

const boundaries = async (): Promise<Stage.Outcome> => {
  const violations = House.check(root)
  const problem = violations.length === 0 ? undefined : `${violations.length} violations`
  return { output: violations.join("\n"), problem }
}

/** Results of an earlier run must not stand in for those of this one; on a cache hit Nx puts them back. */
const tests = async (): Promise<ReadonlyArray<Report.Result>> => {
  for (const folder of new Set(folders.map(startOf)))
    rmSync(join(root, folder, ".cache"), { recursive: true, force: true })
  const outcome = await stage("test", () => nx("test"))
  const results = folders.map((folder) =>
    Report.ofTests(folder, readIfThere(join(root, startOf(folder), ".cache/tests.json")))
  )
  print([...results.map(Report.counts), ...results.map(Report.failures)])
  const isExplained = outcome.problem === undefined || Report.failureCount(results) > 0
  return isExplained ? results : [...results, Report.ofStage("test", outcome.problem)]
}

const readIfThere = (path: string): string | undefined =>
  existsSync(path) ? readFileSync(path, "utf8") : undefined

const print = (texts: ReadonlyArray<string | undefined>): void => {
  for (const text of texts) if (text !== undefined && text !== "") console.log(text)
}

const main = async (): Promise<void> => {
  // The whole repository at once: one process for each of these is many times as fast as one for each package.
  const checks = {
    format: () => Stage.run("oxfmt", ["--check", "."], options),
    lint: () => Stage.run("oxlint", ["--deny-warnings", "."], options),
    // Core once more, without Node's types: it runs in a browser.
    types: () => Stage.run("tsc", ["-b", ".", "packages/core"], options),
    boundaries
  }
  const checked = await Promise.all(
    Object.entries(checks).map(async ([name, work]) =>
      Report.ofStage(name, (await stage(name, work)).problem)
    )
  )
  const tested = await tests().catch((cause: unknown) => [
    Report.ofStage("test", `crashed: ${String(cause)}`)
  ])
  const results = [...checked, ...tested]
  const summary = readIfThere(join(root, "packages/harness/.cache/summary.txt"))
  print([Report.skips(results), summary, Report.totals(results)])
  process.exitCode = Report.failureCount(results) === 0 ? 0 : 1
}

for (const [name, code] of [
  ["SIGINT", 130],
  ["SIGTERM", 143]
] as const) {
  process.once(name, () => void Stage.endAll().finally(() => process.exit(code)))
}

await main()
