/** What Muster expects of Digits, as conversations. */
import type { Change } from "@muster/core"
import { MatchersV3 } from "@pact-foundation/pact"
import { type Conversation, read, write } from "../Pact.ts"
import {
  bound,
  clients,
  employee,
  entities,
  member,
  pages,
  reads,
  refusal,
  stranger,
  update
} from "./DigitsInteractions.ts"

/** A grant on both sides and a default for the side that has none. */
const change: Change.Change = {
  access: {
    grant: [
      { entityExternalId: "ledger-1", role: "Admin" },
      { client: "acme", entity: "acme-1", role: "Admin" }
    ],
    default: { client: { role: "Associate", existing: "apply" } }
  }
}

const wizard: Change.Change = {
  access: { replace: { own: { entries: [{ entity: "books-1", role: "Wizard" }] } } }
}

export const conversations: ReadonlyArray<Conversation> = [
  {
    says: "an update names the role, both defaults and every entry",
    interactions: [
      ...reads,
      {
        says: "an update with defaults, own entries and nested entries of a client",
        clauses: ["D1", "D3", "D4", "D5", "D6", "D15"],
        state: bound,
        request: update,
        answer: { status: 200 }
      }
    ],
    talk: write(member, change),
    ends: "done"
  },
  {
    says: "a list is read to its last page",
    interactions: [entities, ...pages],
    talk: read(member),
    ends: "done"
  },
  {
    says: "a member without a binding is not found",
    interactions: [
      entities,
      clients,
      {
        says: "a read of an employee who is not bound",
        clauses: [],
        state: { name: "no employee is bound", params: stranger },
        request: { ...employee.request, query: stranger },
        answer: { status: 404, body: refusal }
      }
    ],
    talk: read(stranger),
    ends: "NotFound"
  },
  {
    says: "a token without the scope may not update",
    interactions: [
      ...reads,
      {
        says: "an update with a token that lacks the scope",
        clauses: ["D14"],
        state: {
          name: "an employee is bound and the token lacks the scope organization:sync",
          params: member
        },
        request: update,
        answer: { status: 403, body: refusal }
      }
    ],
    talk: write(member, change),
    ends: "Forbidden"
  },
  {
    says: "a role that the organization does not use is refused",
    interactions: [
      ...reads,
      {
        says: "an update with a role that the organization does not use",
        clauses: [],
        state: bound,
        request: {
          ...update,
          body: {
            userId: "u-1",
            organizationRole: "Associate",
            entities: [{ entityId: "books-1", role: "Wizard" }]
          }
        },
        answer: { status: 400, body: refusal }
      }
    ],
    talk: write(member, { ...wizard, accept: ["drops-default:own"] }),
    ends: "Invalid"
  },
  {
    says: "a token that nobody issued is not accepted",
    interactions: [
      {
        says: "a read with a token that nobody issued",
        clauses: ["D15"],
        state: { name: "the token is unknown", params: {} },
        request: entities.request,
        answer: { status: 401, body: refusal }
      }
    ],
    talk: read(member),
    ends: "Unauthorized"
  },
  {
    says: "a rate limit that is used up ends the operation",
    interactions: [
      {
        says: "a read beyond the rate limit",
        clauses: ["D23"],
        state: { name: "the rate limit is used up", params: member },
        request: entities.request,
        answer: {
          status: 429,
          headers: {
            "X-RateLimit-Remaining": "0",
            "X-RateLimit-Reset": MatchersV3.regex(/^\d+$/, "4102444800")
          },
          body: {
            error: {
              code: "RATE_LIMIT_EXCEEDED",
              message: "Rate limit exceeded. Try again later.",
              details: { retry_after: 60 }
            }
          }
        }
      }
    ],
    talk: read(member),
    ends: "RateLimited"
  }
]
