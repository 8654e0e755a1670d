import { setTimeout as sleep } from "node:timers/promises"
import * as Semantics from "@muster/core/Semantics"
import { Unplannable } from "@muster/core/Unplannable"
import * as Effect from "effect/Effect"
import * as HttpClient from "effect/http/HttpClient"
import * as Predicate from "effect/Predicate"
import * as Scope from "effect/Scope"
import * as Exit from "effect/Exit"
import { assert, describe, it, onTestFinished } from "vitest"
import * as Failure from "../src/Failure.ts"
import * as Http from "../src/Http.ts"
import * as Promised from "../src/Promised.ts"
import * as Settings from "../src/Settings.ts"
import * as Vendor from "../src/Vendor.ts"
import { VendorError } from "../src/VendorError.ts"
import { type Answer, json, serve } from "./Server.ts"

const semantics = Semantics.make({
  vendor: "acme",
  operation: "PUT /members/:id",
  writes: "merge",
  identifiers: ["id"],
  axes: [],
  fields: [
    {
      name: "title",
      type: { says: "a string", accepts: Predicate.isString },
      cells: {
        absent: { clause: "A1", outcome: "kept" },
        null: { clause: "A1", outcome: "refused" },
        same: { clause: "A1", outcome: "set" },
        other: { clause: "A1", outcome: "set" }
      }
    }
  ],
  encode: (_, { fields }) => Object.fromEntries(fields)
})

/** Acme over HTTP: a member's title, and nothing else. */
const acme = Effect.fnUntraced(function* (settings: Settings.Settings) {
  const line: Http.Line = {
    vendor: "acme",
    client: yield* HttpClient.HttpClient,
    settings: yield* Effect.fromResult(Settings.check("acme", settings)),
    judge: ({ status, text }) => ({ reason: Failure.reason(status, text) })
  }
  return Vendor.make(semantics, [], {
    read: (member) =>
      Effect.map(
        Http.read(line, "read", (send) => send({ method: "GET", path: "/m-1" })),
        ({ json }) => ({
          vendor: "acme",
          member,
          values: json as { readonly title: string },
          unknown: [],
          rest: {}
        })
      ),
    write: ({ repeat, request }) =>
      Effect.asVoid(Http.write(line, repeat, { method: "PUT", path: "/m-1", body: request })),
    roster: {}
  })
})

const member = { id: "m-1" }
const token = async () => "token"

/** Acme behind a server that answers so, and what arrived there. */
const connect = async (answers: ReadonlyArray<Answer>, get: () => Promise<string> = token) => {
  const scope = Scope.makeUnsafe()
  onTestFinished(() => Effect.runPromise(Scope.close(scope, Exit.void)))
  const { baseUrl, seen } = await Effect.runPromise(Scope.provide(serve(...answers), scope))
  const credentials = Promised.secret(get)
  const vendor = await Promised.from(acme({ baseUrl, credentials, retries: 0 }))
  return { vendor, lines: () => seen.map(({ body, line }) => `${line} ${body}`.trim()) }
}

/** What a promise rejects with. */
const rejection = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => assert.fail("it resolved"),
    (cause: unknown) => cause
  )

const before = json({ title: "before" })
const after = json({ title: "after" })

describe("Promised", () => {
  it("reads, plans and applies over fetch", async () => {
    const { lines, vendor } = await connect([before, before, before, after, after])

    const snapshot = await vendor.read(member)
    const plan = await vendor.plan(member, { merge: { title: "after" } })
    const receipt = await vendor.apply(plan)

    assert.deepEqual(snapshot.values, { title: "before" })
    assert.strictEqual(receipt.status, "confirmed")
    assert.deepEqual(lines(), ["GET /m-1", "GET /m-1", "GET /m-1", 'PUT /m-1 {"title":"after"}', "GET /m-1"])
  })

  it("rejects with the planner's error", async () => {
    const { vendor } = await connect([before])

    const error = await rejection(vendor.plan(member, { merge: { title: null } }))

    assert.instanceOf(error, Unplannable)
    assert.strictEqual(error.reason._tag, "Inexpressible")
  })

  it("rejects with the vendor's error", async () => {
    const { vendor } = await connect([before, before, json({}, 409)])
    const plan = await vendor.plan(member, { merge: { title: "after" } })

    const error = await rejection(vendor.apply(plan))

    assert.instanceOf(error, VendorError)
    assert.deepEqual([error.reason._tag, error.operation, error.sent], ["Conflict", "write", "no"])
  })

  it("a token that is not given is nobody's, and nothing is sent", async () => {
    const { lines, vendor } = await connect([before], () => Promise.reject(new Error("canary")))

    const error = await rejection(vendor.read(member))

    assert.instanceOf(error, VendorError)
    assert.deepEqual([error.vendor, error.reason._tag], ["acme", "Unauthorized"])
    assert.notInclude(String(error.stack) + JSON.stringify(error), "canary")
    assert.deepEqual(lines(), [])
  })

  it("asks for the token once more after a 401", async () => {
    let asked = 0
    const { lines, vendor } = await connect([json({}, 401), before], async () => `token-${++asked}`)

    assert.deepEqual((await vendor.read(member)).values, { title: "before" })
    assert.deepEqual([asked, lines().length], [2, 2])
  })

  it("an abort ends the call, and rejects with its own reason", async () => {
    const closed = Promise.withResolvers<void>()
    const abort = new AbortController()
    const { vendor } = await connect([
      (response) => {
        response.on("close", closed.resolve)
        abort.abort("enough")
      }
    ])

    assert.strictEqual(await rejection(vendor.read(member, abort.signal)), "enough")
    await Promise.race([closed.promise, sleep(5_000).then(() => assert.fail("the call goes on"))])
  })

  it("a signal that is aborted already sends nothing", async () => {
    const { lines, vendor } = await connect([before])

    assert.strictEqual(await rejection(vendor.read(member, AbortSignal.abort("enough"))), "enough")
    assert.deepEqual(lines(), [])
  })

  it("rejects where settings are wrong", async () => {
    const settings = { baseUrl: "http://acme.example", credentials: Promised.secret(token) }

    const error = await rejection(Promised.from(acme(settings)))

    assert.instanceOf(error, Settings.Misconfigured)
  })
})
