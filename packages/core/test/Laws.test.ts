/** The laws hold for a replacing and a merging vendor, and each of them notices a planner that breaks it. */
import { Plan, Semantics } from "@muster/core"
import { Arbitraries, Laws, type Law } from "@muster/core/testing"
import * as fc from "fast-check"
import * as Result from "effect/Result"
import { describe, expect, it } from "vitest"
import * as Caspia from "./caspia.ts"
import { acme, borea, merging, samples as both } from "./tables.ts"

const samples = { ...both, caspia: Caspia.samples }

const seed = Date.now() % 2 ** 31

const judge = (law: Law<Arbitraries.Case>, runs: number): string | undefined => {
  let found: string | undefined
  const details = fc.check(
    fc.property(law.arbitrary, (drawn) => {
      found = law.broken(drawn)
      return found === undefined
    }),
    { numRuns: runs, seed, endOnFailure: true }
  )
  return details.failed ? (found ?? String(details.errorInstance)) : undefined
}

/** A planner whose plans are tampered with. */
const tampering =
  (tamper: (plan: Plan.Plan, semantics: Semantics.Semantics) => Plan.Plan): Laws.Planner =>
  (semantics, snapshot, change) =>
    Result.map(Plan.make(semantics, snapshot, change), (plan) =>
      plan.forms === null ? plan : tamper(plan, semantics)
    )

const withoutLastField = (plan: Plan.Plan): Plan.Plan =>
  plan.forms === null ? plan : { ...plan, forms: { ...plan.forms, fields: plan.forms.fields.slice(0, -1) } }

const withoutEntries = (plan: Plan.Plan): Plan.Plan =>
  plan.forms?.access === undefined
    ? plan
    : {
        ...plan,
        hazards: [],
        effects: [],
        forms: {
          ...plan.forms,
          access: {
            own: { ...plan.forms.access.own, entries: new Map() },
            client: { ...plan.forms.access.client, entries: new Map() }
          }
        }
      }

/** One planner for each law, wrong in just the way that the law forbids. */
const saboteurs: Readonly<
  Record<string, { readonly vendor: "acme" | "borea"; readonly planner: Laws.Planner }>
> = {
  exactness: { vendor: "borea", planner: tampering(withoutLastField) },
  frame: { vendor: "acme", planner: tampering(withoutEntries) },
  idempotence: { vendor: "acme", planner: tampering((plan) => ({ ...plan, repeat: "harmless" })) },
  convergence: {
    vendor: "borea",
    planner: tampering((plan) => ({ ...plan, predicted: { ...plan.predicted, values: {} } }))
  },
  minimality: {
    vendor: "borea",
    planner: tampering((plan) => ({
      ...plan,
      forms: { fields: Object.entries(plan.predicted.values) }
    }))
  },
  "no silent loss": { vendor: "acme", planner: tampering((plan) => ({ ...plan, effects: [] })) },
  "unknown is safe": { vendor: "acme", planner: tampering((plan) => ({ ...plan, hazards: [] })) },
  composition: {
    vendor: "borea",
    planner: tampering((plan) => ({
      ...plan,
      predicted: { ...plan.predicted, values: { ...plan.predicted.values, count: plan.effects.length } }
    }))
  },
  rebase: {
    vendor: "borea",
    planner: tampering((plan) => ({ ...plan, predicted: { ...plan.predicted, values: { title: "else" } } }))
  },
  undo: {
    vendor: "acme",
    planner: tampering((plan) => ({
      ...plan,
      undo: plan.undo.map((line) => ({ ...line, undo: "exact" as const }))
    }))
  }
}

/** Ways to be wrong about objects, defaults and commands. */
const harmful: Readonly<Record<string, { readonly law: string; readonly planner: Laws.Planner }>> = {
  "an object whose other parts stay behind": {
    law: "frame",
    planner: tampering((plan) => ({
      ...plan,
      hazards: [],
      forms: { fields: (plan.forms?.fields ?? []).filter(([name]) => name !== "home.street") }
    }))
  },
  "a default that is left out": {
    law: "frame",
    planner: tampering((plan) => ({
      ...plan,
      forms: { fields: (plan.forms?.fields ?? []).filter(([name]) => name !== "language") }
    }))
  },
  "a command that is said to have come true and has not": {
    law: "exactness",
    planner: tampering((plan) => ({
      ...plan,
      forms: { fields: (plan.forms?.fields ?? []).filter(([name]) => name !== "wake") }
    }))
  },
  "a name of an open object that is lost": {
    law: "frame",
    planner: tampering((plan) => ({
      ...plan,
      forms: { fields: (plan.forms?.fields ?? []).filter(([name]) => name !== "notes.a") }
    }))
  },
  "a stop that is not told": {
    law: "unknown is safe",
    planner: tampering((plan) => ({ ...plan, hazards: [] }))
  },
  "what is written along and not told": {
    law: "frame",
    planner: tampering((plan) => ({ ...plan, effects: plan.effects.filter(({ why }) => why === "wished") }))
  }
}

const vendors = { acme: acme(), borea: borea(), caspia: Caspia.caspia() }

describe("Laws", () => {
  it.each(Laws.laws(vendors.acme, samples.acme))("$name holds for a vendor that replaces", (law) => {
    expect(judge(law, 800), `seed ${seed}`).toBeUndefined()
  })

  it.each(Laws.laws(vendors.borea, samples.borea))("$name holds for a vendor that merges", (law) => {
    expect(judge(law, 800), `seed ${seed}`).toBeUndefined()
  })

  it.each(Laws.laws(vendors.caspia, samples.caspia))("$name holds for a vendor with objects", (law) => {
    expect(judge(law, 800), `seed ${seed}`).toBeUndefined()
  })

  it.each(Object.entries(harmful))("%s is noticed: %s", (_, { law: name, planner }) => {
    const law = Laws.laws(vendors.caspia, samples.caspia, planner).find((each) => each.name === name)

    expect(law === undefined ? undefined : judge(law, 20_000), `seed ${seed}`).toBeDefined()
  })

  it("equivalence: read, modify and replace is what merging is, where everything is known", () => {
    const replacing = Semantics.make({
      ...merging,
      writes: "replace",
      fields: merging.fields.map((field) => ({
        ...field,
        // What a replacing vendor is not told is gone, or is refused where it has to be there.
        cells: {
          ...field.cells,
          absent: { clause: "B5", outcome: field.name === "title" ? "removed" : "refused" }
        }
      }))
    })
    let compared = 0
    fc.assert(
      fc.property(Arbitraries.cases(vendors.borea, samples.borea, false), ({ change, snapshot }) => {
        const [merged, replaced] = [vendors.borea, replacing].map((semantics) =>
          Plan.make(semantics, snapshot, change)
        )
        if (merged === undefined || replaced === undefined) return
        if (Result.isFailure(merged) || Result.isFailure(replaced)) return
        if (Plan.unaccepted(merged.success).length > 0 || Plan.unaccepted(replaced.success).length > 0) return
        compared += 1
        expect(replaced.success.predicted).toEqual(merged.success.predicted)
      }),
      { numRuns: 2000, seed }
    )
    expect(compared).toBeGreaterThan(100)
  })

  it("has a saboteur for every law", () => {
    expect(Object.keys(saboteurs).sort()).toEqual(
      Laws.laws(vendors.acme, samples.acme)
        .map(({ name }) => name)
        .sort()
    )
  })

  it.each(Object.entries(saboteurs))("%s notices a planner that breaks it", (name, { planner, vendor }) => {
    const law = Laws.laws(vendors[vendor], samples[vendor], planner).find((each) => each.name === name)

    expect(law === undefined ? undefined : judge(law, 200_000), `seed ${seed}`).toBeDefined()
  })
})
