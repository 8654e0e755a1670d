/** The sums of the test command, over result files made up here. */
import { describe, expect, it } from "vitest"
import * as Report from "../src/Report.ts"

const test = (status: string, more: object = {}) => ({ fullName: `a ${status} test`, status, ...more })

const file = (tests: ReadonlyArray<object>, status = "passed", message = "") =>
  JSON.stringify({
    testResults: [{ name: "/packages/core/test/Some.test.ts", status, message, assertionResults: tests }]
  })

const messages = (result: Report.Result) => result.failures.map((each) => each.message)

describe("Report", () => {
  it("counts passed and failed tests and keeps names and messages", () => {
    const text = file(
      [test("passed"), test("passed"), test("failed", { failureMessages: ["1 is not 2"] })],
      "failed"
    )

    const result = Report.ofTests("core", text)

    expect(Report.totals([result])).toBe("2 passed, 1 failed")
    expect(Report.failures(result)).toBe("FAILED core: a failed test\n  1 is not 2\n")
  })

  it("lists a skip with its reason and counts it neither way", () => {
    const noted = test("skipped", { meta: { skipReason: "no network" } })
    const named = test("todo", { fullName: "a thing (skipped: later)" })

    const result = Report.ofTests("core", file([test("passed"), noted, named]))

    expect(Report.totals([result])).toBe("1 passed, 0 failed")
    expect(Report.skips([result])).toBe(
      "skipped core: a skipped test: no network\nskipped core: a thing (skipped: later): later"
    )
  })

  it.each(["skipped", "todo"])("counts a %s test without a reason as failed", (status) => {
    const result = Report.ofTests("core", file([test("passed"), test(status, { meta: { skipReason: " " } })]))

    expect(Report.totals([result])).toBe("1 passed, 1 failed")
    expect(messages(result)[0]).toContain("without a reason")
  })

  it("counts a test that did not finish as failed", () => {
    expect(messages(Report.ofTests("core", file([test("pending")])))).toEqual(["did not finish (pending)"])
  })

  it("counts a file that broke before its tests once", () => {
    const result = Report.ofTests("core", file([], "failed", "no such module"))

    expect(messages(result)).toEqual(["no such module"])
  })

  it.each([
    ["no results", undefined, "wrote no test results"],
    ["no tests", file([]), "has no tests"],
    ["no files", JSON.stringify({ testResults: [] }), "has no tests"],
    ["files of others", file([test("passed")]).replace("/core/", "/core-kit/"), "has no tests"],
    ["an empty file", "", "cannot be read"],
    ["something else", "{}", "cannot be read"]
  ])("counts a package with %s as failed and names it", (_, text, message) => {
    const result = Report.ofTests("core", text)

    expect(Report.failures(result)).toContain(`FAILED core: core\n  `)
    expect(messages(result)[0]).toContain(message)
    expect(Report.totals([result])).toBe("0 passed, 1 failed")
  })

  it("leaves out of what was said what passed", () => {
    const said =
      "> vitest run\ncore:  ✓ test/Plan.test.ts\ncore:  ❯ test/Undo.test.ts\ncore: - 1\ncore: + 2\n"

    expect(Report.withoutPassed(said)).toBe(
      "> vitest run\ncore:  ❯ test/Undo.test.ts\ncore: - 1\ncore: + 2\n"
    )
  })

  it("adds stages and packages up", () => {
    const results = [
      Report.ofStage("format", undefined),
      Report.ofStage("lint", "ended with code 1"),
      Report.ofTests("core", file([test("passed")]))
    ]

    expect(Report.totals(results)).toBe("2 passed, 1 failed")
    expect(Report.failureCount(results)).toBe(1)
  })
})
