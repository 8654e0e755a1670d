/** The kind of a hazard: what of its id may stand in a message. */
import { Hazard } from "@muster/core"
import { describe, expect, it } from "vitest"

describe("the kind of a hazard", () => {
  it.each([
    ["revokes-access:books-2", "revokes-access"],
    ["varies:books:2", "varies"],
    ["may-charge", "may-charge"]
  ])("names no target: %s", (id, kind) => {
    const hazard = { id, kind: "doubt", weight: "stop", says: "", sources: [] } as const

    expect(Hazard.kindOf(hazard)).toBe(kind)
  })
})
