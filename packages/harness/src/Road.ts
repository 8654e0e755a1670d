/** Where an adapter is tried: a twin under a reading, and somebody who looks on and knows what the table says. */
import type { VendorError } from "@muster/adapter-kit"
import type { Vendor } from "@muster/adapter-kit/Vendor"
import {
  Apply,
  type Change,
  Plan,
  type Reading,
  Semantics,
  type Snapshot,
  type Unplannable
} from "@muster/core"
import { Laws } from "@muster/core/testing"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import type { Bench } from "./Bench.ts"
import * as Drawing from "./Drawing.ts"
import * as Model from "./Model.ts"
import type { Subject } from "./Subject.ts"
import type { Tape } from "./Tape.ts"

export interface Road {
  readonly subject: Subject
  readonly reading: Reading.Reading
  /** The twin, and an adapter that is believed. */
  readonly bench: Bench
  /** The adapter that is tried. */
  readonly vendor: Vendor
}

/** What somebody noticed. */
export class Wrong extends Data.TaggedError("Wrong")<{ readonly says: string }> {
  override get message(): string {
    return this.says
  }
}

/** What has come of one step. */
export interface Ended {
  readonly ending: string
  readonly after: Snapshot.Snapshot
  /** What should have been sent. */
  readonly sent?: ReadonlyArray<Sending>
}

export interface Sending {
  readonly plan: Plan.Plan
  /** Whether it may have been sent again. */
  readonly repeats?: boolean
}

/** One step on a road. */
export type Step = (
  road: Road,
  before: Snapshot.Snapshot,
  tape: Tape,
  serial: string
) => Effect.Effect<Ended, Wrong | VendorError.VendorError | Unplannable>

export const notPlanned = (before: Snapshot.Snapshot): Ended => ({ ending: "not planned", after: before })

export const draw = (
  { subject: { samples }, vendor: { semantics } }: Road,
  before: Snapshot.Snapshot,
  tape: Tape
) => Drawing.change({ semantics, samples, tape }, before)

/** A change as the adapter that is tried plans it, with consent to everything. */
export const planned = (
  { vendor: { semantics } }: Road,
  before: Snapshot.Snapshot,
  change: Change.Change
): Plan.Plan | undefined => {
  const first = Model.consenting(semantics, before, change)
  if (first === undefined) return undefined
  const accept = [...(first.change.accept ?? []), ...Plan.unaccepted(first).map(({ id }) => id)]
  return Result.getOrThrow(Plan.make(semantics, before, { ...change, accept }))
}

/** The member under the name that the plan gave it, or under the old one. */
export const look = (vendor: Vendor, { member, predicted }: Plan.Plan) =>
  Effect.catch(vendor.read(predicted.member), () => vendor.read(member))

export const operationOf = ({ vendor }: Bench, { operation }: Plan.Plan): Semantics.Semantics =>
  Semantics.operationOf(vendor.semantics, operation)

/** What the table makes of a plan's request. */
export const applied = (
  { bench, reading }: Road,
  before: Snapshot.Snapshot,
  plan: Plan.Plan
): Apply.Applied =>
  plan.forms === null
    ? { snapshot: before, deferred: [], unsettled: [] }
    : Apply.apply(operationOf(bench, plan), reading, before, plan.forms)

/** The table and the server agree. */
export const cameTrue = (
  { bench: { vendor } }: Road,
  due: Apply.Applied,
  before: Snapshot.Snapshot,
  after: Snapshot.Snapshot
) => {
  const [snapshot, except] = due === "refused" ? [before, []] : [due.snapshot, due.unsettled]
  return expect(
    Laws.same(vendor.semantics, snapshot, after, [...except, ...after.unknown]),
    "the table and the server differ"
  )
}

export const expect = (holds: boolean, says: string): Effect.Effect<void, Wrong> =>
  holds ? Effect.void : Effect.fail(new Wrong({ says }))
