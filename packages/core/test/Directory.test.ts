/** Everything in a directory is found by either id. */
import * as Directory from "@muster/core/Directory"
import { describe, expect, it } from "vitest"

const books = { id: "books", externalId: "b" }
const payroll = { id: "payroll" }
const x1 = { id: "x1", externalId: "x" }
const x2 = { id: "x2" }
const y1 = { id: "y1" }
const c1 = { id: "c1", externalId: "c", entities: [x1, x2] }
const c2 = { id: "c2", entities: [y1] }
const directory = { own: [books, payroll], clients: [c1, c2] }

describe("a directory's index", () => {
  it("finds own entities, clients and who holds an entity, by id; the rest by external id, where there is one", () => {
    expect(Directory.index(directory)).toEqual({
      own: new Map([
        ["books", books],
        ["payroll", payroll]
      ]),
      clients: new Map([
        ["c1", c1],
        ["c2", c2]
      ]),
      clientOf: new Map([
        ["x1", c1],
        ["x2", c1],
        ["y1", c2]
      ]),
      ownByExternalId: new Map([["b", books]]),
      clientsByExternalId: new Map([["c", c1]]),
      clientEntitiesByExternalId: new Map([["x", x1]])
    })
  })

  it("is built once for a directory", () => {
    expect(Directory.index(directory)).toBe(Directory.index(directory))
    expect(Directory.index({ ...directory })).not.toBe(Directory.index(directory))
  })
})
