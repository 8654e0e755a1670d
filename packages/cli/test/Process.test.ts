/** The program itself, as a process of its own: the demo, and a twin that is served until it is interrupted. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { describe, it } from "vitest"
import { start } from "./Program.ts"
import { booksForAda, line } from "./Terminal.ts"

describe.concurrent("the program", () => {
  it("the demo plays every example at every vendor and ends with 0 and a total", async ({ expect }) => {
    const { code, out } = await start({}, "demo").ended

    expect(code).toBe(0)
    expect(out.trimEnd().split("\n").at(-1)).toBe(
      "24 changes: 21 confirmed, 2 inexpressible (as expected), 1 pending"
    )
    expect(out).not.toContain("\u001B")
    expect(out).not.toContain("example-token")
  }, 30_000)

  it("a file of one's own is applied to the example members with the usual exit codes", async ({
    expect
  }) => {
    const folder = mkdtempSync(join(tmpdir(), "muster-"))
    const own = join(folder, "own.ndjson")
    const wish = { access: { revoke: [{ entity: "payroll" }] } }
    writeFileSync(own, booksForAda + line("digits", { userId: "u-linus" }, wish))

    const { code, out } = await start({}, "demo", own).ended
    rmSync(folder, { recursive: true })

    expect(code).toBe(2)
    expect(out.trimEnd().endsWith("2 changes: 1 confirmed, 1 inexpressible")).toBe(true)
  }, 30_000)

  it("a twin prints where it is, answers there under the reading asked for, and ends when interrupted", async ({
    expect
  }) => {
    const { child, ended, saying } = start(
      {},
      "twin",
      "digits",
      "--reading",
      "D-12=empty",
      "--reading",
      "D-5=reached"
    )
    const [, url = ""] = await saying(/at (http:\/\/127\.0\.0\.1:\d+)/)
    await saying(/control token: \S+/)
    const headers = { authorization: "Bearer example-token", "content-type": "application/json" }

    const body = JSON.stringify({ userId: "u-ada", organizationRole: "Associate" })
    const answer = await fetch(`${url}/v1/organization/employee`, { method: "PUT", headers, body })

    expect([answer.status, await answer.text()]).toEqual([200, "{}"])
    child.kill("SIGINT")
    expect((await ended).code).toBe(130)
  }, 30_000)
})
