/** Somebody at Digits. */
import { type Scenario, tokens } from "../Scenario.ts"
import { digits } from "../subjects/Digits.ts"

const people = ["books", "ledger", "client", "shop", "external", "user", "role"].map(
  (name) => `canary-${name}`
)

export const onDigits: Scenario = {
  subject: digits,
  seed: {
    entities: [{ entityId: "canary-books", externalId: "canary-ledger" }],
    clients: [{ clientId: "canary-client", entities: [{ entityId: "canary-shop" }] }],
    roles: ["canary-role", "Associate"],
    employees: [
      {
        userId: "canary-user",
        userExternalId: "canary-external",
        organizationRole: "canary-role",
        entityRole: "canary-role",
        entities: [{ entityId: "canary-books", role: "canary-role" }],
        clients: [{ clientId: "canary-client", role: "Associate" }]
      }
    ],
    tokens: tokens.map((token) => ({ token, scopes: ["organization:sync"] }))
  },
  member: { userId: "canary-user" },
  harmless: { access: { grant: [{ client: "canary-client", entity: "canary-shop", role: "canary-role" }] } },
  unsent: [
    ["Invalid", { merge: { "canary-role": "canary-role" } }],
    ["Invalid", { access: { grant: [{ entity: "canary-shop", role: "canary-role" }] } }],
    ["UnknownTarget", { access: { grant: [{ entity: "canary-external", role: "canary-role" }] } }],
    ["Inexpressible", { access: { revoke: [{ entity: "canary-books" }] } }],
    ["NeedsConsent", { access: { default: { own: { role: null, existing: "let go" } } } }]
  ],
  meanwhile: {
    type: "employee-written",
    body: { userId: "canary-user", organizationRole: "canary-role" }
  },
  secrets: tokens,
  people,
  echo: JSON.stringify({ error: { code: "canary-role", message: [...tokens, ...people].join(" ") } }),
  unread: ["access.clientEntities[].clientId"]
}
