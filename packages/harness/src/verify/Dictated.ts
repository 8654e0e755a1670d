/**
 * A vendor whose writes carry the body that they are told to, in the place of the adapter's own: an adapter never sends
 * what it knows to be wrong, and what a server makes of that is a clause like any other. Address, credentials and
 * headers stay the adapter's.
 */
import type { Vendor } from "@muster/adapter-kit/Vendor"
import type { VendorError } from "@muster/adapter-kit/VendorError"
import type { Json, Plan } from "@muster/core"
import * as Effect from "effect/Effect"
import * as HttpBody from "effect/http/HttpBody"
import * as HttpClient from "effect/http/HttpClient"
import * as HttpClientRequest from "effect/http/HttpClientRequest"

export interface Dictated extends Vendor {
  /** Sends this body where the plan's own would go; the plan has to be one that the adapter is willing to send. */
  readonly dictate: (plan: Plan.Plan, body: Json.Json) => Effect.Effect<void, VendorError>
}

/** Connects an adapter in such a way. One write at a time. */
export const connect = Effect.fnUntraced(function* <E>(
  adapter: Effect.Effect<Vendor, E, HttpClient.HttpClient>
) {
  let told: Json.Json | undefined
  const client = HttpClient.mapRequest(yield* HttpClient.HttpClient, (request) => {
    const type = request.headers["content-type"]
    return told === undefined || request.method === "GET" || type === undefined
      ? request
      : HttpClientRequest.setBody(request, HttpBody.text(JSON.stringify(told), type))
  })
  const vendor = yield* Effect.provideService(adapter, HttpClient.HttpClient, client)
  const dictate: Dictated["dictate"] = (plan, body) =>
    Effect.suspend(() => {
      told = body
      return Effect.ensuring(
        vendor.write(plan),
        Effect.sync(() => {
          told = undefined
        })
      )
    })
  return { ...vendor, dictate } satisfies Dictated
})
