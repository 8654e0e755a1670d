import type { Plan } from "@muster/core/Plan"
import * as Semantics from "@muster/core/Semantics"
import type { Snapshot } from "@muster/core/Snapshot"
import type { Receipt } from "@muster/core/Receipt"
import type { Unplannable } from "@muster/core/Unplannable"
import * as Effect from "effect/Effect"
import * as Predicate from "effect/Predicate"
import * as Result from "effect/Result"
import * as TestClock from "effect/testing/TestClock"
import { assert, describe, it } from "vitest"
import * as Update from "../src/Update.ts"
import * as Vendor from "../src/Vendor.ts"
import { Conflict, TimedOut, Unavailable, VendorError } from "../src/VendorError.ts"

const semanticsOf = (writes: "merge" | "replace") =>
  Semantics.make({
    vendor: "acme",
    operation: "PUT /members/:id",
    writes,
    identifiers: ["id"],
    axes: [],
    fields: [
      {
        name: "title",
        type: { says: "a string", accepts: Predicate.isString },
        cells: {
          absent: { clause: "A1", outcome: "kept" },
          null: { clause: "A1", outcome: "removed" },
          same: { clause: "A1", outcome: "set" },
          other: { clause: "A1", outcome: "set" }
        }
      }
    ],
    encode: (_, { fields }) => Object.fromEntries(fields)
  })

interface Behaviour {
  readonly writes?: "merge" | "replace"
  /** What a write does beside storing; it stores first unless this says otherwise. */
  readonly write?: (store: () => void) => Effect.Effect<void, VendorError>
  /** What a read does before answering, by its number. */
  readonly read?: (count: number, set: (title: string) => void) => Effect.Effect<void, VendorError>
}

const failed = (reason: VendorError["reason"], sent: VendorError["sent"], operation: "read" | "write") =>
  Effect.fail(new VendorError({ vendor: "acme", operation, reason, sent }))

const fake = ({ read = () => Effect.void, write = Effect.sync, writes = "merge" }: Behaviour = {}) => {
  let title = "before"
  const log: Array<string> = []
  const vendor = Vendor.make(semanticsOf(writes), [], {
    read: (member) =>
      Effect.suspend(() => {
        log.push("read")
        return read(log.filter((each) => each === "read").length, (other) => (title = other))
      }).pipe(
        Effect.map((): Snapshot => ({ vendor: "acme", member, values: { title }, unknown: [], rest: {} }))
      ),
    write: (plan) =>
      Effect.suspend(() => {
        log.push("write")
        return write(() => (title = String((plan.request as { readonly title: string }).title)))
      }),
    roster: {}
  })
  return { vendor, log }
}

const member = { id: "m-1" }

/** Plans a new title and applies it, with all the time in the world. */
const apply = (behaviour: Behaviour, title = "after") => {
  const { log, vendor } = fake(behaviour)
  const flow = Effect.gen(function* () {
    const plan = yield* Update.plan(vendor, member, { merge: { title } })
    return yield* Update.apply(vendor, plan)
  })
  return run(flow).then((result) => ({ result, log: log.join(" ") }))
}

const run = <A, E>(effect: Effect.Effect<A, E>): Promise<Result.Result<A, E>> =>
  Effect.runPromise(
    Effect.result(effect).pipe(
      Effect.raceFirst(Effect.forever(Effect.andThen(Effect.yieldNow, TestClock.adjust("100 millis")))),
      Effect.provide(TestClock.layer())
    )
  )

const status = ({
  log,
  result
}: {
  readonly log: string
  readonly result: Result.Result<Receipt, VendorError | Unplannable>
}) => [Result.isSuccess(result) ? result.success.status : result.failure.reason._tag, log]

describe("Update", () => {
  it("a plan is read, looked at again, written and read back", async () => {
    assert.deepEqual(status(await apply({})), ["confirmed", "read read write read"])
  })

  it("a change that changes nothing sends nothing", async () => {
    assert.deepEqual(status(await apply({}, "before")), ["unchanged", "read"])
  })

  it("a plan is stale when something moved since it was made", async () => {
    const read: Behaviour["read"] = (count, set) => Effect.sync(() => void (count === 2 && set("moved")))

    assert.deepEqual(status(await apply({ read })), ["Stale", "read read"])
  })

  it("a write that is refused fails, and nothing is read back", async () => {
    const write = () => failed(new Conflict({ status: 409 }), "no", "write")

    assert.deepEqual(status(await apply({ write })), ["Conflict", "read read write"])
  })

  it("a write in doubt is judged by what is read back", async () => {
    const stored: Behaviour["write"] = (store) =>
      Effect.andThen(Effect.sync(store), failed(new TimedOut({}), "maybe", "write"))
    const lost = () => failed(new TimedOut({}), "maybe", "write")

    assert.deepEqual(status(await apply({ write: stored })), ["confirmed", "read read write read"])
    assert.deepEqual(status(await apply({ write: lost })), ["unconfirmed", "read read write read read read"])
  })

  it("what a vendor shows only a moment later is still confirmed", async () => {
    const late: Behaviour = {
      write: () => Effect.void,
      read: (count, set) => Effect.sync(() => void (count === 4 && set("after")))
    }

    assert.deepEqual(status(await apply(late)), ["confirmed", "read read write read read"])
  })

  it("a write that cannot be read back is unconfirmed", async () => {
    const read: Behaviour["read"] = (count) =>
      count > 2 ? failed(new Unavailable({ status: 503 }), "no", "read") : Effect.void

    assert.deepEqual(status(await apply({ read })), ["unconfirmed", "read read write read"])
  })

  it("a third value read back is superseded", async () => {
    const read: Behaviour["read"] = (count, set) => Effect.sync(() => void (count === 3 && set("third")))

    assert.deepEqual(status(await apply({ read })), ["superseded", "read read write read"])
  })

  it("a replacing write says how long it was unguarded, a merging one was guarded by the vendor", async () => {
    const write: Behaviour["write"] = (store) => Effect.andThen(Effect.sleep("1 second"), Effect.sync(store))

    const replacing = Result.getOrThrow((await apply({ write, writes: "replace" })).result)
    const merging = Result.getOrThrow((await apply({ write })).result)

    assert.strictEqual(replacing.unguarded, 1000)
    assert.notProperty(merging, "unguarded")
  })

  it("a member that cannot be sent is refused before anything is", async () => {
    const { log, vendor } = fake()

    const result = await run(Update.plan(vendor, { id: ".." }, { merge: { title: "after" } }))

    assert.deepEqual(status({ result: Result.map(result, () => ({}) as Receipt), log: log.join(" ") }), [
      "Invalid",
      ""
    ])
  })

  it("a plan for another vendor is not applied", async () => {
    const { log, vendor } = fake()
    const snapshot: Snapshot = { vendor: "acme", member, values: {}, unknown: [], rest: {} }
    const plan: Plan = Result.getOrThrow(Update.planWith(vendor, snapshot, { merge: { title: "after" } }))

    const result = await run(Update.apply(vendor, { ...plan, vendor: "other" }))

    assert.deepEqual(status({ result, log: log.join(" ") }), ["Invalid", ""])
  })
})
