/**
 * The changes file: one JSON object a line, each saying what somebody wants of one member at one vendor.
 * A file is read as a whole, so that every bad line is told at once and nothing is sent before all are good.
 */
import * as Data from "effect/Data"
import * as Predicate from "effect/Predicate"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import type * as AccessChange from "./AccessChange.ts"
import type { DefaultWish } from "./AccessWish.ts"
import type * as Change from "./Change.ts"
import type { Member } from "./Member.ts"
import * as Shape from "./Shape.ts"
import type { Problem } from "./Unplannable.ts"
import * as Worker from "./Worker.ts"

/** The version that this module reads. Files that say a higher one are refused. */
export const version = 1

const target = {
  entity: Schema.optionalKey(Schema.String),
  entityExternalId: Schema.optionalKey(Schema.String),
  client: Schema.optionalKey(Schema.String),
  clientExternalId: Schema.optionalKey(Schema.String)
}
const Target: Schema.Codec<AccessChange.TargetName> = Schema.Struct(target).annotate({
  identifier: "Target",
  description:
    "An own entity is named alone, a client alone or with one of its entities; by id or external id."
})
const Grant: Schema.Codec<AccessChange.GrantWish> = Schema.Struct({
  ...target,
  role: Schema.String
}).annotate({
  identifier: "Grant"
})

const Default: Schema.Codec<DefaultWish> = Schema.Union([
  Schema.Struct({ role: Schema.String, existing: Schema.Literals(["apply", "future only"]) }),
  Schema.Struct({ role: Schema.Null, existing: Schema.Literals(["keep", "let go"]) })
]).annotate({
  identifier: "Default",
  says: 'has to be a role with existing "apply" or "future only", or role null with existing "keep" or "let go"'
})

const SideReplacement = Schema.Struct({
  default: Schema.optionalKey(Schema.String),
  entries: Schema.optionalKey(Schema.Array(Grant))
}).annotate({ identifier: "SideReplacement" })

const Access: Schema.Codec<AccessChange.AccessChange> = Schema.Struct({
  grant: Schema.optionalKey(Schema.Array(Grant)),
  revoke: Schema.optionalKey(Schema.Array(Target)),
  unpin: Schema.optionalKey(Schema.Array(Target)),
  default: Schema.optionalKey(
    Schema.Struct({ own: Schema.optionalKey(Default), client: Schema.optionalKey(Default) })
  ),
  replace: Schema.optionalKey(
    Schema.Struct({
      own: Schema.optionalKey(SideReplacement),
      client: Schema.optionalKey(SideReplacement)
    })
  )
})

const Fields = Schema.Record(Schema.String, Schema.Json)

const change = {
  merge: Schema.optionalKey(
    Fields.annotate({ description: "The named fields are changed, null clears; the rest stays (RFC 7396)." })
  ),
  replace: Schema.optionalKey(
    Fields.annotate({ description: "The whole wished record: fields that it does not name are cleared." })
  ),
  access: Schema.optionalKey(Access),
  accept: Schema.optionalKey(
    Schema.Array(Schema.String).annotate({
      description: "Ids of hazards that are accepted; there is no all."
    })
  )
}

/** What a line wishes, without whom it is about. */
export const ChangeShape: Schema.Codec<Change.Change> = Schema.Struct(change)

const WorkerName = Schema.Literals(Object.keys(Worker.fields) as ReadonlyArray<Worker.WorkerField>)

/** The same once it has been put into a vendor's words, as a plan keeps it. */
export const PlannedChangeShape: Schema.Codec<Change.Change> = Schema.Struct({
  ...change,
  vocabulary: Schema.optionalKey(Schema.Array(Schema.String)),
  unplaced: Schema.optionalKey(
    Schema.Array(Schema.Struct({ field: WorkerName, needs: Schema.optionalKey(Schema.String) }))
  )
})

/** Who it is about: exactly one of the vendor's identifiers and its value. */
export const MemberShape: Schema.Codec<Member> = Schema.Record(Schema.String, Schema.String).annotate({
  description: "Exactly one of the vendor's identifiers and its value."
})

const VendorLine = Schema.Struct({
  v: Schema.Literal(version),
  vendor: Schema.String,
  member: MemberShape,
  ...change
}).annotate({
  description: "A change of one member in the words of one vendor."
})

const { accept, access } = change

const WorkerLine = Schema.Struct({
  v: Schema.Literal(version),
  worker: Schema.Struct({ merge: change.merge, replace: change.replace }).annotate({
    description: "What is wished of a worker, in the vocabulary of SCIM 2.0; the rest stays."
  }),
  zone: Schema.optionalKey(
    Schema.String.annotate({ description: "The IANA time zone that its dates are meant in." })
  ),
  at: Schema.NonEmptyArray(
    Schema.Struct({ vendor: Schema.String, member: MemberShape, access, accept })
  ).annotate({
    description: "Where the worker is a member, each with access and consent of its own."
  })
}).annotate({
  description: "A change of one worker at several vendors, in words that are no vendor's."
})

/** One good line about one member. Lines are counted from 1, blank ones too. */
export interface Line {
  readonly line: number
  readonly vendor: string
  readonly member: Member
  readonly change: Change.Change
  /** What is wished of the worker; `inWordsOf` makes it a part of the change. */
  readonly worker?: Worker.WorkerChange
  /** The time zone that the worker's dates are meant in. */
  readonly zone?: string
}

/** A line that cannot be read, and everything that is wrong with it. */
export interface BadLine {
  readonly line: number
  readonly problems: ReadonlyArray<Problem>
}

/** Some lines cannot be read. The message has line, field and rule of each, and none of their values. */
export class BadLines extends Data.TaggedError("BadLines")<{
  readonly lines: ReadonlyArray<BadLine>
  /** The others, for a caller who wants to go on without the bad ones. */
  readonly good: ReadonlyArray<Line>
}> {
  override get message(): string {
    return this.lines
      .flatMap(({ line, problems }) =>
        problems.map(({ field, rule, wayOut }) => `line ${line}: ${field}: ${rule}; ${wayOut}`)
      )
      .join("\n")
  }
}

/**
 * Reads a changes file.
 *
 * **Gotchas** `__proto__` and `constructor` are names like any other: JSON.parse makes own members of them, and
 * the schema's maps keep them so.
 */
export const parse = (text: string): Result.Result<ReadonlyArray<Line>, BadLines> => {
  const good: Array<Line> = []
  const lines: Array<BadLine> = []
  for (const [at, raw] of text
    .replace(/^\uFEFF/, "")
    .split("\n")
    .entries()) {
    if (raw.trim() === "") continue
    const read = parseLine(raw)
    if (Result.isSuccess(read)) good.push(...read.success.map((each) => ({ line: at + 1, ...each })))
    else lines.push({ line: at + 1, problems: read.failure })
  }
  return lines.length === 0 ? Result.succeed(good) : Result.fail(new BadLines({ lines, good }))
}

/** The published JSON Schema of one line. */
export const jsonSchema = () =>
  Shape.jsonSchema(Schema.Union([VendorLine, WorkerLine]), "One line of a Muster changes file")

/** A line whose wishes about a worker are put into the words of its vendor. */
export const inWordsOf = (
  mapping: Worker.Mapping,
  line: Line,
  setting: Worker.Setting = {}
): Result.Result<Line, ReadonlyArray<Problem>> => {
  const { worker, zone, ...rest } = line
  if (worker === undefined) return Result.succeed(line)
  const { change, problems } = Worker.toChange(mapping, worker, zone === undefined ? setting : { zone })
  return problems.length > 0
    ? Result.fail(problems)
    : Result.succeed({ ...rest, change: { ...change, ...line.change } })
}

type Read = Result.Result<ReadonlyArray<Omit<Line, "line">>, ReadonlyArray<Problem>>

const parseLine = (raw: string): Read => {
  const json = Shape.parse(raw)
  if (json === undefined) return bad("the line", "is no JSON", "write one JSON object on one line")
  if ((Shape.versionOf(json.value) ?? version) > version)
    return bad("v", `is newer than ${version}, the version known here`, "update Muster")
  return Predicate.hasProperty(json.value, "worker")
    ? Result.flatMap(Shape.decode(WorkerLine, json.value, "the line"), workerLines)
    : Result.flatMap(Shape.decode(VendorLine, json.value, "the line"), vendorLine)
}

const vendorLine = ({ member, v: _version, vendor, ...change }: typeof VendorLine.Type): Read =>
  change.merge === undefined && change.replace === undefined && change.access === undefined
    ? bad("the line", "wishes nothing", "add merge, replace or access")
    : Result.succeed([{ vendor, member, change }])

const workerLines = ({ at, worker, zone }: typeof WorkerLine.Type): Read =>
  (worker.merge === undefined) === (worker.replace === undefined)
    ? bad("worker", "merges or replaces, one of both", "give one of worker.merge and worker.replace")
    : Result.succeed(
        at.map(({ member, vendor, ...change }) => ({
          vendor,
          member,
          change,
          worker,
          ...(zone === undefined ? {} : { zone })
        }))
      )

const bad = (field: string, rule: string, wayOut: string) => Result.fail([{ field, rule, wayOut }])
