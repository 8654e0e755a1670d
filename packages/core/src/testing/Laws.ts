/**
 * The laws that any vendor's semantics must satisfy, over drawn snapshots, changes and readings. Each is judged by
 * what `Apply` makes of the planned request, never by what the planner says about itself.
 */
import type * as fc from "fast-check"
import * as Result from "effect/Result"
import * as AccessChange from "../AccessChange.ts"
import { nameOf } from "../AccessEffect.ts"
import * as Apply from "../Apply.ts"
import { get, type Json } from "../Json.ts"
import * as Plan from "../Plan.ts"
import * as Rebase from "../Rebase.ts"
import { fieldOf, same as sameIn, type Semantics } from "../Semantics.ts"
import { read, type Snapshot } from "../Snapshot.ts"
import { type Change, namesIn as namesSaid } from "../Change.ts"
import type { Case } from "./Arbitraries.ts"
import * as Verdict from "../Verdict.ts"
import { cases } from "./Arbitraries.ts"
import * as Exercise from "./Exercise.ts"
import type { Law } from "./Law.ts"
import type { Samples } from "./Samples.ts"
import * as Tomorrow from "./Tomorrow.ts"

/** What makes plans; another one in its place shows that a law can fail. */
export type Planner = typeof Plan.make

interface Court {
  readonly semantics: Semantics
  readonly planner: Planner
}

/** Every law, for one vendor. */
export const laws = (
  semantics: Semantics,
  samples: Samples,
  planner: Planner = Plan.make
): ReadonlyArray<Law<Case>> => {
  const known = cases(semantics, samples, false)
  const hidden = cases(semantics, samples, true)
  const law = (
    name: string,
    says: string,
    arbitrary: fc.Arbitrary<Case>,
    broken: (court: Court, drawn: Case) => string | undefined
  ): Law<Case> => ({
    name,
    says,
    arbitrary,
    broken: (drawn) => broken({ semantics, planner }, drawn),
    squares: (drawn) => Exercise.squares(semantics, samples, drawn)
  })
  return [
    law(
      "exactness",
      "an exact line comes true under every reading, a tentative one or nothing",
      hidden,
      exactness
    ),
    law("frame", "what a change does not mention stays as it was, or is told", hidden, frame),
    law(
      "idempotence",
      "sending a request twice is sending it once, where the plan calls a repeat harmless",
      known,
      idempotence
    ),
    law("convergence", "a change that has come true needs no request", known, convergence),
    law("minimality", "a merging vendor is sent only what was wished", hidden, minimality),
    law("no silent loss", "every difference of today and tomorrow is told", known, noSilentLoss),
    law("unknown is safe", "nothing unknown changes without a stop that names it", hidden, unknownIsSafe),
    law("composition", "two changes in a row are the two in one", known, composition),
    law(
      "rebase",
      "a change carried over to the same record is the same, to its own result nothing",
      known,
      rebase
    ),
    law("undo", "what is said to be undone exactly comes back exactly", known, undo)
  ]
}

const planOf = ({ planner, semantics }: Court, snapshot: Snapshot, change: Change): Plan.Plan | undefined => {
  const planned = planner(semantics, snapshot, change)
  return Result.isSuccess(planned) ? planned.success : undefined
}

const isDoubtful = (plan: Plan.Plan): boolean => plan.hazards.some(({ kind }) => kind !== "consequence")

const differ = (left: Json | undefined, right: Json | undefined): boolean =>
  JSON.stringify(left ?? null) !== JSON.stringify(right ?? null)

/** Every name that any of these records has, and every field of the table. */
const namesIn = (semantics: Semantics, ...snapshots: ReadonlyArray<Snapshot>): ReadonlyArray<string> => [
  ...new Set([
    ...semantics.fields.map(({ name }) => name),
    ...(semantics.readOnly ?? []),
    ...snapshots.flatMap(({ unknown, values }) => [
      ...Object.keys(values),
      ...unknown.filter((name) => !name.endsWith(".*"))
    ])
  ])
]

/** Whether a field differs between two records, in its normal form. */
const moved = (semantics: Semantics, name: string, left: Snapshot, right: Snapshot): boolean =>
  !sameValue(semantics, name, read(left, name), read(right, name))

const sameValue = (
  semantics: Semantics,
  name: string,
  left: Json | undefined,
  right: Json | undefined
): boolean => {
  const field = fieldOf(semantics, name, null)?.field
  return left == null || right == null || field === undefined
    ? !differ(left, right)
    : sameIn(field, left, right)
}

/** Fields that a plan says are written along with others. */
const alongside = (plan: Plan.Plan): ReadonlySet<string> =>
  new Set(
    plan.effects.flatMap(({ subject, why }) =>
      "field" in subject && why !== "wished" ? [subject.field] : []
    )
  )

/** What the vendor makes of a plan; a plan that sends nothing leaves everything as it is. */
const applied = (semantics: Semantics, { reading, truth }: Case, plan: Plan.Plan): Apply.Applied =>
  plan.forms === null
    ? { snapshot: truth, deferred: [], unsettled: [] }
    : Apply.apply(semantics, reading, truth, plan.forms)

const sides = ["own", "client"] as const

const exactness = (court: Court, drawn: Case): string | undefined => {
  const plan = planOf(court, drawn.snapshot, drawn.change)
  if (plan === undefined) return undefined
  const after = applied(court.semantics, drawn, plan)
  const tentative = new Set(plan.hazards.flatMap(({ id, kind }) => (kind === "doubt" ? [id] : [])))
  if (after === "refused") return tentative.size === 0 ? "an exact plan was refused" : undefined
  const along = alongside(plan)
  for (const name of namesIn(court.semantics, plan.predicted, after.snapshot)) {
    const predicted = read(plan.predicted, name)
    const isOpen = after.deferred.includes(name) || after.unsettled.includes(name)
    if (
      predicted === undefined ||
      isOpen ||
      sameValue(court.semantics, name, predicted, read(after.snapshot, name))
    )
      continue
    if (!tentative.has(`tentative:${name}`) && !(along.has(name) && tentative.size > 0))
      return `${name} is not as predicted`
    if (moved(court.semantics, name, after.snapshot, drawn.truth))
      return `${name} is neither as wished nor as before`
  }
  return accessExactness(plan, drawn, after.snapshot)
}

const accessExactness = (plan: Plan.Plan, drawn: Case, after: Snapshot): string | undefined => {
  const predicted = plan.predicted.access
  const found = after.access
  if (predicted === undefined || found === undefined || isDoubtful(plan)) return undefined
  for (const side of sides) {
    if (predicted[side].default !== undefined && predicted[side].default !== found[side].default)
      return `the ${side} default is not as predicted`
    for (const [id, role] of predicted[side].effective)
      if (found[side].effective.get(id) !== role) return `${side} ${id} is not as predicted`
  }
  return wishesGranted(drawn, found)
}

/** Grants and revocations, told from the change alone. */
const wishesGranted = (
  { change, truth }: Case,
  after: NonNullable<Snapshot["access"]>
): string | undefined => {
  if (truth.access === undefined || change.access === undefined) return undefined
  const { wishes } = AccessChange.understand(truth.access, change.access)
  for (const side of sides)
    for (const [id, wish] of wishes[side].entities) {
      const role = after[side].effective.get(id)
      if (wish.wish === "grant" && role !== wish.role) return `${id} was granted and is not as wished`
      if (wish.wish === "revoke" && role !== null) return `${id} was revoked and still has a role`
    }
  return undefined
}

const mentions = (change: Change, name: string): boolean =>
  change.replace !== undefined ||
  Object.keys(change.merge ?? {}).some((said) => said === name || name.startsWith(`${said}.`))

const frame = (court: Court, drawn: Case): string | undefined => {
  const plan = planOf(court, drawn.snapshot, drawn.change)
  if (plan === undefined) return undefined
  const after = applied(court.semantics, drawn, plan)
  if (after === "refused") return undefined
  const along = alongside(plan)
  const name = namesIn(court.semantics, after.snapshot, drawn.truth).find(
    (each) =>
      !mentions(drawn.change, each) &&
      !along.has(each) &&
      (moved(court.semantics, each, after.snapshot, drawn.truth) || after.unsettled.includes(each))
  )
  if (name !== undefined) return `${name} changed unasked`
  const told = new Set(
    plan.effects.flatMap(({ subject }) => ("target" in subject ? [nameOf(subject.target)] : []))
  )
  const unread = plan.hazards.some(({ id }) => id.startsWith("overwrites-unknown"))
  if (unread || drawn.truth.access === undefined) return undefined
  for (const side of sides)
    for (const [id, role] of drawn.truth.access[side].effective)
      if (after.snapshot.access?.[side].effective.get(id) !== role && !told.has(id))
        return `${side} ${id} changed and was not told`
  return undefined
}

const idempotence = (court: Court, drawn: Case): string | undefined => {
  const plan = planOf(court, drawn.snapshot, drawn.change)
  if (plan === undefined || plan.forms === null || plan.repeat === "never") return undefined
  const once = Apply.apply(court.semantics, drawn.reading, drawn.truth, plan.forms)
  if (once === "refused") return undefined
  const twice = Apply.apply(court.semantics, drawn.reading, once.snapshot, plan.forms)
  if (twice === "refused") return "the repeat was refused"
  return same(court.semantics, once.snapshot, twice.snapshot) ? undefined : "the repeat changed something"
}

/** Whether two snapshots say the same of the record, the fields in `except` aside. */
export const same = (
  semantics: Semantics,
  left: Snapshot,
  right: Snapshot,
  except: ReadonlyArray<string> = []
): boolean =>
  differences(semantics, left, right).every((name) => except.includes(name)) && text(left) === text(right)

/** The fields in which two records differ. */
export const differences = (semantics: Semantics, left: Snapshot, right: Snapshot): ReadonlyArray<string> =>
  namesIn(semantics, left, right).filter((name) => moved(semantics, name, left, right))

const text = ({ access }: Snapshot): string =>
  JSON.stringify([
    sides.map((side) => [
      access?.[side].default,
      [...(access?.[side].effective ?? [])].sort(byFirst),
      [...(access?.[side].entries ?? [])]
        .map(
          ([id, entry]) =>
            [id, typeof entry === "string" ? entry : [entry.role, [...entry.entities].sort(byFirst)]] as const
        )
        .sort(byFirst)
    ])
  ])

const byFirst = ([left]: readonly [string, unknown], [right]: readonly [string, unknown]): number =>
  left < right ? -1 : left > right ? 1 : 0

const convergence = (court: Court, { change, snapshot }: Case): string | undefined => {
  const plan = planOf(court, snapshot, change)
  if (plan === undefined || isDoubtful(plan)) return undefined
  const again = court.planner(court.semantics, plan.predicted, change)
  if (Result.isFailure(again)) return "the change cannot be planned on its own result"
  return again.success.forms === null ? undefined : "the change is sent again although it has come true"
}

const minimality = (court: Court, { change, snapshot }: Case): string | undefined => {
  const plan = planOf(court, snapshot, change)
  if (plan?.forms == null || court.semantics.writes === "replace") return undefined
  const wished = plan.effects.flatMap(({ subject }) => ("field" in subject ? [subject.field] : []))
  const extra = plan.forms.fields.find(
    ([name]) => !wished.includes(name) && !isNeeded(court.semantics, snapshot, name, wished)
  )
  return extra === undefined ? undefined : `${extra[0]} was sent without need`
}

/** What is sent along because leaving it out might change it: alone, or in an object that is given. */
const isNeeded = (
  semantics: Semantics,
  snapshot: Snapshot,
  name: string,
  wished: ReadonlyArray<string>
): boolean => {
  const isWhole = (complex: string) => wished.some((each) => each.startsWith(`${complex}.`))
  if (semantics.compiled.has(name)) return isWhole(name)
  const now = read(snapshot, name)
  const found = fieldOf(semantics, name, now)
  if (found?.field.within !== undefined) return isWhole(found.field.within)
  return (
    found !== undefined && Verdict.omitted(found.field, semantics.axes, Verdict.knowledge(now)) !== "exact"
  )
}

const noSilentLoss = (court: Court, drawn: Case): string | undefined => {
  const plan = planOf(court, drawn.snapshot, drawn.change)
  if (plan === undefined) return undefined
  const after = applied(court.semantics, drawn, plan)
  if (after === "refused" || drawn.truth.access === undefined) return undefined
  const told = new Map(
    plan.effects.flatMap((effect) =>
      "target" in effect.subject
        ? [[nameOf(effect.subject.target), effect.either ?? [effect.after]] as const]
        : []
    )
  )
  const before = [...today(drawn.truth), ...Tomorrow.roles(court.semantics, drawn.reading, drawn.truth)]
  const then = new Map([
    ...today(after.snapshot),
    ...Tomorrow.roles(court.semantics, drawn.reading, after.snapshot)
  ])
  for (const [name, role] of before) {
    const now = then.get(name)
    if (now !== role && told.get(name)?.includes(now ?? null) !== true)
      return `${name} changed and was not told so`
  }
  return undefined
}

const today = ({ access }: Snapshot) => sides.flatMap((side) => [...(access?.[side].effective ?? [])])

const unknownIsSafe = (court: Court, drawn: Case): string | undefined => {
  const { snapshot, truth } = drawn
  const plan = planOf(court, snapshot, drawn.change)
  if (plan === undefined || plan.forms === null) return undefined
  const after = applied(court.semantics, drawn, plan)
  if (after === "refused") return undefined
  const stops = new Set(plan.hazards.flatMap(({ id, weight }) => (weight === "stop" ? [id] : [])))
  const lost = namesIn(court.semantics, truth, after.snapshot).find(
    (name) =>
      read(snapshot, name) === undefined &&
      moved(court.semantics, name, after.snapshot, truth) &&
      !namesSaid(drawn.change).includes(name) &&
      !stops.has(`overwrites-unknown:${name}`) &&
      !stops.has(`overwrites-unknown:${name.split(".")[0]}.*`)
  )
  if (lost !== undefined) return `${lost} was unknown and changed without a stop`
  for (const side of sides) {
    const seen = snapshot.access?.[side]
    if (seen === undefined) continue
    if (seen.default === undefined && !stops.has(`overwrites-unknown:${side}-default`))
      return `the unknown ${side} default is not named by a stop`
    if (seen.entries === undefined && !stops.has(`overwrites-unknown:${side}-entries`))
      return `the unknown ${side} entries are not named by a stop`
    // A stop that names the default speaks of everything that follows it.
    const named = stops.has(`overwrites-unknown:${side}-default`)
    const changed = [...(truth.access?.[side].effective ?? [])].find(
      ([id, role]) =>
        !seen.effective.has(id) &&
        after.snapshot.access?.[side].effective.get(id) !== role &&
        !named &&
        !isNamed(plan, id)
    )
    if (changed !== undefined) return `${changed[0]} was unknown and changed without a stop`
  }
  return undefined
}

const isNamed = (plan: Plan.Plan, id: string): boolean =>
  plan.hazards.some((hazard) => hazard.id.endsWith(`:${id}`)) ||
  plan.effects.some(({ subject }) => "target" in subject && nameOf(subject.target) === id)

/** The first half of a change's fields, then the other half; and all at once. */
const composition = (court: Court, { change, snapshot }: Case): string | undefined => {
  if (
    change.merge === undefined ||
    court.semantics.fields.some((field) => field.command !== undefined && mentions(change, field.name))
  )
    return undefined
  const fields = Object.entries(change.merge)
  const middle = Math.ceil(fields.length / 2)
  const first = planOf(court, snapshot, { merge: Object.fromEntries(fields.slice(0, middle)) })
  if (first === undefined || isDoubtful(first)) return undefined
  const second = planOf(court, first.predicted, {
    ...change,
    merge: Object.fromEntries(fields.slice(middle))
  })
  const whole = planOf(court, snapshot, change)
  if (second === undefined || whole === undefined || isDoubtful(second) || isDoubtful(whole)) return undefined
  const open = [...second.predicted.unknown, ...whole.predicted.unknown]
  return same(court.semantics, second.predicted, whole.predicted, open) || change.access !== undefined
    ? undefined
    : "the two ways end differently"
}

const rebase = (court: Court, { change, snapshot }: Case): string | undefined => {
  const plan = planOf(court, snapshot, change)
  if (plan === undefined || isDoubtful(plan)) return undefined
  const still = Rebase.onto(court.semantics, snapshot, snapshot, change)
  if (still.conflicts.length > 0) return "a conflict with nobody"
  const again = planOf(court, snapshot, still.change)
  if (again === undefined || JSON.stringify(again.request) !== JSON.stringify(plan.request))
    return "the change became another one"
  const done = Rebase.onto(court.semantics, snapshot, plan.predicted, change)
  return done.conflicts.length > 0 ? "its own result counts as a conflict" : undefined
}

const undo = (court: Court, drawn: Case): string | undefined => {
  const plan = planOf(court, drawn.snapshot, drawn.change)
  if (plan === undefined || plan.forms === null || isDoubtful(plan)) return undefined
  if (plan.undo.some((line) => line.undo !== "exact")) return undefined
  const back = planOf(court, plan.predicted, inverse(plan, drawn.truth))
  if (back === undefined || isDoubtful(back)) return "the inverse is not exact"
  const there = applied(court.semantics, drawn, plan)
  if (there === "refused") return "an exact plan was refused"
  const again = applied(court.semantics, { ...drawn, truth: there.snapshot }, back)
  if (again === "refused") return "the undo was refused"
  const roles = (snapshot: Snapshot) => [...today(snapshot)].sort(byFirst)
  if (differ(roles(again.snapshot), roles(drawn.truth))) return "the roles of today are not back"
  return same(
    court.semantics,
    { ...again.snapshot, access: undefined } as never,
    { ...drawn.truth, access: undefined } as never
  )
    ? undefined
    : "the record is not back"
}

/** The change that restores what a plan changes. */
const inverse = ({ effects }: Plan.Plan, { access, values }: Snapshot): Change => ({
  merge: Object.fromEntries(
    effects.flatMap(({ subject }) =>
      "field" in subject ? [[subject.field, get(values, subject.field) ?? null] as const] : []
    )
  ),
  ...(access === undefined
    ? {}
    : {
        access: {
          replace: {
            own: {
              ...(access.own.default == null ? {} : { default: access.own.default }),
              entries: [...(access.own.entries ?? [])].map(([entity, role]) => ({ entity, role }))
            },
            client: {
              ...(access.client.default == null ? {} : { default: access.client.default }),
              entries: [...(access.client.entries ?? [])].flatMap(([client, entry]) => [
                ...(entry.role === null ? [] : [{ client, role: entry.role }]),
                ...[...entry.entities].map(([entity, role]) => ({ client, entity, role }))
              ])
            }
          }
        }
      })
})
