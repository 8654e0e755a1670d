/** Why something was not planned or not sent: place, rule, way out, and the hazards in question. */
import type { VendorError } from "@muster/adapter-kit/VendorError"
import type { BadLines } from "@muster/core/ChangesFile"
import type { BadPlanFile } from "@muster/core/PlanFile"
import type { BadReadingsFile } from "@muster/core/ReadingsFile"
import type { Problem, Unplannable } from "@muster/core/Unplannable"
import * as Redacted from "effect/Redacted"
import { indent, line, type Line } from "./Line.ts"
import * as PlanLines from "./PlanLines.ts"

const headings: Readonly<Record<Unplannable["reason"]["_tag"], string>> = {
  Invalid: "not understood",
  UnknownTarget: "names something that is not there",
  Inexpressible: "inexpressible: no request says this, so nothing is sent",
  NeedsConsent: "needs consent, so nothing is sent",
  Stale: "stale: nothing is sent"
}

export const unplannable = ({ reason }: Unplannable): ReadonlyArray<Line> => [
  line("stop", headings[reason._tag]),
  ...(reason._tag === "NeedsConsent" ? [] : indent(problems(reason.problems))),
  ...("hazards" in reason ? indent(Redacted.value(reason.hazards).flatMap(PlanLines.stop)) : [])
]

/** The vendor's own words are foreign text that may hold anybody's data: they are shown on request only. */
export const vendor = (error: VendorError, words: boolean): ReadonlyArray<Line> => {
  const said = error.reason.words === undefined ? undefined : Redacted.value(error.reason.words)
  return [
    line("stop", error.message),
    ...(said === undefined
      ? []
      : [
          line(
            "quiet",
            words ? `  the vendor's words: ${said}` : "  the vendor's words are shown with --words"
          )
        ])
  ]
}

export const badLines = ({ lines }: BadLines): ReadonlyArray<Line> => [
  line(
    "stop",
    `${lines.length === 1 ? "one line is not as it" : `${lines.length} lines are not as they`} should be:`
  ),
  ...lines.flatMap((bad) => indent([line("title", `line ${bad.line}`), ...indent(problems(bad.problems))]))
]

const states: Readonly<Record<(BadPlanFile | BadReadingsFile)["rule"], string>> = {
  unreadable: "is unreadable",
  newer: "is of a newer version",
  damaged: "is damaged",
  "does not fit": "does not fit",
  edited: "was edited",
  "sealed without key": "was sealed without the key",
  "key missing": "was sealed with a key"
}

export const badPlanFile = ({ problems: found, rule }: BadPlanFile): ReadonlyArray<Line> => [
  line("stop", `the plan file ${states[rule]}, so nothing is sent:`),
  ...indent(problems(found))
]

export const badReadingsFile = ({ problems: found, rule }: BadReadingsFile): ReadonlyArray<Line> => [
  line("stop", `the readings file ${states[rule]}, so nothing is sent:`),
  ...indent(problems(found))
]

/** Problems that share rule and way out are told together. */
export const problems = (found: ReadonlyArray<Problem>): ReadonlyArray<Line> => {
  const groups = Map.groupBy(found, ({ rule, wayOut }) => `${rule}; ${wayOut}`)
  return [...groups.values()].flatMap((group) => {
    const [first] = group
    if (first === undefined) return []
    return [
      line("plain", `${[...new Set(group.map(({ field }) => field))].join(", ")}: ${first.rule}`),
      line("quiet", `  way out: ${first.wayOut}`)
    ]
  })
}
