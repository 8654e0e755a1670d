import type { Member } from "@muster/core/Member"
import * as Semantics from "@muster/core/Semantics"
import type { Snapshot } from "@muster/core/Snapshot"
import * as Effect from "effect/Effect"
import * as HttpClient from "effect/http/HttpClient"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { assert, describe, it } from "vitest"
import * as AnswerOf from "../src/Answer.ts"
import * as Failure from "../src/Failure.ts"
import type * as Http from "../src/Http.ts"
import * as Roster from "../src/Roster.ts"
import * as Settings from "../src/Settings.ts"
import * as Vendor from "../src/Vendor.ts"
import type { VendorError } from "../src/VendorError.ts"
import { type Answer, json, run, serve } from "./Server.ts"

const lineTo = (baseUrl: string, settings: Partial<Settings.Settings>) =>
  Effect.gen(function* () {
    const credentials = Effect.succeed(Redacted.make("token"))
    const line: Http.Line = {
      vendor: "acme",
      client: yield* HttpClient.HttpClient,
      settings: yield* Effect.fromResult(Settings.check("acme", { baseUrl, credentials, ...settings })),
      judge: ({ status, text }) => ({ reason: Failure.reason(status, text) })
    }
    return line
  })

const page = AnswerOf.decoder(
  Schema.Struct({ total: Schema.Int, ids: Schema.Array(Schema.Union([Schema.String, Schema.Null])) })
)

const snapshotOf = (id: string | null): Snapshot => ({
  vendor: "acme",
  member: id === null ? {} : { id },
  values: {},
  unknown: [],
  rest: {}
})

const everybody: Roster.Pages<Snapshot> = {
  path: "/members",
  first: { from: "0" },
  most: 3,
  read: (answer, before) =>
    Result.flatMap(page(answer.json), ({ ids, total }) =>
      Roster.counted(ids.map(snapshotOf), before, total, { from: String(before.items + ids.length) })
    )
}

/** What became of one call, and the lines that it took. */
const outcome = <A>(
  call: (line: Http.Line) => Effect.Effect<A, VendorError>,
  answers: ReadonlyArray<Answer>,
  settings: Partial<Settings.Settings> = {}
) =>
  run(
    Effect.gen(function* () {
      const { baseUrl, seen } = yield* serve(...answers)
      const result = yield* Effect.result(call(yield* lineTo(baseUrl, settings)))
      return { result, lines: seen.map(({ line }) => line) }
    })
  )

const listing = (...answers: ReadonlyArray<object>) =>
  outcome(
    (line) => Roster.list(line, everybody),
    answers.map((answer) => json(answer))
  )

describe("Roster.list", () => {
  it("takes all pages, until as many have come as there are", async () => {
    const { lines, result } = await listing(
      { total: 4, ids: ["a", "b"] },
      { total: 4, ids: ["c"] },
      { total: 4, ids: [null] }
    )

    assert.deepEqual(
      Result.getOrThrow(result).map(({ member }): Member => member),
      [{ id: "a" }, { id: "b" }, { id: "c" }, {}]
    )
    assert.deepEqual(
      lines,
      ["0", "2", "3"].map((from) => `GET /members?from=${from}`)
    )
  })

  it.each([
    [
      "leads on and on",
      [
        { total: 9, ids: ["a"] },
        { total: 9, ids: ["b"] },
        { total: 9, ids: ["c"] }
      ],
      3
    ],
    [
      "ends before its end",
      [
        { total: 9, ids: ["a"] },
        { total: 9, ids: [] }
      ],
      2
    ],
    ["goes on after its end", [{ total: 1, ids: ["a", "b"] }], 1],
    ["names somebody twice", [{ total: 2, ids: ["a", "a"] }], 1],
    ["is no list", [{ total: 2, ids: "a" }], 1]
  ])("a list that %s is not understood", async (_, answers, times) => {
    const { lines, result } = await listing(...answers)

    assert.nestedPropertyVal(result, "failure.operation", "list")
    assert.nestedPropertyVal(result, "failure.reason._tag", "Unintelligible")
    assert.lengthOf(lines, times)
  })

  it("a page may be asked for again, and all of them have one deadline", async () => {
    const settings = { timeout: "1 second" } as const
    const slow: Answer = (...args) => setTimeout(() => json({ total: 9, ids: [null] })(...args), 400)
    const list = (...answers: ReadonlyArray<Answer>) =>
      outcome((line) => Roster.list(line, { ...everybody, most: 9 }), answers, settings)

    const again = await list(json({}, 503), json({ total: 1, ids: ["a"] }))
    const late = await list(slow)

    assert.deepEqual([again.result._tag, again.lines.length], ["Success", 2])
    assert.nestedPropertyVal(late.result, "failure.reason._tag", "TimedOut")
  })
})

describe("Roster.each", () => {
  it("says which item makes no sense", () => {
    const read = (item: unknown) =>
      item === 1 ? Result.succeed(snapshotOf("a")) : Result.fail({ field: "id", rule: "is missing" })

    assert.deepEqual(Roster.each([1, 2], read), Result.fail({ field: "[1].id", rule: "is missing" }))
  })
})

const call: Http.Call = { method: "POST", path: "/members", body: {} }
const member = AnswerOf.decoder(Schema.Struct({ id: Schema.NonEmptyString }))

describe("Roster.create", () => {
  it.each([
    ["an answer", [json({ id: "a", name: "b" }, 201)], "Success", undefined, 1],
    [
      "a 429 and an answer",
      [json({}, 429, { "retry-after": "0" }), json({ id: "a" })],
      "Success",
      undefined,
      2
    ],
    ["an answer about nobody", [json({ id: "" })], "Failure", "Unintelligible yes", 1],
    ["a refusal", [json({}, 409)], "Failure", "Conflict no", 1],
    ["a 503, which is no reason to create twice", [json({}, 503)], "Failure", "Unavailable maybe", 1],
    ["a connection that breaks", [(response) => response.destroy()], "Failure", "Unreachable maybe", 1]
  ] as ReadonlyArray<readonly [string, ReadonlyArray<Answer>, string, string | undefined, number]>)(
    "%s",
    async (_, answers, tag, said, times) => {
      const { lines, result } = await outcome((line) => Roster.create(line, call, member), answers)

      const ended = Result.match(result, {
        onSuccess: () => undefined,
        onFailure: ({ reason, sent }) => `${reason._tag} ${sent}`
      })
      assert.deepEqual([result._tag, ended, lines.length], [tag, said, times])
    }
  )
})

const semantics = Semantics.make({
  vendor: "acme",
  operation: "PUT /members/:id",
  writes: "replace",
  identifiers: ["id"],
  axes: [],
  fields: [],
  encode: () => null
})

/** A vendor with this roster. */
const vendorWith = (roster: Roster.Roster) =>
  Vendor.make(semantics, [], {
    read: () => Effect.succeed(snapshotOf("a")),
    write: () => Effect.void,
    roster
  }).roster

describe("Vendor.roster", () => {
  it("never sends a member that is not fit to be sent", async () => {
    const sent: Array<Member> = []
    const send = (member: Member) => Effect.sync(() => void sent.push(member))
    const { disable, enable, remove } = vendorWith({ remove: send, enable: send, disable: send })

    for (const call of [remove, enable, disable]) {
      await Effect.runPromise(call?.({ id: "a" }) ?? Effect.void)
      for (const unfit of [{}, { id: "" }, { id: ".." }, { id: "\ud800" }, { name: "a" }]) {
        const error = await Effect.runPromise(Effect.flip(call?.(unfit) ?? Effect.void))
        assert.deepEqual([error.reason._tag, error.sent], ["Invalid", "no"])
      }
    }
    assert.deepEqual(sent, [{ id: "a" }, { id: "a" }, { id: "a" }])
  })

  it("has no call that the vendor does not have, and shows what nobody reads", async () => {
    const rest = { n: Symbol("1e999") } as unknown as Snapshot["rest"]
    const { list, ...others } = vendorWith({ list: Effect.succeed([{ ...snapshotOf("a"), rest }]) })

    assert.deepEqual(others, {})
    assert.deepEqual(await Effect.runPromise(list ?? Effect.succeed([])), [
      { ...snapshotOf("a"), rest: { n: "1e999" } }
    ])
  })
})
