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

describe("a field of a worker", () => {
  const enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"

  it.each([
    ["userName", "userName", "a string that is not empty"],
    ["name.givenName", "name.givenName", "a string that is not empty"],
    ["name.familyName", "name.familyName", "a string that is not empty"],
    ["title", "title", "a string that is not empty"],
    ["active", "active", "true or false"],
    ["emails.work", 'emails[type eq "work"].value', "an e-mail address"],
    ["emails.home", 'emails[type eq "home"].value', "an e-mail address"],
    ["phoneNumbers.work", 'phoneNumbers[type eq "work"].value', "a phone number"],
    ["phoneNumbers.mobile", 'phoneNumbers[type eq "mobile"].value', "a phone number"],
    ["addresses.work.streetAddress", 'addresses[type eq "work"].streetAddress', "a string that is not empty"],
    ["addresses.work.locality", 'addresses[type eq "work"].locality', "a string that is not empty"],
    ["addresses.work.region", 'addresses[type eq "work"].region', "a string that is not empty"],
    ["addresses.work.postalCode", 'addresses[type eq "work"].postalCode', "a string that is not empty"],
    ["addresses.work.country", 'addresses[type eq "work"].country', "a country code like US (ISO 3166-1)"],
    ["preferredLanguage", "preferredLanguage", "a language like da"],
    ["locale", "locale", "a locale like en-US (BCP 47)"],
    ["timezone", "timezone", "a time zone of the IANA list, like Europe/Berlin"],
    ["employeeNumber", `${enterprise}:employeeNumber`, "a string that is not empty"],
    ["manager", `${enterprise}:manager.value`, "the manager's userName"],
    ["employment.start", undefined, "a date like 2026-12-31, or with a time, like 2026-12-31T17:00:00"],
    ["employment.end", undefined, "a date like 2026-12-31, or with a time, like 2026-12-31T17:00:00"]
  ] as const)("%s is %s in SCIM 2.0, and holds %s", (name, scim, says) => {
    expect(Worker.fields[name]).toMatchObject({ scim, says })
  })

  it.each([
    ["title", "Dr", true],
    ["title", "", false],
    ["title", 1, false],
    ["active", false, true],
    ["active", "false", false],
    ["employment.end", "2026-12-31", true],
    ["employment.end", "2026-12-31T17:00:00", true],
    ["employment.end", "soon", false],
    ["employment.end", 2026, false]
  ] as const)("%s may be %j: %s", (name, value, isTaken) => {
    expect(Worker.fields[name].accepts(value)).toBe(isTaken)
  })
})

describe("a wrong change of a worker", () => {
  it("is told by field, rule and way out", () => {
    const known = Object.keys(Worker.fields).join(", ")

    expect(Worker.toChange(mapping, { replace: { shoe: 4, active: "no" } }).problems).toEqual([
      {
        field: "worker.replace",
        rule: "a worker has no field of one of the names given",
        wayOut: `its fields are ${known}`
      },
      { field: "worker.replace.active", rule: "has to be true or false", wayOut: "correct the value" }
    ])
  })

  it("inherits no name", () => {
    expect(Worker.toChange(mapping, { merge: { constructor: "x" } }).problems).toHaveLength(1)
  })
})

describe("a right change of a worker", () => {
  it("may wish nothing", () => {
    expect(Worker.toChange(mapping, {})).toEqual({ change: { merge: {} }, problems: [] })
  })

  it("replaces within the fields that the vendor has, and lists what it has no place for", () => {
    expect(Worker.toChange(mapping, { replace: { title: "Dr", locale: null } })).toEqual({
      change: {
        replace: { title: "Dr" },
        vocabulary: ["title", "name", "nickname"],
        unplaced: [{ field: "locale" }]
      },
      problems: []
    })
  })

  it("says what a value without a counterpart has to be, where the vendor's table does not", () => {
    const few: Worker.Mapping = [
      { worker: "locale", field: "name", to: () => undefined, from: () => undefined }
    ]

    expect(Worker.toChange(few, { merge: { locale: "xx" } }).change.unplaced).toEqual([
      { field: "locale", needs: "to be a locale like en-US (BCP 47)" }
    ])
    expect(Worker.toChange(few, { merge: { locale: null } }).change).toEqual({ merge: { name: null } })
  })

  it("keeps to the zone of the setting where its own is cleared", () => {
    const merge = { timezone: null, "employment.end": "2026-12-31" }

    expect(Worker.toChange(mapping, { merge }, berlin).change.merge).toEqual({
      nickname: "2026-12-31T00:00:00.000+01:00"
    })
  })
})

describe("a vendor's record", () => {
  it("tells of a worker what has a counterpart, and nothing that is not there", () => {
    const commanded: Worker.Counterpart = {
      worker: "active",
      field: "activate",
      readAt: "isActive",
      to: (value) => value,
      from: (value) => value
    }
    const values = { title: "Dr", name: null, nickname: "2026-12-31T00:00:00.000+01:00", shoe: 4 }

    expect(
      Worker.fromRecord([...mapping, commanded], { ...values, isActive: true, activate: false }, berlin)
    ).toEqual({ title: "Dr", "employment.end": "2026-12-31", active: true })
    expect(Worker.fromRecord(mapping, values)).toEqual({ title: "Dr" })
  })

  it("tells nothing that a worker cannot hold, and nothing inherited", () => {
    expect(Worker.fromRecord(mapping, { title: "", name: 4 })).toEqual({})
    expect(Worker.fromRecord([Worker.same("title", "constructor")], {})).toEqual({})
    const asText: Worker.Counterpart = { ...Worker.same("title", "title"), from: (value) => String(value) }
    expect(Worker.fromRecord([asText], { title: null })).toEqual({})
    expect(Worker.fromRecord([asText], {})).toEqual({})
  })
})

describe("a date in the words of a worker", () => {
  it.each([
    ["2026-12-31", { date: "2026-12-31", time: "00:00:00" }],
    ["2024-02-29", { date: "2024-02-29", time: "00:00:00" }],
    ["2026-12-31T09:59:07", { date: "2026-12-31", time: "09:59:07" }],
    ["2026-12-31T23:00:00.125", { date: "2026-12-31", time: "23:00:00.125" }],
    ["2026-02-29", undefined],
    ["2026-13-01", undefined],
    ["2026-12-31T24:00:00", undefined],
    ["2026-12-31T17:60:00", undefined],
    ["2026-12-31T17:00:60", undefined],
    ["2026-12-31T17:00", undefined],
    ["2026-12-31T17:00:00.12", undefined],
    ["2026-12-31T17:00:00Z", undefined],
    ["on 2026-12-31", undefined],
    [" 2026-12-31", undefined],
    ["2026-12-31 ", undefined],
    ["12026-12-31", undefined],
    ["2026-1-31", undefined],
    ["2026-12-3", undefined],
    [20261231, undefined],
    [["2026-12-31"], undefined],
    [null, undefined]
  ])("%j has these parts: %j", (value, parts) => {
    expect(Worker.partsOf(value)).toEqual(parts)
  })

  it("names its time unless that is the start of the day", () => {
    expect(Worker.dateOf("2026-12-31", "00:00:00")).toBe("2026-12-31")
    expect(Worker.dateOf("2026-12-31", "00:00:01")).toBe("2026-12-31T00:00:01")
  })

  it.each([
    ["2026-12-31T17:00:00", "2026-12-31T17:00:00.000+01:00"],
    ["2026-12-31T17:00:00.125", "2026-12-31T17:00:00.125+01:00"],
    ["2026-12-31T17:00:00.000", "2026-12-31T17:00:00.000+01:00"],
    ["2026-12-31T00:00:00.000", "2026-12-31T00:00:00.000+01:00"],
    ["2026-07-01", "2026-07-01T00:00:00.000+02:00"],
    ["1890-01-01", undefined],
    [7, undefined]
  ])("%j is in Berlin the instant %j", (value, instant) => {
    expect(Worker.instantOf(value, berlin)).toBe(instant)
  })

  it.each([
    ["2026-12-31T23:30:00Z", "2027-01-01T00:30:00"],
    ["2026-12-31T23:00:00Z", "2027-01-01"],
    ["2026-12-31T23:00:00.125Z", "2027-01-01T00:00:00.125"],
    ["2026-12-31T12:34:56.700Z", "2026-12-31T13:34:56.700"],
    ["+012026-12-31T12:00:00Z", undefined],
    ["no instant", undefined],
    [0, undefined]
  ])("is in Berlin, at the instant %j, %j", (instant, date) => {
    expect(Worker.dateIn(instant, berlin)).toBe(date)
  })

  it("is not known without a zone, or in one that does not exist", () => {
    for (const setting of [{}, { zone: "Europe/Atlantis" }]) {
      expect(Worker.dateIn("2026-12-31T12:00:00Z", setting)).toBeUndefined()
      expect(Worker.instantOf("2026-12-31", setting)).toBeUndefined()
    }
  })
})
