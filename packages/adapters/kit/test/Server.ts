/** A server on a loopback port, answering by a script; for tests of what goes over a real socket. */
import * as NodeHttpClient from "@effect/platform-node/NodeHttpClient"
import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import * as Effect from "effect/Effect"
import type * as HttpClient from "effect/http/HttpClient"
import type * as Scope from "effect/Scope"

export type Answer = (response: ServerResponse, request: IncomingMessage) => void

export interface Running {
  readonly baseUrl: string
  /** Method, path and authorization of everything that arrived. */
  readonly seen: Array<{ readonly line: string; readonly headers: IncomingMessage["headers"]; body: string }>
}

/** Answers request after request with the next answer; the last one stays. */
export const serve = (...answers: ReadonlyArray<Answer>): Effect.Effect<Running, never, Scope.Scope> =>
  Effect.acquireRelease(
    Effect.callback<Running & { readonly stop: () => void }>((resume) => {
      const seen: Running["seen"] = []
      const server = createServer((request, response) => {
        const entry = { line: `${request.method} ${request.url}`, headers: request.headers, body: "" }
        request.on("data", (chunk: Buffer) => (entry.body += chunk.toString()))
        request.on("end", () => {
          seen.push(entry)
          answers[Math.min(seen.length, answers.length) - 1]?.(response, request)
        })
      })
      server.listen(0, "127.0.0.1", () => {
        const { port } = server.address() as AddressInfo
        const stop = () => {
          server.closeAllConnections()
          server.close()
        }
        resume(Effect.succeed({ baseUrl: `http://127.0.0.1:${port}`, seen, stop }))
      })
    }),
    ({ stop }) => Effect.sync(stop)
  )

/** Answers with JSON. */
export const json =
  (body: unknown, status = 200, headers: Record<string, string> = {}): Answer =>
  (response) => {
    response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body))
  }

/** Runs an effect that needs a client and a scope. */
export const run = <A, E>(effect: Effect.Effect<A, E, HttpClient.HttpClient | Scope.Scope>): Promise<A> =>
  Effect.runPromise(Effect.scoped(effect).pipe(Effect.provide(NodeHttpClient.layerUndici)))
