/** `muster plan` over real twins: what it shows, saves, refuses and ends with. */
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { ada, booksForAda, leon, line, linus, onStage, rita } from "./Terminal.ts"

describe("muster plan", () => {
  it(
    "a plan reads like a diff and sends nothing",
    onStage(async ({ file, muster, writes }) => {
      const { code, out } = await muster("plan", file("a.ndjson", booksForAda))

      expect(code).toBe(0)
      expect(out.split("\n").slice(0, 8)).toEqual([
        "digits  userId u-ada  (line 1)",
        "  + granted books-1: none → Associate",
        "  sends PUT /v1/organization/employee",
        "    {",
        '      "userId": "u-ada",',
        '      "organizationRole": "Associate",',
        '      "entities": [{ "entityId": "books-1", "role": "Associate" }]',
        "    }"
      ])
      expect(out.endsWith("1 change: 1 planned")).toBe(true)
      expect(await writes("digits")).toBe(0)
    })
  )

  it(
    "--exit-code tells changes from none by 6 and 0",
    onStage(async ({ file, muster }) => {
      const nothing = leon({ merge: { first_name: "Leon" } })

      expect((await muster("plan", "--exit-code", file("a.ndjson", booksForAda))).code).toBe(6)
      expect((await muster("plan", "--exit-code", file("b.ndjson", nothing))).code).toBe(0)
      expect((await muster("plan", "--exit-code", file("c.ndjson", ""))).code).toBe(0)
    })
  )

  it(
    "a charge and a message are stops that say how they are accepted, and end with 3",
    onStage(async ({ file, muster }) => {
      const { code, out } = await muster("plan", file("a.ndjson", rita({ merge: { active: "true" } })))

      expect(code).toBe(3)
      expect(out).toContain("stop [may-charge] consequence:")
      expect(out).toContain('to accept it, add "sends-message" to "accept"')
    })
  )

  it(
    "an inexpressible wish is told with its ways out and ends with 2",
    onStage(async ({ file, muster }) => {
      const { code, out } = await muster(
        "plan",
        file("a.ndjson", linus({ access: { revoke: [{ entity: "payroll" }] } }))
      )

      expect(code).toBe(2)
      expect(out).toContain("Accept drops-default:own to leave the default out")
    })
  )

  it(
    "every bad line is listed, whatever is bad about it, and nothing is asked of anybody",
    onStage(async ({ file, muster }) => {
      const text = [
        "{\n",
        line("acme", { id: "1" }, { merge: {} }),
        line("digits", { userId: "u", userExternalId: "x" }, { merge: {} }),
        line("digits", {}, { merge: {} }),
        line("digits", { userId: "" }, { merge: {} }),
        line("digits", { userId: ".." }, { merge: {} }),
        line("digits", { userId: "x".repeat(1025) }, { merge: {} }),
        line("digits", { userId: "\uD800" }, { merge: {} }),
        ada({ merge: { nickname: "A" } }),
        leon({ merge: { active: true } }),
        leon({ access: { grant: [{ entity: "a", role: "b" }] } }),
        ada({ merge: {}, replace: {} }),
        booksForAda
      ].join("")

      const { code, err, out } = await muster("plan", file("a.ndjson", text))

      expect(code).toBe(1)
      expect(out).toBe("")
      expect([...err.matchAll(/^ {2}line (\d+)$/gm)].map(([, number]) => Number(number))).toEqual([
        1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12
      ])
      expect(err).toContain(
        "vendor: is not known\n      way out: known are digits, sailpoint, eloomi, biot, 88miles"
      )
      expect(err).toContain('merge.active: has to be the string "true" or "false" (M4)')
    })
  )

  it(
    "--keep-going leaves the bad lines out and ends with 2",
    onStage(async ({ file, muster }) => {
      const { code, out } = await muster("plan", "--keep-going", file("a.ndjson", `{\n${booksForAda}`))

      expect(code).toBe(2)
      expect(out).toContain("one line is not as it should be")
      expect(out).toContain("1 change: 1 planned")
    })
  )

  it(
    "lines for one member are planned one on the other",
    onStage(async ({ file, muster }) => {
      const second = ada({ access: { grant: [{ entity: "books-2", role: "Associate" }] } })

      const { out } = await muster("plan", file("a.ndjson", booksForAda + second))

      expect(out).toContain("2 changes: 2 planned")
      expect(out.match(/"entityId": "books-1"/g)).toHaveLength(2)
    })
  )

  it(
    "saved plans are files that only their owner can read, also where a file was there before",
    onStage(async ({ file, folder, muster }) => {
      const open = join(folder, "plans.json")
      writeFileSync(open, "older", { mode: 0o644 })

      const one = await muster("plan", "--out", open, file("a.ndjson", booksForAda))
      const two = await muster(
        "plan",
        "--out",
        join(folder, "plans"),
        file("b.ndjson", booksForAda + leon({ merge: { active: "false" } }))
      )

      expect([one.code, two.code]).toEqual([0, 0])
      expect(statSync(open).mode & 0o777).toBe(0o600)
      expect(readdirSync(join(folder, "plans"))).toEqual(["0001-digits.json", "0002-88miles.json"])
      expect(statSync(join(folder, "plans", "0001-digits.json")).mode & 0o777).toBe(0o600)
      expect(JSON.parse(readFileSync(open, "utf8"))).toMatchObject({ v: 1, seal: { method: "SHA-256" } })
    })
  )

  it(
    "several plans do not go into one file",
    onStage(async ({ file, folder, muster }) => {
      const both = booksForAda + leon({ merge: { active: "false" } })

      const { code, err } = await muster("plan", "--out", join(folder, "x.json"), file("a.ndjson", both))

      expect(code).toBe(1)
      expect(err).toContain("give a folder to --out")
    })
  )

  it(
    "a vendor without a token is told by the name of its variable",
    onStage(async ({ file, musterWith }) => {
      const { code, err } = await musterWith(
        { MUSTER_DIGITS_TOKEN: "" },
        "plan",
        file("a.ndjson", booksForAda)
      )

      expect(code).toBe(1)
      expect(err).toBe("digits: MUSTER_DIGITS_TOKEN: is missing or malformed; set it in the environment")
    })
  )

  it(
    "--json prints the same data as one document",
    onStage(async ({ file, muster }) => {
      const text = booksForAda + linus({ access: { revoke: [{ entity: "payroll" }] } })

      const good = await muster("plan", "--json", file("a.ndjson", text))
      const bad = await muster("plan", "--json", file("b.ndjson", "{"))

      expect(JSON.parse(good.out)).toMatchObject({
        v: 1,
        exitCode: 2,
        total: { planned: 1, inexpressible: 1 },
        outcomes: [
          { origin: "line 1", vendor: "digits", plan: { effects: [{ kind: "granted", before: null }] } },
          {
            outcome: "inexpressible",
            error: { reason: "Inexpressible", hazards: [{ id: "without:payroll" }] }
          }
        ]
      })
      expect(JSON.parse(bad.out)).toMatchObject({ v: 1, exitCode: 1, badLines: [{ line: 1 }] })
    })
  )
})
