/** What the vendor remembers at the start, and what may happen to it from elsewhere. */
import { expect, it } from "vitest"
import { blank } from "../src/Vocabulary.ts"
import { happening, jane, seed, started, stateAfter, userOf } from "./company.ts"

it("takes what a seeded user leaves out as void, and the two defaults", () => {
  expect(started().users.get(6)).toEqual({ ...blank(6, "nameless@example.com", "da") })
  expect(userOf(started())).toMatchObject({
    language_code: "en",
    prompts: new Map(Object.entries(jane.prompts))
  })
})

it("stores ids as integers, each once, and finds a manager who comes later in the seed", () => {
  const users = [
    {
      id: 1,
      email: "a@example.com",
      team_ids: ["7", 8, 7],
      department_id: ["10"],
      direct_manager_ids: ["2"]
    },
    { id: 2, email: "b@example.com" }
  ]
  expect(started({ users }).users.get(1)).toMatchObject({
    team_ids: [7, 8],
    department_id: [10],
    direct_manager_ids: [2]
  })
})

it("lets another writer do what this client could do, and no more", () => {
  const written = (user: unknown) =>
    happening(started(), { type: "member-written", employee_id: "E1002", user })
  expect(userOf(written({ title: "CFO" }))?.title).toBe("CFO")
  expect(() => written({ email: "boss@example.com" })).toThrow("refused")
  expect(() => happening(started(), { type: "member-written", employee_id: "x", user: {} })).toThrow(
    "no such"
  )
})

it("lets users come and go; who goes is nobody's manager any longer", () => {
  const user = { id: 9, employee_id: "E9", email: "nine@example.com", direct_manager_ids: [122] }
  const added = happening(started(), { type: "member-added", user })
  expect(userOf(added, "E9")?.direct_manager_ids).toEqual([122])
  const gone = happening(added, { type: "member-removed", employee_id: "E123" })
  expect([
    userOf(gone, "E123"),
    userOf(gone, "E9")?.direct_manager_ids,
    userOf(gone)?.direct_manager_ids
  ]).toEqual([undefined, [], []])
  expect(gone.users.get(5)).toBe(added.users.get(5))
  expect(() => happening(added, { type: "member-added", user })).toThrow("exists already")
  expect(() => happening(gone, { type: "member-removed", employee_id: "E123" })).toThrow("no such user")
})

it("activates who follows a link, and nobody who has none (E12)", () => {
  const follow = (state: ReturnType<typeof started>, employee_id = "__proto__") =>
    happening(state, { type: "link-followed", employee_id })
  expect(follow(started())).toEqual(started())
  const waiting = stateAfter({ activate: "standard" }, {}, started(), "/v3/users/5")
  expect(waiting.users.get(5)?.activated_at).toBeNull()
  const later = happening(waiting, { type: "time-passed", now: "2026-01-16 00:00:00" })
  const active = follow(later)
  expect(active.users.get(5)?.activated_at).toBe("2026-01-16 00:00:00")
  expect(active.awaiting.size).toBe(0)
  expect(() => follow(started(), "x")).toThrow("no such user")
})

it("deactivates whoever's employment is over when time passes (E13)", () => {
  const end = "2030-12-25 08:00:00"
  const passed = (now: string, state = started()) => happening(state, { type: "time-passed", now })
  expect(userOf(passed("2030-12-25 07:59:59"))?.activated_at).toBe(jane.activated_at)
  expect(userOf(passed(end))?.activated_at).toBeNull()
  expect(passed(end).users.get(122)?.activated_at).toBe("2017-01-01 00:00:00")
  const body = { activate: "standard", end_of_employment_at: end }
  const waiting = stateAfter(body, {}, started(), "/v3/users/5")
  expect([waiting.awaiting.has(5), passed(end, waiting).awaiting.has(5)]).toEqual([true, false])
  expect(() => passed("2020-01-01 00:00:00")).toThrow("does not go back")
})

it("refuses a seed or an event that makes no sense", () => {
  const user = (more: object) => ({ users: [...seed.users, { id: 9, email: "nine@example.com", ...more }] })
  const wrong: ReadonlyArray<readonly [object, string]> = [
    [user({ id: 1 }), "exists already"],
    [user({ email: "jane@example.com" }), "one email"],
    [user({ employee_id: "E1002" }), "one employee_id"],
    [user({ department_id: [99] }), "no such department"],
    [user({ direct_manager_ids: [99] }), "no such manager"],
    [user({ start_of_employment_at: "2026-02-30 00:00:00" }), "start_of_employment_at"],
    [user({ department_code: ["DEP10"] }), "department_code"],
    [user({ prompts: { shoe: true } }), "shoe"],
    [{ departments: [...seed.departments, { id: 10, code: "x" }] }, "one id"],
    [{ departments: [...seed.departments, { id: 13, code: "DEP10" }] }, "one code"],
    [{ tokens: [{ token: "t", clientId: "nobody" }] }, "no client"],
    [{ now: "2026-01-15" }, "now"],
    [{ surprise: 1 }, "surprise"]
  ]
  for (const [more, what] of wrong) expect(() => started(more)).toThrow(what)
  expect(() => happening(started(), { type: "earthquake" })).toThrow("type")
})
