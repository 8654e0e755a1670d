import type { Forms } from "@muster/core/Semantics"
import * as Result from "effect/Result"
import { assert, describe, it } from "vitest"
import * as Codec from "../src/Codec.ts"

const member = { employee_id: "E1002" }

/** As today's reference names it. */
const data = {
  employee_id: "E1002",
  first_name: "Jane",
  last_name: "Doe",
  email: "jane@example.org",
  personal_email: null,
  title: "Head of Accounting",
  generic_role: "Accountant",
  phone: "",
  mobile: "+4412345678",
  language: "da",
  user_permission: "user",
  start_of_employment: "2017-12-25 08:00:00",
  end_of_employment: null,
  access_groups: [
    { id: 1, name: "admin" },
    { id: 2, name: "books" }
  ],
  department_id: [1, 2],
  team_id: [],
  direct_manager_ids: null,
  activated_at: "2017-12-25 08:00:00"
}

const values = {
  first_name: "Jane",
  last_name: "Doe",
  employee_id: "E1002",
  email: "jane@example.org",
  title: "Head of Accounting",
  generic_role: "Accountant",
  phone: "",
  mobile_phone: "+4412345678",
  language_code: "da",
  user_permission: "user",
  start_of_employment_at: "2017-12-25 08:00:00",
  access_groups: [1, 2],
  department_id: [1, 2],
  activated: true
}

const neverAnswered = [
  "profile_ids",
  "department_code",
  "direct_manager_employee_ids",
  "password",
  "prompts.email",
  "prompts.employee_id",
  "prompts.legal_consent",
  "prompts.password",
  "prompts.phone",
  "prompts.phone_code"
]

const envelope = (user: object) => ({
  status: "OK",
  status_code: 200,
  message: null,
  extended_message: "Showing user details.",
  data: user
})

/** What JSON can carry: nothing that is undefined. */
const decode = (user: object) =>
  Codec.decode(member, JSON.parse(JSON.stringify(envelope({ ...data, ...user }))))
const read = (user: object) => Result.getOrThrow(decode(user))
const problem = (user: object) => Result.getOrThrow(Result.flip(decode(user)))

const encode = (...fields: Forms["fields"]) => Codec.encode(member, { fields })
const isRequest = (body: unknown) => Result.isSuccess(Codec.checkRequest(body))

describe("Codec", () => {
  it("a body says exactly what the forms say", () => {
    const body = encode(
      ["title", null],
      ["prompts.email", true],
      ["team_ids", []],
      ["prompts.phone_code", false],
      ["activate", "standard"]
    )

    assert.deepEqual(body, {
      title: null,
      team_ids: [],
      activate: "standard",
      prompts: { email: true, phone_code: false }
    })
    assert.isTrue(isRequest(body))
  })

  it("prompts are left out unless they are spoken of, and may be null or empty (E6)", () => {
    assert.deepEqual(encode(), {})
    assert.deepEqual(encode(["prompts", null]), { prompts: null })
    assert.deepEqual(encode(["prompts", {}]), { prompts: {} })
    assert.deepEqual(encode(["prompts.email", null]), { prompts: { email: null } })
  })

  it("a password stays a name until it is disclosed", () => {
    const body = encode(["password", { secret: "JANE" }])

    assert.deepEqual(body, { password: { secret: "JANE" } })
    assert.isTrue(isRequest(body))
    assert.strictEqual(Codec.secret(body), "JANE")
    assert.isUndefined(Codec.secret(encode(["password", null])))
    assert.isUndefined(Codec.secret(encode(["title", "Lead"])))
    assert.deepEqual(Codec.disclose({ title: "Lead", ...(body as object) }, "Secret1!"), {
      title: "Lead",
      password: "Secret1!"
    })
  })

  it("a body that speaks of the employee id is told from one that does not", () => {
    assert.isTrue(Codec.namesMember(encode(["employee_id", "E1"])))
    assert.isFalse(Codec.namesMember(encode(["title", "E1"])))
  })

  it.each([
    { password: "Secret1!" },
    { password: { secret: "" } },
    { prompts: { username: true } },
    { prompts: { email: "true" } },
    { activate: "maybe" },
    { access_groups: ["1"] },
    { add_direct_manager_ids: [1] },
    { activated: true },
    null
  ])("%j is no request of this adapter's", (body) => {
    assert.isFalse(isRequest(body))
  })

  it("an answer is read in the words of a request", () => {
    const snapshot = read({})

    assert.deepEqual(snapshot, { vendor: "eloomi", member, values, unknown: neverAnswered, rest: {} })
  })

  it("the names of 2018 mean the same (E-names)", () => {
    const { end_of_employment: end, mobile, start_of_employment: start } = data
    const snapshot = read({
      start_of_employment: undefined,
      start_of_employment_at: start,
      end_of_employment: undefined,
      end_of_employment_at: end,
      mobile: undefined,
      mobile_phone: mobile
    })

    assert.deepEqual(snapshot, read({}))
  })

  it("both names may come at once, unless they contradict each other", () => {
    assert.deepEqual(read({ mobile_phone: data.mobile, team_ids: [] }), read({}))
    assert.deepEqual(problem({ team_ids: [7] }), {
      field: "data.team_id",
      rule: "contradicts team_ids"
    })
    assert.strictEqual(
      problem({ end_of_employment_at: "2018-12-25 08:00:00" }).field,
      "data.end_of_employment"
    )
  })

  it("no list and an empty one are both void (E-void)", () => {
    const { unknown, values: found } = read({ access_groups: null, department_id: [], team_id: null })

    assert.notProperty(found, "access_groups")
    assert.notProperty(found, "department_id")
    assert.notProperty(found, "team_ids")
    assert.deepEqual(unknown, neverAnswered)
  })

  it("an id may come in digits", () => {
    const { values: found } = read({
      access_groups: [{ id: "3" }],
      department_id: ["10", 2],
      direct_manager_ids: ["0"]
    })

    assert.deepEqual(
      [found["access_groups"], found["department_id"], found["direct_manager_ids"]],
      [[3], [10, 2], [0]]
    )
  })

  it("who was never activated is not active", () => {
    assert.deepEqual(read({ activated_at: null }).values["activated"], false)
  })

  it("what an answer leaves out is unknown", () => {
    const { unknown, values: found } = Result.getOrThrow(Codec.decode(member, envelope(member)))

    assert.deepEqual(found, member)
    assert.deepEqual(
      new Set(unknown),
      new Set([
        ...Object.keys(values).filter((name) => name !== "employee_id"),
        "personal_email",
        "end_of_employment_at",
        "team_ids",
        "direct_manager_ids",
        ...neverAnswered
      ])
    )
  })

  it("what can only be written is unknown, even where it is answered (E16)", () => {
    assert.deepEqual(
      read({ password: "Secret1!", prompts: { email: true }, profile_ids: [1], activate: "standard" }),
      read({})
    )
  })

  it.each([
    ["data.employee_id", { employee_id: "E1003" }],
    ["data.employee_id", { employee_id: "e1002" }],
    ["data.employee_id", { employee_id: null }],
    ["data.employee_id", { employee_id: undefined }],
    ["data.title", { title: 1 }],
    ["data.access_groups[0]", { access_groups: [1] }],
    ["data.access_groups[1].id", { access_groups: [{ id: 1 }, { id: null }] }],
    ["data.activated_at", { activated_at: true }]
  ])("an answer that goes wrong at %s is refused without its values", (field, user) => {
    const { field: named, rule } = problem(user)

    assert.strictEqual(named, field)
    assert.notMatch(rule, /1003|e1002/)
  })

  it.each(["", "1.5", "1e3", "-1", " 1", "9007199254740993", 1.5, 2 ** 53])("%j is no id", (id) => {
    assert.strictEqual(problem({ team_id: [id] }).field, "data.team_id[0]")
  })

  it.each([undefined, null, [], "text", {}, data, { data: null }, { data: [data] }])(
    "%j is no answer about one user",
    (answer) => {
      assert.isTrue(Result.isFailure(Codec.decode(member, answer)))
    }
  )

  it("members that nobody models are kept, whatever they are called", () => {
    const text = '{"data":{"employee_id":"E1002","id":7,"__proto__":{"a":1},"constructor":null,"":[2]}}'

    const { rest, values: found } = Result.getOrThrow(Codec.decode(member, JSON.parse(text)))

    assert.deepEqual(Object.entries(rest), [
      ["id", 7],
      ["__proto__", { a: 1 }],
      ["constructor", null],
      ["", [2]]
    ])
    assert.deepEqual(found, member)
  })
})
