/** Unknown is not empty: a record tells a value, a void and what nobody could read apart. */
import { Snapshot } from "@muster/core"
import { describe, expect, it } from "vitest"

const record = (unknown: ReadonlyArray<string>): Snapshot.Snapshot => ({
  vendor: "acme",
  member: { id: "m" },
  values: { name: "Ada", "data.badge": "7", "data.old": null },
  unknown,
  rest: {}
})

describe("a field of a record", () => {
  it.each([
    ["has its value", "name", [], "Ada"],
    ["has its value, whatever else of its object is unknown", "data.badge", ["data.*"], "7"],
    ["is void where it is stored as null", "data.old", ["data.*"], null],
    ["is void where it is not there", "title", [], null],
    ["is void where other fields could not be read", "title", ["shoe", "titles", "tit"], null],
    ["is void where it was not read as part of another object", "title", ["data.*"], null],
    ["is unknown where it could not be read", "title", ["shoe", "title"], undefined],
    ["is unknown as a name that an object may have besides", "data.shoe", ["shoe", "data.*"], undefined],
    ["is void where only its namesake's object was not read to the end", "database", ["data.*"], null],
    ["is void where one other name of its object is unknown", "data.shoe", ["data.shoes"], null],
    ["is void where the unknown name is the beginning of its own", "data.shoe.size", ["data.shoe"], null],
    ["inherits nothing", "constructor", [], null]
  ] as const)("%s: %s beside %j", (_name, field, unknown, value) => {
    expect(Snapshot.read(record(unknown), field)).toBe(value)
  })
})
