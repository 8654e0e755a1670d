/**
 * The flow for those who do not use Effect: functions that return promises, over the platform's `fetch`. They reject
 * with the same errors, told apart by `_tag`; an abort rejects with its signal's reason.
 */
import type { Change } from "@muster/core/Change"
import type { Member } from "@muster/core/Member"
import type { Plan } from "@muster/core/Plan"
import type { Receipt } from "@muster/core/Receipt"
import type { Snapshot } from "@muster/core/Snapshot"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
import type * as HttpClient from "effect/http/HttpClient"
import * as Redacted from "effect/Redacted"
import * as Update from "./Update.ts"
import type { Vendor } from "./Vendor.ts"
import { Unauthorized, VendorError } from "./VendorError.ts"

export interface Promised {
  readonly read: (member: Member, signal?: AbortSignal) => Promise<Snapshot>
  readonly plan: (member: Member, change: Change, signal?: AbortSignal) => Promise<Plan>
  /** Whoever aborts it while it writes has to read before sending the change again: it may have arrived. */
  readonly apply: (plan: Plan, signal?: AbortSignal) => Promise<Receipt>
}

/** A vendor as its adapter makes it, `Digits.make({ … })`. Rejects where that fails, with `Misconfigured`. */
export const from = async <E>(
  adapter: Effect.Effect<Vendor, E, HttpClient.HttpClient>
): Promise<Promised> => {
  const vendor = await run(Effect.provide(adapter, FetchHttpClient.layer))
  return {
    read: (member, signal) => run(vendor.read(member), signal),
    plan: (member, change, signal) => run(Update.plan(vendor, member, change), signal),
    apply: (plan, signal) => run(Update.apply(vendor, plan), signal)
  }
}

/** Credentials, or another secret of an adapter's settings. A rejection is `Unauthorized`, and why it came stays here. */
export const secret = (
  get: (signal: AbortSignal) => Promise<string>
): Effect.Effect<Redacted.Redacted<string>, VendorError> =>
  Effect.tryPromise({
    try: async (signal) => Redacted.make(await get(signal)),
    catch: () =>
      new VendorError({
        vendor: "",
        operation: "read",
        reason: new Unauthorized({ rule: "the secret was not given" }),
        sent: "no"
      })
  })

const run = async <A, E>(effect: Effect.Effect<A, E>, signal?: AbortSignal): Promise<A> => {
  const exit = await Effect.runPromiseExit(effect, { signal })
  if (Exit.isSuccess(exit)) return exit.value
  // Nothing but the signal interrupts.
  throw Cause.hasInterruptsOnly(exit.cause) ? signal?.reason : Cause.squash(exit.cause)
}
