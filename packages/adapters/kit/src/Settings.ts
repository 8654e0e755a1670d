/**
 * Where a vendor lives, who we are to it, and how patient we are: from code, or from `MUSTER_<VENDOR>_*`.
 */
import * as ByteSize from "effect/ByteSize"
import * as Config from "effect/Config"
import * as Data from "effect/Data"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Url from "effect/http/Url"
import * as Option from "effect/Option"
import type * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import type { VendorError } from "./VendorError.ts"

export interface Settings {
  /** https, unless the host is this computer. */
  readonly baseUrl: string
  /** A bearer token; asked for with every call, so that any OAuth flow fits. */
  readonly credentials: Effect.Effect<Redacted.Redacted<string>, VendorError>
  /** A token in the place of one that was answered with a 401. The credentials once more. */
  readonly renew?: Settings["credentials"]
  /** For one operation in all: every attempt, page and wait. 30 seconds. */
  readonly timeout?: Duration.Input
  /** Repeats after the first attempt of a call. 3. */
  readonly retries?: number
  /** A vendor that asks for a longer wait ends the operation. 60 seconds. */
  readonly longestWait?: Duration.Input
  /** The longest answer that is read. 4 MiB. */
  readonly responseCap?: ByteSize.ByteSize
}

/** Settings that were checked, with the defaults filled in. */
export interface Checked {
  /** Without a slash at the end. */
  readonly baseUrl: string
  readonly credentials: Settings["credentials"]
  readonly renew: Settings["credentials"]
  readonly timeout: number
  readonly retries: number
  readonly longestWait: number
  readonly responseCap: ByteSize.ByteSize
}

/** A setting breaks a rule. */
export class Misconfigured extends Data.TaggedError("Misconfigured")<{
  readonly vendor: string
  readonly setting: keyof Settings
  readonly rule: string
  readonly wayOut: string
}> {
  override get message(): string {
    return `${this.vendor}: ${this.setting}: ${this.rule}; ${this.wayOut}`
  }
}

/** Checks settings and fills in the defaults. */
export const check = (vendor: string, settings: Settings): Result.Result<Checked, Misconfigured> =>
  Result.gen(function* () {
    const wrong = (setting: keyof Settings, rule: string, wayOut: string) =>
      new Misconfigured({ vendor, setting, rule, wayOut })
    const baseUrl = yield* Result.mapError(address(settings.baseUrl), ([rule, wayOut]) =>
      wrong("baseUrl", rule, wayOut)
    )
    const millis = (setting: "timeout" | "longestWait", fallback: Duration.Input, least: number) =>
      Option.match(Duration.fromInput(settings[setting] ?? fallback), {
        onNone: () => Result.fail(wrong(setting, "is no duration", "write it like 30 seconds")),
        onSome: (duration) => {
          const length = Duration.toMillis(duration)
          return Number.isFinite(length) && length >= least
            ? Result.succeed(length)
            : Result.fail(wrong(setting, "is too short or endless", "write it like 30 seconds"))
        }
      })
    const { retries = 3 } = settings
    if (!Number.isInteger(retries) || retries < 0 || retries > 20)
      return yield* Result.fail(wrong("retries", "is no whole number from 0 to 20", "3 is usual"))
    return {
      baseUrl,
      credentials: settings.credentials,
      renew: settings.renew ?? settings.credentials,
      timeout: yield* millis("timeout", "30 seconds", 1),
      retries,
      longestWait: yield* millis("longestWait", "60 seconds", 0),
      responseCap: settings.responseCap ?? ByteSize.mebibytes(4)
    }
  })

type Wrong = readonly [rule: string, wayOut: string]

const address = (text: string): Result.Result<string, Wrong> => {
  const parsed = Url.fromString(text)
  if (Result.isFailure(parsed))
    return Result.fail(["is no absolute URL", "write it like https://vendor.example"] as const)
  const url = parsed.success
  if (url.username !== "" || url.password !== "")
    return Result.fail(["holds a name or a password", "put the secret into the credentials"] as const)
  if (text.includes("?") || text.includes("#"))
    return Result.fail(["has a query or a fragment", "end it with the path"] as const)
  return url.protocol === "https:" || (url.protocol === "http:" && isLoopback(url))
    ? Result.succeed(url.href.replace(/\/+$/, ""))
    : Result.fail([
        "has to be https, because a token travels with every call",
        "use https, or a loopback host (localhost, 127.0.0.0/8, ::1)"
      ] as const)
}

/** Whether a host is this computer. */
export const isLoopback = ({ hostname }: { readonly hostname: string }): boolean =>
  /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname)

/**
 * Reads `MUSTER_<prefix>_BASE_URL`, `_TOKEN` and, where they are set, the limits; `baseUrl` is the vendor's own, where
 * all its customers share one.
 */
export const fromConfig = (prefix: string, baseUrl?: string): Config.Config<Settings> =>
  Config.all({
    baseUrl:
      baseUrl === undefined
        ? Config.String("BASE_URL")
        : Config.String("BASE_URL").pipe(Config.withDefault(baseUrl)),
    token: Config.Redacted("TOKEN"),
    timeout: Config.Duration("TIMEOUT").pipe(Config.withDefault(Duration.seconds(30))),
    retries: Config.Int("RETRIES").pipe(Config.withDefault(3)),
    longestWait: Config.Duration("LONGEST_WAIT").pipe(Config.withDefault(Duration.seconds(60))),
    responseCap: Config.ByteSize("RESPONSE_CAP").pipe(Config.withDefault(ByteSize.mebibytes(4)))
  }).pipe(
    Config.nested(`MUSTER_${prefix}`),
    Config.map(({ token, ...settings }) => ({ ...settings, credentials: Effect.succeed(token) }))
  )
