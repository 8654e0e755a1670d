import type { Forms } from "@muster/core/Semantics"
import * as Result from "effect/Result"
import { assert, describe, it } from "vitest"
import * as Codec from "../src/Codec.ts"

const member = { uuid: "161e6c57-a86a-4ab8-b6c0-8a7831e4cd44" }
const fields = {
  login: "ada",
  first_name: "Ada",
  last_name: "Lovelace",
  email_address: "ada@example.org",
  time_zone: "Australia/Perth",
  active: "true",
  type: "staff",
  hourly_rate_cents: 10000
}

const decode = (response: object) => Codec.decode(member, { response: { ...member, ...fields, ...response } })
const problem = (response: object) => Result.getOrThrow(Result.flip(decode(response)))

describe("Codec", () => {
  it("a body says exactly what the forms say, and never the uuid", () => {
    const forms: Forms = {
      fields: [
        ["active", "false"],
        ["hourly_rate_cents", null]
      ]
    }

    assert.deepEqual(Codec.encode(member, forms), { staff: { active: "false", hourly_rate_cents: null } })
  })

  it("what is sent reads back as it was", () => {
    const body = Codec.encode(member, { fields: Object.entries(fields) }) as { readonly staff: object }

    const snapshot = Result.getOrThrow(Codec.decode(member, { response: body.staff }))

    assert.isTrue(Result.isSuccess(Codec.checkRequest(body)))
    assert.deepEqual(snapshot, { vendor: "88miles", member, values: fields, unknown: [], rest: {} })
  })

  it.each([
    { active: true },
    { active: "yes" },
    { hourly_rate_cents: 1.5 },
    { hourly_rate_cents: 2 ** 53 },
    { login: 1 }
  ])("an answer with %o is refused by the field's name, and the value is not repeated", (wrong) => {
    const [name] = Object.keys(wrong)

    assert.deepEqual(problem(wrong), {
      field: `response.${name}`,
      rule: "is not what the reference describes"
    })
  })

  it.each([undefined, null, [], "text", {}, { staff: fields }])("%j is no member", (answer) => {
    assert.isTrue(Result.isFailure(Codec.decode(member, answer)))
  })

  it("a rate of null or of nothing is void, another field that is left out is unknown", () => {
    const without = { ...fields, hourly_rate_cents: null, login: undefined }
    const { values, unknown } = Result.getOrThrow(
      Codec.decode(member, JSON.parse(JSON.stringify({ response: without })))
    )

    assert.notProperty(values, "hourly_rate_cents")
    assert.notProperty(values, "login")
    assert.deepEqual(unknown, ["login"])
  })

  it("another member's answer is not taken for this one's", () => {
    assert.strictEqual(problem({ uuid: "other" }).field, "response.uuid")
    assert.isTrue(Result.isSuccess(decode({ uuid: member.uuid.toUpperCase() })))
  })

  it("members that nobody models are kept, whatever they are called", () => {
    const text = '{"response":{"__proto__":{"a":1},"constructor":null,"":[2],"login":"ada"}}'

    const { rest, values } = Result.getOrThrow(Codec.decode(member, JSON.parse(text)))

    assert.deepEqual(Object.entries(rest), [
      ["__proto__", { a: 1 }],
      ["constructor", null],
      ["", [2]]
    ])
    assert.deepEqual(values, { login: "ada" })
  })

  it.each([{ staff: { uuid: "x" } }, { staff: {}, more: 1 }, { staff: { active: true } }, null])(
    "%j is no request of this adapter's",
    (body) => {
      assert.isTrue(Result.isFailure(Codec.checkRequest(body)))
    }
  )
})
