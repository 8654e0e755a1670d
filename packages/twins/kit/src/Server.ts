/**
 * Puts a twin on a loopback port. It answers vendor requests by the twin's rules, one at a time, and has a control
 * interface of its own behind a token. It writes no log.
 */
import { createHash, randomBytes, timingSafeEqual } from "node:crypto"
import { createServer } from "node:http"
import * as NodeHttpServer from "@effect/platform-node/NodeHttpServer"
import * as NodeHttpServerRequest from "@effect/platform-node/NodeHttpServerRequest"
import { ByteSize, Effect, Ref, type Scope } from "effect"
import { HttpIncomingMessage, type HttpServerError, HttpServerRequest, HttpServerResponse } from "effect/http"
import { control, controlPrefix, json } from "./Control.ts"
import { none } from "./Kept.ts"
import { type Memory, type Received, type Reply, step } from "./Memory.ts"
import type { Reading } from "./Reading.ts"
import type { Request, Response } from "./Rules.ts"
import type { Twin } from "./Twin.ts"

export interface ServeOptions {
  readonly reading: Reading
  /** The control token; without one a random one is made. */
  readonly token?: string
  /** Without one the system picks a free port. */
  readonly port?: number
}

export interface ServedTwin {
  readonly url: string
  readonly controlToken: string
  readonly received: Effect.Effect<ReadonlyArray<Received>>
}

const bodyCap = 1024 * 1024

/** Serves a twin until the scope closes. A reading that does not fit the twin is a defect, thrown at the start. */
export const serve = Effect.fnUntraced(function* <State>(
  twin: Twin<State>,
  options: ServeOptions
): Effect.fn.Return<ServedTwin, HttpServerError.ServeError, Scope.Scope> {
  const { reading } = options
  const rules = twin.rules(reading)
  const controlToken = options.token ?? randomBytes(24).toString("base64url")
  const memory = yield* Ref.make<Memory<State>>({ state: undefined, kept: none, received: [], faults: [] })
  const node = createServer()
  const port = options.port ?? 0
  const server = yield* NodeHttpServer.make(() => node, { host: "127.0.0.1", port })
  const bound = node.address()
  const actualPort = typeof bound === "object" && bound !== null ? bound.port : port
  const hosts = new Set(["127.0.0.1", "localhost", "[::1]"].map((name) => `${name}:${actualPort}`))
  const reply = (request: Request): Effect.Effect<Reply> => {
    if (!request.path.startsWith(controlPrefix)) return Ref.modify(memory, (now) => step(rules, now, request))
    if (!isBearer(request, controlToken)) return Effect.succeed(plain(json(401, {})))
    return Effect.map(
      Ref.modify(memory, (now) => control(twin, reading, now, request)),
      plain
    )
  }
  yield* server.serve(answer(hosts, reply))
  yield* Effect.addFinalizer(() => Effect.sync(() => node.closeAllConnections()))
  const received = Effect.map(Ref.get(memory), (now) => now.received)
  return { url: `http://127.0.0.1:${actualPort}`, controlToken, received }
})

const plain = (response: Response): Reply => ({ drop: false, delayMs: 0, response })

/** Compares digests, so that neither the length nor the first wrong letter shows in the time it takes. */
const isBearer = (request: Request, token: string): boolean =>
  timingSafeEqual(digest(request.headers["authorization"] ?? ""), digest(`Bearer ${token}`))

const digest = (text: string): Buffer => createHash("sha256").update(text).digest()

/** A foreign Host is turned away first: a web page must not reach the twin by a name of its own. */
const answer = (hosts: ReadonlySet<string>, reply: (request: Request) => Effect.Effect<Reply>) =>
  Effect.gen(function* () {
    const incoming = yield* HttpServerRequest.HttpServerRequest
    if (!hosts.has(incoming.headers["host"] ?? "")) return sent(json(421, { error: "Misdirected request." }))
    const body = yield* bodyOf(incoming)
    if (typeof body !== "string") return sent(body)
    const outcome = yield* reply(requestOf(incoming, body))
    if (outcome.drop) return yield* hangUp(incoming)
    if (outcome.delayMs > 0) yield* Effect.sleep(outcome.delayMs)
    return sent(outcome.response)
  })

const sent = (response: Response): HttpServerResponse.HttpServerResponse =>
  response.body === ""
    ? HttpServerResponse.empty({ status: response.status, headers: response.headers })
    : HttpServerResponse.raw(response.body, { status: response.status, headers: response.headers })

/** Closes the socket; what is returned afterwards reaches nobody. */
const hangUp = (incoming: HttpServerRequest.HttpServerRequest) =>
  Effect.sync(() => {
    NodeHttpServerRequest.toServerResponse(incoming).destroy()
    return HttpServerResponse.empty()
  })

/** The body as text, or the answer to a body that is too long or is no text. */
const bodyOf = (incoming: HttpServerRequest.HttpServerRequest): Effect.Effect<string | Response> => {
  const tooLong = json(413, { error: "The body is too long." })
  if (Number(incoming.headers["content-length"] ?? 0) > bodyCap) return Effect.succeed(tooLong)
  return incoming.arrayBuffer.pipe(
    Effect.provideService(HttpIncomingMessage.MaxBodySize, ByteSize.bytes(bodyCap)),
    Effect.match({
      onFailure: () => tooLong,
      onSuccess: (bytes) => textOf(bytes) ?? json(400, { error: "The body is not UTF-8." })
    })
  )
}

const textOf = (bytes: ArrayBuffer): string | undefined => {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}

const requestOf = (incoming: HttpServerRequest.HttpServerRequest, body: string): Request => {
  const mark = incoming.url.indexOf("?")
  const path = mark < 0 ? incoming.url : incoming.url.slice(0, mark)
  const query = new Map<string, string>()
  for (const [name, value] of new URLSearchParams(mark < 0 ? "" : incoming.url.slice(mark + 1))) {
    if (!query.has(name)) query.set(name, value)
  }
  return { method: incoming.method, path, query, headers: { ...incoming.headers }, body }
}
