/** When two JSON values are the same, and what an object itself has. */
import { Json } from "@muster/core"
import { describe, expect, it } from "vitest"

describe("two JSON values", () => {
  it.each([
    ["a scalar and its like", "a", "a", true],
    ["two scalars", 1, 2, false],
    ["a number and its text", 1, "1", false],
    ["nothing and nothing", null, null, true],
    ["nothing and an empty object", null, {}, false],
    ["an object and a text", {}, "", false],
    ["a text and a list", "a", ["a"], false],
    ["lists with the same items", [1, [2]], [1, [2]], true],
    ["lists in another order", [1, 2], [2, 1], false],
    ["objects with the same members in another order", { a: 1, b: [2] }, { b: [2], a: 1 }, true],
    ["objects of which one has more", { a: 1 }, { a: 1, b: null }, false]
  ] as const)("are compared by what they say: %s", (_, left, right, isSame) => {
    expect(Json.equal(left, right)).toBe(isSame)
  })
})

describe("a member of an object", () => {
  it("is its own, and none that every object inherits", () => {
    expect(Json.get({ a: null }, "a")).toBeNull()
    expect(Json.get({}, "constructor")).toBeUndefined()
    expect(Json.get(JSON.parse('{"__proto__":1}') as Json.JsonObject, "__proto__")).toBe(1)
  })
})
