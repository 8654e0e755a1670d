import * as Update from "@muster/adapter-kit/Update"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import * as HttpClient from "effect/http/HttpClient"
import * as HttpClientResponse from "effect/http/HttpClientResponse"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import * as TestClock from "effect/testing/TestClock"
import { assert, describe, it } from "vitest"
import * as Adapter from "../src/Adapter.ts"

type Reply = (asked: { readonly method: string; readonly path: string; readonly body: string }) => Response

/** A client that answers by a function and writes down what it was asked. */
const client = (log: Array<string>, reply: Reply) =>
  Layer.succeed(
    HttpClient.HttpClient,
    HttpClient.make((request, url) =>
      Effect.sync(() => {
        const body = request.body._tag === "Uint8Array" ? new TextDecoder().decode(request.body.body) : ""
        const asked = { method: request.method, path: url.pathname, body }
        const who = request.headers["authorization"] ?? ""
        log.push([asked.method, asked.path, body, who].filter((part) => part !== "").join(" "))
        return HttpClientResponse.fromWeb(request, reply(asked))
      })
    )
  )

const baseUrl = "https://api.dev.biot.example/"
const settings = { baseUrl, credentials: Effect.succeed(Redacted.make("t")) }
const id = "3fa85f64-5717-4562-b3fc-2c963f66afa6"
const path = `/organization/v1/users/organizations/${id}`
const user = { _id: id, _name: { firstName: "Ada", lastName: "Lovelace" }, _employeeId: "E-1", shift: "day" }

/** One user, to whom an update is merged. */
const memory = (log: Array<string>) => {
  let stored: object = user
  return client(log, ({ body, method }) => {
    if (method === "PATCH") stored = { ...stored, ...JSON.parse(body) }
    return Response.json(stored)
  })
}

const template = {
  id: "11111111-1111-4111-8111-111111111111",
  attributes: [{ name: "shift", type: "SELECT", mandatory: false, values: ["day", "night"] }]
} as const

describe("Adapter", () => {
  it("an update sends what changes, to the user's own address, and reads it back", async () => {
    const log: Array<string> = []
    const flow = Effect.gen(function* () {
      const vendor = yield* Adapter.make(settings)
      const plan = yield* Update.plan(vendor, { id }, { merge: { _employeeId: "E-2" } })
      return yield* Update.apply(vendor, plan)
    })

    const receipt = await Effect.runPromise(Effect.provide(flow, memory(log)))

    assert.strictEqual(receipt.status, "confirmed")
    assert.deepEqual(log, [
      `GET ${path} Bearer t`,
      `GET ${path} Bearer t`,
      `PATCH ${path} {"_employeeId":"E-2"} Bearer t`,
      `GET ${path} Bearer t`
    ])
  })

  it("an identifier cannot lead elsewhere", async () => {
    const log: Array<string> = []
    const flow = Effect.flatMap(Adapter.make(settings), ({ read }) => Effect.flip(read({ id: "a/../b?c#d" })))

    const error = await Effect.runPromise(Effect.provide(flow, memory(log)))

    assert.strictEqual(error.reason._tag, "Unintelligible")
    assert.deepEqual(log, ["GET /organization/v1/users/organizations/a%2F..%2Fb%3Fc%23d Bearer t"])
  })

  it("the template says which custom attributes there are, and whose user is read", async () => {
    const read = (answer: object, options: Adapter.Options) =>
      Effect.runPromise(
        Effect.flatMap(Adapter.make(options), ({ read }) => Effect.result(read({ id }))).pipe(
          Effect.provide(client([], () => Response.json(answer)))
        )
      )

    const without = await read(user, settings)
    const within = await read({ ...user, _template: { id: template.id } }, { ...settings, template })
    const elsewhere = await read({ ...user, _template: { id } }, { ...settings, template })

    assert.deepInclude(without, { _tag: "Success" })
    assert.nestedPropertyVal(without, "success.rest.shift", "day")
    assert.nestedPropertyVal(within, "success.values.shift", "day")
    assert.nestedPropertyVal(
      elsewhere,
      "failure.reason.rule",
      "_template.id is not the template that the settings describe"
    )
  })

  it("the environment says where and who, and where is nowhere by itself", async () => {
    const log: Array<string> = []
    const configured = (env: Record<string, string>) =>
      Adapter.makeConfig().pipe(
        Effect.flatMap(({ read }) => read({ id })),
        Effect.provideService(ConfigProvider.ConfigProvider, ConfigProvider.fromEnv({ env })),
        Effect.provide(memory(log)),
        Effect.result,
        Effect.runPromise
      )

    const complete = await configured({ MUSTER_BIOT_TOKEN: "e", MUSTER_BIOT_BASE_URL: baseUrl })
    const nowhere = await configured({ MUSTER_BIOT_TOKEN: "e" })
    const inTheOpen = await configured({
      MUSTER_BIOT_TOKEN: "e",
      MUSTER_BIOT_BASE_URL: "http://biot.example"
    })

    assert.strictEqual(complete._tag, "Success")
    assert.nestedPropertyVal(nowhere, "failure._tag", "ConfigError")
    assert.nestedPropertyVal(inTheOpen, "failure._tag", "Misconfigured")
    assert.deepEqual(log, [`GET ${path} Bearer e`])
  })
})

const account = { baseUrl, username: "jane", password: Redacted.make("secret") }
const entered = 'POST /ums/v2/users/login {"username":"jane","password":"secret"}'
const refreshed = (token: string) => `POST /ums/v2/users/token/refresh {"refreshToken":"${token}"}`

/** Answers with numbered tokens that are good for ten minutes of 1970. */
const session = (count: number) => ({
  accessJwt: { token: `access-${count}`, expiration: "1970-01-01T00:10:00.000Z" },
  refreshJwt: { token: `refresh-${count}`, expiration: "1970-01-02T00:00:00.000Z" },
  mfaRequired: false,
  passwordResetRequired: false
})

const sessions = (log: Array<string>) => client(log, () => Response.json(session(log.length)))

/** In 1970, where time stands still. */
const run = <A, E>(
  flow: Effect.Effect<A, E, HttpClient.HttpClient>,
  layer: Layer.Layer<HttpClient.HttpClient>
): Promise<A> => Effect.runPromise(flow.pipe(Effect.provide(layer), Effect.provide(TestClock.layer())))

const refusal = (status: number, code: string) => Response.json({ code, message: "No." }, { status })

describe("login", () => {
  it("a password is sent once, and refresh tokens after that (B17)", async () => {
    const log: Array<string> = []
    const flow = Effect.gen(function* () {
      const { credentials, renew } = yield* Adapter.login(account)
      const first = [yield* credentials, yield* credentials]
      const second = [yield* renew, yield* credentials]
      yield* TestClock.adjust("10 minutes")
      return [...first, ...second, yield* credentials].map(Redacted.value)
    })

    const tokens = await run(flow, sessions(log))

    assert.deepEqual(tokens, ["access-1", "access-1", "access-2", "access-2", "access-3"])
    assert.deepEqual(log, [entered, refreshed("refresh-1"), refreshed("refresh-2")])
  })

  it("where refreshing is refused, the password is sent again", async () => {
    const log: Array<string> = []
    const layer = client(log, ({ path }) =>
      path.endsWith("refresh")
        ? refusal(403, "REFRESH_TOKEN_NOT_VALID")
        : Response.json({ ...session(log.length), ...(log.length > 1 ? { refreshJwt: null } : {}) })
    )
    const flow = Effect.flatMap(Adapter.login(account), ({ credentials, renew }) =>
      Effect.all([credentials, renew, renew])
    )

    const tokens = await run(flow, layer)

    assert.deepEqual(tokens.map(Redacted.value), ["access-1", "access-3", "access-4"])
    assert.deepEqual(log, [entered, refreshed("refresh-1"), entered, entered])
  })

  it("where refreshing breaks down, nothing is given, and the password is sent the next time", async () => {
    const log: Array<string> = []
    const layer = client(log, ({ path }) =>
      path.endsWith("refresh") ? refusal(504, "GATEWAY_TIMEOUT") : Response.json(session(log.length))
    )
    const flow = Effect.gen(function* () {
      const { credentials, renew } = yield* Adapter.login({ ...account, retries: 0 })
      yield* credentials
      const broken = yield* Effect.flip(renew)
      return [broken.reason._tag, Redacted.value(yield* credentials)]
    })

    assert.deepEqual(await run(flow, layer), ["Unavailable", "access-3"])
    assert.deepEqual(log, [entered, refreshed("refresh-1"), entered])
  })

  it.each([
    [401, "USER_LOCKED"],
    [403, "LOGIN_FAILED"]
  ])("a login that ends in %i %s is Unauthorized, and is sent once", async (status, code) => {
    const log: Array<string> = []
    const flow = Effect.gen(function* () {
      const vendor = yield* Adapter.make({ baseUrl, ...(yield* Adapter.login(account)) })
      return yield* Effect.flip(vendor.read({ id }))
    })

    const { message } = await run(
      flow,
      client(log, () => refusal(status, code))
    )

    assert.strictEqual(
      message,
      `biot: read: Unauthorized: no token was given (${status}); renew the credentials`
    )
    assert.deepEqual(log, [entered])
  })

  it.each([
    [{ mfaRequired: true }, "Unauthorized", "the login asks for a second factor"],
    [{ passwordResetRequired: true, accessJwt: null }, "Unauthorized", "the login asks for a new password"],
    [{ accessJwt: null }, "Unintelligible", "accessJwt is not what the reference describes"]
  ])("a login that answers %j is %s", async (answer, tag, rule) => {
    const flow = Effect.flatMap(Adapter.login(account), ({ credentials }) => Effect.flip(credentials))

    const { reason } = await run(
      flow,
      client([], () => Response.json({ ...session(1), ...answer }))
    )

    assert.deepEqual([reason._tag, reason.rule], [tag, rule])
  })

  it("a call whose token has ended is sent once more, under a new one", async () => {
    const log: Array<string> = []
    const logins: Array<string> = []
    const layer = client(log, ({ path }) => {
      if (!path.startsWith("/ums"))
        return logins.length < 2 ? refusal(401, "TOKEN_NOT_VALID") : Response.json(user)
      logins.push(path)
      return Response.json(session(logins.length))
    })
    const flow = Effect.gen(function* () {
      const vendor = yield* Adapter.make({ baseUrl, ...(yield* Adapter.login(account)) })
      return yield* vendor.read({ id })
    })

    const { values } = await run(flow, layer)

    assert.strictEqual(values["_employeeId"], "E-1")
    assert.deepEqual(log, [
      entered,
      `GET ${path} Bearer access-1`,
      refreshed("refresh-1"),
      `GET ${path} Bearer access-2`
    ])
  })

  it("a password is not sent in the open", async () => {
    const error = await run(
      Effect.flip(Adapter.login({ ...account, baseUrl: "http://biot.example" })),
      sessions([])
    )

    assert.strictEqual(error._tag, "Misconfigured")
  })
})
