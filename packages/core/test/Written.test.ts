/** What lines leave behind when they come true: in the record, in what is known of it, and in other fields. */
import type { Json, Semantics, Snapshot } from "@muster/core"
import type { Line } from "@muster/core/ComplexPlan"
import * as Written from "@muster/core/Written"
import { describe, expect, it } from "vitest"

const kept: Semantics.Cell = { clause: "W1", outcome: "kept" }
const set: Semantics.Cell = { clause: "W1", outcome: "set" }
const named = (name: string, more: Partial<Semantics.Field> = {}): Semantics.Field => ({
  name,
  type: { says: "anything", accepts: () => true },
  cells: { absent: kept, null: set, same: set, other: set },
  ...more
})
const line = (field: Semantics.Field, value: Json.Json): Line => ({
  field,
  wish: value === null ? { wish: "clear" } : { wish: "set", value },
  before: null,
  choice: {
    verdict: "exact",
    form: "value",
    axes: [],
    clauses: [],
    mayBeRefused: false,
    mayBeDeferred: false
  }
})

const ada: Snapshot.Snapshot = {
  vendor: "delta",
  member: { id: "m", tenant: "t" },
  values: { title: "Ms", left: "2030", list: ["a", "b"] },
  unknown: ["pin", "nickname"],
  rest: {}
}
const write = (field: string, after: Semantics.Write["after"], clause = "W2"): Semantics.Write => ({
  field,
  clause,
  after
})
const copies = (field: string) => write(field, (written) => written)
const untold = (field: string) => write(field, () => undefined)

describe("lines that come true", () => {
  it("leave a record with what they set and without what they clear", () => {
    const after = Written.of(ada, [line(named("title"), null), line(named("nickname"), "ada")])

    expect(after).toEqual({
      values: { left: "2030", list: ["a", "b"], nickname: "ada" },
      unknown: ["pin"],
      member: ada.member,
      effects: [],
      hazards: []
    })
    expect(after.values).not.toHaveProperty("title")
  })

  it("leave everything as it is where there are none", () => {
    expect(Written.of(ada, [])).toEqual({
      values: ada.values,
      unknown: ada.unknown,
      member: ada.member,
      effects: [],
      hazards: []
    })
  })

  it("store nothing for a command", () => {
    expect(Written.of(ada, [line(named("wake", { command: () => false }), "now")]).values).toEqual(ada.values)
  })

  it("give the member its new name beside the names it keeps", () => {
    const id = named("id", { renames: "id" })

    expect(Written.of(ada, [line(named("title"), "Dr"), line(id, "n")]).member).toEqual({
      id: "n",
      tenant: "t"
    })
    expect(Written.of(ada, [line(named("title"), "Dr")]).member).toBe(ada.member)
    expect(Written.of(ada, [line(id, null)]).member).toBe(ada.member)
    expect(Written.of(ada, [line(id, 7)]).member).toBe(ada.member)
  })

  it("are about their own field and those written along", () => {
    expect(Written.names(line(named("title"), "Dr"))).toEqual(["title"])
    expect(
      Written.names(line(named("title", { writes: [copies("greeting"), untold("left")] }), "Dr"))
    ).toEqual(["title", "greeting", "left"])
  })
})

describe("what is written along", () => {
  const after = (...lines: ReadonlyArray<Line>) => Written.of(ada, lines)

  it("becomes what the clause says, and says which line did it", () => {
    const greeted = named("title", { writes: [copies("greeting")] })
    const { effects, hazards, unknown, values } = after(line(greeted, "Dr"))

    expect(values).toEqual({ ...ada.values, title: "Dr", greeting: "Dr" })
    expect(after(line(named("nickname"), "ada"), line(greeted, "Dr")).effects).toEqual(effects)
    expect(unknown).toEqual(ada.unknown)
    expect(hazards).toEqual([])
    expect(effects).toEqual([
      {
        kind: "set",
        subject: { field: "greeting" },
        when: "today",
        before: null,
        after: "Dr",
        why: "written along with title (W2)"
      }
    ])
  })

  it("is worked out of what was written and of what was there", () => {
    const later = write("left", (written, before) => `${String(before)} ${String(written)}`)

    expect(after(line(named("title", { writes: [later] }), "Dr")).values["left"]).toBe("2030 Dr")
    expect(after(line(named("title", { writes: [later] }), null)).values["left"]).toBe("2030 null")
  })

  it("may go, too", () => {
    const { effects, unknown, values } = after(line(named("title", { writes: [copies("left")] }), null))

    expect(values).toEqual({ list: ["a", "b"] })
    expect(unknown).toEqual(ada.unknown)
    expect(effects).toEqual([
      {
        kind: "cleared",
        subject: { field: "left" },
        when: "today",
        before: "2030",
        after: null,
        why: "written along with title (W2)"
      }
    ])
  })

  it("is unknown where nobody can tell, and may change", () => {
    const { effects, hazards, unknown, values } = after(
      line(named("title", { writes: [untold("left")] }), "Dr")
    )

    expect(values).toStrictEqual({ title: "Dr", list: ["a", "b"] })
    expect(unknown).toEqual(["pin", "nickname", "left"])
    expect(hazards).toEqual([])
    expect(effects).toEqual([
      {
        kind: "may change",
        subject: { field: "left" },
        when: "today",
        before: "2030",
        after: undefined,
        why: "written along with title (W2)"
      }
    ])
  })

  it("becomes unknown where all else was known", () => {
    const known = { ...ada, unknown: [] }

    expect(Written.of(known, [line(named("title", { writes: [untold("left")] }), "Dr")]).unknown).toEqual([
      "left"
    ])
    expect(Written.of(known, [line(named("title"), "Dr")]).unknown).toEqual([])
  })

  it("is a stop where it could not be read, and is known where it was told what it becomes", () => {
    const { hazards, unknown } = after(line(named("title", { writes: [copies("pin")] }), "Dr"))

    expect(unknown).toEqual(["nickname"])
    expect(hazards).toEqual([
      {
        id: "overwrites-unknown:pin",
        kind: "doubt",
        weight: "stop",
        says: "pin could not be read, and is written along; what it holds may be lost.",
        sources: []
      }
    ])
  })

  it("stays unknown, once, where nobody could read it and nobody can tell", () => {
    const twice = [untold("pin"), untold("pin")]

    expect(after(line(named("title", { writes: twice }), "Dr")).unknown).toEqual(["nickname", "pin"])
  })

  it("is not told where it is as it was", () => {
    expect(after(line(named("title", { writes: [copies("left")] }), "2030")).effects).toEqual([])
    expect(after(line(named("title", { writes: [copies("list")] }), ["a", "b"])).effects).toEqual([])
    expect(after(line(named("title", { writes: [copies("greeting")] }), null)).effects).toEqual([])
    expect(after(line(named("title", { writes: [copies("list")] }), ["b"])).effects).toHaveLength(1)
  })

  it("names every line that wrote it, and is unknown where they would make two things of it", () => {
    const one = named("title", { writes: [write("greeting", (written) => written, "W3"), untold("left")] })
    const other = named("nickname", { writes: [copies("greeting")] })
    const agreed = after(line(one, "Dr"), line(other, "Dr"))
    const torn = after(line(one, "Dr"), line(other, "ada"))

    expect(agreed.effects[0]).toMatchObject({
      after: "Dr",
      why: "written along with title (W3) and nickname (W2)"
    })
    expect(torn.effects[0]).toMatchObject({ kind: "may change", after: undefined })
    expect(torn.unknown).toEqual(["pin", "greeting", "left"])
  })

  it("may stay as it is where that is left open, unless another line settles it", () => {
    const perhaps = { ...copies("left"), isOpen: true as const }
    const opened = named("title", { writes: [perhaps] })
    const settled = named("nickname", { writes: [copies("left")] })

    expect(after(line(opened, "2031")).effects[0]).toMatchObject({ kind: "may change" })
    expect(after(line(opened, "2030")).effects).toEqual([])
    expect(after(line(opened, "2031"), line(settled, "2031")).effects[0]).toMatchObject({
      kind: "set",
      after: "2031"
    })
  })
})
