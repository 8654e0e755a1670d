/** Running a program: how its end is told, and that it does not outlive its time. */
import { tmpdir } from "node:os"
import { describe, expect, it } from "vitest"
import * as Stage from "../src/Stage.ts"

const run = (script: string, program = process.execPath): Promise<Stage.Outcome> =>
  Stage.run(program, ["-e", script], { folder: tmpdir(), environment: process.env, milliseconds: 1_000 })

describe("Stage", () => {
  it("keeps what a program says and finds no problem where it ends well", async () => {
    expect(await run("console.log('a'); console.error('b')")).toEqual({
      output: expect.stringMatching(/^(a\nb|b\na)\n$/),
      problem: undefined
    })
  })

  it.each([
    ["a failing code", "process.exit(3)", "ended with code 3"],
    ["a crash", "process.kill(process.pid, 'SIGKILL')", "ended with SIGKILL"],
    ["a program that goes on", "setInterval(() => 0, 1000)", "did not end within 1 s"]
  ])("names %s", async (_, script, problem) => {
    expect((await run(script)).problem).toBe(problem)
  })

  it("names a program that is not there", async () => {
    expect((await run("", "no-such-program")).problem).toContain("did not start")
  })
})
