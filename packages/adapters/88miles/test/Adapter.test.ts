import * as Update from "@muster/adapter-kit/Update"
import * as NodeHttpClient from "@effect/platform-node/NodeHttpClient"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as HttpClient from "effect/http/HttpClient"
import * as HttpClientResponse from "effect/http/HttpClientResponse"
import * as Redacted from "effect/Redacted"
import { assert, describe, it } from "vitest"
import * as Adapter from "../src/Adapter.ts"

/** A client that answers from memory and writes down what it was asked. */
const memory = (log: Array<string>) => {
  let staff: Record<string, unknown> = { login: "ada", active: "true", hourly_rate_cents: 5 }
  return Layer.succeed(
    HttpClient.HttpClient,
    HttpClient.make((request, url) =>
      Effect.sync(() => {
        const body = request.body._tag === "Uint8Array" ? new TextDecoder().decode(request.body.body) : ""
        log.push([request.method, url.pathname, body].filter((part) => part !== "").join(" "))
        if (request.method === "PUT") staff = { ...staff, ...JSON.parse(body).staff }
        const answer = request.method === "PUT" ? null : JSON.stringify({ response: staff })
        const headers = { "content-type": "application/json" }
        return HttpClientResponse.fromWeb(request, new Response(answer, { headers }))
      })
    )
  )
}

const settings = {
  baseUrl: "https://88miles.example/",
  credentials: Effect.succeed(Redacted.make("token"))
}

describe("Adapter", () => {
  it("an update sends what changes, to the member's own address, and reads it back", async () => {
    const log: Array<string> = []
    const flow = Effect.gen(function* () {
      const vendor = yield* Adapter.make(settings)
      const plan = yield* Update.plan(vendor, { uuid: "a/../b?c#d" }, { merge: { hourly_rate_cents: 7 } })
      return yield* Update.apply(vendor, plan)
    })

    const receipt = await Effect.runPromise(Effect.provide(flow, memory(log)))

    const path = "/api/1/staff/a%2F..%2Fb%3Fc%23d.json"
    assert.strictEqual(receipt.status, "confirmed")
    assert.deepEqual(log, [
      `GET ${path}`,
      `GET ${path}`,
      `PUT ${path} {"staff":{"hourly_rate_cents":7}}`,
      `GET ${path}`
    ])
  })

  it("the environment says where and who, and http is refused", async () => {
    const env = { MUSTER_88MILES_TOKEN: "token", MUSTER_88MILES_BASE_URL: "http://88miles.example" }

    const error = await Effect.runPromise(
      Effect.flip(Adapter.makeConfig()).pipe(
        Effect.provideService(ConfigProvider.ConfigProvider, ConfigProvider.fromEnv({ env })),
        Effect.provide(NodeHttpClient.layerUndici)
      )
    )

    assert.strictEqual(error._tag, "Misconfigured")
  })
})
