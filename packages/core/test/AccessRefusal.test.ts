/** What has no request without harm: told by side and rule in a message, and by target with its ways out beside it. */
import { Plan, type Reading } from "@muster/core"
import type { AccessChange } from "@muster/core/AccessChange"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import { describe, expect, it } from "vitest"
import { bound, empty } from "./bindings.ts"
import { acme } from "./tables.ts"

type Snapshot = ReturnType<typeof bound>

const refused = (
  snapshot: Snapshot,
  access: AccessChange,
  accept: ReadonlyArray<string> = [],
  evidence: Reading.Reading = {}
) => {
  const made = Plan.make(acme(evidence), snapshot, { access, accept })
  if (Result.isSuccess(made)) throw new Error("it was planned")
  const { reason } = made.failure
  if (reason._tag !== "Inexpressible") throw new Error("it was not understood")
  return { problems: reason.problems, hazards: Redacted.value(reason.hazards) }
}

const stop = (id: string, says: string, sources: ReadonlyArray<string> = ["T10"]) => ({
  id,
  kind: "inexpressible",
  weight: "stop",
  says,
  sources
})

const drops = (side: string) =>
  ` Accept drops-default:${side} to leave the default out and name every other entity: later entities get nothing from it.`
const tries = (side: string) =>
  ` Accept tries-no-access:${side} to try the role that may mean no access: it is taken, or the request is refused.`
const splits =
  " Accept splits-client:c1 to name the client's other entities instead of the client: its later entities lose the role."

const noWish = "no request gives one target what is wished"
const accept = (...ways: ReadonlyArray<string>) => `accept ${ways.join(", or ")}, which costs something`
const letGo = "change the wish, or let this target go"

const quiet = { ...empty, roles: { x1: null, x2: null, y1: null } }
const ownDefault = bound(
  { default: "A", entries: { books: "B" }, roles: { books: "B", payroll: "A" } },
  { default: null, entries: { c1: ["A"] }, roles: { x1: "A", x2: "A", y1: null } }
)
const clientDefault = bound(
  { ...empty, roles: { books: null, payroll: null } },
  { default: "B", entries: { c1: ["A"] }, roles: { x1: "A", x2: "A", y1: "B" } }
)

describe("a revocation under a default", () => {
  it("names the ways out and what each costs", () => {
    expect(refused(ownDefault, { revoke: [{ entity: "payroll" }] })).toEqual({
      problems: [
        {
          field: "access.own",
          rule: noWish,
          wayOut: accept("drops-default:own", "tries-no-access:own"),
          why: "forbidden"
        }
      ],
      hazards: [
        stop("without:payroll", `payroll: wished no access, could become A.${drops("own")}${tries("own")}`)
      ]
    })
  })

  it("has one way out less where leaving the default out was accepted, and may keep it", () => {
    expect(refused(ownDefault, { revoke: [{ entity: "books" }] }, ["drops-default:own"])).toEqual({
      problems: [
        { field: "access.own", rule: noWish, wayOut: accept("tries-no-access:own"), why: "unsettled" }
      ],
      hazards: [stop("without:books", `books: wished no access, could become no access or A.${tries("own")}`)]
    })
  })

  it("has none either, where leaving it out is known to keep it, and says what comes later", () => {
    const change = { revoke: [{ entity: "payroll" }] }

    expect(refused(ownDefault, change, ["drops-default:own"], { omitted: "kept", void: "absent" })).toEqual({
      problems: [
        {
          field: "access.own",
          rule: "no request leaves what comes later as it would be",
          wayOut: letGo,
          why: "forbidden"
        },
        { field: "access.own", rule: noWish, wayOut: letGo, why: "forbidden" }
      ],
      hazards: [
        stop("gives-up:later own entities", "later own entities: wished no access, could become A."),
        stop("without:payroll", "payroll: wished no access, could become A.")
      ]
    })
  })

  it("splits no other client", () => {
    expect(refused(clientDefault, { revoke: [{ client: "c2", entity: "y1" }] }).hazards).toEqual([
      stop("without:y1", `y1: wished no access, could become B.${drops("client")}${tries("client")}`)
    ])
  })

  it("needs both together where the client's entry has a role, too, and never where the default may stay", () => {
    const revoke = [{ client: "c1", entity: "x1" }]
    const { hazards, problems } = refused(clientDefault, { revoke }, [], { omitted: "cleared" })

    expect(problems[0]?.wayOut).toBe(
      accept("tries-no-access:client", "drops-default:client with splits-client")
    )
    expect(hazards[0]).toEqual(
      stop(
        "without:x1",
        `x1: wished no access, could become B or no access.${tries("client")}` +
          " Accept drops-default:client and splits-client:c1 to leave the default out and name every other entity:" +
          " later entities get nothing from it; and to name the client's other entities instead of the client:" +
          " its later entities lose the role."
      )
    )
    expect(refused(clientDefault, { revoke }).problems[0]?.wayOut).toBe(accept("tries-no-access:client"))
  })

  it("asks for the other one where one of both was accepted", () => {
    const revoke = [{ client: "c1", entity: "x1" }]
    const after = (taken: string) =>
      refused(clientDefault, { revoke }, [taken], { omitted: "cleared" }).problems[0]?.wayOut

    expect(after("splits-client:c1")).toBe(accept("drops-default:client", "tries-no-access:client"))
    expect(after("drops-default:client")).toBe(accept("splits-client"))
  })

  it("splits no client that is revoked as a whole", () => {
    const { hazards } = refused(clientDefault, { revoke: [{ client: "c1" }] }, [], { omitted: "cleared" })

    expect(hazards.map(({ says }) => says)).toEqual([
      `x1: wished no access, could become B.${drops("client")}${tries("client")}`,
      `x2: wished no access, could become B.${drops("client")}${tries("client")}`
    ])
  })
})

describe("a way out that is told", () => {
  const measured: Reading.Reading = { omitted: "cleared", "no-access": "none" }

  it.each([
    ["of one entity", { revoke: [{ client: "c1", entity: "x1" }] }],
    ["of a client", { revoke: [{ client: "c1" }] }],
    [
      "of a client and of one entity beside it",
      { revoke: [{ client: "c1", entity: "x1" }, { client: "c2" }] }
    ],
    [
      "of one entity, where its client changes",
      { grant: [{ client: "c1", role: "B" }], revoke: [{ client: "c1", entity: "x1" }] }
    ]
  ])("leads out of a revocation %s", (_, access) => {
    for (const { id, says } of refused(clientDefault, access, [], measured).hazards) {
      const ways = [...says.matchAll(/Accept (.+?) to /gu)].map(([, ids = ""]) => ids.split(" and "))

      expect(ways.length).toBeGreaterThan(0)
      for (const way of ways) {
        const made = Plan.make(acme(measured), clientDefault, { access, accept: way })
        const left = Result.match(made, {
          onSuccess: () => [],
          onFailure: ({ reason }) =>
            reason._tag === "Inexpressible" ? Redacted.value(reason.hazards).map((hazard) => hazard.id) : [id]
        })
        expect(left).not.toContain(id)
      }
    }
  })
})

describe("a revocation where no client has a role of its own", () => {
  const carrying = bound(
    { ...empty, roles: { books: null, payroll: null } },
    { default: "B", entries: { c1: [null, { x1: "A" }] }, roles: { x1: "A", x2: "B", y1: "B" } }
  )

  it.each([
    [{ client: "c1", entity: "x1" }, "unsettled", "B or no access"],
    [{ client: "c2", entity: "y1" }, "forbidden", "B"]
  ] as const)("has no client to split", (target, why, may) => {
    expect(refused(carrying, { revoke: [target] }, [], { omitted: "cleared" })).toEqual({
      problems: [
        {
          field: "access.client",
          rule: noWish,
          wayOut: accept("drops-default:client", "tries-no-access:client"),
          why
        }
      ],
      hazards: [
        stop(
          `without:${target.entity}`,
          `${target.entity}: wished no access, could become ${may}.${drops("client")}${tries("client")}`
        )
      ]
    })
  })

  it("has none to split for what its client gets later, either", () => {
    const unnamed = bound(
      { ...empty, roles: { books: null, payroll: null } },
      { default: "B", entries: {}, roles: { x1: "B", x2: "B", y1: "B" } }
    )

    expect(refused(unnamed, { revoke: [{ client: "c1", entity: "x1" }] }).hazards).toEqual([
      stop(
        "gives-up:later entities of c1",
        `later entities of c1: wished B, could become B or no access.${drops("client")}${tries("client")}`
      )
    ])
  })

  it("can only be tried where the role comes with the organization role", () => {
    const chief = bound({ ...empty, roles: { books: "A", payroll: "A" } }, quiet, "chief")

    expect(refused(chief, { revoke: [{ entity: "books" }] }, [], { implies: "yes" }).problems).toContainEqual(
      {
        field: "access.own",
        rule: noWish,
        wayOut: accept("tries-no-access:own"),
        why: "forbidden"
      }
    )
  })
})

describe("a revocation under a client's entry", () => {
  const revoke = [{ client: "c1", entity: "x1" }]

  it("would take the role from what the client gets later, and can split the client", () => {
    expect(refused(ownDefault, { revoke }, [], { later: "future" })).toEqual({
      problems: [
        {
          field: "access.client",
          rule: "no request leaves what comes later as it would be",
          wayOut: accept("splits-client"),
          why: "forbidden"
        }
      ],
      hazards: [
        stop(
          "gives-up:later entities of c1",
          `later entities of c1: wished A, could become no access.${splits}`
        )
      ]
    })
  })

  it("says so where it cannot be told what comes later", () => {
    expect(refused(ownDefault, { revoke }).problems).toEqual([
      {
        field: "access.client",
        rule: "it cannot be told what this target's role follows from",
        wayOut: accept("splits-client"),
        why: "unsettled"
      }
    ])
  })
})

describe("a role that nobody asked for", () => {
  const promote = (snapshot: Snapshot, evidence: Reading.Reading = {}) => {
    const made = Plan.make(acme(evidence), snapshot, { merge: { rank: "chief" } })
    return Result.isFailure(made) && made.failure.reason.problems
  }

  it("comes with the organization role, or may come", () => {
    const nobody = bound({ ...empty, roles: { books: null, payroll: null } }, quiet)
    const problem = { rule: "no request leaves one target as it is", wayOut: letGo }
    const told = (why: string) => ["access.own", "access.client"].map((field) => ({ field, ...problem, why }))

    expect(promote(nobody, { implies: "yes" })).toEqual(told("forbidden"))
    expect(promote(nobody)).toEqual(told("unsettled"))
    expect(promote(nobody, { implies: "no" })).toBe(false)
  })
})

describe("a role that may go with the organization role", () => {
  it("cannot be kept, and has no way out, where a default would take its place", () => {
    const chief = bound(
      { default: "B", entries: { books: "B" }, roles: { books: "B", payroll: "A" } },
      quiet,
      "chief"
    )
    const made = Plan.make(acme(), chief, { merge: { rank: "worker" } })

    expect(Result.isFailure(made) && made.failure.reason.problems).toContainEqual({
      field: "access.own",
      rule: "it cannot be told what this target's role follows from",
      wayOut: letGo,
      why: "forbidden"
    })
  })
})

describe("a wish that may be refused", () => {
  const revoke = [{ entity: "payroll" }]
  const tried = ["tries-no-access:own"]

  it("would take the others down with it, and can go without them", () => {
    const grant = [{ entity: "books", role: "A" }]

    expect(refused(ownDefault, { revoke, grant }, tried)).toEqual({
      problems: [
        {
          field: "access.own",
          rule: "may be refused, and would take the other wishes down with it",
          wayOut: "put it into a change of its own",
          why: "unsettled"
        }
      ],
      hazards: [
        stop(
          "without:payroll",
          "payroll may be refused together with the rest; the rest can go without it.",
          ["no-access", "void"]
        )
      ]
    })
  })

  it.each([
    ["others that may be refused too", { revoke: [...revoke, { entity: "books" }] }],
    ["what is true already", { revoke, grant: [{ entity: "books", role: "B" }] }]
  ])("travels with %s", (_, access) => {
    expect(Result.isSuccess(Plan.make(acme(), ownDefault, { access, accept: tried }))).toBe(true)
  })
})

describe("a default that no request takes away", () => {
  const measured = { implies: "yes", omitted: "kept", void: "refused" }
  const problem = {
    field: "access.own",
    rule: "has a default that no request takes away",
    wayOut: "leave the default as it is",
    why: "forbidden"
  }
  const clear = { default: { own: { role: null, existing: "let go" } } } as const
  const byBoth = bound(
    { default: "A", entries: {}, roles: { books: "A", payroll: "A" } },
    { ...empty, roles: { x1: "A", x2: "A", y1: "A" } },
    "chief"
  )

  it("is told, though the organization role gives the same, and the rest can go without", () => {
    const { hazards, problems } = refused(byBoth, clear, [], measured)

    expect(problems).toEqual([problem])
    expect(hazards).toEqual([
      stop("without:own-default", "The stored default of the own side stays, whatever is sent.", [
        "T8",
        "omitted",
        "void"
      ])
    ])
    const access = { ...clear, grant: [{ entity: "books", role: "B" }] }
    const rest = Plan.make(acme(measured), byBoth, { access, accept: ["without:own-default"] })
    const { effects, forms } = Result.getOrThrow(rest)
    expect(effects.map(({ after, kind, why }) => [kind, after, why])).toEqual([
      ["role changed", "B", "wished"]
    ])
    expect(forms?.access?.own.default).toEqual({ form: "value", role: "A" })
  })

  it("is told of a replacement too, which names another default or none", () => {
    const entries = ["books", "payroll"].map((entity) => ({ entity, role: "A" }))
    const { problems } = refused(byBoth, { replace: { own: { entries } } }, ["without:own-default"], measured)

    expect(problems).toEqual([problem])
  })
})
