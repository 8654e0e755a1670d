/** The two runs that the commands and the demo share: plan a changes file, and apply one, or plan files. */
import type { Vendor } from "@muster/adapter-kit/Vendor"
import type { Line } from "@muster/core/ChangesFile"
import * as Effect from "effect/Effect"
import * as Batch from "./Batch.ts"
import * as Changes from "./Changes.ts"
import type { ExitCode } from "./Ending.ts"
import * as Outcome from "./Outcome.ts"
import * as PlanFiles from "./PlanFiles.ts"
import * as Progress from "./Progress.ts"
import * as Readings from "./Readings.ts"
import * as Vendors from "./Vendors.ts"

export interface Ran {
  readonly outcomes: ReadonlyArray<Outcome.Outcome>
  /** Lines that were left out. */
  readonly bad: Changes.Opened["bad"]
  readonly exitCode: ExitCode
}

/** Plans a changes file; nothing is sent. */
export const plan = Effect.fnUntraced(function* (catalog: Vendors.Catalog, text: string, keepGoing: boolean) {
  const { bad, lines, vendors } = yield* Changes.open(catalog, text, keepGoing)
  const items = lines.map(item)
  const onMember = yield* Progress.make("planned", members(items))
  const outcomes = yield* Batch.plan(vendors, items, onMember)
  const code = outcomes.some(Outcome.isBadInput) && !keepGoing ? 1 : Outcome.exitCode(outcomes)
  return { vendors, ran: { outcomes, bad, exitCode: bad === undefined ? code : 2 } satisfies Ran }
})

/** Applies a changes file: all of it is planned first, and if anything in it makes no sense nothing is sent. */
export const apply = Effect.fnUntraced(function* (
  catalog: Vendors.Catalog,
  text: string,
  keepGoing: boolean
) {
  const { ran, vendors } = yield* plan(catalog, text, keepGoing)
  return ran.exitCode === 1 ? ran : yield* send(vendors, ran.outcomes, ran.bad)
})

/** Applies plan files as they are. */
export const applyPlans = Effect.fnUntraced(function* (catalog: Vendors.Catalog, path: string) {
  const found = yield* PlanFiles.read(path)
  const vendors = new Map<string, Vendor>()
  for (const { content } of found) {
    const { vendor: name } = content.plan
    const vendor = vendors.get(name) ?? (yield* Vendors.find(catalog, name))
    yield* Readings.agree(vendor.semantics.evidence, content.plan)
    vendors.set(name, vendor)
  }
  const planned = found.map(({ content: { base, plan }, name }): Outcome.Planned => {
    return { _tag: "Planned", origin: name, vendor: plan.vendor, member: plan.member, plan, base }
  })
  return yield* send(vendors, planned, undefined)
})

const send = Effect.fnUntraced(function* (
  vendors: ReadonlyMap<string, Vendor>,
  planned: ReadonlyArray<Outcome.Outcome>,
  bad: Changes.Opened["bad"]
) {
  const onMember = yield* Progress.make("applied", members(planned))
  const outcomes = yield* Batch.apply(vendors, planned, onMember)
  return { outcomes, bad, exitCode: bad === undefined ? Outcome.exitCode(outcomes) : 2 } satisfies Ran
})

const item = ({ change, line, member, vendor }: Line): Batch.Item => ({
  origin: `line ${line}`,
  vendor,
  member,
  change
})

const members = (items: ReadonlyArray<Outcome.Origin>): number =>
  new Set(items.map(({ member, vendor }) => JSON.stringify([vendor, member]))).size
