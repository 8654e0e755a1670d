import * as Update from "@muster/adapter-kit/Update"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import * as HttpClient from "effect/http/HttpClient"
import * as HttpClientResponse from "effect/http/HttpClientResponse"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { assert, describe, it } from "vitest"
import * as Adapter from "../src/Adapter.ts"

const entities: Record<string, unknown> = {
  "": { entities: [{ entityId: "books-1" }], next: { cursor: "c2", more: true } },
  c2: { entities: [{ entityId: "books-2" }], next: { cursor: "", more: false } },
  endless: { entities: [], next: { cursor: "endless", more: true } }
}

/** A client that answers from memory and writes down what it was asked. */
const memory = (log: Array<string>, binding: object, first = "") => {
  let stored: object = binding
  return Layer.succeed(
    HttpClient.HttpClient,
    HttpClient.make((request, url) =>
      Effect.sync(() => {
        const body = request.body._tag === "Uint8Array" ? new TextDecoder().decode(request.body.body) : ""
        log.push([request.method, url.pathname + url.search, body].filter((part) => part !== "").join(" "))
        if (request.method === "PUT") stored = JSON.parse(body)
        const answers: Record<string, unknown> = {
          "/v1/organization/entities": entities[url.searchParams.get("cursor") ?? first],
          "/v1/organization/clients": { clients: [], next: { cursor: "", more: false } },
          "/v1/organization/employee": request.method === "PUT" ? {} : stored
        }
        return HttpClientResponse.fromWeb(request, Response.json(answers[url.pathname] ?? {}))
      })
    )
  )
}

const settings = {
  baseUrl: "https://digits.example/",
  credentials: Effect.succeed(Redacted.make("token"))
}

const entriesOnly = {
  organizationRole: "Associate",
  entities: [{ entityId: "books-1", role: "Viewer" }],
  access: { entities: [{ entityId: "books-1", role: "Viewer" }] }
}

describe("Adapter", () => {
  it("a read takes all pages, and the binding last", async () => {
    const log: Array<string> = []
    const flow = Effect.flatMap(Adapter.make(settings), ({ read }) => read({ userExternalId: "a&b=c" }))

    const snapshot = await Effect.runPromise(Effect.provide(flow, memory(log, entriesOnly)))

    assert.deepEqual(
      snapshot.access?.directory.own.map(({ id }) => id),
      ["books-1", "books-2"]
    )
    assert.deepEqual(log, [
      "GET /v1/organization/entities",
      "GET /v1/organization/entities?cursor=c2",
      "GET /v1/organization/clients",
      "GET /v1/organization/employee?userExternalId=a%26b%3Dc"
    ])
  })

  it("a list that leads on and on ends in an error", async () => {
    const flow = Effect.gen(function* () {
      const vendor = yield* Adapter.make({ ...settings, assumptions: { pages: 3 } })
      return yield* Effect.flip(vendor.read({ userId: "u-1" }))
    })

    const error = await Effect.runPromise(Effect.provide(flow, memory([], {}, "endless")))

    assert.strictEqual(error.reason._tag, "Unintelligible")
  })

  it("an update sends the whole binding in one call, and says how long it was unguarded", async () => {
    const log: Array<string> = []
    const flow = Effect.gen(function* () {
      const vendor = yield* Adapter.make(settings)
      const change = { merge: { organizationRole: "Account Manager" } }
      const plan = yield* Update.plan(vendor, { userId: "u-1" }, change)
      const stops = plan.hazards.filter(({ weight }) => weight === "stop").map(({ id }) => id)
      return yield* Effect.flatMap(
        Update.plan(vendor, { userId: "u-1" }, { ...change, accept: stops }),
        (accepted) => Update.apply(vendor, accepted)
      )
    })

    const receipt = await Effect.runPromise(
      Effect.provide(flow, memory(log, { ...entriesOnly, access: undefined }))
    )

    assert.deepEqual(
      log.filter((line) => line.startsWith("PUT")),
      [
        'PUT /v1/organization/employee {"userId":"u-1","organizationRole":"Account Manager","entities":[{"entityId":"books-1","role":"Viewer"}]}'
      ]
    )
    assert.isNumber(receipt.unguarded)
  })

  it("the environment can say that what nobody published is otherwise", async () => {
    const log: Array<string> = []
    const env = {
      MUSTER_DIGITS_TOKEN: "token",
      MUSTER_DIGITS_PATH_ENTITIES: "/v2/entities",
      MUSTER_DIGITS_NAME_ENTITY_ID: "entity_id",
      MUSTER_DIGITS_RETURNS_DEFAULTS: "false"
    }
    const flow = Effect.flatMap(Adapter.makeConfig(), ({ read }) => Effect.result(read({ userId: "u-1" })))

    await Effect.runPromise(
      flow.pipe(
        Effect.provideService(ConfigProvider.ConfigProvider, ConfigProvider.fromEnv({ env })),
        Effect.provide(memory(log, {}))
      )
    )

    assert.strictEqual(log[0], "GET /v2/entities")
  })
})
