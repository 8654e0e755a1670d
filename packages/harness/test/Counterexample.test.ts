/** A failing property leaves a case behind: it fails at whoever was wrong, and holds at whoever is right. */
import { readFileSync, rmSync } from "node:fs"
import { join } from "node:path"
import { isDeepStrictEqual } from "node:util"
import { Plan, Semantics } from "@muster/core"
import { Arbitraries, type Laws } from "@muster/core/testing"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import { describe, expect, it, onTestFinished } from "vitest"
import * as Case from "../src/Case.ts"
import * as CaseRun from "../src/CaseRun.ts"
import * as Counterexample from "../src/Counterexample.ts"
import * as LawRun from "../src/LawRun.ts"
import * as Model from "../src/Model.ts"
import { trials } from "../src/saboteurs/Trials.ts"
import type { Subject } from "../src/Subject.ts"
import { subjects } from "../src/Subjects.ts"
import { digits } from "../src/subjects/Digits.ts"
import { eightyEightMiles } from "../src/subjects/EightyEightMiles.ts"

const root = join(import.meta.dirname, "../../..")

/** What a property says when it fails. */
const failureOf = (subject: Subject, name: string, planner?: Laws.Planner): string => {
  const property = LawRun.properties(subject, Model.tally(), planner).find((each) => each.name === name)
  return property?.check({ runs: 2000, seed: 7 }).failure ?? "the property held"
}

/** The case that a failing property has written. */
const writtenBy = (failure: string): Case.Draft => {
  const [, path] = /^as a case: (.*)$/m.exec(failure) ?? []
  if (path === undefined) throw new Error(failure)
  onTestFinished(() => rmSync(join(root, path), { force: true }))
  return JSON.parse(readFileSync(join(root, path), "utf8")) as Case.Draft
}

/** Somebody has decided about the other vendors. */
const finished = ({ says, vendors }: Case.Draft) => ({
  says,
  vendors: Object.fromEntries(
    Object.entries(vendors).map(([vendor, said]) => [
      vendor,
      "undecided" in said ? { unsupported: "It cannot be said here.", source: clauses[vendor] } : said
    ])
  )
})

const clauses: Readonly<Record<string, string>> = {
  digits: "D1",
  sailpoint: "S1",
  eloomi: "E1",
  biot: "B1",
  "88miles": "M1"
}

/** The subject's part of a case that is read as every other is. */
const readFor = ({ id }: Subject, draft: Case.Draft): Case.Supported => {
  const here = Case.read(finished(draft), "a case").vendors[id]
  if (here === undefined || "unsupported" in here) throw new Error(`the case is not about ${id}`)
  return here
}

/** What a run of the case shows of everything that the case says. */
const observed = async (subject: Subject, here: Case.Supported): Promise<unknown> => {
  const { after, before, outcome, plan } = await Effect.runPromise(CaseRun.run(subject, here))
  if (Result.isFailure(outcome)) return { fails: outcome.failure.reason._tag }
  if (before === undefined || after === undefined) return "nobody can read the member"
  return {
    status: outcome.success.status,
    ...(isDeepStrictEqual(after.member, here.member) ? {} : { member: after.member }),
    values: after.values,
    ...(after.access === undefined ? {} : { access: Counterexample.accessOf(after.access) }),
    absent: CaseRun.absent(before, after),
    hazards: plan?.hazards.map(({ id }) => id)
  }
}

type Fault = (forms: Semantics.Forms) => Semantics.Forms

/** Wrong planners: what each leaves out of every request. */
const faults: ReadonlyArray<{ readonly says: string; readonly subject: Subject; readonly fault: Fault }> = [
  {
    says: "the last field",
    subject: eightyEightMiles,
    fault: (forms) => ({ ...forms, fields: forms.fields.slice(0, -1) })
  },
  {
    says: "the own entries",
    subject: digits,
    fault: ({ access, fields }) =>
      access === undefined
        ? { fields }
        : { fields, access: { ...access, own: { ...access.own, entries: new Map() } } }
  }
]

const spoiled = (plan: Plan.Plan, semantics: Semantics.Semantics, fault: Fault): Plan.Plan => {
  if (plan.forms === null) return plan
  const forms = fault(plan.forms)
  return { ...plan, forms, request: semantics.encode(plan.member, forms, plan.predicted) }
}

const plannerWith =
  (fault: Fault): Laws.Planner =>
  (semantics, snapshot, change) =>
    Result.map(Plan.make(semantics, snapshot, change), (plan) => spoiled(plan, semantics, fault))

/** An adapter with such a planner. */
const adapterWith = (fault: Fault, subject: Subject): Subject => ({
  ...subject,
  connect: (settings) =>
    Effect.map(subject.connect(settings), (vendor) => ({
      ...vendor,
      write: (plan) => vendor.write(spoiled(plan, vendor.semantics, fault))
    }))
})

const secretive: Laws.Planner = (semantics, snapshot, change) =>
  Result.map(Plan.make(semantics, snapshot, change), (plan) => ({ ...plan, hazards: [] }))

/** A case that a wrong planner left behind, about 88 Miles. */
const begun = (): Case.Draft =>
  writtenBy(
    failureOf(
      eightyEightMiles,
      "exactness",
      plannerWith(({ fields }) => ({ fields: fields.slice(1) }))
    )
  )

/** A wrong twin of each vendor. */
const wrongTwins = [
  "D8-keeps-own-access",
  "S7-forgets",
  "E2-left-out-lists-go",
  "B1-forgets",
  "M1-left-out-rate-is-cleared"
].flatMap((id) =>
  trials.flatMap(({ saboteurs, subject }) =>
    saboteurs
      .filter((each) => each.id === id)
      .map(({ twin }) => ({ id, subject, wrong: { ...subject, twin } }))
  )
)

describe("A counterexample", () => {
  it.each(wrongTwins)("of a wrong twin is a case that only the wrong twin fails: $id", async (each) => {
    const here = readFor(each.subject, writtenBy(failureOf(each.wrong, "model")))

    expect(await observed(each.subject, here)).toEqual(here.then)
    expect(await observed(each.wrong, here)).not.toEqual(here.then)
  })

  it.each(faults)("of a planner that leaves out $says is a case that only it fails", async (each) => {
    const failure = failureOf(each.subject, "exactness", plannerWith(each.fault))
    const here = readFor(each.subject, writtenBy(failure))

    expect(failure).toContain("say for the other vendors whether they do the same, differ (with source)")
    expect(await observed(each.subject, here)).toEqual(here.then)
    expect(await observed(adapterWith(each.fault, each.subject), here)).not.toEqual(here.then)
  })

  it("holds nothing but samples", () => {
    const { change, then } = readFor(eightyEightMiles, begun())
    const said = { ...("values" in then ? then.values : {}), ...change.merge, ...change.replace }
    const { values, wished } = eightyEightMiles.samples

    expect(Object.keys(said).length).toBeGreaterThan(5)
    for (const [name, value] of Object.entries(said))
      expect([null, ...(values[name] ?? []), ...(wished?.[name] ?? [])]).toContainEqual(value)
  })

  it("that no member of the twin shows is told with the reason, and nothing is written", () => {
    const failure = failureOf(digits, "unknown is safe", secretive)

    expect(failure).toContain("\nno case can be made of it: ")
    expect(failure).not.toContain("as a case: ")
  })

  it.each(subjects)("is not made up where all is well: $id", (subject) => {
    const semantics = Semantics.make(subject.definition)
    const court = { subject, semantics, planner: Plan.make }
    const [reading = {}] = fc.sample(Arbitraries.reading(semantics.axes), { numRuns: 1 })

    const told = Counterexample.ofRun(court, "nothing", { reading, seed: null, steps: [] })

    expect(Result.getOrUndefined(told)).toBeUndefined()
  })
})

describe("The reader of cases", () => {
  it("refuses a case that somebody has to finish, and names each vendor", () => {
    const read = () => Case.read(begun(), "a/case.json")

    for (const vendor of ["digits", "sailpoint", "eloomi", "biot"])
      expect(read).toThrow(`${vendor} is undecided; say what comes of`)
    expect(read).not.toThrow("88miles is undecided")
  })

  it.each([
    ["a vendor that is not named", { digits: undefined }, "digits is undecided"],
    ["no reason", { digits: { unsupported: "", source: "D1" } }, "digits: unsupported has to be"],
    ["a reason without a source", { digits: { unsupported: "No." } }, "digits: source is missing"],
    [
      "a source that is none",
      { digits: { unsupported: "No.", source: "D1, E1" } },
      "digits: source cites E1,"
    ],
    [
      "a vendor that nobody knows",
      { nobody: { unsupported: "No.", source: "D1" } },
      "nobody: source cites D1,"
    ],
    ["another version without a source", { "88miles": { differs: "It does." } }, "88miles: source is missing"]
  ])("refuses %s", (_, vendors: object, words) => {
    const sound = finished(begun())
    const all = Object.entries({ ...sound.vendors, ...vendors }).filter(([, said]) => said !== undefined)

    expect(() => Case.read(sound, "a/case.json")).not.toThrow()
    expect(() => Case.read({ ...sound, vendors: Object.fromEntries(all) }, "a/case.json")).toThrow(words)
  })
})
