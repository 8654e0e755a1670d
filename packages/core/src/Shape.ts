/**
 * What is wrong with the shape of a JSON value, as problems that name place and rule, never a value.
 * A place is told only in names that the schema itself has: a foreign key may be somebody's identifier.
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import type * as SchemaAST from "effect/SchemaAST"
import * as SchemaIssue from "effect/SchemaIssue"
import type { Problem } from "./Unplannable.ts"

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

/** Reads a JSON value as `schema`, refusing members that it does not have. `whole` is what to call the value. */
export const decode = <S extends Schema.ConstraintDecoder<unknown>>(
  schema: S,
  value: unknown,
  whole: string
): Result.Result<S["Type"], ReadonlyArray<Problem>> => {
  if (isDeeper(value, deepest))
    return Result.fail([
      { field: whole, rule: `is nested deeper than ${deepest} levels`, wayOut: "flatten it" }
    ])
  return Schema.decodeUnknownResult(schema, { errors: "all", onExcessProperty: "error" })(value).pipe(
    Result.mapError(({ issue }) => distinct(new Finder(whole).problems(issue, [])))
  )
}

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

/** What walks through JSON by recursion, JSON.stringify among others, runs out of stack unless this is bounded. */
const deepest = 100

const isDeeper = (value: unknown, levels: number): boolean =>
  typeof value === "object" &&
  value !== null &&
  (levels === 0 || Object.values(value).some((each) => isDeeper(each, levels - 1)))

const distinct = (found: ReadonlyArray<Problem>): ReadonlyArray<Problem> => [
  ...new Map(found.map((problem) => [`${problem.field} ${problem.rule}`, problem])).values()
]

type Path = ReadonlyArray<PropertyKey>

/** Turns an issue into problems. */
class Finder {
  private readonly whole: string

  constructor(whole: string) {
    this.whole = whole
  }

  problems(issue: SchemaIssue.Issue, path: Path): ReadonlyArray<Problem> {
    switch (issue._tag) {
      case "Pointer":
        return this.problems(
          issue.issue,
          issue.issue._tag === "UnexpectedKey" ? path : [...path, ...issue.path]
        )
      case "Encoding":
        return this.problems(issue.issue, path)
      case "Composite":
        return issue.issues.flatMap((each) => this.problems(unkeyed(issue.ast, each), path))
      case "AnyOf": {
        const closest = closestOf(issue.issues)
        return closest === undefined
          ? [this.problem(path, expectation(issue.ast) ?? sentence(issue), "correct the value")]
          : this.problems(closest, path)
      }
      case "UnexpectedKey":
        return [this.problem(path, "has a member that is not known", knownMembers(issue.ast))]
      case "MissingKey":
        return [this.problem(path, "is missing", "add it")]
      default:
        return [this.problem(path, sentence(issue), "correct the value")]
    }
  }

  private problem(path: Path, rule: string, wayOut: string): Problem {
    const field = path.reduce<string>((text, key) => {
      if (typeof key === "number") return `${text}[${key}]`
      return text === "" ? String(key) : `${text}.${String(key)}`
    }, "")
    return { field: field === "" ? this.whole : field, rule, wayOut }
  }
}

/** Keys of an open map are data: what is wrong below one is told of the map. */
const unkeyed = (ast: SchemaAST.AST, issue: SchemaIssue.Issue): SchemaIssue.Issue =>
  issue._tag === "Pointer" && ast._tag === "Objects" && ast.indexSignatures.length > 0 ? issue.issue : issue

/** Of several shapes the one with less wrong with it than any other, if there is one: it is the one that was meant. */
const closestOf = (shapes: ReadonlyArray<SchemaIssue.Issue>): SchemaIssue.Issue | undefined => {
  const [first, second] = shapes.toSorted((left, right) => wrongIn(left) - wrongIn(right))
  return first !== undefined && (second === undefined || wrongIn(first) < wrongIn(second)) ? first : undefined
}

/** How many members are wrong, whatever is wrong within them. */
const wrongIn = (issue: SchemaIssue.Issue): number => (issue._tag === "Composite" ? issue.issues.length : 1)

const expectation = (ast: SchemaAST.AST): string | undefined => {
  const says = ast.annotations?.["says"]
  return typeof says === "string" ? says : undefined
}

const sentence = (issue: SchemaIssue.Issue): string => {
  const [first] = SchemaIssue.makeFormatterStandardSchemaV1()(issue).issues
  return (first?.message ?? "is not as expected").replace(/^Expected /, "has to be ")
}

const knownMembers = (ast: SchemaAST.AST): string =>
  ast._tag === "Objects"
    ? `leave it out; known are ${ast.propertySignatures.map(({ name }) => String(name)).join(", ")}`
    : "leave it out"
