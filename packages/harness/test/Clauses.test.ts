/** Every clause holds on the honest twin as it usually answers; those about transport hold for the adapter over real HTTP too. */
import type { Settings } from "@muster/adapter-kit/Settings"
import * as Update from "@muster/adapter-kit/Update"
import type { Vendor } from "@muster/adapter-kit/Vendor"
import type { VendorError } from "@muster/adapter-kit/VendorError"
import * as SailPoint from "@muster/adapter-sailpoint"
import type { Change, Member } from "@muster/core"
import { firstReading } from "@muster/twin-kit"
import * as Effect from "effect/Effect"
import * as HttpClient from "effect/http/HttpClient"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import * as Redacted from "effect/Redacted"
import { assert, describe, it } from "vitest"
import * as Bench from "../src/Bench.ts"
import { pureBench } from "../src/Clause.ts"
import * as Account from "../src/clauses/Account.ts"
import * as Organization from "../src/clauses/Organization.ts"
import * as Tenant from "../src/clauses/Tenant.ts"
import { trials } from "../src/saboteurs/Trials.ts"
import type { Subject } from "../src/Subject.ts"
import { digits } from "../src/subjects/Digits.ts"
import { eightyEightMiles } from "../src/subjects/EightyEightMiles.ts"
import { sailPoint } from "../src/subjects/SailPoint.ts"

for (const { clauses, subject } of trials)
  describe(`the clauses of ${subject.id}`, () => {
    for (const { check, id, says } of clauses)
      it(`${id} holds on the honest twin as it usually answers: ${says}`, () => {
        assert.isUndefined(check(pureBench(subject, firstReading(subject.axes))))
      })
  })

/** A flow over real HTTP, with a token of the caller's choice. */
const over = <A, E>(
  subject: Subject,
  seed: unknown,
  token: string,
  flow: (bench: Bench.Bench) => Effect.Effect<A, E, HttpClient.HttpClient>
): Promise<A> => {
  const settings: Partial<Settings> = {
    credentials: Effect.succeed(Redacted.make(token)),
    retries: 0
  }
  return Bench.make(subject, { reading: firstReading(subject.axes), seed, settings }).pipe(
    Effect.flatMap(flow),
    Effect.scoped,
    Effect.provide(Bench.client),
    Effect.runPromise
  )
}

/** How the write of a change fails, whose member may be another one than the one it was planned for. */
const failure = Effect.fnUntraced(function* (
  { control, vendor }: Bench.Bench,
  member: Member.Member,
  change: Change.Change,
  target = member
) {
  const plan = yield* Update.plan(vendor, member, change)
  assert.isNotNull(plan.request)
  const before = yield* control("GET", "state")
  const error = yield* Effect.flip(vendor.write({ ...plan, member: target }))
  assert.deepEqual(yield* control("GET", "state"), before)
  return said(error)
})

const said = ({ reason: { _tag, status }, sent }: VendorError) => ({ _tag, status, sent })

const unread = (vendor: Vendor, member: Member.Member) =>
  Effect.map(Effect.flip(vendor.read(member)), (error) =>
    error._tag === "VendorError" ? said(error) : undefined
  )

const employee = { userId: "u-1" }
const firm = Organization.seed(Organization.everything)
const promotion = { merge: { organizationRole: Organization.high } }

describe("Digits over real HTTP", () => {
  it("a token without organization:sync is refused as Forbidden and nothing changes (D14)", () =>
    over(digits, firm, "other-scopes", (bench) =>
      Effect.map(failure(bench, employee, promotion), (outcome) =>
        assert.deepEqual(outcome, { _tag: "Forbidden", status: 403, sent: "no" })
      )
    ))

  it("a token that nobody issued is refused as Unauthorized (D15)", () =>
    over(digits, firm, "unknown", ({ vendor }) =>
      Effect.map(unread(vendor, employee), (outcome) =>
        assert.deepEqual(outcome, { _tag: "Unauthorized", status: 401, sent: "no" })
      )
    ))

  it("the adapter shows a Bearer token and sends application/json (D15)", () =>
    over(digits, firm, digits.token, ({ control, vendor }) =>
      Effect.gen(function* () {
        yield* vendor.write(yield* Update.plan(vendor, employee, promotion))
        const received = (yield* control("GET", "received")) as ReadonlyArray<Received>
        const writes = received.filter(({ method }) => method === "PUT")
        assert.lengthOf(writes, 1)
        assert.match(writes[0]?.headers["content-type"] ?? "", /^application\/json\b/)
        for (const { headers } of received) assert.match(headers["authorization"] ?? "", /^Bearer /)
      })
    ))

  it("a body that is no JSON, or is not called so, changes nothing (D15)", () =>
    over(digits, firm, digits.token, ({ control, url }) =>
      Effect.gen(function* () {
        const before = yield* control("GET", "state")
        const json = JSON.stringify({ ...employee, organizationRole: Organization.high })
        for (const [text, type] of [
          [json, "text/plain"],
          ["userId=u-1", "application/x-www-form-urlencoded"],
          [json.slice(1), "application/json"]
        ] as const) {
          const request = HttpClientRequest.put(`${url}${Organization.employeePath}`).pipe(
            HttpClientRequest.bearerToken(digits.token),
            HttpClientRequest.bodyText(text, type)
          )
          const { status } = yield* HttpClient.execute(request)
          assert.isTrue(status >= 400 && status < 500, `${type}: ${status}`)
        }
        assert.deepEqual(yield* control("GET", "state"), before)
      })
    ))
})

interface Received {
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
}

const { idle, nobody, owner, worker } = Account
const refusals = [
  [402, "PaymentRequired", eightyEightMiles.token, idle.uuid, { active: "true" }, idle.uuid],
  [403, "Forbidden", "reader", worker.uuid, { first_name: "Ada" }, worker.uuid],
  [404, "NotFound", eightyEightMiles.token, worker.uuid, { first_name: "Ada" }, nobody],
  [422, "Invalid", eightyEightMiles.token, worker.uuid, { login: owner.login }, worker.uuid]
] as const

describe("88 Miles over real HTTP", () => {
  for (const [status, tag, token, uuid, merge, target] of refusals)
    it(`${status} ends in ${tag}, nothing was done and nothing changes (M3)`, () =>
      over(eightyEightMiles, Account.seed({ maximumStaff: 2 }), token, (bench) =>
        Effect.map(failure(bench, { uuid }, { merge }, { uuid: target }), (outcome) =>
          assert.deepEqual(outcome, { _tag: tag, status, sent: "no" })
        )
      ))

  it("401 ends in Unauthorized (M3)", () =>
    over(eightyEightMiles, Account.seed(), "unknown", ({ vendor }) =>
      Effect.map(unread(vendor, { uuid: worker.uuid }), (outcome) =>
        assert.deepEqual(outcome, { _tag: "Unauthorized", status: 401, sent: "no" })
      )
    ))
})

const { id } = Tenant.william
const tokenless = Tenant.seed({
  tokens: [],
  clients: [{ clientId: "pat", secret: "hush", user: true, role: "updater" }]
})

/** The adapter with tokens that it asks for itself, by this secret. */
const withTokens = Effect.fnUntraced(function* (url: string, secret: string) {
  const client = { baseUrl: url, clientId: "pat", clientSecret: Redacted.make(secret) }
  return yield* SailPoint.make({ baseUrl: url, ...(yield* SailPoint.tokens(client)) })
})

describe("SailPoint over real HTTP", () => {
  it("the adapter asks for a token once, and the token is good for an update (S10)", () =>
    over(sailPoint, tokenless, "unknown", ({ control, url }) =>
      Effect.gen(function* () {
        const vendor = yield* withTokens(url, "hush")
        const plan = yield* Update.plan(vendor, { id }, { merge: { firstName: "Ada" } })
        const { status } = yield* Update.apply(vendor, plan)
        assert.strictEqual(status, "confirmed")
        const received = (yield* control("GET", "received")) as ReadonlyArray<Received>
        assert.lengthOf(
          received.filter(({ method }) => method === "POST"),
          1
        )
      })
    ))

  it("a client with a wrong secret is Unauthorized, and nothing is asked without a token (S10)", () =>
    over(sailPoint, tokenless, "unknown", ({ control, url }) =>
      Effect.gen(function* () {
        const outcome = yield* unread(yield* withTokens(url, "guess"), { id })
        assert.deepEqual(outcome, { _tag: "Unauthorized", status: undefined, sent: "no" })
        const received = (yield* control("GET", "received")) as ReadonlyArray<Received>
        assert.isTrue(received.every(({ method }) => method === "POST"))
      })
    ))
})
