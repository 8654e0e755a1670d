import { assert, describe, it } from "vitest"
import * as RetryAfter from "../src/RetryAfter.ts"

const now = 1_445_412_480_000 // Wed, 21 Oct 2015 07:28:00 GMT

describe("RetryAfter", () => {
  it.each([
    ["3", 3000],
    [" 3 ", 3000],
    ["0", 0],
    ["-3", 0],
    ["9".repeat(400), Number.MAX_SAFE_INTEGER],
    ["Wed, 21 Oct 2015 07:28:05 GMT", 5000],
    ["Wed, 21 Oct 2015 07:27:00 GMT", 0],
    ["", undefined],
    ["1.5", undefined],
    ["5 apples", undefined],
    ["3, 4", undefined],
    ["0x10", undefined],
    ["Wed, 99 Oct 2015 07:28:05 GMT", undefined],
    ["2015-10-21", undefined],
    [undefined, undefined]
  ])("a Retry-After of %j is a wait of %j milliseconds", (said, wait) => {
    assert.strictEqual(RetryAfter.header({ "retry-after": said }, now), wait)
  })

  it.each([
    ["1445412490", 10_000],
    ["1445412470", 0],
    ["soon", undefined],
    ["-1", undefined],
    [undefined, undefined]
  ])("a reset of %j is a wait of %j milliseconds", (said, wait) => {
    assert.strictEqual(RetryAfter.reset({ "x-ratelimit-reset": said }, now), wait)
  })
})
