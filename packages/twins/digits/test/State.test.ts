/** What the vendor remembers at the start, and what may happen to it from elsewhere. */
import { expect, it } from "vitest"
import { access, happening, read, started } from "./organization.ts"

it("binds a seeded employee as the call would", () => {
  expect(access(started())).toEqual(["own-1:Associate", "own-2:Associate", "c2-a:Associate"])
})

it("knows the roles that seeded employees have", () => {
  const employees = [{ userId: "u-1", organizationRole: "Founder" }]
  expect(started({}, { employees }).roles.has("Founder")).toBe(true)
})

it("forgets every binding to an entity that is removed", () => {
  for (const stored of ["computed", "materialised"] as const) {
    const answers = { "D-20": stored } as const
    const employees = [
      {
        userId: "u-1",
        organizationRole: "Associate",
        clients: [{ clientId: "c1", entities: [{ entityId: "c1-a", role: "Admin" }] }]
      }
    ]
    const gone = happening(started(answers, { employees }), answers, {
      type: "entity-removed",
      entityId: "c1-a"
    })
    const entity = { entityId: "c1-a" }
    const again = happening(gone, answers, { type: "client-entity-added", clientId: "c1", entity })
    expect(access(again, answers)).toEqual([])
    expect(read(again, answers).clients).toEqual([{ clientId: "c1" }])
  }
})

it("lets another writer do what this client could do, and no more", () => {
  const body = { userId: "u-1", organizationRole: "Admin" }
  expect(read(happening(started(), {}, { type: "employee-written", body })).organizationRole).toBe("Admin")
  const stranger = { userId: "nobody", organizationRole: "Admin" }
  expect(() => happening(started(), {}, { type: "employee-written", body: stranger })).toThrow(
    "no such employee"
  )
})

it("refuses a seed or an event that makes no sense", () => {
  expect(() => started({}, { entities: [{ entityId: "a" }, { entityId: "a" }] })).toThrow("two entities")
  expect(() => started({}, { surprise: 1 })).toThrow("surprise")
  const entities = [{ entityId: "nowhere", role: "Admin" }]
  const employees = [{ userId: "u-1", organizationRole: "Admin", entities }]
  expect(() => started({}, { employees })).toThrow("cannot be seeded")
  expect(() => happening(started(), {}, { type: "entity-moved", entityId: "own-1", clientId: "c1" })).toThrow(
    "no client entity"
  )
  expect(() => happening(started(), {}, { type: "earthquake" })).toThrow("type")
})
