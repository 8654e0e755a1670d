/** `muster probe` at a twin that it takes for a stranger's server: what it tells, writes, asks consent for and compares. */
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { start } from "./Program.ts"
import { onStage } from "./Terminal.ts"

const rita = "7d3c1d0e-0003-4000-8000-000000000003"

/** The questions hold the thread that asks them, so it is in a process of its own. */
const probe = (url: string, ...more: ReadonlyArray<string>) => {
  const words = ["--vendor", "88miles", "--base-url", url, "--token-env", "TOKEN", "--record", rita]
  return start({ TOKEN: "example-token" }, "probe", ...words, ...more).ended
}

describe("muster probe", () => {
  it(
    "tells what it learnt and by what, writes it down, and later says what has changed",
    onStage(
      async ({ file, folder, url }) => {
        const now = join(folder, "now.json")

        const first = await probe(url("88miles"), "--out", now)

        expect(first.code).toBe(0)
        expect(first.out).toMatch(/M-2 +ignored/)
        expect(first.out).toContain('{"staff":{"hourly_rate_cents":null}} → 200')
        expect(first.out).toMatch(/M-8 +cannot tell: to ask it takes consent: --accept may-charge/)
        expect(first.out).toMatch(/12 of 15 open points of 88miles told, \d+ requests/)
        const text = readFileSync(now, "utf8")
        expect(JSON.parse(text)).toMatchObject({
          v: 1,
          vendor: "88miles",
          readings: { "M-2": { answer: "ignored" } }
        })
        for (const canary of [rita, "example-token", "rita"]) expect(text + first.out).not.toContain(canary)

        const stored = file("stored.json", text.replace('"answer": "ignored"', '"answer": "clears"'))
        const again = await probe(url("88miles"), "--against", stored)

        expect(again.code).toBe(5)
        expect(again.out).toMatch(/DRIFT +M-2 +was clears, is ignored/)
      },
      { "88miles": { "M-2": "ignored" } }
    ),
    60_000
  )
})
