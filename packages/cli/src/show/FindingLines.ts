/** What became of each clause, in words that an engineer of the vendor understands. */
import type { Finding } from "@muster/harness/verify/Finding"
import { blank, indent, line, type Line, wrap } from "./Line.ts"

export const of = (finding: Finding): ReadonlyArray<Line> => {
  switch (finding.status) {
    case "held":
      return wrap(line("added", `held       ${sentence(finding)}`))
    case "broken":
      return [
        ...wrap(line("removed", `BROKEN     ${sentence(finding)}`)),
        ...indent(indent(finding.told.split("\n").map((text) => line("plain", text))))
      ]
    case "unchecked":
      return [
        ...wrap(line("quiet", `unchecked  ${sentence(finding)}`)),
        ...wrap(line("quiet", `    wants ${wants[finding.wants]}: ${finding.why}`))
      ]
  }
}

const sentence = ({ clause, says }: Finding): string => `${clause}  ${says}`

const wants = { operation: "an operation", credential: "a credential", consent: "consent" }

/** What the run could not put back. */
export const left = (what: ReadonlyArray<string>): ReadonlyArray<Line> =>
  what.map((each) => line("stop", `left behind: ${each}`))

export const total = (vendor: string, findings: ReadonlyArray<Finding>): ReadonlyArray<Line> => {
  const count = (status: Finding["status"]) => findings.filter((each) => each.status === status).length
  return [
    blank,
    line(
      count("broken") > 0 ? "removed" : "title",
      `${findings.length} clauses of ${vendor}: ${count("held")} held, ${count("broken")} broken, ` +
        `${count("unchecked")} cannot be checked here`
    )
  ]
}
