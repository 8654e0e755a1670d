/** `muster explain` over real twins: roles with causes, and where readings disagree. */
import { describe, expect, it } from "vitest"
import { onStage } from "./Terminal.ts"

const about = (userId: string) => ["explain", "--vendor", "digits", "--member", `userId=${userId}`] as const

describe("muster explain", () => {
  it(
    "every role has its cause, and what later entities get names the axes on which readings disagree",
    onStage(async ({ muster }) => {
      const { code, out } = await muster(...about("u-grace"))

      expect(code).toBe(0)
      expect(out).toContain("    books-1: Associate (explicit entity)")
      expect(out).toContain("    globex-1 of globex: Associate (explicit client)")
      expect(out).toContain("    later entities of acme: none or Associate (readings disagree: D-15)")
      expect(out).toContain("    no access to 2 other entities")
    })
  )

  it(
    "a role that follows from the default says so, and later own entities follow it",
    onStage(async ({ muster }) => {
      const { out } = await muster(...about("u-linus"))

      expect(out).toContain("    payroll: Associate (default)")
      expect(out).toContain("    stored default: Associate")
      expect(out).toContain("    later own entities: Associate")
    })
  )

  it(
    "--json gives the same as data",
    onStage(async ({ muster }) => {
      const { out } = await muster(...about("u-linus"), "--json")

      expect(JSON.parse(out)).toMatchObject({
        v: 1,
        member: { userId: "u-linus" },
        access: [
          {
            side: "own",
            default: "Associate",
            entities: [{ entity: "books-1", causes: ["default"] }, {}, {}],
            later: [{ roles: ["Associate"] }]
          },
          { side: "client", default: null }
        ]
      })
    })
  )

  it(
    "a vendor without access by target shows the record, and an unknown member ends with 1",
    onStage(async ({ muster }) => {
      const miles = await muster(
        "explain",
        "--vendor",
        "88miles",
        "--member",
        "uuid=7d3c1d0e-0002-4000-8000-000000000002"
      )
      const nobody = await muster(...about("nobody"))

      const asJson = await muster(...about("nobody"), "--json")

      expect([miles.code, nobody.code, asJson.code]).toEqual([0, 1, 1])
      expect(JSON.parse(asJson.out)).toMatchObject({ v: 1 })
      expect(miles.out).toContain("this vendor keeps no access by target")
    })
  )
})
