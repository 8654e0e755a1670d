/** Somebody at eloomi, who gets a password. */
import { make, tokens as ask } from "@muster/adapter-eloomi/Adapter"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { type Scenario, token, tokens } from "../Scenario.ts"
import { eloomi } from "../subjects/Eloomi.ts"

const clientId = "canary-client"
const employee_id = "canary-employee"

/** What the vendor is sent in the place of the secret NEW. */
export const password = "canary-password"

const record = {
  first_name: "canary-first",
  last_name: "canary-last",
  email: "canary@mail.example",
  personal_email: "canary@home.example",
  title: "canary-title",
  generic_role: "canary-work",
  phone: "canary-phone",
  mobile_phone: "canary-mobile",
  language_code: "canary-language",
  user_permission: "canary-permission",
  start_of_employment_at: "1947-11-07 08:00:00",
  end_of_employment_at: "2047-11-07 08:00:00"
}

/** Members of a user that nothing can write. */
const unread = [
  "id",
  "username",
  "gender",
  "birthday",
  "country",
  "location",
  "legal",
  "level",
  "initials",
  "sub_company",
  "skill_level",
  "salary_id",
  "timezone",
  "custom_attributes",
  "access_groups[].name"
]

const secrets = [...tokens, password, "canary-client-secret"]
const people = [clientId, employee_id, ...Object.values(record), "canary-new"]

export const onEloomi: Scenario = {
  subject: {
    ...eloomi,
    headers: { clientid: clientId },
    connect: (settings) =>
      make({ ...settings, clientId, secrets: { NEW: Effect.succeed(Redacted.make(password)) } })
  },
  seed: {
    company: { language: "da" },
    now: "2026-01-15 12:00:00",
    clients: [{ clientId, secret: "canary-client-secret" }],
    tokens: tokens.map((token) => ({ token, clientId })),
    departments: [{ id: 1, code: "canary-department" }],
    users: [
      {
        id: 1,
        employee_id,
        ...record,
        access_groups: [4711],
        team_ids: [4712],
        department_id: [1],
        direct_manager_ids: [2],
        activated_at: "1947-11-08 08:00:00"
      },
      { id: 2, employee_id: "canary-manager", email: "canary@manager.example" }
    ]
  },
  member: { employee_id },
  harmless: { merge: { first_name: "canary-new", password: { secret: "NEW" } } },
  unsent: [
    ["Invalid", { merge: { "canary-new": "canary-new" } }],
    ["Invalid", { merge: { password } }],
    ["Invalid", { merge: { start_of_employment_at: "canary-new" } }],
    ["Invalid", { access: { grant: [{ entity: "canary-new", role: "canary-new" }] } }],
    ["Inexpressible", { merge: { first_name: null } }],
    ["NeedsConsent", { merge: { employee_id: "canary-new" } }]
  ],
  meanwhile: { type: "member-written", employee_id, user: { title: "canary-new" } },
  secrets,
  people,
  echo: JSON.stringify({
    status: "canary-first",
    message: secrets.join(" "),
    extended_message: people.join(" ")
  }),
  unread: ["status", "status_code", "message", "extended_message", ...unread.map((name) => `data.${name}`)],
  login: {
    ask: (place) => ask({ ...place, clientId, clientSecret: Redacted.make("canary-client-secret") }),
    grant: { token_type: "Bearer", expires_in: 31535999, access_token: token }
  }
}
