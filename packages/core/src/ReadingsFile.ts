/**
 * The readings file: what somebody has measured at one vendor, axis by axis, with what showed it. Plans are made
 * under it, and a later measurement is compared with it.
 */
import * as Data from "effect/Data"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import type * as Reading from "./Reading.ts"
import * as Shape from "./Shape.ts"
import type { Problem } from "./Unplannable.ts"

/** The version that this module reads and writes. */
export const version = 1

/** An axis that is settled. */
export interface Measured {
  readonly answer: string
  /** The exchanges that showed it, as text without anybody's values. */
  readonly evidence: ReadonlyArray<string>
}

export interface ReadingsFile {
  readonly vendor: string
  /** By axis. */
  readonly readings: Readonly<Record<string, Measured>>
  /** Axes that were tried in vain or not at all, each with the reason why. */
  readonly undecided: Readonly<Record<string, string>>
}

/** Why a readings file is not used. The message names axes and rules. */
export class BadReadingsFile extends Data.TaggedError("BadReadingsFile")<{
  readonly rule: "unreadable" | "newer" | "damaged" | "does not fit"
  readonly problems: ReadonlyArray<Problem>
}> {
  override get message(): string {
    const lines = this.problems.map(({ field, rule, wayOut }) => `${field}: ${rule}; ${wayOut}`)
    return `readings file: ${this.rule}: ${lines.join(" | ")}`
  }
}

const MeasuredShape = Schema.Struct({
  answer: Schema.String,
  evidence: Schema.Array(Schema.String).annotate({
    description: "The exchanges that showed it, as text without anybody's values."
  })
}).annotate({ identifier: "Measured" })

const FileShape = Schema.Struct({
  v: Schema.Literal(version),
  vendor: Schema.String,
  readings: Schema.Record(Schema.String, MeasuredShape).annotate({
    description: "The axes that are settled, by their ids in contracts/vendors."
  }),
  undecided: Schema.Record(Schema.String, Schema.String).annotate({
    description: "The axes that are not, each with the reason why."
  })
})

/** The text of a readings file, its axes in the order of the object. */
export const encode = (file: ReadingsFile): string =>
  `${JSON.stringify({ v: version, ...file } satisfies typeof FileShape.Type, null, 2)}\n`

/** Reads a readings file; whether its axes are the vendor's is what `fitting` tells. */
export const decode = (text: string): Result.Result<ReadingsFile, BadReadingsFile> => {
  const json = Shape.parse(text)
  if (json === undefined)
    return refuse("unreadable", [{ field: "the file", rule: "is no JSON", wayOut: measureAgain }])
  if ((Shape.versionOf(json.value) ?? version) > version)
    return refuse("newer", [
      { field: "v", rule: `is newer than ${version}, the version known here`, wayOut: "update Muster" }
    ])
  return Result.match(Shape.decode(FileShape, json.value, "the file"), {
    onSuccess: ({ v: _version, ...file }) => Result.succeed(file),
    onFailure: (problems) => refuse("damaged", problems)
  })
}

/** The file if it speaks of this vendor, and of axes and answers that the vendor's table has. */
export const fitting = (
  file: ReadingsFile,
  { axes, vendor }: { readonly vendor: string; readonly axes: ReadonlyArray<Reading.Axis> }
): Result.Result<ReadingsFile, BadReadingsFile> => {
  const answersOf = new Map(axes.map(({ answers, id }) => [id, answers]))
  const known = `known are ${[...answersOf.keys()].join(", ")}`
  const strange = (part: "readings" | "undecided") =>
    Object.keys(file[part])
      .filter((id) => !answersOf.has(id))
      .map((id) => ({
        field: `${part}.${id}`,
        rule: `is no axis of ${vendor}`,
        wayOut: `take it out; ${known}`
      }))
  const problems: ReadonlyArray<Problem> = [
    ...(file.vendor === vendor
      ? []
      : [{ field: "vendor", rule: `is another one than ${vendor}`, wayOut: "give the file of this vendor" }]),
    ...strange("readings"),
    ...strange("undecided"),
    ...Object.entries(file.readings).flatMap(([id, { answer }]) => {
      const answers = answersOf.get(id)
      return answers === undefined || answers.includes(answer)
        ? []
        : [
            {
              field: `readings.${id}.answer`,
              rule: `${JSON.stringify(answer)} is no answer of this axis`,
              wayOut: `give one of ${answers.join(", ")}`
            }
          ]
    }),
    ...Object.keys(file.undecided)
      .filter((id) => Object.hasOwn(file.readings, id))
      .map((id) => ({ field: `undecided.${id}`, rule: "is settled as well", wayOut: "keep one of the two" }))
  ]
  return problems.length === 0 ? Result.succeed(file) : refuse("does not fit", problems)
}

/** What the file settles, for `Semantics.make`. */
export const evidenceOf = ({ readings }: ReadingsFile): Reading.Reading =>
  Object.fromEntries(Object.entries(readings).map(([axis, { answer }]) => [axis, answer]))

/** The published JSON Schema of a readings file. */
export const jsonSchema = () => Shape.jsonSchema(FileShape, "A Muster readings file")

const measureAgain = "measure again"

const refuse = (rule: BadReadingsFile["rule"], problems: ReadonlyArray<Problem>) =>
  Result.fail(new BadReadingsFile({ rule, problems }))
