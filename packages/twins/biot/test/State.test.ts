/** What the vendor remembers at the start, and what may happen to it from elsewhere. */
import { expect, it } from "vitest"
import {
  ada,
  after,
  bob,
  first,
  happening,
  nobody,
  north,
  patch,
  second,
  seed,
  started,
  userOf
} from "./clinic.ts"

const carol = { ...first, _id: nobody, _email: "carol@example.com" }

it("gives each write another time", () => {
  const [once] = patch({})
  const [twice] = patch({}, {}, { state: once })
  expect([userOf(once)?.modified, userOf(twice)?.modified]).toEqual([
    "2020-01-01T00:00:03.000Z",
    "2020-01-01T00:00:04.000Z"
  ])
})

it("keeps a seeded empty text, whatever an empty text says later (B-2-empty)", () => {
  for (const answer of ["stored", "clears", "refused"] as const) {
    const state = started({ users: [{ ...first, _description: "" }, second] }, { "B-2-empty": answer })
    expect(after({}, { "B-2-empty": answer }, { state })["_description"]).toBe("")
  }
})

it("lets another writer do what this client could do, and no more", () => {
  const state = happening(started(), { type: "member-written", id: ada, user: { _email: "eve@example.com" } })
  expect(userOf(state)).toMatchObject({
    modified: "2020-01-01T00:00:03.000Z",
    written: { _email: "eve@example.com" }
  })
  expect(() => happening(started(), { type: "member-written", id: ada, user: { _name: {} } })).toThrow(
    "ATTRIBUTE_IS_MANDATORY"
  )
})

it("lets users come and go", () => {
  const state = happening(started(), { type: "member-added", user: carol })
  expect(userOf(state, nobody)?.created).toBe("2020-01-01T00:00:03.000Z")
  expect(() => happening(state, { type: "member-added", user: carol })).toThrow("exists already")
  const removed = { type: "member-removed", id: nobody }
  expect(userOf(happening(state, removed), nobody)).toBeUndefined()
  expect(() => happening(started(), removed)).toThrow("USER_NOT_FOUND")
  expect(() => happening(started(), { type: "member-removed", id: bob })).toThrow(
    "USER_IS_ORGANIZATION_ADMIN"
  )
})

it("lets somebody else enable and disable a user", () => {
  const event = { type: "enabled-state", id: ada, state: "DISABLED" }
  expect(userOf(happening(started(), event))?.enabled).toBe("DISABLED")
  expect(() => happening(started(), { ...event, state: "off" })).toThrow("SELECT_ATTRIBUTE_INVALID_VALUE")
})

it("refuses a seed or an event that makes no sense", () => {
  const [nurse] = seed.templates
  const attribute = { name: "x", type: "TEXT", mandatory: false }
  const templates = (more: object) => ({
    templates: [{ id: "nurse", name: "N", attributes: [{ ...attribute, ...more }] }]
  })
  const wrong: ReadonlyArray<readonly [object, string]> = [
    [{ users: [first, second, first] }, "exists already"],
    [{ users: [first, second, { ...carol, _email: "bob@example.com" }] }, "EMAIL_ALREADY_EXIST"],
    [{ users: [{ ...first, _id: "7" }, second] }, "UUID"],
    [{ users: [{ ...first, _templateId: "x" }, second] }, "TEMPLATE_NOT_FOUND"],
    [{ users: [{ ...first, _enabled: "YES" }, second] }, "_enabled"],
    [{ users: [{ ...first, shoe: "9" }, second] }, "shoe"],
    [{ users: [{ ...first, badge: undefined }, second] }, "badge"],
    [{ users: [{ ...first, _creationTime: "x" }, second] }, "_creationTime"],
    [{ users: [{ ...first, _ownerOrganization: { id: nobody } }, second] }, "ORGANIZATION_NOT_FOUND"],
    [
      { users: [{ ...first, _ownerOrganization: { id: north, name: "N" } }, second] },
      "_ownerOrganization.name"
    ],
    [{ users: ["ada"] }, "not an object"],
    [{ users: [first] }, `no user "${bob}"`],
    [{ logins: [{ username: "x", password: "x", userId: nobody }] }, "no user"],
    [{ templates: [nurse, nurse] }, "Two templates"],
    [{ organizations: [...seed.organizations, ...seed.organizations] }, "Two organizations"],
    [{ tokens: [...seed.tokens, ...seed.tokens] }, "Two tokens"],
    [templates({ name: "_email" }), "_email"],
    [templates({ name: "_templateId" }), "_templateId"],
    [templates({ values: ["x"] }), "SELECT"],
    [templates({ type: "SELECT" }), "SELECT"],
    [templates({ surprise: 1 }), "surprise"],
    [{ tokens: [{ token: "x", permissions: ["ALL"] }] }, "permissions"],
    [{ surprise: 1 }, "surprise"]
  ]
  for (const [more, what] of wrong) expect(() => started(more)).toThrow(what)
  expect(() => happening(started(), { type: "earthquake" })).toThrow("type")
})
