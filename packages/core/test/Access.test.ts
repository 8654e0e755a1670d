/** The two sides of a binding, looked at in one way. */
import * as Access from "@muster/core/Access"
import { describe, expect, it } from "vitest"
import { access } from "./bindings.ts"

const read = access(
  { default: "A", entries: { books: "B" }, roles: { books: "B" } },
  { default: null, entries: { c1: ["A", { x1: "B" }] }, roles: { x1: "B", x2: "A" } }
)
const unread = access({}, {})
const { clients, own } = read.directory

describe("the own side", () => {
  const view = Access.view(read, "own")
  const [group] = view.groups

  it("is one group without a name, whose entry gives no role of its own", () => {
    expect(view).toMatchObject({ side: "own", default: "A", effective: new Map([["books", "B"]]) })
    expect(view.groups).toEqual([{ id: null, entities: own }])
    expect(view.entriesKnown).toBe(true)
    expect(group && view.entryOf(group)).toEqual({ role: null, entities: new Map([["books", "B"]]) })
  })

  it("holds own entities and no others", () => {
    expect(view.groupOf("payroll")).toBe(group)
    expect(view.groupOf("x1")).toBeUndefined()
  })

  it("is told from one that could not be read", () => {
    const { default: role, entriesKnown, entryOf, groups } = Access.view(unread, "own")

    expect({ role, entriesKnown }).toEqual({ role: undefined, entriesKnown: false })
    expect(groups.map(entryOf)).toEqual([{ role: null, entities: new Map() }])
  })
})

describe("the clients' side", () => {
  const view = Access.view(read, "client")

  it("has a group for every client, and the entries that are stored", () => {
    expect(view).toMatchObject({ side: "client", default: null, entriesKnown: true, groups: clients })
    expect(view.effective).toBe(read.client.effective)
    expect(view.groups.map(view.entryOf)).toEqual([
      { role: "A", entities: new Map([["x1", "B"]]) },
      undefined
    ])
  })

  it("finds the client that holds an entity, and none for an own one", () => {
    expect(view.groupOf("y1")).toBe(clients[1])
    expect(view.groupOf("books")).toBeUndefined()
  })

  it("is told from one that could not be read", () => {
    const { default: role, entriesKnown, entryOf, groups } = Access.view(unread, "client")

    expect({ role, entriesKnown }).toEqual({ role: undefined, entriesKnown: false })
    expect(groups.map(entryOf)).toEqual([undefined, undefined])
  })
})
