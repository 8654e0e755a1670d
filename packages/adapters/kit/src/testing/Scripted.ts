/** For tests of adapters: a vendor that answers by a script. Needs no socket and no test runner. */
import * as Effect from "effect/Effect"
import * as HttpClient from "effect/http/HttpClient"
import * as HttpClientResponse from "effect/http/HttpClientResponse"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import type * as Failure from "../Failure.ts"
import type { Line } from "../Http.ts"
import * as Settings from "../Settings.ts"
import type { VendorError } from "../VendorError.ts"

/** A line to such a vendor: the last answer stays, and what it was asked is written down in `log`. */
export const line = (
  { judge, vendor }: { readonly vendor: string; readonly judge: Failure.Judge },
  log: Array<string>,
  answers: ReadonlyArray<Response>
): Line => ({
  vendor,
  judge,
  settings: Result.getOrThrow(
    Settings.check(vendor, {
      baseUrl: "https://acme.example",
      credentials: Effect.succeed(Redacted.make("token")),
      retries: 1
    })
  ),
  client: HttpClient.make((request, url) =>
    Effect.sync(() => {
      const body = request.body._tag === "Uint8Array" ? new TextDecoder().decode(request.body.body) : ""
      const query = decodeURIComponent(url.search.replaceAll("+", " "))
      const answer = answers[Math.min(log.length, answers.length - 1)] ?? Response.error()
      log.push(`${request.method} ${url.pathname}${query}${body === "" ? "" : ` ${body}`}`)
      return HttpClientResponse.fromWeb(request, answer.clone())
    })
  )
})

/** What becomes of a call whose line writes down in `log`; an error as one text. */
export const outcome = async <A>(log: ReadonlyArray<string>, call: Effect.Effect<A, VendorError>) => {
  const ended = await Effect.runPromise(Effect.result(call))
  return {
    log,
    value: Result.getOrUndefined(ended),
    error: Result.match(ended, {
      onSuccess: () => undefined,
      onFailure: ({ operation, reason, sent }) => [operation, reason._tag, reason.rule ?? "", sent].join(", ")
    })
  }
}
