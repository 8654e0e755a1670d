/** SailPoint can be updated by PUT and by JSON Patch: which of them a plan takes, and what the patch's tests are for. */
import * as Adapter from "@muster/adapter-sailpoint/Adapter"
import { definition } from "@muster/adapter-sailpoint/Semantics"
import * as Update from "@muster/adapter-kit/Update"
import type { Vendor } from "@muster/adapter-kit/Vendor"
import { type Change, Plan, Semantics, Unplannable } from "@muster/core"
import { firstReading, type Received } from "@muster/twin-kit"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Result from "effect/Result"
import { describe, expect, it } from "vitest"
import * as Bench from "../src/Bench.ts"
import { sailPoint } from "../src/subjects/SailPoint.ts"

const record = {
  id: sailPoint.member["id"],
  accountName: "william.smith",
  firstName: "William",
  lastName: "Smith",
  email: "william.smith@example.com",
  phone: "512-555-1234",
  manager: "jane.doe",
  sourceId: "2c91808568c529c60168cca6f90c1313",
  data: { contractor: "yes" },
  startDate: "2020-03-24T00:00:00-05:00",
  endDate: "2021-03-25T00:00:00-05:00"
}
const seed = {
  records: [record],
  sources: [{ id: record.sourceId, attributes: ["contractor", "a/b~c"] }],
  identities: ["jane.doe"],
  tokens: [{ token: sailPoint.token, user: true, role: "updater" }]
}

/** Plans and applies; `meanwhile` happens right before the write. */
const attempt = (change: Change.Change, reading = {}, meanwhile?: unknown) =>
  Effect.gen(function* () {
    const { control, vendor: plain } = yield* Bench.make(
      {
        ...sailPoint,
        connect: (settings) => Adapter.make({ ...settings, attributes: ["contractor", "a/b~c"] })
      },
      { reading: { ...firstReading(sailPoint.axes), ...reading }, seed }
    )
    const vendor: Vendor = {
      ...plain,
      write: (plan) =>
        meanwhile === undefined
          ? plain.write(plan)
          : Effect.andThen(control("POST", "events", meanwhile), plain.write(plan))
    }
    const plan = yield* Update.plan(vendor, sailPoint.member, change)
    const exit = yield* Effect.exit(Update.apply(vendor, plan))
    const received = (yield* control("GET", "received")) as ReadonlyArray<Received>
    const { values } = yield* plain.read(sailPoint.member)
    return { plan, exit, values, writes: received.filter(({ method }) => method !== "GET") }
  }).pipe(Effect.scoped, Effect.provide(Bench.client), Effect.runPromise)

const status = (exit: Awaited<ReturnType<typeof attempt>>["exit"]) => {
  if (Exit.isSuccess(exit)) return exit.value.status
  const found = Exit.findError(exit)
  const error = Result.isSuccess(found) ? found.success : undefined
  return error instanceof Unplannable ? error.reason._tag : "a vendor's error"
}

describe("the operation", () => {
  it("is the document's own where both are as good", async () => {
    const { plan, values } = await attempt({ merge: { phone: "1" } })

    expect(plan.operation).toMatch(/^PUT /)
    expect(values).toMatchObject({ phone: "1", "data.contractor": "yes" })
  })

  it.each([{ "S-2": "cleared" }, { "S-2": "kept" }, { "S-2-empty": "kept" }, { "S-2-null": "refused" }])(
    "is a patch where a replacement could not be sure to take the last attribute away (%o)",
    async (reading) => {
      const { exit, plan, values, writes } = await attempt({ merge: { "data.contractor": null } }, reading)

      expect(plan.operation).toMatch(/^PATCH /)
      expect(plan.hazards).toEqual([])
      expect(status(exit)).toBe("confirmed")
      expect(Object.keys(values).filter((name) => name.startsWith("data."))).toEqual([])
      expect(writes[0]?.headers["content-type"]).toBe("application/json-patch+json")
    }
  )

  it("says names as JSON Pointers do", async () => {
    const change = { merge: { "data.a/b~c": "x", "data.contractor": null } }
    const planned = Plan.make(Semantics.make(patchAlone), snapshot, change)

    expect(Result.getOrThrow(planned).request).toEqual([
      { op: "test", path: "/data/contractor", value: "yes" },
      { op: "remove", path: "/data/contractor" },
      { op: "add", path: "/data/a~1b~0c", value: "x" }
    ])
  })

  it("is a patch where a replacement would overwrite what nobody here has seen", () => {
    const semantics = Semantics.make(definition("updater", ["contractor"]))
    const odd = { ...snapshot, rest: { badge: "red" } }
    const partial = { ...snapshot, unknown: ["data.*"] }

    for (const seen of [odd, partial]) {
      const plan = Result.getOrThrow(Plan.make(semantics, seen, { merge: { phone: "1" } }))
      expect(plan).toMatchObject({ operation: expect.stringMatching(/^PATCH /), hazards: [] })
    }
  })

  it("is the document's own again where no operation helps", () => {
    const planned = Plan.make(Semantics.make(definition()), snapshot, { merge: { email: null } })

    expect(Result.isFailure(planned) && planned.failure.reason._tag).toBe("Inexpressible")
  })
})

describe("a patch", () => {
  it("changes nothing where somebody came in between, and the plan is stale", async () => {
    const written = { ...record, data: { contractor: "no" } }
    const meanwhile = { type: "member-written", id: record.id, record: { ...written, id: undefined } }

    const { exit, values } = await attempt({ merge: { "data.contractor": null } }, {}, meanwhile)

    expect(status(exit)).toBe("Stale")
    expect(values).toMatchObject({ "data.contractor": "no" })
  })

  it("has no unguarded moment to tell of, and a replacement has", async () => {
    const [patched, replaced] = await Promise.all([
      attempt({ merge: { "data.contractor": null } }),
      attempt({ merge: { phone: "1" } })
    ])

    expect(Exit.isSuccess(patched.exit) && patched.exit.value.unguarded).toBeUndefined()
    expect(Exit.isSuccess(replaced.exit) && replaced.exit.value.unguarded).toBeGreaterThanOrEqual(0)
  })
})

const snapshot = {
  vendor: "sailpoint",
  member: sailPoint.member,
  values: {
    accountName: "william.smith",
    firstName: "William",
    lastName: "Smith",
    email: "william.smith@example.com",
    phone: "512-555-1234",
    manager: "jane.doe",
    sourceId: record.sourceId,
    startDate: record.startDate,
    endDate: record.endDate,
    "data.contractor": "yes"
  },
  unknown: [],
  rest: {}
}

const [patchAlone = definition()] = definition("updater", ["contractor", "a/b~c"]).alternatives ?? []
