/** Who has which role where, under one reading, and why. */
import type { Resolution } from "@muster/core"
import * as Roles from "@muster/core/Roles"
import { describe, expect, it } from "vitest"
import { access } from "./bindings.ts"
import { accessRules } from "./tables.ts"

const reading: Resolution.AccessReading = {
  reach: "reached",
  wrapper: "loses",
  later: "future",
  omitted: "cleared",
  void: "cleared",
  implies: "yes",
  noAccess: "none"
}

const binding = access(
  { default: "A", entries: { books: "B" }, roles: { payroll: null } },
  { default: "B", entries: { c1: [null, { x1: "none at all" }] }, roles: { x2: null } }
)

const rolesOf = (
  of: typeof binding,
  answers: Partial<Resolution.AccessReading> = {},
  implied: string | null = null
) => Roles.of(accessRules, { ...reading, ...answers }, of, implied)

describe("on own entities", () => {
  const { own } = rolesOf(binding)

  it("an entry decides, else the default, which reaches every one of them", () => {
    expect(own("books")).toEqual({ role: "B", cause: "explicit entity" })
    expect(own("payroll")).toEqual({ role: "A", cause: "default" })
  })

  it("there is no role where there is no entity", () => {
    expect(own("x1")).toBeUndefined()
    expect(rolesOf(access({ entries: { gone: "A" } }, {})).own("gone")).toBeUndefined()
  })

  it("the organization role decides last, where it gives something", () => {
    const bare = access({}, {})

    expect(rolesOf(bare, {}, "A").own("books")).toEqual({ role: "A", cause: "organization role" })
    expect(rolesOf(bare, { implies: "no" }, "A").own("books")).toEqual({ role: null, cause: "none" })
    expect(rolesOf(bare).own("books")).toEqual({ role: null, cause: "none" })
  })
})

describe("on entities of clients", () => {
  it("an entry of the entity decides, as the reading takes it", () => {
    expect(rolesOf(binding).client("x1")).toEqual({ role: null, cause: "explicit entity" })
    expect(rolesOf(binding, { noAccess: "refused" }).client("x1")).toEqual({
      role: "none at all",
      cause: "explicit entity"
    })
  })

  it("a client that is named without a role may lose the default; one that is not named follows it", () => {
    const seen = { ...binding, client: { ...binding.client, effective: new Map() } }

    expect(rolesOf(seen).client("x2")).toEqual({ role: null, cause: "none" })
    expect(rolesOf(seen, { wrapper: "keeps" }).client("x2")).toEqual({ role: "B", cause: "default" })
    expect(rolesOf(seen).client("y1")).toEqual({ role: "B", cause: "default" })
  })

  it("the role of the client decides before the default", () => {
    const named = access({}, { default: "B", entries: { c1: ["A"] } })

    expect(rolesOf(named).client("x1")).toEqual({ role: "A", cause: "explicit client" })
    expect(rolesOf(named).client("y1")).toEqual({ role: "B", cause: "default" })
  })

  it("the default may not have reached what was read to have no role", () => {
    const unreached = access({}, { default: "B", entries: {}, roles: { x1: "B", x2: null } })
    const { client } = rolesOf(unreached)

    expect(["x1", "x2", "y1"].map((entity) => client(entity)?.role)).toEqual(["B", null, "B"])
    expect(rolesOf(unreached, { reach: "all" }).client("x2")?.role).toBe("B")
  })

  it("there is no role where there is no entity", () => {
    expect(rolesOf(binding).client("books")).toBeUndefined()
  })

  it("what could not be read counts as not stored", () => {
    expect(rolesOf(access({}, {})).client("x1")).toEqual({ role: null, cause: "none" })
  })
})

it("gives one object for equal answers", () => {
  const same = access(
    { default: null, entries: { books: "A", payroll: "A" } },
    { default: "B", entries: { c1: [null] } }
  )
  const { client, own } = rolesOf(same, { wrapper: "keeps" })

  expect(own("books")).toBe(own("payroll"))
  expect(client("x1")).toBe(client("x2"))
})
