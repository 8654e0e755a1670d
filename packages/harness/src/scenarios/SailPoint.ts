/** Somebody at SailPoint, updated by who may update every field. */
import { tokens as ask } from "@muster/adapter-sailpoint/Adapter"
import * as Redacted from "effect/Redacted"
import { type Scenario, token, tokens } from "../Scenario.ts"
import { sailPoint } from "../subjects/SailPoint.ts"

const id = "ca9a4107a86a4ab8b6c08a7831e4cd44"
const record = {
  accountName: "canary-account",
  firstName: "canary-first",
  lastName: "canary-last",
  email: "canary@mail.example",
  phone: "canary-phone",
  manager: "canary-manager",
  sourceId: "canary-source",
  data: { contractor: "canary-contractor", constructor: "canary-constructor" },
  startDate: "1947-11-07T00:00:00-05:00",
  endDate: "2047-11-07T05:00:00.000Z"
}

const secrets = [...tokens, "canary-client-secret"]
const { data, ...fields } = record
const people = [id, ...Object.values(fields), ...Object.values(data), "canary-new"]

export const onSailPoint: Scenario = {
  subject: sailPoint,
  seed: {
    records: [{ id, ...record }],
    sources: [{ id: "canary-source", attributes: ["contractor", "constructor"] }],
    identities: ["canary-manager"],
    tokens: tokens.map((token) => ({ token, user: true, role: "updater" }))
  },
  member: { id },
  harmless: { merge: { firstName: "canary-new", "data.contractor": "canary-new" } },
  unsent: [
    ["Invalid", { merge: { "canary-new": "canary-new" } }],
    ["Invalid", { merge: { startDate: "canary-new" } }],
    ["Invalid", { access: { grant: [{ entity: "canary-new", role: "canary-new" }] } }],
    ["Inexpressible", { merge: { firstName: null } }],
    ["NeedsConsent", { merge: { sourceId: "canary-new" } }]
  ],
  meanwhile: { type: "member-written", id, record: { ...record, lastName: "canary-new" } },
  secrets,
  people,
  echo: JSON.stringify({
    detailCode: "canary-first",
    messages: [{ text: secrets.join(" ") }, { text: people.join(" ") }]
  }),
  unread: ["created", "modified"],
  login: {
    ask: (place) =>
      ask({ ...place, clientId: "canary-client", clientSecret: Redacted.make("canary-client-secret") }),
    grant: { access_token: token, token_type: "bearer", expires_in: 749 }
  }
}
