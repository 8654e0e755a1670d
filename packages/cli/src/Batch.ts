/**
 * Many changes at once: vendors side by side, the members of a vendor one after the other, the changes of a member
 * in order, each on the result of the one before. What fails at one member leaves the others alone.
 */
import * as Update from "@muster/adapter-kit/Update"
import type { Vendor } from "@muster/adapter-kit/Vendor"
import type { Change } from "@muster/core/Change"
import * as Rebase from "@muster/core/Rebase"
import type { Snapshot } from "@muster/core/Snapshot"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import type { Applied, Failed, Origin, Outcome, Planned, Skipped } from "./Outcome.ts"

export interface Item extends Origin {
  readonly change: Change
}

type Vendors = ReadonlyMap<string, Vendor>

/** Told after each member. */
export type OnMember = (vendor: string) => Effect.Effect<void>

/** Plans every item and sends nothing. A later item of a member is planned on what the earlier one predicts. */
export const plan = (vendors: Vendors, items: ReadonlyArray<Item>, onMember: OnMember) =>
  each(vendors, items, onMember, planMember)

/** Applies what was planned. The first plan of a member is sent as it is; later ones are made again on its result. */
export const apply = (vendors: Vendors, planned: ReadonlyArray<Outcome>, onMember: OnMember) =>
  each(vendors, planned, onMember, applyMember)

/** Runs a member's items at a time and gives the outcomes in the order of the items. */
const each = <A extends Origin>(
  vendors: Vendors,
  items: ReadonlyArray<A>,
  onMember: OnMember,
  run: (vendor: Vendor, items: ReadonlyArray<A>) => Effect.Effect<ReadonlyArray<Outcome>>
): Effect.Effect<ReadonlyArray<Outcome>> => {
  const byVendor = Map.groupBy(items, ({ vendor }) => vendor)
  return Effect.forEach(
    byVendor,
    ([name, ofVendor]) => {
      const vendor = vendors.get(name)
      if (vendor === undefined) return Effect.die(new RangeError(`no vendor ${name}`))
      const members = [...Map.groupBy(ofVendor, ({ member }) => JSON.stringify(member)).values()]
      return Effect.forEach(members, (ofMember) =>
        run(vendor, ofMember).pipe(
          Effect.tap(() => onMember(name)),
          Effect.map((outcomes) => ofMember.map((item, at) => [item, outcomes[at]] as const))
        )
      )
    },
    { concurrency: "unbounded" }
  ).pipe(
    Effect.map((found) => {
      const outcomeOf = new Map(found.flat(2))
      return items.flatMap((item) => outcomeOf.get(item) ?? [])
    })
  )
}

const origin = ({ member, origin, vendor }: Origin): Origin => ({ origin, vendor, member })

const skipped = (item: Origin): Skipped => ({ ...origin(item), _tag: "Skipped" })

const failed = (item: Origin, error: Failed["error"], more: Partial<Failed> = {}): Failed => ({
  ...origin(item),
  _tag: "Failed",
  error,
  ...more
})

const planMember = Effect.fnUntraced(function* (vendor: Vendor, items: ReadonlyArray<Item>) {
  const [first, ...rest] = items
  if (first === undefined) return []
  const read = yield* Effect.result(vendor.read(first.member))
  if (Result.isFailure(read)) return [failed(first, read.failure), ...rest.map(skipped)]
  const outcomes: Array<Outcome> = []
  let base: Snapshot | undefined = read.success
  for (const item of items) {
    const outcome: Outcome = base === undefined ? skipped(item) : planOn(vendor, base, item)
    outcomes.push(outcome)
    base = outcome._tag === "Planned" ? outcome.plan.predicted : undefined
  }
  return outcomes
})

const planOn = (vendor: Vendor, base: Snapshot, item: Item): Planned | Failed =>
  Result.match(Update.planWith(vendor, base, item.change), {
    onSuccess: (plan) => ({ ...origin(item), _tag: "Planned" as const, plan, base }),
    onFailure: (error) => failed(item, error)
  })

const applyMember = Effect.fnUntraced(function* (vendor: Vendor, items: ReadonlyArray<Outcome>) {
  const outcomes: Array<Outcome> = []
  let isFirst = true
  let goesOn = true
  for (const item of items) {
    const outcome: Outcome =
      item._tag !== "Planned"
        ? item
        : !goesOn
          ? skipped(item)
          : isFirst
            ? yield* send(vendor, item)
            : yield* planAndSend(vendor, item)
    outcomes.push(outcome)
    goesOn = goesOn && outcome._tag === "Applied" && settled.has(outcome.receipt.status)
    isFirst = false
  }
  return outcomes
})

/** After these a later change of the same member has something to build on. */
const settled: ReadonlySet<string> = new Set(["unchanged", "confirmed", "pending"])

const planAndSend = Effect.fnUntraced(function* (vendor: Vendor, item: Planned) {
  const read = yield* Effect.result(vendor.read(item.member))
  if (Result.isFailure(read)) return failed(item, read.failure)
  const planned = planOn(vendor, read.success, { ...item, change: item.plan.change })
  return planned._tag === "Planned" ? yield* send(vendor, planned) : planned
})

const send = Effect.fnUntraced(function* (vendor: Vendor, item: Planned): Effect.fn.Return<Applied | Failed> {
  const { plan } = item
  const sent = yield* Effect.result(Update.apply(vendor, plan))
  if (Result.isSuccess(sent)) return { ...origin(item), _tag: "Applied", plan, receipt: sent.success }
  const error = sent.failure
  if (error._tag === "Unplannable" && error.reason._tag === "Stale") {
    const fresh = yield* Effect.result(vendor.read(item.member))
    if (Result.isSuccess(fresh))
      return failed(item, error, {
        plan,
        rebased: Rebase.onto(vendor.semantics, item.base, fresh.success, plan.change)
      })
  }
  return failed(item, error, { plan })
})
