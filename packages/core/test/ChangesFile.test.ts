/** What a changes file may say, and how everything else is told. */
import * as ChangesFile from "@muster/core/ChangesFile"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"

const good = `{"v":1,"vendor":"digits","member":{"userId":"u-1"},"merge":{"organizationRole":"Associate"}}`

const read = (text: string) => Result.getOrThrow(ChangesFile.parse(text))

const wrong = (text: string): ChangesFile.BadLines => {
  const parsed = ChangesFile.parse(text)
  if (Result.isSuccess(parsed)) throw new Error("the file was taken")
  return parsed.failure
}

const said = (text: string): ReadonlyArray<string> =>
  wrong(text).lines.flatMap(({ line, problems }) =>
    problems.map(({ field, rule }) => `${line} ${field}: ${rule}`)
  )

const line = (more: object): string =>
  JSON.stringify({ v: 1, vendor: "digits", member: { userId: "u-1" }, ...more })

describe("ChangesFile", () => {
  it("a line says who is changed where, and what is wished", () => {
    expect(read(good)).toEqual([
      {
        line: 1,
        vendor: "digits",
        member: { userId: "u-1" },
        change: { merge: { organizationRole: "Associate" } }
      }
    ])
  })

  it("blank lines, a byte order mark and carriage returns are passed over, and lines keep their numbers", () => {
    expect(read(`\uFEFF${good}\r\n\r\n   \n${good}\n`).map((each) => each.line)).toEqual([1, 4])
  })

  it("every wish about access can be written down", () => {
    const access = {
      grant: [
        { entity: "a", role: "R" },
        { clientExternalId: "c", entityExternalId: "b", role: "R" }
      ],
      revoke: [{ client: "c" }],
      unpin: [{ entityExternalId: "a" }],
      default: { own: { role: "R", existing: "future only" }, client: { role: null, existing: "let go" } }
    }

    expect(read(line({ access }))[0]?.change.access).toEqual(access)
    expect(read(line({ access: { replace: { own: { default: "R", entries: [] } } } }))).toHaveLength(1)
  })

  it("every bad line is told with its number, its field and its rule", () => {
    const lines = [
      "{",
      good,
      line({ mrege: {} }),
      line({ merge: {}, member: { userId: 1 } }),
      line({ access: { grant: [{ entity: "a" }] } }),
      line({ access: { default: { own: { role: "R", existing: "keep" } } } }),
      "[]",
      line({})
    ]

    expect(said(lines.join("\n"))).toEqual([
      "1 the line: is no JSON",
      "3 the line: has a member that is not known",
      "4 member: has to be string",
      "5 access.grant[0].role: is missing",
      '6 access.default.own: has to be a role with existing "apply" or "future only", or role null with existing "keep" or "let go"',
      "7 the line: has to be object",
      "8 the line: wishes nothing"
    ])
    expect(wrong(lines.join("\n")).good.map((each) => each.line)).toEqual([2])
  })

  it("a newer version is refused in words of its own", () => {
    expect(said(`{"v":2,"anything":"else"}`)).toEqual(["1 v: is newer than 1, the version known here"])
  })

  it("no message holds a value, an identifier or a foreign key", () => {
    const canary = "canary-7d1f"

    const { message } = wrong(
      [
        line({ [canary]: 1 }),
        line({ merge: { a: 1 }, member: { [canary]: 1 } }),
        line({ access: { grant: [{ entity: canary, role: 1, [canary]: 1 }] } }),
        `{"v":1,${canary}`
      ].join("\n")
    )

    expect(message).not.toContain(canary)
    expect(message.split("\n")).toHaveLength(5)
  })

  it("__proto__, constructor and the empty string are names like any other", () => {
    const text = `{"v":1,"vendor":"digits","member":{"__proto__":"u"},"merge":{"__proto__":{"__proto__":1},"constructor":2,"":3}}`

    const [first] = read(text)

    expect(Object.keys(first?.member ?? {})).toEqual(["__proto__"])
    expect(Object.keys(first?.change.merge ?? {})).toEqual(["__proto__", "constructor", ""])
    expect(JSON.stringify(first?.change.merge)).toBe(`{"__proto__":{"__proto__":1},"constructor":2,"":3}`)
  })

  it("what is nested too deeply for JSON tools is refused, not crashed on", () => {
    const deep = `${"[".repeat(50_000)}${"]".repeat(50_000)}`

    expect(said(`{"v":1,"vendor":"digits","member":{"userId":"u"},"merge":{"a":${deep}}}`)).toEqual([
      "1 the line: is nested deeper than 100 levels"
    ])
  })

  it("any JSON value survives as the value of a field", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.jsonValue({ maxDepth: 4 }), (name, value) => {
        const text = `{"v":1,"vendor":"digits","member":{"userId":"u"},"merge":{${JSON.stringify(name)}:${JSON.stringify(value)}}}`
        const [first] = read(text)
        expect(JSON.stringify(first?.change.merge)).toBe(JSON.stringify(JSON.parse(text).merge))
      })
    )
  })
})
