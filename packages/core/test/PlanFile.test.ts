/** A plan file gives back the plan it was made from, or says why not. */
import { type Change, Plan, type Snapshot } from "@muster/core"
import * as PlanFile from "@muster/core/PlanFile"
import { Arbitraries } from "@muster/core/testing"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { caspia, samples } from "./caspia.ts"
import { acme } from "./tables.ts"

/** No digest: length and a few characters do for these tests. */
const seal = (text: string): PlanFile.Seal => ({ method: "SHA-256", value: `${text.length} ${sum(text)}` })
const sum = (text: string): number => [...text].reduce((total, each) => total + (each.codePointAt(0) ?? 0), 0)
const check = (text: string, given: PlanFile.Seal): PlanFile.Checked =>
  seal(text).value === given.value ? "intact" : "edited"

const base: Snapshot.Snapshot = {
  vendor: "acme",
  member: { id: "m" },
  values: { rank: "worker" },
  unknown: [],
  rest: {},
  access: {
    directory: {
      own: [{ id: "o1" }],
      clients: [{ id: "c1", externalId: "x", entities: [{ id: "x1" }, { id: "__proto__" }, { id: "7" }] }]
    },
    own: { default: null, entries: new Map(), effective: new Map([["o1", null]]) },
    client: {
      default: "A",
      entries: new Map([["c1", { role: null, entities: new Map([["x1", "B"]]) }]]),
      effective: new Map([
        ["x1", "B"],
        ["__proto__", "A"],
        ["7", "A"]
      ])
    }
  }
}

const content = (snapshot = base, change: Change.Change = { merge: { rank: "boss" } }): PlanFile.Content => ({
  plan: Result.getOrThrow(Plan.make(acme({ implies: "no" }), snapshot, change)),
  base: snapshot
})

const wrong = (text: string, checked = check): PlanFile.BadPlanFile => {
  const decoded = PlanFile.decode(text, checked)
  if (Result.isSuccess(decoded)) throw new Error("the file was taken")
  return decoded.failure
}

const text = PlanFile.encode(content(), seal)

describe("PlanFile", () => {
  it("what is decoded is what was encoded, hostile ids and maps included", () => {
    const grant = [{ client: "c1", entity: "__proto__", role: "B" }]
    const written = content(base, { access: { grant }, accept: ["a"] })

    const back = PlanFile.decode(PlanFile.encode(written, seal), check)

    expect(Result.getOrThrow(back)).toStrictEqual(written)
  })

  it("any plan of a vendor with objects comes back, byte for byte", () => {
    const semantics = caspia()
    let saved = 0
    fc.assert(
      fc.property(Arbitraries.cases(semantics, samples, true), fc.boolean(), (drawn, isWorkers) => {
        const { merge = {} } = drawn.change
        // Most drawn changes have no request as a whole; one of a few fields often has.
        const few = { merge: Object.fromEntries(Object.entries(merge).slice(0, 2)) }
        const change: Change.Change = isWorkers
          ? { ...few, vocabulary: ["home.city"], unplaced: [{ field: "locale" }], accept: ["no-place"] }
          : few
        const plan = Plan.make(semantics, drawn.snapshot, change)
        if (Result.isFailure(plan)) return
        saved += 1
        const once = PlanFile.encode({ plan: plan.success, base: drawn.snapshot }, seal)
        const back = Result.getOrThrow(PlanFile.decode(once, check))
        expect(PlanFile.encode(back, seal)).toBe(once)
        expect(Plan.make(semantics, back.base, back.plan.change)).toEqual(plan)
      }),
      { numRuns: 500 }
    )

    expect(saved).toBeGreaterThan(20)
  })

  it("left out stays unknown and null stays none", () => {
    const { access, ...rest } = base
    if (access === undefined) throw new Error("no access")
    const { default: _default, ...client } = access.client
    const unknown = { ...rest, access: { ...access, client } }
    const written = content(unknown, {
      merge: { rank: "boss" },
      access: { grant: [{ entity: "o1", role: "A" }] }
    })

    const back = Result.getOrThrow(PlanFile.decode(PlanFile.encode(written, seal), check))

    expect(back).toStrictEqual(written)
    expect(Object.hasOwn(back.base.access?.client ?? {}, "default")).toBe(false)
    expect(back.base.access?.own.default).toBeNull()
    expect(back.plan.effects.some((effect) => effect.before === undefined)).toBe(true)
  })

  it("a person meets vendor and member first and the seal last", () => {
    const names = Object.keys(JSON.parse(text))

    expect(names.slice(0, 6)).toEqual(["v", "vendor", "member", "operation", "change", "effects"])
    expect(names.at(-1)).toBe("seal")
    expect(text).toContain('\n  "vendor": "acme",\n')
  })

  it("the layout is not sealed, every value is", () => {
    const compact = JSON.stringify(JSON.parse(text))

    expect(Result.isSuccess(PlanFile.decode(compact, check))).toBe(true)
    expect(wrong(text.replaceAll('"boss"', '"bosr"')).rule).toBe("edited")
  })

  it.each([
    ["unreadable", text.slice(0, 200), ["the file"]],
    ["newer", text.replace('"v": 1', '"v": 2'), ["v"]],
    ["damaged", text.replace('"effects"', '"efects"'), ["the file", "effects"]],
    ["damaged", text.replace('"kind": "set"', '"kind": "sat"'), ["effects[0].kind"]],
    ["damaged", "[]", ["the file"]],
    ["damaged", text.replace('"seal"', '"deal"'), ["the file", "seal"]]
  ] as const)("a file that is %s says so and names the place", (rule, given, fields) => {
    const bad = wrong(given)

    expect(bad.rule).toBe(rule)
    expect(bad.problems.map(({ field }) => field)).toEqual(fields)
  })

  it.each(["edited", "sealed without key", "key missing"] as const)(
    "a seal that is found to be %s keeps the plan back",
    (checked) => {
      expect(wrong(text, () => checked).rule).toBe(checked)
    }
  )

  it("no message holds a value of the file", () => {
    const canary = "canary-88e2"

    const bad = wrong(text.replace('"kind": "set"', `"${canary}": 1, "kind": "${canary}"`))

    expect(bad.message).not.toContain(canary)
  })
})

describe("a plan file that is not used", () => {
  it("is told apart from other failures by its tag", () => {
    expect(wrong("{")._tag).toBe("BadPlanFile")
  })

  it.each([
    ["{", "unreadable: the file: is no JSON; make the plan again"],
    ['{"v":2}', "newer: v: is newer than 1, the version known here; update Muster"],
    [
      text.replace('"when": "today"', '"when": "later"').replace('"v": 1,', ""),
      'damaged: v: is missing; add it | effects[0].when: has to be "today" | "tomorrow"; correct the value'
    ]
  ])("says why, and the way out", (given, told) => {
    expect(wrong(given).message).toBe(`plan file: ${told}`)
  })

  it.each([
    [
      "edited",
      "seal: does not fit the file, which was edited or damaged after planning; make the plan again"
    ],
    [
      "sealed without key",
      "seal: was made without the key that is set here, so anybody may have made it; make the plan again with the key set"
    ],
    ["key missing", "seal: was made with a key, and none is set here; set the key that was used for planning"]
  ] as const)("says so where it was %s, and the way out", (checked, told) => {
    expect(wrong(text, () => checked).message).toBe(`plan file: ${checked}: ${told}`)
  })
})

describe("a seal", () => {
  it("is of what stands in the file beside it, and of either method", () => {
    let sealed = ""
    const file = PlanFile.encode(content(), (given) => {
      sealed = given
      return { method: "HMAC-SHA-256", value: "s" }
    })
    const { seal: stands, ...rest } = JSON.parse(file)
    let checked: ReadonlyArray<unknown> = []
    PlanFile.decode(file, (...given) => {
      checked = given
      return "intact"
    })

    expect(JSON.parse(sealed)).toEqual(rest)
    expect(stands).toEqual({ method: "HMAC-SHA-256", value: "s" })
    expect(checked).toEqual([sealed, stands])
  })

  it("is of one text for equal JSON", () => {
    const value = { b: [2, { d: null, c: "x" }], B: {}, a: true }

    expect(PlanFile.canonical(value)).toBe('{"B":{},"a":true,"b":[2,{"c":"x","d":null}]}')
    expect(PlanFile.canonical([])).toBe("[]")
    expect(PlanFile.canonical(null)).toBe("null")
  })
})

describe("the published schema of a plan file", () => {
  it("has a title, and names the parts that it says more than once", () => {
    const schema = PlanFile.jsonSchema()

    expect(schema).toMatchObject({
      title: "A Muster plan file",
      properties: {
        base: { $ref: "#/$defs/Snapshot" },
        predicted: { $ref: "#/$defs/Snapshot" },
        seal: { required: ["method", "value"] }
      }
    })
    expect(Object.keys(schema.$defs ?? {})).toContain("Snapshot")
  })
})
