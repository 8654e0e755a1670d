import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { assert, describe, it } from "vitest"
import * as Failure from "../src/Failure.ts"
import { Unavailable, VendorError } from "../src/VendorError.ts"

describe("Failure", () => {
  it.each([
    [302, "Unintelligible", false],
    [400, "Invalid", false],
    [401, "Unauthorized", false],
    [402, "PaymentRequired", false],
    [403, "Forbidden", false],
    [404, "NotFound", false],
    [405, "Invalid", false],
    [408, "Unavailable", true],
    [409, "Conflict", false],
    [410, "NotFound", false],
    [412, "Conflict", false],
    [422, "Invalid", false],
    [425, "Unavailable", true],
    [429, "RateLimited", true],
    [500, "Unavailable", true],
    [503, "Unavailable", true],
    [600, "Unintelligible", false]
  ])("a status of %i means %s", (status, tag, isRetryable) => {
    const reason = Failure.reason(status, "")

    assert.deepEqual([reason._tag, reason.isRetryable, reason.status], [tag, isRetryable, status])
  })

  it("the vendor's words are kept, cut and redacted", () => {
    const { words } = Failure.reason(422, "x".repeat(5000))

    assert.lengthOf(words === undefined ? "" : Redacted.value(words), 2000)
    assert.strictEqual(String(words), "<redacted:words>")
  })
})

describe("VendorError", () => {
  const error = new VendorError({
    vendor: "acme",
    operation: "write",
    reason: new Unavailable({ status: 503 }),
    sent: "maybe"
  })

  it("a message names vendor, operation, reason and status, and says what to do next", () => {
    assert.strictEqual(
      error.message,
      "acme: write: Unavailable (503); try later; the write may have arrived, so read before sending it again"
    )
  })

  it("one reason can be caught on its own", async () => {
    const caught = Effect.fail(error).pipe(
      Effect.catchReason("VendorError", "Unavailable", ({ status }) => Effect.succeed(status))
    )

    assert.strictEqual(await Effect.runPromise(caught), 503)
  })
})
