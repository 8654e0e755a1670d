import * as Redacted from "effect/Redacted"
import { assert, describe, it } from "vitest"
import * as Failure from "../src/Failure.ts"

const judge = (status: number, json: unknown, text = JSON.stringify(json)) => {
  const { reason, waitMillis } = Failure.judge({ status, headers: {}, json, text })
  return [reason._tag, reason.words === undefined ? "" : Redacted.value(reason.words), waitMillis]
}

describe("Failure", () => {
  it.each([
    [400, "Invalid"],
    [401, "Unauthorized"],
    [403, "Forbidden"],
    [404, "NotFound"],
    [500, "Unavailable"]
  ])("a status of %i means %s", (status, tag) => {
    assert.deepEqual(judge(status, { error: { code: "CODE", message: "why" } }), [
      tag,
      "CODE: why",
      undefined
    ])
  })

  it("a 429 says in its body how long to wait (D23)", () => {
    const body = { error: { code: "RATE_LIMIT_EXCEEDED", message: "Later.", details: { retry_after: 60 } } }

    assert.deepEqual(judge(429, body), ["RateLimited", "RATE_LIMIT_EXCEEDED: Later.", 60_000])
  })

  it("a body of another shape is kept as words", () => {
    assert.deepEqual(judge(400, undefined, "plain"), ["Invalid", "plain", undefined])
    assert.deepEqual(judge(429, { error: { details: { retry_after: "soon" } } })[2], undefined)
  })
})
