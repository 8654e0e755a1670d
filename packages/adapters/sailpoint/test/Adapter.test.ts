import { VendorError } from "@muster/adapter-kit/VendorError"
import type { Plan } from "@muster/core/Plan"
import * as NodeHttpClient from "@effect/platform-node/NodeHttpClient"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import * as HttpClient from "effect/http/HttpClient"
import * as HttpClientResponse from "effect/http/HttpClientResponse"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { assert, describe, it } from "vitest"
import * as Adapter from "../src/Adapter.ts"

const member = { id: "ef38f94347e94562b5bb8424a56397d8" }
const fields = {
  accountName: "ada.lovelace",
  firstName: "Ada",
  lastName: "Lovelace",
  email: "ada@example.org",
  phone: "5555555555",
  manager: "jane.doe",
  sourceId: "2c91808568c529c60168cca6f90c1313",
  startDate: "2020-03-24T00:00:00-05:00",
  endDate: "2021-03-25T00:00:00-05:00"
}

/** A tenant that answers from memory, knows the latest token only, and writes down what it was asked. */
const tenant = (log: Array<string>, given = "token-0") => {
  let tokens = 0
  let stored: object = { ...member, ...fields, data: { badge: "7" } }
  return Layer.succeed(
    HttpClient.HttpClient,
    HttpClient.make((request, url) =>
      Effect.sync(() => {
        const body = request.body._tag === "Uint8Array" ? new TextDecoder().decode(request.body.body) : ""
        const token = request.headers["authorization"]?.slice("Bearer ".length) ?? "-"
        log.push([token, request.method, url.pathname, body].filter((part) => part !== "").join(" "))
        const answer = (json: unknown, status = 200) =>
          HttpClientResponse.fromWeb(request, Response.json(json, { status }))
        if (url.pathname === "/oauth/token") {
          tokens += 1
          return answer({ access_token: `token-${tokens}`, token_type: "bearer", expires_in: 749 })
        }
        if (token !== (tokens === 0 ? given : "token-2")) return answer({ error: "JWT is expired" }, 401)
        if (request.method === "PUT") stored = { ...member, ...(JSON.parse(body) as object) }
        return answer(stored)
      })
    )
  )
}

const baseUrl = "https://acme.example/"
const settings = { baseUrl, credentials: Effect.succeed(Redacted.make("token-0")) }
const path = `/v3/non-employee-records/${member.id}`

/** What a write looks at of a plan. */
const planned = (request: Plan["request"], operation = "PUT") =>
  ({ member, operation, repeat: "never", request }) as unknown as Plan

const failure = <A, E, R>(effect: Effect.Effect<A, E, R>) =>
  Effect.map(Effect.flip(effect), (error) =>
    error instanceof VendorError ? [error.reason._tag, error.sent] : [error]
  )

describe("Adapter", () => {
  it("a record is read with its attributes, and the whole of it is sent", async () => {
    const log: Array<string> = []
    const request = { ...fields, phone: "1", data: { badge: "8" } }
    const flow = Effect.gen(function* () {
      const { read, write } = yield* Adapter.make(settings)
      const before = yield* read(member)
      yield* write(planned(request))
      return [before.values, (yield* read(member)).values]
    })

    const [before, after] = await Effect.runPromise(Effect.provide(flow, tenant(log)))

    assert.deepEqual(before, { ...fields, "data.badge": "7" })
    assert.deepEqual(after, { ...fields, phone: "1", "data.badge": "8" })
    assert.deepEqual(log, [
      `token-0 GET ${path}`,
      `token-0 PUT ${path} ${JSON.stringify(request)}`,
      `token-0 GET ${path}`
    ])
  })

  it("an id is one segment of the path, whatever it holds", async () => {
    const log: Array<string> = []
    const flow = Effect.flatMap(Adapter.make(settings), ({ read }) => read({ id: "a/../b?c#d" }))

    const reason = await Effect.runPromise(Effect.provide(failure(flow), tenant(log)))

    assert.deepEqual(log, ["token-0 GET /v3/non-employee-records/a%2F..%2Fb%3Fc%23d"])
    assert.deepEqual(reason, ["Unintelligible", "no"])
  })

  it("a body that is no update is not sent", async () => {
    const log: Array<string> = []
    const flow = Effect.flatMap(Adapter.make(settings), ({ write }) =>
      write(planned({ ...fields, id: member.id }))
    )

    const reason = await Effect.runPromise(Effect.provide(failure(flow), tenant(log)))

    assert.deepEqual([reason, log], [["Invalid", "no"], []])
  })

  it("a client's token is asked for, held, and renewed after a 401", async () => {
    const log: Array<string> = []
    const flow = Effect.gen(function* () {
      const client = { baseUrl, clientId: "c-1", clientSecret: Redacted.make("s&1") }
      const { read } = yield* Adapter.make({ baseUrl, ...(yield* Adapter.tokens(client)) })
      yield* read(member)
      yield* read(member)
    })

    await Effect.runPromise(Effect.provide(flow, tenant(log)))

    const grant = "- POST /oauth/token grant_type=client_credentials&client_id=c-1&client_secret=s%261"
    assert.deepEqual(log, [grant, `token-1 GET ${path}`, grant, `token-2 GET ${path}`, `token-2 GET ${path}`])
  })

  const configured = (env: Record<string, string>) =>
    Adapter.makeConfig().pipe(
      Effect.provideService(
        ConfigProvider.ConfigProvider,
        ConfigProvider.fromEnv({ env: { MUSTER_SAILPOINT_TOKEN: "token-0", ...env } })
      ),
      Effect.provide(NodeHttpClient.layerUndici)
    )

  it.each([
    ["http", { MUSTER_SAILPOINT_BASE_URL: "http://acme.example" }, "Misconfigured"],
    ["no address", {}, "ConfigError"],
    [
      "an unknown caller",
      { MUSTER_SAILPOINT_BASE_URL: baseUrl, MUSTER_SAILPOINT_CALLER: "root" },
      "ConfigError"
    ]
  ])("the environment says where and who, and %s is refused", async (_, env, tag) => {
    const error = await Effect.runPromise(Effect.flip(configured(env)))

    assert.strictEqual(error._tag, tag)
  })

  it.each(["updater", "owner", "application"])("the caller may be %s", async (caller) => {
    const env = { MUSTER_SAILPOINT_BASE_URL: baseUrl, MUSTER_SAILPOINT_CALLER: caller }

    assert.strictEqual((await Effect.runPromise(configured(env))).id, "sailpoint")
  })
})
