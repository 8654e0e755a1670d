/**
 * Law 7: one wish in nobody's words ends in the same worker at a vendor that replaces and at one that merges, and what
 * the wish does not mention stays at both. Planned from what each twin shows, with consent to nothing.
 */
import { type Json, Plan, type Reading, Semantics, Worker } from "@muster/core"
import { Arbitraries, Laws, Samples } from "@muster/core/testing"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import type { Mapped } from "./Mapped.ts"
import { Running } from "./Running.ts"
import { some, zones } from "./WorkerDrawing.ts"

/** Each vendor under a reading and from a seed of its own, and what is wished of both. */
export interface Drawn {
  readonly sides: ReadonlyArray<Side>
  readonly merge: Json.JsonObject
  readonly zone: string
}

interface Side {
  readonly reading: Reading.Reading
  readonly seed: unknown
}

/** How many wishes were sent at both and compared, and how many were not, because a plan asked for consent. */
export interface Tally {
  compared: number
  stopped: number
}

export const tally = (): Tally => ({ compared: 0, stopped: 0 })

const more: ReadonlyArray<Json.Json> = [
  ...Samples.hostileIds,
  "ada@example.com",
  "+4512345678",
  "2024-02-29",
  "2026-12-31T17:30:00"
]

/** The worker's fields that both have. */
export const shared = (pair: readonly [Mapped, Mapped]): ReadonlyArray<Worker.WorkerField> =>
  pair[0].mapping
    .map(({ worker }) => worker)
    .filter((name) => pair[1].mapping.some(({ worker }) => worker === name))

/** Values of a worker's field that both vendors take: from the samples of both, and some more. */
const values = (pair: readonly [Mapped, Mapped], name: Worker.WorkerField, setting: Worker.Setting) => {
  const sampled = pair.flatMap(({ mapping, subject: { samples } }) =>
    mapping.flatMap(({ field, from, worker }) =>
      worker === name ? (samples.values[field] ?? []).map((value) => from(value, setting)) : []
    )
  )
  return [...sampled, ...more].filter(
    (value): value is Json.Json =>
      value !== undefined &&
      Worker.fields[name].accepts(value) &&
      pair.every((side) => takes(side, name, value, setting))
  )
}

const takes = (
  { mapping, semantics }: Mapped,
  name: Worker.WorkerField,
  value: Json.Json,
  setting: Worker.Setting
): boolean =>
  mapping.some(({ field, to, worker }) => {
    const there = worker === name ? to(value, setting) : undefined
    return (
      there !== undefined && Semantics.fieldOf(semantics, field, null)?.field.type.accepts(there) === true
    )
  })

const side = ({ subject }: Mapped): fc.Arbitrary<Side> =>
  Arbitraries.reading(subject.definition.axes).chain((reading) =>
    subject.seed(reading).map((seed) => ({ reading, seed }))
  )

/** Wishes of some of the fields that both have, under any readings. */
export const wishes = (pair: readonly [Mapped, Mapped]): fc.Arbitrary<Drawn> => {
  const sides = fc.tuple(side(pair[0]), side(pair[1]))
  const merges = zones.map((zone) => {
    const drawn = shared(pair).map(
      (name) => [name, fc.constantFrom(...values(pair, name, { zone }))] as const
    )
    return fc.record({ sides, merge: some(drawn), zone: fc.constant(zone) })
  })
  return fc.oneof(...merges).filter(({ merge }) => Object.keys(merge).length > 0)
}

/** What is wrong, or `undefined` when both end as wished, or when one of the plans may not be sent. */
export const broken = (pair: readonly [Mapped, Mapped], drawn: Drawn, tallied: Tally): string | undefined => {
  const works = pair.map((vendor, at) => prepare(vendor, drawn, drawn.sides[at]))
  if (works.some(({ plan }) => plan === undefined)) {
    tallied.stopped += 1
    return undefined
  }
  // What is there already at one of them is compared too, and counts for nothing.
  if (works.every(({ plan }) => plan?.forms !== null)) tallied.compared += 1
  const workers = works.map(send)
  return (
    workers.find((worker) => typeof worker === "string") ??
    Object.keys(drawn.merge)
      .filter((name) => new Set([drawn.merge, ...workers].map((worker) => own(worker, name))).size !== 1)
      .map((name) => `${name} ends as ${workers.map((worker) => own(worker, name)).join(" and as ")}`)[0]
  )
}

const own = (worker: Json.JsonObject | string, name: string): string =>
  JSON.stringify(typeof worker === "string" || !Object.hasOwn(worker, name) ? null : worker[name])

/** A vendor's twin at its start, and the plan, where it may be sent as it is. */
const prepare = (
  { mapping, semantics, subject }: Mapped,
  { merge, zone }: Drawn,
  start: Side | undefined
) => {
  const running = Running.start(subject, start?.reading ?? {}, start?.seed)
  const before = subject.read(running.ask, subject.member)
  const { change } = Worker.toChange(mapping, { merge }, { zone })
  const planned = Result.flatMap(Plan.make(semantics, before, change), Plan.consented)
  const plan = Result.getOrUndefined(planned)
  return { subject, mapping, semantics, running, before, plan, merge, zone }
}

/** Sends the plan; gives the worker afterwards, or what is wrong with the record. */
const send = ({
  before,
  mapping,
  merge,
  plan,
  running,
  semantics,
  subject,
  zone
}: ReturnType<typeof prepare>): Json.JsonObject | string => {
  const { status } =
    plan === undefined || plan.forms === null
      ? { status: 200 }
      : subject.write(running.ask, plan.request, before.member)
  if (status >= 400) return `${subject.id} answered ${status}: ${JSON.stringify(plan?.request)}`
  const after = subject.read(running.ask, plan?.predicted.member)
  const mentioned = mapping.flatMap(({ field, worker }) =>
    Object.hasOwn(merge, worker) ? [field, ...writtenBeside(semantics, field)] : []
  )
  const lost = Laws.differences(semantics, before, after).find((name) => !mentioned.includes(name))
  return lost === undefined
    ? Worker.fromRecord(mapping, after.values, { zone })
    : `${lost} was not mentioned, and changed at ${subject.id}`
}

/** What the table says that writing a field changes beside it. */
const writtenBeside = (semantics: Semantics.Semantics, name: string): ReadonlyArray<string> =>
  (Semantics.fieldOf(semantics, name, null)?.field.writes ?? []).map(({ field }) => field)
