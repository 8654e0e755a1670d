/** What a status means where a vendor's documents do not say otherwise. An adapter's Failure.ts picks from here. */
import * as Redacted from "effect/Redacted"
import * as VendorError from "./VendorError.ts"

/** An answer that is no success. */
export interface Refusal {
  readonly status: number
  readonly headers: Readonly<Record<string, string | undefined>>
  /** The body, if it is JSON. */
  readonly json: unknown
  /** The body as text, or nothing where it could not be read. */
  readonly text: string
}

/** Why the vendor refuses, and how it says so. */
export interface Judgement {
  readonly reason: VendorError.Reason
  /** The wait that the body asks for. */
  readonly waitMillis?: number
}

/** An adapter's reading of a refusal. */
export type Judge = (refusal: Refusal) => Judgement

/** The reason for a status, with the vendor's `words` kept redacted. */
export const reason = (status: number, words: string): VendorError.Reason => {
  const details = {
    status,
    ...(words === "" ? {} : { words: Redacted.make(words.slice(0, longestWords), { label: "words" }) })
  }
  if (status >= 300 && status < 400)
    return new VendorError.Unintelligible({ ...details, rule: "redirects are not followed" })
  const Known = reasons.get(status)
  if (Known !== undefined) return new Known(details)
  if (status >= 400 && status < 500) return new VendorError.Invalid(details)
  return status >= 500 && status < 600
    ? new VendorError.Unavailable(details)
    : new VendorError.Unintelligible({ ...details, rule: "the status has no meaning" })
}

const longestWords = 2000

const reasons: ReadonlyMap<number, new (details: VendorError.Details) => VendorError.Reason> = new Map<
  number,
  new (details: VendorError.Details) => VendorError.Reason
>([
  [401, VendorError.Unauthorized],
  [402, VendorError.PaymentRequired],
  [403, VendorError.Forbidden],
  [404, VendorError.NotFound],
  [408, VendorError.Unavailable],
  [409, VendorError.Conflict],
  [410, VendorError.NotFound],
  [412, VendorError.Conflict],
  [423, VendorError.Conflict],
  [425, VendorError.Unavailable],
  [429, VendorError.RateLimited]
])

/** A 4xx says that nothing was done, but for 408, which tells of the request's way there. */
export const isRefusal = (status: number): boolean => status >= 400 && status < 500 && status !== 408
