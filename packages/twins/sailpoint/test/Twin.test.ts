/** A twin starts under a complete reading only. */
import { expect, it } from "vitest"
import { axes, firstReading, twin } from "../src/Twin.ts"

it("answers every axis in its first reading", () => {
  expect(Object.keys(firstReading)).toEqual(Object.keys(axes))
})

it("does not start under a reading that leaves an axis out or makes one up", () => {
  expect(() => twin.rules({})).toThrow("has no answer")
  expect(() => twin.rules({ ...firstReading, "X-1": "yes" })).toThrow('no axis "X-1"')
})
