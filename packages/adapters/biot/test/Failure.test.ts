import * as Redacted from "effect/Redacted"
import { assert, describe, it } from "vitest"
import * as Failure from "../src/Failure.ts"

const words = ({ reason }: ReturnType<typeof Failure.judge>) => [
  reason._tag,
  reason.status,
  reason.words === undefined ? "" : Redacted.value(reason.words)
]

const judge = (status: number, json: unknown, text = JSON.stringify(json)) =>
  words(Failure.judge({ status, headers: {}, json, text }))

const body = {
  code: "USER_NOT_FOUND",
  message: "No such user.",
  serviceName: "Organization Service",
  traceId: "a07a7e532f3541d8",
  environment: "develop",
  details: { id: "3fa85f64-5717-4562-b3fc-2c963f66afa6" }
}

describe("Failure", () => {
  it.each([
    [400, "Invalid"],
    [401, "Unauthorized"],
    [403, "Forbidden"],
    [404, "NotFound"],
    [409, "Conflict"],
    [500, "Unavailable"],
    [504, "Unavailable"]
  ])("a status of %i means %s, said with code and message (B16)", (status, tag) => {
    assert.deepEqual(judge(status, body), [tag, status, "USER_NOT_FOUND: No such user."])
  })

  it("a body of another shape is kept as words", () => {
    assert.deepEqual(judge(400, undefined, "plain"), ["Invalid", 400, "plain"])
    assert.deepEqual(judge(400, { code: 7 }), ["Invalid", 400, '{"code":7}'])
    assert.deepEqual(judge(400, { code: "ONLY_A_CODE", message: null }), ["Invalid", 400, "ONLY_A_CODE"])
    assert.deepEqual(judge(504, undefined, ""), ["Unavailable", 504, ""])
  })

  it.each([
    [400, "BAD_REQUEST", "Unauthorized", undefined],
    [401, "USER_LOCKED", "Unauthorized", undefined],
    [403, "LOGIN_FAILED", "Unauthorized", undefined],
    [403, "REFRESH_TOKEN_NOT_VALID", "Unauthorized", undefined],
    [429, "TOO_MANY", "RateLimited", 429],
    [500, "INTERNAL_SERVER_ERROR", "Unavailable", 500]
  ])("a login that ends in %i %s is %s (B17)", (status, code, tag, told) => {
    const refusal = { status, headers: {}, json: { code }, text: "" }

    assert.deepEqual(words(Failure.judgeLogin(refusal)), [tag, told, code])
  })
})
