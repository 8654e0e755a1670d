/**
 * A worker at every vendor: law 14 for each mapping, law 7 between a vendor that replaces and those that merge, and
 * the table of both. Every run draws new cases; a failure prints the seed that shows it again.
 */
import { join } from "node:path"
import { Worker } from "@muster/core"
import * as fc from "fast-check"
import { afterAll, describe, expect, it } from "vitest"
import * as Equivalence from "../src/Equivalence.ts"
import { type Mapped, mapped, ofBioT, ofEloomi, ofMiles, ofSailPoint } from "../src/Mapped.ts"
import * as Recorded from "../src/Recorded.ts"
import type { Subject } from "../src/Subject.ts"
import * as Summary from "../src/Summary.ts"
import * as WorkerDrawing from "../src/WorkerDrawing.ts"
import * as WorkerLaws from "../src/WorkerLaws.ts"
import * as WorkerTable from "../src/WorkerTable.ts"
import { formatted } from "./Formatted.ts"

const seed = Number(process.env["MUSTER_SEED"] ?? Date.now() % 2 ** 31)
const runs = Math.max(1000, Number(process.env["MUSTER_RUNS"] ?? 1000))

/** What is wrong in some drawn case, with that case and the seed; `undefined` where nothing is. */
const wrong = <A>(drawn: fc.Arbitrary<A>, law: (each: A) => string | undefined): string | undefined => {
  let found: string | undefined
  const { counterexample, errorInstance, failed } = fc.check(
    fc.property(drawn, (each) => {
      const broken = law(each)
      found = broken ?? found
      return broken === undefined
    }),
    { numRuns: runs, seed }
  )
  if (!failed) return undefined
  if (found === undefined) throw errorInstance
  const again = `MUSTER_SEED=${seed} MUSTER_RUNS=${runs} npm test -w @muster/harness -- test/Worker`
  return `${found}\n${fc.stringify(counterexample?.[0])}\nshow it again: ${again}`
}

type Law = (vendor: Mapped, tally: WorkerLaws.Tally) => string | undefined

const laws = {
  told: (vendor) => wrong(WorkerDrawing.wishes(vendor), (drawn) => WorkerLaws.told(vendor, drawn)),
  "get-put": (vendor, tally) =>
    wrong(WorkerDrawing.wishes(vendor), (drawn) => WorkerLaws.getPut(vendor, drawn, tally)),
  "put-get": (vendor, tally) =>
    wrong(WorkerDrawing.records(vendor), (drawn) => WorkerLaws.putGet(vendor, drawn, tally)),
  meaning: (vendor) =>
    meanings
      .filter((each) => each.vendor === vendor.subject.id)
      .map((each) => WorkerLaws.meaning(vendor, each))
      .find((broken) => broken !== undefined)
} as const satisfies Record<string, Law>

/** One for every field that does not say the same in both places. */
const meanings: ReadonlyArray<WorkerLaws.Meaning> = [
  ...(["start", "end"] as const).flatMap((which) => [
    {
      vendor: "sailpoint",
      worker: { [`employment.${which}`]: "2026-07-01" },
      record: { [`${which}Date`]: "2026-06-30T22:00:00Z" },
      setting: { zone: "Europe/Berlin" }
    },
    {
      vendor: "sailpoint",
      worker: { [`employment.${which}`]: "2026-12-31T17:30:00" },
      record: { [`${which}Date`]: "2026-12-31T17:30:00-05:00" },
      setting: { zone: "America/New_York" }
    },
    {
      vendor: "eloomi",
      worker: { [`employment.${which}`]: "2026-07-01" },
      record: { [`${which}_of_employment_at`]: "2026-07-01 00:00:00" }
    },
    {
      vendor: "eloomi",
      worker: { [`employment.${which}`]: "2026-12-31T17:30:00" },
      record: { [`${which}_of_employment_at`]: "2026-12-31 17:30:00" },
      setting: { zone: "America/New_York" }
    }
  ]),
  { vendor: "eloomi", worker: { active: true }, record: { activated: true } },
  { vendor: "eloomi", worker: { active: false }, record: { activated: false } },
  { vendor: "biot", worker: { locale: "pt-BR" }, record: { _locale: "pt-br" } },
  { vendor: "88miles", worker: { active: true }, record: { active: "true" } },
  { vendor: "88miles", worker: { active: false }, record: { active: "false" } }
]

/** How often a field has to come back before its silence counts as evidence. */
const enough = 50

describe.each(mapped)("A worker at $subject.id", (vendor) => {
  const { mapping, subject } = vendor
  const tallies = { told: new Map(), "get-put": new Map(), "put-get": new Map(), meaning: new Map() }

  it("is told whole: each field is translated, unplaced or a problem, and one of them only", () => {
    expect(laws.told(vendor)).toBeUndefined()
  })

  it("comes back as it was put (get-put)", () => {
    expect(laws["get-put"](vendor, tallies["get-put"])).toBeUndefined()
  })

  it("is put back as it was got (put-get)", () => {
    expect(laws["put-get"](vendor, tallies["put-get"])).toBeUndefined()
  })

  it("means what the examples say, which are about every field that is said in another way", () => {
    expect(laws.meaning(vendor)).toBeUndefined()

    const values = [true, false, "2026-07-01", "en-US"]
    const otherwise = mapping.filter(
      ({ readAt, to, worker }) =>
        readAt !== undefined ||
        values.some((value) => Worker.fields[worker].accepts(value) && to(value, {}) !== value)
    )
    const named = meanings
      .filter((each) => each.vendor === subject.id)
      .flatMap((each) => Object.keys(each.worker))
    expect(new Set(named), "has a row for each field that is said in another way, and for no other").toEqual(
      new Set(otherwise.map(({ worker }) => worker))
    )
  })

  it("came back often enough, each field both ways", () => {
    const rare = (["get-put", "put-get"] as const).flatMap((law) =>
      mapping.flatMap(({ worker }) => {
        const times = tallies[law].get(worker) ?? 0
        return times < enough ? [`${worker}, ${law}: ${times}`] : []
      })
    )
    expect(rare).toEqual([])
  })

  afterAll(() => {
    const [put = 0, got = 0] = [tallies["get-put"], tallies["put-get"]].map((tally) =>
      [...tally].reduce((sum, [name, times]) => (name === "told" ? sum : sum + times), 0)
    )
    Summary.add([
      `${subject.id}: a worker over ${runs} changes and ${runs} records: ${put} values put and got, ${got} got and put, seed ${seed}`
    ])
  })
})

/** The mapping with another counterpart for one field of the worker. */
const instead = (
  vendor: Mapped,
  worker: Worker.WorkerField,
  change: Partial<Worker.Counterpart>
): Mapped => ({
  ...vendor,
  mapping: vendor.mapping.map((each) => (each.worker === worker ? { ...each, ...change } : each))
})

const inUtc = {
  to: (value) => {
    const parts = Worker.partsOf(value)
    return parts === undefined ? undefined : `${parts.date}T${parts.time}Z`
  },
  from: (value) => Worker.dateIn(value, { zone: "UTC" })
} as const satisfies Partial<Worker.Counterpart>

const mistakes: ReadonlyArray<readonly [says: string, law: keyof typeof laws, mistaken: Mapped]> = [
  ["a date is put in UTC", "get-put", instead(ofSailPoint, "employment.end", { to: inUtc.to })],
  ["a date is got in UTC", "put-get", instead(ofSailPoint, "employment.end", { from: inUtc.from })],
  ["a date is in UTC both ways", "meaning", instead(ofSailPoint, "employment.end", inUtc)],
  [
    "a time of day is dropped",
    "get-put",
    instead(ofEloomi, "employment.start", {
      to: (value) => `${String(value).slice(0, 10)} 00:00:00`
    })
  ],
  ["an instant is cut", "put-get", instead(ofSailPoint, "employment.start", { from: Worker.dateIn })],
  [
    "a locale of any spelling is lowered",
    "get-put",
    instead(ofBioT, "locale", {
      to: (value) => String(value).toLowerCase()
    })
  ],
  ["a locale is not lowered", "put-get", instead(ofBioT, "locale", { to: (value) => value })],
  ["a locale is not raised again", "get-put", instead(ofBioT, "locale", { from: (value) => value })],
  [
    "being active is inverted where it is put",
    "get-put",
    instead(ofEloomi, "active", {
      to: (value) => (value === true ? "deactivate" : "instant")
    })
  ],
  [
    "being active is inverted where it is got",
    "put-get",
    instead(ofMiles, "active", {
      from: (value) => value !== "true"
    })
  ],
  [
    "being active is inverted both ways",
    "meaning",
    instead(ofMiles, "active", {
      to: (value) => String(value === false),
      from: (value) => value !== "true"
    })
  ],
  ["a command is read where it is written", "get-put", instead(ofEloomi, "active", { readAt: "activate" })],
  ["a field is dropped where it is put", "get-put", instead(ofMiles, "emails.work", { to: () => null })],
  [
    "a field is dropped where it is got",
    "put-get",
    instead(ofSailPoint, "phoneNumbers.work", {
      from: () => undefined
    })
  ],
  ["two fields share a place", "told", instead(ofEloomi, "emails.home", { field: "email" })],
  [
    "a field is there twice",
    "get-put",
    {
      ...ofMiles,
      mapping: [...ofMiles.mapping, Worker.same("title", "last_name")]
    }
  ],
  [
    "a field has a name that the vendor does not know",
    "get-put",
    instead(ofBioT, "employeeNumber", {
      field: "employeeId"
    })
  ]
]

describe("A mistaken mapping", () => {
  it.each(mistakes)("is noticed: %s (%s)", (_, law, mistaken) => {
    expect(laws[law](mistaken, new Map())).toBeTypeOf("string")
  })

  it("is needed for every law", () => {
    expect(new Set(mistakes.map(([, law]) => law))).toEqual(new Set(Object.keys(laws)))
  })
})

/** How many wishes have to be compared at both vendors of a pair. */
const floor = 500

describe.each([ofEloomi, ofBioT, ofMiles])("A wish at sailpoint and at $subject.id", (other) => {
  const pair = [ofSailPoint, other] as const

  it("ends in the same worker, and leaves the rest alone", () => {
    const tally = Equivalence.tally()

    expect(wrong(Equivalence.wishes(pair), (drawn) => Equivalence.broken(pair, drawn, tally))).toBeUndefined()

    expect(tally.compared).toBeGreaterThanOrEqual(floor)
    Summary.add([
      `sailpoint and ${other.subject.id}: ${tally.compared} wishes in nobody's words compared at both, ${tally.stopped} stopped by a plan, seed ${seed}`
    ])
  })

  it.each(["data", "phone", "firstName"])("is noticed where the whole record goes without %s", (name) => {
    const forgetful = { ...ofSailPoint, subject: without(ofSailPoint.subject, name) }
    const sabotaged = [forgetful, other] as const

    expect(
      wrong(Equivalence.wishes(pair), (drawn) => Equivalence.broken(sabotaged, drawn, Equivalence.tally()))
    ).toBeTypeOf("string")
  })
})

/** A planner that leaves a member of the body out. */
const without = (subject: Subject, name: string): Subject => ({
  ...subject,
  write: (ask, body, member) => {
    const { [name]: _, ...rest } = body as Readonly<Record<string, unknown>>
    return subject.write(ask, rest, member)
  }
})

describe("The table of a worker", () => {
  it("is recorded as it is", async () => {
    const path = join(Recorded.contracts, "WORKER.md")

    const table = await formatted(path, WorkerTable.markdown())

    expect(Recorded.against(path, table)).toBe(table)
  })
})
