/** Setting members up and cleaning up after them, over real HTTP: whom the roster creates is listed, updated and removed. */
import type { Roster } from "@muster/adapter-kit/Roster"
import * as Update from "@muster/adapter-kit/Update"
import type { VendorError } from "@muster/adapter-kit/VendorError"
import * as BioTAdapter from "@muster/adapter-biot/Adapter"
import type { Change, Json, Member } from "@muster/core"
import { firstReading, type Received } from "@muster/twin-kit"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import { describe, expect, it } from "vitest"
import * as Bench from "../src/Bench.ts"
import * as Account from "../src/clauses/Account.ts"
import * as Clinic from "../src/clauses/Clinic.ts"
import * as Company from "../src/clauses/Company.ts"
import * as Tenant from "../src/clauses/Tenant.ts"
import * as Diagnostics from "../src/Diagnostics.ts"
import type { Subject } from "../src/Subject.ts"
import { bioT } from "../src/subjects/BioT.ts"
import { digits } from "../src/subjects/Digits.ts"
import { eightyEightMiles } from "../src/subjects/EightyEightMiles.ts"
import { eloomi } from "../src/subjects/Eloomi.ts"
import { sailPoint } from "../src/subjects/SailPoint.ts"

interface Staffed {
  readonly subject: Subject
  readonly seed: unknown
  /** How many the roster lists, and on how many pages. */
  readonly listed: number
  readonly pages: number
  /** Somebody new, whose every text is a canary. */
  readonly newcomer: Json.JsonObject
  readonly change: Change.Change
  /** What she shares with somebody else, and how that is refused. */
  readonly taken: Json.JsonObject
  readonly clash: string
  readonly nobody: Member.Member
  /** A token that is not enough, and how that is refused. */
  readonly weak: string
  readonly lacking: string
}

const numbered = <A>(count: number, one: (serial: string) => A): ReadonlyArray<A> =>
  Array.from({ length: count }, (_, at) => one(String(at).padStart(4, "0")))

const { email: _email, firstName: _name, ...contract } = Tenant.bodyOf(Tenant.ada)

const atSailPoint: Staffed = {
  subject: sailPoint,
  seed: Tenant.seed({
    records: numbered(300, (serial) => ({
      ...Tenant.william,
      id: `1111111111111111111111111111${serial}`,
      accountName: serial
    }))
  }),
  listed: 300,
  pages: 2,
  newcomer: {
    ...Object.fromEntries(Object.entries(contract).filter(([name]) => name !== "data")),
    accountName: "canary",
    firstName: "canary",
    email: "canary@example.com",
    "data.badge": "canary"
  },
  change: { merge: { phone: "1" } },
  taken: { accountName: "0007" },
  clash: "Invalid 400, sent: no",
  nobody: { id: Tenant.nobody },
  weak: "reader",
  lacking: "Forbidden 403, sent: no"
}

const atEloomi: Staffed = {
  subject: eloomi,
  seed: Company.seed({}, [
    ...Company.everybody,
    { ...Company.bob, id: 20, employee_id: null, email: "nameless@example.com" },
    ...numbered(120, (serial) => ({
      ...Company.bob,
      id: 100 + Number(serial),
      employee_id: `N${serial}`,
      email: `${serial}@example.com`
    }))
  ]),
  listed: 125,
  pages: 3,
  newcomer: { employee_id: "canary", email: "canary@example.com", first_name: "canary", last_name: "canary" },
  change: { merge: { title: "Lead" } },
  taken: { email: "0007@example.com", employee_id: "other canary" },
  clash: "Invalid 400, sent: no",
  nobody: { employee_id: "canary of nobody" },
  weak: "unknown",
  lacking: "Unauthorized 401, sent: no"
}

const porter = { id: "porter", attributes: [{ name: "keys", type: "TEXT", mandatory: false }] } as const

const atBioT: Staffed = {
  subject: { ...bioT, connect: (settings) => BioTAdapter.make({ ...settings, template: porter }) },
  seed: Clinic.seed({
    users: [
      ...Clinic.everybody,
      ...numbered(250, (serial) => ({
        ...Clinic.dan,
        _id: `00000000-0000-4000-9000-00000000${serial}`,
        _email: `${serial}@clinic.example`
      }))
    ]
  }),
  // Two of the clinic's users are nurses.
  listed: 251,
  pages: 3,
  newcomer: {
    "_name.firstName": "canary",
    "_name.lastName": "canary",
    _email: "canary@clinic.example",
    "_ownerOrganization.id": Clinic.south,
    keys: "canary"
  },
  change: { merge: { _employeeId: "E-9" } },
  taken: { _email: "0007@clinic.example" },
  clash: "Conflict 409, sent: no",
  nobody: { id: Clinic.nobody },
  weak: "guest",
  lacking: "Forbidden 403, sent: no"
}

const at88Miles: Staffed = {
  subject: eightyEightMiles,
  seed: Account.seed({
    members: [
      ...Account.everybody,
      ...numbered(150, (serial) => ({
        ...Account.idle,
        uuid: `00000000-0000-4000-9000-00000000${serial}`,
        login: serial,
        email_address: `${serial}@studio.example`
      }))
    ]
  }),
  listed: 153,
  pages: 1,
  newcomer: {
    login: "canary",
    first_name: "canary",
    last_name: "canary",
    email_address: "canary@studio.example",
    time_zone: "Australia/Perth",
    active: "false"
  },
  change: { merge: { hourly_rate_cents: 7 } },
  taken: { email_address: "0007@studio.example" },
  clash: "Invalid 422, sent: no",
  nobody: { uuid: Account.nobody },
  weak: "reader",
  lacking: "Forbidden 403, sent: no"
}

const everywhere = [atSailPoint, atEloomi, atBioT, at88Miles]
/** 88 Miles removes nobody. */
const removing = everywhere.slice(0, -1)

const bench = ({ seed, subject }: Staffed, token = subject.token) =>
  Bench.make(subject, {
    reading: firstReading(subject.axes),
    seed,
    settings: { credentials: Effect.succeed(Redacted.make(token)) }
  })

const run = <A, E>(flow: (parts: Bench.Bench) => Effect.Effect<A, E>, staffed: Staffed, token?: string) =>
  Effect.flatMap(bench(staffed, token), flow).pipe(
    Effect.scoped,
    Effect.provide(Bench.client),
    Effect.runPromise
  )

const absent = Effect.die("The roster has no such call.")

/** The calls of a roster that has them. */
const callsOf = (roster: Roster) => ({
  list: roster.list ?? absent,
  create: roster.create ?? (() => absent),
  remove: roster.remove ?? (() => absent),
  enable: roster.enable ?? (() => absent),
  disable: roster.disable ?? (() => absent)
})

describe.concurrent.each(everywhere)("the roster of $subject.id", (staffed) => {
  const { change, listed, newcomer, pages } = staffed

  it("lists everybody, and whom it creates as well; she is updated by plan", () =>
    run(
      Effect.fnUntraced(function* ({ control, vendor }) {
        const { create, list } = callsOf(vendor.roster)

        const before = yield* list
        const reads = ((yield* control("GET", "received")) as ReadonlyArray<Received>).length
        const member = yield* create(newcomer)
        const after = yield* list
        const plan = yield* Update.plan(vendor, member, change)
        const { status } = yield* Update.apply(vendor, plan)

        const names = new Set(before.map(({ member }) => JSON.stringify(member)))
        const [found, ...others] = after.filter(({ member }) => !names.has(JSON.stringify(member)))
        expect([before.length, reads, after.length, names.size]).toEqual([listed, pages, listed + 1, listed])
        expect([found?.member, others]).toEqual([member, []])
        expect(found?.values).toMatchObject(newcomer)
        expect(status).toBe("confirmed")
        expect(yield* vendor.read(member)).toMatchObject({ values: { ...newcomer, ...change.merge } })
      }),
      staffed
    ))

  it("creates nobody twice, and nobody without the right to", async () => {
    const { clash, lacking, taken, weak } = staffed
    const create = (more: Json.JsonObject, token?: string) =>
      run(
        Effect.fnUntraced(function* ({ vendor }) {
          const { create, list } = callsOf(vendor.roster)
          const seen = yield* Diagnostics.of(create({ ...newcomer, ...more }))
          const others = token === undefined ? (yield* list).length : listed
          return { ended: ending(seen.exit), others, text: seen.text }
        }),
        staffed,
        token
      )

    const [twice, without] = await Promise.all([create(taken), create({}, weak)])

    expect([twice.ended, without.ended]).toEqual([clash, lacking])
    expect([twice.others, without.others]).toEqual([listed, listed])
    for (const { text } of [twice, without]) discreet(text)
  })

  it("names no person where a list cannot be read", async () => {
    const strange = [{ ...newcomer, employee_id: 7 }]
    const body = JSON.stringify({ response: strange, data: strange, count: 1 })
    const headers = { "content-type": "application/json" }

    const { exit, text } = await run(
      Effect.fnUntraced(function* ({ control, vendor }) {
        yield* control("POST", "faults", [{ status: 200, headers, body }])
        return yield* Diagnostics.of(callsOf(vendor.roster).list)
      }),
      staffed
    )

    expect(ending(exit)).toBe("Unintelligible, sent: no")
    discreet(text)
  })
})

describe.concurrent.each(removing)("the roster of $subject.id", (staffed) => {
  it("removes whom it created, and says that she is gone already", () =>
    run(
      Effect.fnUntraced(function* ({ vendor }) {
        const { create, list, remove } = callsOf(vendor.roster)

        const member = yield* create(staffed.newcomer)
        yield* remove(member)
        const again = yield* Diagnostics.of(remove(member))
        const never = yield* Diagnostics.of(remove(staffed.nobody))

        expect(yield* list).toHaveLength(staffed.listed)
        for (const { exit, text } of [again, never]) {
          expect(ending(exit)).toMatch(/^NotFound (404|204), sent: no$/)
          discreet(text)
        }
      }),
      staffed
    ))

  it("removes nobody without the right to", async () => {
    const { lacking, nobody, weak } = staffed

    const { exit, text } = await run(
      ({ vendor }) => Diagnostics.of(callsOf(vendor.roster).remove(nobody)),
      staffed,
      weak
    )

    expect(ending(exit)).toBe(lacking)
    discreet(text)
  })
})

describe.concurrent("switching", () => {
  it("biot switches users off and on", () =>
    run(
      Effect.fnUntraced(function* ({ vendor }) {
        const { disable, enable } = callsOf(vendor.roster)
        const member = { id: Clinic.dan._id }
        const state = Effect.map(vendor.read(member), ({ values }) => values["_enabled"])

        yield* disable(member)
        const off = yield* state
        yield* enable(member)

        expect([off, yield* state]).toEqual(["DISABLED", "ENABLED"])
        expect(ending(yield* Effect.exit(disable(atBioT.nobody)))).toBe("NotFound 404, sent: no")
      }),
      atBioT
    ))

  it("88 Miles switches members on, once, and there is no other call", () =>
    run(
      Effect.fnUntraced(function* ({ control, vendor }) {
        const { enable } = callsOf(vendor.roster)
        const member = { uuid: Account.idle.uuid }

        yield* control("POST", "faults", [{ status: 503, apply: true }])
        const doubtful = yield* Effect.exit(enable(member))

        expect(ending(doubtful)).toBe("Unavailable 503, sent: maybe")
        expect((yield* vendor.read(member)).values["active"]).toBe("true")
        expect((yield* control("GET", "received")) as ReadonlyArray<Received>).toHaveLength(2)
        expect(Object.keys(vendor.roster).toSorted()).toEqual(["create", "enable", "list"])
      }),
      at88Miles
    ))

  it("88 Miles says when the plan has no room for another active member", () =>
    run(
      Effect.fnUntraced(function* ({ vendor }) {
        const enable = callsOf(vendor.roster).enable({ uuid: Account.idle.uuid })

        expect(ending(yield* Effect.exit(enable))).toBe("PaymentRequired 402, sent: no")
      }),
      { ...at88Miles, seed: Account.seed({ maximumStaff: 2 }) }
    ))
})

it("digits documents no call of a roster well enough to send it", async () => {
  const connected = digits.connect({
    baseUrl: "https://digits.example",
    credentials: Effect.succeed(Redacted.make("token"))
  })

  expect((await Effect.runPromise(Effect.provide(connected, Bench.client))).roster).toEqual({})
})

/** The name of the reason, the status, and whether the write may have arrived. */
const ending = (exit: Exit.Exit<unknown, VendorError>): string => {
  const found = Exit.findError(exit)
  if (Result.isFailure(found)) return "no error"
  const { reason, sent } = found.success
  const status = reason.status === undefined ? "" : ` ${reason.status}`
  return `${reason._tag}${status}, sent: ${sent}`
}

/** Neither a person nor the token is in what is written down. */
const discreet = (text: string) => {
  expect(text).not.toBe("")
  expect(["canary", "0007", "Bearer"].filter((each) => text.includes(each))).toEqual([])
}
