/** What a changes file may say, and how everything else is told. */
import { Worker } from "@muster/core"
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

describe("a bad line", () => {
  const worker = (more: object): string =>
    JSON.stringify({ v: 1, at: [{ vendor: "digits", member: { userId: "u-1" } }], ...more })

  it.each([
    ["{", "the line: is no JSON; write one JSON object on one line"],
    ['{"v":2}', "v: is newer than 1, the version known here; update Muster"],
    ['{"vendor":"digits","member":{},"merge":{}}', "v: is missing; add it"],
    ["null", "the line: has to be object; correct the value"],
    [line({}), "the line: wishes nothing; add merge, replace or access"],
    [line({ accept: ["a"] }), "the line: wishes nothing; add merge, replace or access"],
    [
      line({ mrege: {} }),
      "the line: has a member that is not known; leave it out; known are v, vendor, member, merge, replace, access, accept"
    ],
    [
      line({ access: { default: { own: { role: "R", existing: "later" } } } }),
      'access.default.own.existing: has to be "apply" | "future only"; correct the value'
    ],
    [
      line({ access: { default: { own: { role: "R", existing: "apply", since: 1 } } } }),
      "access.default.own: has a member that is not known; leave it out; known are role, existing"
    ],
    [line({ accept: "all" }), "accept: has to be array; correct the value"],
    [
      line({ access: { grant: [{ role: "R", name: "x" }] } }),
      "access.grant[0]: has a member that is not known; leave it out; known are entity, entityExternalId, client, clientExternalId, role"
    ],
    [
      line({ access: { revoke: [{ role: "R" }] } }),
      "access.revoke[0]: has a member that is not known; leave it out; known are entity, entityExternalId, client, clientExternalId"
    ],
    [
      worker({ worker: {} }),
      "worker: merges or replaces, one of both; give one of worker.merge and worker.replace"
    ],
    [
      worker({ worker: { merge: {}, replace: {} } }),
      "worker: merges or replaces, one of both; give one of worker.merge and worker.replace"
    ],
    [
      line({ access: { replace: { own: { role: "R" } } } }),
      "access.replace.own: has a member that is not known; leave it out; known are default, entries"
    ],
    [
      worker({ worker: { mrege: {} } }),
      "worker: has a member that is not known; leave it out; known are merge, replace"
    ],
    [worker({ worker: { merge: {} }, at: [{ vendor: "digits" }] }), "at[0].member: is missing; add it"],
    [worker({ worker: { merge: {} }, at: [] }), "at[0]: is missing; add it"],
    [
      worker({ worker: { merge: {} }, vendor: "digits" }),
      "the line: has a member that is not known; leave it out; known are v, worker, zone, at"
    ]
  ])("is told why, with the way out: %s", (text, told) => {
    expect(wrong(`\n${text}\n`).message).toBe(`line 2: ${told}`)
  })

  it("is told apart from other failures by a tag", () => {
    expect(wrong("{")._tag).toBe("BadLines")
  })

  it("is told on a line of its own", () => {
    expect(wrong(`{\n${good}\n${line({ vendor: 1, accept: 2 })}`).message.split("\n")).toEqual([
      "line 1: the line: is no JSON; write one JSON object on one line",
      "line 3: vendor: has to be string; correct the value",
      "line 3: accept: has to be array; correct the value"
    ])
  })
})

describe("a good line", () => {
  it("may merge, replace, or speak of access alone, and accepts by id", () => {
    const wishes = [{ merge: { a: 1 } }, { replace: { a: null } }, { access: {}, accept: ["may-charge"] }]

    expect(read(wishes.map(line).join("\n")).map(({ change }) => change)).toEqual(wishes)
  })

  it("keeps a byte order mark within a value", () => {
    expect(read(line({ merge: { a: "\uFEFF" } }))[0]?.change.merge).toEqual({ a: "\uFEFF" })
  })

  it("replaces the access of both sides", () => {
    const side = { default: "R", entries: [{ client: "c", role: "R" }] }
    const access = { replace: { own: side, client: side } }

    expect(read(line({ access }))[0]?.change.access).toEqual(access)
  })

  it.each([
    { role: "R", existing: "apply" },
    { role: "R", existing: "future only" },
    { role: null, existing: "keep" },
    { role: null, existing: "let go" }
  ])("may set or clear a default: %j", (wish) => {
    const access = { default: { own: wish, client: wish } }

    expect(read(line({ access }))[0]?.change.access).toEqual(access)
  })
})

describe("a line about a worker", () => {
  const at = [
    { vendor: "digits", member: { userId: "u-1" }, accept: ["may-charge"] },
    { vendor: "borea", member: { id: "m" }, access: { revoke: [{ entity: "e" }] } }
  ]
  const mapping = [Worker.same("title", "title"), Worker.same("locale", "language")]
  const told = (more: object) =>
    read(JSON.stringify({ v: 1, worker: { merge: { title: "Dr" } }, at, ...more }))
  const first = (more: object = {}): ChangesFile.Line => {
    const [line] = told(more)
    if (line === undefined) throw new Error("there is no line")
    return line
  }

  it("is one for each vendor, with access and consent of its own", () => {
    const worker = { merge: { title: "Dr" } }

    expect(told({ zone: "Europe/Berlin" })).toEqual([
      {
        line: 1,
        vendor: "digits",
        member: { userId: "u-1" },
        change: { accept: ["may-charge"] },
        worker,
        zone: "Europe/Berlin"
      },
      {
        line: 1,
        vendor: "borea",
        member: { id: "m" },
        change: { access: { revoke: [{ entity: "e" }] } },
        worker,
        zone: "Europe/Berlin"
      }
    ])
    expect(told({ worker: { replace: {} } }).map(Object.keys)).toEqual([
      ["line", "vendor", "member", "change", "worker"],
      ["line", "vendor", "member", "change", "worker"]
    ])
  })

  it("is put into the words of its vendor", () => {
    expect(ChangesFile.inWordsOf(mapping, first())).toEqual(
      Result.succeed({
        line: 1,
        vendor: "digits",
        member: { userId: "u-1" },
        change: { merge: { title: "Dr" }, accept: ["may-charge"] }
      })
    )
  })

  it("has its dates in its own zone, else in that of the setting", () => {
    const end: Worker.Mapping = [
      {
        worker: "employment.end",
        field: "until",
        to: (_, { zone }) => zone,
        from: () => undefined,
        needs: "a time zone"
      }
    ]
    const until = (more: object, setting?: Worker.Setting) => {
      const about = first({ worker: { merge: { "employment.end": "2026-12-31" } }, ...more })
      return Result.getOrThrow(ChangesFile.inWordsOf(end, about, setting)).change.merge
    }

    expect(until({ zone: "Asia/Tokyo" }, { zone: "Europe/Berlin" })).toEqual({ until: "Asia/Tokyo" })
    expect(until({}, { zone: "Europe/Berlin" })).toEqual({ until: "Europe/Berlin" })
    expect(until({})).toEqual({})
  })

  it("is told what is wrong with it as a worker's", () => {
    const about = first({ worker: { merge: { title: 7 } } })

    expect(ChangesFile.inWordsOf(mapping, about)).toEqual(
      Result.fail([
        {
          field: "worker.merge.title",
          rule: "has to be a string that is not empty",
          wayOut: "correct the value"
        }
      ])
    )
  })

  it("stays as it is where it is in a vendor's words already", () => {
    const [about] = read(good)
    if (about === undefined) throw new Error("there is no line")

    expect(Result.getOrThrow(ChangesFile.inWordsOf(mapping, about))).toBe(about)
  })
})

describe("the published schema of a line", () => {
  /** Every description in it, from the outside in. */
  const descriptionsIn = (schema: unknown): ReadonlyArray<unknown> =>
    typeof schema !== "object" || schema === null
      ? []
      : Object.entries(schema).flatMap(([name, each]) =>
          name === "description" ? [each] : descriptionsIn(each)
        )

  it("says what its parts are for", () => {
    expect([...new Set(descriptionsIn(ChangesFile.jsonSchema()))]).toEqual([
      "Exactly one of the vendor's identifiers and its value.",
      "The named fields are changed, null clears; the rest stays (RFC 7396).",
      "The whole wished record: fields that it does not name are cleared.",
      "Ids of hazards that are accepted; there is no all.",
      "A change of one member in the words of one vendor.",
      "What is wished of a worker, in the vocabulary of SCIM 2.0; the rest stays.",
      "The IANA time zone that its dates are meant in.",
      "Where the worker is a member, each with access and consent of its own.",
      "A change of one worker at several vendors, in words that are no vendor's.",
      "An own entity is named alone, a client alone or with one of its entities; by id or external id."
    ])
  })

  it("has a title, a vendor's line and a worker's, and names the parts that they share", () => {
    const { $defs, title, ...body } = ChangesFile.jsonSchema()

    expect(title).toBe("One line of a Muster changes file")
    expect(body).toMatchObject({
      anyOf: [{ required: ["v", "vendor", "member"] }, { required: ["v", "worker", "at"] }]
    })
    expect(Object.keys($defs ?? {})).toEqual(["Grant", "Target", "Default", "SideReplacement"])
  })
})
