/** What is true already is not written again: nobody asked for what writing it might do besides. */
import type { Access } from "@muster/core"
import * as View from "@muster/core/Access"
import * as AccessChange from "@muster/core/AccessChange"
import * as Fulfilled from "@muster/core/Fulfilled"
import * as SideContext from "@muster/core/SideContext"
import { describe, expect, it } from "vitest"
import { access } from "./bindings.ts"
import { accessAxes, accessRules } from "./tables.ts"

const own = { default: "A", entries: { books: "B" }, roles: { books: "B", payroll: "A" } }
const client = { default: null, entries: { c1: ["A"] }, roles: { x1: "A", x2: "A", y1: null } } as const
const eve = access(own, client)

const books = { entity: "books", role: "B" }
const c1 = { client: "c1", role: "A" }

type Wishes = AccessChange.AccessChange

/** Whether anything has to be sent for these wishes. */
const sends = (stored: Access.Access, wished: Wishes): boolean => {
  const { wishes } = AccessChange.understand(stored, wished)
  return !(["own", "client"] as const).every((side) =>
    Fulfilled.is({
      rules: accessRules,
      axes: accessAxes,
      view: View.view(stored, side),
      wishes: wishes[side],
      impliedBefore: null,
      impliedAfter: null,
      waysOut: SideContext.noWaysOut
    })
  )
}

const on = (name: string) =>
  name.startsWith("c")
    ? { client: name }
    : name < "x"
      ? { entity: name }
      : { client: clientOf(name), entity: name }
const clientOf = (entity: string): string => (entity === "y1" ? "c2" : "c1")
const grant = (name: string, role: string): Wishes => ({ grant: [{ ...on(name), role }] })
const revoke = (name: string): Wishes => ({ revoke: [on(name)] })
const unpin = (name: string): Wishes => ({ unpin: [on(name)] })

describe("nothing is sent", () => {
  it.each([
    ["no wish at all", {}],
    ["a role that an entry gives", grant("books", "B")],
    ["a role that the default gives", grant("payroll", "A")],
    ["a role that the client's entry gives", grant("x1", "A")],
    ["a role that a client's entry gives to all it has", grant("c1", "A")],
    ["no role where there is none", revoke("y1")],
    ["no role on a client where there is none", revoke("c2")],
    ["no entry where there is none", unpin("payroll")],
    ["no entry of a client where there is none", unpin("c2")],
    ["no entry of an entity whose client has none", unpin("y1")],
    ["the default that is stored", { default: { own: { role: "A", existing: "apply" } } }],
    ["no default where there is none", { default: { client: { role: null, existing: "let go" } } }],
    [
      "the whole access as it is stored",
      { replace: { own: { default: "A", entries: [books] }, client: { entries: [c1] } } }
    ]
  ] as const)("for %s", (_name, wished) => {
    expect(sends(eve, wished)).toBe(false)
  })

  it("for a client's role where its entities have entries of their own", () => {
    const mixed = access(own, {
      default: null,
      entries: { c1: ["A", { x1: "B" }] },
      roles: { x1: "B", x2: "A", y1: null }
    })

    expect(sends(mixed, grant("c1", "A"))).toBe(false)
    expect(
      sends(mixed, {
        grant: [
          { client: "c1", role: "A" },
          { client: "c1", entity: "x1", role: "B" }
        ]
      })
    ).toBe(false)
  })

  it("for a client that is to lose its own role and has none, though its entities have some", () => {
    const carrier = access(own, {
      default: null,
      entries: { c1: [null, { x1: "B", x2: "A" }] },
      roles: { x1: "B", x2: "A", y1: null }
    })

    expect(sends(carrier, unpin("c1"))).toBe(false)
  })

  it("for a role that only the entry tells of, where nobody read which roles are in force", () => {
    const unread = access({ ...own, roles: {} }, { ...client, roles: {} })

    expect(sends(unread, grant("books", "B"))).toBe(false)
  })

  it("for no role where an entry takes it away, though nobody read which roles are in force", () => {
    const barred = access({ default: null, entries: { books: "none at all" } }, client)

    expect(sends(barred, revoke("books"))).toBe(false)
  })
})

describe("a request is sent", () => {
  it.each([
    ["another role than the entry's", grant("books", "A")],
    ["a role where there is none", grant("y1", "A")],
    ["a role for a client that has none", grant("c2", "A")],
    ["another role for a client", grant("c1", "B")],
    ["no role where a client has one", revoke("c1")],
    ["no entry where there is one", unpin("books")],
    ["no entry of a client where there is one", unpin("c1")],
    ["another default", { default: { own: { role: "B", existing: "apply" } } }],
    ["a default where there is none", { default: { client: { role: "A", existing: "apply" } } }],
    [
      "one wish that is true beside one that is not",
      {
        grant: [
          { entity: "books", role: "B" },
          { entity: "payroll", role: "B" }
        ]
      }
    ],
    [
      "one client that is as wished beside one that is not",
      {
        grant: [
          { client: "c1", role: "A" },
          { client: "c2", role: "A" }
        ]
      }
    ]
  ] as const)("for %s", (_name, wished) => {
    expect(sends(eve, wished)).toBe(true)
  })

  it("for a client whose entry says so, while one of its entities has another role", () => {
    const odd = access(own, { ...client, roles: { ...client.roles, x2: null } })

    expect(sends(odd, grant("c1", "A"))).toBe(true)
  })

  it("for a client whose entities have the role from the default, since it shall have an entry", () => {
    const roles = { x1: "A", x2: "A", y1: "A" }
    const following = access(own, { default: "A", entries: {}, roles })

    expect(sends(following, grant("c2", "A"))).toBe(true)
    expect(sends(following, revoke("c2"))).toBe(true)
    expect(sends(following, unpin("c2"))).toBe(false)
  })

  it("for a client that shall have no role while entries of its entities give some", () => {
    const carrier = access(own, {
      default: null,
      entries: { c1: [null, { x1: "B" }] },
      roles: { x1: "B", x2: null, y1: null }
    })

    expect(sends(carrier, revoke("c1"))).toBe(true)
    expect(sends(carrier, { ...revoke("c1"), ...grant("x1", "B") })).toBe(false)
  })

  it.each([
    ["another default", { default: "B", entries: [books] }, [c1]],
    ["no default", { entries: [books] }, [c1]],
    ["another entry", { default: "A", entries: [{ entity: "books", role: "A" }] }, [c1]],
    ["an entry more", { default: "A", entries: [books, { entity: "payroll", role: "A" }] }, [c1]],
    ["an entry less", { default: "A" }, [c1]],
    ["an entry elsewhere", { default: "A", entries: [{ entity: "payroll", role: "B" }] }, [c1]],
    ["another client's role", { default: "A", entries: [books] }, [{ client: "c1", role: "B" }]],
    ["a client less", { default: "A", entries: [books] }, []],
    ["a client more", { default: "A", entries: [books] }, [c1, { client: "c2", role: "A" }]],
    [
      "an entry of a client's entity more",
      { default: "A", entries: [books] },
      [c1, { client: "c1", entity: "x1", role: "A" }]
    ]
  ] as const)("for a whole access with %s than is stored", (_name, wanted, entries) => {
    expect(sends(eve, { replace: { own: wanted, client: { entries } } })).toBe(true)
  })

  it("for what cannot be told, since the entries were not read", () => {
    const { entries: _own, ...ownUnread } = own
    const { entries: _client, ...clientUnread } = client
    const unread = access(ownUnread, clientUnread)

    expect(sends(unread, unpin("payroll"))).toBe(true)
    expect(sends(unread, unpin("c2"))).toBe(true)
    expect(sends(unread, revoke("c2"))).toBe(true)
    expect(sends(unread, { replace: { own: { default: "A" } } })).toBe(true)
    expect(sends(unread, grant("payroll", "A"))).toBe(false)
  })
})
