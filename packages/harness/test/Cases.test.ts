/** Every case at every vendor, over real HTTP, with the exchange compared byte for byte. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { Snapshot } from "@muster/core"
import * as Effect from "effect/Effect"
import * as Predicate from "effect/Predicate"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { afterAll, describe, expect, it } from "vitest"
import * as Case from "../src/Case.ts"
import * as CaseRun from "../src/CaseRun.ts"
import * as Recorded from "../src/Recorded.ts"
import { subjects } from "../src/Subjects.ts"
import { formatted } from "./Formatted.ts"

const cases = Case.all()
const vendors = subjects.map(({ definition }) => definition.vendor)
const ids = subjects.map(({ id }) => id)
const temporary = mkdtempSync(join(tmpdir(), "muster-goldens-"))
afterAll(() => rmSync(temporary, { recursive: true, force: true }))

const runs = cases.flatMap((entry) =>
  subjects.flatMap((subject) => {
    const here = Object.hasOwn(entry.case.vendors, subject.id) ? entry.case.vendors[subject.id] : undefined
    return here === undefined || "unsupported" in here
      ? []
      : [{ name: `${entry.id} at ${subject.id}`, golden: `${entry.id}/${subject.id}.http`, subject, here }]
  })
)

describe("every case", () => {
  it.each(cases)("names every vendor, and nobody else: $id", ({ case: { vendors: named } }) => {
    expect(Object.keys(named)).toEqual(expect.arrayContaining(vendors))
    expect(ids).toEqual(expect.arrayContaining(Object.keys(named)))
  })

  it.each(runs)("says what is absent where something is taken away: $name", ({ here }) => {
    expect(!("status" in here.then) || !Case.takesAway(here) || here.then.absent !== undefined).toBe(true)
  })

  it("is described by the published schema", async () => {
    const path = join(Recorded.contracts, "schemas/case.schema.json")

    const schema = await formatted(path, JSON.stringify(Case.jsonSchema()))

    expect(Recorded.against(path, schema)).toBe(schema)
  })

  it("has no golden that nothing produces", () => {
    expect(
      Recorded.stale(
        Case.folder,
        ".http",
        runs.map(({ golden }) => golden)
      )
    ).toEqual([])
  })
})

describe.concurrent("the behaviour of", () => {
  // `$name` would be cut short, and -t finds a vendor's cases by it.
  it.each(runs.map((run) => [run.name, run] as const))("%s", async (_, { golden, here, subject }) => {
    const observed = await Effect.runPromise(CaseRun.run(subject, here))

    if ("status" in here.then) done(here.then, observed)
    else failed(here.then, observed)
    const exchange = produced(golden, observed)
    expect(Recorded.against(join(Case.folder, golden), exchange)).toBe(exchange)
  })
})

const done = (then: Case.Done, { after, before, outcome, plan, received }: CaseRun.Observed) => {
  if (Result.isFailure(outcome)) throw outcome.failure
  expect(outcome.success.status).toBe(then.status)
  expect(plan?.hazards.map(({ id }) => id).toSorted()).toEqual(then.hazards.toSorted())
  if (then.effects !== undefined) expect(plan?.effects.map(CaseRun.sentence)).toEqual(then.effects)
  if (then.unverifiable !== undefined && plan !== undefined)
    expect(CaseRun.unverifiable(plan, outcome.success).toSorted()).toEqual(then.unverifiable.toSorted())
  if (then.undo !== undefined)
    expect(Object.fromEntries(plan?.undo.map(({ subject, undo }) => [subject, undo]) ?? [])).toEqual(
      then.undo
    )
  if (then.values !== undefined) expect(after?.values).toEqual(then.values)
  if (then.access !== undefined && after?.access !== undefined) sameAccess(after.access, then.access)
  if (before !== undefined && after !== undefined)
    expect(CaseRun.absent(before, after).toSorted()).toEqual((then.absent ?? []).toSorted())
  expect(received.some(({ method }) => method !== "GET")).toBe(then.status !== "unchanged")
  const sent = received
    .filter(({ method }) => method !== "GET")
    .map(({ body }) => JSON.parse(body) as unknown)
  expect(sent).toEqual(then.status === "unchanged" ? [] : [disclosed(plan?.request)])
}

/** A plan names its secrets; on the wire there is whatever they are. */
const disclosed = (request: unknown): unknown =>
  Predicate.isObject(request)
    ? Object.fromEntries(
        Object.entries(request).map(([name, value]) => [name, isSecret(value) ? expect.any(String) : value])
      )
    : request

const isSecret = Schema.is(Schema.Struct({ secret: Schema.String }))

const failed = (then: Case.Failed, { outcome, states: [start, end] }: CaseRun.Observed) => {
  const actual = Result.isFailure(outcome)
    ? CaseRun.failure(outcome.failure)
    : { fails: outcome.success.status }

  expect(actual).toEqual({ problems: [], hazards: [], ...then })
  expect(end).toEqual(start)
}

const sameAccess = (
  { client, own }: NonNullable<Snapshot.Snapshot["access"]>,
  wanted: Case.ExpectedAccess
) => {
  expect(own.default).toBe(wanted.own.default)
  expect(client.default).toBe(wanted.client.default)
  expect(CaseRun.pairs(own.effective)).toEqual(CaseRun.pairs(Object.entries(wanted.own.effective)))
  expect(CaseRun.pairs(client.effective)).toEqual(CaseRun.pairs(Object.entries(wanted.client.effective)))
  expect(CaseRun.pairs(own.entries ?? [])).toEqual(CaseRun.pairs(Object.entries(wanted.own.entries)))
  const entries = [...(client.entries ?? [])].map(
    ([id, { entities, role }]) => [id, [role, CaseRun.pairs(entities)]] as const
  )
  const expected = Object.entries(wanted.client.entries).map(
    ([id, { entities, role }]) => [id, [role, CaseRun.pairs(Object.entries(entities))]] as const
  )
  expect(CaseRun.pairs(entries)).toEqual(CaseRun.pairs(expected))
}

/** The exchange by way of a file in a temporary folder, so that what is compared are the bytes of files. */
const produced = (golden: string, { exchange }: CaseRun.Observed): string => {
  const path = join(temporary, golden.replaceAll("/", "+"))
  writeFileSync(path, exchange)
  return readFileSync(path, "utf8")
}
