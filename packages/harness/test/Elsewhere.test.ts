/**
 * The clauses at a server that is treated as a stranger's: by the vendor's own operations alone, on a record that was
 * given or created. Our twins stand in for such a server, honest and sabotaged; their control is used to set them up
 * and to look, and not by what is tested.
 */
import { Arbitraries } from "@muster/core/testing"
import { firstReading } from "@muster/twin-kit"
import type { Reading } from "@muster/core"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import type * as HttpClient from "effect/http/HttpClient"
import * as Redacted from "effect/Redacted"
import type * as Scope from "effect/Scope"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import * as Bench from "../src/Bench.ts"
import * as Organization from "../src/clauses/Organization.ts"
import { trials } from "../src/saboteurs/Trials.ts"
import type { Subject } from "../src/Subject.ts"
import { eightyEightMiles } from "../src/subjects/EightyEightMiles.ts"
import { digits } from "../src/subjects/Digits.ts"
import { eloomi } from "../src/subjects/Eloomi.ts"
import { sailPoint } from "../src/subjects/SailPoint.ts"
import * as Target from "../src/verify/Target.ts"
import * as Verify from "../src/verify/Verify.ts"

const seed = Number(process.env["MUSTER_SEED"] ?? Date.now() % 2 ** 31)

const targetOf = (vendor: string): Target.Target => {
  const target = Target.all.get(vendor)
  if (target === undefined) throw new Error("no such target")
  return target
}

/** An employee with entries on both sides, and two roles. */
const employee = Organization.seed({
  entities: Organization.entries({ "own-1": Organization.low, "own-2": Organization.high }),
  clients: [
    {
      clientId: "c1",
      role: Organization.low,
      entities: Organization.entries({ "c1-b": Organization.high })
    }
  ]
})

/** The vendor's twin with a record of its own, under its first reading. */
const serve = (subject: Subject, under: Reading.Reading = {}, twin = subject.twin) => {
  const reading = { ...firstReading(subject.axes), ...under }
  const [drawn] = fc.sample(subject.seed(reading), { numRuns: 1, seed: 7 })
  return Bench.make(subject, { reading, seed: subject === digits ? employee : drawn, twin })
}

const verify = (subject: Subject, { url }: Bench.Bench, options: Verify.Options) => {
  const credentials = Effect.succeed(Redacted.make(subject.token))
  return Verify.run(targetOf(subject.id), subject.connect({ baseUrl: url, credentials, retries: 0 }), {
    isPaced: false,
    ...options
  })
}

const writesOf = ({ control }: Bench.Bench) =>
  Effect.map(
    control("GET", "received"),
    (received) =>
      (received as ReadonlyArray<{ readonly method: string }>).filter(({ method }) => method !== "GET").length
  )

const run = <A, E>(effect: Effect.Effect<A, E, HttpClient.HttpClient | Scope.Scope>) =>
  effect.pipe(Effect.scoped, Effect.provide(Bench.client), Effect.runPromise)

const given = (subject: Subject): Verify.Options => ({ member: subject.member })

/** What the first record of each vendor shows under the first reading. */
const shown: Readonly<Record<string, ReadonlyArray<string>>> = {
  digits: ["D1", "D4", "D5", "D6", "D7", "D8", "D10", "D12", "D13"],
  sailpoint: ["S1", "S3", "S6", "S7"],
  eloomi: ["E2"],
  biot: ["B1", "B2", "B6", "B7", "B14"],
  "88miles": ["M1", "M4", "M5", "M7"]
}

/** Servers that break a documented sentence in a way which one record shows. */
const wrong: Readonly<Record<string, ReadonlyArray<string>>> = {
  digits: ["D8-keeps-own-access", "D8-keeps-client-access", "D8-own-list-only-adds"],
  sailpoint: ["S7-fields-are-merged", "S7-forgets", "S7-switched-to-merging"],
  eloomi: ["E2-left-out-title-goes", "E2-forgets", "E2-switched-to-replacing"],
  biot: ["B1-left-out-_phone-goes", "B1-forgets", "B1-switched-to-replacing"],
  "88miles": ["M1-replaces", "M1-left-out-rate-is-cleared", "M1-answers-and-forgets"]
}

/** Servers that break a sentence about bodies which no plan has. */
const dictated: Readonly<Record<string, ReadonlyArray<string>>> = {
  sailpoint: ["S6-copy-is-passed-over", "S6-test-is-passed-over"],
  eloomi: ["E4-numbers-are-texts"],
  biot: ["B6-passed-over", "B7-other-codes", "B14-days-roll-over"],
  "88miles": ["M4-rate-is-rounded", "M5-own-uuid-is-refused", "M7-bare-body-counts"]
}

/** The record as the vendor shows it, without the members that it generates. */
const look = (subject: Subject, { vendor }: Bench.Bench) => vendor.read(subject.member)

describe.each(trials.map(({ saboteurs, subject }) => ({ id: subject.id, saboteurs, subject })))(
  "$id at a stranger's server",
  ({ id, saboteurs, subject }) => {
    it("breaks no clause under any reading, and leaves the record that was given as it was", async () => {
      const readings = fc.sample(Arbitraries.reading(subject.definition.axes), { numRuns: 2, seed })
      for (const reading of readings) {
        const [drawn] = fc.sample(subject.seed(reading), { numRuns: 1, seed })
        const { after, before, report } = await run(
          Effect.gen(function* () {
            const bench = yield* Bench.make(subject, { reading, seed: drawn })
            const before = yield* look(subject, bench)
            const report = yield* verify(subject, bench, given(subject))
            return { before, report, after: yield* look(subject, bench) }
          })
        )

        expect(report.findings.filter(({ status }) => status === "broken")).toEqual([])
        // Whom a default had reached no read of Digits tells, so access may not come back; then it is told.
        const isTold = subject === digits && report.left.join() === "other access than the record had"
        const found = isTold ? { after: before, left: [] } : { after, left: report.left }
        expect({ reading, ...found }).toEqual({ reading, after: before, left: [] })
      }
    })

    it("shows the clauses of the table, and says of the others what they want", async () => {
      const report = await run(
        Effect.flatMap(serve(subject), (bench) =>
          verify(subject, bench, { ...given(subject), accept: ["irreversible"] })
        )
      )

      const held = report.findings.flatMap(({ clause, status }) => (status === "held" ? [clause] : []))
      expect(held).toEqual(expect.arrayContaining([...(shown[id] ?? [])]))
      const empty = report.findings.filter(({ status }) => status === "unchecked")
      expect(empty.filter((each) => "why" in each && each.why.includes("no field"))).toEqual([])
    })

    /** The clauses that a saboteur is found to break. */
    const brokenBy = async (name: string) => {
      const saboteur = saboteurs.find((each) => each.id === name)
      const { findings } = await run(
        Effect.flatMap(serve(subject, saboteur?.under, saboteur?.twin), (bench) =>
          verify(subject, bench, { ...given(subject), accept: ["irreversible"] })
        )
      )
      return findings.flatMap(({ clause, status }) => (status === "broken" ? [clause] : []))
    }

    it.each(wrong[id] ?? [])("notices %s by the vendor's own operations alone", async (name) => {
      expect(await brokenBy(name)).not.toEqual([])
    })

    it.each(dictated[id] ?? [])("names the clause that %s breaks", async (name) => {
      expect(await brokenBy(name)).toEqual([name.slice(0, name.indexOf("-"))])
    })

    it("sends nothing when it may only read", async () => {
      const { report, writes } = await run(
        Effect.gen(function* () {
          const bench = yield* serve(subject)
          const report = yield* verify(subject, bench, { ...given(subject), isReadOnly: true })
          return { report, writes: yield* writesOf(bench) }
        })
      )

      expect(writes).toBe(0)
      for (const finding of report.findings) expect(finding).toMatchObject({ wants: "consent" })
    })

    it("sends nothing without a record and without consent to create one", async () => {
      const { refusal, writes } = await run(
        Effect.gen(function* () {
          const bench = yield* serve(subject)
          const refusal = yield* Effect.flip(verify(subject, bench, {}))
          return { refusal, writes: yield* writesOf(bench) }
        })
      )

      expect(writes).toBe(0)
      expect(refusal).toMatchObject({ _tag: "NoGuest", vendor: id })
    })

    it("puts the record back when it is interrupted half-way", async () => {
      const { after, before, during } = await run(
        Effect.gen(function* () {
          const bench = yield* serve(subject)
          const before = yield* look(subject, bench)
          const half = yield* Deferred.make<void>()
          const onExperiment = (done: number, of: number) =>
            done * 3 > of ? Effect.andThen(Deferred.succeed(half, undefined), Effect.never) : Effect.void
          const fiber = yield* Effect.forkChild(verify(subject, bench, { ...given(subject), onExperiment }))
          yield* Deferred.await(half)
          const during = yield* writesOf(bench)
          yield* Fiber.interrupt(fiber)
          return { before, during, after: yield* look(subject, bench) }
        })
      )

      expect(during).toBeGreaterThan(0)
      expect(after).toEqual(before)
    })
  }
)

describe("a server that stores what nobody can read", () => {
  it("is told by its clause, and gets the record back as it was", async () => {
    const { saboteurs } = trials.find(({ subject }) => subject === eightyEightMiles) ?? { saboteurs: [] }
    const twin = saboteurs.find(({ id }) => id === "M4-rate-is-stored-as-text")?.twin
    const { after, before, report } = await run(
      Effect.gen(function* () {
        const bench = yield* serve(eightyEightMiles, {}, twin)
        const before = yield* look(eightyEightMiles, bench)
        const report = yield* verify(eightyEightMiles, bench, given(eightyEightMiles))
        return { before, report, after: yield* look(eightyEightMiles, bench) }
      })
    )

    const broken = report.findings.filter(({ status }) => status === "broken")
    expect(broken.map(({ clause }) => clause)).toEqual(["M4"])
    expect(broken[0]).toMatchObject({
      told: expect.stringContaining("it is accepted, and should be refused")
    })
    expect(report.findings.find(({ clause }) => clause === "M7")?.status).toBe("held")
    expect({ after, left: report.left }).toEqual({ after: before, left: [] })
  })
})

describe("an object that may hold anything", () => {
  it("breaks no clause where it holds nothing, whatever null says of it (S-2-null)", async () => {
    const reading = { ...firstReading(sailPoint.axes), "S-2-null": "refused" }
    const [drawn] = fc.sample(sailPoint.seed(reading), { numRuns: 1, seed: 7 })
    const { records, ...others } = drawn as { readonly records: ReadonlyArray<object> }
    const void_ = { ...others, records: records.map((record) => ({ ...record, data: {} })) }
    const report = await run(
      Effect.flatMap(Bench.make(sailPoint, { reading, seed: void_ }), (bench) =>
        verify(sailPoint, bench, given(sailPoint))
      )
    )

    expect(report.findings.filter(({ status }) => status === "broken")).toEqual([])
  })
})

describe("a record that is created", () => {
  const accepted = ["leaves-records", "sends-message"]

  it("is taken away again where the vendor lets it", async () => {
    const { after, before, report } = await run(
      Effect.gen(function* () {
        const bench = yield* serve(eloomi)
        const before = yield* bench.control("GET", "state")
        const report = yield* verify(eloomi, bench, { accept: accepted })
        return { before, report, after: yield* bench.control("GET", "state") }
      })
    )

    expect(report.left).toEqual([])
    expect(report.findings.filter(({ status }) => status === "broken")).toEqual([])
    expect(usersIn(after)).toEqual(usersIn(before))
  })

  it("is told to be left where no call takes it away", async () => {
    const report = await run(
      Effect.flatMap(serve(eightyEightMiles), (bench) =>
        verify(eightyEightMiles, bench, { accept: accepted })
      )
    )

    expect(report.left).toEqual(["the record that was created; no call takes it away"])
    expect(report.findings.find(({ clause }) => clause === "M1")?.status).toBe("held")
  })
})

const usersIn = (state: unknown): ReadonlyArray<unknown> =>
  (state as { readonly users: ReadonlyArray<readonly [id: unknown]> }).users.map(([id]) => id)
