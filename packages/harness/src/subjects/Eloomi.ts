/** eloomi under test. */
import * as Adapter from "@muster/adapter-eloomi/Adapter"
import * as Codec from "@muster/adapter-eloomi/Codec"
import { definition } from "@muster/adapter-eloomi/Semantics"
import type { Json, Member } from "@muster/core"
import { axes, twin } from "@muster/twin-eloomi"
import type { Twin } from "@muster/twin-kit"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import type { Subject } from "../Subject.ts"

const member = { employee_id: "E1002" }
const token = "eloomi-token"
const clientId = "eloomi-client"
const secret = "Secret1!"

const lists = [[], [1], [2], [1, 2], [2, 3]]
const managers = [[], [7], [8], [7, 8]]
const flags = [true, false]
const given = (drawn: ReadonlyArray<ReadonlyArray<number>>) => drawn.filter((list) => list.length > 0)

const values = {
  employee_id: ["E1002"],
  first_name: ["Jane", "__proto__"],
  last_name: ["Doe", "constructor"],
  email: ["jane@example.com", "jane.doe@example.com"],
  personal_email: ["jane@home.example", "doe@home.example"],
  title: ["Head of Accounting", "Clerk"],
  generic_role: ["Accountant", "Manager"],
  phone: ["+4512345678", "+4511111111"],
  mobile_phone: ["+4412345678", "+4412345679"],
  language_code: ["da", "en"],
  user_permission: ["user", "company adm."],
  start_of_employment_at: ["2017-12-25 08:00:00", "2018-01-01 00:00:00"],
  end_of_employment_at: ["2020-12-25 08:00:00", "2030-12-31 00:00:00"],
  access_groups: given(lists),
  department_id: given(lists),
  department_code: [["DEP1"], ["DEP2", "DEP3"]],
  team_ids: [["1"], [2], [1, "2"]],
  profile_ids: given(lists),
  direct_manager_ids: given(managers),
  direct_manager_employee_ids: [["M7"], ["M8", "M7"]],
  password: [{ secret: "NEW" }, { secret: "OTHER" }],
  activate: ["deactivate", "instant", "pre_generated_password", "standard"],
  activated: flags,
  "prompts.email": flags,
  "prompts.employee_id": flags,
  "prompts.legal_consent": flags,
  "prompts.password": flags,
  "prompts.phone": flags,
  "prompts.phone_code": flags
}

const voidable = [
  "personal_email",
  "title",
  "generic_role",
  "phone",
  "mobile_phone",
  "start_of_employment_at",
  "end_of_employment_at",
  "access_groups",
  "department_id",
  "department_code",
  "team_ids",
  "profile_ids",
  "direct_manager_ids",
  "direct_manager_employee_ids",
  "password",
  ...Object.keys(values).filter((name) => name.startsWith("prompts."))
]

const perhaps = <A>(items: ReadonlyArray<A>) => fc.option(fc.constantFrom(...items), { nil: undefined })

const user = fc
  .record({
    first_name: fc.constantFrom(...values.first_name),
    last_name: fc.constantFrom(...values.last_name),
    email: fc.constantFrom(...values.email),
    personal_email: perhaps(values.personal_email),
    title: perhaps(values.title),
    generic_role: perhaps(values.generic_role),
    phone: perhaps(values.phone),
    mobile_phone: perhaps(values.mobile_phone),
    language_code: fc.constantFrom(...values.language_code),
    user_permission: fc.constantFrom(...values.user_permission),
    start_of_employment_at: perhaps(values.start_of_employment_at),
    end_of_employment_at: perhaps(values.end_of_employment_at),
    access_groups: fc.constantFrom(...lists),
    department_id: fc.constantFrom(...lists),
    team_ids: fc.constantFrom(...lists),
    profile_ids: fc.constantFrom(...lists),
    direct_manager_ids: fc.constantFrom(...managers),
    prompts: fc.record({ email: fc.boolean(), phone: fc.boolean() }, { requiredKeys: [] }),
    activated_at: fc.constantFrom(null, "2018-01-02 08:00:00")
  })
  .map((drawn) => ({
    id: 1,
    ...member,
    ...Object.fromEntries(Object.entries(drawn).filter(([, value]) => value !== undefined))
  }))

const colleague = (id: number) => ({
  id,
  employee_id: `M${id}`,
  email: `m${id}@example.com`,
  first_name: "M",
  last_name: String(id)
})

const pathOf = ({ employee_id = "" }: Member.Member): string =>
  `/v3/users-employee_id/${encodeURIComponent(employee_id)}`

const disclosed = (body: Json.Json): Json.Json =>
  Codec.secret(body) === undefined ? body : Codec.disclose(body, secret)

export const eloomi: Subject = {
  id: "eloomi",
  definition,
  samples: {
    values,
    wished: { employee_id: ["E 2/3"], end_of_employment_at: ["2016-01-01 00:00:00"] },
    voidable,
    roles: [],
    members: [member]
  },
  axes,
  token,
  headers: { clientid: clientId },
  member,
  twin: twin as Twin<unknown>,
  connect: (settings) =>
    Adapter.make({
      ...settings,
      clientId,
      secrets: { NEW: Effect.succeed(Redacted.make(secret)), OTHER: Effect.succeed(Redacted.make(secret)) }
    }),
  seed: () =>
    user.map((drawn) => ({
      company: { language: "da" },
      now: "2026-01-15 12:00:00",
      clients: [{ clientId, secret: "s" }],
      tokens: [{ token, clientId }],
      departments: [1, 2, 3].map((id) => ({ id, code: `DEP${id}` })),
      users: [drawn, colleague(7), colleague(8)]
    })),
  read: (ask, of = member) =>
    Result.getOrThrow(Codec.decode(of, JSON.parse(ask({ method: "GET", path: pathOf(of) }).body))),
  write: (ask, body, of = member) =>
    ask({
      method: "PATCH",
      path: pathOf(of),
      body: JSON.stringify(disclosed(body as Json.Json))
    }),
  event: ({ member: { employee_id }, values: now }, pick) => {
    const written = ["first_name", "title", "department_id"] as const
    const name = written[pick(written.length)] ?? "title"
    const drawn = values[name]
    switch (pick(3)) {
      case 0:
        return {
          type: "member-written",
          employee_id,
          user: {
            ...(Object.hasOwn(now, "language_code") ? { language_code: now["language_code"] } : {}),
            [name]: drawn[pick(drawn.length)] ?? drawn[0]
          }
        }
      case 1:
        return { type: "member-written", employee_id, user: { activate: "instant" } }
      default:
        return { type: "time-passed", now: "2026-02-01 00:00:00" }
    }
  },
  later: () => []
}
