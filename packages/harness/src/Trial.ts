/** Writes that something comes in the way of: a refusal, a lost answer, somebody else, another write. */
import { type Apply, type Change, Json, type Plan, Snapshot } from "@muster/core"
import { Laws } from "@muster/core/testing"
import type { Fault } from "@muster/twin-kit"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import {
  applied,
  cameTrue,
  draw,
  expect,
  look,
  notPlanned,
  operationOf,
  planned,
  type Road,
  type Step
} from "./Road.ts"
import type { Tape } from "./Tape.ts"

/** The vendor says no, whatever was asked. */
const refused: Step = Effect.fnUntraced(function* (road, before, tape) {
  const plan = something(road, before, tape)
  if (plan === undefined) return notPlanned(before)
  const { after, told } = yield* write(road, plan, [{ status: 422 }])
  yield* cameTrue(road, "refused", before, after)
  yield* expect(told === "refused", `a refused write was told as ${told}`)
  return { ending: told, after, sent: [{ plan }] }
})

/** The vendor does it, and the answer never arrives. */
const lost: Step = Effect.fnUntraced(function* (road, before, tape) {
  const plan = risky(road, before, tape)
  if (plan === undefined) return notPlanned(before)
  const { after, told } = yield* write(road, plan, [{ drop: true, apply: true }])
  yield* cameTrue(road, applied(road, before, plan), before, after)
  yield* expect(told !== "refused", "a write that may have arrived was told as refused")
  return { ending: told, after, sent: [{ plan, repeats: plan.repeat === "harmless" }] }
})

/** Somebody else changes the member between the last read and the write. */
const overtaken: Step = Effect.fnUntraced(function* (road, before, tape, serial) {
  const plan = something(road, before, tape)
  if (plan === undefined) return notPlanned(before)
  const now = yield* happened(road, plan, before, tape, serial)
  const due = isOutrun(road, plan, before, now) ? "refused" : applied(road, now, plan)
  const { after, told } = yield* write(road, plan)
  yield* isTold(told, due)
  yield* cameTrue(road, due, now, after)
  return { ending: told, after, sent: [{ plan }] }
})

/** The member after events, of which one may touch what a plan does not name. */
const happened = Effect.fnUntraced(function* (
  { bench, subject }: Road,
  { forms }: Plan.Plan,
  before: Snapshot.Snapshot,
  tape: Tape,
  serial: string
) {
  const named = (forms?.fields ?? []).map(([name]) => name)
  let now = before
  for (const each of ["a", "b", "c"]) {
    yield* bench.control("POST", "events", subject.event(now, tape.pick, `${serial}${each}`))
    now = yield* bench.vendor.read(before.member)
    if (!Laws.same(bench.vendor.semantics, before, now, named)) break
  }
  return now
})

/** A guarded request counts only where what it is about is still as it was read. */
const isOutrun = ({ bench }: Road, plan: Plan.Plan, before: Snapshot.Snapshot, now: Snapshot.Snapshot) =>
  operationOf(bench, plan).isGuarded === true &&
  (plan.forms?.fields ?? []).some(
    ([name]) => !Json.equal(Snapshot.read(before, name) ?? null, Snapshot.read(now, name) ?? null)
  )

/** Two writes without a look between them: the second was planned on what the table makes of the first. */
const twice: Step = Effect.fnUntraced(function* (road, before, tape) {
  const first = something(road, before, tape)
  const middle = first === undefined ? "refused" : applied(road, before, first)
  if (first === undefined || middle === "refused" || isOpen(middle)) return notPlanned(before)
  const second = something(road, middle.snapshot, tape)
  if (second === undefined) return notPlanned(before)
  const due = applied(road, middle.snapshot, second)
  const one = yield* Effect.result(road.vendor.write(first))
  const { after, told } = yield* write(road, second)
  yield* expect(Result.isSuccess(one), "a write that is done was not told so")
  yield* isTold(told, due)
  yield* cameTrue(road, due, middle.snapshot, after)
  return { ending: told, after, sent: [{ plan: first }, { plan: second }] }
})

const isOpen = ({ deferred, unsettled }: Exclude<Apply.Applied, "refused">): boolean =>
  deferred.length > 0 || unsettled.length > 0

export const trials = { refused, "answer lost": lost, overtaken, "two in a row": twice }

/** The first of some drawn changes that has something to send. */
const something = (road: Road, before: Snapshot.Snapshot, tape: Tape) => drawn(road, before, tape, 4)[0]

/** One of more, the first that must not be sent twice if there is one. */
const risky = (road: Road, before: Snapshot.Snapshot, tape: Tape) => {
  const plans = drawn(road, before, tape, 12)
  return plans.find(({ repeat }) => repeat === "never") ?? plans[0]
}

const drawn = (road: Road, before: Snapshot.Snapshot, tape: Tape, count: number): ReadonlyArray<Plan.Plan> =>
  Array.from({ length: count }, () =>
    planned(road, before, narrowed(draw(road, before, tape), tape))
  ).flatMap((plan) => (plan === undefined || plan.forms === null ? [] : [plan]))

/** Half of the changes are about one field alone: what may be refused goes alone, or not at all. */
const narrowed = (change: Change.Change, tape: Tape): Change.Change => {
  const [first, ...others] = Object.entries(change.merge ?? {})
  if (first === undefined || tape.pick(2) === 0) return change
  return { merge: Object.fromEntries([tape.choose([first, ...others])]) }
}

/** Writes without the flow around it; then the adapter reads what somebody else reads. */
const write = Effect.fnUntraced(function* (
  { bench, vendor }: Road,
  plan: Plan.Plan,
  faults: ReadonlyArray<Fault> = []
) {
  yield* bench.control("POST", "faults", faults)
  const written = yield* Effect.result(vendor.write(plan))
  yield* bench.control("POST", "faults", [])
  const seen = yield* look(vendor, plan)
  const after = yield* look(bench.vendor, plan)
  yield* expect(Laws.same(bench.vendor.semantics, seen, after), "what the adapter reads is not what is there")
  const told = Result.isSuccess(written) ? "done" : written.failure.sent === "no" ? "refused" : "unknown"
  return { told, after } as const
})

const isTold = (told: string, due: Apply.Applied) => {
  const is = due === "refused" ? "refused" : "done"
  return expect(told === is, `a write that is ${is} was told as ${told}`)
}
