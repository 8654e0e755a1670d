/** `--readings FILE`: what was measured settles stops, is told, and is refused where it does not fit. */
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { leon, line, onStage, readings } from "./Terminal.ts"

const wageless = leon({ merge: { hourly_rate_cents: null } })
const about = ["explain", "--vendor", "digits", "--member", "userId=u-grace"] as const

describe("--readings", () => {
  it(
    "a stop that it settles disappears, the plan says on what it relies, and it is applied",
    onStage(async ({ file, muster, writes }) => {
      const changes = file("a.ndjson", wageless)
      const measured = file("88miles.json", readings("88miles", { "M-2": "clears", "M-12": "stored" }))

      const open = await muster("plan", changes)
      const settled = await muster("plan", changes, "--readings", measured)
      const json = await muster("plan", changes, "--readings", measured, "--json")
      const refused = await muster("apply", changes)
      const applied = await muster("apply", changes, "--readings", measured)

      expect([open.code, settled.code, refused.code, applied.code]).toEqual([3, 0, 3, 0])
      expect(open.out).toContain("stop [tentative:hourly_rate_cents]")
      expect(open.out).not.toContain("relies on")
      expect(settled.out).not.toContain("stop [")
      expect(settled.out).toContain("  relies on a measured reading: M-2 = clears\n")
      expect(JSON.parse(json.out)).toMatchObject({
        outcomes: [{ plan: { relies: [{ axis: "M-2", answer: "clears" }] } }]
      })
      expect(await writes("88miles")).toBe(1)
    })
  )

  it(
    "there may be one for each vendor, and a plan relies on nothing that it does not need",
    onStage(async ({ file, muster }) => {
      const changes = file("a.ndjson", wageless + line("digits", { userId: "u-ada" }, { merge: {} }))
      const miles = file("88miles.json", readings("88miles", { "M-2": "clears" }))
      const digits = file("digits.json", readings("digits", { "D-18": "no" }))

      const { code, out } = await muster("plan", changes, "--readings", miles, "--readings", digits)

      expect(code).toBe(0)
      expect(out.match(/relies on/g)).toHaveLength(1)
    })
  )

  it(
    "explain follows it too",
    onStage(async ({ file, muster }) => {
      const digits = file("digits.json", readings("digits", { "D-15": "future" }))

      const { out } = await muster(...about, "--readings", digits)

      expect(out).toContain("    later entities of acme: Associate\n")
    })
  )

  it(
    "a saved plan is applied without the file, and not with one that says something else",
    onStage(async ({ file, folder, muster, writes }) => {
      const changes = file("a.ndjson", wageless)
      const saved = join(folder, "plan.json")
      const clears = file("clears.json", readings("88miles", { "M-2": "clears" }))
      const ignored = file("ignored.json", readings("88miles", { "M-2": "ignored" }))
      await muster("plan", changes, "--readings", clears, "--out", saved)

      const drifted = await muster("apply", saved, "--readings", ignored)
      const before = await writes("88miles")
      const applied = await muster("apply", saved)

      expect([drifted.code, before, applied.code]).toEqual([1, 0, 0])
      expect(drifted.err).toContain(
        "readings.M-2: is not what a saved plan for 88miles relies on (M-2 = clears)"
      )
    })
  )

  it(
    "bad files are told and nothing is sent: no JSON, an unknown vendor, unknown axes and answers, two for a vendor",
    onStage(async ({ file, muster, writes }) => {
      const changes = file("a.ndjson", wageless)
      const good = file("good.json", readings("88miles", { "M-2": "clears" }))
      const apply = (...paths: ReadonlyArray<string>) =>
        muster("apply", changes, ...paths.flatMap((path) => ["--readings", path]))

      const bad = [
        await apply(file("1.json", "{")),
        await apply(file("2.json", readings("acme\u001B[31m", {}))),
        await apply(file("3.json", readings("88miles", { "M-999\u001B[31m": "x" }))),
        await apply(file("4.json", readings("88miles", { "M-2": "explodes" }))),
        await apply(good, good),
        await apply("/nowhere")
      ]
      const json = await muster("plan", changes, "--json", "--readings", file("5.json", "{"))
      const explained = await muster(...about, "--readings", file("6.json", "{"))

      expect([...bad, json, explained].map(({ code }) => code)).toEqual([1, 1, 1, 1, 1, 1, 1, 1])
      expect(bad.map(({ err }) => err.split("\n")[1] ?? err)).toEqual([
        "  the file: is no JSON",
        "  vendor: is not known",
        "  readings.M-999\\u{1b}[31m: is no axis of 88miles",
        '  readings.M-2.answer: "explodes" is no answer of this axis',
        "  vendor: has another readings file already: 88miles",
        "the file cannot be read; check the path and its permissions"
      ])
      expect(JSON.parse(json.out)).toMatchObject({ badReadingsFile: { rule: "unreadable" }, exitCode: 1 })
      expect(await writes("88miles")).toBe(0)
    })
  )
})
