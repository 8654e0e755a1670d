/** An adapter and its twin in one scenario, and a meddler between the two. */
import type { Settings } from "@muster/adapter-kit/Settings"
import { VendorError } from "@muster/adapter-kit/VendorError"
import { type Member, type Snapshot, Unplannable } from "@muster/core"
import { firstReading } from "@muster/twin-kit"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
import type * as HttpClient from "effect/http/HttpClient"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import type * as Scope from "effect/Scope"
import * as Bench from "./Bench.ts"
import * as Meddler from "./Meddler.ts"
import { type Scenario, token } from "./Scenario.ts"

export const make = Effect.fnUntraced(function* ({ seed, subject }: Scenario, settings: Partial<Settings>) {
  const meddler = yield* Meddler.make
  const bench = yield* Bench.make(subject, {
    reading: firstReading(subject.axes),
    seed,
    settings: {
      baseUrl: meddler.url,
      credentials: Effect.succeed(Redacted.make(token)),
      timeout: "15 seconds",
      retries: 0,
      ...settings
    }
  })
  meddler.origin = bench.url
  return { ...bench, meddler }
})

export type Between = Effect.Success<ReturnType<typeof make>>

/** The clients that an adapter may be given: the command line's own, and the one that every runtime has. */
export const clients = { undici: Bench.client, fetch: FetchHttpClient.layer } as const

export interface Options {
  readonly settings?: Partial<Settings>
  readonly client?: keyof typeof clients
}

/** Runs a trial in a scenario. */
export const run = <A, E>(
  scenario: Scenario,
  trial: (between: Between) => Effect.Effect<A, E, Scope.Scope | HttpClient.HttpClient>,
  { client = "undici", settings = {} }: Options = {}
): Promise<A> =>
  Effect.flatMap(make(scenario, settings), trial).pipe(
    Effect.scoped,
    Effect.provide(clients[client]),
    Effect.runPromise
  )

/** What a snapshot says, without what nobody reads. */
export const facts = ({ rest: _rest, ...said }: Snapshot.Snapshot) => said
export type Facts = ReturnType<typeof facts>

/** What an honest vendor says of a member, and in which answers. */
export const honest = Effect.fnUntraced(function* ({ meddler, vendor }: Between, member: Member.Member) {
  const texts: Array<string> = []
  meddler.spoil = () => (text, response) => {
    texts.push(text)
    Meddler.answer(text)(text, response)
  }
  const truth = facts(yield* vendor.read(member))
  return { texts, truth }
})

/** One read of these answers, of which the n-th is spoiled: what was read, or the error's name. */
export const read = Effect.fnUntraced(function* (
  { meddler, vendor }: Between,
  member: Member.Member,
  texts: ReadonlyArray<string>,
  at: number,
  how: Meddler.Spoiling
) {
  meddler.seen.length = 0
  meddler.origin = undefined
  meddler.spoil = (count) => (_, response) => {
    const text = texts[count] ?? ""
    const answer = count === at ? how : Meddler.answer(text)
    answer(text, response)
  }
  const exit = yield* Effect.exit(vendor.read(member))
  return Exit.isSuccess(exit) ? facts(exit.value) : ending(exit)
})

/** The name of the reason, and a write that may have arrived. */
export const ending = <A, E>(exit: Exit.Exit<A, E>): string => {
  const found = Exit.findError(exit)
  const error = Result.isSuccess(found) ? found.success : undefined
  if (error instanceof VendorError)
    return error.sent === "no" ? error.reason._tag : `${error.reason._tag}, sent: ${error.sent}`
  return error instanceof Unplannable ? error.reason._tag : `a defect: ${String(exit)}`
}
