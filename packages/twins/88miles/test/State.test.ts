/** What the vendor remembers at the start, and what may happen to it from elsewhere. */
import { expect, it } from "vitest"
import { happening, members, memberOf, started } from "./account.ts"

it("lets another writer and a new member come in", () => {
  const written = happening(started(), {
    type: "member-written",
    uuid: "worker",
    staff: { first_name: "Eve" }
  })
  expect(memberOf(written)).toEqual({ ...members[1], first_name: "Eve" })
  const newcomer = { ...members[1], uuid: "new", login: "new", email_address: "new@example.org" }
  expect(memberOf(happening(started(), { type: "member-added", member: newcomer }), "new")).toEqual(newcomer)
})

it("passes over a confirmation of a charge that nobody asked for", () => {
  const state = started()
  expect(happening(state, { type: "charge-confirmed", uuid: "idle" })).toBe(state)
})

it("refuses a seed or an event that makes no sense", () => {
  expect(() => started({ caller: { uuid: "nobody" } })).toThrow("caller")
  expect(() => started({ members: [...members, members[0]] })).toThrow("one uuid")
  expect(() => started({ members: [{ ...members[0], active: true }] })).toThrow("active")
  expect(() => happening(started(), { type: "charge-confirmed", uuid: "nobody" })).toThrow("no such member")
  expect(() =>
    happening(started(), { type: "member-written", uuid: "worker", staff: { login: "" } })
  ).toThrow("refused")
})
