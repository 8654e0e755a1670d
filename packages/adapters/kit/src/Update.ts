/**
 * The whole flow: read, plan, look again, write, read back, compare. Three trips, never a conversation; the plan
 * is complete before anything is sent.
 */
import type { Change } from "@muster/core/Change"
import type { Member } from "@muster/core/Member"
import * as Plan from "@muster/core/Plan"
import * as Receipt from "@muster/core/Receipt"
import * as Semantics from "@muster/core/Semantics"
import type { Snapshot } from "@muster/core/Snapshot"
import { Unplannable } from "@muster/core/Unplannable"
import * as Clock from "effect/Clock"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import type { Vendor } from "./Vendor.ts"
import type { VendorError } from "./VendorError.ts"

/** Plans a change of a member as the vendor has it now. */
export const plan = (
  vendor: Vendor,
  member: Member,
  change: Change
): Effect.Effect<Plan.Plan, VendorError | Unplannable> =>
  Effect.flatMap(vendor.read(member), (snapshot) => Effect.fromResult(planWith(vendor, snapshot, change)))

/** Plans a change of a member as a snapshot has it. */
export const planWith = (
  vendor: Vendor,
  snapshot: Snapshot,
  change: Change
): Result.Result<Plan.Plan, Unplannable> => Plan.make(vendor.semantics, snapshot, change)

export interface Options {
  /** Waits before another look, where a vendor still shows what was there before. 200 milliseconds, then a second. */
  readonly patience?: ReadonlyArray<Duration.Input>
}

/**
 * Sends a plan and says how it ended. Fails when the plan lacks consent or is stale, or when the vendor refuses;
 * a write whose outcome nobody knows is no failure but a receipt, judged by what is read back.
 */
export const apply = Effect.fnUntraced(function* (
  vendor: Vendor,
  plan: Plan.Plan,
  { patience = usualPatience }: Options = {}
) {
  yield* Effect.fromResult(Result.flatMap(addressed(vendor, plan), Plan.consented))
  if (plan.forms === null) return Receipt.unchanged(plan)
  const before = yield* vendor.read(plan.member)
  const readAt = yield* Clock.currentTimeMillis
  yield* Effect.fromResult(Plan.current(vendor.semantics, plan, before))
  const written = yield* Effect.result(vendor.write(plan))
  // Up to the answer, not up to the call: a write may have waited for the vendor's leave before it was sent.
  const answeredAt = yield* Clock.currentTimeMillis
  const operation = Semantics.operationOf(vendor.semantics, plan.operation)
  if (Result.isFailure(written) && written.failure.sent === "no")
    return yield* refused(vendor, plan, operation, written.failure)
  const timing = operation.writes === "replace" ? { unguarded: answeredAt - readAt } : {}
  return yield* settle(vendor, plan, before, timing, patience)
})

/** A request with a precondition may be refused because somebody came in between: then the plan is stale. */
const refused = Effect.fnUntraced(function* (
  vendor: Vendor,
  plan: Plan.Plan,
  { isGuarded }: Semantics.Semantics,
  failure: VendorError
) {
  if (isGuarded === true && failure.reason._tag === "Invalid") {
    const now = yield* Effect.mapError(vendor.read(plan.member), () => failure)
    yield* Effect.fromResult(Plan.current(vendor.semantics, plan, now))
  }
  return yield* failure
})

const usualPatience: ReadonlyArray<Duration.Input> = ["200 millis", "1 second"]

const settle = Effect.fnUntraced(function* (
  vendor: Vendor,
  plan: Plan.Plan,
  before: Snapshot,
  timing: { readonly unguarded?: number },
  patience: ReadonlyArray<Duration.Input>
) {
  const look = Effect.match(reread(vendor, plan), {
    onSuccess: (observed) => Receipt.of(vendor.semantics, plan, before, observed, timing),
    onFailure: () => undefined
  })
  let receipt = yield* look
  for (const pause of patience) {
    if (receipt?.status !== "unconfirmed") break
    yield* Effect.sleep(pause)
    receipt = (yield* look) ?? receipt
  }
  return receipt ?? Receipt.unread(plan, timing)
})

/** A change may give the member another name; it is found under that one, or still under the old one. */
const reread = (vendor: Vendor, { member, predicted }: Plan.Plan) =>
  predicted.member === member
    ? vendor.read(member)
    : Effect.catchTag(vendor.read(predicted.member), "VendorError", (error) =>
        error.reason._tag === "NotFound" ? vendor.read(member) : Effect.fail(error)
      )

const addressed = (vendor: Vendor, plan: Plan.Plan): Result.Result<Plan.Plan, Unplannable> =>
  plan.vendor === vendor.id
    ? Result.succeed(plan)
    : Result.fail(
        new Unplannable({
          vendor: vendor.id,
          reason: {
            _tag: "Invalid",
            problems: [
              {
                field: "vendor",
                rule: "is another one",
                wayOut: "apply the plan at the vendor it was made for"
              }
            ]
          }
        })
      )
