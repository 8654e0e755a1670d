/** A reading answers every axis of its twin, and nothing else. */
import { expect, it } from "vitest"
import { firstReading, settle } from "../src/Reading.ts"

const axes = { "X-1": ["yes", "no"], "X-2": ["404", "400"] } as const

it("takes the first answer of every axis as the usual reading", () => {
  expect(firstReading(axes)).toEqual({ "X-1": "yes", "X-2": "404" })
})

it("gives a complete reading back as it is", () => {
  const reading = { "X-1": "no", "X-2": "404" }
  expect(settle(axes, reading)).toBe(reading)
})

it("refuses a reading that leaves an axis out, and says which", () => {
  expect(() => settle(axes, { "X-1": "no" })).toThrow('axis "X-2" has no answer')
})

it("refuses an axis that the twin does not know, even one that every object seems to have", () => {
  expect(() => settle(axes, { ...firstReading(axes), constructor: "yes" })).toThrow('no axis "constructor"')
})

it("refuses an answer that the axis does not know", () => {
  expect(() => settle(axes, { "X-1": "maybe", "X-2": "404" })).toThrow(
    'axis "X-1" knows yes, no, not "maybe"'
  )
})
