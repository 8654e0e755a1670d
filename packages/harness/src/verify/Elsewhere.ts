/**
 * A vendor's clauses at a server that is nobody's stand-in: by the vendor's own operations alone, on one record. Each
 * square of the table is an experiment; what cannot be tried so says why.
 */
import type { VendorError } from "@muster/adapter-kit/VendorError"
import type { Json, Snapshot } from "@muster/core"
import type { Samples } from "@muster/core/testing"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { Tape } from "../Tape.ts"
import type { Dictated } from "./Dictated.ts"
import * as Experiment from "./Experiment.ts"
import * as Finding from "./Finding.ts"
import * as Guest from "./Guest.ts"

export interface Options extends Guest.Wanted {
  readonly clauses: ReadonlyArray<Finding.Clause>
  readonly samples: Samples.Samples
  /** Nothing is written, so hardly anything can be told. */
  readonly isReadOnly: boolean
  /** Told after each experiment: how many are done, of how many. */
  readonly onExperiment: (done: number, of: number) => Effect.Effect<void>
}

/** What became of every documented clause. */
export const verify = Effect.fnUntraced(function* (vendor: Dictated, options: Options) {
  const clauses = options.clauses.filter(({ status }) => status === "documented")
  if (options.isReadOnly)
    return clauses.map((clause) =>
      Finding.unchecked(clause, "consent", "--read-only: an update shows itself only where one is sent")
    )
  const tried = yield* Effect.scoped(
    Effect.flatMap(Guest.acquire(vendor, options), (guest) => experiments(vendor, options, guest))
  )
  return clauses.map((clause) => found(clause, tried))
})

interface Tried {
  readonly shown: Set<string>
  /** Clause to what was seen. */
  readonly broken: Map<string, string>
  /** Why the experiments ended before the last. */
  ended: { readonly wants: Finding.Want; readonly why: string } | undefined
}

const found = (clause: Finding.Clause, { broken, ended, shown }: Tried): Finding.Finding => {
  const told = broken.get(clause.id)
  if (told !== undefined) return Finding.broken(clause, told)
  if (clause.elsewhere !== undefined)
    return Finding.unchecked(clause, clause.elsewhere.wants, clause.elsewhere.why)
  if (shown.has(clause.id)) return Finding.held(clause)
  if (ended !== undefined) return Finding.unchecked(clause, ended.wants, ended.why)
  return Finding.unchecked(clause, "operation", clause.unchecked ?? "no field of this record shows it")
}

/** Draws of access, always the same ones. */
const tapes = Array.from({ length: 24 }, (_, nth) =>
  Array.from(
    { length: 60 },
    (__, at) => ((nth + 7) * 7919 + at * 104_729 + ((at * at * (nth + 3)) % 1013)) % 65_536
  )
)

const experiments = Effect.fnUntraced(function* (
  vendor: Dictated,
  options: Options,
  guest: Snapshot.Snapshot
) {
  const { onExperiment } = options
  const samples = ofRecord(options.samples, guest)
  const operations = [vendor.semantics, ...vendor.semantics.alternatives]
  const steps = operations.flatMap((operation) => [
    ...Experiment.turns(operation, samples).map(
      (turn) => (now: Snapshot.Snapshot) => Experiment.at(operation, samples, now, turn)
    ),
    ...(operation.complexes ?? []).flatMap((_, nth) =>
      [0, 1].map((form) => (now: Snapshot.Snapshot) => Experiment.ofWholes(operation, now)[nth * 2 + form])
    ),
    ...(["own", "client"] as const).flatMap((side) => [
      (now: Snapshot.Snapshot) => Experiment.withoutSide(operation, now, side),
      (now: Snapshot.Snapshot) => whole(Experiment.asItWas(operation, guest), now)
    ]),
    ...(guest.access === undefined ? [] : tapes).flatMap((tape) =>
      (["entries", "defaults"] as const).map(
        (about) => (now: Snapshot.Snapshot) =>
          Experiment.ofAccess(operation, samples, now, new Tape(tape), about)
      )
    )
  ])
  const tried: Tried = { shown: new Set(), broken: new Map(), ended: undefined }
  let now = guest
  for (const [at, step] of steps.entries()) {
    const experiment = step(now)
    const trial = experiment === undefined ? undefined : trialOf(experiment, now)
    if (trial !== undefined && isHarmless(trial, guest, options)) {
      const answer = yield* Effect.result(ask(vendor, trial))
      if (Result.isFailure(answer)) return { ...tried, ended: answer.failure }
      note(tried, trial, answer.success)
      now = answer.success.answer.after
    }
    yield* onExperiment(at + 1, steps.length)
  }
  return tried
})

/** Access as it was at first: there has to be some for it to be left out. */
const whole = (asItWas: Experiment.Experiment, { access }: Snapshot.Snapshot) =>
  access === undefined ? undefined : asItWas

/** An experiment on the record as it is now, with everything that may come of it. */
interface Trial {
  readonly experiment: Experiment.Experiment
  readonly before: Snapshot.Snapshot
  readonly possible: ReturnType<typeof Experiment.prospects>
}

const trialOf = (experiment: Experiment.Experiment, before: Snapshot.Snapshot): Trial => ({
  experiment,
  before,
  possible: Experiment.prospects(experiment, before)
})

/** Roles and the names in open objects are the vendor's own: those of the record are sure to be legal. */
const ofRecord = (samples: Samples.Samples, { access, values }: Snapshot.Snapshot): Samples.Samples => {
  const roles = [...(access?.own.effective.values() ?? []), ...(access?.client.effective.values() ?? [])]
  const dotted = Object.keys(values).flatMap((name) => {
    const at = name.indexOf(".")
    return at < 0 ? [] : [[name.slice(0, at), name.slice(at + 1)] as const]
  })
  return {
    ...samples,
    roles: [...new Set([...samples.roles, ...roles.filter((role) => role !== null)])],
    open: Object.fromEntries(
      dotted.map(([object]) => [object, dotted.flatMap(([of, name]) => (of === object ? [name] : []))])
    )
  }
}

/** Nothing that costs or reaches a person without a yes; and on a record that is somebody's, nothing for good. */
const isHarmless = (
  { before, experiment, possible }: Trial,
  guest: Snapshot.Snapshot,
  { accept, member }: Options
): boolean =>
  isFree(experiment, before, accept) &&
  (member === undefined ||
    accept.includes("irreversible") ||
    Experiment.isReversible(experiment, possible, guest))

const isFree = (
  { forms, operation }: Experiment.Experiment,
  { values }: Snapshot.Snapshot,
  accept: ReadonlyArray<string>
): boolean =>
  forms.fields.every(([name, value]) =>
    (operation.fields.find((field) => field.name === name)?.consequences ?? []).every(
      ({ becomes, id }) => becomes !== value || values[name] === value || accept.includes(id)
    )
  )

const ask = Effect.fnUntraced(function* (vendor: Dictated, { before, experiment, possible }: Trial) {
  const usual = Experiment.plan(Experiment.asItWas(experiment.operation, before), before)
  const written = yield* Effect.result(vendor.dictate(usual, Experiment.body(experiment, before)))
  if (Result.isFailure(written)) {
    const ended = ending(written.failure)
    if (ended !== undefined) return yield* Effect.fail(ended)
  }
  const after = yield* Effect.mapError(vendor.read(before.member), () => silent)
  const refusal = Result.isFailure(written) && written.failure.sent === "no" ? written.failure : undefined
  const answer = { isRefused: refusal !== undefined, after }
  const breach = Experiment.breach(experiment, before, possible, answer)
  return refusal?.reason._tag === "Forbidden" && breach !== undefined
    ? yield* Effect.fail(forbidden)
    : { answer, breach }
})

/** What came of an experiment, and what is wrong with it. */
interface Judged {
  readonly answer: Experiment.Answer
  readonly breach: Experiment.Breach | undefined
}

const forbidden = { wants: "credential", why: "this token may not update the record" } as const
const silent = { wants: "operation", why: "the server stopped answering, so this was not reached" } as const

/** A refusal is an answer; these are the end of all asking. */
const ending = ({ reason }: VendorError): Tried["ended"] => {
  switch (reason._tag) {
    case "Unauthorized":
      return forbidden
    case "RateLimited":
    case "Unavailable":
    case "Unreachable":
    case "TimedOut":
      return silent
    default:
      return undefined
  }
}

const note = ({ broken, shown }: Tried, { before, experiment }: Trial, { answer, breach }: Judged): void => {
  if (breach === undefined)
    for (const clause of Experiment.shown(experiment, before, answer)) shown.add(clause)
  else if (!broken.has(breach.clause)) broken.set(breach.clause, told(experiment, before, answer, breach))
}

/** The exchange in words; of values only those that the experiment made up itself. */
const told = (
  { about, forms, operation }: Experiment.Experiment,
  before: Snapshot.Snapshot,
  { isRefused }: Experiment.Answer,
  { says }: Experiment.Breach
): string => {
  const own = new Map(forms.fields.filter(([name]) => name === about))
  const body = operation.encode({}, forms, before)
  return [
    `sent      ${operation.operation} ${JSON.stringify(masked(body, [...own.values()]))}`,
    `answered  ${isRefused ? "a refusal" : "accepted"}`,
    `but       ${says}`
  ].join("\n")
}

/** JSON with every value that is not among these hidden. */
const masked = (json: Json.Json, shown: ReadonlyArray<Json.Json>): Json.Json => {
  if (shown.some((each) => JSON.stringify(each) === JSON.stringify(json))) return json
  if (Array.isArray(json)) return (json as ReadonlyArray<Json.Json>).map((each) => masked(each, shown))
  if (typeof json === "object" && json !== null)
    return Object.fromEntries(
      Object.entries(json).map(([name, value]) => [name, masked(value as Json.Json, shown)])
    )
  return json === null ? null : "…"
}
