/**
 * `npm run mutate -- digits`: changes the rules of one twin in every small way there is, and counts how many of the
 * changes the contract kit notices. What is left is explained in SURVIVORS.md.
 */
import { join } from "node:path"
import { Stryker } from "@stryker-mutator/core"
import { vendors } from "./Kit.ts"

const [vendor = ""] = process.argv.slice(2)
if (!vendors.includes(vendor)) {
  console.error(`Say whose twin to change: one of ${vendors.join(", ")}`)
  process.exit(1)
}

process.chdir(join(import.meta.dirname, "../../.."))
process.env["MUSTER_MUTATE"] = vendor
await new Stryker({
  mutate: [`packages/twins/${vendor}/src/{Rules,Routes,State,Vocabulary}.ts`],
  plugins: [join(import.meta.dirname, "Runner.ts")],
  testRunner: "kit",
  coverageAnalysis: "off",
  concurrency: 2,
  timeoutMS: 20_000,
  allowConsoleColors: false,
  disableTypeChecks: false,
  reporters: ["clear-text", "json"],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  jsonReporter: { fileName: `packages/harness/.cache/mutation-${vendor}.json` },
  tempDirName: ".cache/mutation",
  ignorePatterns: [".git", ".nx", ".cache", "contracts"],
  thresholds: { high: 95, low: 90, break: 85 }
}).runMutationTest()
