/** The contract file of a vendor, as far as checks need it: its clauses, and what its document leaves open. */
import { readFileSync } from "node:fs"
import { join } from "node:path"
import type { Reading } from "@muster/core"
import * as Schema from "effect/Schema"
import * as Recorded from "../Recorded.ts"

const Contract = Schema.Struct({
  vendor: Schema.String,
  /** The update that all of it is about. */
  call: Schema.String,
  source: Schema.String,
  clauses: Schema.Array(
    Schema.Struct({
      id: Schema.String,
      status: Schema.Literals(["documented", "silent", "ambiguous", "contradictory"]),
      /** The sentence, in our words. */
      says: Schema.String,
      /** Where the vendor says so. */
      source: Schema.String,
      /** Why it cannot be tried through the vendor's own operations alone, and what that would take. */
      elsewhere: Schema.optionalKey(
        Schema.Struct({
          wants: Schema.Literals(["operation", "credential", "consent"]),
          why: Schema.String
        })
      )
    })
  ),
  axes: Schema.Array(
    Schema.Struct({
      id: Schema.String,
      group: Schema.String,
      asks: Schema.String,
      fields: Schema.Array(Schema.String),
      /** Why no request shows which answer holds. */
      unobservable: Schema.optionalKey(Schema.String),
      /** Answers that no request tells apart where other axes are answered so. */
      alike: Schema.optionalKey(
        Schema.Struct({
          when: Schema.Record(Schema.String, Schema.String),
          answers: Schema.Array(Schema.String),
          because: Schema.String
        })
      ),
      answers: Schema.Record(Schema.String, Schema.String),
      note: Schema.optionalKey(Schema.String)
    })
  )
})
export type Contract = typeof Contract.Type

const folder = join(Recorded.contracts, "vendors")

/** Reads `contracts/vendors/<vendor>.json`; throws when it is none. */
export const readContract = (vendor: string): Contract =>
  Schema.decodeUnknownSync(Schema.fromJsonString(Contract))(
    readFileSync(join(folder, `${vendor}.json`), "utf8")
  )

/** The names of the groups of axes. */
export const groups = ({ axes }: Contract): ReadonlyArray<string> => [
  ...new Set(axes.map(({ group }) => group))
]

/** Every combination of the answers of one group, the other axes as in `base`. */
export const readingsOf = (
  contract: Contract,
  group: string,
  base: Reading.Reading
): ReadonlyArray<Reading.Reading> =>
  contract.axes
    .filter((axis) => axis.group === group)
    .reduce<ReadonlyArray<Reading.Reading>>(
      (readings, { answers, id }) =>
        readings.flatMap((reading) => Object.keys(answers).map((answer) => ({ ...reading, [id]: answer }))),
      [base]
    )
