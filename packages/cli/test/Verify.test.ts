/** `muster verify`: at stand-ins in another process, and at twins that it takes for strangers' servers. */
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { startTwins } from "./Program.ts"
import { onStage } from "./Terminal.ts"

const leon = "7d3c1d0e-0002-4000-8000-000000000002"

describe("muster verify at a stand-in", () => {
  // A check holds its thread, so the stand-ins are in a process of their own.
  let twins: ReturnType<typeof startTwins>
  beforeAll(() => void (twins = startTwins()))
  afterAll(async () => {
    twins.child.kill("SIGTERM")
    await twins.ended
  })

  it.each(["digits", "sailpoint", "eloomi", "biot", "88miles"])(
    "every clause of %s holds, and none is left unchecked",
    (vendor) =>
      onStage(async ({ musterWith }) => {
        const says = new RegExp(`^${vendor} at (http:\\S+)\ncontrol token: (\\S+)$`, "m")
        const [, url = "", token = ""] = await twins.saying(says)

        const words = ["--vendor", vendor, "--base-url", url, "--control-env", "CONTROL"]
        const { code, out } = await musterWith({ CONTROL: token }, "verify", ...words)

        expect(out).toMatch(/(\d+) clauses of \S+: \1 held, 0 broken, 0 cannot be checked here/)
        expect(code).toBe(0)
        expect(out).not.toContain(token)
      })()
  )
})

describe("muster verify at a stranger's server", () => {
  it(
    "says of each clause what became of it, puts the record back, and saves the result",
    onStage(async ({ folder, muster, url }) => {
      const [json, junit] = [join(folder, "v.json"), join(folder, "v.xml")]
      const show = () => muster("explain", "--vendor", "88miles", "--member", `uuid=${leon}`)
      const before = await show()

      const server = ["--vendor", "88miles", "--base-url", url("88miles"), "--record", leon]
      const { code, out } = await muster("verify", ...server, "--json", json, "--junit", junit)

      expect(code).toBe(0)
      expect(out).toMatch(/held +M1 /)
      expect(out).toContain("wants a credential:")
      expect(out).toContain("7 clauses of 88miles: 4 held, 0 broken, 3 cannot be checked here")
      expect(await show()).toEqual(before)
      const saved = readFileSync(json, "utf8")
      expect(JSON.parse(saved)).toMatchObject({ v: 1, vendor: "88miles", left: [], exitCode: 0 })
      const xml = readFileSync(junit, "utf8")
      expect(xml).toContain('tests="7" failures="0" errors="0" skipped="3"')
      for (const text of [out, saved, xml])
        for (const canary of ["example-token", leon, "leon"]) expect(text).not.toContain(canary)
    })
  )

  it(
    "sends nothing where it may only read",
    onStage(async ({ muster, url, writes }) => {
      const words = ["--vendor", "88miles", "--base-url", url("88miles"), "--record", leon, "--read-only"]
      const { code, out } = await muster("verify", ...words)

      expect(code).toBe(0)
      expect(out).toContain("0 held, 0 broken, 7 cannot be checked here")
      expect(await writes("88miles")).toBe(0)
    })
  )

  it.each([
    ["a record to be left without a yes", ["--vendor", "88miles"], "--accept leaves-records"],
    ["a message without a yes", ["--vendor", "eloomi"], "--accept sends-message"],
    ["nobody to try it on", ["--vendor", "digits"], "name one with --record ID"],
    ["a token that is not set", ["--vendor", "digits", "--token-env", "NOPE"], "the environment has no NOPE"]
  ])("refuses %s, and sends nothing", (_says, words, says) =>
    onStage(async ({ muster, url, writes }) => {
      const [, vendor = ""] = words
      const { code, err } = await muster("verify", ...words, "--base-url", url(vendor))

      expect(code).toBe(1)
      expect(err).toContain(says)
      expect(await writes(vendor)).toBe(0)
    })()
  )

  it(
    "refuses a remote server without https, a stand-in that is none, and a record that nobody has",
    onStage(async ({ muster, musterWith, url }) => {
      const at = (base: string) => ["verify", "--vendor", "88miles", "--base-url", base]

      const remote = await muster(...at("http://vendor.example"), "--record", leon)
      const none = await musterWith({ C: "x" }, ...at("http://127.0.0.1:9"), "--control-env", "C")
      const nobody = await muster(...at(url("88miles")), "--record", "nobody")

      expect([remote.code, none.code, nobody.code]).toEqual([1, 1, 1])
      expect(remote.err).toContain("has to be https")
      expect(nobody.err).toContain("NotFound")
      expect(nobody.err).not.toContain("nobody")
    })
  )
})
