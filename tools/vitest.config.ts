import type { Reporter } from "vitest/node"
import { defineConfig } from "vitest/config"
import { BaseSequencer, type TestSpecification } from "vitest/node"

/** Vitest's JSON leaves out why a test was skipped; its meta data is in there, so the reason travels in that. */
const skipReasons: Reporter = {
  onTestCaseResult: (testCase) => {
    const result = testCase.result()
    if (result.state === "skipped") Object.assign(testCase.meta(), { skipReason: result.note })
  }
}

/** Long files come first, so that no worker begins one when the others are done. */
const long = [
  "Laws",
  "Wire",
  "Saboteurs",
  "Completeness",
  "Elsewhere",
  "Hostile",
  "Remote",
  "Outside",
  "Verify"
]

class LongFirst extends BaseSequencer {
  override async sort(files: Array<TestSpecification>): Promise<Array<TestSpecification>> {
    const rank = ({ moduleId }: TestSpecification) => {
      const at = long.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`))
      return at < 0 ? long.length : at
    }
    return (await super.sort(files)).toSorted((one, another) => rank(one) - rank(another))
  }
}

/** One configuration for every package; each is run with its own folder as root. */
export default defineConfig({
  test: {
    // Test files share no state that they change, so modules are loaded once for all of a worker's files.
    isolate: false,
    sequence: { sequencer: LongFirst },
    testTimeout: 120_000,
    hookTimeout: 60_000,
    include: ["test/**/*.test.ts", "{adapters,twins}/*/test/**/*.test.ts"],
    reporters: ["default", skipReasons, "json"],
    outputFile: { json: ".cache/tests.json" },
    env: { PACT_DO_NOT_TRACK: "true", SCARF_ANALYTICS: "false" }
  }
})
