/** A readings file gives back what was measured, or says why not. */
import * as ReadingsFile from "@muster/core/ReadingsFile"
import * as Result from "effect/Result"
import { describe, expect, it } from "vitest"

const file: ReadingsFile.ReadingsFile = {
  vendor: "borea",
  readings: { null: { answer: "clears", evidence: ['PATCH /m {"phone":null} → 200, then GET /m → {}'] } },
  undecided: { later: "no consent was given" }
}
const table = {
  vendor: "borea",
  axes: [
    { id: "null", answers: ["clears", "ignored"] },
    { id: "later", answers: ["yes", "no"] }
  ]
}

const failureOf = (read: Result.Result<unknown, ReadingsFile.BadReadingsFile>) => {
  if (Result.isSuccess(read)) throw new Error("the file was taken")
  return read.failure
}
const wrong = (text: string) => failureOf(ReadingsFile.decode(text))
const unfit = (other: Partial<ReadingsFile.ReadingsFile>) =>
  failureOf(ReadingsFile.fitting({ ...file, ...other }, table))

describe("ReadingsFile", () => {
  it("what is decoded is what was encoded, a hostile axis included", () => {
    const readings = JSON.parse('{"__proto__":{"answer":"a","evidence":[]}}') as typeof file.readings
    const hostile = { ...file, readings }

    for (const each of [file, hostile])
      expect(Result.getOrThrow(ReadingsFile.decode(ReadingsFile.encode(each)))).toStrictEqual(each)
  })

  it("is the evidence that a table is compiled with", () => {
    expect(ReadingsFile.evidenceOf(file)).toEqual({ null: "clears" })
    expect(Result.getOrThrow(ReadingsFile.fitting(file, table))).toBe(file)
  })

  it("refuses what is no JSON, a newer version, and a wrong shape with each place and rule", () => {
    expect(wrong("{")).toMatchObject({ rule: "unreadable", problems: [{ field: "the file" }] })
    expect(wrong('{"v":2,"more":1}')).toMatchObject({ rule: "newer", problems: [{ field: "v" }] })
    const damaged = wrong('{"v":1,"vendor":"borea","readings":{"null":{"answer":7,"evidence":[]}},"extra":1}')
    expect(damaged.rule).toBe("damaged")
    expect(damaged.problems.map(({ field }) => field)).toEqual(["the file", "readings.answer", "undecided"])
    expect(damaged.problems.every(({ wayOut }) => wayOut !== "")).toBe(true)
    expect(damaged.message).not.toContain("7")
  })

  it("refuses another vendor, and names each axis and answer that the vendor's table does not have", () => {
    const measured = { answer: "explodes", evidence: [] }

    expect(unfit({ vendor: "acme" }).problems).toMatchObject([{ field: "vendor" }])
    expect(unfit({ readings: { X: measured, null: measured }, undecided: { Y: "" } }).problems).toEqual([
      { field: "readings.X", rule: "is no axis of borea", wayOut: "take it out; known are null, later" },
      { field: "undecided.Y", rule: "is no axis of borea", wayOut: "take it out; known are null, later" },
      {
        field: "readings.null.answer",
        rule: '"explodes" is no answer of this axis',
        wayOut: "give one of clears, ignored"
      }
    ])
    expect(unfit({ undecided: { null: "" } }).problems).toMatchObject([{ field: "undecided.null" }])
  })

  it.each([
    ["{", "unreadable", "the file: is no JSON; measure again"],
    ['{"v":2}', "newer", "v: is newer than 1, the version known here; update Muster"],
    [
      '{"vendor":"borea","readings":{},"undecided":[],"more":1}',
      "damaged",
      "the file: has a member that is not known; leave it out; known are v, vendor, readings, undecided | v: is missing; add it | undecided: has to be object; correct the value"
    ],
    [
      '{"v":1,"vendor":"borea","readings":{"null":{"answer":"a","evidence":"e","at":1}},"undecided":{}}',
      "damaged",
      "readings: has a member that is not known; leave it out; known are answer, evidence | readings.evidence: has to be array; correct the value"
    ]
  ])("says of %s why it is not used, and the way out", (text, rule, words) => {
    expect(wrong(text).message).toBe(`readings file: ${rule}: ${words}`)
  })

  it("says in one message everything in which it does not fit", () => {
    expect(unfit({ vendor: "acme", undecided: { null: "" } }).message).toBe(
      "readings file: does not fit: vendor: is another one than borea; give the file of this vendor | undecided.null: is settled as well; keep one of the two"
    )
  })

  it("is told apart from other failures by its tag where it is not used", () => {
    expect(wrong("{")._tag).toBe("BadReadingsFile")
  })

  it("is written with its version first and a line for each member", () => {
    const empty = { vendor: "borea", readings: {}, undecided: {} }

    expect(ReadingsFile.encode(empty)).toBe(
      '{\n  "v": 1,\n  "vendor": "borea",\n  "readings": {},\n  "undecided": {}\n}\n'
    )
  })

  it("has a published schema that says what its parts are", () => {
    expect(ReadingsFile.jsonSchema()).toMatchObject({
      title: "A Muster readings file",
      properties: {
        readings: { description: "The axes that are settled, by their ids in contracts/vendors." },
        undecided: { description: "The axes that are not, each with the reason why." }
      },
      $defs: {
        Measured: {
          properties: {
            evidence: { description: "The exchanges that showed it, as text without anybody's values." }
          }
        }
      }
    })
  })
})
