import * as Redacted from "effect/Redacted"
import { assert, describe, it } from "vitest"
import * as Failure from "../src/Failure.ts"

const judge = (status: number, json: unknown, text = JSON.stringify(json)) => {
  const { reason } = Failure.judge({ status, headers: {}, json, text })
  return [reason._tag, reason.words === undefined ? "" : Redacted.value(reason.words)]
}

describe("Failure", () => {
  it.each([
    [401, "Unauthorized"],
    [402, "PaymentRequired"],
    [403, "Forbidden"],
    [404, "NotFound"],
    [422, "Invalid"],
    [500, "Unavailable"]
  ])("a status of %i means %s (M3)", (status, tag) => {
    assert.deepEqual(judge(status, { error: "why" }), [tag, "why"])
  })

  it("the message comes as an object or as text (M-11)", () => {
    assert.deepEqual(judge(422, { error: "why" }), ["Invalid", "why"])
    assert.deepEqual(judge(422, "why"), ["Invalid", "why"])
    assert.deepEqual(judge(422, undefined, "why"), ["Invalid", "why"])
    assert.deepEqual(judge(422, { error: { nested: 1 } }), ["Invalid", '{"error":{"nested":1}}'])
    assert.deepEqual(judge(422, undefined, ""), ["Invalid", ""])
  })
})
