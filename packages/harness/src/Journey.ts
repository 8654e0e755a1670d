/**
 * A journey over real sockets: a member is read, changed several times and read back, and somebody else looks on. What
 * happens has to be what the table says, what is told has to be what happened, and what is sent has to be what was
 * planned, in order and once. It knows of no mistake in particular.
 */
import { Update, VendorError } from "@muster/adapter-kit"
import type { Vendor } from "@muster/adapter-kit/Vendor"
import { type Plan, Reading, Receipt, Semantics, type Snapshot, type Unplannable } from "@muster/core"
import { Arbitraries } from "@muster/core/testing"
import type { Received } from "@muster/twin-kit"
import * as Effect from "effect/Effect"
import * as Record from "effect/Record"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import * as Road from "./Road.ts"
import type { Subject } from "./Subject.ts"
import { numbers, Tape } from "./Tape.ts"
import * as Trial from "./Trial.ts"

export interface Journey {
  readonly seed: unknown
  readonly steps: ReadonlyArray<{ readonly kind: Kind; readonly tape: ReadonlyArray<number> }>
}

/** A change by the whole flow, or a write with something in its way. */
export type Kind = "change" | keyof typeof Trial.trials

export const trials: ReadonlyArray<Kind> = Record.keys(Trial.trials)

/** A reading, and a journey for each list of kinds. */
export const drawings = (subject: Subject, journeys: ReadonlyArray<ReadonlyArray<Kind>>) =>
  Arbitraries.reading(subject.definition.axes).chain((reading) =>
    fc.record({
      reading: fc.constant<Reading.Reading>({ ...reading }),
      journeys: fc.tuple(
        ...journeys.map((kinds) =>
          fc.record({
            seed: subject.seed(reading),
            steps: fc.tuple(...kinds.map(step))
          })
        )
      )
    })
  )

const long = fc.array(fc.nat({ max: 2 ** 16 }), { minLength: 600, maxLength: 600 })

/** A trial is drawn until there is something to try, so that its tape is longer. */
const step = (kind: Kind) =>
  fc.record({
    kind: fc.constant(kind),
    tape: kind === "change" ? numbers : long
  })

/** The same adapter where the pages leave nothing open: it plans more, and hardly ever in doubt. */
export const knowing = (vendor: Vendor, reading: Reading.Reading): Vendor => ({
  ...vendor,
  semantics: Semantics.make(settled(vendor.semantics, reading))
})

const settled = (
  { alternatives = [], ...definition }: Semantics.Definition,
  reading: Reading.Reading
): Semantics.Definition => ({
  ...definition,
  axes: Reading.narrow(definition.axes, reading),
  alternatives: alternatives.map((each) => settled(each, reading))
})

/**
 * Goes all the way on a server of its own, each step on what the last one left; gives how each ended, or fails with
 * what is wrong.
 */
export const travel = Effect.fnUntraced(function* (road: Road.Road, journeys: ReadonlyArray<Journey>) {
  const { bench, subject } = road
  const sendings: Array<Road.Sending> = []
  const endings: Array<{ readonly kind: Kind; readonly ending: string }> = []
  for (const { seed, steps } of journeys) {
    yield* bench.control("POST", "seed", seed)
    let before = yield* bench.vendor.read(subject.member)
    for (const [at, { kind, tape }] of steps.entries()) {
      const { after, ending, sent = [] } = yield* ways[kind](road, before, new Tape(tape), String(at))
      before = after
      sendings.push(...sent)
      endings.push({ kind, ending })
    }
  }
  const received = (yield* bench.control("GET", "received")) as ReadonlyArray<Received>
  yield* Road.expect(
    isAsPlanned(received, sendings),
    "what was sent is not what was planned, in order and once"
  )
  return endings
})

/** The whole flow. */
const changed: Road.Step = Effect.fnUntraced(function* (road, before, tape) {
  const { bench, vendor } = road
  const plan = Road.planned(road, before, Road.draw(road, before, tape))
  if (plan === undefined) return Road.notPlanned(before)
  const ended = yield* Effect.result(Update.apply(vendor, plan, { patience: [] }))
  const ending = toldBy(ended)
  // A plan without a request sends none, so there is nothing to look at again.
  if (plan.forms === null) {
    yield* Road.expect(ending === "unchanged", `nothing was to be sent, and ${ending} was told`)
    return { ending, after: before }
  }
  const after = yield* Road.look(bench.vendor, plan)
  yield* Road.cameTrue(road, Road.applied(road, before, plan), before, after)
  const is = judged(road, before, plan, after)
  yield* Road.expect(ending === is, `${ending} was told, and it is ${is}`)
  yield* Road.expect(hasDoubt(plan) || asWished.includes(is), `a plan without a doubt ended as ${is}`)
  return { ending, after, sent: [{ plan }] }
})

const asWished = ["confirmed", "pending"]

const ways: { readonly [K in Kind]: Road.Step } = { ...Trial.trials, change: changed }

/** How a change ended, as somebody else sees it. */
const judged = (
  road: Road.Road,
  before: Snapshot.Snapshot,
  plan: Plan.Plan,
  after: Snapshot.Snapshot
): string =>
  Road.applied(road, before, plan) === "refused"
    ? "rejected"
    : Receipt.of(road.bench.vendor.semantics, plan, before, after, {}).status

const toldBy = (ended: Result.Result<Receipt.Receipt, VendorError.VendorError | Unplannable>): string => {
  if (Result.isSuccess(ended)) return ended.success.status
  return ended.failure instanceof VendorError.VendorError ? "rejected" : ended.failure.reason._tag
}

const hasDoubt = ({ hazards }: Plan.Plan): boolean => hazards.some(({ kind }) => kind !== "consequence")

/** Whatever is no read was planned, in this order. */
const isAsPlanned = (received: ReadonlyArray<Received>, planned: ReadonlyArray<Road.Sending>): boolean => {
  const bodies = received.filter(({ method }) => method !== "GET").map(({ body }) => discreet(body))
  return (
    planned.every(({ plan, repeats = false }, at) => {
      const request = discreet(JSON.stringify(plan.request))
      const isNext = bodies.shift() === request
      // The next one may say the same.
      while (repeats && bodies[0] === request && bodies.length >= planned.length - at) bodies.shift()
      return isNext
    }) && bodies.length === 0
  )
}

/** A plan names a password, and only its request holds it. */
const discreet = (body: string): string => body.replace(/"password":(?:"[^"]*"|\{[^}]*\})/, '"password":"…"')
