/** What an update does, clause by clause, and what each answer of an axis changes about it. */
import { describe, expect, it } from "vitest"
import { access, accessAfter, happening, put, read, refusal, started, updated } from "./organization.ts"

describe("the decision table of the document", () => {
  it("an update with the organization role alone removes all access and both defaults (D8)", () => {
    const state = updated(started(), {})
    expect(access(state)).toEqual([])
    expect(read(state)).not.toHaveProperty("entityRole")
    expect(read(state)).not.toHaveProperty("clientRole")
    expect(read(state).clients).toEqual([])
  })
  it("entityRole reaches every own entity and no client (D10, D7)", () => {
    expect(accessAfter({ entityRole: "Admin" })).toEqual(["own-1:Admin", "own-2:Admin"])
  })
  it("an entities entry alone leaves access to that entity only (D5, D8)", () => {
    const state = updated(started(), { entities: [{ entityId: "own-1", role: "Admin" }] })
    expect(access(state)).toEqual(["own-1:Admin"])
    expect(read(state)).not.toHaveProperty("entityRole")
  })
  it("an entities entry wins over entityRole for what it names (D13)", () => {
    const body = { entityRole: "Associate", entities: [{ entityExternalId: "x-own-1", role: "Admin" }] }
    expect(accessAfter(body)).toEqual(["own-1:Admin", "own-2:Associate"])
  })
  it("clientRole reaches all client entities and no own entity (D12, D-5 all)", () => {
    expect(accessAfter({ clientRole: "Admin" })).toEqual(["c1-a:Admin", "c1-b:Admin", "c2-a:Admin"])
  })
  it("a clients entry alone leaves access to that client only (D6, D8)", () => {
    const body = { clients: [{ clientExternalId: "x-c1", role: "Admin" }] }
    expect(accessAfter(body)).toEqual(["c1-a:Admin", "c1-b:Admin"])
  })
  it("a clients entry wins over clientRole, and its entity entry wins over both (D12, D13)", () => {
    const entry = { clientId: "c1", role: "Admin", entities: [{ entityId: "c1-b", role: "Account Manager" }] }
    expect(accessAfter({ clientRole: "Associate", clients: [entry] })).toEqual([
      "c1-a:Admin",
      "c1-b:Account Manager",
      "c2-a:Associate"
    ])
  })
  it("a later own entity gets the stored entityRole, and nothing without one (D9)", () => {
    const event = { type: "own-entity-added", entity: { entityId: "own-3" } }
    const given = happening(updated(started(), { entityRole: "Admin" }), {}, event)
    expect(access(given)).toContain("own-3:Admin")
    expect(access(happening(updated(started(), {}), {}, event))).toEqual([])
  })
  it("a later client entity gets the stored clientRole in any client, and nothing without one (D11)", () => {
    const client = { clientId: "c3", entities: [{ entityId: "c3-a" }] }
    const entity = { type: "client-entity-added", clientId: "c2", entity: { entityId: "c2-b" } }
    for (const answers of [{}, { "D-5": "reached" }, { "D-20": "materialised" }] as const) {
      const state = updated(started(answers), { clientRole: "Admin" }, answers)
      const later = happening(happening(state, answers, entity), answers, { type: "client-added", client })
      expect(access(later, answers)).toEqual(expect.arrayContaining(["c2-b:Admin", "c3-a:Admin"]))
    }
    expect(access(happening(updated(started(), {}), {}, entity))).toEqual([])
  })
})

describe("who is updated", () => {
  it("names the employee by either id (D3) and refuses a request that names nobody", () => {
    expect(read(updated(started(), { userExternalId: "x-1", entityRole: "Admin" })).entityRole).toBe("Admin")
    expect(refusal({ userId: undefined })).toBe(400)
  })
  it("takes both ids when they name the same user, or refuses them (D-1)", () => {
    expect(refusal({ userId: "u-1", userExternalId: "x-1" }, { "D-1": "accepted" })).toBe(200)
    expect(refusal({ userId: "u-1", userExternalId: "x-1" }, { "D-1": "refused" })).toBe(400)
    expect(refusal({ userId: "u-unbound", userExternalId: "x-1" })).toBe(400)
  })
  it("creates nobody (D2), and refuses a user without a binding as D-3 says", () => {
    for (const userId of ["u-unbound", "nobody", "__proto__"]) {
      expect(refusal({ userId }, { "D-3": "404" })).toBe(404)
      expect(refusal({ userId }, { "D-3": "400" })).toBe(400)
    }
  })
  it("wants the organization role every time (D4)", () => {
    expect(refusal({ organizationRole: undefined })).toBe(400)
    expect(refusal({ organizationRole: null })).toBe(400)
  })
})

describe("entries", () => {
  it("reads null for a list as absent, or refuses it (D-4)", () => {
    expect(accessAfter({ entities: null, clients: null }, { "D-4": "absent" })).toEqual([])
    expect(refusal({ entities: null }, { "D-4": "refused" })).toBe(400)
    expect(refusal({ clients: null }, { "D-4": "refused" })).toBe(400)
  })
  it("counts a target named twice with one role once, or refuses it (D-7)", () => {
    const entities = [
      { entityId: "own-1", role: "Admin" },
      { entityExternalId: "x-own-1", role: "Admin" }
    ]
    const clients = [
      { clientId: "c1", role: "Admin" },
      { clientExternalId: "x-c1", role: "Admin" }
    ]
    expect(accessAfter({ entities }, { "D-7": "accepted" })).toEqual(["own-1:Admin"])
    expect(refusal({ entities }, { "D-7": "refused" })).toBe(400)
    expect(accessAfter({ clients }, { "D-7": "accepted" })).toEqual(["c1-a:Admin", "c1-b:Admin"])
    expect(refusal({ clients }, { "D-7": "refused" })).toBe(400)
  })
  it("refuses two roles for one target under every reading", () => {
    const two = [
      { entityId: "own-1", role: "Admin" },
      { entityExternalId: "x-own-1", role: "Associate" }
    ]
    const twice = [
      { clientId: "c1", role: "Admin" },
      { clientExternalId: "x-c1", role: "Associate" }
    ]
    for (const answer of ["accepted", "refused"] as const) {
      expect(refusal({ entities: two }, { "D-7": answer })).toBe(400)
      expect(refusal({ clients: twice }, { "D-7": answer })).toBe(400)
    }
  })
  it("refuses strangers, and entities under the wrong client, as D-8 says", () => {
    const bodies = [
      { entities: [{ entityId: "__proto__", role: "Admin" }] },
      { clients: [{ clientId: "constructor", role: "Admin" }] },
      { clients: [{ clientId: "c1", entities: [{ entityId: "c2-a", role: "Admin" }] }] },
      { clients: [{ clientId: "c1", entities: [{ entityId: "own-1", role: "Admin" }] }] }
    ]
    for (const body of bodies) {
      expect(refusal(body, { "D-8": "404" })).toBe(404)
      expect(refusal(body, { "D-8": "400" })).toBe(400)
    }
  })
  it("refuses a client's entity under entities as D-11 says", () => {
    const body = { entities: [{ entityId: "c1-a", role: "Admin" }] }
    expect(refusal(body, { "D-11": "400" })).toBe(400)
    expect(refusal(body, { "D-11": "404" })).toBe(404)
  })
  it("refuses an entry that names nothing, or two things", () => {
    expect(refusal({ entities: [{ role: "Admin" }] })).toBe(400)
    expect(refusal({ entities: [{ entityId: "own-2", entityExternalId: "x-own-1", role: "Admin" }] })).toBe(
      400
    )
  })
  it("refuses a role that the organization does not use, or stores it (D-9)", () => {
    for (const body of [{ organizationRole: "Boss" }, { entityRole: "Boss" }, { clientRole: "Boss" }])
      expect(refusal(body, { "D-9": "refused" })).toBe(400)
    const entities = [{ entityId: "own-1", role: "Boss" }]
    expect(refusal({ entities }, { "D-9": "refused" })).toBe(400)
    expect(accessAfter({ entities }, { "D-9": "stored" })).toEqual(["own-1:Boss"])
  })
  it("keeps ids such as __proto__ and the empty one as what they are", () => {
    const entities = [{ entityId: "__proto__" }, { entityId: "" }, { entityId: "constructor" }]
    const state = started({}, { entities })
    expect(accessAfter({ entities: [{ entityId: "", role: "Admin" }] }, {}, state)).toEqual([":Admin"])
    expect(accessAfter({ entityRole: "Admin" }, {}, state)).toHaveLength(3)
  })
})

describe("defaults", () => {
  it("clientRole reaches every client entity, or those reached when the request arrives (D-5)", () => {
    const all = ["c1-a:Admin", "c1-b:Admin", "c2-a:Admin"]
    expect(accessAfter({ clientRole: "Admin" }, { "D-5": "all" })).toEqual(all)
    expect(accessAfter({ clientRole: "Admin" }, { "D-5": "reached" })).toEqual(["c2-a:Admin"])
  })
  it("what a seeded default had reached is part of the seed (D-5 reached)", () => {
    const employees = [
      { userId: "u-1", organizationRole: "Associate", clientRole: "Admin", reached: ["c1-b"] }
    ]
    const answers = { "D-5": "reached" } as const
    expect(access(started(answers, { employees }), answers)).toEqual(["c1-b:Admin"])
  })
  it("an omitted default is forgotten, or stays and is applied again (D-14)", () => {
    const cleared = updated(started(), {})
    expect([read(cleared).entityRole, access(cleared)]).toEqual([undefined, []])
    const answers = { "D-14": "kept" } as const
    const kept = updated(started(answers), {}, answers)
    expect(read(kept, answers).entityRole).toBe("Associate")
    expect(access(kept, answers)).toEqual(["own-1:Associate", "own-2:Associate"])
  })
  it("null and the empty string clear a default, are as absent, or are refused (D-16)", () => {
    for (const entityRole of [null, ""]) {
      expect(accessAfter({ entityRole }, { "D-14": "kept", "D-16": "cleared" })).toEqual([])
      expect(accessAfter({ entityRole }, { "D-14": "kept", "D-16": "absent" })).toHaveLength(2)
      expect(accessAfter({ entityRole }, { "D-14": "cleared", "D-16": "absent" })).toEqual([])
      expect(refusal({ entityRole }, { "D-16": "refused" })).toBe(400)
    }
  })
  it("a client named only to carry an entity keeps the default for the others, or loses it (D-17)", () => {
    const clients = [{ clientId: "c1", entities: [{ entityId: "c1-a", role: "Admin" }] }]
    const body = { clientRole: "Associate", clients }
    expect(accessAfter(body, { "D-17": "keeps" })).toEqual(["c1-a:Admin", "c1-b:Associate", "c2-a:Associate"])
    expect(accessAfter(body, { "D-17": "loses" })).toEqual(["c1-a:Admin", "c2-a:Associate"])
  })
  it("a later entity of a named client follows the default, or the entry (D-15)", () => {
    const event = { type: "client-entity-added", clientId: "c1", entity: { entityId: "c1-c" } }
    const named = { clientRole: "Associate", clients: [{ clientId: "c1", role: "Admin" }] }
    const carried = { clientRole: "Associate", clients: [{ clientId: "c1" }] }
    for (const stored of ["computed", "materialised"] as const) {
      const after = (body: object, answer: "present" | "future") => {
        const answers = { "D-15": answer, "D-17": "loses", "D-20": stored } as const
        return access(happening(updated(started(answers), body, answers), answers, event), answers)
      }
      expect(after(named, "present")).toContain("c1-c:Associate")
      expect(after(named, "future")).toContain("c1-c:Admin")
      expect(after(carried, "present")).toContain("c1-c:Associate")
      expect(after(carried, "future").join()).not.toContain("c1-c")
    }
  })
  it("an organization admin is admin where nothing else gives a role, or nowhere (D-18)", () => {
    const body = { organizationRole: "Admin", entities: [{ entityId: "own-1", role: "Associate" }] }
    expect(accessAfter(body, { "D-18": "no" })).toEqual(["own-1:Associate"])
    expect(accessAfter(body, { "D-18": "yes" })).toEqual([
      "own-1:Associate",
      "own-2:Admin",
      "c1-a:Admin",
      "c1-b:Admin",
      "c2-a:Admin"
    ])
    expect(accessAfter({}, { "D-18": "yes" })).toEqual([])
  })
  it("No Access is refused, or takes away what it names, even from an admin (D-19)", () => {
    const body = {
      organizationRole: "Admin",
      entityRole: "Admin",
      entities: [{ entityId: "own-1", role: "No Access" }],
      clients: [{ clientId: "c1", role: "No Access" }]
    }
    expect(refusal(body, { "D-19": "refused", "D-9": "stored" })).toBe(400)
    expect(accessAfter(body, { "D-19": "none", "D-18": "yes" })).toEqual(["own-2:Admin", "c2-a:Admin"])
  })
  it("a moved entity gets the role of its new client, or keeps its stored row (D-20)", () => {
    const body = { clientRole: "Associate", clients: [{ clientId: "c1", role: "Admin" }] }
    const event = { type: "entity-moved", entityId: "c1-a", clientId: "c2" }
    for (const [answer, role] of [
      ["computed", "Associate"],
      ["materialised", "Admin"]
    ] as const) {
      const answers = { "D-20": answer } as const
      const state = happening(updated(started(answers), body, answers), answers, event)
      expect(read(state, answers).access.clientEntities).toContainEqual({
        clientId: "c2",
        entityId: "c1-a",
        role
      })
    }
  })
  it("an explicit entity entry holds for its entity wherever it moves", () => {
    const body = { clients: [{ clientId: "c1", entities: [{ entityId: "c1-a", role: "Admin" }] }] }
    const event = { type: "entity-moved", entityId: "c1-a", clientId: "c2" }
    expect(access(happening(updated(started(), body), {}, event))).toEqual(["c1-a:Admin"])
  })
})

describe("the answer", () => {
  it("is the binding with the roles in force, or an empty object (D-12)", () => {
    const [state, response] = put(started(), { entityRole: "Admin" })
    expect(JSON.parse(response.body)).toEqual(read(state))
    expect(put(started(), {}, { "D-12": "empty" })[1].body).toBe("{}")
  })
  it("passes over members that the reference does not list, or refuses them, at any depth (D-10)", () => {
    const entities = [{ entityId: "own-1", role: "Admin", since: "2020" }]
    for (const body of [{ nickname: "A" }, { entities }, { constructor: 1 }]) {
      expect(refusal(body, { "D-10": "ignored" })).toBe(200)
      expect(refusal(body, { "D-10": "refused" })).toBe(400)
    }
  })
})
