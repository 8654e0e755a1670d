/**
 * A probe at a real server: on a record that was given, and is put back, or on one that was created. Requests go out
 * one at a time while the questions wait, and no faster than the vendor's limit allows a tenth of.
 */
import * as Settings from "@muster/adapter-kit/Settings"
import type { Vendor } from "@muster/adapter-kit/Vendor"
import type { Member } from "@muster/core"
import * as Clock from "effect/Clock"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import type * as HttpClient from "effect/http/HttpClient"
import * as Redacted from "effect/Redacted"
import { readContract } from "../clauses/Contract.ts"
import { call } from "../Remote.ts"
import { request } from "../Running.ts"
import type { Ask } from "../Subject.ts"
import * as Guest from "../verify/Guest.ts"
import type { Target } from "../verify/Target.ts"
import * as Probe from "./Probe.ts"
import type { Question } from "./Question.ts"

/** The server stopped answering in a way that tells anything. */
export class NoAnswer extends Data.TaggedError("NoAnswer")<{ readonly why: string }> {
  override get message(): string {
    return `the server cannot be asked: ${this.why}; what was learnt until then is told above`
  }
}

export interface Options {
  readonly baseUrl: string
  readonly token: Redacted.Redacted<string>
  /** Headers that the vendor wants beside the token. */
  readonly headers?: Readonly<Record<string, string>>
  /** Tokens of other kinds of caller, by the names that the questions have for them. */
  readonly others: Readonly<Record<string, Redacted.Redacted<string>>>
  readonly member?: Member.Member
  readonly accept: ReadonlyArray<string>
  readonly isPaced: boolean
  readonly onLearnt: (learnt: Probe.Learnt) => Effect.Effect<void>
}

export interface Report extends Probe.Probed {
  /** What the run could not put back or take away. */
  readonly left: ReadonlyArray<string>
}

/** Asks every question that can be asked here. */
export const run = Effect.fnUntraced(function* <E>(
  target: Target,
  questions: ReadonlyArray<Question>,
  connect: Effect.Effect<Vendor, E, HttpClient.HttpClient>,
  options: Options
) {
  const { accept, onLearnt } = options
  const left: Array<string> = []
  const serial = (yield* Clock.currentTimeMillis).toString(36)
  const ask = yield* asking(target, options)
  const vendor = yield* connect
  const wanted: Guest.Wanted = {
    member: options.member,
    newcomer: target.newcomer,
    accept,
    serial,
    onLeft: (what) => Effect.sync(() => left.push(what))
  }
  // On a record that was created nothing has to be put back.
  const consents = options.member === undefined ? [...accept, "irreversible"] : accept
  const probed = yield* Effect.scoped(
    Effect.flatMap(Guest.acquire(vendor, wanted), ({ member }) => {
      const [id = ""] = Object.values(member)
      const others = Object.fromEntries(
        Object.entries(options.others).map(([name, token]) => [name, Redacted.value(token)])
      )
      const site = { ask, id, serial, others }
      const { axes } = readContract(target.vendor)
      return drive(Probe.probe(questions, site, { accept: consents, axes }), onLearnt)
    })
  )
  return { ...probed, left } satisfies Report
})

/** Question by question, so that whoever wants to interrupt is heard between two of them. */
const drive = Effect.fnUntraced(function* (
  probing: Generator<Probe.Learnt, Probe.Probed>,
  onLearnt: Options["onLearnt"]
) {
  for (;;) {
    const next = yield* Effect.try({
      try: () => probing.next(),
      catch: (error) => {
        if (error instanceof NoAnswer) return error
        throw error
      }
    })
    if (next.done === true) return next.value
    yield* onLearnt(next.value)
    yield* Effect.yieldNow
  }
})

/** One request at a time over HTTP; the questions wait for each. */
const asking = Effect.fnUntraced(function* (target: Target, options: Options) {
  const credentials = Effect.succeed(options.token)
  const { baseUrl, timeout } = yield* Effect.fromResult(
    Settings.check(target.vendor, { baseUrl: options.baseUrl, credentials })
  )
  const caller = { token: Redacted.value(options.token), headers: options.headers ?? {} }
  const pause = options.isPaced ? 1000 / target.requestsPerSecond : 0
  const nobody = new Int32Array(new SharedArrayBuffer(4))
  const ask: Ask = (asked) => {
    if (pause > 0) Atomics.wait(nobody, 0, 0, pause)
    const outcome = call({ ...request(caller, asked), baseUrl, timeout })
    if (typeof outcome === "string") throw new NoAnswer({ why: outcome })
    if (outcome.status >= 500) throw new NoAnswer({ why: "it fails" })
    if (outcome.status === 429) throw new NoAnswer({ why: "it is over its rate limit" })
    return outcome
  }
  return ask
})
