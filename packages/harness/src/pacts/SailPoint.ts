/** What Muster expects of SailPoint: an update carries the whole record, and the owner's changes its end date only. */
import { MatchersV3 } from "@pact-foundation/pact"
import { type Conversation, type Interaction, read, type State, write } from "../Pact.ts"
import { sailPointOwner } from "../subjects/SailPoint.ts"

const id = "ef38f94347e94562b5bb8424a56397d8"
const member = { id }
const path = `/v3/non-employee-records/${id}`
const stranger = "0b1f5f0e6a3c4bb09a0c0d6a2f8f1c11"
const exists = { name: "a record with two attributes exists", params: member }
const owned = {
  name: "a record with two attributes exists and the token is the owner's of its source",
  params: member
}

const fields = {
  accountName: "william.smith",
  firstName: "William",
  lastName: "Smith",
  email: "william.smith@example.com",
  phone: "512-555-1234",
  manager: "jane.doe",
  sourceId: "2c91808568c529c60168cca6f90c1313",
  startDate: "2020-03-24T00:00:00-05:00",
  endDate: "2021-03-25T00:00:00-05:00"
}
const data = { contractor: "yes", constructor: "no" }
const record = { ...fields, data }

const show: Interaction = {
  says: "a read of a record",
  state: exists,
  request: { method: "GET", path },
  answer: { status: 200, body: { id, ...record } }
}

const put = (says: string, state: State, body: unknown, status: number, refusal?: unknown): Interaction => ({
  says,
  state,
  request: { method: "PUT", path, body },
  answer: { status, ...(refusal === undefined ? {} : { body: refusal }) }
})

/** S9: only the shape of a refusal is assumed; its words are the vendor's. */
const refusal = (detailCode: string) => ({
  detailCode: MatchersV3.string(detailCode),
  messages: MatchersV3.eachLike({ text: MatchersV3.string("This is refused.") })
})

const phone = { phone: "512-555-9876" }
const end = { endDate: "2022-01-01T00:00:00+01:00" }
const taken = { accountName: "ada.byron" }

/** Another value for everything that can have one. */
const other = {
  accountName: "will.ray",
  firstName: "Will",
  lastName: "Ray",
  email: "will.ray@example.com",
  phone: "+4512345678",
  manager: "john.roe",
  sourceId: fields.sourceId,
  startDate: "2019-08-23T18:40:35.772Z",
  endDate: "2022-01-01T00:00:00Z",
  data: { contractor: "no" }
}

export const conversations: ReadonlyArray<Conversation> = [
  {
    says: "an update of one field sends the whole record",
    interactions: [show, put("an update of one field", exists, { ...record, ...phone }, 200)],
    talk: write(member, { merge: phone }),
    ends: "done"
  },
  {
    says: "an update of one attribute sends the other one with it",
    interactions: [
      show,
      put("an update of one attribute", exists, { ...fields, data: { ...data, contractor: "no" } }, 200)
    ],
    talk: write(member, { merge: { "data.contractor": "no" } }),
    ends: "done"
  },
  {
    says: "an attribute is cleared by leaving it out of those that are sent",
    interactions: [
      show,
      put("an update that leaves one attribute out", exists, { ...fields, data: { constructor: "no" } }, 200)
    ],
    talk: write(member, { merge: { "data.contractor": null } }),
    ends: "done"
  },
  {
    says: "a replacement sends what it names, and no attribute besides",
    interactions: [show, put("an update of everything", exists, other, 200)],
    talk: write(member, { replace: other }),
    ends: "done"
  },
  {
    says: "an owner who moves the end date sends the other fields as they are, and no attributes",
    interactions: [
      { ...show, says: "a read of a record by the owner of its source", state: owned },
      put("an update of the end date by the owner of the source", owned, { ...fields, ...end }, 200)
    ],
    as: sailPointOwner,
    talk: write(member, { merge: end }),
    ends: "done"
  },
  {
    says: "a record that nobody knows is not found",
    interactions: [
      {
        says: "a read of a record that nobody knows",
        state: { name: "no such record exists", params: { id: stranger } },
        request: { method: "GET", path: `/v3/non-employee-records/${stranger}` },
        answer: { status: 404, body: refusal("404 Not found") }
      }
    ],
    talk: read({ id: stranger }),
    ends: "NotFound"
  },
  {
    says: "a record that is gone by the time of its update is not found",
    interactions: [
      show,
      put(
        "an update of a record that is gone",
        { name: "no such record exists", params: member },
        { ...record, ...phone },
        404,
        refusal("404 Not found")
      )
    ],
    talk: write(member, { merge: phone }),
    ends: "NotFound"
  },
  {
    says: "a token without a user behind it may not update",
    interactions: [
      show,
      put(
        "an update with a token that has no user behind it",
        {
          name: "a record with two attributes exists and the token has no user behind it",
          params: member
        },
        { ...record, ...phone },
        403,
        refusal("403 Forbidden")
      )
    ],
    talk: write(member, { merge: phone }),
    ends: "Forbidden"
  },
  {
    says: "an account name that is in use is refused",
    interactions: [
      show,
      put(
        "an update to an account name that is in use",
        {
          name: "a record with two attributes exists and an account name is in use",
          params: { id, ...taken }
        },
        { ...record, ...taken },
        400,
        refusal("400.1.409 Reference conflict")
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
        state: { name: "the token is unknown", params: member },
        request: show.request,
        answer: { status: 401, body: { error: MatchersV3.string("JWT validation failed: JWT is expired") } }
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
        state: { name: "the rate limit is used up", params: member },
        request: show.request,
        answer: {
          status: 429,
          headers: { "Retry-After": MatchersV3.regex(/^\d+$/, "10") },
          body: { message: MatchersV3.string(" Rate Limit Exceeded ") }
        }
      }
    ],
    talk: read(member),
    ends: "RateLimited"
  }
]
