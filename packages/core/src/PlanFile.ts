/**
 * The plan file: a plan that is reviewed today and applied later, as JSON that a person can read.
 * It carries the snapshot it rests on and ends with a seal; the caller makes and checks the seal, since nothing
 * in this package computes digests.
 */
import * as Data from "effect/Data"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import type { Json, JsonObject } from "./Json.ts"
import type { Plan } from "./Plan.ts"
import * as PlanShape from "./PlanShape.ts"
import * as Shape from "./Shape.ts"
import type { Snapshot } from "./Snapshot.ts"
import type { Problem } from "./Unplannable.ts"

/** The version that this module reads and writes. */
export const version = 1

/** A plan, and the snapshot that it was made from, which rebasing needs. */
export interface Content {
  readonly plan: Plan
  readonly base: Snapshot
}

/** A SHA-256 notices accidents and edits, and anybody can recompute it; an HMAC protects with a key. */
export interface Seal {
  readonly method: "SHA-256" | "HMAC-SHA-256"
  readonly value: string
}

/** What a caller says of a seal. */
export type Checked = "intact" | "edited" | "sealed without key" | "key missing"

/** Why a plan file is not used. The message names fields and rules, never a value. */
export class BadPlanFile extends Data.TaggedError("BadPlanFile")<{
  readonly rule: "unreadable" | "newer" | "damaged" | Exclude<Checked, "intact">
  readonly problems: ReadonlyArray<Problem>
}> {
  override get message(): string {
    const lines = this.problems.map(({ field, rule, wayOut }) => `${field}: ${rule}; ${wayOut}`)
    return `plan file: ${this.rule}: ${lines.join(" | ")}`
  }
}

const content = { v: Schema.Literal(version), ...PlanShape.members, base: PlanShape.Snapshot }

const Planned = Schema.Struct(PlanShape.members)

const Unsealed = Schema.Struct(content)

const FileShape = Schema.Struct({
  ...content,
  seal: Schema.Struct({ method: Schema.Literals(["SHA-256", "HMAC-SHA-256"]), value: Schema.String })
})

/** A plan as JSON, in the same form as in a file. */
export const json = (plan: Plan): JsonObject => Schema.encodeSync(Planned)(plan) as unknown as JsonObject

/** The text of a plan file. `seal` is given the text to be sealed. */
export const encode = ({ base, plan }: Content, seal: (text: string) => Seal): string => {
  // The schema's encoded side is JSON throughout; its type says so member by member only.
  const unsealed = Schema.encodeSync(Unsealed)({ v: version, ...plan, base }) as unknown as JsonObject
  return `${JSON.stringify({ ...unsealed, seal: seal(canonical(unsealed)) }, null, 2)}\n`
}

/** Reads a plan file. `check` is given the text that was sealed, and the seal. */
export const decode = (
  text: string,
  check: (text: string, seal: Seal) => Checked
): Result.Result<Content, BadPlanFile> => {
  const json = Shape.parse(text)
  if (json === undefined) return refuse("unreadable", "the file", "is no JSON", planAgain)
  if ((Shape.versionOf(json.value) ?? version) > version)
    return refuse("newer", "v", `is newer than ${version}, the version known here`, "update Muster")
  const read = Shape.decode(FileShape, json.value, "the file")
  if (Result.isFailure(read)) return Result.fail(new BadPlanFile({ rule: "damaged", problems: read.failure }))
  const { base, seal, v: _version, ...plan } = read.success
  const { seal: _seal, ...sealed } = json.value as JsonObject
  const checked = check(canonical(sealed), seal)
  return checked === "intact"
    ? Result.succeed({ plan, base })
    : refuse(checked, "seal", ...objections[checked])
}

/** The published JSON Schema of a plan file. */
export const jsonSchema = () => Shape.jsonSchema(FileShape, "A Muster plan file")

/** One text for equal JSON: members sorted, nothing between them. The layout of a file is not sealed. */
export const canonical = (value: Json): string => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`
  if (typeof value !== "object" || value === null) return JSON.stringify(value)
  const members = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1))
  return `{${members.map(([name, each]) => `${JSON.stringify(name)}:${canonical(each)}`).join(",")}}`
}

const planAgain = "make the plan again"

const objections: Readonly<Record<Exclude<Checked, "intact">, readonly [rule: string, wayOut: string]>> = {
  edited: ["does not fit the file, which was edited or damaged after planning", planAgain],
  "sealed without key": [
    "was made without the key that is set here, so anybody may have made it",
    "make the plan again with the key set"
  ],
  "key missing": ["was made with a key, and none is set here", "set the key that was used for planning"]
}

const refuse = (rule: BadPlanFile["rule"], field: string, says: string, wayOut: string) =>
  Result.fail(new BadPlanFile({ rule, problems: [{ field, rule: says, wayOut }] }))
