/** A plan of both sides: what is sent, what it comes to, and whether it may be sent again. */
import type { Reading } from "@muster/core"
import * as AccessChange from "@muster/core/AccessChange"
import * as AccessEffect from "@muster/core/AccessEffect"
import * as AccessPlan from "@muster/core/AccessPlan"
import type { Line } from "@muster/core/Line"
import { describe, expect, it } from "vitest"
import { access, bound, empty } from "./bindings.ts"
import { accessRules, acme } from "./tables.ts"

interface Wanted extends AccessChange.AccessChange {
  readonly accept?: ReadonlyArray<string>
  readonly rank?: string
  readonly evidence?: Reading.Reading
}

const make = (snapshot: ReturnType<typeof bound>, { accept, evidence = {}, rank, ...change }: Wanted) => {
  const { access: stored, values } = snapshot
  if (stored === undefined) throw new Error("there is no access")
  return AccessPlan.make(acme(evidence), accessRules, snapshot, stored, {
    wishes: AccessChange.understand(stored, change).wishes,
    roleAfter: rank ?? values["rank"],
    accepted: new Set(accept)
  })
}

const own = { default: "A", entries: { books: "B" }, roles: { books: "B", payroll: "A" } }
const client = { default: null, entries: { c1: ["A"] }, roles: { x1: "A", x2: "A", y1: null } } as const
const read = bound(own, client)

/** Later entities only: there is nobody yet whose role could change. */
const early = (rank: string) => {
  const side = { default: null, entries: new Map(), effective: new Map() }
  const snapshot = bound(empty, empty, rank)
  return { ...snapshot, access: { directory: { own: [], clients: [] }, own: side, client: side } }
}

const named = (lines: ReadonlyArray<Line>) => lines.map(({ target }) => AccessEffect.nameOf(target))

describe("a plan of access", () => {
  it("sends back what nobody speaks of, as it was read", () => {
    const { changes, forms, lines, moved, predicted } = make(read, {})

    expect(changes).toBe(false)
    expect(forms.own).toEqual({ default: { form: "value", role: "A" }, entries: read.access?.own.entries })
    expect(forms.client.default).toEqual({ form: "absent" })
    expect(forms.own.entries).toBe(read.access?.own.entries)
    expect(forms.client.entries).toBe(read.access?.client.entries)
    expect(predicted).toEqual(read.access)
    expect(predicted.own.effective).toBe(read.access?.own.effective)
    expect(lines).toEqual({ own: [], client: [] })
    expect(moved).toEqual({ own: new Set(), client: new Set() })
  })

  it("changes the one side that is spoken of", () => {
    const plan = make(read, { grant: [{ entity: "payroll", role: "B" }] })

    expect(plan.changes).toBe(true)
    expect(plan.predicted).toEqual(
      access(
        { default: "A", entries: { books: "B", payroll: "B" }, roles: { books: "B", payroll: "B" } },
        client
      )
    )
    expect(plan.forms.client.entries).toBe(read.access?.client.entries)
    expect([named(plan.lines.own), named(plan.lines.client)]).toEqual([["payroll"], []])
    expect(plan.moved).toEqual({ own: new Set([null]), client: new Set() })
  })

  it("changes the one client that is spoken of", () => {
    const plan = make(read, { grant: [{ client: "c2", entity: "y1", role: "B" }] })

    expect(plan.predicted).toEqual(
      access(own, {
        default: null,
        entries: { c1: ["A"], c2: [null, { y1: "B" }] },
        roles: { x1: "A", x2: "A", y1: "B" }
      })
    )
    expect([named(plan.lines.own), named(plan.lines.client)]).toEqual([[], ["y1"]])
    expect(plan.moved).toEqual({ own: new Set(), client: new Set(["c2"]) })
  })

  it("takes entries out", () => {
    const plan = make(read, { unpin: [{ entity: "books" }], revoke: [{ client: "c1" }] })

    expect(plan.predicted).toEqual(
      access(
        { default: "A", entries: {}, roles: { books: "A", payroll: "A" } },
        { default: null, entries: {}, roles: { x1: null, x2: null, y1: null } }
      )
    )
  })

  it("keeps what a client's entry holds beside what changes", () => {
    const nested = bound(own, {
      default: null,
      entries: { c1: ["A", { x1: "B" }] },
      roles: { x1: "B", x2: "A", y1: null }
    })

    expect(make(nested, { grant: [{ client: "c1", entity: "x2", role: "B" }] }).forms.client.entries).toEqual(
      new Map([["c1", { role: "A", entities: new Map(Object.entries({ x1: "B", x2: "B" })) }]])
    )
  })
})

describe("what a plan comes to", () => {
  it("is unknown where readings differ", () => {
    const plan = make(read, { default: { own: { role: null, existing: "let go" } } })

    expect(plan.predicted.own).toEqual({
      entries: new Map([["books", "B"]]),
      effective: new Map([["books", "B"]])
    })
  })

  it("is known where they agree", () => {
    const plan = make(read, {
      default: { own: { role: null, existing: "let go" } },
      evidence: { omitted: "cleared" }
    })

    expect(plan.predicted.own).toEqual(
      access({ default: null, entries: { books: "B" }, roles: { books: "B", payroll: null } }, {}).own
    )
  })

  it("is unknown where what was wished surely comes true, but follows from something open", () => {
    const carrying = bound(
      { ...empty, roles: { books: null, payroll: null } },
      { default: "B", entries: { c1: [null, { x1: "A" }] }, roles: { x1: "A", x2: "B", y1: "B" } }
    )
    const plan = make(carrying, { unpin: [{ client: "c1", entity: "x1" }] })

    expect(plan.predicted.client.effective).toEqual(new Map(Object.entries({ x2: "B", y1: "B" })))
  })

  it("is unknown where it may be refused", () => {
    const plan = make(read, { revoke: [{ entity: "books" }], accept: ["tries-no-access:own"] })

    expect(plan.predicted.own.effective).toEqual(new Map([["payroll", "A"]]))
  })

  it("is an unknown default where none was read or sent", () => {
    const unread = bound({ roles: { books: "A", payroll: null } }, client)

    expect(make(unread, {}).predicted.own).toEqual({
      entries: new Map([["books", "A"]]),
      effective: new Map(Object.entries({ books: "A", payroll: null }))
    })
    expect(
      make(unread, {
        default: { own: { role: "B", existing: "future only" } },
        accept: ["tries-no-access:own"]
      }).predicted.own.default
    ).toBe("B")
  })

  it("is empty entries where none were read or are needed", () => {
    const unread = bound({ default: null, roles: { books: null, payroll: null } }, { default: null })

    expect(make(unread, {}).forms).toMatchObject({
      own: { entries: new Map() },
      client: { entries: new Map() }
    })
  })
})

describe("a way out", () => {
  it("is taken by its id, and by no other", () => {
    const revoke = [{ client: "c1", entity: "x1" }]
    const refusals = (...accept: ReadonlyArray<string>) =>
      make(read, { revoke, accept }).inexpressible.map(({ hazard }) => hazard.id)
    const lost = ["gives-up:later entities of c1"]

    expect(refusals("splits-client:c1")).toEqual([])
    expect(["splits-client:c2", "drops-default:c1"].map((id) => refusals(id))).toEqual([lost, lost])
  })

  it("is taken on its own side", () => {
    const change = { revoke: [{ entity: "payroll" }] }
    const ownWith = (accept: string) => make(read, { ...change, accept: [accept] }).forms.own

    expect(ownWith("drops-default:own").default).toEqual({ form: "absent" })
    expect(ownWith("drops-default:client").default).toEqual({ form: "value", role: "A" })
    expect(ownWith("tries-no-access:own").entries.get("payroll")).toBe("none at all")
    expect(ownWith("tries-no-access:client").entries.has("payroll")).toBe(false)
  })

  it("is to let a wish go: of an entity, or of a client", () => {
    const change = { revoke: [{ client: "c1" }, { entity: "payroll" }, { client: "c2", entity: "y1" }] }
    const { forms, inexpressible } = make(read, { ...change, accept: ["without:payroll", "without:c1"] })

    expect(inexpressible).toEqual([])
    expect(forms.own.entries).toBe(read.access?.own.entries)
    expect(forms.client.entries).toEqual(read.access?.client.entries)
    expect(make(read, { ...change, accept: ["without:payroll"] }).forms.client.entries.has("c1")).toBe(false)
  })
})

describe("a plan may be refused", () => {
  it("where one of its sides may be", () => {
    const change = { revoke: [{ entity: "books" }], accept: ["tries-no-access:own"] }

    expect(make(read, change).mayBeRefused).toBe(true)
    expect(make(read, { ...change, evidence: { "no-access": "none" } }).mayBeRefused).toBe(false)
    expect(make(read, {}).mayBeRefused).toBe(false)
  })

  it("together with what happens unasked, but not with other wishes", () => {
    const chief = bound(
      { ...empty, roles: { books: null, payroll: null } },
      { default: "B", entries: { c1: [null, { x1: "A" }] }, roles: { x1: "A", x2: "A", y1: "B" } },
      "chief"
    )
    const plan = make(chief, {
      rank: "worker",
      revoke: [{ client: "c2", entity: "y1" }],
      accept: ["tries-no-access:client"],
      evidence: { implies: "yes", wrapper: "loses" }
    })

    expect(named(plan.lines.client)).toEqual(expect.arrayContaining(["x2", "y1"]))
    expect(plan.mayBeRefused).toBe(true)
    expect(plan.inexpressible).toEqual([])
  })
})

describe("a plan may be sent again", () => {
  const carrying = bound(
    { ...empty, roles: { books: null, payroll: null } },
    { default: "B", entries: { c1: [null, { x1: "A" }] }, roles: { x1: "A", x2: "B", y1: "B" } }
  )
  const promoted = bound(
    { ...empty, roles: { books: "A", payroll: "A" } },
    { ...empty, roles: { x1: "A", x2: "A", y1: "A" } },
    "chief"
  )
  const defaulted = bound(
    { default: "A", entries: {}, roles: { books: "A", payroll: "A" } },
    { ...empty, roles: { x1: "A", x2: "A", y1: "A" } },
    "chief"
  )
  const dropped = {
    default: { own: { role: null, existing: "let go" } },
    evidence: { implies: "yes", omitted: "cleared" }
  }
  const replace = {
    own: { default: "A", entries: [{ entity: "books", role: "B" }] },
    client: { entries: [{ client: "c2", role: "A" }] }
  }

  it.each([
    ["where nothing changes", read, {}, true],
    ["where it does what was wished", read, { grant: [{ entity: "payroll", role: "B" }] }, true],
    [
      "not where it may be refused",
      read,
      { revoke: [{ entity: "books" }], accept: ["tries-no-access:own"] },
      false
    ],
    ["not where one of two lines is in doubt", read, { grant: [{ client: "c2", role: "B" }] }, false],
    ["where access goes or changes", carrying, { unpin: [{ client: "c1", entity: "x1" }] }, true],
    ["not where access comes by one reading only", read, { replace }, false],
    [
      "not where the organization role gives access",
      early("worker"),
      { rank: "chief", evidence: { implies: "yes" } },
      false
    ],
    ["where it takes it", promoted, { rank: "worker", evidence: { implies: "yes" } }, true],
    ["where access comes to follow from the organization role", defaulted, dropped, true],
    [
      "where a default gives access",
      early("worker"),
      { default: { own: { role: "A", existing: "apply" } } },
      true
    ]
  ] as ReadonlyArray<readonly [string, ReturnType<typeof bound>, Wanted, boolean]>)(
    "%s",
    (_, snapshot, wanted, repeatable) => {
      expect(make(snapshot, wanted).repeatable).toBe(repeatable)
    }
  )
})
