/** One HTTP call of a `Remote`, made in a worker thread while the check that asks for it waits. */
import { Agent, type Dispatcher, errors } from "@effect/platform-node/Undici"
import type { Request, Response } from "@muster/twin-kit"
import { runAsWorker } from "synckit"

export interface Call extends Request {
  /** Without a slash at the end. */
  readonly baseUrl: string
  /** How long it may take in all, in milliseconds. */
  readonly timeout: number
}

/** An answer, or why there is none. */
export type Outcome = Response | "unreachable" | "too slow" | "too long" | "redirected"

/** Unlike a client that takes a URL, this one leaves path and headers as they are. It follows no redirect. */
const agent = new Agent({ maxResponseSize: 4 * 1024 * 1024 })

const answer = async ({ baseUrl, body, headers, method, path, query, timeout }: Call): Promise<Outcome> => {
  const { origin } = new URL(baseUrl)
  const search = query.size === 0 ? "" : `?${new URLSearchParams([...query])}`
  try {
    const response = await agent.request({
      origin,
      path: `${baseUrl.slice(origin.length)}${path}${search}`,
      method: method as Dispatcher.HttpMethod,
      headers,
      body: body === "" ? null : body,
      signal: AbortSignal.timeout(timeout)
    })
    const text = await response.body.text()
    return response.statusCode >= 300 && response.statusCode < 400
      ? "redirected"
      : { status: response.statusCode, headers: joined(response.headers), body: text }
  } catch (error) {
    return why(error)
  }
}

const joined = (headers: Readonly<Record<string, string | ReadonlyArray<string> | undefined>>) =>
  Object.fromEntries(Object.entries(headers).map(([name, values]) => [name, [values].flat().join(", ")]))

const why = (error: unknown): Outcome => {
  // What cannot be sent at all is the caller's mistake.
  if (error instanceof errors.InvalidArgumentError) throw error
  if (error instanceof errors.ResponseExceededMaxSizeError) return "too long"
  return error instanceof Error && error.name === "TimeoutError" ? "too slow" : "unreachable"
}

export type Answer = typeof answer

runAsWorker(answer)
