import { inspect } from "node:util"
import * as ByteSize from "effect/ByteSize"
import * as Effect from "effect/Effect"
import * as HttpClient from "effect/http/HttpClient"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import * as Tracer from "effect/Tracer"
import { assert, describe, it } from "vitest"
import * as Failure from "../src/Failure.ts"
import * as Http from "../src/Http.ts"
import * as Settings from "../src/Settings.ts"
import { type Answer, json, run, serve } from "./Server.ts"

const secret = "token-canary"
const identifier = "id-canary"
const words = "words-canary"

const lineTo = (baseUrl: string, settings: Partial<Settings.Settings> = {}) =>
  Effect.gen(function* () {
    const checked = Settings.check("acme", {
      baseUrl,
      credentials: Effect.succeed(Redacted.make(secret)),
      timeout: "2 seconds",
      ...settings
    })
    const line: Http.Line = {
      vendor: "acme",
      client: yield* HttpClient.HttpClient,
      settings: yield* Effect.fromResult(checked),
      judge: ({ status, text }) => ({ reason: Failure.reason(status, text) })
    }
    return line
  })

const get: Http.Call = { method: "GET", path: `/members/${identifier}` }
const put: Http.Call = { ...get, method: "PUT", body: { name: "value-canary" } }

/** What became of one call, and how often it arrived. */
const outcome = (
  call: "read" | Http.Repeat,
  answers: ReadonlyArray<Answer>,
  settings: Partial<Settings.Settings> = {}
) =>
  run(
    Effect.gen(function* () {
      const server = yield* serve(...answers)
      const line = yield* lineTo(server.baseUrl, settings)
      const effect =
        call === "read" ? Http.read(line, "read", (send) => send(get)) : Http.write(line, call, put)
      const result = yield* Effect.result(effect)
      return {
        times: server.seen.length,
        server,
        json: Result.isSuccess(result) ? result.success.json : undefined,
        error: Result.isFailure(result) ? result.failure : undefined
      }
    })
  )

const ended = ({ error, times }: Awaited<ReturnType<typeof outcome>>) => [
  error?.reason._tag ?? "answered",
  error?.sent ?? "-",
  times
]

const drop: Answer = (response) => response.destroy()
const never: Answer = () => {}
const endless: Answer = (response) => {
  response.writeHead(200, { "content-type": "application/json" }).write('{"a":')
}
const truncated: Answer = (response) => {
  response.writeHead(200, { "content-type": "application/json", "content-length": "100" }).write('{"a":1')
  setTimeout(() => response.destroy(), 5)
}
const text =
  (body: string | Buffer, type: string, status = 200): Answer =>
  (response) => {
    response.writeHead(status, { "content-type": type }).end(body)
  }
const limited = (headers: Record<string, string>): Answer => json({}, 429, headers)

describe.concurrent("Http", () => {
  it("a call carries the token, wants JSON and sends its body as JSON", async () => {
    const { server } = await outcome("never", [json({})])

    const { body, headers, line } = server.seen[0] ?? { body: "", headers: {}, line: "" }
    assert.deepEqual(
      [line, headers.authorization, headers.accept, headers["content-type"], body],
      [
        `PUT /members/${identifier}`,
        `Bearer ${secret}`,
        "application/json",
        "application/json",
        '{"name":"value-canary"}'
      ]
    )
    assert.isUndefined(headers["traceparent"])
  })

  it("an empty body gives nothing, whatever it is called", async () => {
    assert.deepEqual(ended(await outcome("never", [text("", "text/html")])), ["answered", "-", 1])
  })

  const strange: ReadonlyArray<[string, Answer, string]> = [
    ["an HTML page", text("<html>", "text/html"), "Unintelligible"],
    ["JSON that is called text", text("{}", "text/plain"), "Unintelligible"],
    ["text that is called JSON", text("hello", "application/json"), "Unintelligible"],
    ["bytes that are no UTF-8", text(Buffer.from([34, 0xff, 34]), "application/json"), "Unintelligible"],
    [
      "a redirect",
      (response) => void response.writeHead(302, { location: "/elsewhere" }).end(),
      "Unintelligible"
    ],
    ["a status without a meaning", text("", "text/plain", 600), "Unintelligible"],
    ["a body over the cap", json("x".repeat(2000)), "Unintelligible"],
    ["a body that never ends", endless, "TimedOut"],
    ["no answer", never, "TimedOut"],
    ["a dropped connection", drop, "Unreachable"],
    ["a body cut short", truncated, "Unreachable"],
    ["a 500", json({}, 500), "Unavailable"]
  ]
  it.each(strange)("%s leaves a write in doubt, and is not sent again", async (_, answer, reason) => {
    const settings = { responseCap: ByteSize.bytes(1000), timeout: "2 seconds" as const }

    assert.deepEqual(ended(await outcome("never", [answer, json({})], settings)), [reason, "maybe", 1])
  })

  it("a body without an end is left once it is over the cap", async () => {
    let closed = false
    const flood: Answer = (response) => {
      response.writeHead(200, { "content-type": "application/json" })
      const more = () => void (response.destroyed || (response.write("x".repeat(500)), setImmediate(more)))
      response.on("close", () => (closed = true))
      more()
    }

    const result = await outcome("never", [flood], { responseCap: ByteSize.kibibytes(4) })

    assert.deepEqual(ended(result), ["Unintelligible", "maybe", 1])
    assert.isTrue(closed)
  })

  it.each([
    ["a dropped connection", drop],
    ["a body cut short", truncated],
    ["a 503", json({}, 503)]
  ])("after %s a read is repeated", async (_, answer) => {
    assert.deepEqual(ended(await outcome("read", [answer, json({})])), ["answered", "-", 2])
  })

  it("a harmless write is repeated, and an earlier doubt stays when the repeat is refused", async () => {
    assert.deepEqual(ended(await outcome("harmless", [drop, json({})])), ["answered", "-", 2])
    assert.deepEqual(ended(await outcome("harmless", [drop, json({}, 422)])), ["Invalid", "maybe", 2])
  })

  it("repeats come to an end", async () => {
    assert.deepEqual(ended(await outcome("read", [drop], { retries: 1 })), ["Unreachable", "no", 2])
  })

  it("a connection that was never made has sent nothing", async () => {
    const error = await run(
      Effect.gen(function* () {
        const line = yield* lineTo("http://127.0.0.1:1", { retries: 1 })
        return yield* Effect.flip(Http.write(line, "never", put))
      })
    )

    assert.deepEqual([error.reason._tag, error.sent], ["Unreachable", "no"])
  })

  it("a refusal is final and has changed nothing", async () => {
    assert.deepEqual(ended(await outcome("never", [json({}, 422)])), ["Invalid", "no", 1])
  })

  it("after a 401 the credentials are asked for once more", async () => {
    let asked = 0
    const credentials = Effect.sync(() => Redacted.make(`token-${++asked}`))

    const { server, ...fresh } = await outcome("never", [json({}, 401), json({})], { credentials })
    const stale = await outcome("never", [json({}, 401)], { credentials })

    assert.isUndefined(fresh.error)
    assert.deepEqual(
      server.seen.map(({ headers }) => headers.authorization),
      ["Bearer token-1", "Bearer token-2"]
    )
    assert.deepEqual(ended(stale), ["Unauthorized", "no", 2])
  })

  it("after a 401 a new token is asked for, where somebody can give one", async () => {
    let asked = 0
    const renew = Effect.sync(() => Redacted.make(`new-${++asked}`))

    const { server } = await outcome("never", [json({}, 401), json({})], { renew })
    const stale = await outcome("never", [json({}, 401)], { renew })
    const unasked = await outcome("read", [json({}, 503), json({})], { renew })

    assert.deepEqual(
      server.seen.map(({ headers }) => headers.authorization),
      [`Bearer ${secret}`, "Bearer new-1"]
    )
    assert.deepEqual(ended(stale), ["Unauthorized", "no", 2])
    assert.deepEqual([unasked.times, asked], [2, 2])
  })

  it("a call may have headers, a media type, a form or no name of its own", async () => {
    const seen = await run(
      Effect.gen(function* () {
        const server = yield* serve(json({}))
        const line: Http.Line = { ...(yield* lineTo(server.baseUrl)), headers: { ClientId: "c-1" } }
        const patch = { ...put, method: "PATCH", type: "application/json-patch+json" } as const
        yield* Http.write(line, "never", patch)
        yield* Http.write(line, "never", { ...get, method: "POST", form: { a: "b c&d" }, anonymous: true })
        return server.seen
      })
    )

    assert.deepEqual(
      seen.map(({ body, headers }) => [
        headers["clientid"],
        headers["content-type"],
        headers.authorization,
        body
      ]),
      [
        ["c-1", "application/json-patch+json", `Bearer ${secret}`, '{"name":"value-canary"}'],
        ["c-1", "application/x-www-form-urlencoded", undefined, "a=b+c%26d"]
      ]
    )
  })

  it("a token that cannot stand in a header is not sent", async () => {
    const credentials = Effect.succeed(Redacted.make("two\nlines"))

    assert.deepEqual(ended(await outcome("never", [json({})], { credentials })), ["Unauthorized", "no", 0])
  })
})

describe.concurrent("A 429", () => {
  it.each([
    ["zero seconds", { "retry-after": "0" }],
    ["a negative wait", { "retry-after": "-5" }],
    ["a date that is over", { "retry-after": "Wed, 21 Oct 2015 07:28:00 GMT" }],
    ["something malformed", { "retry-after": "soon" }],
    ["a reset that is over", { "x-ratelimit-reset": "1000" }],
    ["nothing", {}]
  ])("with %s is sent again, even where a repeat is never harmless", async (_, headers) => {
    assert.deepEqual(ended(await outcome("never", [limited(headers), json({})])), ["answered", "-", 2])
  })

  it.each([
    ["seconds", { "retry-after": "61" }, 61_000],
    ["absurd seconds", { "retry-after": "9".repeat(400) }, Number.MAX_SAFE_INTEGER],
    ["more seconds than the operation has left", { "retry-after": "3" }, 3000]
  ])("that asks for too long, in %s, ends in RateLimited at once", async (_, headers, retryAfterMillis) => {
    const result = await outcome("never", [limited(headers), json({})])

    assert.deepEqual(ended(result), ["RateLimited", "no", 1])
    assert.deepInclude(result.error?.reason, { status: 429, retryAfterMillis })
  })

  it.each([
    ["a date", { "retry-after": "Fri, 31 Dec 2999 23:59:59 GMT" }],
    ["a reset", { "x-ratelimit-reset": "32503679999" }]
  ])("that asks for too long, by %s, ends in RateLimited at once", async (_, headers) => {
    assert.deepEqual(ended(await outcome("never", [limited(headers), json({})])), ["RateLimited", "no", 1])
  })

  it("is waited for as long as it asks", async () => {
    const begun = performance.now()

    await outcome("never", [limited({ "retry-after": "1" }), json({})])

    assert.isAtLeast(performance.now() - begun, 990)
  })
})

describe.concurrent("What leaves as diagnostics", () => {
  it.each([
    ["a refusal", text(words, "text/plain", 422)],
    ["a redirect", (response) => void response.writeHead(302, { location: `/${identifier}` }).end(words)],
    ["a dropped connection", drop],
    ["an HTML page", text(words, "text/html")],
    ["a 429", text(words, "text/plain", 429)]
  ] satisfies Array<[string, Answer]>)(
    "an error after %s names no secret, identifier, value or word of the vendor",
    async (_, answer) => {
      const { error, server } = await outcome("never", [answer], { retries: 0 })

      const said = [
        error?.message,
        error?.stack,
        String(error),
        JSON.stringify(error),
        inspect(error, { depth: 9 })
      ]
      assert.notMatch(said.join("\n"), /canary/)
      assert.isFalse(said.join("\n").includes(server.baseUrl))
      assert.match(error?.message ?? "", /^acme: write: /)
    }
  )

  it("an error keeps the vendor's words for those who ask", async () => {
    const { error } = await outcome("never", [text(words, "text/plain", 422)])

    assert.strictEqual(error?.reason.words && Redacted.value(error.reason.words), words)
  })

  it("an error keeps no token and no secret that the vendor repeats", async () => {
    const password = 'pass"word$&'
    const error = await run(
      Effect.gen(function* () {
        const server = yield* serve(json({ said: [secret, password, words] }, 422))
        const line = yield* lineTo(server.baseUrl)
        const secrets = [Redacted.make(password), Redacted.make("")]
        return yield* Effect.flip(Http.write(line, "never", { ...put, secrets }))
      })
    )

    assert.strictEqual(
      error.reason.words && Redacted.value(error.reason.words),
      `{"said":["…","…","${words}"]}`
    )
  })

  it("one span stands for the whole operation, and tells vendor and operation only", async () => {
    const spans: Array<Tracer.Span> = []
    const tracer = Tracer.make({
      span: (options) => {
        const span = new Tracer.NativeSpan(options)
        spans.push(span)
        return span
      }
    })

    await run(
      Effect.gen(function* () {
        const server = yield* serve(json({}, 503), json({}))
        const line = yield* lineTo(server.baseUrl)
        yield* Http.read(line, "read", (send) => Effect.andThen(send(get), send(get)))
      }).pipe(Effect.withTracer(tracer))
    )

    assert.deepEqual(
      spans.map(({ attributes, name }) => [name, Object.fromEntries(attributes)]),
      [["acme.read", { vendor: "acme", operation: "read" }]]
    )
  })
})
