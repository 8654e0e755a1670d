/** How long a vendor asks us to stay away, read from the headers it sends with a 429 or a 503. */
import * as DateTime from "effect/DateTime"
import * as Option from "effect/Option"

type Headers = Readonly<Record<string, string | undefined>>

/**
 * `Retry-After` in milliseconds: delta seconds, or an HTTP date seen from `now`. A negative wait is none; what
 * cannot be read counts as not said. The two obsolete date forms are not read.
 */
export const header = (headers: Headers, now: number): number | undefined => {
  const said = headers["retry-after"]?.trim()
  if (said === undefined) return undefined
  if (/^-?\d+$/.test(said)) return seconds(Number(said))
  if (!httpDate.test(said)) return undefined
  return Option.getOrUndefined(
    Option.map(DateTime.make(said), (until) => Math.max(0, DateTime.toEpochMillis(until) - now))
  )
}

/** `X-RateLimit-Reset`, in unix seconds (D23), as milliseconds from `now`. */
export const reset = (headers: Headers, now: number): number | undefined => {
  const said = headers["x-ratelimit-reset"]?.trim()
  return said === undefined || !/^\d+$/.test(said) ? undefined : seconds(Number(said) - now / 1000)
}

/** Seconds as whole milliseconds, kept between none and a number that is absurd but finite. */
export const seconds = (length: number): number =>
  Math.min(Math.max(0, Math.ceil(length * 1000)), Number.MAX_SAFE_INTEGER)

const httpDate =
  /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d{2}:\d{2}:\d{2} GMT$/
