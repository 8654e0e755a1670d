/** What a JSON Patch does (S6): its operations, what they may touch, and the rules of an update that the result is under. */
import { describe, expect, it } from "vitest"
import { first as stored, patched, started } from "./tenant.ts"

const [content, fixed, value] = [
  "400.1 Bad Request Content",
  "400.1.1 Illegal update attempt",
  "400.1.3 Illegal value"
]
const modified = "2020-01-01T00:00:01.000Z"
const endDate = "2022-01-01T00:00:00Z"
const ends = { op: "replace", path: "/endDate", value: endDate }

/** The stored record, with these members instead. */
const but = (changes: object) => ({ ...stored, modified, ...changes })

describe("the operations", () => {
  it("change what they name and nothing else", () => {
    expect(patched([])).toEqual(but({}))
    expect(patched([ends])).toEqual(but({ endDate }))
    expect(patched([{ op: "add", path: "/phone", value: "1" }])).toEqual(but({ phone: "1" }))
    const floor = { op: "add", path: "/data/floor", value: "3" }
    expect(patched([floor])).toEqual(but({ data: { ...stored.data, floor: "3" } }))
    expect(patched([{ ...floor, path: "/data/desk" }])).toEqual(but({ data: { badge: "7", desk: "3" } }))
    expect(patched([{ op: "remove", path: "/data/badge" }])).toEqual(but({ data: { desk: "A" } }))
    expect(patched([{ op: "move", from: "/data/badge", path: "/data/floor" }])).toEqual(
      but({ data: { desk: "A", floor: "7" } })
    )
    expect(patched([{ op: "copy", from: "/id", path: "/data/badge" }])).toEqual(
      but({ data: { desk: "A", badge: stored.id } })
    )
    expect(patched([{ op: "replace", path: "/data", value: { floor: "3" } }])).toEqual(
      but({ data: { floor: "3" } })
    )
  })
  it("are applied in their order", () => {
    const around = [
      { op: "copy", from: "/firstName", path: "/data/floor" },
      { op: "replace", path: "/firstName", value: "Grace" },
      { op: "move", from: "/data/floor", path: "/lastName" }
    ]
    expect(patched(around)).toEqual(but({ firstName: "Grace", lastName: "William" }))
  })
  it("take effect only when every test holds", () => {
    const tested = (path: string, wanted: unknown) => patched([{ op: "test", path, value: wanted }, ends])
    expect(tested("/modified", stored.modified)).toEqual(but({ endDate }))
    expect(tested("/data", { desk: "A", badge: "7" })).toEqual(but({ endDate }))
    expect(tested("", stored)).toEqual(but({ endDate }))
    for (const [path, wanted] of [
      ["/firstName", "Grace"],
      ["/data", { badge: "7" }],
      ["/data/badge", 7],
      ["/data/floor", null],
      ["/nickname", "W"]
    ] as const)
      expect(tested(path, wanted)).toBe(value)
  })
  it("remove the attributes that they name, whatever a PUT without them would do (S-2, S-2-empty)", () => {
    const keeping = { "S-2": "kept", "S-2-null": "kept", "S-2-empty": "kept" } as const
    const each = ["/data/badge", "/data/desk"].map((path) => ({ op: "remove", path }))
    for (const operations of [
      each,
      [{ op: "remove", path: "/data" }],
      [{ op: "replace", path: "/data", value: {} }]
    ])
      expect(patched(operations, keeping)).toEqual(but({ data: {} }))
    expect(patched([{ op: "replace", path: "/data", value: null }], keeping)).toBe(value)
  })
})

describe("what is refused", () => {
  it("is a body that is no JSON Patch", () => {
    const wrong = [
      {},
      null,
      ends,
      [null],
      [{ op: "erase", path: "/phone" }],
      [{ op: "replace", path: "/phone" }],
      [{ op: "test", path: "/phone" }],
      [{ op: "replace", value: "1" }],
      [{ op: "move", path: "/phone" }],
      [{ op: "remove", path: "phone" }],
      [{ op: "remove", path: "/data/~2" }]
    ]
    for (const body of wrong) expect(patched(body)).toBe(content)
  })
  it("is an id or a time that would change, read as they may be", () => {
    for (const name of ["id", "created", "modified"]) {
      const path = `/${name}`
      for (const operation of [
        { op: "replace", path, value: stored.id },
        { op: "remove", path },
        { op: "move", from: path, path: "/data/floor" },
        { op: "copy", from: "/phone", path },
        { op: "add", path: `${path}/x`, value: "" }
      ])
        expect(patched([ends, operation])).toBe(fixed)
    }
  })
  it("is a place that is not there", () => {
    for (const operation of [
      { op: "remove", path: "/data/floor" },
      { op: "replace", path: "/data/floor", value: "3" },
      { op: "move", from: "/data/floor", path: "/phone" },
      { op: "copy", from: "/data/floor", path: "/phone" },
      { op: "copy", from: "/nickname", path: "/phone" },
      { op: "add", path: "/nickname", value: "W" },
      { op: "add", path: "/firstName/x", value: "W" },
      { op: "add", path: "/data/badge/x/y", value: "W" },
      { op: "replace", path: "", value: stored },
      { op: "remove", path: "" },
      { op: "move", from: "/data", path: "/data/badge" }
    ])
      expect(patched([ends, operation])).toBe(value)
  })
  it("is a record that lacks something or has something wrong", () => {
    for (const name of ["accountName", "phone", "manager", "sourceId", "startDate", "endDate"]) {
      expect(patched([{ op: "remove", path: `/${name}` }])).toBe(content)
      expect(patched([{ op: "replace", path: `/${name}`, value: null }])).toBe(content)
      for (const wrong of [1, true, ["x"], { x: "y" }])
        expect(patched([{ op: "replace", path: `/${name}`, value: wrong }])).toBe(value)
    }
    for (const wrong of [7, null, ["x"], { x: "y" }])
      expect(patched([{ op: "add", path: "/data/badge", value: wrong }])).toBe(value)
    for (const wrong of ["x", ["x"], 1])
      expect(patched([{ op: "replace", path: "/data", value: wrong }])).toBe(value)
    expect(patched([{ op: "replace", path: "/endDate", value: "tomorrow" }])).toBe(value)
  })
})

describe("the patched record is under the rules of an update", () => {
  it("as to an eleventh attribute and unknown ones (S-3-unknown)", () => {
    const adding = (count: number) =>
      Array.from({ length: count }, (_, key) => ({ op: "add", path: `/data/k${key}`, value: "" }))
    expect(patched(adding(8), { "S-3-unknown": "stored" })).toMatchObject({ data: { badge: "7", k7: "" } })
    expect(patched(adding(9), { "S-3-unknown": "stored" })).toBe("400.1.4 Limit violation")
    expect(patched(adding(1), { "S-3-unknown": "refused" })).toBe(value)
    expect(patched(adding(1), { "S-3-unknown": "ignored" })).toEqual(but({}))
  })
  it("as to required attributes", () => {
    const state = started({ sources: [{ id: "vendors", required: ["badge"] }, { id: "interns" }] })
    expect(patched([{ op: "remove", path: "/data/badge" }], {}, "admin", state)).toBe(content)
  })
  it("as to empty strings (S-9), dates (S-4, S-dates) and references (S-6)", () => {
    const set = (name: string, to: string) => [{ op: "replace", path: `/${name}`, value: to }]
    expect(patched(set("phone", ""), { "S-9": "refused" })).toBe(content)
    expect(patched(set("phone", ""), { "S-9": "stored" })).toEqual(but({ phone: "" }))
    expect(patched(set("endDate", "2019-01-01T00:00:00Z"), { "S-4": "refused" })).toBe(value)
    expect(patched([ends], { "S-dates": "utc" })).toMatchObject({ endDate: "2022-01-01T00:00:00.000Z" })
    expect(patched(set("sourceId", "interns"), { "S-6": "refused" })).toBe(fixed)
    expect(patched(set("sourceId", "interns"), { "S-6": "accepted" })).toEqual(but({ sourceId: "interns" }))
    expect(patched(set("manager", "nobody"))).toBe("400.1.404 Referenced object not found")
    expect(patched(set("accountName", "ada"))).toBe("400.1.409 Reference conflict")
  })
  it("passes over what a PUT's unlisted members would say (S-10)", () => {
    expect(patched([ends], { "S-10": "refused" })).toEqual(but({ endDate }))
  })
})

describe("who patches what (S1, S8)", () => {
  it("lets an owner patch the end date, and turns away a reader and an application", () => {
    expect(patched([ends], {}, "owner")).toEqual(but({ endDate }))
    for (const token of ["reader", "app"]) expect(patched([ends], {}, token)).toBe("403 Forbidden")
  })
  it("refuses an owner's other changes, or passes over them (S-1)", () => {
    for (const operation of [
      { op: "replace", path: "/firstName", value: "Grace" },
      { op: "replace", path: "/manager", value: "nobody" },
      { op: "remove", path: "/data/badge" },
      { op: "remove", path: "/data" },
      { op: "add", path: "/data/floor", value: "3" }
    ]) {
      expect(patched([ends, operation], { "S-1": "refused" }, "owner")).toBe("403 Forbidden")
      expect(patched([ends, operation], { "S-1": "ignored" }, "owner")).toEqual(but({ endDate }))
    }
    const same = { op: "replace", path: "/firstName", value: stored.firstName }
    expect(patched([ends, same], { "S-1": "refused" }, "owner")).toEqual(but({ endDate }))
  })
  it("does not take away what is required from an owner either, under any reading (S-3-owner)", () => {
    for (const answer of ["required", "optional"] as const)
      expect(patched([{ op: "remove", path: "/phone" }], { "S-3-owner": answer }, "owner")).toBe(content)
  })
})

it("treats names that every object has like any other name", () => {
  const names = ["__proto__", "constructor", "prototype", "toString", "", "0", "-", "a/b", "~"]
  const anywhere = started({ sources: [{ id: "vendors" }, { id: "interns" }] })
  for (const name of names) {
    const path = `/data/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`
    expect(patched([{ op: "remove", path }], {}, "admin", anywhere)).toBe(value)
    expect(patched([{ op: "copy", from: path, path: "/phone" }], {}, "admin", anywhere)).toBe(value)
    const text = `{"badge":"7","desk":"A",${JSON.stringify(name)}:"x"}`
    const wanted = but({ data: JSON.parse(text) as unknown })
    expect(patched([{ op: "add", path, value: "x" }], {}, "admin", anywhere)).toEqual(wanted)
    const given = { op: "replace", path: "/data", value: JSON.parse(text) as unknown }
    expect(patched([given, { op: "test", path, value: "x" }], {}, "admin", anywhere)).toEqual(wanted)
    expect(patched([given, { op: "remove", path }], {}, "admin", anywhere)).toEqual(but({}))
  }
})
