/** Somebody at 88 Miles. */
import type { Change } from "@muster/core"
import { type Scenario, tokens } from "../Scenario.ts"
import { eightyEightMiles } from "../subjects/EightyEightMiles.ts"

const uuid = "ca9a4107-a86a-4ab8-b6c0-8a7831e4cd44"
const people = [uuid, ...["login", "first", "last", "new"].map((name) => `canary-${name}`), "canary@mail"]

export const onMiles: Scenario = {
  subject: eightyEightMiles,
  seed: {
    members: [
      {
        uuid,
        login: "canary-login",
        first_name: "canary-first",
        last_name: "canary-last",
        email_address: "canary@mail.example",
        time_zone: "Europe/Berlin",
        active: "false",
        type: "staff",
        hourly_rate_cents: 4711
      }
    ],
    caller: { uuid },
    tokens: tokens.map((token) => ({ token, mayUpdate: true }))
  },
  member: { uuid },
  harmless: { merge: { first_name: "canary-new" } },
  unsent: [
    ["Invalid", { merge: { "canary-new": "canary-new" } }],
    ["Invalid", { merge: { active: "canary-new" } }],
    ["Invalid", { access: { grant: [{ entity: "canary-new", role: "canary-new" }] } }],
    ["Inexpressible", { merge: { login: null } }],
    ["NeedsConsent", { merge: { active: "true" } }]
  ],
  meanwhile: { type: "member-written", uuid, staff: { last_name: "canary-new" } },
  secrets: tokens,
  people,
  echo: JSON.stringify({ error: [...tokens, ...people].join(" ") }),
  unread: []
}

/** Makes the member active, which costs a charge and sends a mail. */
export const reactivation: Scenario & { readonly costly: Change.Change } = {
  ...onMiles,
  costly: { merge: { active: "true" }, accept: ["may-charge", "sends-message"] }
}
