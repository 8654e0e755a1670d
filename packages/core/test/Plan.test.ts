/** Planning by example: the choices that surprise, and every kind of bad input. */
import { Plan, Rebase, Receipt, Semantics, type Change, type Snapshot } from "@muster/core"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import { describe, expect, it } from "vitest"
import { acme, borea, merging, replacing } from "./tables.ts"

const ada: Snapshot.Snapshot = {
  vendor: "borea",
  member: { id: "m" },
  values: { title: "Ms", nickname: "ada", name: "Ada", plan: "free" },
  unknown: [],
  rest: {}
}

const bound: Snapshot.Snapshot = {
  vendor: "acme",
  member: { id: "m" },
  values: { rank: "worker" },
  unknown: [],
  rest: {},
  access: {
    directory: {
      own: [{ id: "books", externalId: "b" }, { id: "__proto__" }],
      clients: [{ id: "c1", externalId: "c", entities: [{ id: "x1", externalId: "x" }, { id: "x2" }] }]
    },
    own: {
      default: "A",
      entries: new Map([["books", "B"]]),
      effective: new Map([
        ["books", "B"],
        ["__proto__", "A"]
      ])
    },
    client: {
      default: null,
      entries: new Map([["c1", { role: "A", entities: new Map() }]]),
      effective: new Map([
        ["x1", "A"],
        ["x2", "A"]
      ])
    }
  }
}

/** A default for clients, and none of them there yet. */
const early: Snapshot.Snapshot = {
  ...bound,
  access: {
    directory: { own: [], clients: [] },
    own: { default: null, entries: new Map(), effective: new Map() },
    client: { default: "A", entries: new Map(), effective: new Map() }
  }
}

const planned = (snapshot: Snapshot.Snapshot, change: Change.Change): Plan.Plan =>
  Result.getOrThrow(Plan.make(snapshot.vendor === "acme" ? acme() : borea(), snapshot, change))

const refused = (snapshot: Snapshot.Snapshot, change: Change.Change) => {
  const made = Plan.make(snapshot.vendor === "acme" ? acme() : borea(), snapshot, change)
  if (Result.isSuccess(made)) throw new Error("it was planned")
  return made.failure
}

describe("Plan", () => {
  it("sends a merging vendor only what is wished", () => {
    expect(planned(ada, { merge: { name: "Ada B.", title: "Ms" } }).request).toEqual({ name: "Ada B." })
  })

  it("sends nothing for what is true already", () => {
    expect(planned(ada, { merge: { name: "Ada" } }).forms).toBeNull()
  })

  it("sends a line that may be refused only with consent, and names the axis", () => {
    const plan = planned(ada, { merge: { nickname: null } })

    expect(plan.request).toEqual({ nickname: null })
    expect(Plan.unaccepted(plan)).toMatchObject([{ id: "tentative:nickname", sources: ["null"] }])
    expect(Result.isFailure(Plan.consented(plan))).toBe(true)
    expect(
      Result.isSuccess(
        Plan.consented(planned(ada, { merge: { nickname: null }, accept: ["tentative:nickname"] }))
      )
    ).toBe(true)
  })

  it("never puts a line that may be refused into one request with others", () => {
    const { reason } = refused(ada, { merge: { nickname: null, name: "Ada B." } })

    expect(reason).toMatchObject({
      _tag: "Inexpressible",
      problems: [{ field: "nickname", why: "unsettled" }]
    })
  })

  it("sends the rest without what is let go by its id", () => {
    const plan = planned(ada, { merge: { nickname: null, name: "Ada B." }, accept: ["without:nickname"] })

    expect(plan.request).toEqual({ name: "Ada B." })
  })

  it("clears on a replace what can be left empty, and only that", () => {
    const settled = borea({ null: "clears" })
    const plan = Result.getOrThrow(Plan.make(settled, ada, { replace: { name: "Ada" } }))

    expect(plan.request).toEqual({ title: null, nickname: null })
    expect(plan.predicted.values).toEqual({ name: "Ada", plan: "free" })
  })

  it("asks before it may charge, and calls it irreversible", () => {
    const plan = planned(ada, { merge: { plan: "paid" } })

    expect(Plan.unaccepted(plan).map(({ id }) => id)).toEqual(["may-charge"])
    expect(plan.repeat).toBe("never")
    expect(plan.undo).toMatchObject([{ subject: "plan", undo: "irreversible" }])
  })

  it("keeps an entry that says what the default says anyway, since a later default would tell them apart", () => {
    const plan = planned(bound, { access: { grant: [{ entity: "__proto__", role: "B" }] } })

    expect(plan.forms?.access?.own.entries).toEqual(
      new Map([
        ["books", "B"],
        ["__proto__", "B"]
      ])
    )
  })

  it("offers the ways out of a revocation under a default, and takes the one that is accepted", () => {
    const change = { access: { revoke: [{ entity: "__proto__" }] } }
    const { reason } = refused(bound, change)
    const plan = planned(bound, { ...change, accept: ["drops-default:own"] })

    expect(reason._tag === "Inexpressible" && Redacted.value(reason.hazards)[0]?.says).toContain(
      "drops-default:own"
    )
    expect(plan.forms?.access?.own).toEqual({
      default: { form: "absent" },
      entries: new Map([["books", "B"]])
    })
    expect(plan.hazards.map(({ id }) => id)).toContain("unsettled:__proto__")
  })

  it("names an entity that could not be read, even where something else was read in its stead", () => {
    const supplied = {
      ...bound,
      access: {
        directory: { own: [{ id: "books" }, { id: "payroll" }], clients: [] },
        own: {
          default: null,
          entries: new Map(),
          effective: new Map([
            ["books", "A"],
            ["not in the directory", "A"]
          ])
        },
        client: { default: null, entries: new Map(), effective: new Map() }
      }
    }
    const plan = planned(supplied, { merge: { rank: "boss" } })

    expect(Plan.unaccepted(plan).map(({ id }) => id)).toContain("overwrites-unknown:payroll")
  })

  it("takes no way out that is not needed, even where it was accepted", () => {
    const plan = planned(bound, {
      access: { grant: [{ entity: "__proto__", role: "B" }] },
      accept: ["drops-default:own"]
    })

    expect(plan.forms?.access?.own.default).toEqual({ form: "value", role: "A" })
  })

  it("revokes one entity under a client's entry only when the client may be split", () => {
    const change = { access: { revoke: [{ client: "c1", entity: "x1" }] } }

    expect(refused(bound, change).message).toContain("splits-client")
    expect(planned(bound, { ...change, accept: ["splits-client:c1"] }).forms?.access?.client.entries).toEqual(
      new Map([["c1", { role: null, entities: new Map([["x2", "A"]]) }]])
    )
  })

  it("lets access that follows from the organization role go with that role, and pins nothing", () => {
    const chief = {
      ...bound,
      values: { rank: "chief" },
      access: {
        directory: { own: [{ id: "books" }], clients: [] },
        own: { default: null, entries: new Map(), effective: new Map([["books", "A"]]) },
        client: { default: null, entries: new Map(), effective: new Map() }
      }
    }
    const plan = planned(chief, { merge: { rank: "worker" } })

    expect(plan.forms?.access?.own.entries.size).toBe(0)
    expect(plan.effects).toContainEqual(
      expect.objectContaining({ kind: "revoked", before: "A", after: null })
    )
  })

  it("sends back an entry that takes access away, and takes it for proof that the role exists", () => {
    const barred = {
      ...bound,
      access: {
        directory: { own: [{ id: "books" }, { id: "payroll" }], clients: [] },
        own: {
          default: "A",
          entries: new Map([["books", "none at all"]]),
          effective: new Map([
            ["books", null],
            ["payroll", "A"]
          ])
        },
        client: { default: null, entries: new Map(), effective: new Map() }
      }
    }
    const kept = planned(barred, { merge: { rank: "boss" } })
    const both = planned(barred, {
      access: { revoke: [{ entity: "payroll" }] },
      accept: ["tries-no-access:own"]
    })

    expect(kept.forms?.access?.own.entries).toEqual(new Map([["books", "none at all"]]))
    expect(both.forms?.access?.own.entries.get("payroll")).toBe("none at all")
    expect(both.hazards.filter(({ kind }) => kind === "doubt")).toEqual([])
  })

  it("stops before a replacing write leaves out a member that nobody modelled", () => {
    const plan = planned({ ...bound, rest: { note: "?" } }, { merge: { rank: "boss" } })

    expect(Plan.unaccepted(plan).map(({ id }) => id)).toContain("overwrites-unmodelled:note")
  })

  it("is stale when the record has moved", () => {
    const plan = planned(ada, { merge: { name: "Ada B." } })
    const moved = { ...ada, values: { ...ada.values, title: "Dr" } }

    expect(Result.isSuccess(Plan.current(borea(), plan, ada))).toBe(true)
    expect(Plan.current(borea(), plan, moved)).toMatchObject({ failure: { reason: { _tag: "Stale" } } })
  })
})

const bad: ReadonlyArray<readonly [string, Snapshot.Snapshot, Change.Change, string, string]> = [
  ["a field that the vendor lacks", ada, { merge: { shoe: 4 } }, "Invalid", "has no field"],
  ["a field named __proto__", ada, { merge: JSON.parse('{"__proto__":1}') }, "Invalid", "has no field"],
  ["a value of the wrong type", ada, { merge: { name: 4 } }, "Invalid", "merge.name"],
  ["a merge and a replace at once", ada, { merge: {}, replace: {} }, "Invalid", "not both"],
  ["access at a vendor without", ada, { access: {} }, "Invalid", "access"],
  ["no identifier", { ...ada, member: {} }, {}, "Invalid", "not identified"],
  ["two identifiers", { ...ada, member: { id: "m", other: "n" } }, {}, "Invalid", "twice"],
  ["an empty identifier", { ...ada, member: { id: "" } }, {}, "Invalid", "is empty"],
  [
    "an identifier that is too long",
    { ...ada, member: { id: "m".repeat(1025) } },
    {},
    "Invalid",
    "longer than 1024"
  ],
  ["a dot segment", { ...ada, member: { id: ".." } }, {}, "Invalid", "dot segment"],
  ["half a character", { ...ada, member: { id: "\ud800" } }, {}, "Invalid", "surrogate"],
  ["clearing what is required", ada, { merge: { name: null } }, "Inexpressible", "cannot be left empty"],
  [
    "an unknown required field",
    { ...bound, values: {}, unknown: ["rank"] },
    { access: { grant: [{ entity: "books", role: "A" }] } },
    "Inexpressible",
    "read the member first"
  ],
  [
    "an unknown entity",
    bound,
    { access: { grant: [{ entity: "nowhere", role: "A" }] } },
    "UnknownTarget",
    "access.grant[0]"
  ],
  [
    "an unknown client",
    bound,
    { access: { revoke: [{ client: "nobody" }] } },
    "UnknownTarget",
    "access.revoke[0]"
  ],
  [
    "a client's entity named alone",
    bound,
    { access: { revoke: [{ entity: "x1" }] } },
    "Invalid",
    "wrong side"
  ],
  [
    "an own entity under a client",
    bound,
    { access: { revoke: [{ client: "c1", entity: "books" }] } },
    "Invalid",
    "wrong side"
  ],
  [
    "two roles for one target",
    bound,
    {
      access: {
        grant: [
          { entity: "books", role: "A" },
          { entityExternalId: "b", role: "B" }
        ]
      }
    },
    "Invalid",
    "two different roles"
  ],
  ["a target named in no way", bound, { access: { revoke: [{}] } }, "Invalid", "none or in two ways"]
]

describe("Bad input", () => {
  it.each(bad)("is told by field and rule: %s", (_, snapshot, change, tag, words) => {
    const failure = refused(snapshot, change)

    expect(failure.reason._tag).toBe(tag)
    expect(failure.message).toContain(words)
    expect(
      failure.reason.problems.every(({ field, rule, wayOut }) => field !== "" && rule !== "" && wayOut !== "")
    ).toBe(true)
  })

  it("never repeats a value or an id in a message", () => {
    const { message } = refused(bound, {
      access: { grant: [{ entity: "somewhere-secret", role: "secret-role" }] }
    })

    expect(message).not.toMatch(/secret/)
  })

  it("refuses evidence about an axis that is not there", () => {
    expect(() => acme({ nothing: "yes" })).toThrow("there is no axis nothing")
  })
})

describe("Receipt", () => {
  const plan = planned(ada, { merge: { name: "Ada B.", plan: "paid" } })
  const seen = (values: Readonly<Record<string, string>>, unknown: ReadonlyArray<string> = []) =>
    Receipt.of(borea(), plan, ada, { ...ada, values: { ...ada.values, ...values }, unknown }, {}).status

  it.each([
    ["confirmed", { name: "Ada B.", plan: "paid" }],
    ["pending", { name: "Ada B." }],
    ["unconfirmed", {}],
    ["superseded", { name: "Eve", plan: "paid" }]
  ] as const)("says %s by what is read back", (status, values) => {
    expect(seen(values)).toBe(status)
  })

  it("confirms nothing about what cannot be read", () => {
    const { name: _, ...others } = ada.values
    const observed = { ...ada, values: { ...others, plan: "paid" }, unknown: ["name"] }

    expect(Receipt.of(borea(), plan, ada, observed, {}).findings).toContainEqual({
      subject: "name",
      found: "unverifiable"
    })
  })
})

describe("Rebase", () => {
  const change = { merge: { name: "Ada B.", title: "Dr" } }

  it("keeps what is still wanted and reports what somebody else made of it", () => {
    const fresh = { ...ada, values: { ...ada.values, title: "Prof" } }

    expect(Rebase.onto(Semantics.make(borea()), ada, fresh, change)).toEqual({
      change: { merge: { name: "Ada B." } },
      conflicts: ["title"],
      fulfilled: []
    })
  })

  it("tells what has come true by itself", () => {
    const fresh = { ...ada, values: { ...ada.values, title: "Dr" } }

    expect(Rebase.onto(borea(), ada, fresh, change)).toMatchObject({ conflicts: [], fulfilled: ["title"] })
  })

  it("looks at clients, entities and defaults alike", () => {
    const access = {
      grant: [
        { entity: "books", role: "A" },
        { client: "c1", role: "B" }
      ],
      revoke: [{ client: "c1", entity: "x1" }],
      default: { own: { role: "B", existing: "future only" as const } }
    }
    const moved = {
      ...bound,
      access: {
        directory: {
          own: [{ id: "books" }],
          clients: [{ id: "c1", entities: [{ id: "x1" }, { id: "x2" }] }]
        },
        own: { default: "C", entries: new Map(), effective: new Map([["books", "C"]]) },
        client: {
          default: null,
          entries: new Map([["c1", { role: "C", entities: new Map() }]]),
          effective: new Map([
            ["x1", null],
            ["x2", "C"]
          ])
        }
      }
    }

    expect(Rebase.onto(acme(), bound, moved, { access })).toEqual({
      change: { access: { grant: [], revoke: [{ client: "c1", entity: "x1" }], default: {} } },
      conflicts: ["books", "c1", "own default"],
      fulfilled: ["x1"]
    })
  })
})

describe("A default that somebody measured cannot be said to be empty", () => {
  const letGo = { access: { default: { client: { role: null, existing: "let go" as const } } } }

  it("is left out, where that is known to clear it", () => {
    const plan = Plan.make(acme({ void: "refused", omitted: "cleared" }), early, letGo)

    expect(Result.getOrThrow(plan).forms?.access?.client.default).toEqual({ form: "absent" })
  })

  it("is never sent as null, though no entity is there that could be harmed", () => {
    const plan = Plan.make(acme({ void: "refused" }), early, letGo)

    const sent = Result.isSuccess(plan) ? plan.success.forms?.access?.client.default.form : undefined
    expect(sent).not.toBe("null")
    expect(sent).not.toBe("empty")
  })
})

/** What is told instead of a plan, the lines that can be accepted included. */
const inexpressible = (snapshot: Snapshot.Snapshot, change: Change.Change) => {
  const { reason } = refused(snapshot, change)
  if (reason._tag !== "Inexpressible") throw new Error(reason._tag)
  return { problems: reason.problems, hazards: Redacted.value(reason.hazards) }
}

describe("A plan", () => {
  it("is of one member at one vendor, by one operation, and says what changed and what comes back", () => {
    const change = { merge: { name: "Ada B." } }
    const plan = planned({ ...ada, rest: { note: "?" } }, change)

    expect(plan).toMatchObject({
      vendor: "borea",
      operation: "PATCH /member",
      member: { id: "m" },
      change,
      forms: { fields: [["name", "Ada B."]] },
      request: { name: "Ada B." },
      hazards: [],
      relies: [],
      repeat: "harmless",
      deferrable: [],
      undo: [{ subject: "name", undo: "exact", why: "the value before can be written again" }]
    })
    expect(plan.forms).not.toHaveProperty("access")
    expect(plan.predicted).toEqual({
      ...ada,
      values: { ...ada.values, name: "Ada B." },
      rest: { note: "?" }
    })
    expect(plan.effects).toEqual([
      {
        kind: "set",
        subject: { field: "name" },
        when: "today",
        before: "Ada",
        after: "Ada B.",
        why: "wished"
      }
    ])
  })

  it("that changes nothing says nothing else", () => {
    const still = { ...bound, rest: { note: "?" } }

    expect(planned(still, { merge: { rank: "worker" } })).toMatchObject({
      forms: null,
      request: null,
      predicted: still,
      effects: [],
      hazards: [],
      undo: []
    })
  })

  it("names each member that a replacing write leaves out, and none that a merging one leaves alone", () => {
    const { hazards } = planned({ ...bound, rest: { note: "?" } }, { merge: { rank: "boss" } })

    expect(hazards).toContainEqual({
      id: "overwrites-unmodelled:note",
      kind: "doubt",
      weight: "stop",
      says: "The record has a member note that is not modelled here; this write leaves it out.",
      sources: []
    })
    expect(planned(bound, { merge: { rank: "boss" } }).hazards).toEqual([])
  })

  it("sends the access back with the fields, and predicts it", () => {
    const plan = planned(bound, { merge: { rank: "boss" } })

    expect(plan.forms?.access?.own).toEqual({
      default: { form: "value", role: "A" },
      entries: new Map([["books", "B"]])
    })
    expect(plan.predicted.access).toEqual(bound.access)
    expect(plan.undo.map(({ subject }) => subject)).toEqual(["rank", "access"])
  })

  it("is never repeated where nobody knows what it makes of the access", () => {
    const sure = planned(bound, { access: { grant: [{ entity: "books", role: "A" }] } })
    const unsure = planned(bound, {
      access: { revoke: [{ entity: "__proto__" }] },
      accept: ["drops-default:own"]
    })

    expect([sure.repeat, unsure.repeat]).toEqual(["harmless", "never"])
  })

  it("leaves the fields alone where only the access changes", () => {
    const plan = planned(bound, { access: { grant: [{ entity: "__proto__", role: "B" }] } })

    expect(plan.effects.map(({ kind, subject }) => [kind, subject])).toEqual([
      ["role changed", { target: { side: "own", scope: "entity", entity: "__proto__", client: null } }]
    ])
    expect(plan.predicted.values).toEqual(bound.values)
    expect(plan.predicted.access?.own.effective.get("__proto__")).toBe("B")
  })
})

describe("What a vendor has no place for", () => {
  it.each([
    [
      "is named",
      [{ field: "locale" }, { field: "employment.start" }],
      "forbidden",
      "borea has no place for locale, employment.start",
      "leave these out for this vendor"
    ],
    [
      "is told with what is wanting",
      [{ field: "locale" }, { field: "employment.start", needs: "a zone" }],
      "needs more",
      "borea has no place for locale; employment.start needs a zone",
      "give what is needed, or leave these out for this vendor"
    ],
    [
      "is not told of what is only wanting something",
      [
        { field: "employment.end", needs: "a time" },
        { field: "employment.start", needs: "a zone" }
      ],
      "needs more",
      "employment.end needs a time; employment.start needs a zone",
      "give what is needed, or leave these out for this vendor"
    ]
  ] as const)("%s, once, with the way out", (_, unplaced, why, rule, wayOut) => {
    expect(inexpressible(ada, { merge: { name: "Ada" }, unplaced })).toEqual({
      problems: [{ field: "worker", why, rule, wayOut }],
      hazards: [
        {
          id: "no-place",
          kind: "inexpressible",
          weight: "stop",
          says: `${rule}; the rest of the change can go without.`,
          sources: []
        }
      ]
    })
  })

  it("goes missing with consent, and is shown all the same", () => {
    const unplaced = [{ field: "locale" as const }]
    const plan = planned(ada, { merge: { name: "Ada B." }, unplaced, accept: ["no-place"] })

    expect(plan.request).toEqual({ name: "Ada B." })
    expect(plan.hazards.map(({ id }) => id)).toEqual(["no-place"])
  })

  it("is nothing where nothing is", () => {
    expect(planned(ada, { merge: { name: "Ada B." }, unplaced: [] }).hazards).toEqual([])
  })
})

describe("Consent", () => {
  const change = { merge: { nickname: null, plan: "paid" } }
  const settled = Result.getOrThrow(Plan.make(borea({ null: "clears" }), ada, change))
  const held = (plan: Plan.Plan) => {
    const made = Plan.consented(plan)
    if (Result.isSuccess(made)) throw new Error("it needs no consent")
    const { reason } = made.failure
    return reason._tag === "NeedsConsent"
      ? { problems: reason.problems, hazards: Redacted.value(reason.hazards), message: made.failure.message }
      : undefined
  }

  it("is asked for by the kind of a hazard, and by its id only beside the message", () => {
    expect(held(settled)).toEqual({
      problems: [
        {
          field: "accept",
          rule: "a hazard of the kind may-charge needs consent",
          wayOut: "look at the plan, and list the hazard's id under accept if you agree"
        }
      ],
      hazards: settled.hazards,
      message:
        "borea: NeedsConsent: accept: a hazard of the kind may-charge needs consent; look at the plan, and list the hazard's id under accept if you agree"
    })
  })

  it("is asked for once for each kind, though for each hazard", () => {
    const stop = { kind: "doubt", weight: "stop", says: "", sources: [] } as const
    const told = held({
      ...settled,
      hazards: [
        { ...stop, id: "varies:a" },
        { ...stop, id: "varies:b" }
      ]
    })

    expect(told?.problems).toHaveLength(1)
    expect(told?.hazards.map(({ id }) => id)).toEqual(["varies:a", "varies:b"])
  })

  it("is not asked for a note, nor for what is accepted", () => {
    const note = { id: "n", kind: "consequence", weight: "note", says: "", sources: [] } as const

    expect(Plan.unaccepted({ ...settled, hazards: [note] })).toEqual([])
    expect(Plan.unaccepted({ ...settled, change: { ...change, accept: ["may-charge"] } })).toEqual([])
    expect(Plan.unaccepted({ ...settled, change: { ...change, accept: ["may"] } })).toHaveLength(1)
    expect(Result.getOrThrow(Plan.consented({ ...settled, hazards: [note] })).hazards).toEqual([note])
  })
})

describe("A plan that is out of date", () => {
  it("says what to do", () => {
    const plan = planned(ada, { merge: { name: "Ada B." } })
    const made = Plan.current(borea(), plan, { ...ada, values: { ...ada.values, title: "Dr" } })

    expect(Result.isFailure(made) && [made.failure.vendor, made.failure.reason]).toEqual([
      "borea",
      {
        _tag: "Stale",
        problems: [
          {
            field: "fingerprint",
            rule: "the record has changed since the plan was made",
            wayOut: "plan again, or rebase the change onto what is there now"
          }
        ]
      }
    ])
    expect(Result.getOrThrow(Plan.current(borea(), plan, ada))).toBe(plan)
  })
})

describe("Access that cannot be planned", () => {
  it.each([
    ["at a vendor without", ada, "borea keeps no access by target", "leave access out"],
    [
      "of a member that was read without",
      { ...bound, access: undefined } as never,
      "the snapshot holds no access",
      "read the member with its access"
    ]
  ])("is told: %s", (_, snapshot, rule, wayOut) => {
    const { reason } = refused(snapshot, { access: { revoke: [{ entity: "books" }] } })

    expect(reason).toEqual({ _tag: "Invalid", problems: [{ field: "access", rule, wayOut }] })
  })

  it("does not hinder a change of the fields", () => {
    const { access: _, ...bare } = bound

    expect(planned(bare, { merge: { rank: "boss" } }).request).toEqual({ id: "m", rank: "boss" })
  })

  it("is left alone at a vendor that keeps none, though it was supplied", () => {
    const { access } = bound

    expect(planned({ ...ada, ...(access && { access }) }, { merge: { name: "Eva" } }).request).toEqual({
      name: "Eva"
    })
  })

  it("does not travel with fields where it may be refused", () => {
    const change = { access: { revoke: [{ entity: "__proto__" }] }, accept: ["tries-no-access:own"] }

    expect(planned(bound, change).hazards.map(({ id }) => id)).toContain("unsettled:__proto__")
    expect(inexpressible(bound, { ...change, merge: { rank: "boss" } })).toEqual({
      problems: [
        {
          field: "access",
          why: "unsettled",
          rule: "may be refused, and would take the fields down with it",
          wayOut: "put the access into a change of its own"
        }
      ],
      hazards: [
        {
          id: "without:access",
          kind: "inexpressible",
          weight: "stop",
          says: "The access may be refused, and would take the fields down with it.",
          sources: []
        }
      ]
    })
  })

  it("is no matter of consent there", () => {
    const accept = ["tries-no-access:own", "without:access"]
    const change = { access: { revoke: [{ entity: "__proto__" }] }, merge: { rank: "boss" }, accept }

    expect(inexpressible(bound, change).hazards.map(({ id }) => id)).toEqual(["without:access"])
  })
})

describe("Of several operations", () => {
  const refusing: Semantics.Cell = { clause: "B9", outcome: "refused" }
  const clearing: Semantics.Cell = { clause: "B9", outcome: "removed" }
  /** The same vendor by another call, on which null does this to a nickname. */
  const other = (operation: string, cell: Semantics.Cell): Semantics.Definition => ({
    ...merging,
    operation,
    fields: merging.fields.map((field) =>
      field.name === "nickname" ? { ...field, cells: { ...field.cells, null: cell } } : field
    )
  })
  const by = (
    own: Semantics.Definition,
    alternatives: ReadonlyArray<Semantics.Definition>,
    change: Change.Change
  ) =>
    Result.map(Plan.make(Semantics.make({ ...own, alternatives }), ada, change), ({ operation }) => operation)
  const unnamed = { merge: { nickname: null } }
  const sure = other("PUT /member", clearing)
  const surer = other("POST /member", clearing)
  const none = other("DELETE /member", refusing)
  const free = {
    ...sure,
    fields: sure.fields.map((field) => ({ ...field, consequences: [] }))
  }

  it.each([
    ["the one with the fewest doubts", merging, [none, sure], unnamed, "PUT /member"],
    ["the first of those that are as good", merging, [sure, surer], unnamed, "PUT /member"],
    ["the document's own where no other is better", sure, [surer], unnamed, "PUT /member"],
    [
      "the document's own where it has no doubts",
      merging,
      [sure],
      { merge: { name: "Eva" } },
      "PATCH /member"
    ],
    ["the document's own, whatever it costs", merging, [free], { merge: { plan: "paid" } }, "PATCH /member"],
    ["the one that can do it at all", none, [merging], unnamed, "PATCH /member"]
  ] as const)("a plan takes %s", (_, own, alternatives, change, operation) => {
    expect(by(own, alternatives, change)).toEqual(Result.succeed(operation))
  })

  it("a refusal is that of the document's own", () => {
    const made = by({ ...none, operation: "own" }, [none], unnamed)
    const barred = { field: "caller", rule: "may not write", wayOut: "ask somebody else" }

    expect(Result.isFailure(made) && made.failure.reason._tag).toBe("Inexpressible")
    expect(by({ ...merging, barred }, [sure], unnamed)).toEqual(Result.succeed("PUT /member"))
    expect(by({ ...merging, barred }, [none], unnamed)).toMatchObject({
      failure: { reason: { _tag: "Inexpressible" } }
    })
    expect(by(none, [{ ...merging, barred }], unnamed)).toMatchObject({
      failure: { reason: { _tag: "Inexpressible" } }
    })
  })
})

describe("What cannot be kept", () => {
  const losing = Semantics.make({
    ...replacing,
    fields: [
      ...replacing.fields,
      {
        name: "badge",
        type: { says: "a string", accepts: (value) => typeof value === "string" },
        cells: {
          absent: { clause: "T9", outcome: "removed" },
          null: { clause: "T9", outcome: "removed" },
          same: { clause: "T9", outcome: "set" },
          other: { clause: "T9", outcome: "set" }
        }
      }
    ]
  })
  const blind = { ...bound, unknown: ["badge"] }
  const made = (change: Change.Change) => {
    const plan = Plan.make(losing, blind, change)
    return Result.isSuccess(plan)
      ? plan.success.forms === null
        ? "nothing"
        : "sent"
      : plan.failure.reason._tag
  }

  it("stops every write, and nothing else", () => {
    expect(made({ merge: { rank: "boss" } })).toBe("Inexpressible")
    expect(made({ access: { grant: [{ entity: "books", role: "A" }] } })).toBe("Inexpressible")
    expect(made({ merge: { rank: "worker" } })).toBe("nothing")
    expect(made({})).toBe("nothing")
  })

  it("stops a wish that has no request, though nothing else is to be written", () => {
    expect(made({ merge: { rank: null } })).toBe("Inexpressible")
    expect(made({ merge: { rank: null }, accept: ["without:rank"] })).toBe("nothing")
  })
})
