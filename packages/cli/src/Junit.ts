/** A verification as JUnit XML, the form that continuous integration shows: one suite a vendor, one case a clause. */
import type { Finding } from "@muster/harness/verify/Finding"
import builder, { type Builder } from "junit-report-builder"
import * as Escape from "./Escape.ts"

export const of = (vendor: string, findings: ReadonlyArray<Finding>): string => {
  // Its types tell of a default member that the module does not have.
  const report = (builder as unknown as Builder).newBuilder()
  const suite = report.testSuite().name(vendor)
  for (const finding of findings) {
    const { clause, says } = finding
    const testCase = suite
      .testCase()
      .className(vendor)
      .name(Escape.line(`${clause}: ${says}`))
    if (finding.status === "broken")
      testCase.failure(finding.told.split("\n").map(Escape.line).join("\n"), "broken")
    if (finding.status === "unchecked") testCase.skipped()
  }
  return report.build()
}
