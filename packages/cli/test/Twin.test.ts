/** `muster twin`: what it does not start with. Serving is tested with the program itself. */
import { describe, expect, it } from "vitest"
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

  it(
    "a seed of another form is refused",
    onStage(async ({ file, muster }) => {
      const { code, err } = await muster("twin", "88miles", "--seed", file("seed.json", "{}"))

      expect(code).toBe(1)
      expect(err).toContain("refuses the seed")
    })
  )
})
