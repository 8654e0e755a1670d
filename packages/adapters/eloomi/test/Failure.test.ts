import * as Redacted from "effect/Redacted"
import { assert, describe, it } from "vitest"
import * as Failure from "../src/Failure.ts"

const judge = (status: number, json: unknown, text = JSON.stringify(json)) => {
  const { reason } = Failure.judge({ status, headers: {}, json, text })
  return [reason._tag, reason.words === undefined ? "" : Redacted.value(reason.words)]
}

describe("Failure", () => {
  it("invalid data comes as the envelope (E4)", () => {
    const body = { status: "Bad Request", status_code: 400, message: "No.", extended_message: "Taken." }

    assert.deepEqual(judge(400, body), ["Invalid", "No.: Taken."])
    assert.deepEqual(judge(400, { ...body, message: null }), ["Invalid", "Taken."])
  })

  it("a bearer that is not accepted comes as an error alone (E4)", () => {
    assert.deepEqual(judge(401, { error: "Unauthenticated." }), ["Unauthorized", "Unauthenticated."])
  })

  it.each([
    [404, "NotFound"],
    [429, "RateLimited"],
    [500, "Unavailable"]
  ])("a status of %i means %s, whatever its body is", (status, tag) => {
    assert.deepEqual(judge(status, undefined, "plain"), [tag, "plain"])
    assert.deepEqual(judge(status, { error: { nested: 1 } }), [tag, '{"error":{"nested":1}}'])
    assert.deepEqual(judge(status, undefined, ""), [tag, ""])
  })
})
