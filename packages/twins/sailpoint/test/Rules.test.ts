/** What an update does, clause by clause, and what each answer of an axis changes about it. */
import { describe, expect, it } from "vitest"
import { twin } from "../src/Twin.ts"
import { instantOf } from "../src/Vocabulary.ts"
import {
  after,
  body,
  dataAfter,
  hyphenated,
  id,
  put,
  reading,
  recordOf,
  refusal,
  seed,
  started,
  status
} from "./tenant.ts"

const strings = ["accountName", "firstName", "lastName", "email", "phone", "manager", "sourceId"]
const required = [...strings, "startDate", "endDate"]
const keyed = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, key) => [`k${key}`, ""]))

describe("who updates what (S1, S2, S8)", () => {
  it("lets an updater write all fields, and answers with the record (S5)", () => {
    const wished = { ...body, firstName: "Grace", lastName: "H", phone: "1", manager: "john.doe", data: {} }
    const [state, response] = put(wished)
    expect(JSON.parse(response.body)).toEqual({
      ...wished,
      id,
      created: "2019-08-23T18:52:59.162Z",
      modified: "2020-01-01T00:00:01.000Z"
    })
    expect(recordOf(state, hyphenated)).toEqual(recordOf(started(), hyphenated))
  })
  it("gives each accepted update another time, even one that changes nothing", () => {
    const [once] = put({})
    const [twice] = put({}, {}, "admin", once)
    expect([recordOf(once)?.modified, recordOf(twice)?.modified]).toEqual([
      "2020-01-01T00:00:01.000Z",
      "2020-01-01T00:00:02.000Z"
    ])
  })
  it("turns away a reader and an application without a user", () => {
    expect(status({}, {}, "reader")).toBe(403)
    expect(status({}, {}, "app")).toBe(403)
  })
  it("lets an owner write the end date, the rest being as it is stored", () => {
    const same = { endDate: "2022-01-01T00:00:00Z", startDate: "2020-03-24T05:00:00Z" }
    const record = after(same, {}, "owner")
    expect([record?.endDate, record?.startDate]).toEqual([same.endDate, body.startDate])
  })
  it("refuses an owner's other fields when they differ, or passes over them (S-1)", () => {
    const others = { firstName: "Grace", manager: "nobody", sourceId: "nowhere", data: { shoe: "9" } }
    const wrong = { ...others, startDate: "2019-01-01T00:00:00Z" }
    for (const [name, value] of Object.entries(wrong)) {
      const changes = { endDate: "2022-01-01T00:00:00Z", [name]: value }
      expect(status(changes, { "S-1": "refused" }, "owner")).toBe(403)
      const record = after(changes, { "S-1": "ignored" }, "owner")
      expect(record).toEqual({
        ...recordOf(started()),
        endDate: changes.endDate,
        modified: "2020-01-01T00:00:01.000Z"
      })
    }
  })
  it("refuses an owner's data that lacks a stored attribute (S-1)", () => {
    expect(status({ data: { badge: "7" } }, { "S-1": "refused" }, "owner")).toBe(403)
    expect(dataAfter({ data: { badge: "7" } }, { "S-1": "ignored" }, "owner")).toEqual(body.data)
    expect(status({ data: null }, { "S-1": "refused", "S-2-null": "cleared" }, "owner")).toBe(403)
    expect(status({ data: null }, { "S-1": "refused", "S-2-null": "kept" }, "owner")).toBe(200)
  })
  it("takes nothing away when an owner leaves data out, under any reading (S1)", () => {
    for (const answer of ["cleared", "kept"] as const)
      expect(dataAfter({ data: undefined }, { "S-2": answer }, "owner")).toEqual(body.data)
  })
  it("asks an owner for all required fields, or for the end date alone (S-3-owner)", () => {
    const alone = Object.fromEntries([...required, "data"].map((name) => [name, undefined]))
    const changes = { ...alone, endDate: "2022-01-01T00:00:00Z" }
    expect(status(changes, { "S-3-owner": "required" }, "owner")).toBe(400)
    expect(after(changes, { "S-3-owner": "optional" }, "owner")).toMatchObject({ firstName: "William" })
    expect(status(changes, { "S-3-owner": "optional" })).toBe(400)
    expect(status({ endDate: undefined }, { "S-3-owner": "optional" }, "owner")).toBe(400)
  })
})

describe("required fields (S3)", () => {
  it("refuses each field that is missing or null", () => {
    for (const name of required) {
      for (const value of [undefined, null]) expect(status({ [name]: value })).toBe(400)
    }
  })
  it("names all missing fields in one text", () => {
    expect(refusal({ accountName: undefined, email: null, endDate: undefined })).toEqual([
      "400.1 Bad Request Content",
      "accountName is required; email is required; endDate is required;"
    ])
  })
  it("refuses an empty string as missing, or stores it (S-9), but never as a reference or a date", () => {
    for (const name of required) {
      expect(status({ [name]: "" }, { "S-9": "refused" })).toBe(400)
      const stored = ["manager", "sourceId", "startDate", "endDate"].includes(name) ? 400 : 200
      expect(status({ [name]: "" }, { "S-9": "stored" })).toBe(stored)
    }
  })
  it("refuses what is no string, and what is no date-time with an offset", () => {
    for (const name of required)
      for (const value of [1, true, {}, []]) expect(status({ [name]: value })).toBe(400)
    for (const name of ["startDate", "endDate"]) {
      for (const value of ["2020-03-24", "2020-03-24T00:00:00", "1585026000", "24 March 2020"])
        expect(refusal({ [name]: value })).toEqual(["400.1.3 Illegal value", `${name} is invalid;`])
    }
  })
  it("passes over members that the page does not list, or refuses them (S-10)", () => {
    for (const changes of [{ nickname: "A" }, { id: hyphenated }, { created: null }, { constructor: 1 }]) {
      expect(after(changes, { "S-10": "ignored" })).toMatchObject({ id, created: "2019-08-23T18:52:59.162Z" })
      expect(status(changes, { "S-10": "refused" })).toBe(400)
    }
  })
})

describe("data (S4, S7)", () => {
  it("replaces the stored attributes by the given ones", () => {
    expect(dataAfter({ data: { floor: "3" } })).toEqual({ floor: "3" })
  })
  it("removes or keeps them when data is left out (S-2), null (S-2-null) or empty (S-2-empty)", () => {
    expect(dataAfter({ data: undefined }, { "S-2": "cleared", "S-2-null": "kept" })).toEqual({})
    expect(dataAfter({ data: undefined }, { "S-2": "kept" })).toEqual(body.data)
    expect(dataAfter({ data: null }, { "S-2-null": "cleared", "S-2": "kept" })).toEqual({})
    expect(dataAfter({ data: null }, { "S-2-null": "kept" })).toEqual(body.data)
    expect(status({ data: null }, { "S-2-null": "refused" })).toBe(400)
    expect(dataAfter({ data: {} }, { "S-2-empty": "cleared", "S-2": "kept" })).toEqual({})
    expect(dataAfter({ data: {} }, { "S-2-empty": "kept" })).toEqual(body.data)
  })
  it("refuses an unknown key, stores it, or passes over it (S-3-unknown)", () => {
    const data = { badge: "8", shoe: "9" }
    expect(status({ data }, { "S-3-unknown": "refused" })).toBe(400)
    expect(dataAfter({ data }, { "S-3-unknown": "stored" })).toEqual(data)
    expect(dataAfter({ data }, { "S-3-unknown": "ignored" })).toEqual({ badge: "8" })
  })
  it("takes ten attributes and refuses an eleventh", () => {
    expect(status({ data: keyed(10) }, { "S-3-unknown": "stored" })).toBe(200)
    expect(refusal({ data: keyed(11) })[0]).toBe("400.1.4 Limit violation")
  })
  it("refuses values that are no strings, and a data that is no object", () => {
    for (const data of [{ badge: 7 }, { badge: null }, { badge: ["7"] }, [], "x", 1])
      expect(status({ data })).toBe(400)
  })
  it("keeps hostile keys like any other", () => {
    const data = JSON.parse('{"__proto__":"p","constructor":"c","":"e"}') as object
    const [state, response] = put({ data, sourceId: "interns" }, { "S-6": "accepted" })
    expect([...(recordOf(state)?.data ?? [])]).toEqual([
      ["__proto__", "p"],
      ["constructor", "c"],
      ["", "e"]
    ])
    expect(response.body).toContain('"data":{"__proto__":"p","constructor":"c","":"e"}')
  })
  it("refuses an update after which a required attribute would be missing", () => {
    const state = started({ sources: [{ id: "vendors", required: ["badge"] }, { id: "interns" }] })
    expect(refusal({ data: { desk: "B" } }, {}, state)[1]).toBe("data.badge is required;")
    expect(status({ data: undefined }, { "S-2": "kept" }, "admin", state)).toBe(200)
    expect(status({ data: undefined }, { "S-2": "cleared" }, "admin", state)).toBe(400)
  })
})

describe("dates", () => {
  it("stores an end date before the start date, or refuses it (S-4)", () => {
    const endDate = "2020-03-24T00:00:00-04:00"
    for (const token of ["admin", "owner"]) {
      expect(after({ endDate }, { "S-4": "accepted" }, token)?.endDate).toBe(endDate)
      expect(status({ endDate }, { "S-4": "refused" }, token)).toBe(400)
      expect(status({ endDate: body.startDate }, { "S-4": "refused" }, token)).toBe(200)
    }
  })
  it("gives a date back as it was sent, or in UTC (S-dates)", () => {
    const endDate = "2022-12-31T23:30:00.123456-05:00"
    for (const token of ["admin", "owner"]) {
      expect(after({ endDate }, { "S-dates": "as-sent" }, token)?.endDate).toBe(endDate)
      expect(after({ endDate }, { "S-dates": "utc" }, token)?.endDate).toBe("2023-01-01T04:30:00.123456Z")
    }
  })
  it("knows which date-times exist", () => {
    const real = ["2020-02-29T00:00:00Z", "2000-02-29T23:59:59.9+14:00", "0001-01-01T00:00:00Z"]
    const unreal = [
      "2021-02-29T00:00:00Z",
      "1900-02-29T00:00:00Z",
      "2020-04-31T00:00:00Z",
      "2020-00-01T00:00:00Z"
    ]
    const odd = [
      "2020-13-01T00:00:00Z",
      "2020-01-01T24:00:00Z",
      "9999-12-31T23:59:59-05:00",
      "2020-01-01T00:00Z"
    ]
    expect(real.map(instantOf)).not.toContain(undefined)
    expect([...unreal, ...odd].filter((text) => instantOf(text) !== undefined)).toEqual([])
  })
})

describe("references", () => {
  it("refuses another source, or moves the record (S-6), but never to a source that is not there", () => {
    expect(refusal({ sourceId: "interns" }, { "S-6": "refused" })[0]).toBe("400.1.1 Illegal update attempt")
    expect(after({ sourceId: "interns" }, { "S-6": "accepted" })?.sourceId).toBe("interns")
    expect(refusal({ sourceId: "x" }, { "S-6": "accepted" })[0]).toBe("400.1.404 Referenced object not found")
  })
  it("refuses a manager whom nobody is, where the identities are known", () => {
    const { identities: _, ...open } = seed
    expect(refusal({ manager: "nobody" })[0]).toBe("400.1.404 Referenced object not found")
    expect(status({ manager: "nobody" }, {}, "admin", twin.seed(open, reading()))).toBe(200)
  })
  it("refuses an accountName that another record has", () => {
    expect(refusal({ accountName: "ada" })).toEqual([
      "400.1.409 Reference conflict",
      'Unable to update Non-Employee because the accountName "ada" is already being used.'
    ])
    expect(status({ accountName: "Ada" })).toBe(200)
  })
})
