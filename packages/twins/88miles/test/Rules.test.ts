/** What an update does, clause by clause, and what each answer of an axis changes about it. */
import { describe, expect, it } from "vitest"
import { isTimeZone } from "../src/Rules.ts"
import { after, answer, happening, memberOf, members, put, request, started, status } from "./account.ts"

const [boss, worker, idle] = members

describe("merging (M1)", () => {
  it("keeps every attribute that the body leaves out", () => {
    expect(after({ first_name: "Grace" })).toEqual({ ...worker, first_name: "Grace" })
    expect(after({})).toEqual(worker)
  })
  it("takes a body with all members, as the printed example has it (M5)", () => {
    const whole = { ...worker, last_name: "Zulauf", hourly_rate_cents: 5, active: "false", type: "manager" }
    expect(after(whole)).toEqual(whole)
  })
  it("leaves the other members alone", () => {
    const [state] = put({ first_name: "Grace" })
    expect([memberOf(state, "boss"), memberOf(state, "idle")]).toEqual([boss, idle])
  })
})

describe("null and empty", () => {
  it("null for the rate takes it away, does nothing, or is refused (M-2)", () => {
    expect(after({ hourly_rate_cents: null }, { "M-2": "clears" })?.hourly_rate_cents).toBeNull()
    expect(after({ hourly_rate_cents: null }, { "M-2": "ignored" })).toEqual(worker)
    expect(status({ hourly_rate_cents: null }, { "M-2": "refused" })).toBe(422)
  })
  it("null for any other attribute is refused, or does nothing while the rest is applied (M-2-required)", () => {
    for (const name of ["login", "first_name", "last_name", "email_address", "time_zone", "active", "type"]) {
      const body = { [name]: null, hourly_rate_cents: 1 }
      expect(status(body, { "M-2-required": "refused" })).toBe(422)
      expect(after(body, { "M-2-required": "ignored" })).toEqual({ ...worker, hourly_rate_cents: 1 })
    }
  })
  it("an empty string for a required attribute is refused, or stored (M-2-empty)", () => {
    for (const name of ["login", "first_name", "last_name", "email_address", "time_zone"]) {
      expect(status({ [name]: "" }, { "M-2-empty": "refused" })).toBe(422)
      expect(after({ [name]: "" }, { "M-2-empty": "stored" })).toEqual({ ...worker, [name]: "" })
    }
  })
})

describe("validation (M3, M4)", () => {
  it("refuses attributes of another type than the page says", () => {
    const wrong = [
      { login: 1 },
      { first_name: true },
      { hourly_rate_cents: "1" },
      { hourly_rate_cents: 1.5 },
      { active: "yes" },
      { active: 1 },
      { type: "boss" },
      { uuid: 1 }
    ]
    for (const body of wrong) expect(status(body)).toBe(422)
  })
  it("refuses a boolean for active, or counts it as the string (M-5)", () => {
    expect(status({ active: false }, { "M-5": "refused" })).toBe(422)
    expect(after({ active: false }, { "M-5": "accepted" })?.active).toBe("false")
  })
  it("lets a member's own owner type stay when it is echoed, or refuses it (M-6)", () => {
    expect(after({ type: "owner", first_name: "G" }, { "M-6": "accepted" }, started(), "boss")).toEqual({
      ...boss,
      first_name: "G"
    })
    expect(status({ type: "owner" }, { "M-6": "refused" }, started(), "boss")).toBe(422)
    expect(status({ type: "staff" }, { "M-6": "refused" })).toBe(200)
  })
  it("refuses a type that cannot be set, or ignores it and applies the rest (M-6-other)", () => {
    expect(status({ type: "owner" }, { "M-6-other": "refused" })).toBe(422)
    expect(after({ type: "owner", first_name: "G" }, { "M-6-other": "ignored" })).toEqual({
      ...worker,
      first_name: "G"
    })
  })
  it("refuses a login or an address that another member has", () => {
    expect(status({ login: "login-boss" })).toBe(422)
    expect(status({ email_address: "boss@example.org" })).toBe(422)
    expect(status({ login: "login-worker" })).toBe(200)
  })
  it("refuses a time zone outside the list, or stores it (M-12)", () => {
    expect(status({ time_zone: "Perth" }, { "M-12": "refused" })).toBe(422)
    expect(after({ time_zone: "Perth" }, { "M-12": "stored" })?.time_zone).toBe("Perth")
    expect(
      ["Europe/Vienna", "UTC", "US/Pacific", "Asia/Calcutta", "Etc/GMT+1"].filter(isTimeZone)
    ).toHaveLength(5)
    expect(["europe/vienna", "EUROPE/VIENNA", "+01:00", "", " UTC", "Mars/Base"].filter(isTimeZone)).toEqual(
      []
    )
  })
  it("passes over members that the page does not list, or refuses them (M-12-members)", () => {
    expect(after({ nickname: "A", constructor: 1 }, { "M-12-members": "ignored" })).toEqual(worker)
    expect(status({ nickname: "A" }, { "M-12-members": "refused" })).toBe(422)
  })
  it("lets the path's uuid count against another one, or refuses it (M-3)", () => {
    for (const uuid of ["boss", null]) {
      expect(after({ uuid, first_name: "G" }, { "M-3": "ignored" })).toEqual({ ...worker, first_name: "G" })
      expect(status({ uuid }, { "M-3": "refused" })).toBe(422)
    }
    expect(status({ uuid: "worker" }, { "M-3": "refused" })).toBe(200)
  })
})

describe("becoming active (M2)", () => {
  const on = { active: "true" }
  it("counts at once and sends one mail, or counts after the confirmation (M-8)", () => {
    const [atOnce] = put(on, { "M-8": "at-once" }, started(), "idle")
    expect([memberOf(atOnce, "idle")?.active, atOnce.outbox.length]).toEqual(["true", 1])
    const [waiting] = put(on, { "M-8": "awaiting" }, started(), "idle")
    expect([memberOf(waiting, "idle")?.active, waiting.outbox.length]).toEqual(["false", 1])
    const confirmed = happening(waiting, { type: "charge-confirmed", uuid: "idle" })
    expect(memberOf(confirmed, "idle")?.active).toBe("true")
  })
  it("sends another mail when it is asked for again while it waits, and none to an active member", () => {
    const answers = { "M-8": "awaiting" } as const
    const [once] = put(on, answers, started(), "idle")
    expect(put(on, answers, once, "idle")[0].outbox).toHaveLength(2)
    expect(put(on, answers)[0].outbox).toEqual([])
  })
  it("keeps a charge open while nobody speaks of active, and ends it with false", () => {
    const answers = { "M-8": "awaiting" } as const
    const [waiting] = put(on, answers, started(), "idle")
    const confirm = { type: "charge-confirmed", uuid: "idle" }
    const [named] = put({ first_name: "G" }, answers, waiting, "idle")
    expect(memberOf(happening(named, confirm), "idle")?.active).toBe("true")
    const [ended] = put({ active: "false" }, answers, waiting, "idle")
    expect(memberOf(happening(ended, confirm), "idle")?.active).toBe("false")
  })
  it("costs nothing on an account without charges", () => {
    const [state] = put(on, { "M-8": "awaiting" }, started({ chargesOnActivation: false }), "idle")
    expect([memberOf(state, "idle")?.active, state.outbox]).toEqual(["true", []])
  })
  it("mails the account or the member (M-14)", () => {
    for (const to of ["account", "member"] as const)
      expect(put(on, { "M-14": to }, started(), "idle")[0].outbox).toEqual([{ to, uuid: "idle" }])
  })
  it("is refused with 402 over the plan's number of staff, and only then", () => {
    const full = started({ maximumStaff: 2 })
    expect(status(on, {}, full, "idle")).toBe(402)
    expect(status({ first_name: "G" }, {}, full, "idle")).toBe(200)
    expect(status(on, {}, full, "worker")).toBe(200)
    expect(status(on, {}, started({ maximumStaff: 3 }), "idle")).toBe(200)
  })
})

describe("which check comes first (M-7)", () => {
  const paying = { active: "true", login: "" }
  it("permission, existence, validation, plan", () => {
    const answers = { "M-7": "403-404-422-402" } as const
    const weak = { authorization: "Bearer weak", "content-type": "application/json" }
    const asked = request("PUT", "/api/1/staff/nobody.json", { headers: weak, body: '{"staff":{}}' })
    expect(answer(started(), asked, answers)[1].status).toBe(403)
    expect(status({ login: "" }, answers, started(), "nobody")).toBe(404)
    expect(status(paying, answers, started({ maximumStaff: 2 }), "idle")).toBe(422)
  })
  it("existence, permission, plan, validation", () => {
    const answers = { "M-7": "404-403-402-422" } as const
    const weak = { authorization: "Bearer weak", "content-type": "application/json" }
    const asked = request("PUT", "/api/1/staff/nobody.json", { headers: weak, body: '{"staff":{}}' })
    expect(answer(started(), asked, answers)[1].status).toBe(404)
    const known = request("PUT", "/api/1/staff/idle.json", {
      headers: weak,
      body: JSON.stringify({ staff: paying })
    })
    expect(answer(started({ maximumStaff: 2 }), known, answers)[1].status).toBe(403)
    expect(status(paying, answers, started({ maximumStaff: 2 }), "idle")).toBe(402)
  })
})
