/** One member at each vendor whose every name is a canary, for tests of what goes wrong on the wire. */
import type { Change, Member } from "@muster/core"
import type { Subject } from "./Subject.ts"
import { digits } from "./subjects/Digits.ts"
import { eightyEightMiles } from "./subjects/EightyEightMiles.ts"

export interface Scenario {
  readonly subject: Subject
  readonly seed: unknown
  readonly member: Member.Member
  /** A change that is safe to repeat. */
  readonly harmless: Change.Change
  /** Changes that never leave: by the name of the reason. */
  readonly unsent: ReadonlyArray<readonly [reason: string, change: Change.Change]>
  /** Something another writer does. */
  readonly meanwhile: unknown
  /** How many requests one read takes. */
  readonly reads: number
  /** What no diagnostic may hold. */
  readonly canaries: ReadonlyArray<string>
  /** A refusal of this vendor that repeats every canary. */
  readonly echo: string
}

/** The token of every scenario. */
export const token = "canary-token"

const names = (kind: string) => ["canary-books", "canary-ledger", "canary-client", "canary-shop", kind]

const digitsCanaries = [token, "canary-user", "canary-role", ...names("canary-external")]

const onDigits: Scenario = {
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
        entityRole: "canary-role"
      }
    ],
    tokens: [{ token, scopes: ["organization:sync"] }]
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
  reads: 3,
  canaries: digitsCanaries,
  echo: JSON.stringify({ error: { code: "canary-role", message: digitsCanaries.join(" ") } })
}

const uuid = "ca9a4107-a86a-4ab8-b6c0-8a7831e4cd44"
const milesCanaries = [
  token,
  uuid,
  ...["login", "first", "last", "new"].map((name) => `canary-${name}`),
  "canary@mail"
]

const onMiles: Scenario = {
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
    tokens: [{ token, mayUpdate: true }]
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
  reads: 1,
  canaries: milesCanaries,
  echo: JSON.stringify({ error: milesCanaries.join(" ") })
}

export const scenarios: ReadonlyArray<Scenario> = [onDigits, onMiles]

/** Makes the member of 88 Miles active, which costs a charge and sends a mail. */
export const reactivation: Scenario & { readonly costly: Change.Change } = {
  ...onMiles,
  costly: { merge: { active: "true" }, accept: ["may-charge", "sends-message"] }
}
