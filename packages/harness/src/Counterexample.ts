/**
 * A counterexample as a case: what broke a law becomes one change of one member at one vendor, with what should have
 * come of it. The other vendors are left for somebody to decide. Where a case would say something untrue, there is the
 * reason why there is none.
 */
import { Apply, Change, Plan, type Reading, Receipt, Semantics, Snapshot } from "@muster/core"
import { understand } from "@muster/core/AccessChange"
import { type Arbitraries, type Law, Laws } from "@muster/core/testing"
import { firstReading } from "@muster/twin-kit"
import * as Result from "effect/Result"
import type * as Schema from "effect/Schema"
import * as fc from "fast-check"
import type * as Case from "./Case.ts"
import * as CaseRun from "./CaseRun.ts"
import * as Drawing from "./Drawing.ts"
import * as Model from "./Model.ts"
import { Running } from "./Running.ts"
import type { Subject } from "./Subject.ts"
import { subjects, tables } from "./Subjects.ts"
import { numbers, Tape } from "./Tape.ts"

/** A vendor's table and twin, and what makes plans. */
export interface Court {
  readonly subject: Subject
  readonly semantics: Semantics.Semantics
  readonly planner: Laws.Planner
}

/** One change of a member that the twin holds. */
export interface Situation {
  readonly reading: Reading.Reading
  readonly seed: unknown
  readonly change: Change.Change
}

/** A case that fails, or why there is none. */
export type Told = Result.Result<Case.Draft, string>

/** So many members are tried before it is said that none shows it. */
const tries = 200

const unseen: Told = Result.fail("no member that the twin can hold shows it")

/** A law speaks of records that nobody stored, so its change is tried on members of the twin. */
export const ofLaw = (
  court: Court,
  { broken, says }: Pick<Law<Arbitraries.Case>, "broken" | "says">,
  { change, reading }: Arbitraries.Case
): Told =>
  smallest(court.subject.seed(reading), (seed) => {
    const truth = court.subject.read(Running.start(court.subject, reading, seed).ask)
    const isBroken = broken({ reading, truth, snapshot: truth, change }) !== undefined
    return isBroken ? of(court, says, { reading, seed, change }) : unseen
  })

/** A run may be long, or say what no plan says; so single changes are tried under its reading. */
export const ofRun = (court: Court, says: string, { reading }: Model.Run): Told => {
  const { semantics, subject } = court
  return smallest(fc.record({ seed: subject.seed(reading), tape: numbers }), ({ seed, tape }) => {
    const before = subject.read(Running.start(subject, reading, seed).ask)
    const drawn = Drawing.change({ semantics, samples: subject.samples, tape: new Tape(tape) }, before)
    const change = Model.consenting(semantics, before, drawn)?.change ?? drawn
    return of(court, says, { reading, seed, change })
  })
}

/** The case of the smallest thing drawn that makes one. */
const smallest = <A>(arbitrary: fc.Arbitrary<A>, tell: (drawn: A) => Told): Told => {
  let told = unseen
  const property = fc.property(arbitrary, (drawn) => {
    const each = Result.getOrElse(
      Result.try(() => tell(drawn)),
      (): Told => Result.fail("the twin's answers cannot be read")
    )
    if (Result.isSuccess(each) || Result.isFailure(told)) told = each
    return Result.isFailure(each)
  })
  fc.check(property, { numRuns: tries, seed: 1 })
  return told
}

/** The case of one situation, if what comes of it is not what should. */
export const of = (court: Court, says: string, { change, reading, seed }: Situation): Told => {
  const { semantics, subject } = court
  const running = Running.start(subject, reading, seed)
  const before = subject.read(running.ask)
  const plan = consented(court, before, change)
  if (plan === undefined) return Result.fail("there is no plan, and so nothing that comes of it")
  if (isAnothersChoice(court, plan)) return Result.fail("the adapter may choose another operation")
  const table = tabled(court, reading, before, plan)
  if (Result.isFailure(table)) return Result.fail(table.failure)
  const after = written(subject, running, plan, table.success)
  const failing = { reading, seed, plan, before, after, due: table.success }
  // Where twin and table differ, the table has the word. Where they agree, the plan may have asked for the wrong thing.
  if (!agree(semantics, table.success, after)) return drafted(court, says, failing)
  return Result.flatMap(promised(semantics, before, plan, table.success), (due) =>
    agree(semantics, due, after)
      ? Result.fail("each update does what it should; this is about several, or about the words of a plan")
      : drafted(court, says, { ...failing, plan: { ...plan, predicted: due }, due })
  )
}

interface Failing {
  readonly reading: Reading.Reading
  readonly seed: unknown
  readonly plan: Plan.Plan
  readonly before: Snapshot.Snapshot
  /** What the twin then shows; undefined where it refused or shows nothing. */
  readonly after: Snapshot.Snapshot | undefined
  /** What should be true. */
  readonly due: Snapshot.Snapshot
}

/** The plan with all the consent that it needs. */
const consented = ({ planner, semantics }: Court, before: Snapshot.Snapshot, change: Change.Change) => {
  const first = Result.getOrUndefined(planner(semantics, before, change))
  const stops = first === undefined ? [] : Plan.unaccepted(first).map(({ id }) => id)
  if (stops.length === 0) return first
  const accept = [...(change.accept ?? []), ...stops]
  return Result.getOrUndefined(
    Result.flatMap(planner(semantics, before, { ...change, accept }), Plan.consented)
  )
}

/** In a case the adapter chooses among the operations; by the document's own call it does what is beyond doubt. */
const isAnothersChoice = ({ semantics, subject }: Court, plan: Plan.Plan): boolean =>
  subjects.every(({ id }) => id !== subject.id) ||
  (isDoubtful(plan) &&
    tables.some(
      ({ definition: { operation, vendor } }) => vendor === plan.vendor && operation !== semantics.operation
    ))

const isDoubtful = ({ hazards }: Plan.Plan): boolean => hazards.some(({ kind }) => kind !== "consequence")

/** What comes of the plan's request as the table has it. */
const tabled = (
  { semantics }: Court,
  reading: Reading.Reading,
  before: Snapshot.Snapshot,
  { forms }: Plan.Plan
): Result.Result<Snapshot.Snapshot, string> => {
  if (forms === null) return Result.succeed(before)
  const applied = Apply.apply(semantics, reading, before, forms)
  if (applied === "refused") return Result.fail("the table says refused, and not with which answer")
  return applied.unsettled.length === 0
    ? Result.succeed(applied.snapshot)
    : Result.fail("the table does not tell what becomes of every field")
}

/** What comes of it at the twin. */
const written = (
  subject: Subject,
  running: Running,
  { forms, member, request }: Plan.Plan,
  table: Snapshot.Snapshot
): Snapshot.Snapshot | undefined => {
  const isRefused = forms !== null && subject.write(running.ask, request, member).status >= 400
  return isRefused
    ? undefined
    : Result.getOrUndefined(Result.try(() => subject.read(running.ask, table.member)))
}

const agree = (
  semantics: Semantics.Semantics,
  due: Snapshot.Snapshot,
  after: Snapshot.Snapshot | undefined
): after is Snapshot.Snapshot => after !== undefined && Laws.same(semantics, due, after, after.unknown)

/** What the change itself wishes of each field; what is told beside it, and the access, are as the plan has them. */
const promised = (
  semantics: Semantics.Semantics,
  before: Snapshot.Snapshot,
  plan: Plan.Plan,
  table: Snapshot.Snapshot
): Result.Result<Snapshot.Snapshot, string> => {
  const { change, deferrable, effects, hazards, predicted } = plan
  // Consent to more than the plan tells may have been consent to leave a part of the change out.
  const isWhole = (change.accept ?? []).every((accepted) => hazards.some(({ id }) => id === accepted))
  if (isDoubtful(plan) || !isWhole) return Result.fail("the plan itself doubts what comes of it")
  if (isDenied(change, predicted)) return Result.fail("the plan does not promise the access that was wished")
  const now = (name: string) => Snapshot.read(before, name)
  const beside = new Set(
    effects.flatMap(({ subject, why }) => ("field" in subject && why !== "wished" ? [subject.field] : []))
  )
  const names = new Set([
    ...semantics.fields.map(({ name }) => name),
    ...[before, predicted].flatMap(({ values }) => Object.keys(values)),
    ...Change.namesIn(change)
  ])
  const values = [...names].flatMap((name): ReadonlyArray<readonly [string, Schema.Json]> => {
    const field = Semantics.fieldOf(semantics, name, now(name))?.field
    const wish = field === undefined ? Change.keep : Change.wishOf(semantics, change, field, now(name), now)
    const isKept = wish.wish === "keep" || field?.command !== undefined
    const wished = wish.wish === "set" ? wish.value : null
    const value = deferrable.includes(name)
      ? Snapshot.read(table, name)
      : beside.has(name)
        ? Snapshot.read(predicted, name)
        : isKept
          ? now(name)
          : wished
    return value == null ? [] : [[name, value]]
  })
  return Result.succeed({ ...predicted, values: Object.fromEntries(values) })
}

const sides = ["own", "client"] as const

/** Whether a role that the change names is promised otherwise. */
const isDenied = ({ access: wished }: Change.Change, { access }: Snapshot.Snapshot): boolean => {
  if (wished === undefined || access === undefined) return false
  const { wishes } = understand(access, wished)
  return sides.some((side) =>
    [...wishes[side].entities].some(([id, wish]) => {
      const role = access[side].effective.get(id)
      return wish.wish === "grant" ? role !== wish.role : wish.wish === "revoke" && role !== null
    })
  )
}

/** The case, as far as a counterexample tells it. */
const drafted = (court: Court, says: string, failing: Failing): Told => {
  const { semantics, subject } = court
  const { before, due, plan, reading, seed } = failing
  const access = due.access === undefined ? undefined : accessOf(due.access)
  if (due.access !== undefined && access === undefined) return Result.fail("not all of the access is known")
  const usual: Reading.Reading = firstReading(subject.axes)
  const unusual = Object.entries(reading).filter(([id, answer]) => usual[id] !== answer)
  const absent = CaseRun.absent(before, due)
  const here: Case.Supported = {
    ...(unusual.length === 0 ? {} : { reading: Object.fromEntries(unusual) }),
    seed: plain(seed),
    member: before.member,
    change: plan.change,
    // oxlint-disable-next-line unicorn/no-thenable -- a word of the file, and nothing that could be called
    then: {
      // What is read back is never a rejection.
      status: Receipt.of(semantics, plan, before, due, {}).status as Case.Done["status"],
      ...(due.member === before.member ? {} : { member: due.member }),
      values: shown(semantics, failing),
      ...(access === undefined ? {} : { access }),
      absent,
      hazards: plan.hazards.map(({ id }) => id)
    },
    source: sources(semantics, failing).join(", ")
  }
  const others = subjects.map(({ definition }) => [definition.vendor, undecided] as const)
  return Result.succeed({ says, vendors: { ...Object.fromEntries(others), [subject.id]: here } })
}

/** The counterexample does not tell, and a case that keeps it is refused. */
const undecided: Case.Undecided = {
  undecided: "the same, differs (with source) or unsupported (with reason)?"
}

/** As it travels: without what is undefined. */
const plain = (value: unknown): Schema.Json => JSON.parse(JSON.stringify(value)) as Schema.Json

/** All fields that can be read, in the vendor's spelling where that is known. */
const shown = (semantics: Semantics.Semantics, { after, before, due }: Failing): Schema.JsonObject => {
  const wrong = after === undefined ? undefined : Laws.differences(semantics, due, after)
  return Object.fromEntries(
    Object.entries(due.values).flatMap(([name, value]) => {
      const answered = wrong?.includes(name) === false ? after?.values[name] : undefined
      return Snapshot.read(before, name) === undefined ? [] : [[name, answered ?? value] as const]
    })
  )
}

/** The clauses and axes that decide about what went wrong. */
const sources = (
  semantics: Semantics.Semantics,
  { after, before, due, plan }: Failing
): ReadonlyArray<string> => {
  const wrong = Laws.differences(semantics, due, after ?? before)
  const squares = Apply.squares(semantics, before, plan.forms ?? { fields: [] })
  const cited = wrong.length === 0 ? [] : squares.filter(({ field }) => wrong.includes(field.name))
  const cells = (cited.length === 0 ? squares : cited).map(({ cell }) =>
    "clause" in cell ? cell.clause : cell.axis
  )
  const access = wrong.length === 0 ? Object.values(semantics.access?.clauses ?? {}) : []
  return [...new Set(access.length === 0 ? cells : access)].toSorted()
}

/** Access as cases write it, if all of it is known. */
export const accessOf = ({
  client,
  own
}: NonNullable<Snapshot.Snapshot["access"]>): Case.ExpectedAccess | undefined =>
  own.default === undefined ||
  client.default === undefined ||
  own.entries === undefined ||
  client.entries === undefined
    ? undefined
    : {
        own: {
          default: own.default,
          entries: Object.fromEntries(own.entries),
          effective: Object.fromEntries(own.effective)
        },
        client: {
          default: client.default,
          entries: Object.fromEntries(
            [...client.entries].map(([id, { entities, role }]) => [
              id,
              { role, entities: Object.fromEntries(entities) }
            ])
          ),
          effective: Object.fromEntries(client.effective)
        }
      }
