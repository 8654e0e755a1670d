/**
 * The model-based run: random sequences of updates, of things that happen meanwhile and of raw requests, in which
 * core's model and its plans are held against what the twin does, under any reading.
 */
import { Apply, type Change, Plan, type Semantics, type Reading, type Snapshot } from "@muster/core"
import { nameOf } from "@muster/core/AccessEffect"
import { Arbitraries, Exercise, Laws, Tomorrow } from "@muster/core/testing"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import * as Drawing from "./Drawing.ts"
import { Running } from "./Running.ts"
import type { Subject } from "./Subject.ts"
import { numbers, Tape } from "./Tape.ts"

export interface Run {
  readonly reading: Reading.Reading
  readonly seed: unknown
  readonly steps: ReadonlyArray<Step>
}

export interface Step {
  readonly kind: "change" | "raw" | "event"
  readonly tape: ReadonlyArray<number>
}

export const runs = (subject: Subject): fc.Arbitrary<Run> =>
  Arbitraries.reading(subject.definition.axes).chain((reading) =>
    fc.record({
      reading: fc.constant(reading),
      seed: subject.seed(reading),
      steps: fc.array(
        fc.record({
          kind: fc.constantFrom("change" as const, "raw" as const, "change" as const, "event" as const),
          tape: numbers
        }),
        { minLength: 1, maxLength: 5 }
      )
    })
  )

/** What a run came across: squares of the exercise table, and how many requests were compared. */
export interface Tally {
  readonly squares: Map<string, number>
  compared: number
}

export const tally = (): Tally => ({ squares: new Map(), compared: 0 })

const count = ({ squares }: Tally, square: string): void => {
  squares.set(square, (squares.get(square) ?? 0) + 1)
}

/** What is wrong, or `undefined` when twin and core agree all the way. */
export const broken = (
  subject: Subject,
  semantics: Semantics.Semantics,
  run: Run,
  tallied: Tally,
  twin = subject.twin
): string | undefined => {
  const running = Running.start(subject, run.reading, run.seed, twin)
  let before = subject.read(running.ask)
  for (const [at, { kind, tape: drawn }] of run.steps.entries()) {
    const tape = new Tape(drawn)
    const situation = { subject, semantics, running, reading: run.reading, before, tape, tallied }
    if (kind === "event") {
      running.happen(subject.event(before, tape.pick, String(at)))
      before = subject.read(running.ask, before.member)
    } else {
      const ended = kind === "raw" ? raw(situation) : planned(situation)
      if (typeof ended === "string") return `step ${at + 1} (${kind}): ${ended}`
      before = ended
    }
  }
  return undefined
}

interface Situation {
  readonly subject: Subject
  readonly semantics: Semantics.Semantics
  readonly running: Running
  readonly reading: Reading.Reading
  readonly before: Snapshot.Snapshot
  readonly tape: Tape
  readonly tallied: Tally
}

/** Any request at all: the table's prediction is the twin's answer. */
const raw = (situation: Situation): string | Snapshot.Snapshot => {
  const { before, semantics, subject, tallied } = situation
  const forms = Drawing.forms({ semantics, samples: subject.samples, tape: situation.tape }, before)
  for (const square of Exercise.rawSquares(semantics, subject.samples, before, forms)) count(tallied, square)
  return compare(situation, forms, semantics.encode(before.member, forms, before))
}

/** Sends forms and holds the answer against the table; gives what is wrong, or the record afterwards. */
const compare = (
  { before, reading, running, semantics, subject, tallied }: Situation,
  forms: Semantics.Forms,
  body: unknown
): string | Snapshot.Snapshot => {
  const predicted = Apply.apply(semantics, reading, before, forms)
  const response = subject.write(running.ask, body, before.member)
  tallied.compared += 1
  if (predicted === "refused") {
    if (response.status < 400) return `the table says refused, the twin accepted: ${text(body)}`
    const after = subject.read(running.ask, before.member)
    return Laws.same(semantics, before, after) ? after : "a refused request changed something"
  }
  if (response.status >= 400)
    return `the table says accepted, the twin answered ${response.status}: ${text(body)}`
  const after = subject.read(running.ask, predicted.snapshot.member)
  const except = [...predicted.unsettled, ...after.unknown]
  return Laws.same(semantics, predicted.snapshot, after, except)
    ? after
    : `the table and the twin differ in ${Laws.differences(semantics, predicted.snapshot, after).join(", ")}: ${text(body)}`
}

const text = (body: unknown): string => JSON.stringify(body)

/** A planned change: what the plan says comes true, and what it does not say does not. */
const planned = (situation: Situation): string | Snapshot.Snapshot => {
  const { before, reading, running, semantics, subject, tallied, tape } = situation
  const wished = Drawing.change({ semantics, samples: subject.samples, tape }, before)
  for (const square of Exercise.squares(semantics, subject.samples, {
    reading,
    truth: before,
    snapshot: before,
    change: wished
  }))
    count(tallied, square)
  const plan = consenting(semantics, before, { ...wished, accept: Drawing.waysOut(tape, before) })
  if (plan === undefined || plan.forms === null) return before
  const fork = running.fork()
  const after = compare(situation, plan.forms, plan.request)
  if (typeof after === "string") return after
  return (
    untold(situation, plan, after) ??
    (plan.hazards.some(({ kind }) => kind !== "consequence")
      ? undefined
      : asPredicted(situation, plan, after)) ??
    later(situation, plan, after, fork) ??
    after
  )
}

/** Plans with consent to everything that can be consented to; what cannot go at all goes without. */
export const consenting = (
  semantics: Semantics.Semantics,
  before: Snapshot.Snapshot,
  change: Change.Change
): Plan.Plan | undefined => {
  let accept = change.accept ?? []
  for (;;) {
    const made = Plan.make(semantics, before, { ...change, accept })
    if (Result.isSuccess(made)) return made.success
    const { reason } = made.failure
    const ids = reason._tag === "Inexpressible" ? Redacted.value(reason.hazards).map(({ id }) => id) : []
    if (ids.every((id) => accept.includes(id))) return undefined
    accept = [...accept, ...ids]
  }
}

const sides = ["own", "client"] as const

/** A plan without a doubt comes true to the letter. */
const asPredicted = (
  { semantics }: Situation,
  { deferrable, predicted }: Plan.Plan,
  after: Snapshot.Snapshot
): string | undefined => {
  const open = [...deferrable, ...predicted.unknown, ...after.unknown]
  const wrong = Laws.differences(semantics, predicted, after).find((name) => !open.includes(name))
  if (wrong !== undefined) return `${wrong} is not as predicted`
  for (const side of sides) {
    const wanted = predicted.access?.[side]
    if (wanted?.default !== undefined && wanted.default !== after.access?.[side].default)
      return `the ${side} default is not as predicted`
    for (const [id, role] of wanted?.effective ?? [])
      if (after.access?.[side].effective.get(id) !== role) return `${id} is not as predicted`
  }
  return undefined
}

/** Every difference is an effect of the plan. */
const untold = (
  { before, semantics }: Situation,
  plan: Plan.Plan,
  after: Snapshot.Snapshot
): string | undefined => {
  const fields = new Set(plan.effects.flatMap(({ subject }) => ("field" in subject ? [subject.field] : [])))
  const lost = Laws.differences(semantics, before, after).find((name) => !fields.has(name))
  if (lost !== undefined) return `${lost} changed and was not told`
  const told = toldRoles(plan)
  for (const side of sides)
    for (const [id, role] of before.access?.[side].effective ?? []) {
      const now = after.access?.[side].effective.get(id) ?? null
      if (now !== role && told.get(id)?.includes(now) !== true) return `${id} changed and was not told so`
    }
  return undefined
}

const toldRoles = (plan: Plan.Plan) =>
  new Map(
    plan.effects.flatMap((effect) =>
      "target" in effect.subject
        ? [[nameOf(effect.subject.target), effect.either ?? [effect.after ?? null]] as const]
        : []
    )
  )

/** Tomorrow: what is created later gets what core says it gets, and every difference to before was told. */
const later = (
  { reading, running, semantics, subject, before }: Situation,
  plan: Plan.Plan,
  after: Snapshot.Snapshot,
  past: Running
) => {
  const newcomers = subject.later(before)
  if (newcomers.length === 0) return undefined
  const rolesOf = (state: Running) => {
    const fork = state.fork()
    for (const { event } of newcomers) fork.happen(event)
    const { access } = subject.read(fork.ask, after.member)
    return (id: string) => access?.own.effective.get(id) ?? access?.client.effective.get(id) ?? null
  }
  const [then, now] = [rolesOf(past), rolesOf(running)]
  const told = toldRoles(plan)
  const predicted = Tomorrow.roles(semantics, reading, after)
  for (const { entity, name } of newcomers) {
    if (now(entity) !== predicted.get(name)) return `${name}: core and twin differ on what comes later`
    if (then(entity) !== now(entity) && told.get(name)?.includes(now(entity)) !== true)
      return `${name} changed and was not told so`
  }
  return undefined
}
