/** `muster probe` at twins that it takes for strangers' servers: what it tells, writes, asks consent for, and compares. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { start } from "./Program.ts"

const rita = "7d3c1d0e-0003-4000-8000-000000000003"

/** The questions hold the thread that asks them, so the twin is a process of its own. */
const beside = async (words: ReadonlyArray<string>, test: (url: string) => Promise<void>) => {
  const twin = start({}, "twin", "88miles", ...words)
  const [, url = ""] = await twin.saying(/ at (http:\S+)/)
  await twin.saying(/a token of the seed/)
  try {
    await test(url)
  } finally {
    twin.child.kill("SIGTERM")
    await twin.ended
  }
}

const probe = (url: string, ...more: ReadonlyArray<string>) => {
  const words = ["--vendor", "88miles", "--base-url", url, "--token-env", "TOKEN", "--record", rita]
  return start({ TOKEN: "example-token" }, "probe", ...words, ...more).ended
}

describe("muster probe", () => {
  it("tells what it learnt and by what, writes it down, and later says what has changed", async ({
    onTestFinished
  }) => {
    const folder = mkdtempSync(join(tmpdir(), "muster-"))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const [file, stored] = [join(folder, "now.json"), join(folder, "stored.json")]

    await beside(["--reading", "M-2=ignored"], async (url) => {
      const first = await probe(url, "--out", file)

      expect(first.code).toBe(0)
      expect(first.out).toMatch(/M-2 +ignored/)
      expect(first.out).toContain('{"staff":{"hourly_rate_cents":null}} → 200')
      expect(first.out).toMatch(/M-8 +cannot tell: to ask it takes consent: --accept may-charge/)
      expect(first.out).toMatch(/12 of 15 open points of 88miles told, \d+ requests/)
      const text = readFileSync(file, "utf8")
      expect(JSON.parse(text)).toMatchObject({
        v: 1,
        vendor: "88miles",
        readings: { "M-2": { answer: "ignored" } }
      })
      for (const canary of [rita, "example-token", "rita"]) expect(text + first.out).not.toContain(canary)

      writeFileSync(stored, text.replace('"answer": "ignored"', '"answer": "clears"'))
      const again = await probe(url, "--against", stored)

      expect(again.code).toBe(5)
      expect(again.out).toMatch(/DRIFT +M-2 +was clears, is ignored/)
    })
  }, 60_000)
})
