/** `muster twin`: what it does not start with, and how the program serves one until it is interrupted. */
import { describe, expect, it } from "vitest"
import * as Twins from "../src/Twins.ts"
import * as Vendors from "../src/Vendors.ts"
import { start } from "./Program.ts"
import { onStage } from "./Terminal.ts"

describe("muster twin", () => {
  it.each([
    [
      "an axis that there is not",
      ["digits", "--reading", "D-99=all"],
      "there is no axis of that name; there are D-1,"
    ],
    [
      "an answer that the axis does not have",
      ["digits", "--reading", "D-5=some"],
      "has to be one of all, reached"
    ],
    ["a seed that cannot be read", ["digits", "--seed", "/nowhere.json"], "the seed cannot be read"],
    ["a vendor that is not known", ["acme"], "acme"]
  ])("%s keeps it from starting, with a sentence", (_says, args, says) =>
    onStage(async ({ muster }) => {
      const { code, err } = await muster("twin", ...args)

      expect(code).toBe(1)
      expect(err).toContain(says)
    })()
  )

  it.each([...Twins.all.keys()])("a seed of another form is refused by %s", (vendor) =>
    onStage(async ({ file, muster }) => {
      const { code, err } = await muster("twin", vendor, "--seed", file("seed.json", "{}"))

      expect(code).toBe(1)
      expect(err).toContain("refuses the seed")
    })()
  )

  it("prints where it is, answers there under the reading asked for, and ends when interrupted", async () => {
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
    await saying(/MUSTER_DIGITS_TOKEN=…, a token of the seed/)
    const headers = { authorization: "Bearer example-token", "content-type": "application/json" }

    const body = JSON.stringify({ userId: "u-ada", organizationRole: "Associate" })
    const answer = await fetch(`${url}/v1/organization/employee`, { method: "PUT", headers, body })

    expect([answer.status, await answer.text()]).toEqual([200, "{}"])
    child.kill("SIGINT")
    expect((await ended).code).toBe(130)
  }, 30_000)

  it("there is a twin for every vendor, in the same order", () => {
    expect([...Twins.all.keys()]).toEqual(["digits", "sailpoint", "eloomi", "biot", "88miles"])
    expect([...Vendors.fromEnvironment.keys()]).toEqual([...Twins.all.keys()])
  })

  it.each([
    ["digits", "userId=u-ada", "organizationRole: Associate"],
    ["sailpoint", "id=2c918085-0004-4000-8000-000000000004", "accountName: ada"],
    ["eloomi", "employee_id=E1004", "email: joiner@example.org"],
    ["biot", "id=3fa85f64-0004-4000-8000-000000000004", "_name.firstName: New"],
    ["88miles", "uuid=7d3c1d0e-0004-4000-8000-000000000004", "login: ada"]
  ])("the example seed of %s has Ada, and the vendor of that name reads her there", (vendor, member, says) =>
    onStage(async ({ muster }) => {
      const { code, out } = await muster("explain", "--vendor", vendor, "--member", member)

      expect(code).toBe(0)
      expect(out).toContain(says)
    })()
  )
})
