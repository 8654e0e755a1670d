/** What an update does, clause by clause, and what each answer of an axis changes about it. */
import { describe, expect, it } from "vitest"
import { isWallClock } from "../src/Vocabulary.ts"
import {
  changed,
  happening,
  jane,
  promptsAfter,
  refusal,
  started,
  stateAfter,
  status,
  userOf
} from "./company.ts"

const scalars = ["title", "generic_role", "phone", "mobile_phone", "personal_email"]
const ends = ["start_of_employment_at", "end_of_employment_at"]
const texts = ["first_name", "last_name", "title", "generic_role", "phone", "mobile_phone"]
const lists = ["access_groups", "team_ids", "profile_ids", "department_id", "direct_manager_ids"]

describe("a partial update (E2)", () => {
  it("leaves everything as it was under an empty body", () => {
    expect(changed({})).toEqual({})
  })
  it("writes what the body holds, and nothing else", () => {
    const wished = {
      email: "new.jane@example.com",
      first_name: "Janet",
      last_name: "Roe",
      personal_email: "j@example.org",
      title: "CFO",
      generic_role: "Chief",
      phone: "1",
      mobile_phone: "2",
      language_code: "sv",
      user_permission: "user",
      start_of_employment_at: "2018-01-01 00:00:00",
      end_of_employment_at: "2031-01-01 00:00:00",
      password: "Other2!"
    }
    for (const [name, value] of Object.entries(wished))
      expect(changed({ [name]: value })).toEqual({ [name]: value })
    expect(changed(wished)).toEqual(wished)
  })
  it("refuses a value of the wrong form (E4)", () => {
    for (const name of [...texts, ...scalars, ...ends, "email", "employee_id", "password", "language_code"])
      for (const value of [1, true, {}, []]) expect(status({ [name]: value })).toBe(400)
    for (const name of [...lists, "department_code", "direct_manager_employee_ids"])
      for (const value of [1, "1", {}, [null], [{}], [""]]) expect(status({ [name]: value })).toBe(400)
    for (const name of lists)
      for (const value of [[1.5], [-1], ["x"], ["1.0"]]) expect(status({ [name]: value })).toBe(400)
  })
  it("refuses an empty string where it is no value, under any reading", () => {
    const names = [
      "email",
      "personal_email",
      ...ends,
      "language_code",
      "user_permission",
      "employee_id",
      "password"
    ]
    for (const name of [...names, "activate"])
      for (const answer of ["stored", "clears"] as const)
        expect(status({ [name]: "" }, { "E-1-empty": answer })).toBe(400)
  })
  it("passes over members that the page does not list, or refuses them (E-9)", () => {
    const strange = [
      '{"nickname":"J"}',
      '{"__proto__":1}',
      '{"constructor":1}',
      '{"id":7}',
      '{"username":"j"}'
    ]
    for (const text of [...strange, '{"prompts":{"email":true,"phone":false,"shoe":true}}']) {
      const body: unknown = JSON.parse(text)
      expect(changed(body, { "E-9": "ignored" })).toEqual({})
      expect(status(body, { "E-9": "refused" })).toBe(400)
    }
  })
})

describe("null and nothing", () => {
  it("clears what may be void, passes over it, or refuses it (E-1)", () => {
    for (const name of [...scalars, ...ends]) {
      expect(changed({ [name]: null }, { "E-1": "clears" })).toEqual({ [name]: null })
      expect(changed({ [name]: null }, { "E-1": "ignored" })).toEqual({})
      expect(status({ [name]: null }, { "E-1": "refused" })).toBe(400)
    }
  })
  it("passes over null for what may not be void, or refuses it (E-1-required)", () => {
    for (const name of ["email", "first_name", "last_name", "employee_id", "password", "activate"]) {
      expect(changed({ [name]: null }, { "E-1-required": "ignored" })).toEqual({})
      expect(status({ [name]: null }, { "E-1-required": "refused" })).toBe(400)
      const past = { [name]: null, end_of_employment_at: "2020-01-01 00:00:00" }
      expect(status(past, { "E-1-required": "refused" })).toBe(400)
    }
  })
  it("stores an empty string, clears by it, or refuses it (E-1-empty)", () => {
    for (const name of texts) {
      expect(changed({ [name]: "" }, { "E-1-empty": "stored" })).toEqual({ [name]: "" })
      expect(changed({ [name]: "" }, { "E-1-empty": "clears" })).toEqual({ [name]: null })
      expect(status({ [name]: "" }, { "E-1-empty": "refused" })).toBe(400)
    }
  })
  it("keeps the language and the permission that are left out, or resets them (E-13, E-14)", () => {
    expect(changed({}, { "E-13": "kept", "E-14": "reset" })).toEqual({ user_permission: "user" })
    expect(changed({}, { "E-13": "reset", "E-14": "kept" })).toEqual({ language_code: "da" })
    const body = { language_code: "sv", user_permission: "x" }
    expect(changed(body, { "E-13": "reset", "E-14": "reset" })).toEqual(body)
  })
  it("resets both by null, passes over it, or refuses it (E-13-null)", () => {
    const defaults = { language_code: "da", user_permission: "user" }
    for (const [name, value] of Object.entries(defaults)) {
      expect(changed({ [name]: null }, { "E-13-null": "reset" })).toEqual({ [name]: value })
      expect(changed({ [name]: null }, { "E-13-null": "ignored" })).toEqual({})
      expect(status({ [name]: null }, { "E-13-null": "refused" })).toBe(400)
    }
    const both = { language_code: null, user_permission: null }
    expect(changed(both, { "E-13-null": "ignored", "E-13": "reset", "E-14": "reset" })).toEqual({})
  })
})

describe("lists", () => {
  it("replaces a list or adds to it (E-2), whichever way the ids are spelled", () => {
    const wished = { access_groups: [2, 9], team_ids: [8], profile_ids: [5, 6], department_id: [11] }
    const added = { access_groups: [3, 2, 9], team_ids: [7, 8], profile_ids: [5, 6], department_id: [10, 11] }
    for (const [name, ids] of Object.entries(wished)) {
      for (const given of [ids, ids.map(String), [...ids, ...ids]]) {
        expect(changed({ [name]: given }, { "E-2": "replaced" })).toEqual({ [name]: ids })
        expect(changed({ [name]: given }, { "E-2": "added" })).toEqual({
          [name]: added[name as keyof typeof added]
        })
      }
    }
  })
  it("finds departments by their codes (E8)", () => {
    const department_code = ["DEP11", "constructor"]
    expect(changed({ department_code }, { "E-2": "replaced" })).toEqual({ department_id: [11, 12] })
    expect(changed({ department_code }, { "E-2": "added" })).toEqual({ department_id: [10, 11, 12] })
  })
  it("replaces the direct managers under any reading (E7)", () => {
    for (const answer of ["replaced", "added"] as const) {
      expect(changed({ direct_manager_ids: ["5"] }, { "E-2": answer })).toEqual({ direct_manager_ids: [5] })
      const body = { direct_manager_employee_ids: ["__proto__", "E123"] }
      expect(changed(body, { "E-2": answer })).toEqual({ direct_manager_ids: [5, 122] })
    }
  })
  it("clears a list by an empty one, or keeps it (E-2-empty)", () => {
    for (const [name, stored] of stores) {
      for (const answer of ["replaced", "added"] as const) {
        expect(changed({ [name]: [] }, { "E-2-empty": "clears", "E-2": answer })).toEqual({ [stored]: [] })
        expect(changed({ [name]: [] }, { "E-2-empty": "kept", "E-2": answer })).toEqual({})
      }
    }
  })
  it("clears a list by null, passes over it, or refuses it (E-1-list)", () => {
    for (const [name, stored] of stores) {
      expect(changed({ [name]: null }, { "E-1-list": "clears" })).toEqual({ [stored]: [] })
      expect(changed({ [name]: null }, { "E-1-list": "ignored" })).toEqual({})
      expect(status({ [name]: null }, { "E-1-list": "refused" })).toBe(400)
    }
  })
  it("refuses a department or a manager whom nobody knows, and takes any other id", () => {
    expect(status({ department_id: [10, 99] })).toBe(400)
    expect(status({ department_code: ["__proto__"] })).toBe(400)
    expect(status({ direct_manager_ids: [99] })).toBe(400)
    expect(refusal({ direct_manager_employee_ids: ["E123", "nobody"] })).toBe("There is no [nobody].")
    const unknown = { access_groups: [999], team_ids: [999], profile_ids: [999] }
    expect(changed(unknown)).toEqual(unknown)
  })
  it("refuses both of a pair in one body, or lets the ids win (E8, E-4)", () => {
    const departments = { department_id: [11], department_code: ["DEP10"] }
    const managers = { direct_manager_ids: [5], direct_manager_employee_ids: ["nobody"] }
    for (const body of [departments, managers]) expect(status(body, { "E-4": "refused" })).toBe(400)
    expect(changed(departments, { "E-4": "id-wins" })).toEqual({ department_id: [11] })
    expect(changed(managers, { "E-4": "id-wins" })).toEqual({ direct_manager_ids: [5] })
  })
})

const stores = [
  ...lists.map((name) => [name, name] as const),
  ["department_code", "department_id"] as const,
  ["direct_manager_employee_ids", "direct_manager_ids"] as const
]

describe("prompts (E6)", () => {
  it("removes the keys that given prompts leave out, or keeps them (E-3)", () => {
    const given = { phone: true, legal_consent: false }
    expect(promptsAfter(given, { "E-3": "removed" })).toEqual(given)
    expect(promptsAfter(given, { "E-3": "kept" })).toEqual({ email: true, ...given })
  })
  it("removes a key that is null, passes over it, or refuses it (E-3-null)", () => {
    const given = { email: null, password: true }
    for (const answer of ["removed", "ignored"] as const)
      expect(promptsAfter(given, { "E-3": "removed", "E-3-null": answer })).toEqual({ password: true })
    const kept = (answer: "removed" | "ignored") => promptsAfter(given, { "E-3": "kept", "E-3-null": answer })
    expect(kept("removed")).toEqual({ phone: false, password: true })
    expect(kept("ignored")).toEqual({ ...jane.prompts, password: true })
    expect(status({ prompts: given }, { "E-3-null": "refused" })).toBe(400)
  })
  it("takes a key that is null for no empty object", () => {
    const answers = { "E-3-null": "ignored", "E-3-empty": "refused" } as const
    expect(promptsAfter({ email: null }, { ...answers, "E-3": "removed" })).toEqual({})
    expect(promptsAfter({ email: null }, { ...answers, "E-3": "kept" })).toEqual(jane.prompts)
  })
  it("clears them by null (E-3-object) or an empty object (E-3-empty), keeps them, or refuses it", () => {
    expect(promptsAfter(null, { "E-3-object": "clears", "E-3-empty": "kept" })).toEqual({})
    expect(promptsAfter(null, { "E-3-object": "ignored" })).toEqual(jane.prompts)
    expect(status({ prompts: null }, { "E-3-object": "refused" })).toBe(400)
    expect(promptsAfter({}, { "E-3-empty": "clears", "E-3": "kept" })).toEqual({})
    expect(promptsAfter({}, { "E-3-empty": "kept", "E-3": "removed" })).toEqual(jane.prompts)
    expect(status({ prompts: {} }, { "E-3-empty": "refused" })).toBe(400)
  })
  it("refuses what is neither true nor false", () => {
    for (const prompts of [[], "all", true, { email: "true" }, { email: 1 }])
      expect(status({ prompts })).toBe(400)
  })
})

describe("who the user is", () => {
  it("refuses an address that somebody else has (E17)", () => {
    expect(refusal({ email: "boss@example.com" })).toBe(
      "User with the email [boss@example.com] already exists."
    )
    expect(changed({ email: jane.email })).toEqual({})
    for (const email of ["jane", "@example.com", "jane@", "a b@example.com"])
      expect(status({ email })).toBe(400)
  })
  it("renames by another employee id, passes over it, or refuses it (E-6)", () => {
    expect(changed({ employee_id: "E9" }, { "E-6": "renames" })).toEqual({ employee_id: "E9" })
    expect(changed({ employee_id: "E9", title: "x" }, { "E-6": "ignored" })).toEqual({ title: "x" })
    expect(status({ employee_id: "E9" }, { "E-6": "refused" })).toBe(400)
  })
  it("takes the same employee id for no change, and a taken one for a mistake, under any reading (E-6)", () => {
    for (const answer of ["renames", "ignored", "refused"] as const) {
      expect(changed({ employee_id: "E1002" }, { "E-6": answer })).toEqual({})
      expect(status({ employee_id: "__proto__" }, { "E-6": answer })).toBe(400)
      const named = stateAfter({ employee_id: "E6" }, { "E-6": answer }, started(), "/v3/users/6")
      expect(userOf(named, "E6")?.id).toBe(6)
    }
  })
})

describe("the employment", () => {
  it("stores an end before the start, or refuses it (E-10)", () => {
    const bodies = [
      { start_of_employment_at: "2031-01-01 00:00:00" },
      { end_of_employment_at: "2017-12-25 07:59:59" },
      { start_of_employment_at: "2028-01-02 00:00:00", end_of_employment_at: "2028-01-01 00:00:00" }
    ]
    for (const body of bodies) {
      expect(changed(body, { "E-10": "accepted" })).toMatchObject(body)
      expect(status(body, { "E-10": "refused" })).toBe(400)
    }
    const odd = started({ users: [{ ...jane, ...bodies[2], direct_manager_ids: [] }] })
    expect(status({ title: "x" }, { "E-10": "refused" }, odd)).toBe(200)
    const same = { start_of_employment_at: jane.end_of_employment_at }
    expect(changed(same, { "E-10": "refused" })).toEqual(same)
    const open = { start_of_employment_at: "2031-01-01 00:00:00", end_of_employment_at: null }
    expect(changed(open, { "E-10": "refused", "E-1": "clears" })).toEqual(open)
    expect(status(open, { "E-10": "refused", "E-1": "ignored" })).toBe(400)
  })
  it("deactivates who is given an end that has come, whatever activate says (E13)", () => {
    const end = "2026-01-15 12:00:00"
    const over = { end_of_employment_at: end, activated_at: null }
    for (const activate of [undefined, "standard", "instant", "pre_generated_password"]) {
      const body = { end_of_employment_at: end, activate }
      expect(changed(body)).toEqual(over)
      expect(stateAfter(body).outbox).toEqual([])
    }
    expect(changed({ end_of_employment_at: "2026-01-15 12:00:01" })).not.toHaveProperty("activated_at")
    const left = happening(started(), { type: "time-passed", now: "2031-01-01 00:00:00" })
    expect(changed({ activate: "instant" }, {}, left)).toEqual({ activated_at: "2031-01-01 00:00:00" })
  })
  it("knows which moments exist", () => {
    const real = ["2020-02-29 00:00:00", "2000-02-29 23:59:59", "0001-01-01 00:00:00"]
    const days = ["2021-02-29 00:00:00", "1900-02-29 00:00:00", "2020-04-31 00:00:00", "2020-00-01 00:00:00"]
    const forms = ["2020-01-01", "2020-01-01T00:00:00", "2020-01-01 24:00:00", "2020-01-01 00:00:00Z", "now"]
    expect(real.map(isWallClock)).toEqual([true, true, true])
    expect([...days, ...forms].filter(isWallClock)).toEqual([])
    expect(status({ start_of_employment_at: "2020-01-01" })).toBe(400)
  })
})

describe("activate (E12)", () => {
  const at = "/v3/users/5"
  const now = "2026-01-15 12:00:00"
  const mail = (what: string) => [{ what, to: "new@example.com", id: 5 }]
  const after = (activate: unknown, answers = {}, state = started()) => {
    const next = stateAfter({ activate }, answers, state, at)
    return [next.users.get(5)?.activated_at, next.awaiting.has(5), next.outbox]
  }
  it("activates at once", () => {
    for (const mode of ["instant", true, 1, "true", "1"]) expect(after(mode)).toEqual([now, false, []])
  })
  it("mails a link, which leaves the user inactive", () => {
    expect(after("standard")).toEqual([null, true, mail("activation-link")])
  })
  it("activates and mails a password", () => {
    expect(after("pre_generated_password")).toEqual([now, false, mail("password")])
  })
  it("does what the company's default is (E-12)", () => {
    expect(after("company_default", { "E-12": "at-once" })).toEqual([now, false, []])
    expect(after("company_default", { "E-12": "waits" })).toEqual([null, true, mail("activation-link")])
    expect(after("company_default", { "E-12": "stays" })).toEqual([null, false, []])
  })
  it("leaves who is active as she is, without a mail", () => {
    for (const activate of ["standard", "company_default", "pre_generated_password", "instant", true]) {
      for (const answer of ["at-once", "waits", "stays"] as const) {
        expect(changed({ activate }, { "E-12": answer })).toEqual({})
        expect(stateAfter({ activate }, { "E-12": answer }).outbox).toEqual([])
      }
    }
  })
  it("deactivates, and closes an open link", () => {
    const waiting = stateAfter({ activate: "standard" }, {}, started(), at)
    for (const mode of ["deactivate", false, 0, "false", "0"]) {
      expect(changed({ activate: mode })).toEqual({ activated_at: null })
      expect(after(mode, {}, waiting)).toEqual([null, false, mail("activation-link")])
    }
    expect(after("instant", {}, waiting)).toEqual([now, false, mail("activation-link")])
  })
  it("mails to the address that the same body gives", () => {
    const body = { activate: "standard", email: "changed@example.com" }
    expect(stateAfter(body, {}, started(), at).outbox).toMatchObject([{ to: "changed@example.com" }])
  })
  it("refuses any other word", () => {
    for (const activate of ["yes", "Standard", 2, [], {}]) expect(status({ activate })).toBe(400)
  })
})

it("keeps all of an update out when one member is refused", () => {
  expect(status({ title: "CFO", activate: "deactivate", department_id: [99] })).toBe(400)
})
