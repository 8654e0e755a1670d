/** What Muster expects of SailPoint: an update carries the whole record, and the owner's changes its end date only. */
import { type Change, Plan, Semantics } from "@muster/core"
import { MatchersV3 } from "@pact-foundation/pact"
import * as Effect from "effect/Effect"
import { type Conversation, read, write } from "../Pact.ts"
import { sailPointOwner } from "../subjects/SailPoint.ts"
import {
  data,
  end,
  exists,
  fields,
  id,
  member,
  other,
  owned,
  patch,
  phone,
  put,
  record,
  refusal,
  show,
  single,
  stranger,
  taken
} from "./SailPointInteractions.ts"

/** Plans by the operation that is the second choice wherever a PUT serves as well. */
const patched =
  (change: Change.Change): Conversation["talk"] =>
  (vendor) =>
    vendor.read(member).pipe(
      Effect.flatMap((snapshot) => {
        const operation = Semantics.operationOf(vendor.semantics, "PATCH /v3/non-employee-records/{id}")
        return Effect.fromResult(Plan.make(operation, snapshot, change))
      }),
      Effect.flatMap(vendor.write)
    )

export const conversations: ReadonlyArray<Conversation> = [
  {
    says: "an update of one field sends the whole record",
    interactions: [
      show,
      put("an update of one field", ["S1", "S3", "S7"], exists, { ...record, ...phone }, 200)
    ],
    talk: write(member, { merge: phone }),
    ends: "done"
  },
  {
    says: "an update of one attribute sends the other one with it",
    interactions: [
      show,
      put(
        "an update of one attribute",
        ["S4", "S7"],
        exists,
        { ...fields, data: { ...data, contractor: "no" } },
        200
      )
    ],
    talk: write(member, { merge: { "data.contractor": "no" } }),
    ends: "done"
  },
  {
    says: "an attribute is cleared by leaving it out of those that are sent",
    interactions: [
      show,
      put(
        "an update that leaves one attribute out",
        ["S7"],
        exists,
        { ...fields, data: { constructor: "no" } },
        200
      )
    ],
    talk: write(member, { merge: { "data.contractor": null } }),
    ends: "done"
  },
  {
    says: "a replacement sends what it names, and no attribute besides",
    interactions: [show, put("an update of everything", ["S1", "S3", "S7"], exists, other, 200)],
    talk: write(member, { replace: other }),
    ends: "done"
  },
  {
    says: "an owner who moves the end date sends the other fields as they are, and no attributes",
    interactions: [
      { ...show, says: "a read of a record by the owner of its source", state: owned },
      put(
        "an update of the end date by the owner of the source",
        ["S1", "S2"],
        owned,
        { ...fields, ...end },
        200
      )
    ],
    as: sailPointOwner,
    talk: write(member, { merge: end }),
    ends: "done"
  },
  {
    says: "attributes that are cleared as a whole are patched, because leaving them out of a PUT may keep them",
    interactions: [
      show,
      patch(
        "a patch that clears the attributes",
        exists,
        [
          { op: "test", path: "/data", value: data },
          { op: "replace", path: "/data", value: {} }
        ],
        200
      )
    ],
    talk: write(member, { merge: { data: null } }),
    ends: "done"
  },
  {
    says: "a patch tests what it replaces and what it removes",
    interactions: [
      show,
      patch(
        "a patch that replaces a field and removes an attribute",
        exists,
        [
          { op: "test", path: "/phone", value: fields.phone },
          { op: "test", path: "/data/contractor", value: "yes" },
          { op: "replace", path: "/phone", value: phone.phone },
          { op: "remove", path: "/data/contractor" }
        ],
        200
      )
    ],
    talk: patched({ merge: { ...phone, "data.contractor": null } }),
    ends: "done"
  },
  {
    says: "a patch adds what is not there yet",
    interactions: [
      {
        ...show,
        says: "a read of a record with one attribute",
        state: single,
        answer: { status: 200, body: { id, ...fields, data: { constructor: "no" } } }
      },
      patch(
        "a patch that adds an attribute",
        single,
        [{ op: "add", path: "/data/contractor", value: "yes" }],
        200
      )
    ],
    talk: patched({ merge: { "data.contractor": "yes" } }),
    ends: "done"
  },
  {
    says: "a patch of what somebody else has changed meanwhile is refused",
    interactions: [
      show,
      patch(
        "a patch whose test does not hold any more",
        { name: "a record with another phone exists", params: member },
        [
          { op: "test", path: "/phone", value: fields.phone },
          { op: "replace", path: "/phone", value: phone.phone }
        ],
        400,
        refusal("400.1.3 Illegal value")
      )
    ],
    talk: patched({ merge: phone }),
    ends: "Invalid"
  },
  {
    says: "a record that nobody knows is not found",
    interactions: [
      {
        says: "a read of a record that nobody knows",
        clauses: ["S9"],
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
        ["S9"],
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
        ["S8", "S9"],
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
        ["S9"],
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
        clauses: ["S9"],
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
        clauses: ["S11"],
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
