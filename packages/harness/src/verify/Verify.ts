/** Every clause of a vendor, tried on a server: on a stand-in all of them, on any other as many as its calls allow. */
import type { Vendor } from "@muster/adapter-kit/Vendor"
import type { Member } from "@muster/core"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as HttpClient from "effect/http/HttpClient"
import * as Semaphore from "effect/Semaphore"
import * as Dictated from "./Dictated.ts"
import * as Elsewhere from "./Elsewhere.ts"
import type * as Finding from "./Finding.ts"
import type { Target } from "./Target.ts"

export interface Report {
  readonly vendor: string
  readonly findings: ReadonlyArray<Finding.Finding>
  /** What the run could not put back or take away. */
  readonly left: ReadonlyArray<string>
}

export interface Options {
  /** A record that may be changed; it is put back. Without one a record is created. */
  readonly member?: Member.Member
  /** Ids of hazards that are accepted: `may-charge`, `sends-message`, `leaves-records`, `irreversible`. */
  readonly accept?: ReadonlyArray<string>
  readonly isReadOnly?: boolean
  /** Whether the vendor's limit counts; it does not on this computer. */
  readonly isPaced?: boolean
  readonly onExperiment?: (done: number, of: number) => Effect.Effect<void>
}

/**
 * Tries what can be tried through the vendor's own operations. `connect` is the adapter, whoever wrote it. Fails with
 * `NoGuest` where there is no record to try things on, and with what the adapter says when that cannot be read.
 */
export const run = Effect.fnUntraced(function* <E>(
  target: Target,
  connect: Effect.Effect<Vendor, E, HttpClient.HttpClient>,
  options: Options = {}
) {
  const left: Array<string> = []
  const serial = (yield* Clock.currentTimeMillis).toString(36)
  const client = yield* HttpClient.HttpClient
  const pace = options.isPaced === false ? Effect.succeed(client) : paced(client, target.requestsPerSecond)
  const vendor = yield* Effect.provideService(Dictated.connect(connect), HttpClient.HttpClient, yield* pace)
  const findings = yield* Elsewhere.verify(vendor, {
    clauses: target.clauses,
    samples: target.samples(serial),
    dictations: target.dictations ?? [],
    newcomer: target.newcomer,
    member: options.member,
    accept: options.accept ?? [],
    serial,
    isReadOnly: options.isReadOnly ?? false,
    onExperiment: options.onExperiment ?? (() => Effect.void),
    onLeft: (what) => Effect.sync(() => left.push(what))
  })
  return { vendor: target.vendor, findings, left } satisfies Report
})

/** A client that sends so many requests a second and no more. */
const paced = (client: HttpClient.HttpClient, perSecond: number) =>
  Effect.map(Semaphore.make(1), (turn) =>
    HttpClient.mapRequestEffect(client, (request) =>
      Effect.as(turn.withPermits(1)(Effect.sleep(1000 / perSecond)), request)
    )
  )
