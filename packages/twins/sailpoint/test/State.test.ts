/** What the vendor remembers at the start, and what may happen to it from elsewhere. */
import { expect, it } from "vitest"
import {
  body,
  clients,
  happening,
  hyphenated,
  id,
  recordOf,
  records,
  seed,
  started,
  status
} from "./tenant.ts"

it("stores a seeded record as the vendor would have stored it (S-dates)", () => {
  expect(recordOf(started())?.startDate).toBe("2020-03-24T00:00:00-05:00")
  expect(recordOf(started({}, { "S-dates": "utc" }))?.startDate).toBe("2020-03-24T05:00:00.000Z")
  expect(recordOf(started(), hyphenated)?.created).toBe("2020-01-01T00:00:00.000Z")
})

it("lets another writer do what this client could do, and no more", () => {
  const record = { ...body, firstName: "Eve" }
  const state = happening(started(), { type: "member-written", id, record })
  expect(recordOf(state)).toMatchObject({ firstName: "Eve", modified: "2020-01-01T00:00:01.000Z" })
  expect(() => happening(started(), { type: "member-written", id, record: {} })).toThrow("refused")
})

it("lets records come and go", () => {
  const record = { ...records[0], id: "0".repeat(32), accountName: "new", created: "2030-01-01T00:00:00Z" }
  const state = happening(started(), { type: "member-added", record })
  expect(recordOf(state, record.id)?.accountName).toBe("new")
  expect(state.clock).toBe(Date.parse("2030-01-01T00:00:00Z"))
  expect(recordOf(happening(state, { type: "member-removed", id: record.id }), record.id)).toBeUndefined()
  expect(() => happening(state, { type: "member-added", record })).toThrow("exists already")
  const twice = { ...record, id: "1".repeat(32) }
  expect(() => happening(state, { type: "member-added", record: twice })).toThrow("already being used")
  expect(() => happening(started(), { type: "member-removed", id: record.id })).toThrow("no such record")
})

it("lets a source get another attribute, required or not", () => {
  const added = (required: boolean) =>
    happening(started(), { type: "attribute-added", sourceId: "vendors", name: "car", required })
  const data = { badge: "7", car: "K" }
  expect(status({ data })).toBe(400)
  expect(status({ data }, {}, "admin", added(false))).toBe(200)
  expect(status({}, {}, "admin", added(false))).toBe(200)
  expect(status({}, {}, "admin", added(true))).toBe(400)
})

it("refuses a seed or an event that makes no sense", () => {
  const [first, second] = records
  const wrong: ReadonlyArray<readonly [object, string]> = [
    [{ records: [first, first] }, "one id"],
    [{ records: [first, { ...second, accountName: first?.accountName }] }, "one accountName"],
    [{ records: [{ ...first, id: "7" }] }, "id is invalid"],
    [{ records: [{ ...first, endDate: "tomorrow" }] }, "endDate is invalid"],
    [{ records: [{ ...first, modified: "now" }] }, "modified is invalid"],
    [{ records: [{ ...first, sourceId: "nowhere" }] }, "sourceId"],
    [{ records: [{ ...first, data: { shoe: "9" } }] }, "data.shoe"],
    [{ sources: [...seed.sources, { id: "interns" }] }, "Two sources"],
    [{ clients: [...clients, ...clients] }, "Two clients"],
    [{ sources: [{ id: "vendors", attributes: [], required: ["badge"] }] }, "required attribute"],
    [{ surprise: 1 }, "surprise"]
  ]
  for (const [more, what] of wrong) expect(() => started(more)).toThrow(what)
  expect(() => happening(started(), { type: "earthquake" })).toThrow("type")
})
