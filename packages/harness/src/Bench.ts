/** An adapter wired to its twin over a loopback socket, in one line. */
import type { Vendor } from "@muster/adapter-kit/Vendor"
import type { Settings } from "@muster/adapter-kit/Settings"
import * as NodeHttpClient from "@effect/platform-node/NodeHttpClient"
import type { Reading } from "@muster/core"
import { serve, type Twin } from "@muster/twin-kit"
import * as Effect from "effect/Effect"
import * as HttpClient from "effect/http/HttpClient"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import * as Redacted from "effect/Redacted"
import type { Subject } from "./Subject.ts"

export interface Bench {
  readonly vendor: Vendor
  readonly url: string
  /** Calls the twin's control interface and gives its answer as JSON. */
  readonly control: (
    method: "GET" | "POST" | "DELETE",
    path: string,
    body?: unknown
  ) => Effect.Effect<unknown>
}

/** Serves the twin, seeds it and connects the adapter; all of it ends with the scope. */
export const make = Effect.fnUntraced(function* (
  subject: Subject,
  options: {
    readonly reading: Reading.Reading
    readonly seed: unknown
    readonly settings?: Partial<Settings>
    readonly twin?: Twin<unknown>
  }
) {
  const { controlToken, url } = yield* serve(options.twin ?? subject.twin, { reading: options.reading })
  const client = yield* HttpClient.HttpClient
  const control: Bench["control"] = (method, path, body) =>
    HttpClientRequest.make(method)(`${url}/-/${path}`).pipe(
      HttpClientRequest.bearerToken(controlToken),
      (request) => (body === undefined ? request : HttpClientRequest.bodyJsonUnsafe(request, body)),
      client.execute,
      Effect.flatMap((response) => response.text),
      Effect.map((text): unknown => (text === "" ? undefined : JSON.parse(text))),
      Effect.orDie
    )
  yield* control("POST", "seed", options.seed)
  const vendor = yield* subject.connect({
    baseUrl: url,
    credentials: Effect.succeed(Redacted.make(subject.token)),
    ...options.settings
  })
  return { vendor, url, control } satisfies Bench
})

/** The client of the command line and of every bench. */
export const client = NodeHttpClient.layerUndici
