/** Runs a case at one vendor: the real adapter, real HTTP, the twin behind it. It judges nothing; tests do. */
import * as Update from "@muster/adapter-kit/Update"
import type { VendorError } from "@muster/adapter-kit/VendorError"
import type { Access, Member, Plan, Receipt, Snapshot } from "@muster/core"
import { Unplannable } from "@muster/core"
import type { PlanEffect } from "@muster/core/PlanEffect"
import { firstReading, type Received, type Response, type Twin } from "@muster/twin-kit"
import * as Effect from "effect/Effect"
import * as HttpClient from "effect/http/HttpClient"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import * as Bench from "./Bench.ts"
import type { Supported } from "./Case.ts"
import * as Exchange from "./Exchange.ts"
import type { Subject } from "./Subject.ts"

/** Everything that can be said about a run. */
export interface Observed {
  readonly outcome: Result.Result<Receipt.Receipt, VendorError | Unplannable>
  /** Undefined where there was no plan. */
  readonly plan: Plan.Plan | undefined
  /** What the member was and is; undefined where it cannot be read. */
  readonly before: Snapshot.Snapshot | undefined
  readonly after: Snapshot.Snapshot | undefined
  /** The twin's own state right before the plan was applied, and at the end. */
  readonly states: readonly [unknown, unknown]
  readonly received: ReadonlyArray<Received>
  readonly exchange: string
}

/** Plans and applies the case's change, and looks at the member before and afterwards. */
export const run = Effect.fnUntraced(
  function* (subject: Subject, supported: Supported) {
    const { answers, client } = Exchange.recording(yield* HttpClient.HttpClient)
    const reading = { ...firstReading(subject.axes), ...supported.reading }
    const { control, vendor } = yield* Effect.provideService(
      Bench.make(subject, { reading, seed: supported.seed, twin: talkative(subject.twin, supported.beside) }),
      HttpClient.HttpClient,
      client
    )
    const { change, meanwhile, member, then } = supported
    const look = (whom: Member.Member) => Effect.map(Effect.option(vendor.read(whom)), Option.getOrUndefined)
    const before = yield* look(member)
    yield* control("DELETE", "received")
    answers.length = 0
    const planned = yield* Effect.result(Update.plan(vendor, member, change))
    if (meanwhile !== undefined) yield* control("POST", "events", meanwhile)
    const start = yield* control("GET", "state")
    const outcome = Result.isFailure(planned)
      ? Result.fail(planned.failure)
      : yield* Effect.result(Update.apply(vendor, planned.success))
    const received = (yield* control("GET", "received")) as ReadonlyArray<Received>
    const exchange = Exchange.text(received, answers)
    const states = [start, yield* control("GET", "state")] as const
    const plan = Result.isSuccess(planned) ? planned.success : undefined
    const after = yield* look(("member" in then ? then.member : undefined) ?? member)
    return { outcome, plan, before, after, states, received, exchange } satisfies Observed
  },
  Effect.scoped,
  Effect.provide(Bench.client)
)

/** A vendor whose answers hold members that its pages do not print. */
const talkative = (twin: Twin<unknown>, beside: Supported["beside"]): Twin<unknown> =>
  beside === undefined
    ? twin
    : {
        ...twin,
        rules: (reading) => {
          const rules = twin.rules(reading)
          return (state, request) => {
            const [next, response] = rules(state, request)
            return [next, withMembers(response, beside)]
          }
        }
      }

const withMembers = (response: Response, beside: object): Response => ({
  ...response,
  body: JSON.stringify({ ...(JSON.parse(response.body) as object), ...beside })
})

/** The name of a failure's reason, and its problems without the way out. */
export const failure = (error: VendorError | Unplannable) => ({
  fails: error.reason._tag,
  problems:
    error instanceof Unplannable ? error.reason.problems.map(({ field, rule }) => ({ field, rule })) : [],
  hazards:
    error instanceof Unplannable && "hazards" in error.reason
      ? Redacted.value(error.reason.hazards).map(({ id }) => id)
      : []
})

/** The fields that were to change and that nobody can read back. */
export const unverifiable = (plan: Plan.Plan, { findings }: Receipt.Receipt): ReadonlyArray<string> => {
  const changed = new Set(plan.effects.map(({ subject }) => nameOf(subject)))
  return findings
    .filter(({ found, subject }) => found === "unverifiable" && changed.has(subject))
    .map(({ subject }) => subject)
}

/** Everything that the member had before and has no longer. */
export const absent = (before: Snapshot.Snapshot, after: Snapshot.Snapshot): ReadonlyArray<string> => {
  const remaining = new Set(held(after))
  return held(before).filter((name) => !remaining.has(name))
}

const held = ({ access, values }: Snapshot.Snapshot): ReadonlyArray<string> => [
  ...Object.keys(values),
  ...(access === undefined ? [] : [...heldAt(access.own, "own"), ...heldAt(access.client, "client")]),
  ...(access?.client.entries?.keys() ?? [])
]

const heldAt = ({ default: role, effective }: Access.OwnSide | Access.ClientSide, side: string) => [
  ...(role == null ? [] : [`${side} default`]),
  ...[...effective].flatMap(([id, given]) => (given === null ? [] : [id]))
]

/** Access as cases write it. Lists of pairs, sorted: no key is special and no order matters. */
export const pairs = (roles: Iterable<readonly [string, unknown]>): ReadonlyArray<unknown> =>
  [...roles].toSorted(([left], [right]) => (left < right ? -1 : 1))

/** An effect as a sentence: `revoked books-2 today: Associate -> none (removed by omission)`. */
export const sentence = ({ after, before, either, kind, subject, when, why }: PlanEffect): string => {
  const shown = either === undefined ? show(after) : either.map(show).join(" or ")
  return `${kind} ${nameOf(subject)} ${when}: ${show(before)} -> ${shown} (${why})`
}

const show = (value: unknown): string =>
  value === undefined
    ? "unknown"
    : value === null
      ? "none"
      : typeof value === "string"
        ? value
        : JSON.stringify(value)

const nameOf = (subject: PlanEffect["subject"]): string => {
  if ("field" in subject) return subject.field
  if ("default" in subject) return `${subject.default} default`
  const { target } = subject
  if (target.scope === "entity") return target.entity
  return target.scope === "client later" ? `later entities of ${target.client}` : `later ${target.side}`
}
