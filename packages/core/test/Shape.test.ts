/** What is wrong with the shape of a JSON value: every place and rule, and never a value or somebody's key. */
import * as Shape from "@muster/core/Shape"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as SchemaTransformation from "effect/SchemaTransformation"
import { describe, expect, it } from "vitest"

const Role = Schema.Struct({ role: Schema.String, since: Schema.optionalKey(Schema.String) })
const upper = SchemaTransformation.transform({
  decode: (text: "a" | "b"): string => text.toUpperCase(),
  encode: (text: string) => (text === "A" ? ("a" as const) : ("b" as const))
})
const parts = {
  name: Schema.String.check(Schema.isMinLength(2)),
  code: Schema.Literals(["a", "b"]).pipe(Schema.decodeTo(Schema.String, upper)),
  roles: Schema.Array(Role),
  byId: Schema.Record(Schema.String, Role),
  either: Schema.Union([Schema.String, Schema.Number]),
  told: Schema.Union([Schema.String, Schema.Null]).annotate({ says: "has to be a name or null" }),
  pair: Schema.Tuple([Schema.String, Schema.Number]),
  unless: Schema.NullOr(Role),
  one: Schema.Union([Schema.Struct({ own: Role }), Schema.Struct({ client: Role })]).annotate({
    says: "has to have own or client"
  })
}
const Whole = Schema.Struct(
  Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, Schema.optionalKey(part)]))
)

const wrong = (value: unknown, schema: Schema.ConstraintDecoder<unknown> = Whole) => {
  const read = Shape.decode(schema, value, "the file")
  if (Result.isSuccess(read)) throw new Error("it was taken")
  return read.failure
}
const known = "leave it out; known are role, since"
const secret = "canary-41"

describe("a wrong shape", () => {
  it.each([
    ["no object", [], "the file", "has to be object", "correct the value"],
    [
      "a member too many",
      { [secret]: 1 },
      "the file",
      "has a member that is not known",
      "leave it out; known are name, code, roles, byId, either, told, pair, unless, one"
    ],
    ["another type", { name: 7 }, "name", "has to be string", "correct the value"],
    [
      "too short a text",
      { name: "a" },
      "name",
      "has to be a value with a length of at least 2",
      "correct the value"
    ],
    ["none of a few words", { code: secret }, "code", 'has to be "a" | "b"', "correct the value"],
    ["an item without a member", { roles: [{ role: "A" }, {}] }, "roles[1].role", "is missing", "add it"],
    [
      "an item with a member too many",
      { roles: [{ role: "A", [secret]: 1 }] },
      "roles[0]",
      "has a member that is not known",
      known
    ],
    [
      "a value below somebody's key",
      { byId: { [secret]: { role: 1 } } },
      "byId.role",
      "has to be string",
      "correct the value"
    ],
    [
      "a member too many below somebody's key",
      { byId: { [secret]: { role: "A", [secret]: 1 } } },
      "byId",
      "has a member that is not known",
      known
    ],
    ["none of two types", { either: true }, "either", "has to be string | number", "correct the value"],
    ["what the schema has words for", { told: 1 }, "told", "has to be a name or null", "correct the value"],
    [
      "an item too many",
      { pair: ["a", 1, secret] },
      "pair",
      "has a member that is not known",
      "leave it out"
    ],
    ["neither an object nor null", { unless: 7 }, "unless", "has to be object | null", "correct the value"],
    [
      "a member of what may be null",
      { unless: { role: 7 } },
      "unless.role",
      "has to be string",
      "correct the value"
    ],
    [
      "a member too many of what may be null",
      { unless: { role: "A", [secret]: 1 } },
      "unless",
      "has a member that is not known",
      known
    ],
    [
      "a member of the shape that fits best",
      { one: { client: { role: 7 } } },
      "one.client.role",
      "has to be string",
      "correct the value"
    ],
    [
      "a member of the shape that fits best, with one too many",
      { one: { own: { role: "A" }, [secret]: 1 } },
      "one",
      "has a member that is not known",
      "leave it out; known are own"
    ],
    [
      "what might be either of two shapes",
      { one: { [secret]: { role: 7 } } },
      "one",
      "has to have own or client",
      "correct the value"
    ],
    ["a wrong item", { pair: ["a", secret] }, "pair[1]", "has to be number", "correct the value"]
  ])("is told by field, rule and way out: %s", (_, value, field, rule, wayOut) => {
    expect(wrong(value)).toEqual([{ field, rule, wayOut }])
  })

  it("is told of every place, and once of each", () => {
    expect(wrong({ name: 7, byId: { one: { role: 1 }, two: { role: 2, since: 1 } } })).toEqual([
      { field: "name", rule: "has to be string", wayOut: "correct the value" },
      { field: "byId.role", rule: "has to be string", wayOut: "correct the value" },
      { field: "byId.since", rule: "has to be string", wayOut: "correct the value" }
    ])
    expect(wrong({ roles: [{}, {}] }).map(({ field }) => field)).toEqual(["roles[0].role", "roles[1].role"])
  })

  it("is told of what is nested deeper than 100 levels, and of nothing else in it", () => {
    const nested = (levels: number): unknown => (levels === 0 ? null : [nested(levels - 1)])

    expect(wrong({ name: 7, deep: nested(100) })).toEqual([
      { field: "the file", rule: "is nested deeper than 100 levels", wayOut: "flatten it" }
    ])
    expect(Result.isSuccess(Shape.decode(Schema.Json, nested(100), "the file"))).toBe(true)
    expect(Result.isSuccess(Shape.decode(Schema.Json, [nested(99), nested(99)], "the file"))).toBe(true)
    expect(Result.isSuccess(Shape.decode(Schema.Json, [1, nested(100)], "the file"))).toBe(false)
  })
})

describe("a shape of several that fits best", () => {
  it("is told of all that is wrong in it", () => {
    expect(wrong({ one: { own: { role: 7, since: 8 } } }).map(({ field }) => field)).toEqual([
      "one.own.role",
      "one.own.since"
    ])
  })
})

describe("a right shape", () => {
  it("is read", () => {
    const value = { name: "Ada", code: "a", byId: { x: { role: "A" } }, told: null, pair: ["a", 1] }

    expect(Result.getOrThrow(Shape.decode(Whole, value, "the file"))).toEqual({ ...value, code: "A" })
  })
})

describe("JSON text", () => {
  it("is read whatever it says, and what is none is told apart from null", () => {
    expect(['{"a":[1]}', "null", "{", ""].map(Shape.parse)).toEqual([
      { value: { a: [1] } },
      { value: null },
      undefined,
      undefined
    ])
  })

  it("has the version that it says, if that is a number", () => {
    const versions = [{ v: 2 }, { v: "2" }, {}, [], null, 2, "v"].map(Shape.versionOf)

    expect(versions).toEqual([2, undefined, undefined, undefined, undefined, undefined, undefined])
  })
})

describe("a published schema", () => {
  it("says which draft it is written in, has a title, and refuses members too many", () => {
    expect(Shape.jsonSchema(Role, "A role")).toEqual({
      $schema: "https://json-schema.org/draft/2020-12/schema",
      title: "A role",
      type: "object",
      properties: { role: { type: "string" }, since: { type: "string" } },
      required: ["role"],
      additionalProperties: false
    })
  })

  it("has the parts that have names once", () => {
    const Named = Role.annotate({ identifier: "Role" })
    const schema = Shape.jsonSchema(Schema.Struct({ one: Named, two: Named }), "Two roles")

    expect(schema).toMatchObject({
      properties: { one: { $ref: "#/$defs/Role" }, two: { $ref: "#/$defs/Role" } }
    })
    expect(Object.keys(schema.$defs ?? {})).toEqual(["Role"])
  })
})
