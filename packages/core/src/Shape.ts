/**
 * What is wrong with the shape of a JSON value, as problems that name place and rule, never a value.
 * A place is told only in names that the schema itself has: a foreign key may be somebody's identifier.
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import type * as SchemaAST from "effect/SchemaAST"
import * as SchemaIssue from "effect/SchemaIssue"
import type { Problem } from "./Unplannable.ts"

/** Reads a JSON value as `schema`; members that the schema does not have are refused. */
export const decode = <S extends Schema.ConstraintDecoder<unknown>>(
  schema: S,
  value: unknown
): Result.Result<S["Type"], ReadonlyArray<Problem>> =>
  Schema.decodeUnknownResult(schema, { errors: "all", onExcessProperty: "error" })(value).pipe(
    Result.mapError(({ issue }) => distinct(problems(issue, [])))
  )

/** Reads JSON text; undefined when it is none. */
export const parse = (text: string): { readonly value: unknown } | undefined => {
  try {
    return { value: JSON.parse(text) as unknown }
  } catch {
    return undefined
  }
}

/** The version that a file says it has, where it says one. */
export const versionOf = (value: unknown): number | undefined =>
  typeof value === "object" && value !== null && "v" in value && typeof value.v === "number"
    ? value.v
    : undefined

/** The published form of a schema: a JSON Schema that refuses what `decode` refuses. */
export const jsonSchema = (schema: Schema.Constraint, title: string) => {
  const { definitions, schema: body } = Schema.toJsonSchemaDocument(schema, { onExcessProperty: "error" })
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title,
    ...body,
    ...(Object.keys(definitions).length === 0 ? {} : { $defs: definitions })
  }
}

const distinct = (found: ReadonlyArray<Problem>): ReadonlyArray<Problem> => [
  ...new Map(found.map((problem) => [`${problem.field} ${problem.rule}`, problem])).values()
]

const problems = (issue: SchemaIssue.Issue, path: ReadonlyArray<PropertyKey>): ReadonlyArray<Problem> => {
  switch (issue._tag) {
    case "Pointer":
      return problems(issue.issue, [...path, ...(declines(issue.issue) ? [] : issue.path)])
    case "Filter":
    case "Encoding":
      return problems(issue.issue, path)
    case "Composite":
      return issue.issues.flatMap((each) => problems(inside(issue.ast, each), path))
    case "AnyOf":
      return [problem(path, expectation(issue.ast) ?? sentence(issue), "correct the value")]
    case "UnexpectedKey":
      return [problem(path, "has a member that is not known", knownMembers(issue.ast))]
    case "MissingKey":
      return [problem(path, "is missing", "add it")]
    default:
      return [problem(path, sentence(issue), "correct the value")]
  }
}

/** An unexpected key is told by the object that has it. */
const declines = (issue: SchemaIssue.Issue): boolean => issue._tag === "UnexpectedKey"

/** Keys of an open map are data: what is wrong below one is told of the map. */
const inside = (ast: SchemaAST.AST, issue: SchemaIssue.Issue): SchemaIssue.Issue =>
  issue._tag === "Pointer" && ast._tag === "Objects" && ast.indexSignatures.length > 0 ? issue.issue : issue

const expectation = (ast: SchemaAST.AST): string | undefined => {
  const says = ast.annotations?.["says"]
  return typeof says === "string" ? says : undefined
}

const sentence = (issue: SchemaIssue.Issue): string => {
  const [first] = SchemaIssue.makeFormatterStandardSchemaV1()(issue).issues
  return (first?.message ?? "is not as expected").replace(/^Expected /, "has to be ")
}

const knownMembers = (ast: SchemaAST.AST): string =>
  ast._tag === "Objects" && ast.propertySignatures.length > 0
    ? `leave it out; known are ${ast.propertySignatures.map(({ name }) => String(name)).join(", ")}`
    : "leave it out"

const problem = (path: ReadonlyArray<PropertyKey>, rule: string, wayOut: string): Problem => ({
  field: place(path),
  rule,
  wayOut
})

const place = (path: ReadonlyArray<PropertyKey>): string =>
  path.reduce<string>(
    (text, key) =>
      typeof key === "number" ? `${text}[${key}]` : text === "" ? String(key) : `${text}.${String(key)}`,
    ""
  ) || "the line"
