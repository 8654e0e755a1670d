import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { assert, describe, it } from "vitest"
import * as Answer from "../src/Answer.ts"
import * as Body from "../src/Body.ts"

const parse = (text: string) => Result.getOrThrow(Body.parse(text))
const refusal = (text: string) => Result.getOrThrow(Result.flip(Body.parse(text)))

/** What becomes of an answer of which `a` is read by this schema. */
const read = <A, I>(schema: Schema.Codec<A, I>, text: string) =>
  Result.match(Answer.decoder(Schema.Struct({ a: schema }))(parse(text)), {
    onSuccess: ({ a }): unknown => a,
    onFailure: ({ field }) => `not understood: ${field}`
  })

const anything = Schema.NullOr(Schema.Json)
const object = Schema.Struct({ b: Schema.optionalKey(Schema.String) })

describe("Body.parse", () => {
  it.each([
    "null",
    "-0.5e-7",
    "9007199254740991",
    "-9007199254740991",
    '"\\u00e9\\ud83d\\ude00 \\n"',
    '{"a":[1,{"b":"c"},[],{}],"":true}'
  ])("%s is what JSON says it is", (text) => {
    assert.deepEqual(parse(text), JSON.parse(text))
  })

  it.each(["", "{", "[1,]", '{"a":1,}', "01", "NaN", "'a'", '"\t"', "{} {}"])("%j is no JSON", (text) => {
    assert.strictEqual(refusal(text), "the body is no JSON")
  })

  it("what is nested without end is refused, whether or not a parser could take it", () => {
    for (const levels of [300, 100_000])
      assert.match(
        refusal("[".repeat(levels) + "]".repeat(levels)),
        /^the body is (nested too deeply|no JSON)$/
      )
    assert.isTrue(Result.isSuccess(Body.parse("[".repeat(200) + "]".repeat(200))))
  })

  it.each([
    ["a number that is not finite", "1e999"],
    ["a negative one", "-1e999"],
    ["a whole number beyond 2^53", "9007199254740993"],
    ["one that is written as a decimal", "9007199254740992.0"]
  ])("%s is understood where nobody reads it, and only there", (_, number) => {
    assert.strictEqual(read(Schema.String, `{"a":"x","b":${number},"c":[{"d":${number}}]}`), "x")
    for (const schema of [Schema.Number, Schema.String, Schema.Int, Schema.Finite, object, anything])
      assert.strictEqual(read<unknown, unknown>(schema, `{"a":${number}}`), "not understood: a")
    assert.strictEqual(read(Schema.Array(Schema.Number), `{"a":[1,${number}]}`), "not understood: a[1]")
  })

  it("a name that is there with two values is understood where nobody reads it, and only there", () => {
    assert.strictEqual(read(Schema.String, '{"a":"x","b":1,"b":2,"c":{"a":1,"a":2}}'), "x")
    assert.strictEqual(read(Schema.String, '{"a":"x","a":"y"}'), "not understood: a")
    assert.strictEqual(read(Schema.String, '{"a":"x","\\u0061":"y","a":"x"}'), "not understood: a")
    assert.strictEqual(read(object, '{"a":{"b":"x"},"a":{}}'), "not understood: a")
    assert.strictEqual(read(object, '{"a":{"b":"x","b":"y"}}'), "not understood: a.b")
    assert.strictEqual(read(Schema.String, '{"a":"x","a":"x"}'), "x")
  })

  it("__proto__ is a name like any other", () => {
    const json = parse('{"__proto__":{"a":1},"b":{"__proto__":null}}')

    assert.deepEqual(Object.entries(json as object)[0], ["__proto__", { a: 1 }])
    assert.notProperty({}, "a")
    assert.strictEqual(read(Schema.String, '{"__proto__":{"a":"x"}}'), "not understood: a")
    assert.strictEqual(
      typeof Object.entries(parse('{"__proto__":1,"__proto__":2}') as object)[0]?.[1],
      "symbol"
    )
  })
})
