/**
 * `npm run mutate -- core`, `npm run mutate -- digits`: changes the rules of core, or of one twin, in every small way
 * there is, and counts how many of the changes the judges notice. What is left is explained in SURVIVORS.md.
 */
import { join } from "node:path"
import { Stryker } from "@stryker-mutator/core"
import { chosen } from "./Judges.ts"

const [name = "", ...only] = process.argv.slice(2)
const { files, folder, least } = chosen(name)

process.chdir(join(import.meta.dirname, "../../.."))
process.env["MUSTER_MUTATE"] = name
await new Stryker({
  mutate: only.length > 0 ? only : [`${folder}/${files}`],
  plugins: [join(import.meta.dirname, "Runner.ts")],
  testRunner: "kit",
  coverageAnalysis: "perTest",
  concurrency: 2,
  // What was loaded for a mutant stays in memory, so a process is replaced now and then.
  maxTestRunnerReuse: 400,
  timeoutMS: 5_000,
  allowConsoleColors: false,
  disableTypeChecks: false,
  reporters: ["progress-append-only", "clear-text", "json"],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  jsonReporter: { fileName: `packages/harness/.cache/mutation-${name}.json` },
  tempDirName: ".cache/mutation",
  // It would rewrite tsconfig.json, and has no way to read it with TypeScript 7; Node needs none.
  ignorePatterns: [".git", ".nx", ".cache", "contracts", "tsconfig.json"],
  thresholds: { high: 95, low: least, break: least }
}).runMutationTest()
