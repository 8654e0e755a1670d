/** `muster demo`: examples as meant, one change side by side in five dialects, the same as data, and one's own file. */
import { beforeAll, describe, expect, it } from "vitest"
import { start } from "./Program.ts"
import { booksForAda, line, onStage } from "./Terminal.ts"

const vendors = ["digits", "sailpoint", "eloomi", "biot", "88miles"]

describe("the program's demo", () => {
  let told: { readonly code: number | null; readonly out: string }
  beforeAll(async () => {
    told = await start({}, "demo").ended
  })

  it("plays every example as meant, and none of its lines is too wide", () => {
    const { code, out } = told

    expect(code).toBe(0)
    expect(out.match(/^# .*$/gm)).toHaveLength(6)
    expect(out.split("\n").filter((text) => text.length > 100)).toEqual([])
    expect(out).toContain("~ endDate: 2027-06-30T00:00:00.000+02:00 → 2026-12-31T23:59:59.000+01:00")
    expect(out).toContain("accepted [may-charge]")
    expect(out).toContain("stop [no-place] inexpressible: biot has no place for active")
    expect(out.trimEnd().split("\n").at(-1)).toBe(
      "24 changes: 21 confirmed, 2 inexpressible (as expected), 1 pending"
    )
  })

  it("writes no colours where nobody is watching, and no token", () => {
    expect(told.out).not.toContain("\u001B")
    expect(told.out).not.toContain("example-token")
  })

  it("shows one change side by side in the dialect of every vendor", () => {
    const [, section = ""] = told.out.split("# one change in five dialects\n")

    const calls = section.match(/^\S+ +(PUT|PATCH) \/.*$/gm) ?? []
    expect(calls.map((text) => text.split(/ +/)[0])).toEqual(vendors)
    expect(section.match(/^ends +confirmed: /gm)).toHaveLength(vendors.length)
    expect(section).toContain("sent back   organizationRole, books-1, acme")
    expect(section).toContain("left out    login, first_name, time_zone, active, type, hourly_rate_cents")
    expect(section.trimEnd().split("\n").slice(-8, -2)).toEqual([
      "            call    changes                                         sent back  left out  ends",
      "digits      PUT     books-2                                         3          0         confirmed",
      "sailpoint   PUT     lastName, email, phone                          8          0         confirmed",
      "eloomi      PATCH   last_name, email, phone                         2          19        confirmed",
      "biot        PATCH   _email, _phone, _name.lastName                  1          11        confirmed",
      "88miles     PUT     last_name, email_address                        0          6         confirmed"
    ])
  })
})

describe("muster demo", () => {
  it(
    "tells the same as one document",
    onStage(async ({ muster }) => {
      const { code, out } = await muster("demo", "--json")

      expect(code).toBe(0)
      const told = JSON.parse(out) as { readonly examples: ReadonlyArray<object> }
      expect(told).toMatchObject({
        v: 1,
        exitCode: 0,
        total: { confirmed: 21, inexpressible: 2, pending: 1 }
      })
      expect(told.examples).toHaveLength(6)
      expect(told.examples.at(-1)).toMatchObject({
        wishes: [{ vendor: "digits", worker: { merge: { "name.familyName": "Murray" } } }, {}, {}, {}, {}],
        outcomes: [
          {
            vendor: "digits",
            unmentioned: { sentBack: ["organizationRole", "books-1", "acme"], leftOut: [] }
          },
          {
            vendor: "sailpoint",
            plan: { request: { lastName: "Murray" } },
            receipt: { status: "confirmed" }
          },
          { vendor: "eloomi", unmentioned: { sentBack: ["language_code", "user_permission"] } },
          { vendor: "biot", unmentioned: { sentBack: ["_name.firstName"] } },
          { vendor: "88miles", plan: { hazards: [{ id: "no-place" }] } }
        ]
      })
    })
  )

  it(
    "applies a file of one's own to the example members, with the usual exit codes",
    onStage(async ({ file, muster }) => {
      const wish = { access: { revoke: [{ entity: "payroll" }] } }
      const own = file("own.ndjson", booksForAda + line("digits", { userId: "u-linus" }, wish))

      const { code, out } = await muster("demo", own)

      expect(code).toBe(2)
      expect(out.trimEnd().endsWith("2 changes: 1 confirmed, 1 inexpressible")).toBe(true)
    })
  )
})
