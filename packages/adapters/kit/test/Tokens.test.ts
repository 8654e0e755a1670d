import { inspect } from "node:util"
import * as NodeHttpClient from "@effect/platform-node/NodeHttpClient"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Redacted from "effect/Redacted"
import * as TestClock from "effect/testing/TestClock"
import { assert, describe, it } from "vitest"
import * as Tokens from "../src/Tokens.ts"
import { type Answer, json, run, serve } from "./Server.ts"

/** An endpoint that takes a second, and numbers what it gives. */
const endpoint = (
  lifetime: Duration.Input,
  outcome: (count: number) => Effect.Effect<void, string> = () => Effect.void
) => {
  let count = 0
  const fetch = Effect.suspend(() => {
    count += 1
    const token = Redacted.make(`token-${count}`)
    return outcome(count).pipe(
      Effect.delay("1 second"),
      Effect.as({ token, lifetime: Duration.fromInputUnsafe(lifetime) })
    )
  })
  return { fetch, fetched: () => count }
}

const test = <A, E>(effect: Effect.Effect<A, E>): Promise<A> =>
  Effect.runPromise(Effect.provide(effect, TestClock.layer()))

/** Asks, and lets the second pass that a fetch takes. */
const ask = Effect.fnUntraced(function* <E>(
  ...asks: ReadonlyArray<Effect.Effect<Redacted.Redacted<string>, E>>
) {
  const fiber = yield* Effect.forkChild(Effect.all(asks, { concurrency: "unbounded" }), {
    startImmediately: true
  })
  yield* TestClock.adjust("1 second")
  return (yield* Fiber.join(fiber)).map(Redacted.value)
})

describe("Tokens.keep", () => {
  it("a token is fetched once, and anew shortly before its end", () =>
    test(
      Effect.gen(function* () {
        const { credentials } = yield* Tokens.keep(endpoint("10 minutes").fetch)

        assert.deepEqual(yield* ask(credentials), ["token-1"])
        yield* TestClock.adjust("9 minutes")
        assert.deepEqual(yield* ask(credentials), ["token-1"])
        yield* TestClock.adjust("30 seconds")
        assert.deepEqual(yield* ask(credentials), ["token-2"])
      })
    ))

  it.each([
    ["5 seconds", 4, "token-1"],
    ["5 seconds", 5, "token-2"],
    ["0 seconds", 0, "token-2"],
    ["-1 seconds", 0, "token-2"],
    ["Infinity", 1e9, "token-1"]
  ] as const)("of a life of %s, %i seconds later %s is given", (lifetime, seconds, token) =>
    test(
      Effect.gen(function* () {
        const { credentials } = yield* Tokens.keep(endpoint(lifetime).fetch)

        yield* ask(credentials)
        yield* TestClock.adjust(Duration.seconds(seconds))

        assert.deepEqual(yield* ask(credentials), [token])
      })
    )
  )

  it("whoever asks at the same time shares one fetch, whether he renews or not", () =>
    test(
      Effect.gen(function* () {
        const { fetch, fetched } = endpoint("10 minutes")
        const { credentials, renew } = yield* Tokens.keep(fetch)

        assert.deepEqual(yield* ask(credentials, credentials, renew), ["token-1", "token-1", "token-1"])
        assert.deepEqual(yield* ask(renew, renew, credentials), ["token-2", "token-2", "token-2"])
        assert.deepEqual(yield* ask(credentials), ["token-2"])
        assert.strictEqual(fetched(), 2)
      })
    ))

  it("who leaves early takes nobody's token away", () =>
    test(
      Effect.gen(function* () {
        const { fetch, fetched } = endpoint("10 minutes")
        const { credentials } = yield* Tokens.keep(fetch)

        const hasty = yield* Effect.forkChild(credentials, { startImmediately: true })
        const patient = yield* Effect.forkChild(ask(credentials), { startImmediately: true })
        yield* Fiber.interrupt(hasty)

        assert.deepEqual(yield* Fiber.join(patient), ["token-1"])
        assert.strictEqual(fetched(), 1)
      })
    ))

  it("a fetch that everybody left is begun again", () =>
    test(
      Effect.gen(function* () {
        const { credentials, renew } = yield* Tokens.keep(endpoint("10 minutes").fetch)

        yield* Fiber.interrupt(yield* Effect.forkChild(renew, { startImmediately: true }))

        assert.deepEqual(yield* ask(renew, credentials), ["token-2", "token-2"])
      })
    ))

  it("a failure is shared and not held", () =>
    test(
      Effect.gen(function* () {
        const failing = endpoint("10 minutes", (count) => (count === 1 ? Effect.fail("no") : Effect.void))
        const { credentials } = yield* Tokens.keep(failing.fetch)

        assert.deepEqual(
          yield* ask(...[credentials, credentials].map(Effect.flip).map(Effect.map(Redacted.make))),
          ["no", "no"]
        )
        assert.deepEqual(yield* ask(credentials), ["token-2"])
      })
    ))
})

const place = { clientId: "id-canary&x=1", clientSecret: Redacted.make("secret-canary+ü") }
const oauth = { vendor: "acme", path: "/oauth/token", scope: "*" }

/** What an endpoint with these answers is asked, and what comes of it. */
const granted = (answers: ReadonlyArray<Answer>) =>
  run(
    Effect.gen(function* () {
      const { baseUrl, seen } = yield* serve(...answers)
      const settings = { ...place, baseUrl, timeout: "2 seconds", retries: 1 } as const
      const { credentials, renew } = yield* Tokens.clientCredentials(oauth, settings)
      const told = yield* Effect.result(Effect.all([credentials, credentials, renew]))
      return { seen, told }
    })
  )

const tokens = async (...answers: ReadonlyArray<Answer>) => {
  const { told } = await granted(answers)
  return told._tag === "Success" ? told.success.map(Redacted.value) : undefined
}

const refused = async (...answers: ReadonlyArray<Answer>) => {
  const { seen, told } = await granted(answers)
  return told._tag === "Failure" ? { error: told.failure, times: seen.length } : undefined
}

describe.concurrent("Tokens.clientCredentials", () => {
  it("asks with a form and without a token", async () => {
    const { seen } = await granted([json({ access_token: "t", expires_in: 749, token_type: "bearer" })])

    const [first] = seen
    assert.deepEqual(
      [first?.line, first?.headers["content-type"], first?.headers.authorization, first?.body],
      [
        "POST /oauth/token",
        "application/x-www-form-urlencoded",
        undefined,
        "grant_type=client_credentials&client_id=id-canary%26x%3D1&client_secret=secret-canary%2B%C3%BC&scope=*"
      ]
    )
  })

  it("holds what it is given, and gives a new one when asked to renew", async () => {
    const first = json({ access_token: "one", expires_in: 749 })
    const second = json({ access_token: "two" })

    assert.deepEqual(await tokens(first, second), ["one", "one", "two"])
  })

  it.each([
    [
      "a client that is not known",
      json({ error: "invalid_client", message: place.clientId }, 400),
      "Unauthorized",
      1
    ],
    ["a 401", json({ error: place.clientId }, 401), "Unauthorized", 1],
    ["a 404", json({}, 404), "Unauthorized", 1],
    ["a redirect", json({}, 302, { location: "/canary" }), "Unintelligible", 1],
    ["a 500", json({}, 500), "Unavailable", 2],
    ["a long wait", json({}, 429, { "retry-after": "90" }), "RateLimited", 1],
    ["no token", json({ token: "canary" }), "Unintelligible", 1],
    ["an empty token", json({ access_token: "" }), "Unintelligible", 1],
    ["an end in words", json({ access_token: "canary", expires_in: "soon" }), "Unintelligible", 1]
  ] as const)("%s ends in an error that repeats no value", async (_, answer, reason, calls) => {
    const result = await refused(answer)

    assert.deepEqual([result?.error.reason._tag, result?.error.sent, result?.times], [reason, "no", calls])
    assert.notMatch(`${result?.error.message} ${inspect(result?.error, { depth: 9 })}`, /canary/)
  })

  it("is asked for by https, or on this computer", async () => {
    const error = await Effect.runPromise(
      Effect.flip(Tokens.clientCredentials(oauth, { ...place, baseUrl: "http://acme.example" })).pipe(
        Effect.provide(NodeHttpClient.layerUndici)
      )
    )

    assert.deepInclude(error, { _tag: "Misconfigured", setting: "baseUrl" })
  })
})
