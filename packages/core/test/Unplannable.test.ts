/** Why there is no plan: a message for people that names places and rules, and keeps ids to itself. */
import { Unplannable } from "@muster/core"
import * as Inexpressible from "@muster/core/Inexpressible"
import { describe, expect, it } from "vitest"

describe("a message", () => {
  it("names the vendor and the reason, and for each problem the place, the rule and the way out", () => {
    const problems = [
      { field: "merge.name", rule: "has to be a string", wayOut: "correct the value" },
      { field: "member", rule: "is not identified", wayOut: "give exactly one of id" }
    ]

    const error = new Unplannable({ vendor: "acme", reason: { _tag: "Invalid", problems } })

    expect(error._tag).toBe("Unplannable")
    expect(error.message).toBe(
      "acme: Invalid: merge.name: has to be a string; correct the value | member: is not identified; give exactly one of id"
    )
  })
})

describe("a wish without a request", () => {
  const line = {
    id: "without:books",
    field: "access.revoke",
    why: "forbidden",
    rule: "has no request",
    wayOut: "accept one of the ways out",
    says: "books keeps A.",
    sources: ["T8", "omitted", "T8"]
  } as const

  it("is a stop that names each source once, and can go by its id", () => {
    expect(Inexpressible.make(line)).toEqual({
      field: "access.revoke",
      why: "forbidden",
      rule: "has no request",
      wayOut: "accept one of the ways out",
      acceptable: true,
      hazard: {
        id: "without:books",
        kind: "inexpressible",
        weight: "stop",
        says: "books keeps A.",
        sources: ["T8", "omitted"]
      }
    })
  })

  it("cannot go where no request can be written without it", () => {
    expect(Inexpressible.make({ ...line, acceptable: false }).acceptable).toBe(false)
    expect(Inexpressible.make({ ...line, acceptable: true }).acceptable).toBe(true)
  })
})
