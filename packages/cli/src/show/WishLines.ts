/** What a changes file wishes of workers, before it is put into anybody's words. */
import type { Line as Change } from "@muster/core/ChangesFile"
import type { JsonObject } from "@muster/core/Json"
import * as JsonLines from "./JsonLines.ts"
import { blank, indent, line, type Line } from "./Line.ts"

/** One paragraph for every line that is about a worker. */
export const of = (lines: ReadonlyArray<Change>): ReadonlyArray<Line> =>
  [...Map.groupBy(lines, (each) => each.line).values()].flatMap((ofLine) => {
    const [first] = ofLine
    if (first?.worker === undefined) return []
    const { replace, merge = replace ?? {} } = first.worker
    const how = replace === undefined ? "" : ", and nothing else"
    const where = ofLine.map(({ vendor }) => vendor).join(", ")
    const zone = first.zone === undefined ? "" : `, dates in ${first.zone}`
    return [
      line("plain", `line ${first.line} wishes of a worker${how}, at ${where}${zone}:`),
      ...indent([
        ...laidOut(merge),
        ...ofLine.flatMap(({ change, vendor }) =>
          change.access === undefined
            ? []
            : [
                line("plain", `and of the access at ${vendor}:`),
                ...laidOut(change.access as unknown as JsonObject)
              ]
        )
      ]),
      blank
    ]
  })

const laidOut = (wished: JsonObject): ReadonlyArray<Line> =>
  JsonLines.of(wished, 96).map((text) => line("plain", text))
