import type { JsonObject } from "@muster/core/Json"
import * as Semantics from "@muster/core/Semantics"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { assert, describe, it } from "vitest"
import * as Body from "../src/Body.ts"
import * as Vendor from "../src/Vendor.ts"

const semantics = Semantics.make({
  vendor: "acme",
  operation: "PUT /members/:id",
  writes: "replace",
  identifiers: ["id"],
  axes: [],
  fields: [],
  encode: () => null
})

describe("Vendor", () => {
  it("what nobody reads is kept as JSON, whatever it is", async () => {
    const text = '{"n":1e999,"list":[{"big":9007199254740993}],"two":1,"two":2,"__proto__":{"a":[null]}}'
    const rest = Result.getOrThrow(Body.parse(text)) as JsonObject
    const vendor = Vendor.make(semantics, [], {
      read: (member) => Effect.succeed({ vendor: "acme", member, values: {}, unknown: [], rest }),
      write: () => Effect.void,
      roster: {}
    })

    const snapshot = await Effect.runPromise(vendor.read({ id: "m-1" }))

    assert.deepEqual(Object.entries(snapshot.rest), [
      ["n", "1e999"],
      ["list", [{ big: "9007199254740993" }]],
      ["two", "two values"],
      ["__proto__", { a: [null] }]
    ])
  })
})
