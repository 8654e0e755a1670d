/** How applying ended, in one line, and what did not turn out as predicted. */
import type { Finding, Receipt, Status } from "@muster/core/Receipt"
import { indent, line, type Line, type Tone } from "./Line.ts"

const says: Readonly<Record<Status, readonly [tone: Tone, text: string]>> = {
  unchanged: ["quiet", "unchanged: nothing was sent"],
  confirmed: ["added", "confirmed: what was read back is as predicted"],
  pending: ["changed", "pending: the vendor took it and has not made it true yet; it is not sent again"],
  superseded: ["stop", "superseded: something else is there now than was predicted"],
  unconfirmed: ["stop", "unconfirmed: it cannot be told whether it was done; read before sending it again"],
  rejected: ["stop", "rejected: the vendor said no"]
}

export const of = ({ findings, rejected, status, unguarded }: Receipt): ReadonlyArray<Line> => {
  const [tone, text] = says[status]
  const reason = rejected === undefined ? "" : ` (${rejected})`
  return [
    line(tone, `${text}${reason}`),
    ...indent(grouped(findings.filter(({ found }) => found !== "as predicted"))),
    ...(unguarded === undefined
      ? []
      : [
          line(
            "quiet",
            `  unguarded for ${unguarded} ms: what somebody else wrote in between would be overwritten`
          )
        ])
  ]
}

/** One line for all that was found alike. */
const grouped = (findings: ReadonlyArray<Finding>): ReadonlyArray<Line> =>
  [...Map.groupBy(findings, ({ found }) => found)].map(([found, alike]) =>
    line(
      found === "unverifiable" ? "quiet" : "plain",
      `${found}: ${alike.map(({ subject }) => subject).join(", ")}`
    )
  )
