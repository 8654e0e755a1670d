/** `muster apply` over real twins: what is sent, what is kept back, and what it ends with. */
import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { ada, booksForAda, leon, line, linus, onStage, rita } from "./Terminal.ts"

const otherWriter = {
  type: "employee-written",
  body: {
    userId: "u-ada",
    organizationRole: "Account Manager",
    entities: [{ entityId: "books-1", role: "Associate" }]
  }
}

describe("muster apply", () => {
  it(
    "a change is sent, read back and confirmed; the second time there is nothing to do",
    onStage(async ({ file, muster, writes }) => {
      const changes = file("a.ndjson", booksForAda)

      const first = await muster("apply", changes)
      const second = await muster("apply", changes)

      expect([first.code, second.code]).toEqual([0, 0])
      expect(first.out).toContain("confirmed: what was read back is as predicted")
      expect(first.out).toMatch(/unguarded for \d+ ms/)
      expect(second.out).toContain("1 change: 1 unchanged")
      expect(await writes("digits")).toBe(1)
    })
  )

  it(
    "lines for one member run in order, each on the result of the one before",
    onStage(async ({ file, muster, writes }) => {
      const second = ada({ access: { grant: [{ entity: "books-2", role: "Associate" }] } })

      const { code, out } = await muster("apply", file("a.ndjson", booksForAda + second))

      expect(code).toBe(0)
      expect(out).toContain("2 changes: 2 confirmed")
      expect(await writes("digits")).toBe(2)
    })
  )

  it(
    "a change that needs consent is sent only when the ids are listed",
    onStage(async ({ file, muster, writes }) => {
      const wish = { merge: { active: "true" } }

      const without = await muster("apply", file("a.ndjson", rita(wish)))
      const half = await muster("apply", file("b.ndjson", rita({ ...wish, accept: ["may-charge"] })))
      expect(await writes("88miles")).toBe(0)
      const full = await muster(
        "apply",
        file("c.ndjson", rita({ ...wish, accept: ["may-charge", "sends-message"] }))
      )

      expect([without.code, half.code, full.code]).toEqual([3, 3, 0])
      expect(without.out).toContain("needs consent, so nothing is sent")
      expect(half.out).toContain("accepted [may-charge]")
      expect(await writes("88miles")).toBe(1)
    })
  )

  it.each([
    ["an unknown entity", ada({ access: { grant: [{ entity: "nowhere", role: "Associate" }] } })],
    ["an unknown client", ada({ access: { revoke: [{ client: "nowhere" }] } })],
    ["a target under the wrong side", ada({ access: { grant: [{ entity: "acme-us", role: "Associate" }] } })],
    [
      "two roles for one target",
      ada({
        access: {
          grant: [
            { entity: "books-1", role: "Associate" },
            { entityExternalId: "ledger", role: "Admin" }
          ]
        }
      })
    ],
    ["an unknown member", line("digits", { userId: "nobody" }, { merge: { organizationRole: "Associate" } })]
  ])("with %s in the file nothing is sent to anybody", (_says, bad) =>
    onStage(async ({ file, muster, writes }) => {
      const changes = file("a.ndjson", leon({ merge: { active: "false" } }) + bad)

      const refused = await muster("apply", changes)
      expect(await writes("88miles")).toBe(0)
      const kept = await muster("apply", "--keep-going", changes)

      expect([refused.code, kept.code]).toEqual([1, 2])
      expect(refused.out).toContain("nothing was sent: correct the file")
      expect(await writes("88miles")).toBe(1)
      expect(await writes("digits")).toBe(0)
    })()
  )

  it(
    "one vendor's refusal leaves the others alone, and its words are shown on request",
    onStage(async ({ file, musterWith }) => {
      const changes = file("a.ndjson", booksForAda + leon({ merge: { active: "false" } }))
      const env = { MUSTER_DIGITS_TOKEN: "example-token-without-scope" }

      const silent = await musterWith(env, "apply", changes)
      const loud = await musterWith(env, "apply", "--words", changes)

      expect([silent.code, loud.code]).toEqual([2, 2])
      expect(silent.out).toContain("2 changes: 1 rejected, 1 confirmed")
      expect(silent.out).not.toContain("lacks the scope")
      expect(loud.out).toContain("lacks the scope")
    })
  )

  it(
    "after a change that was not applied, later ones of that member are skipped",
    onStage(async ({ file, muster, writes }) => {
      const text =
        linus({ access: { revoke: [{ entity: "payroll" }] } }) +
        linus({ merge: { organizationRole: "Account Manager" } })

      const { code, out } = await muster("apply", file("a.ndjson", text))

      expect(code).toBe(2)
      expect(out).toContain("2 changes: 1 inexpressible, 1 skipped")
      expect(await writes("digits")).toBe(0)
    })
  )

  it(
    "hostile names are data: an unknown field of such a name is refused like any other",
    onStage(async ({ file, muster }) => {
      const text = `{"v":1,"vendor":"88miles","member":{"uuid":"u"},"merge":{"__proto__":{"active":"false"},"constructor":1}}`

      const { code, err } = await muster("apply", file("a.ndjson", text))

      expect(code).toBe(1)
      expect(err).toContain("88miles has no field of one of the names given")
    })
  )

  it(
    "no output holds a credential or the plan key",
    onStage(async ({ file, folder, musterWith }) => {
      const canary = "canary-token-51f0"
      const env = { MUSTER_DIGITS_TOKEN: canary, MUSTER_PLAN_KEY: "canary-key-51f0" }
      const changes = file("a.ndjson", booksForAda)

      const runs = [
        await musterWith(env, "plan", changes),
        await musterWith(env, "apply", "--json", "--words", changes),
        await musterWith(
          { MUSTER_PLAN_KEY: "canary-key-51f0" },
          "plan",
          "--out",
          join(folder, "p.json"),
          changes
        )
      ]

      expect(runs.map(({ code }) => code)).toEqual([2, 2, 0])
      const said =
        runs.map(({ err, out }) => out + err).join("\n") + readFileSync(join(folder, "p.json"), "utf8")
      expect(said).not.toMatch(/canary-(token|key)|example-token/)
    })
  )
})

describe("muster apply with a plan file", () => {
  it(
    "a fresh plan is sent as it is",
    onStage(async ({ file, folder, muster }) => {
      const saved = join(folder, "p.json")
      await muster("plan", "--out", saved, file("a.ndjson", booksForAda))

      const { code, out } = await muster("apply", saved)

      expect(code).toBe(0)
      expect(out).toContain("digits  userId u-ada  (p.json)")
      expect(out).toContain("1 change: 1 confirmed")
    })
  )

  it(
    "a folder of plans is applied in order",
    onStage(async ({ file, folder, muster }) => {
      const saved = join(folder, "plans")
      const second = ada({ access: { grant: [{ entity: "books-2", role: "Associate" }] } })
      await muster("plan", "--out", saved, file("a.ndjson", booksForAda + second))

      const { code, out } = await muster("apply", saved)

      expect(code).toBe(0)
      expect(out).toContain("2 changes: 2 confirmed")
    })
  )

  it(
    "a plan whose record has moved on is stale, and says what rebasing keeps",
    onStage(async ({ event, file, folder, muster, writes }) => {
      const saved = join(folder, "p.json")
      await muster(
        "plan",
        "--out",
        saved,
        file(
          "a.ndjson",
          ada({
            access: {
              grant: [
                { entity: "books-1", role: "Associate" },
                { entity: "books-2", role: "Associate" }
              ]
            }
          })
        )
      )
      await event("digits", otherWriter)

      const { code, out } = await muster("apply", saved)

      expect(code).toBe(3)
      expect(out).toContain("stale: nothing is sent")
      expect(out).toContain("true by now, without this plan: books-1")
      expect(out).toContain('{"v":1,"vendor":"digits","member":{"userId":"u-ada"},"access":{"grant":[')
      expect(await writes("digits")).toBe(0)
    })
  )

  it(
    "a plan that lacks consent is kept back",
    onStage(async ({ file, folder, muster, writes }) => {
      const saved = join(folder, "p.json")
      await muster("plan", "--out", saved, file("a.ndjson", rita({ merge: { active: "true" } })))

      expect((await muster("apply", saved)).code).toBe(3)
      expect(await writes("88miles")).toBe(0)
    })
  )

  it.each([
    ["unreadable", (text: string) => text.slice(0, 300), "is no JSON"],
    ["newer", (text: string) => text.replace('"v": 1', '"v": 9'), "is newer than 1"],
    ["damaged", (text: string) => text.replace('"hazards"', '"hazard"'), "hazards: is missing"],
    [
      "edited",
      (text: string) => text.replaceAll("books-1", "books-2"),
      "was edited or damaged after planning"
    ]
  ] as const)("a plan file that is %s is refused, and nothing is sent", (rule, edit, says) =>
    onStage(async ({ file, folder, muster, writes }) => {
      const saved = join(folder, "p.json")
      await muster("plan", "--out", saved, file("a.ndjson", booksForAda))
      writeFileSync(saved, edit(readFileSync(saved, "utf8")))

      const { code, err } = await muster("apply", saved)
      const asJson = await muster("apply", "--json", saved)

      expect(code).toBe(1)
      expect(err).toContain("so nothing is sent:")
      expect(err).toContain(says)
      expect(JSON.parse(asJson.out)).toMatchObject({ badPlanFile: { rule }, exitCode: 1 })
      expect(await writes("digits")).toBe(0)
    })()
  )

  it(
    "with MUSTER_PLAN_KEY a file is protected: another key, no key and a file without one are refused",
    onStage(async ({ file, folder, muster, musterWith, writes }) => {
      const [open, locked] = [join(folder, "open.json"), join(folder, "locked.json")]
      const changes = file("a.ndjson", booksForAda)
      await muster("plan", "--out", open, changes)
      await musterWith({ MUSTER_PLAN_KEY: "k1" }, "plan", "--out", locked, changes)

      const refused = [
        await musterWith({ MUSTER_PLAN_KEY: "k1" }, "apply", open),
        await musterWith({ MUSTER_PLAN_KEY: "k2" }, "apply", locked),
        await muster("apply", locked)
      ]
      expect(refused.map(({ code }) => code)).toEqual([1, 1, 1])
      expect(refused.map(({ err }) => err.split("\n")[0])).toEqual([
        "the plan file was sealed without the key, so nothing is sent:",
        "the plan file was edited, so nothing is sent:",
        "the plan file was sealed with a key, so nothing is sent:"
      ])
      expect(await writes("digits")).toBe(0)

      expect((await musterWith({ MUSTER_PLAN_KEY: "k1" }, "apply", locked)).code).toBe(0)
    })
  )
})
