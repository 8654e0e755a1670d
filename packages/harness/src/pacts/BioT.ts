/** What Muster expects of BioT: an update carries what it changes, an object as a whole, and nothing else. */
import { MatchersV3 } from "@pact-foundation/pact"
import { type Conversation, type Interaction, read, type State, write } from "../Pact.ts"

const id = "3fa85f64-5717-4562-b3fc-2c963f66afa6"
const member = { id }
const users = "/organization/v1/users/organizations"
const path = `${users}/${id}`
const stranger = "0b1f5f0e-6a3c-4bb0-9a0c-0d6a2f8f1c11"
const exists = { name: "a user with an address exists", params: member }

const address = { countryCode: "US", city: "Boston", zipCode: "02101" }

const show: Interaction = {
  says: "a read of a user",
  clauses: ["B3", "B4", "B15"],
  state: exists,
  request: { method: "GET", path },
  answer: {
    status: 200,
    body: {
      _id: id,
      _name: { firstName: "John", lastName: "Smith" },
      _email: "john@example.com",
      _phone: "+12345678901",
      _address: address,
      _mfa: { enabled: true, expirationInMinutes: 5 },
      _ownerOrganization: { id: "9b2d7a3e-1111-4c4c-8888-0242ac120002" },
      _enabled: "ENABLED",
      _template: { id: "7c9e6679-7425-40de-944b-e07fc1f90ae7" },
      badge: "red",
      size: "S"
    }
  }
}

const patch = (
  says: string,
  clauses: ReadonlyArray<string>,
  state: State,
  body: unknown,
  status: number,
  refusal?: unknown
): Interaction => ({
  says,
  clauses,
  state,
  request: { method: "PATCH", path, body },
  answer: { status, ...(refusal === undefined ? {} : { body: refusal }) }
})

/** B16: only the shape of a refusal is assumed; its words are the vendor's. */
const refusal = (code: string) => ({
  code: MatchersV3.string(code),
  message: MatchersV3.string("This is refused.")
})

const phone = { _phone: "+4512345678" }
const email = { _email: "smith@example.com" }
const custom = { badge: "blue", size: "M" }

export const conversations: ReadonlyArray<Conversation> = [
  {
    says: "an update of one attribute sends one attribute",
    interactions: [show, patch("an update of one attribute", ["B1"], exists, phone, 200)],
    talk: write(member, { merge: phone }),
    ends: "done"
  },
  {
    says: "an attribute is cleared by null",
    interactions: [show, patch("an update that clears an attribute", [], exists, { _phone: null }, 200)],
    talk: write(member, { merge: { _phone: null }, accept: ["tentative:_phone"] }),
    ends: "done"
  },
  {
    says: "an update of a city sends the rest of the address with it",
    interactions: [
      show,
      patch("an update of a city", ["B2"], exists, { _address: { ...address, city: "Springfield" } }, 200)
    ],
    talk: write(member, { merge: { "_address.city": "Springfield" } }),
    ends: "done"
  },
  {
    says: "an update of a first name sends the last name with it",
    interactions: [
      show,
      patch(
        "an update of a first name",
        ["B2"],
        exists,
        { _name: { firstName: "Ada", lastName: "Smith" } },
        200
      )
    ],
    talk: write(member, { merge: { "_name.firstName": "Ada" } }),
    ends: "done"
  },
  {
    says: "an object is cleared by null in its place",
    interactions: [show, patch("an update that clears an object", [], exists, { _mfa: null }, 200)],
    talk: write(member, {
      merge: { _mfa: null },
      accept: ["tentative:_mfa.enabled", "tentative:_mfa.expirationInMinutes"]
    }),
    ends: "done"
  },
  {
    says: "custom attributes stand beside the others",
    interactions: [show, patch("an update of custom attributes", ["B3"], exists, custom, 200)],
    talk: write(member, { merge: custom }),
    ends: "done"
  },
  {
    says: "a user whom nobody knows is not found",
    interactions: [
      {
        says: "a read of a user whom nobody knows",
        clauses: ["B16"],
        state: { name: "no such user exists", params: { id: stranger } },
        request: { method: "GET", path: `${users}/${stranger}` },
        answer: { status: 404, body: refusal("USER_NOT_FOUND") }
      }
    ],
    talk: read({ id: stranger }),
    ends: "NotFound"
  },
  {
    says: "a user who is gone by the time of the update is not found",
    interactions: [
      show,
      patch(
        "an update of a user who is gone",
        ["B16"],
        { name: "no such user exists", params: member },
        phone,
        404,
        refusal("USER_NOT_FOUND")
      )
    ],
    talk: write(member, { merge: phone }),
    ends: "NotFound"
  },
  {
    says: "a token without the permission is refused",
    interactions: [
      {
        says: "a read with a token that lacks the permission",
        clauses: ["B5", "B16"],
        state: {
          name: "a user with an address exists and the token lacks the permission PROTECTED_API",
          params: member
        },
        request: show.request,
        answer: { status: 403, body: refusal("ACCESS_DENIED") }
      }
    ],
    talk: read(member),
    ends: "Forbidden"
  },
  {
    says: "a caller who may not change an e-mail is refused",
    interactions: [
      show,
      patch(
        "an update of an e-mail by a caller who may not change it",
        ["B8", "B16"],
        { name: "a user with an address exists and the token may not change e-mails", params: member },
        email,
        403,
        refusal("EMAIL_CHANGE_NOT_PERMITTED")
      )
    ],
    talk: write(member, { merge: email }),
    ends: "Forbidden"
  },
  {
    says: "an e-mail that is in use is a conflict",
    interactions: [
      show,
      patch(
        "an update to an e-mail that is in use",
        ["B8", "B16"],
        { name: "a user with an address exists and an e-mail is in use", params: { id, ...email } },
        email,
        409,
        refusal("EMAIL_ALREADY_EXIST")
      )
    ],
    talk: write(member, { merge: email }),
    ends: "Conflict"
  },
  {
    says: "a phone that is fixed for who logs in by it is not changed",
    interactions: [
      show,
      patch(
        "an update of a phone that is fixed",
        ["B10", "B16"],
        { name: "a user with an address exists and her phone is fixed", params: member },
        phone,
        400,
        refusal("OTP_UPDATE_PHONE_DISABLED")
      )
    ],
    talk: write(member, { merge: phone }),
    ends: "Invalid"
  },
  {
    says: "a token that nobody issued is not accepted",
    interactions: [
      {
        says: "a read with a token that nobody issued",
        clauses: ["B16"],
        state: { name: "the token is unknown", params: member },
        request: show.request,
        answer: { status: 401, body: refusal("TOKEN_NOT_VALID") }
      }
    ],
    talk: read(member),
    ends: "Unauthorized"
  }
]
