/**
 * The arithmetic of the test command: what counts as passed, failed and skipped, and how that is written down.
 * Reads what Vitest's JSON reporter wrote; a skip without a reason, an empty result and a missing one are failures.
 */

import { stripVTControlCharacters } from "node:util"

export interface Failure {
  readonly name: string
  readonly message: string
}

export interface Skip {
  readonly name: string
  readonly reason: string
}

/** How one stage or one package's tests ended. */
export interface Result {
  readonly name: string
  readonly passed: number
  readonly failures: ReadonlyArray<Failure>
  readonly skips: ReadonlyArray<Skip>
}

/** A stage that is one check, however much it looked at. */
export const ofStage = (name: string, problem: string | undefined): Result =>
  problem === undefined
    ? { name, passed: 1, failures: [], skips: [] }
    : { name, passed: 0, failures: [{ name, message: problem }], skips: [] }

/** The tests of a package, by its folder, from the text of a result file, which is undefined if there is none. */
export const ofTests = (name: string, text: string | undefined): Result => {
  if (text === undefined) return ofStage(name, "wrote no test results")
  try {
    const files = (JSON.parse(text) as { readonly testResults: ReadonlyArray<File> }).testResults
    const results = files.filter((file) => file.name.includes(`/${name}/`)).map(ofFile)
    const result = {
      name,
      passed: results.reduce((sum, each) => sum + each.passed, 0),
      failures: results.flatMap((each) => each.failures),
      skips: results.flatMap((each) => each.skips)
    }
    const hasTests = result.passed + result.failures.length + result.skips.length > 0
    return hasTests ? result : ofStage(name, "has no tests")
  } catch (cause) {
    return ofStage(name, `wrote test results that cannot be read: ${String(cause)}`)
  }
}

/** The last line of the test command. */
export const totals = (results: ReadonlyArray<Result>): string =>
  `${results.reduce((sum, each) => sum + each.passed, 0)} passed, ${failureCount(results)} failed`

export const failureCount = (results: ReadonlyArray<Result>): number =>
  results.reduce((sum, each) => sum + each.failures.length, 0)

/** One line a package: its name and its counts. */
export const counts = ({ name, passed, failures, skips }: Result): string =>
  `  ${name.padEnd(26)} ${passed} passed, ${failures.length} failed, ${skips.length} skipped`

/** What the tests said, without Vitest's lines about what passed, which may be thousands. */
export const withoutPassed = (output: string): string =>
  output
    .split("\n")
    .filter((line) => !/^\S+: +✓ /.test(stripVTControlCharacters(line)))
    .join("\n")

/** The failures of a package, each with its full name and message. */
export const failures = (result: Result): string =>
  result.failures.map((each) => `FAILED ${result.name}: ${each.name}\n${indent(each.message)}\n`).join("\n")

/** The skipped tests with their reasons; an empty text if there are none. */
export const skips = (results: ReadonlyArray<Result>): string =>
  results
    .flatMap((result) => result.skips.map((each) => `skipped ${result.name}: ${each.name}: ${each.reason}`))
    .join("\n")

/** What this page needs of Vitest's JSON, by Vitest's names. */
interface Test {
  readonly fullName: string
  readonly status: string
  readonly failureMessages?: ReadonlyArray<string>
  /** `skipReason` is put there by the reporter in `vitest.config.ts`. */
  readonly meta?: { readonly skipReason?: string }
}

interface File {
  readonly name: string
  readonly status: string
  readonly message: string
  readonly assertionResults: ReadonlyArray<Test>
}

const ofFile = (file: File): Result => {
  const results = file.assertionResults.map(ofTest)
  const failed = results.flatMap((each) => each.failures)
  // A file that breaks before its tests run reports no failing test, only itself.
  const isBroken = file.status !== "passed" && failed.length === 0
  return {
    name: file.name,
    passed: results.reduce((sum, each) => sum + each.passed, 0),
    failures: isBroken ? [{ name: file.name, message: file.message }] : failed,
    skips: results.flatMap((each) => each.skips)
  }
}

const ofTest = (test: Test): Result => {
  const name = test.fullName
  if (test.status === "passed") return ofStage(name, undefined)
  if (test.status === "failed") return ofStage(name, (test.failureMessages ?? []).join("\n"))
  if (test.status !== "skipped" && test.status !== "todo")
    return ofStage(name, `did not finish (${test.status})`)
  // `ctx.skip("reason")` leaves a note; `it.skip` and `it.todo` cannot, so there the name ends in the reason.
  const reason = (test.meta?.skipReason ?? /\(skipped: ([^)]+)\)/.exec(name)?.[1] ?? "").trim()
  return reason === ""
    ? ofStage(
        name,
        `${test.status} without a reason; write ctx.skip("reason") or end its name in "(skipped: reason)"`
      )
    : { name, passed: 0, failures: [], skips: [{ name, reason }] }
}

const indent = (text: string): string => text.replaceAll(/^/gm, "  ")
