import * as Redacted from "effect/Redacted"
import { assert, describe, it } from "vitest"
import * as Failure from "../src/Failure.ts"

const judge = (status: number, json: unknown, text = JSON.stringify(json)) => {
  const { reason } = Failure.judge({ status, headers: {}, json, text })
  return [reason._tag, reason.words === undefined ? "" : Redacted.value(reason.words)]
}

const detailed = (detailCode: string, ...texts: ReadonlyArray<string>) => ({
  detailCode,
  trackingId: "b21b1f7ce4da4d639f2c62a57171b427",
  messages: texts.map((text) => ({ locale: "en", localeOrigin: "REQUEST", text })),
  causes: []
})

describe("Failure", () => {
  it.each([
    [400, "Invalid"],
    [403, "Forbidden"],
    [404, "NotFound"],
    [500, "Unavailable"]
  ])("a status of %i means %s, with a code and messages (S9)", (status, tag) => {
    assert.deepEqual(judge(status, detailed("code", "One thing;", "another")), [
      tag,
      "code: One thing; another"
    ])
    assert.deepEqual(judge(status, detailed("code")), [tag, "code"])
  })

  it("a 401 has its own shape (S9), and so has a 429 (S11)", () => {
    const expired = { error: "JWT validation failed: JWT is expired" }

    assert.deepEqual(judge(401, expired), ["Unauthorized", "JWT validation failed: JWT is expired"])
    assert.deepEqual(judge(429, { message: " Rate Limit Exceeded " }), ["RateLimited", "Rate Limit Exceeded"])
  })

  it("another shape is kept as it came", () => {
    assert.deepEqual(judge(400, { error: { nested: 1 } }), ["Invalid", '{"error":{"nested":1}}'])
    assert.deepEqual(judge(400, { detailCode: 1, messages: null }), [
      "Invalid",
      '{"detailCode":1,"messages":null}'
    ])
    assert.deepEqual(judge(502, undefined, "Bad Gateway"), ["Unavailable", "Bad Gateway"])
    assert.deepEqual(judge(404, undefined, ""), ["NotFound", ""])
  })
})
