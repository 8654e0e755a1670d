/** What planning a side starts from. */
import * as SideContext from "@muster/core/SideContext"
import { describe, expect, it } from "vitest"
import { type Case, inputOf } from "./sides.ts"

const roleOf = (given: Case, id: string) => {
  const input = inputOf(given)
  const group = input.view.groupOf(id)
  return group === undefined ? "no group" : SideContext.roleOf(input, group, id)
}

describe("The role on an entity", () => {
  const stored = { default: null, entries: { c1: ["A", { x1: "B", x2: "none at all" }] } } as const

  it.each([
    ["is what was read, whatever its entry says", { ...stored, has: { x1: "C" } }, "x1", "C"],
    ["is none, where none was read", { ...stored, has: { x1: null } }, "x1", null],
    ["is what its own entry says, where nothing was read", stored, "x1", "B"],
    ["is none, where its own entry takes access away", stored, "x2", null],
    ["is not known from its client's entry alone", { default: "A", entries: { c2: ["A"] } }, "x3", undefined]
  ] satisfies ReadonlyArray<readonly [string, Case, string, unknown]>)("%s", (_, given, id, role) => {
    expect(roleOf(given, id)).toBe(role)
  })
})

describe("A caller", () => {
  it("gives up nothing unasked", () => {
    expect(SideContext.noWaysOut).toEqual({ dropsDefault: false, noAccess: false, splits: new Set() })
  })
})
