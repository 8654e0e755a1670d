/**
 * What Muster expects of a vendor, as conversations of the real adapter with a mock of that vendor.
 * Every conversation leaves its interactions in `muster-<vendor>.json`, which the twin is then held against.
 */
import type { Settings } from "@muster/adapter-kit/Settings"
import * as Update from "@muster/adapter-kit/Update"
import type { Vendor } from "@muster/adapter-kit/Vendor"
import type { Change, Member, Reading } from "@muster/core"
import { MatchersV3, PactV4 } from "@pact-foundation/pact"
import * as Effect from "effect/Effect"
import * as Predicate from "effect/Predicate"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import { client } from "./Bench.ts"
import type { Subject } from "./Subject.ts"

/** What has to be true at the vendor; `States` make it true at the twin. */
export interface State {
  readonly name: string
  readonly params: Readonly<Record<string, string>>
}

/** What the parameters of a state are when they come back from the file. */
export type Params = Readonly<Record<string, unknown>>

/** The twin's seed for each name of a state, and the reading that the pact is held under. */
export interface States {
  readonly reading: Reading.Reading
  readonly seeds: Readonly<Record<string, (params: Params) => unknown>>
}

/** What the lint wants said entry by entry, because it carries access or an update may shorten it. */
export interface Guarded {
  /** The path below which a member is read and written. */
  readonly resource: string
  /** Members of the body that every answer about a member names, empty if need be. */
  readonly collections: ReadonlyArray<string>
  /** Members that are left out where there is nothing to say. */
  readonly besides: ReadonlyArray<string>
}

/** A vendor with everything that its pact is made of. */
export interface Pact {
  readonly subject: Subject
  readonly conversations: ReadonlyArray<Conversation>
  readonly states: States
  readonly guarded: Guarded
}

/** One request and its answer. What holds no matcher is exact. */
export interface Interaction {
  readonly says: string
  /** The clauses that it rests on, for the ledger. */
  readonly clauses: ReadonlyArray<string>
  readonly state: State
  readonly request: {
    readonly method: "GET" | "PUT" | "PATCH"
    readonly path: string
    readonly query?: Readonly<Record<string, string | MatchersV3.Matcher<string>>>
    readonly body?: unknown
    /** The media type of the body, where it is not application/json. */
    readonly type?: string
  }
  readonly answer: {
    readonly status: number
    readonly headers?: Readonly<Record<string, string | MatchersV3.Matcher<string>>>
    readonly body?: unknown
  }
}

/** Something the adapter does, and how it ends: done, or with the name of an error's reason. */
export interface Conversation {
  readonly says: string
  readonly interactions: ReadonlyArray<Interaction>
  /** Who talks, if it is not the usual caller. */
  readonly as?: Subject
  readonly talk: (vendor: Vendor) => Effect.Effect<unknown, unknown>
  readonly ends: string
}

/** Reads through the mock, plans, and sends without looking again. */
export const write =
  (member: Member.Member, change: Change.Change): Conversation["talk"] =>
  (vendor) =>
    Effect.flatMap(Update.plan(vendor, member, change), vendor.write)

/** Reads through the mock, and nothing else. */
export const read =
  (member: Member.Member): Conversation["talk"] =>
  (vendor) =>
    vendor.read(member)

/** The token of every pact. It opens nothing. */
export const token = "token-of-the-pact"

/** Lets the adapter talk to the mock, which fails unless everything is asked for as said; tells how it ended. */
export const hold = (subject: Subject, conversation: Conversation, folder: string) => {
  const pact = new PactV4({
    consumer: "muster",
    provider: subject.id,
    dir: folder,
    logLevel: "error"
  })
  const [last, ...others] = conversation.interactions.toReversed()
  for (const interaction of others.toReversed()) expected(pact, subject, interaction)
  return last === undefined
    ? Promise.resolve("nothing was said")
    : expected(pact, subject, last).executeTest(({ url }) =>
        run(conversation.as ?? subject, conversation, { baseUrl: url })
      )
}

const run = (subject: Subject, { talk }: Conversation, { baseUrl }: Pick<Settings, "baseUrl">) =>
  subject.connect({ baseUrl, credentials: Effect.succeed(Redacted.make(token)), retries: 0 }).pipe(
    Effect.flatMap(talk),
    Effect.result,
    Effect.map((result) => (Result.isSuccess(result) ? "done" : reasonOf(result.failure))),
    Effect.provide(client),
    Effect.runPromise
  )

const reasonOf = (error: unknown): string =>
  Predicate.hasProperty(error, "reason") && Predicate.hasProperty(error.reason, "_tag")
    ? String(error.reason._tag)
    : String(error)

const expected = (pact: PactV4, { headers }: Subject, { answer, request, says, state }: Interaction) =>
  pact
    .addInteraction()
    .given(state.name, { ...state.params })
    .uponReceiving(says)
    .withRequest(request.method, request.path, (builder) => {
      builder.headers({ authorization: MatchersV3.regex(/^Bearer .+$/, `Bearer ${token}`), ...headers })
      if (request.query !== undefined) builder.query(request.query)
      if (request.body !== undefined) builder.jsonBody(request.body)
      // A JSON body says its own type, so another one has to come after it.
      if (request.type !== undefined) builder.headers({ "Content-Type": request.type })
    })
    .willRespondWith(answer.status, (builder) => {
      if (answer.headers !== undefined) builder.headers({ ...answer.headers })
      if (answer.body !== undefined) builder.jsonBody(answer.body)
    })

/** A pact file without the versions of the tools that wrote it, which change when nothing else does. */
export const canonical = (text: string): string => {
  const { metadata, ...pact } = JSON.parse(text) as { readonly metadata?: Readonly<Record<string, unknown>> }
  const kept = { pactSpecification: metadata?.["pactSpecification"] }
  return `${JSON.stringify({ ...pact, metadata: kept }, null, 2)}\n`
}
