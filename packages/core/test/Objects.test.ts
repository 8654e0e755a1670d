/** Objects, lists, commands, defaults and other names, by example: what is sent, what needs consent, what cannot be. */
import {
  Apply,
  Fingerprint,
  Plan,
  Rebase,
  Receipt,
  type Change,
  type Json,
  type Snapshot
} from "@muster/core"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import { describe, expect, it } from "vitest"
import { caspia } from "./caspia.ts"

const values: Json.JsonObject = {
  id: "m",
  "home.country": "DK",
  "home.city": "Odense",
  teams: ["t1", "t2"],
  language: "da",
  from: 1,
  until: 10,
  "notes.a": "x",
  awake: false
}
const ada: Snapshot.Snapshot = {
  vendor: "caspia",
  member: { id: "m" },
  values,
  unknown: ["pin", "teamCodes"],
  rest: {}
}
const without = (...names: ReadonlyArray<string>): Snapshot.Snapshot => ({
  ...ada,
  values: Object.fromEntries(Object.entries(values).filter(([name]) => !names.includes(name)))
})

const measured = { default: "kept" }
const planned = (snapshot: Snapshot.Snapshot, change: Change.Change, evidence = measured): Plan.Plan =>
  Result.getOrThrow(Plan.make(caspia(evidence), snapshot, change))
const refused = (snapshot: Snapshot.Snapshot, change: Change.Change, evidence = measured) => {
  const made = Plan.make(caspia(evidence), snapshot, change)
  if (Result.isSuccess(made)) throw new Error(`it was planned: ${JSON.stringify(made.success.request)}`)
  const { reason } = made.failure
  return reason._tag === "Inexpressible"
    ? { reason, ids: Redacted.value(reason.hazards).map(({ id }) => id) }
    : { reason, ids: [] }
}
const ids = (plan: Plan.Plan) => plan.hazards.map(({ id }) => id)

describe("a part of an object", () => {
  it("travels with the other parts that are stored, since leaving them out might remove them", () => {
    expect(planned(ada, { merge: { "home.city": "Aarhus" } }).request).toEqual({
      "home.city": "Aarhus",
      "home.country": "DK"
    })
  })

  it("travels alone with what has to come along, where somebody measured that the rest is kept", () => {
    const whole = { ...ada, values: { ...values, "home.street": "Nyhavn" } }

    expect(
      planned(whole, { merge: { "home.city": "Aarhus" } }, { ...measured, rest: "kept" } as never).request
    ).toEqual({ "home.city": "Aarhus", "home.country": "DK" })
  })

  it("cannot be given without what it needs, and says what that is", () => {
    const { ids: lines, reason } = refused(without("home.country", "home.city"), {
      merge: { "home.city": "Aarhus" }
    })

    expect(lines).toEqual(["without:home.city"])
    expect(reason.problems).toEqual([
      expect.objectContaining({ why: "needs more", wayOut: "give home.country too" })
    ])
  })

  it("cannot be given where another one is unknown", () => {
    const blind = { ...without("home.street"), unknown: ["home.street"] }

    expect(refused(blind, { merge: { "home.city": "Aarhus" } }).reason.problems).toEqual([
      expect.objectContaining({ why: "needs a read" })
    ])
  })

  it("is cleared by leaving it out of the object, with consent", () => {
    const plan = planned(ada, { merge: { "home.city": null }, accept: ["tentative:home.city"] })

    expect(ids(plan)).toEqual(["tentative:home.city"])
    expect(Plan.unaccepted(plan)).toEqual([])
  })

  it("goes without the one that has no request", () => {
    const change = { merge: { "home.country": null, "home.city": "Aarhus" } }

    expect(refused(ada, change).ids).toEqual(["without:home.country"])
    expect(planned(ada, { ...change, accept: ["without:home.country"] }).request).toEqual({
      "home.city": "Aarhus",
      "home.country": "DK"
    })
  })

  it("is told with the whole, once", () => {
    const { reason } = refused(ada, { merge: { home: { country: "US" }, "home.city": "Boston" } })

    expect(reason).toMatchObject({ _tag: "Invalid", problems: [{ field: "merge" }] })
  })
})

describe("a whole object", () => {
  it("is what it says and nothing else", () => {
    const plan = planned(ada, {
      merge: { home: { country: "US", street: "Main St." } },
      accept: ["tentative:home.city"]
    })

    expect(plan.predicted.values).toMatchObject({ "home.country": "US", "home.street": "Main St." })
    expect(plan.predicted.values).not.toHaveProperty("home.city")
  })

  it("is cleared by null, in doubt and all at once, whichever of its parts are there", () => {
    const plan = planned(ada, { merge: { home: null } })

    expect(plan.request).toEqual({ home: null })
    expect(ids(plan)).toEqual(["tentative:home.country", "tentative:home.city"])
  })

  it("has to be an object with parts that it has", () => {
    expect(refused(ada, { merge: { home: "Odense" } }).reason._tag).toBe("Invalid")
    expect(refused(ada, { merge: { home: { planet: "Mars" } } }).reason._tag).toBe("Invalid")
  })
})

describe("an open object", () => {
  it("is sent whole when one of its names changes, hostile names too", () => {
    const plan = planned(ada, { merge: { "notes.__proto__": "y" } })

    expect(plan.request).toEqual({ "notes.a": "x", "notes.__proto__": "y" })
    expect(Object.hasOwn(plan.predicted.values, "notes.__proto__")).toBe(true)
  })

  it("loses a name by a certain request", () => {
    const plan = planned(ada, { merge: { "notes.a": null } })

    expect(plan.request).toEqual({ notes: null })
    expect(plan.hazards).toEqual([])
  })

  it("takes a name that nobody knows with consent only", () => {
    expect(ids(planned(ada, { merge: { "notes.c": "y" } }))).toEqual(["tentative:notes.c"])
  })

  it("takes no name too many", () => {
    const full = { ...ada, values: { ...values, "notes.b": "x", "notes.__proto__": "x" } }

    expect(refused(full, { merge: { "notes.c": "y" } }).ids).toEqual(["without:notes.c"])
  })

  it("is left alone where it was not read to the end", () => {
    const partial = { ...ada, unknown: [...ada.unknown, "notes.*"] }

    expect(refused(partial, { merge: { "notes.a": "y" } }).reason.problems).toEqual([
      expect.objectContaining({ field: "notes", why: "needs a read" })
    ])
    expect(planned(partial, { merge: { language: "en" } }).request).toEqual({ language: "en" })
  })

  it("moves the fingerprint with every name", () => {
    const more = { ...ada, values: { ...values, "notes.b": "x" } }

    expect(Fingerprint.of(caspia(), more)).not.toBe(Fingerprint.of(caspia(), ada))
  })
})

describe("a list", () => {
  it("is the same in another order", () => {
    expect(planned(ada, { merge: { teams: ["t2", "t1"] } }).request).toBeNull()
  })

  it("grows under every reading, and shrinks with consent only", () => {
    expect(planned(ada, { merge: { teams: ["t1", "t2", "t3"] } }).hazards).toEqual([])
    expect(ids(planned(ada, { merge: { teams: ["t1"] } }))).toEqual(["tentative:teams"])
  })

  it("cannot become another one where it might be added to", () => {
    expect(refused(ada, { merge: { teams: ["t3"] } }).ids).toEqual(["without:teams"])
    expect(
      planned(ada, { merge: { teams: ["t3"] } }, { ...measured, list: "replaced" } as never).hazards
    ).toEqual([])
  })

  it("is cleared by an empty one", () => {
    expect(planned(ada, { merge: { teams: [] } }).request).toEqual({ teams: [] })
  })
})

describe("a field with a default", () => {
  it("is sent along whatever else changes, while nobody knows whether leaving it out resets it", () => {
    const made = Plan.make(caspia(), ada, { merge: { from: 2 } })

    expect(Result.getOrThrow(made).request).toEqual({ language: "da", from: 2 })
  })

  it("stops every plan where it is unknown", () => {
    const blind = { ...without("language"), unknown: ["language"] }

    expect(Result.isFailure(Plan.make(caspia(), blind, { merge: { from: 2 } }))).toBe(true)
  })
})

describe("a command", () => {
  it("is sent when its wish has not come true, stores nothing, and is not sent again", () => {
    const plan = planned(ada, { merge: { wake: "now" } })

    expect(plan.request).toEqual({ wake: "now" })
    expect(plan.predicted.values).toEqual({ ...values, awake: true })
    expect(plan.effects.map(({ subject }) => subject)).toEqual([{ field: "wake" }, { field: "awake" }])
    expect(planned(plan.predicted, { merge: { wake: "now" } }).request).toBeNull()
  })

  it("cannot be cleared", () => {
    expect(refused(ada, { merge: { wake: null } }).reason._tag).toBe("Invalid")
  })

  it("is not called back", () => {
    expect(planned(ada, { merge: { wake: "now" } }).undo.map(({ undo }) => undo)).toEqual([
      "irreversible",
      "irreversible"
    ])
  })
})

describe("what is written along", () => {
  it("is told, and is unknown afterwards where nobody can tell", () => {
    const plan = planned(ada, { merge: { teamCodes: ["c1"] } })

    expect(plan.predicted.unknown).toContain("teams")
    expect(plan.effects).toContainEqual(
      expect.objectContaining({ kind: "may change", subject: { field: "teams" } })
    )
  })

  it("needs a stop where it could not be read", () => {
    const blind = { ...without("teams"), unknown: ["teams"] }

    expect(ids(planned(blind, { merge: { teamCodes: ["c1"] } }))).toEqual(["overwrites-unknown:teams"])
  })

  it("is not said twice in other words", () => {
    expect(refused(ada, { merge: { teams: ["t3"], teamCodes: ["c1"] } }).reason._tag).toBe("Invalid")
  })

  it("only the vendor writes", () => {
    expect(refused(ada, { merge: { awake: true } }).reason).toMatchObject({
      problems: [{ field: "merge.awake", rule: "can only be read" }]
    })
  })
})

describe("another name", () => {
  it("goes alone, is not repeated, and is read back under the new one", () => {
    const plan = planned(ada, { merge: { id: "n" } })

    expect(plan).toMatchObject({ repeat: "never", predicted: { member: { id: "n" } } })
    expect(refused(ada, { merge: { id: "n", from: 2 } }).ids).toEqual(["without:id"])
  })

  it("goes alone where it is certain, too", () => {
    expect(
      refused(ada, { merge: { id: "n", from: 2 } }, { ...measured, rename: "renames" } as never).ids
    ).toEqual(["without:id"])
  })
})

describe("values that do not go together", () => {
  it("are in doubt where the vendor might refuse them, and forbidden where it does", () => {
    expect(ids(planned(ada, { merge: { from: 15 } }))).toEqual(["tentative:from"])
    expect(refused(ada, { merge: { from: 15 } }, { ...measured, dates: "refused" } as never).ids).toEqual([
      "without:from"
    ])
    expect(planned(ada, { merge: { from: 15, until: 20 } }).hazards).toEqual([])
  })

  it("are no doubt where the record has them already", () => {
    const odd = { ...ada, values: { ...values, from: 15 } }

    expect(planned(odd, { merge: { from: 16 } }).hazards).toEqual([])
  })

  it("refuse the whole request, as the table has it", () => {
    const forms = { fields: [["from", 15]] as const }
    const reading = { ...measured, dates: "refused", rest: "kept", null: "clears", list: "added" }

    expect(Apply.apply(caspia(), reading, ada, forms)).toBe("refused")
  })
})

describe("a caller who may write nothing", () => {
  it("is told before anything is planned", () => {
    const barred = { field: "caller", rule: "may not write", wayOut: "ask somebody else" }
    const made = Plan.make({ ...caspia(), barred }, ada, { merge: { from: 2 } })

    expect(Result.isFailure(made) && made.failure.reason).toEqual({ _tag: "Invalid", problems: [barred] })
  })
})

describe("afterwards", () => {
  it("a receipt compares values as the field does", () => {
    const plan = planned(ada, { merge: { teams: ["t1", "t2", "t3"] } })
    const observed = { ...plan.predicted, values: { ...plan.predicted.values, teams: ["t3", "t2", "t1"] } }

    expect(Receipt.of(caspia(), plan, ada, observed, {}).status).toBe("confirmed")
  })

  it("a rebase sees an object as a whole, and its parts as fields", () => {
    const moved = { ...ada, values: { ...values, "home.city": "Aarhus" } }
    const whole = { merge: { home: { country: "US" } } }
    const onePart = { merge: { "home.country": "US" } }

    expect(Rebase.onto(caspia(), ada, moved, whole).conflicts).toEqual(["home"])
    expect(Rebase.onto(caspia(), ada, moved, onePart).conflicts).toEqual([])
  })

  it("a rebase keeps a wish whose object nobody can read whole, and the new plan tells what may be lost", () => {
    const blind = { ...ada, unknown: [...ada.unknown, "home.street"] }
    const moved = { ...blind, values: { ...values, language: "en" } }
    const { change, conflicts } = Rebase.onto(caspia(), blind, moved, {
      merge: { home: { country: "DK", city: "Aarhus" } }
    })

    expect(conflicts).toEqual([])
    expect(ids(planned(moved, change))).toContain("overwrites-unknown:home.street")
  })
})
