/** An explanation as lines: roles with their causes, stored defaults, and what comes later. */
import type { Snapshot } from "@muster/core/Snapshot"
import type { Explained, Later, Side } from "../Explanation.ts"
import * as JsonLines from "./JsonLines.ts"
import { indent, line, type Line } from "./Line.ts"
import * as PlanLines from "./PlanLines.ts"

/** Who is explained, the record, and both sides of the access. */
export const of = (snapshot: Snapshot, sides: ReadonlyArray<Side>): ReadonlyArray<Line> => [
  line("title", PlanLines.who(snapshot.vendor, snapshot.member)),
  ...indent([
    ...Object.entries(snapshot.values).map(([name, value]) =>
      line("plain", `${name}: ${typeof value === "string" ? value : JsonLines.onOneLine(value)}`)
    ),
    ...(snapshot.unknown.length === 0 ? [] : [line("quiet", `unknown: ${snapshot.unknown.join(", ")}`)]),
    ...(sides.length === 0 ? [line("quiet", "this vendor keeps no access by target")] : []),
    ...sides.flatMap(ofSide)
  ])
]

const ofSide = (side: Side): ReadonlyArray<Line> => {
  const held = side.entities.filter(({ role }) => role !== null)
  const others = side.entities.length - held.length
  return [
    line("title", side.side === "own" ? "own entities" : "clients' entities"),
    ...indent([
      ...held.map(ofEntity),
      ...(others === 0
        ? []
        : [line("quiet", `no access to ${others} other ${others === 1 ? "entity" : "entities"}`)]),
      line("plain", `stored default: ${side.default === undefined ? "unknown" : (side.default ?? "none")}`),
      ...(side.entriesKnown
        ? []
        : [line("stop", "the stored entries could not be read, so causes are uncertain")]),
      ...side.later.map(ofLater)
    ])
  ]
}

const ofEntity = ({ axes, causes, client, entity, role }: Explained): Line => {
  const where = client === null ? entity : `${entity} of ${client}`
  return line(
    "plain",
    `${where}: ${role ?? "unknown"} (${causes.join(" or ")}${disagreeing(axes, causes.length)})`
  )
}

const ofLater = ({ axes, roles, scope }: Later): Line =>
  line(
    roles.length > 1 ? "changed" : "plain",
    `${scope}: ${roles.map((role) => role ?? "none").join(" or ")}${roles.length > 1 ? ` (readings disagree: ${axes.join(", ")})` : ""}`
  )

const disagreeing = (axes: ReadonlyArray<string>, causes: number): string =>
  causes < 2 || axes.length === 0 ? "" : `; readings disagree: ${axes.join(", ")}`
