/** Reads one answer's body: never more than the cap, never anything but UTF-8, JSON only where it is called JSON. */
import type * as ByteSize from "effect/ByteSize"
import * as Effect from "effect/Effect"
import type { HttpClientError } from "effect/http/HttpClientError"
import type { HttpClientResponse } from "effect/http/HttpClientResponse"
import * as Result from "effect/Result"
import * as Stream from "effect/Stream"
import * as Lossless from "lossless-json"
import * as Unclear from "./Unclear.ts"

/** The bytes as text; ends the reading with `"over the cap"` where there are more. */
export const text = (response: HttpClientResponse, cap: ByteSize.ByteSize): Effect.Effect<string, Broken> =>
  response.stream.pipe(
    Stream.limitBytes(cap, (): Stream.Stream<Uint8Array, Broken> => Stream.fail("over the cap")),
    Stream.mkUint8Array,
    Effect.flatMap((bytes) =>
      Effect.try({
        try: () => new TextDecoder("utf-8", { fatal: true }).decode(bytes),
        catch: () => "no text" as const
      })
    ),
    // A client over fetch fails where there is no body at all.
    Effect.catchIf(isEmpty, () => Effect.succeed(""))
  )

const isEmpty = (why: Broken): boolean => typeof why === "object" && why.reason._tag === "EmptyBodyError"

/** Part of every runtime; declared because core and adapters are typed for none. */
declare const TextDecoder: new (
  label: string,
  options: { readonly fatal: boolean }
) => {
  readonly decode: (bytes: Uint8Array) => string
}

type Broken = HttpClientError | "over the cap" | "no text"

/** Whether the answer says that its body is JSON. */
export const isJson = ({ headers }: HttpClientResponse): boolean =>
  /^application\/([\w.+-]+\+)?json\s*(;|$)/i.test(headers["content-type"] ?? "")

/**
 * The text as JSON, where a symbol stands for what is unclear. lossless-json passes over a member that is there twice
 * with equal values: then it does not matter which of them was meant. `__proto__` is a name like any other.
 */
export const parse = (body: string): Result.Result<unknown, string> =>
  Result.try({
    try: () => Lossless.parse(body, undefined, unclear),
    catch: () => "the body is no JSON"
  }).pipe(
    Result.filterOrFail(
      (json) => !isDeeper(json, mostLevels),
      () => "the body is nested too deeply"
    )
  )

const unclear = { parseNumber: Unclear.number, onDuplicateKey: () => Unclear.twice }

/** Far more than any vendor's answer has, and few enough for whoever walks through it. */
const mostLevels = 200

const isDeeper = (json: unknown, levels: number): boolean =>
  typeof json === "object" &&
  json !== null &&
  (levels === 0 || Object.values(json).some((each) => isDeeper(each, levels - 1)))
