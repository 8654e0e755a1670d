/** Everything that a plan can hold, in memory and as it stands in a file. */
import type { Plan, Snapshot } from "@muster/core"
import * as PlanFile from "@muster/core/PlanFile"
import * as PlanShape from "@muster/core/PlanShape"
import * as Shape from "@muster/core/Shape"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { describe, expect, it } from "vitest"

const snapshot: Snapshot.Snapshot = {
  vendor: "acme",
  member: { id: "m" },
  values: { rank: "boss", teams: ["a", { b: null }] },
  unknown: ["pin"],
  rest: { note: 1 },
  access: {
    own: {
      default: null,
      entries: new Map([["o1", "A"]]),
      effective: new Map([
        ["o1", "A"],
        ["o2", null]
      ])
    },
    client: {
      default: "B",
      entries: new Map([
        ["c1", { role: null, entities: new Map([["x1", "B"]]) }],
        ["c2", { role: "A", entities: new Map() }]
      ]),
      effective: new Map([["x1", "B"]])
    },
    directory: {
      own: [{ id: "o1" }, { id: "o2", externalId: "two" }],
      clients: [{ id: "c1", externalId: "one", entities: [{ id: "x1" }] }]
    }
  }
}

/** The same as it stands in a file. */
const filed = {
  vendor: "acme",
  member: { id: "m" },
  values: { rank: "boss", teams: ["a", { b: null }] },
  unknown: ["pin"],
  rest: { note: 1 },
  access: {
    own: { default: null, entries: { o1: "A" }, effective: { o1: "A", o2: null } },
    client: {
      default: "B",
      entries: { c1: { role: null, entities: { x1: "B" } }, c2: { role: "A", entities: {} } },
      effective: { x1: "B" }
    },
    directory: {
      own: [{ id: "o1" }, { id: "o2", externalId: "two" }],
      clients: [{ id: "c1", externalId: "one", entities: [{ id: "x1" }] }]
    }
  }
}

const plan: Plan.Plan = {
  vendor: "acme",
  member: { id: "m" },
  operation: "PUT /binding",
  change: { merge: { rank: "boss" } },
  effects: [],
  hazards: [],
  relies: [],
  request: { rank: "boss" },
  undo: [],
  repeat: "harmless",
  deferrable: [],
  predicted: snapshot,
  fingerprint: "f",
  forms: null
}

const { relies: _relies, ...members } = plan
const base = { ...members, predicted: filed }

const planIn = (file: unknown) => Shape.decode(Schema.Struct(PlanShape.members), file, "the file")

/** What is written, and what is read of that again. */
const thereAndBack = (more: Partial<Plan.Plan>) => {
  const written = PlanFile.json({ ...plan, ...more })
  return { written, read: Result.getOrThrow(planIn(written)) }
}

const effect: Plan.Plan["effects"][number] = {
  kind: "set",
  subject: { field: "rank" },
  when: "today",
  before: "worker",
  after: "boss",
  why: "wished"
}

describe("a plan in a file", () => {
  it("has its members in reading order, its maps as objects, and no empty list of what it relies on", () => {
    const { read, written } = thereAndBack({})

    expect(JSON.stringify(written)).toBe(JSON.stringify(base))
    expect(read).toStrictEqual(plan)
  })

  it("leaves out what is unknown of a snapshot", () => {
    const unread: Snapshot.Snapshot = {
      ...snapshot,
      access: {
        own: { effective: new Map() },
        client: { effective: new Map() },
        directory: { own: [], clients: [] }
      }
    }
    const { access: _access, ...without } = snapshot

    for (const predicted of [unread, without]) {
      const { read, written } = thereAndBack({ predicted })
      expect(read.predicted).toStrictEqual(predicted)
      expect(Object.hasOwn(written["predicted"] as object, "access")).toBe(predicted === unread)
    }
  })

  it.each([
    ["set"],
    ["cleared"],
    ["may change"],
    ["granted"],
    ["revoked"],
    ["role changed"],
    ["default changed"],
    ["pinned"],
    ["now follows the default"],
    ["cause changed"]
  ] as const)("has an effect of the kind: %s", (kind) => {
    const { read, written } = thereAndBack({ effects: [{ ...effect, kind }] })

    expect(read.effects).toStrictEqual([{ ...effect, kind }])
    expect(written["effects"]).toStrictEqual([{ ...effect, kind }])
  })

  it.each([
    [{ field: "rank" }],
    [{ default: "own" }],
    [{ default: "client" }],
    [{ target: { side: "own", scope: "entity", entity: "o1", client: null } }],
    [{ target: { side: "client", scope: "entity", entity: "x1", client: "c1" } }],
    [{ target: { side: "client", scope: "client later", client: "c1" } }],
    [{ target: { side: "own", scope: "later" } }]
  ] as const)("has an effect on %j", (subject) => {
    const effects = [{ ...effect, subject, when: "tomorrow", either: ["A", null] }] as const

    expect(thereAndBack({ effects }).written["effects"]).toStrictEqual(effects)
    expect(thereAndBack({ effects }).read.effects).toStrictEqual(effects)
  })

  it("tells what is unknown before and after from what is none", () => {
    const effects = [
      { ...effect, before: undefined, after: null },
      { ...effect, before: null, after: undefined }
    ]
    const { read, written } = thereAndBack({ effects })

    expect(read.effects).toStrictEqual(effects)
    expect(JSON.parse(JSON.stringify(written["effects"]))).toStrictEqual([
      { kind: "set", subject: { field: "rank" }, when: "today", after: null, why: "wished" },
      { kind: "set", subject: { field: "rank" }, when: "today", before: null, why: "wished" }
    ])
  })

  it.each([
    ["consequence", "note", "exact", "harmless"],
    ["doubt", "stop", "tentative", "never"],
    ["inexpressible", "stop", "irreversible", "never"]
  ] as const)(
    "has a hazard that is a %s and weighs as a %s, and says what is %s and %s",
    (kind, weight, undo, repeat) => {
      const more: Partial<Plan.Plan> = {
        hazards: [{ id: "may-charge", kind, weight, says: "It may cost something.", sources: ["B4"] }],
        undo: [{ subject: "rank", undo, why: "so" }],
        relies: [{ axis: "reach", answer: "all" }],
        deferrable: ["rank"],
        repeat
      }
      const { read, written } = thereAndBack(more)

      expect(read).toStrictEqual({ ...plan, ...more })
      expect(written).toMatchObject(more)
    }
  )

  it.each([
    [{ form: "absent" }],
    [{ form: "null" }],
    [{ form: "empty" }],
    [{ form: "value", role: "A" }]
  ] as const)("has a request with fields, entries, and a default as %j", (form) => {
    const entries = new Map([["c1", { role: "A", entities: new Map([["x1", "B"]]) }]])
    const forms: Plan.Plan["forms"] = {
      fields: [
        ["rank", "boss"],
        ["title", null]
      ],
      access: {
        own: { default: form, entries: new Map([["o1", "A"]]) },
        client: { default: form, entries }
      }
    }
    const { read, written } = thereAndBack({ forms })

    expect(read.forms).toStrictEqual(forms)
    expect(written["forms"]).toStrictEqual({
      fields: [
        ["rank", "boss"],
        ["title", null]
      ],
      access: {
        own: { default: form, entries: { o1: "A" } },
        client: { default: form, entries: { c1: { role: "A", entities: { x1: "B" } } } }
      }
    })
    expect(thereAndBack({ forms: { fields: [] } }).read.forms).toStrictEqual({ fields: [] })
  })

  it("has the whole change that was wished, in a vendor's words", () => {
    const change: Plan.Plan["change"] = {
      replace: { rank: "boss" },
      vocabulary: ["rank"],
      unplaced: [{ field: "locale" }, { field: "employment.end", needs: "a time zone" }],
      access: { unpin: [{ entity: "o1" }] },
      accept: ["no-place"]
    }

    expect(thereAndBack({ change }).written["change"]).toStrictEqual(change)
    expect(thereAndBack({ change }).read.change).toStrictEqual(change)
  })
})

describe("a file that is no plan", () => {
  const absent = { default: { form: "absent" }, entries: {} }
  const sides = (form: object) => ({
    fields: [],
    access: { own: { default: form, entries: {} }, client: absent }
  })
  const about = (subject: object) => ({ effects: [{ ...effect, subject }] })
  const directory = { own: [], clients: [{ id: "c1" }] }

  it.each([
    ["a subject", about({ feild: "rank" }), "effects[0].subject"],
    ["a target", about({ target: { scope: "all" } }), "effects[0].subject.target"],
    ["a default", { forms: sides({ form: "void" }) }, "forms.access.own.default.form"],
    ["a change", { change: { mrege: {} } }, "change"],
    ["a field of a worker", { change: { unplaced: [{ field: "shoe" }] } }, "change.unplaced[0].field"],
    ["a hazard", { hazards: ["may-charge"] }, "hazards[0]"],
    [
      "a client",
      { predicted: { ...filed, access: { ...filed.access, directory } } },
      "predicted.access.directory.clients[0].entities"
    ],
    [
      "a directory",
      { predicted: { ...filed, access: { ...filed.access, directory: { own: [] } } } },
      "predicted.access.directory.clients"
    ]
  ])("is refused for %s that there is not", (_, more, field) => {
    const read = planIn({ ...base, ...more })

    expect(Result.isFailure(read) && read.failure.map((each) => each.field)).toEqual([field])
  })

  const oneOf = (...words: ReadonlyArray<string>) =>
    `has to be ${words.map((word) => `"${word}"`).join(" | ")}`

  it.each([
    ["repeat", { repeat: "always" }, "repeat", oneOf("harmless", "never")],
    ["a time", { effects: [{ ...effect, when: "later" }] }, "effects[0].when", oneOf("today", "tomorrow")],
    [
      "a way back",
      { undo: [{ subject: "rank", undo: "maybe", why: "so" }] },
      "undo[0].undo",
      oneOf("exact", "tentative", "irreversible")
    ],
    ["a subject", about({}), "effects[0].subject", "has to have one member: field, target or default"],
    ["a subject's default", about({ default: "all" }), "effects[0].subject.default", oneOf("own", "client")],
    [
      "a target",
      about({ target: { side: "own", scope: "client later", client: "c1" } }),
      "effects[0].subject.target",
      'has to have a side and a scope: "entity", "later", or on the side "client" also "client later"'
    ],
    [
      "a target's entity",
      about({ target: { side: "own", scope: "entity", entity: 1, client: null } }),
      "effects[0].subject.target.entity",
      "has to be string"
    ],
    ["a form", { forms: { fields: [["rank"]] } }, "forms.fields[0][1]", "is missing"],
    [
      "a default without a role",
      { forms: sides({ form: "value" }) },
      "forms.access.own.default",
      'has to be "absent", "null" or "empty", or "value" with a role'
    ],
    [
      "a default's form",
      { forms: sides({ form: "void" }) },
      "forms.access.own.default.form",
      'has to be "absent", "null" or "empty", or "value" with a role'
    ],
    ["what it relies on", { relies: [{ axis: "reach" }] }, "relies[0].answer", "is missing"],
    [
      "a role",
      { predicted: { ...filed, access: { ...filed.access, own: { effective: { o1: 1 } } } } },
      "predicted.access.own.effective",
      "has to be string | null"
    ]
  ])("is told by the place of what is wrong: %s", (_, more, field, rule) => {
    const read = planIn({ ...base, ...more })

    expect(Result.isFailure(read) && read.failure.map((each) => [each.field, each.rule])).toEqual([
      [field, rule]
    ])
  })
})
