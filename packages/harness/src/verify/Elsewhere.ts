/**
 * A vendor's clauses at a server that is nobody's stand-in: by the vendor's own operations alone, on one record. Each
 * square of the table is an experiment, and some sentences are about bodies that no plan has; what cannot be tried so
 * says why.
 */
import type { VendorError } from "@muster/adapter-kit/VendorError"
import type { Semantics, Snapshot, Unplannable } from "@muster/core"
import type { Samples } from "@muster/core/testing"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { Tape } from "../Tape.ts"
import * as AccessExperiment from "./AccessExperiment.ts"
import type { Answer, Breach } from "./Breach.ts"
import type { Dictated } from "./Dictated.ts"
import type { Dictation } from "./Dictation.ts"
import * as Experiment from "./Experiment.ts"
import * as Finding from "./Finding.ts"
import * as Guest from "./Guest.ts"
import * as Inquiry from "./Inquiry.ts"
import * as Restatement from "./Restatement.ts"

export interface Options extends Guest.Wanted {
  readonly clauses: ReadonlyArray<Finding.Clause>
  readonly samples: Samples.Samples
  readonly dictations: ReadonlyArray<Dictation>
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
    Effect.flatMap(Guest.acquire(vendor, options), (guest) => inquire(vendor, options, guest))
  )
  return clauses.map((clause) => found(clause, tried))
})

interface Tried {
  readonly shown: Set<string>
  /** Clause to what was seen. */
  readonly broken: Map<string, string>
  /** Why the asking ended before the last. */
  ended: { readonly wants: Finding.Want; readonly why: string } | undefined
}

const found = (clause: Finding.Clause, { broken, ended, shown }: Tried): Finding.Finding => {
  const told = broken.get(clause.id)
  if (told !== undefined) return Finding.broken(clause, told)
  if (clause.elsewhere !== undefined)
    return Finding.unchecked(clause, clause.elsewhere.wants, clause.elsewhere.why)
  if (shown.has(clause.id)) return Finding.held(clause)
  if (ended !== undefined) return Finding.unchecked(clause, ended.wants, ended.why)
  return Finding.unchecked(clause, "operation", "no field of this record shows it")
}

const inquire = Effect.fnUntraced(function* (vendor: Dictated, options: Options, guest: Snapshot.Snapshot) {
  const { onExperiment } = options
  const steps = stepsFor(vendor.semantics, options, guest)
  const tried: Tried = { shown: new Set(), broken: new Map(), ended: undefined }
  let now = guest
  for (const [at, step] of steps.entries()) {
    const inquiry = step(now)
    if (inquiry !== undefined && isHarmless(inquiry, guest, options)) {
      const answer = yield* Effect.result(ask(vendor, inquiry))
      if (Result.isFailure(answer)) return { ...tried, ended: answer.failure }
      note(tried, inquiry, answer.success)
      now = answer.success.answer.after
    }
    yield* onExperiment(at + 1, steps.length)
  }
  return tried
})

/** What to try on the record as it is then; nothing where it has nothing to say. */
type Step = (now: Snapshot.Snapshot) => Inquiry.Inquiry | undefined

const stepsFor = (
  semantics: Semantics.Semantics,
  options: Options,
  guest: Snapshot.Snapshot
): ReadonlyArray<Step> => {
  const operations = [semantics, ...semantics.alternatives]
  const samples = ofRecord(options.samples, guest)
  const dictated = options.dictations.flatMap((dictation) =>
    operations
      .filter(({ operation }) => operation.startsWith(dictation.by))
      .map(
        (operation): Step =>
          (now) =>
            Inquiry.ofDictation(operation, dictation, now)
      )
  )
  return [...operations.flatMap((operation) => experiments(operation, samples, guest)), ...dictated]
}

/** Draws of access, always the same ones. */
const tapes = Array.from({ length: 24 }, (_, nth) =>
  Array.from(
    { length: 60 },
    (__, at) => ((nth + 7) * 7919 + at * 104_729 + ((at * at * (nth + 3)) % 1013)) % 65_536
  )
)

const experiments = (
  operation: Semantics.Semantics,
  samples: Samples.Samples,
  guest: Snapshot.Snapshot
): ReadonlyArray<Step> => [
  ...Experiment.turns(operation, samples).map((turn) =>
    step((now) => Experiment.at(operation, samples, now, turn))
  ),
  ...(operation.complexes ?? []).flatMap((complex) =>
    [null, {}].map((said) => step((now) => Experiment.whole(operation, now, complex, said)))
  ),
  ...(guest.access === undefined ? [] : ofAccess(operation, samples, guest))
]

const ofAccess = (
  operation: Semantics.Semantics,
  samples: Samples.Samples,
  guest: Snapshot.Snapshot
): ReadonlyArray<Step> => [
  ...(["own", "client"] as const).flatMap((side) => [
    step((now) => AccessExperiment.withoutSide(operation, now, side)),
    // There has to be some access for it to be left out.
    step(() => Experiment.asItWas(operation, guest))
  ]),
  ...tapes.flatMap((tape) =>
    (["entries", "defaults"] as const).map((about) =>
      step((now) => AccessExperiment.drawn(operation, samples, now, new Tape(tape), about))
    )
  )
]

const step =
  (experiment: (now: Snapshot.Snapshot) => Experiment.Experiment | undefined): Step =>
  (now) => {
    const made = experiment(now)
    return made === undefined ? undefined : Inquiry.ofExperiment(made, now)
  }

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
  inquiry: Inquiry.Inquiry,
  guest: Snapshot.Snapshot,
  { accept, member }: Options
): boolean =>
  inquiry.isFree(accept) &&
  (member === undefined || accept.includes("irreversible") || inquiry.isReversible(guest))

const ask = Effect.fnUntraced(function* (vendor: Dictated, inquiry: Inquiry.Inquiry) {
  const { before, body, operation } = inquiry
  const written = yield* Effect.result(vendor.dictate(Restatement.plan(operation, before), body))
  if (Result.isFailure(written)) {
    const ended = ending(written.failure)
    if (ended !== undefined) return yield* Effect.fail(ended)
  }
  const isRefused = Result.isFailure(written) && written.failure.sent === "no"
  const refusal = isRefused ? written.failure.reason : undefined
  const seen = yield* Effect.result(vendor.read(before.member))
  if (Result.isFailure(seen)) {
    const breach = inquiry.undue(refusal)
    const ended = ending(seen.failure) ?? unreadable
    if (breach === undefined || ended !== unreadable) return yield* Effect.fail(ended)
    const after = yield* Effect.mapError(Guest.readAgain(vendor, before), () => unreadable)
    return { answer: { refusal, after }, breach }
  }
  const answer = { refusal, after: seen.success }
  const breach = inquiry.breach(answer)
  return refusal?._tag === "Forbidden" && breach !== undefined
    ? yield* Effect.fail(forbidden)
    : { answer, breach }
})

/** What came of an inquiry, and what is wrong with it. */
interface Judged {
  readonly answer: Answer
  readonly breach: Breach | undefined
}

const forbidden = { wants: "credential", why: "this token may not update the record" } as const
const unreadable = {
  wants: "operation",
  why: "the record can no longer be read, so this was not reached"
} as const
const silent = { wants: "operation", why: "the server stopped answering, so this was not reached" } as const

/** A refusal is an answer; these are the end of all asking. */
const ending = ({ reason }: VendorError | Unplannable): Tried["ended"] => {
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

const note = ({ broken, shown }: Tried, inquiry: Inquiry.Inquiry, { answer, breach }: Judged): void => {
  if (breach === undefined) for (const clause of inquiry.shown(answer)) shown.add(clause)
  else if (!broken.has(breach.clause)) broken.set(breach.clause, told(inquiry, answer, breach))
}

/** The exchange in words. */
const told = ({ operation, told: sent }: Inquiry.Inquiry, { refusal }: Answer, { says }: Breach): string =>
  [
    `sent      ${operation.operation} ${sent}`,
    `answered  ${refusal === undefined ? "accepted" : "a refusal"}`,
    `but       ${says}`
  ].join("\n")
