import { NotFound, VendorError } from "@muster/adapter-kit/VendorError"
import type { Plan } from "@muster/core/Plan"
import type { Unplannable } from "@muster/core/Unplannable"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import * as HttpClient from "effect/http/HttpClient"
import type { HttpClientRequest } from "effect/http/HttpClientRequest"
import * as HttpClientResponse from "effect/http/HttpClientResponse"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { assert, describe, it } from "vitest"
import * as Adapter from "../src/Adapter.ts"

const member = { employee_id: "a/../b?c#d" }
const path = "/v3/users-employee_id/a%2F..%2Fb%3Fc%23d"

/** A client that answers by a script, the last answer staying, and writes down what it was asked. */
const scripted = (log: Array<string>, ...answers: ReadonlyArray<() => Response>) => {
  let count = 0
  return Layer.succeed(
    HttpClient.HttpClient,
    HttpClient.make((request, url) =>
      Effect.sync(() => {
        log.push(`${request.method} ${url.pathname}${who(request)}${bodyOf(request)}`)
        const answer = answers[Math.min(count++, answers.length - 1)]
        return HttpClientResponse.fromWeb(request, answer === undefined ? new Response() : answer())
      })
    )
  )
}

const who = ({ headers }: HttpClientRequest): string =>
  headers["authorization"] === undefined ? "" : ` ${headers["clientid"]} ${headers["authorization"]}`

const bodyOf = ({ body }: HttpClientRequest): string =>
  body._tag === "Uint8Array" ? ` ${new TextDecoder().decode(body.body)}` : ""

const user = (data: object) => () => Response.json({ status: "OK", status_code: 200, data })
const nobody = () => new Response(null, { status: 204 })
const busy = () => new Response(null, { status: 503 })

const options = {
  baseUrl: "https://eloomi.example/",
  clientId: "200",
  credentials: Effect.succeed(Redacted.make("token"))
}

/** A plan of which only what an adapter sends matters. */
const planOf = (request: Plan["request"], repeat: Plan["repeat"] = "never"): Plan => ({
  ...({} as Plan),
  member,
  request,
  repeat
})

const write = (request: Plan["request"], more: Partial<Adapter.Options> = {}, repeat?: Plan["repeat"]) =>
  Effect.flatMap(Adapter.make({ ...options, ...more }), (vendor) => vendor.write(planOf(request, repeat)))

describe("Adapter", () => {
  it("a read goes to the member's own address, for a customer and with a token (E1)", async () => {
    const log: Array<string> = []
    const flow = Effect.flatMap(Adapter.make(options), ({ read }) => read(member))

    const { values } = await Effect.runPromise(
      Effect.provide(flow, scripted(log, user({ ...member, title: "Lead" })))
    )

    assert.deepEqual(log, [`GET ${path} 200 Bearer token`])
    assert.deepEqual(values, { ...member, title: "Lead" })
  })

  it("a write sends what the plan says", async () => {
    const log: Array<string> = []

    await Effect.runPromise(Effect.provide(write({ title: null }), scripted(log, user({}))))

    assert.deepEqual(log, [`PATCH ${path} 200 Bearer token {"title":null}`])
  })

  it("an answer without content says that there is no such user (E5)", async () => {
    const flow = Effect.gen(function* () {
      const vendor = yield* Adapter.make(options)
      return [
        yield* Effect.flip(vendor.read(member)),
        yield* Effect.flip(vendor.write(planOf({ title: "Lead" })))
      ]
    })

    const errors = await Effect.runPromise(Effect.provide(flow, scripted([], nobody)))

    assert.deepEqual(errors.map(summary), [
      ["read", "NotFound", 204, "no"],
      ["write", "NotFound", 204, "no"]
    ])
  })

  it("a password is what its name leads to, and nothing else is sent", async () => {
    const log: Array<string> = []
    const secrets = { JANE: Effect.succeed(Redacted.make("Secret1!")) }
    const request = { title: "Lead", password: { secret: "JANE" } }

    await Effect.runPromise(Effect.provide(write(request, { secrets }), scripted(log, user({}))))

    assert.deepEqual(log, [`PATCH ${path} 200 Bearer token {"title":"Lead","password":"Secret1!"}`])
  })

  it.each(["JANE", "toString", "__proto__"])("a name that nobody gave (%s) sends nothing", async (name) => {
    const log: Array<string> = []
    const flow = Effect.flip(write({ password: { secret: name } }, { secrets: {} }))

    const error = await Effect.runPromise(Effect.provide(flow, scripted(log, user({}))))

    assert.deepEqual([error._tag, "reason" in error && error.reason._tag], ["VendorError", "Invalid"])
    assert.notInclude(error.message, name)
    assert.deepEqual(log, [])
  })

  it("a secret that cannot be had fails the write before it is sent", async () => {
    const reason = new NotFound({ rule: "the vault is closed" })
    const closed = new VendorError({ vendor: "vault", operation: "read", reason, sent: "maybe" })
    const flow = Effect.flip(write({ password: { secret: "A" } }, { secrets: { A: Effect.fail(closed) } }))

    const error = await Effect.runPromise(Effect.provide(flow, scripted([], user({}))))

    assert.include(error.message, "eloomi: write: NotFound: the vault is closed")
    assert.strictEqual("sent" in error && error.sent, "no")
  })

  it("a body that this adapter would not send is not sent", async () => {
    const log: Array<string> = []
    const flow = Effect.flip(write({ password: "Secret1!" }))

    const error = await Effect.runPromise(Effect.provide(flow, scripted(log, user({}))))

    assert.notInclude(error.message, "Secret1!")
    assert.deepEqual(log, [])
  })

  it("a change of the employee id is never sent again: once done, its path finds nobody", async () => {
    const log: Array<string> = []
    const rename = Effect.flip(write({ employee_id: "E2" }, {}, "harmless"))

    const error = await Effect.runPromise(Effect.provide(rename, scripted(log, busy, nobody)))
    await Effect.runPromise(
      Effect.provide(write({ title: "Lead" }, {}, "harmless"), scripted(log, busy, user({})))
    )

    assert.strictEqual("sent" in error && error.sent, "maybe")
    assert.lengthOf(log, 3)
  })

  it("the environment says where, for whom and as whom, and has the passwords", async () => {
    const log: Array<string> = []
    const env = {
      MUSTER_ELOOMI_TOKEN: "t",
      MUSTER_ELOOMI_CLIENT_ID: "300",
      MUSTER_SECRET_NEW_JANE: "Secret1!",
      MUSTER_SECRET_NEW_JANE_2: "Secret2!"
    }
    const flow = Effect.gen(function* () {
      const vendor = yield* Adapter.makeConfig().pipe(
        Effect.provideService(ConfigProvider.ConfigProvider, ConfigProvider.fromEnv({ env }))
      )
      yield* vendor.write(planOf({ password: { secret: "NEW_JANE" } }))
      return yield* Effect.flip(vendor.write(planOf({ password: { secret: "NEW" } })))
    })

    const error = await Effect.runPromise(Effect.provide(flow, scripted(log, user({}))))

    assert.deepEqual(log, [`PATCH ${path} 300 Bearer t {"password":"Secret1!"}`])
    assert.strictEqual(error.reason._tag, "Invalid")
  })

  it("without a client id there is no vendor", async () => {
    const flow = Effect.flip(Adapter.makeConfig()).pipe(
      Effect.provideService(
        ConfigProvider.ConfigProvider,
        ConfigProvider.fromEnv({ env: { MUSTER_ELOOMI_TOKEN: "t" } })
      )
    )

    const error = await Effect.runPromise(Effect.provide(flow, scripted([])))

    assert.strictEqual(error._tag, "ConfigError")
  })

  it("a client's secret buys a token that is kept (E14)", async () => {
    const log: Array<string> = []
    const grant = () => Response.json({ token_type: "Bearer", expires_in: 31535999, access_token: "bought" })
    const { baseUrl, clientId } = options
    const flow = Effect.gen(function* () {
      const kept = yield* Adapter.tokens({ baseUrl, clientId, clientSecret: Redacted.make("hush") })
      const vendor = yield* Adapter.make({ ...options, ...kept })
      yield* vendor.write(planOf({ title: "Lead" }))
      yield* vendor.write(planOf({ title: "Head" }))
    })

    await Effect.runPromise(Effect.provide(flow, scripted(log, grant, user({}))))

    assert.deepEqual(log, [
      "POST /oauth/token grant_type=client_credentials&client_id=200&client_secret=hush&scope=*",
      `PATCH ${path} 200 Bearer bought {"title":"Lead"}`,
      `PATCH ${path} 200 Bearer bought {"title":"Head"}`
    ])
  })
})

const summary = (error: VendorError | Unplannable) =>
  error._tag === "VendorError" && [error.operation, error.reason._tag, error.reason.status, error.sent]
