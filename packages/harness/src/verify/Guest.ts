/**
 * The record that experiments are about: one that was given, and is put back as it was, or one that was created, and
 * is taken away again. Both also when the run is interrupted; what could not be undone is told.
 */
import type { Vendor } from "@muster/adapter-kit/Vendor"
import type { Json, Member, Snapshot } from "@muster/core"
import { Laws } from "@muster/core/testing"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Model from "../Model.ts"
import * as Restatement from "./Restatement.ts"

/** How a vendor's records come to be, and what that brings about beside the record. */
export interface Newcomer {
  /** The ids of its hazards; each has to be accepted. */
  readonly hazards: ReadonlyArray<string>
  /** The values to create one with; `serial` makes them unlike anybody's. */
  readonly values: (serial: string) => Json.JsonObject
}

/** Nobody may be touched: what is missing, and what would help. */
export class NoGuest extends Data.TaggedError("NoGuest")<{
  readonly vendor: string
  readonly rule: string
  readonly wayOut: string
}> {
  override get message(): string {
    return `${this.vendor}: ${this.rule}; ${this.wayOut}`
  }
}

export interface Wanted {
  readonly member: Member.Member | undefined
  readonly newcomer: Newcomer | undefined
  readonly accept: ReadonlyArray<string>
  readonly serial: string
  /** Told what is left when all is over. */
  readonly onLeft: (what: string) => Effect.Effect<void>
}

/** A record to try things on, until the scope closes. */
export const acquire = (vendor: Vendor, wanted: Wanted) =>
  wanted.member === undefined ? created(vendor, wanted) : given(vendor, wanted.member, wanted)

const given = (vendor: Vendor, member: Member.Member, { onLeft }: Wanted) =>
  Effect.acquireRelease(vendor.read(member), (before) => restore(vendor, before, onLeft))

const created = Effect.fnUntraced(function* (vendor: Vendor, { accept, newcomer, onLeft, serial }: Wanted) {
  const { create, remove } = vendor.roster
  if (newcomer === undefined || create === undefined)
    return yield* refuse(vendor, "no record can be created here", "name one with --record ID")
  const hazards = [...newcomer.hazards, ...(remove === undefined ? ["leaves-records"] : [])]
  const missing = hazards.filter((id) => !accept.includes(id))
  if (missing.length > 0)
    return yield* refuse(
      vendor,
      `creating a record ${missing.map((id) => says[id] ?? id).join(", and ")}`,
      `name one with --record ID, or accept it with ${missing.map((id) => `--accept ${id}`).join(" ")}`
    )
  const member = yield* Effect.acquireRelease(create(newcomer.values(serial)), (one) =>
    remove === undefined
      ? onLeft("the record that was created; no call takes it away")
      : Effect.catch(remove(one), () => onLeft("the record that was created; it could not be removed"))
  )
  return yield* vendor.read(member)
})

const says: Readonly<Record<string, string>> = {
  "may-charge": "may cost a charge",
  "sends-message": "sends a message to a person",
  "leaves-records": "leaves a record behind"
}

const refuse = (vendor: Vendor, rule: string, wayOut: string) =>
  Effect.fail(new NoGuest({ vendor: vendor.id, rule, wayOut }))

/** Puts a record back field by field, so that what cannot go back keeps nothing else from it. */
const restore = Effect.fnUntraced(function* (
  vendor: Vendor,
  before: Snapshot.Snapshot,
  onLeft: Wanted["onLeft"]
) {
  const now = yield* Effect.result(Effect.catch(vendor.read(before.member), () => readAgain(vendor, before)))
  if (Result.isFailure(now))
    return yield* onLeft("the record as the last experiment left it: it cannot be read")
  for (const field of Laws.differences(vendor.semantics, before, now.success)) {
    const value = Object.hasOwn(before.values, field) ? (before.values[field] ?? null) : null
    yield* Effect.ignore(send(vendor, before.member, { merge: { [field]: value } }))
  }
  if (before.access !== undefined) yield* Effect.ignore(sendAsRead(vendor, before))
  const after = yield* Effect.result(vendor.read(before.member))
  const left = Result.isFailure(after)
    ? ["everything"]
    : Laws.differences(vendor.semantics, before, after.success)
  const isAccessSame =
    Result.isFailure(after) || left.length > 0 || Laws.same(vendor.semantics, before, after.success)
  if (left.length > 0) yield* onLeft(`another value of ${left.join(", ")} than the record had`)
  if (!isAccessSame) yield* onLeft("other access than the record had")
})

/** A change with every consent there is: it only puts back what was there. */
const send = Effect.fnUntraced(function* (
  vendor: Vendor,
  member: Member.Member,
  change: { readonly merge: Json.JsonObject }
) {
  const plan = Model.consenting(vendor.semantics, yield* vendor.read(member), change)
  if (plan !== undefined) yield* vendor.write(plan)
})

/** A server may have stored what nobody can read; what was there before can be. */
export const readAgain = (vendor: Vendor, before: Snapshot.Snapshot) =>
  Effect.andThen(Effect.ignore(sendAsRead(vendor, before)), vendor.read(before.member))

/** Everything goes back in one request, stored entries and defaults too, as it was read. */
const sendAsRead = (vendor: Vendor, before: Snapshot.Snapshot) =>
  vendor.write(Restatement.plan(vendor.semantics, before))
