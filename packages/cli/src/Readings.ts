/** The readings files that a caller names, one a vendor: what somebody has measured, as evidence for plans. */
import type { Plan } from "@muster/core/Plan"
import type { Reading } from "@muster/core/Reading"
import * as ReadingsFile from "@muster/core/ReadingsFile"
import type { Problem } from "@muster/core/Unplannable"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Flags from "./Flags.ts"
import * as Tables from "./Tables.ts"

/** The evidence for each vendor that has a file. The first bad file fails all of them. */
export const read = Effect.fnUntraced(function* (paths: ReadonlyArray<string>) {
  const evidence = new Map<string, Reading>()
  for (const path of paths) {
    const file = yield* Effect.fromResult(parse(yield* Flags.read(path)))
    if (evidence.has(file.vendor))
      return yield* unfit({
        field: "vendor",
        rule: `has another readings file already: ${file.vendor}`,
        wayOut: "give one file a vendor"
      })
    evidence.set(file.vendor, ReadingsFile.evidenceOf(file))
  }
  return evidence
})

/** A readings file of a vendor that is known here, with axes and answers that its table has. */
export const parse = (text: string): Result.Result<ReadingsFile.ReadingsFile, ReadingsFile.BadReadingsFile> =>
  Result.flatMap(ReadingsFile.decode(text), (file) => {
    const table = Tables.all.get(file.vendor)?.[0]
    return table === undefined
      ? Result.fail(
          unfit({
            field: "vendor",
            rule: "is not known",
            wayOut: `known are ${[...Tables.all.keys()].join(", ")}`
          })
        )
      : ReadingsFile.fitting(file, table.definition)
  })

/** Fails where a saved plan relies on an answer, and another one has been measured since. */
export const agree = (
  evidence: Reading,
  { relies, vendor }: Plan
): Effect.Effect<void, ReadingsFile.BadReadingsFile> => {
  const moved = relies.filter(({ answer, axis }) => (evidence[axis] ?? answer) !== answer)
  const problems = moved.map(({ answer, axis }) => ({
    field: `readings.${axis}`,
    rule: `is not what a saved plan for ${vendor} relies on (${axis} = ${answer})`,
    wayOut: "make the plan again"
  }))
  return problems.length === 0 ? Effect.void : Effect.fail(unfit(...problems))
}

const unfit = (...problems: ReadonlyArray<Problem>) =>
  new ReadingsFile.BadReadingsFile({ rule: "does not fit", problems })
