/** A worker's change in a vendor's words: what is translated, what has no place, and dates with their zones. */
import { Plan, Worker } from "@muster/core"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { borea } from "./tables.ts"

const mapping: Worker.Mapping = [
  Worker.same("title", "title"),
  Worker.same("userName", "name"),
  {
    worker: "employment.end",
    field: "nickname",
    to: Worker.instantOf,
    from: Worker.dateIn,
    needs: "a time zone"
  }
]
const ada = {
  vendor: "borea",
  member: { id: "m" },
  values: { title: "Ms", nickname: "ada", name: "Ada", plan: "free" },
  unknown: [],
  rest: {}
}
const berlin = { zone: "Europe/Berlin" }

describe("a worker's change", () => {
  it("names the vendor's fields, and null stays null", () => {
    expect(Worker.toChange(mapping, { merge: { title: null, userName: "ada" } })).toEqual({
      change: { merge: { title: null, name: "ada" } },
      problems: []
    })
  })

  it("lists what the vendor has no place for, and what it would need", () => {
    const { change } = Worker.toChange(mapping, {
      merge: { locale: "en-US", title: "Dr", "employment.end": "2026-12-31" }
    })

    expect(change).toEqual({
      merge: { title: "Dr" },
      unplaced: [{ field: "locale" }, { field: "employment.end", needs: "a time zone" }]
    })
  })

  it("stops the plan by one line until that is accepted", () => {
    const { change } = Worker.toChange(mapping, { merge: { locale: "en-US", active: false, title: "Dr" } })
    const refused = Plan.make(borea(), ada, change)
    if (Result.isSuccess(refused) || refused.failure.reason._tag !== "Inexpressible")
      throw new Error("it was planned")

    expect(Redacted.value(refused.failure.reason.hazards)).toEqual([
      expect.objectContaining({ id: "no-place", says: expect.stringContaining("locale, active") })
    ])
    const plan = Result.getOrThrow(Plan.make(borea(), ada, { ...change, accept: ["no-place"] }))
    expect(plan.request).toEqual({ title: "Dr" })
    expect(plan.hazards.map(({ id }) => id)).toEqual(["no-place"])
  })

  it("is stopped even where nothing else is left", () => {
    const { change } = Worker.toChange(mapping, { merge: { locale: "en-US" } })

    expect(Result.isFailure(Plan.make(borea(), ada, change))).toBe(true)
    expect(Result.getOrThrow(Plan.make(borea(), ada, { ...change, accept: ["no-place"] })).request).toBeNull()
  })

  it("clears no more than a worker has when it replaces", () => {
    const { change } = Worker.toChange(mapping, { replace: { userName: "Ada" } })
    const plan = Result.getOrThrow(Plan.make(borea({ null: "clears" }), ada, change))

    expect(plan.predicted.values).toEqual({ name: "Ada", plan: "free" })
    const others = Worker.toChange([Worker.same("userName", "name")], { replace: { userName: "Ada" } })
    expect(Result.getOrThrow(Plan.make(borea(), ada, others.change)).request).toBeNull()
  })

  it("refuses names and values that a worker does not have", () => {
    const { problems } = Worker.toChange(mapping, { merge: { tittle: "Dr", active: "no", title: 1 } })

    expect(problems.map(({ field }) => field)).toEqual([
      "worker.merge",
      "worker.merge.active",
      "worker.merge.title"
    ])
  })
})

describe("a date", () => {
  it("is the start of its day in the zone of the change, else of the setting, and never in UTC", () => {
    expect(Worker.instantOf("2026-12-31", berlin)).toBe("2026-12-31T00:00:00.000+01:00")
    expect(Worker.instantOf("2026-12-31", {})).toBeUndefined()
    expect(
      Worker.toChange(mapping, { merge: { timezone: "Asia/Tokyo", "employment.end": "2026-12-31" } }, berlin)
        .change
    ).toEqual({ merge: { nickname: "2026-12-31T00:00:00.000+09:00" }, unplaced: [{ field: "timezone" }] })
  })

  it.each([
    ["2026-02-30", "a day that the month does not have"],
    ["2026-03-29T02:30:00", "a time that clocks jump over"],
    ["2026-10-25T02:30:00", "a time that clocks show twice"],
    ["31.12.2026", "another form"]
  ])("%s has no instant: %s", (value) => {
    expect(Worker.instantOf(value, berlin)).toBeUndefined()
  })

  it("comes back from its instant, in any zone", () => {
    const days = fc.date({ min: new Date("1990-01-01"), max: new Date("2050-01-01"), noInvalidDate: true })
    const zones = fc.constantFrom(
      "Europe/Berlin",
      "America/New_York",
      "Asia/Kolkata",
      "Pacific/Auckland",
      "UTC"
    )
    fc.assert(
      fc.property(days, zones, fc.boolean(), (day, zone, withTime) => {
        const value = withTime ? day.toISOString().slice(0, 19) : day.toISOString().slice(0, 10)
        const plain = value.replace("T00:00:00", "")
        const instant = Worker.instantOf(plain, { zone })
        const back = instant === undefined ? plain : Worker.dateIn(instant, { zone })
        expect(back).toBe(plain)
      })
    )
  })
})
