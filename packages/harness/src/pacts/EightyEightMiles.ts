/** What Muster expects of 88 Miles: an update carries what it changes, in its wrapper, and nothing else. */
import { MatchersV3 } from "@pact-foundation/pact"
import { type Conversation, type Interaction, read, type State, write } from "../Pact.ts"

const uuid = "161e6c57-a86a-4ab8-b6c0-8a7831e4cd44"
const member = { uuid }
const path = `/api/1/staff/${uuid}.json`
const stranger = "00000000-0000-4000-8000-000000000000"
const exists = { name: "an inactive member exists", params: member }

const show: Interaction = {
  says: "a read of a member",
  clauses: ["M4", "M7"],
  state: exists,
  request: { method: "GET", path },
  answer: {
    status: 200,
    body: {
      response: {
        uuid,
        login: "ada",
        first_name: "Ada",
        last_name: "Byron",
        email_address: "ada@byron.example",
        time_zone: "Europe/Berlin",
        active: "false",
        type: "manager",
        hourly_rate_cents: null
      }
    }
  }
}

/** The member that the page prints, as a whole. */
const printed = {
  login: "user28",
  first_name: "Archibald",
  last_name: "Zulauf",
  email_address: "28christopher@towne.biz",
  time_zone: "Australia/Perth",
  active: "true",
  type: "staff",
  hourly_rate_cents: 10_000
}

const put = (
  says: string,
  clauses: ReadonlyArray<string>,
  state: State,
  staff: unknown,
  status: number,
  body?: unknown
): Interaction => ({
  says,
  clauses,
  state,
  request: { method: "PUT", path, body: { staff } },
  answer: { status, ...(body === undefined ? {} : { body }) }
})

const rename = { first_name: "Augusta" }
const taken = { email_address: "taken@one.example" }

export const conversations: ReadonlyArray<Conversation> = [
  {
    says: "an update of one attribute sends one attribute",
    interactions: [show, put("an update of one attribute", ["M1", "M7"], exists, rename, 200)],
    talk: write(member, { merge: rename }),
    ends: "done"
  },
  {
    says: "an update of every attribute sends every attribute",
    interactions: [show, put("an update of every attribute", ["M4", "M7"], exists, printed, 200)],
    talk: write(member, { replace: printed }),
    ends: "done"
  },
  {
    says: "a member whom nobody knows is not found",
    interactions: [
      {
        says: "a read of a member whom nobody knows",
        clauses: ["M3"],
        state: { name: "no such member exists", params: { uuid: stranger } },
        request: { method: "GET", path: `/api/1/staff/${stranger}.json` },
        answer: { status: 404 }
      }
    ],
    talk: read({ uuid: stranger }),
    ends: "NotFound"
  },
  {
    says: "a caller who may not update staff is refused",
    interactions: [
      show,
      put(
        "an update by a caller who may not update staff",
        ["M3"],
        { name: "an inactive member exists and the caller may not update staff", params: member },
        rename,
        403
      )
    ],
    talk: write(member, { merge: rename }),
    ends: "Forbidden"
  },
  {
    says: "a token that nobody issued is not accepted",
    interactions: [
      {
        says: "a read with a token that nobody issued",
        clauses: ["M3"],
        state: { name: "the token is unknown", params: member },
        request: show.request,
        answer: { status: 401 }
      }
    ],
    talk: read(member),
    ends: "Unauthorized"
  },
  {
    says: "a member more than the plan allows has to be paid for",
    interactions: [
      show,
      put(
        "an update that makes one member too many active",
        ["M3"],
        { name: "an inactive member exists and the plan is full", params: member },
        { active: "true" },
        402
      )
    ],
    talk: write(member, { merge: { active: "true" } }),
    ends: "PaymentRequired"
  },
  {
    says: "an address that is in use fails validation, with a message",
    interactions: [
      show,
      put(
        "an update to an address that is in use",
        ["M3"],
        { name: "an inactive member exists and an address is in use", params: { uuid, ...taken } },
        taken,
        422,
        { error: MatchersV3.string("email_address has already been taken.") }
      )
    ],
    talk: write(member, { merge: taken }),
    ends: "Invalid"
  }
]
