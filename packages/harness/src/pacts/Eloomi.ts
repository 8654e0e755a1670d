/** What Muster expects of eloomi: an update carries what it changes, and the two fields that have a default. */
import { MatchersV3 } from "@pact-foundation/pact"
import { type Conversation, type Interaction, read, type State, write } from "../Pact.ts"

const employeeId = "E1002"
const member = { employee_id: employeeId }
const path = `/v3/users-employee_id/${employeeId}`
const stranger = { employee_id: "E9" }
const exists = { name: "a user who is not active exists", params: member }

/** E-13, E-14: nobody says that these stay when they are left out, so that they are sent as they are. */
const defaulted = { language_code: "da", user_permission: "user" }

const show: Interaction = {
  says: "a read of a user",
  clauses: ["E1"],
  state: exists,
  request: { method: "GET", path },
  answer: {
    status: 200,
    body: {
      data: {
        employee_id: employeeId,
        first_name: "Jane",
        last_name: "Doe",
        email: "jane@example.com",
        personal_email: null,
        title: "Clerk",
        generic_role: "Accountant",
        phone: "+4512345678",
        mobile: null,
        language: "da",
        user_permission: "user",
        start_of_employment: "2017-12-25 08:00:00",
        end_of_employment: null,
        access_groups: [{ id: 1 }],
        department_id: [1],
        team_id: [],
        direct_manager_ids: [7],
        activated_at: null
      }
    }
  }
}

const patch = (
  says: string,
  clauses: ReadonlyArray<string>,
  state: State,
  change: object,
  status: number,
  refusal?: unknown
): Interaction => ({
  says,
  clauses,
  state,
  request: { method: "PATCH", path, body: { ...defaulted, ...change } },
  answer: { status, ...(refusal === undefined ? {} : { body: refusal }) }
})

const title = { title: "Head of Accounting" }
const taken = { email: "taken@one.example" }
const departments = { department_id: [1, 2] }
const managers = { direct_manager_ids: [8] }
const prompts = {
  email: true,
  employee_id: false,
  legal_consent: true,
  password: false,
  phone: false,
  phone_code: false
}

export const conversations: ReadonlyArray<Conversation> = [
  {
    says: "an update of one field sends that field and those with a default",
    interactions: [show, patch("an update of one field", ["E1", "E2"], exists, title, 200)],
    talk: write(member, { merge: title }),
    ends: "done"
  },
  {
    says: "a field is cleared by null",
    interactions: [show, patch("an update that clears a field", ["E1"], exists, { title: null }, 200)],
    talk: write(member, { merge: { title: null }, accept: ["tentative:title"] }),
    ends: "done"
  },
  {
    says: "an update of prompts sends all of them",
    interactions: [show, patch("an update of prompts", ["E6"], exists, { prompts }, 200)],
    talk: write(member, { merge: { prompts } }),
    ends: "done"
  },
  {
    says: "a department is joined by naming those that stay with it",
    interactions: [show, patch("an update with one department more", ["E8"], exists, departments, 200)],
    talk: write(member, { merge: departments }),
    ends: "done"
  },
  {
    says: "other direct managers take the place of the former ones",
    interactions: [show, patch("an update with another direct manager", ["E7"], exists, managers, 200)],
    talk: write(member, { merge: managers }),
    ends: "done"
  },
  {
    says: "a user is activated by a command",
    interactions: [show, patch("an update that activates", ["E12"], exists, { activate: "instant" }, 200)],
    talk: write(member, { merge: { activate: "instant" } }),
    ends: "done"
  },
  {
    says: "a user whom nobody knows is not found, by a success without content",
    interactions: [
      {
        says: "a read of a user whom nobody knows",
        clauses: ["E5"],
        state: { name: "no such user exists", params: stranger },
        request: { method: "GET", path: `/v3/users-employee_id/${stranger.employee_id}` },
        answer: { status: 204 }
      }
    ],
    talk: read(stranger),
    ends: "NotFound"
  },
  {
    says: "a user who is gone by the time of her update is not found",
    interactions: [
      show,
      patch(
        "an update of a user who is gone",
        ["E5"],
        { name: "no such user exists", params: member },
        title,
        204
      )
    ],
    talk: write(member, { merge: title }),
    ends: "NotFound"
  },
  {
    says: "an address that is in use is invalid, in the envelope",
    interactions: [
      show,
      patch(
        "an update to an address that is in use",
        ["E4", "E17"],
        {
          name: "a user who is not active exists and an address is in use",
          params: { ...member, ...taken }
        },
        taken,
        400,
        {
          message: MatchersV3.string("Something went wrong during the user update. Please try again."),
          extended_message: MatchersV3.string("User with the email [taken@one.example] already exists.")
        }
      )
    ],
    talk: write(member, { merge: taken }),
    ends: "Invalid"
  },
  {
    says: "a token that nobody issued is not accepted",
    interactions: [
      {
        says: "a read with a token that nobody issued",
        clauses: ["E4"],
        state: { name: "the token is unknown", params: member },
        request: show.request,
        answer: { status: 401, body: { error: MatchersV3.string("Unauthenticated.") } }
      }
    ],
    talk: read(member),
    ends: "Unauthorized"
  },
  {
    // Status and header are assumed: the pages tell of the limit and name neither (E15).
    says: "a rate limit that is used up ends the operation",
    interactions: [
      {
        says: "a read beyond the rate limit",
        clauses: ["E15"],
        state: { name: "the rate limit is used up", params: member },
        request: show.request,
        answer: {
          status: 429,
          headers: {
            "X-RateLimit-Remaining": "0",
            "Retry-After": MatchersV3.regex(/^\d+$/, "60")
          },
          body: { error: MatchersV3.string("Too Many Attempts.") }
        }
      }
    ],
    talk: read(member),
    ends: "RateLimited"
  }
]
