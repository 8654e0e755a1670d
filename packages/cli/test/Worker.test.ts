/** Lines about a worker: one wish at several vendors, in words that are no vendor's. */
import { readdirSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { booksForAda, onStage } from "./Terminal.ts"

const members = {
  digits: { userId: "u-grace" },
  sailpoint: { id: "2c918085-0005-4000-8000-000000000005" },
  eloomi: { employee_id: "E1005" },
  biot: { id: "3fa85f64-0005-4000-8000-000000000005" },
  "88miles": { uuid: "7d3c1d0e-0005-4000-8000-000000000005" }
} as const

type Name = keyof typeof members

const at = (vendor: Name, more: object = {}) => ({ vendor, member: members[vendor], ...more })

const line = (merge: object, places: ReadonlyArray<object>, more: object = {}): string =>
  `${JSON.stringify({ v: 1, worker: { merge }, at: places, ...more })}\n`

const accepting = (...accept: ReadonlyArray<string>) => ({ accept })

interface Document {
  readonly exitCode: number
  readonly outcomes: ReadonlyArray<{
    readonly vendor: string
    readonly outcome: string
    readonly plan?: { readonly request: unknown }
  }>
}

describe("a line about a worker", () => {
  it(
    "becomes one change at each vendor, in that vendor's words, each with its own access and consent",
    onStage(async ({ file, muster, writes }) => {
      const access = { grant: [{ entity: "books-2", role: "Associate" }] }
      const text = line({ "name.familyName": "Murray", "phoneNumbers.work": "+61865550199" }, [
        at("digits", { access, ...accepting("no-place") }),
        at("sailpoint"),
        at("eloomi"),
        at("biot"),
        at("88miles", accepting("no-place"))
      ])

      const { code, out } = await muster("apply", "--json", file("a.ndjson", text))

      const { outcomes } = JSON.parse(out) as Document
      expect(code).toBe(0)
      expect(outcomes.map(({ outcome, vendor }) => [vendor, outcome])).toEqual(
        Object.keys(members).map((vendor) => [vendor, "confirmed"])
      )
      expect(outcomes.map(({ plan }) => plan?.request)).toMatchObject([
        { userId: "u-grace", entities: [{ entityId: "books-1" }, { entityId: "books-2" }] },
        { accountName: "grace", lastName: "Murray", phone: "+61865550199" },
        { last_name: "Murray", phone: "+61865550199" },
        { _name: { firstName: "Grace", lastName: "Murray" }, _phone: "+61865550199" },
        { staff: { last_name: "Murray" } }
      ])
      for (const vendor of Object.keys(members)) expect(await writes(vendor)).toBe(1)
    })
  )

  it(
    "saves one plan a vendor, and the plans are applied as they are",
    onStage(async ({ file, folder, muster }) => {
      const saved = join(folder, "plans")
      const text = line({ "emails.work": "grace.murray@example.org" }, [at("sailpoint"), at("biot")])

      const planned = await muster("plan", "--out", saved, file("a.ndjson", text))
      const applied = await muster("apply", saved)

      expect([planned.code, applied.code]).toEqual([0, 0])
      expect(planned.out).toContain("0001-sailpoint.json")
      expect(applied.out).toContain("2 changes: 2 confirmed")
    })
  )

  it(
    "saves a plan for each of several members at one vendor",
    onStage(async ({ file, folder, muster }) => {
      const saved = join(folder, "plans")
      const other = { vendor: "eloomi", member: { employee_id: "E1002" } }

      await muster(
        "plan",
        "--out",
        saved,
        file("a.ndjson", line({ title: "Auditor" }, [at("eloomi"), other]))
      )
      const { code, out } = await muster("apply", saved)

      expect(readdirSync(saved)).toEqual(["0001-eloomi.json", "0001-eloomi_0002.json"])
      expect(code).toBe(0)
      expect(out).toContain("2 changes: 2 confirmed")
    })
  )

  it(
    "stops where a vendor has no place for a field, until that is accepted for this vendor",
    onStage(async ({ file, muster, writes }) => {
      const wish = { title: "Auditor", timezone: "Australia/Perth" }

      const stopped = await muster("plan", file("a.ndjson", line(wish, [at("88miles"), at("eloomi")])))
      const taken = await muster(
        "apply",
        file("b.ndjson", line(wish, [at("88miles", accepting("no-place"))]))
      )

      expect([stopped.code, taken.code]).toEqual([2, 0])
      expect(stopped.out).toContain("stop [no-place] inexpressible: 88miles has no place for title;")
      expect(stopped.out).toContain("stop [no-place] inexpressible: eloomi has no place for timezone;")
      expect(stopped.out).toContain('to go without it, add "no-place" to "accept"')
      expect(taken.out).toContain("~ time_zone: Europe/Berlin → Australia/Perth")
      expect(await writes("88miles")).toBe(1)
    })
  )

  it(
    "sends nothing where all of it has no place, and does not call that as wished",
    onStage(async ({ file, muster, writes }) => {
      const text = line({ active: false }, [at("biot", accepting("no-place"))])

      const { code, out } = await muster("apply", file("a.ndjson", text))

      expect(code).toBe(0)
      expect(out).toContain("nothing to do: what can be said here is as wished")
      expect(out).toContain("accepted [no-place] inexpressible: biot has no place for active;")
      expect(await writes("biot")).toBe(0)
    })
  )

  it(
    "needs a time zone where a vendor wants an instant, and takes the line's",
    onStage(async ({ file, muster }) => {
      const wish = { "employment.end": "2026-12-31" }
      const places = [at("sailpoint")]

      const without = await muster("plan", file("a.ndjson", line(wish, places)))
      const within = await muster("plan", file("b.ndjson", line(wish, places, { zone: "Europe/Berlin" })))
      const nowhere = await muster("plan", file("c.ndjson", line(wish, places, { zone: "Mars/Olympus" })))

      expect([without.code, within.code, nowhere.code]).toEqual([2, 0, 2])
      expect(without.out).toContain(
        "employment.end needs a time zone (`zone`) in which this time exists once"
      )
      expect(within.out).toContain("→ 2026-12-31T00:00:00.000+01:00")
      expect(nowhere.out).not.toContain("Mars")
    })
  )

  it(
    "is refused as a whole, with its number and before anybody is asked, wherever something is wrong",
    onStage(async ({ file, muster, writes }) => {
      const canary = "canary-51f0"
      const text = [
        line({ title: 7, active: canary }, [at("eloomi"), at("biot")]),
        line({ [canary]: 1 }, [at("eloomi")]),
        line({ title: "Auditor" }, [at("eloomi"), { vendor: canary, member: { id: "1" } }]),
        line({ "name.givenName": "Grace" }, [at("sailpoint"), { vendor: "biot", member: { uuid: canary } }]),
        line({ "phoneNumbers.work": canary }, [at("biot")]),
        line({ title: "Auditor" }, [at("eloomi", { access: { revoke: [{ client: canary }] } })]),
        line({ title: "Auditor" }, []),
        `${JSON.stringify({ v: 1, worker: {}, at: [at("eloomi")] })}\n`,
        booksForAda
      ].join("")

      const { code, err, out } = await muster("apply", file("a.ndjson", text))
      const kept = await muster("apply", "--keep-going", file("b.ndjson", text))

      expect(code).toBe(1)
      expect(out).toBe("")
      expect(err.split("\n").filter((each) => !each.includes("way out:"))).toEqual([
        "8 lines are not as they should be:",
        "  line 1",
        "    worker.merge.title: has to be a string that is not empty",
        "    worker.merge.active: has to be true or false",
        "  line 2",
        "    worker.merge: a worker has no field of one of the names given",
        "  line 3",
        "    at.vendor: is not known",
        "  line 4",
        "    at[biot].member: has an unknown kind of identifier",
        "  line 5",
        "    at[biot].merge._phone: has to be a phone number like +12345678901 (E.164)",
        "  line 6",
        "    at[eloomi].access: eloomi keeps no access by target",
        "  line 7",
        "    at[0]: is missing",
        "  line 8",
        "    worker: merges or replaces, one of both",
        "nothing was sent; --keep-going leaves these lines out"
      ])
      expect(err + kept.out).not.toContain(canary)
      expect(kept.code).toBe(2)
      expect(kept.out).toContain("1 change: 1 confirmed")
      for (const vendor of ["sailpoint", "eloomi", "biot"]) expect(await writes(vendor)).toBe(0)
    })
  )
})
