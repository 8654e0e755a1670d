/** From a vendor's JSON to a typed value, or to a problem that names the field and never the value. */
import type { Json, JsonObject } from "@muster/core/Json"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as SchemaIssue from "effect/SchemaIssue"

/** What is wrong with an answer. */
export interface Problem {
  /** As a path into the answer: `entities[0].role`. */
  readonly field: string
  readonly rule: string
}

/** A decoder that passes over members nobody reads: responses are read forgivingly. */
export const decoder = <A, I>(schema: Schema.Codec<A, I>) => {
  const decode = Schema.decodeUnknownResult(schema)
  return (json: unknown): Result.Result<A, Problem> => Result.mapError(decode(json), problem)
}

/** Whether a request is exactly what the schema lists: requests are strict. */
export const strict = <A, I>(schema: Schema.Codec<A, I>) => {
  const decode = Schema.decodeUnknownResult(schema, { onExcessProperty: "error" })
  return (json: unknown): Result.Result<void, Problem> =>
    Result.mapBoth(decode(json), { onSuccess: () => undefined, onFailure: problem })
}

/** The items of a list in an answer; what is no list has none. */
export const items = (list: Json | undefined): ReadonlyArray<JsonObject> =>
  Array.isArray(list) ? (list as ReadonlyArray<JsonObject>) : []

/** What a list's items hold beside the `known` names, gathered under `place.name`. */
export const unmodelled = (
  place: string,
  items: ReadonlyArray<JsonObject>,
  known: ReadonlyArray<string>
): ReadonlyArray<readonly [string, Json]> => {
  const names = new Set(items.flatMap((item) => Object.keys(item)).filter((name) => !known.includes(name)))
  return Array.from(names, (name) => [
    `${place}.${name}`,
    items.flatMap((item) => (Object.hasOwn(item, name) ? [item[name] ?? null] : []))
  ])
}

const describe = SchemaIssue.makeFormatterStandardSchemaV1()

const problem = ({ issue }: Schema.SchemaError): Problem => {
  const path = describe(issue).issues[0]?.path ?? []
  const field = path.reduce<string>((place, step) => {
    const key = typeof step === "object" ? step.key : step
    return typeof key === "number"
      ? `${place}[${key}]`
      : place === ""
        ? String(key)
        : `${place}.${String(key)}`
  }, "")
  return { field: field === "" ? "the answer" : field, rule: "is not what the reference describes" }
}
