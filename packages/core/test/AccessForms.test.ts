/** What a request's default leaves stored. */
import * as AccessForms from "@muster/core/AccessForms"
import { describe, expect, it } from "vitest"

describe("the default that is stored afterwards", () => {
  it.each([
    // Form; what omission does; what a void does; what becomes of a stored "A".
    ["absent", "cleared", "cleared", null],
    ["absent", "kept", "cleared", "A"],
    ["absent", "cleared", "refused", null],
    ["absent", "kept", "refused", "A"],
    ["absent", "kept", "absent", "A"],
    ["null", "kept", "cleared", null],
    ["null", "cleared", "absent", null],
    ["null", "kept", "absent", "A"],
    ["empty", "kept", "cleared", null],
    ["empty", "cleared", "absent", null],
    ["empty", "kept", "absent", "A"]
  ] as const)("%s, where what is left out is %s and a void is %s: %s", (form, omitted, empty, role) => {
    expect(AccessForms.after({ form }, "A", { omitted, void: empty })).toEqual({ role })
  })

  it.each(["null", "empty"] as const)("is none at all where a vendor refuses voids: %s", (form) => {
    expect(AccessForms.after({ form }, "A", { omitted: "cleared", void: "refused" })).toBe("refused")
  })

  it("is what was said, whatever a vendor does with voids and with what is left out", () => {
    const reading = { omitted: "kept", void: "refused" } as const

    expect(AccessForms.after({ form: "value", role: "B" }, "A", reading)).toEqual({ role: "B" })
  })
})
