/**
 * Law 12 for 88 Miles: for every field, whatever is stored and whatever is wished, every form there is is tried
 * under every reading; the planner's verdict is that of the best of them. One field at a time is enough: the fields of
 * this vendor write nothing but themselves, so that no other form can help.
 */
import { definition } from "@muster/adapter-88miles/Semantics"
import { Apply, type Json, Plan, Reading, Semantics, type Snapshot } from "@muster/core"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import { describe, expect, it } from "vitest"
import { eightyEightMiles } from "../src/subjects/EightyEightMiles.ts"
import * as Summary from "../src/Summary.ts"

const semantics = Semantics.make(definition)
const { samples } = eightyEightMiles

/** The axes that the table mentions; the others are about errors and shapes. */
const mentioned = JSON.stringify(definition.fields)
const readings = Reading.product(definition.axes.filter(({ id }) => mentioned.includes(`"axis":"${id}"`)))

const valuesOf = (name: string): ReadonlyArray<Json.Json> => samples.values[name] ?? []

/** A legal record with `value` in one field. */
const record = (name: string, value: Json.Json): Snapshot.Snapshot => {
  const usual = definition.fields.flatMap((field) => {
    const [first = null] = field.name === name ? [value] : valuesOf(field.name)
    return first === null ? [] : [[field.name, first] as const]
  })
  return {
    vendor: "88miles",
    member: eightyEightMiles.member,
    values: Object.fromEntries(usual),
    unknown: [],
    rest: {}
  }
}

const text = (snapshot: Snapshot.Snapshot): string => JSON.stringify(Object.entries(snapshot.values).sort())

type Verdict = "exact" | "tentative" | "harmful"

/** What one form comes to over every reading, told by what the table does with it and by nothing else. */
const judge = (
  before: Snapshot.Snapshot,
  wished: Snapshot.Snapshot,
  name: string,
  said: Json.Json
): Verdict => {
  const results = readings.map((reading) => {
    const applied = Apply.apply(semantics, reading, before, { fields: [[name, said]] })
    if (applied === "refused") return "as before"
    if (text(applied.snapshot) === text(wished) || applied.deferred.includes(name)) return "as wished"
    return text(applied.snapshot) === text(before) ? "as before" : "something else"
  })
  if (results.every((result) => result === "as wished")) return "exact"
  return results.includes("as wished") && !results.includes("something else") ? "tentative" : "harmful"
}

const order: ReadonlyArray<Verdict> = ["exact", "tentative", "harmful"]

const planned = (before: Snapshot.Snapshot, name: string, wish: Json.Json): Verdict => {
  const made = Plan.make(semantics, before, { merge: { [name]: wish } })
  if (Result.isFailure(made)) {
    const { reason } = made.failure
    if (reason._tag === "Inexpressible") expect(Redacted.value(reason.hazards)[0]?.id).toBe(`without:${name}`)
    return "harmful"
  }
  return made.success.hazards.some(({ kind }) => kind === "doubt") ? "tentative" : "exact"
}

describe("Completeness of 88 Miles", () => {
  it("plans every wish as well as the best of all forms", () => {
    const counted = { wishes: 0, forms: 0, exact: 0, tentative: 0, harmful: 0 }
    for (const { name } of definition.fields) {
      const states = [...valuesOf(name), ...(samples.voidable.includes(name) ? [null] : [])]
      const wishes = [...valuesOf(name), ...(samples.wished?.[name] ?? []), null]
      for (const state of states)
        for (const wish of wishes) {
          if (wish === state) continue
          const before = record(name, state)
          const { [name]: _, ...others } = before.values
          const wished = { ...before, values: wish === null ? others : { ...before.values, [name]: wish } }
          const forms = [null, "", ...wishes.filter((value) => value !== null)]
          const verdicts = forms.map((said) => judge(before, wished, name, said))
          const best = order.find((verdict) => verdicts.includes(verdict)) ?? "harmful"
          expect(planned(before, name, wish), `${name}: ${String(state)} → ${String(wish)}`).toBe(best)
          counted.wishes += 1
          counted.forms += forms.length
          counted[best] += 1
        }
    }
    Summary.add([
      `88miles: ${counted.wishes} wishes and ${counted.forms} forms under ${readings.length} readings: ${counted.exact} exact, ${counted.tentative} tentative, ${counted.harmful} without a request`
    ])
    expect(counted.exact).toBeGreaterThan(0)
    expect(counted.tentative).toBeGreaterThan(0)
    expect(counted.harmful).toBeGreaterThan(0)
  })
})
