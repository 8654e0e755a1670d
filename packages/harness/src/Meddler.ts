/**
 * Somebody between an adapter and its twin: passes requests on, and spoils the answers that he is told to. What he
 * answers with may be bytes of any kind, and need not end. For what a twin's faults cannot say.
 */
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { buffer } from "node:stream/consumers"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"

/** What becomes of an answer on its way: the honest text is given, and something is written in its place. */
export type Spoiling = (honest: string, response: ServerResponse) => void

export interface Meddler {
  readonly url: string
  /** Where the requests are passed on to; without it nobody has an honest answer. */
  origin: string | undefined
  /** What is done to the answer of the n-th request from now on, if anything. */
  spoil: (at: number, method: string) => Spoiling | undefined
  /** The requests since they were last counted. */
  readonly seen: Array<{ readonly method: string; readonly url: string }>
}

/** A body with a status, and called JSON unless the headers say otherwise. */
export const answer =
  (
    body: string | Uint8Array | ((honest: string) => string | Uint8Array),
    headers: Readonly<Record<string, string>> = {},
    status = 200
  ): Spoiling =>
  (honest, response) => {
    response
      .writeHead(status, { "content-type": "application/json", ...headers })
      .end(typeof body === "function" ? body(honest) : body)
  }

/** Serves on a loopback port until the scope closes. */
export const make = Effect.acquireRelease(
  Effect.callback<readonly [Meddler, () => void]>((resume) => {
    const server = createServer((incoming, response) => {
      meddle(meddler, incoming, response).catch(() => response.destroy())
    })
    const meddler: Meddler = { url: "", origin: undefined, spoil: () => undefined, seen: [] }
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo
      const close = () => {
        server.close()
        server.closeAllConnections()
      }
      resume(Exit.succeed([Object.assign(meddler, { url: `http://127.0.0.1:${port}` }), close]))
    })
  }),
  ([, close]) => Effect.sync(close)
).pipe(Effect.map(([meddler]) => meddler))

const meddle = async (meddler: Meddler, incoming: IncomingMessage, response: ServerResponse) => {
  const { headers, method = "", url = "" } = incoming
  const spoiling = meddler.spoil(meddler.seen.length, method)
  meddler.seen.push({ method, url })
  const body = await buffer(incoming)
  if (meddler.origin === undefined)
    return spoiling === undefined ? void response.writeHead(404).end() : spoiling("", response)
  const { host } = new URL(meddler.origin)
  const passed = request(`${meddler.origin}${url}`, { method, headers: { ...headers, host } }, (honest) => {
    void buffer(honest).then((bytes) =>
      spoiling === undefined
        ? response.writeHead(honest.statusCode ?? 500, honest.headers).end(bytes)
        : spoiling(bytes.toString(), response)
    )
  })
  passed.on("error", () => response.destroy()).end(body)
}
