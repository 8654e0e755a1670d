/** What was said on the wire: each request as the twin received it, each answer as the adapter got it, as `.http` text. */
import * as Effect from "effect/Effect"
import * as HttpClient from "effect/http/HttpClient"
import * as HttpClientResponse from "effect/http/HttpClientResponse"
import type { Received } from "@muster/twin-kit"

/** An answer as the adapter got it. */
export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** The client, and what comes back through it from the vendor; the control interface is not the vendor. */
export const recording = (client: HttpClient.HttpClient) => {
  const answers: Array<Answer> = []
  const recorded = HttpClient.transform(client, (effect, request) =>
    request.url.includes("/-/")
      ? effect
      : Effect.gen(function* () {
          const response = yield* effect
          const body = yield* response.text
          const { headers, status } = response
          answers.push({ status, headers, body })
          // The body can be read once only, so the adapter gets another response that says the same.
          return HttpClientResponse.fromWeb(
            request,
            new Response(body === "" ? null : body, { status, headers })
          )
        })
  )
  return { answers, client: recorded }
}

/** The whole exchange as text: what changes from run to run is left out, and so is the credential. */
export const text = (received: ReadonlyArray<Received>, answers: ReadonlyArray<Answer>): string =>
  received.length === 0
    ? "# Nothing was asked.\n"
    : received.map((request, at) => `${asked(request)}\n${answered(answers[at])}`).join("\n###\n\n")

const asked = ({ body, headers, method, path, query }: Received): string => {
  const search = new URLSearchParams(query).toString()
  return message(`${method} ${path}${search === "" ? "" : `?${search}`}`, headers, body)
}

const answered = (answer: Answer | undefined): string =>
  answer === undefined ? "HTTP no answer\n" : message(`HTTP ${answer.status}`, answer.headers, answer.body)

const message = (first: string, headers: Readonly<Record<string, string>>, body: string): string => {
  const lines = Object.entries(headers)
    .filter(([name]) => !volatile.has(name))
    .map(([name, value]) => `${name}: ${value}\n`)
    .toSorted()
  return `${first}\n${lines.join("")}${body === "" ? "" : `\n${pretty(body)}\n`}`
}

/** A secret that travelled is no part of a recorded exchange. */
const unsaid = (name: string, value: unknown): unknown =>
  name === "password" && typeof value === "string" ? "(a secret)" : value

const pretty = (body: string): string => {
  try {
    return JSON.stringify(JSON.parse(body), unsaid, 2)
  } catch {
    return body
  }
}

/** Headers that belong to the connection, the machine or the moment. */
const volatile = new Set(
  (
    "accept-encoding connection content-length date host keep-alive " +
    "b3 traceparent tracestate transfer-encoding user-agent vary"
  ).split(" ")
)
