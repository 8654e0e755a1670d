/** The requests to SailPoint and its answers that the conversations are made of. */
import { MatchersV3 } from "@pact-foundation/pact"
import type { Interaction, State } from "../Pact.ts"

export const id = "ef38f94347e94562b5bb8424a56397d8"
export const member = { id }
export const path = `/v3/non-employee-records/${id}`
export const stranger = "0b1f5f0e6a3c4bb09a0c0d6a2f8f1c11"
export const exists = { name: "a record with two attributes exists", params: member }
export const single = { name: "a record with one attribute exists", params: member }
export const owned = {
  name: "a record with two attributes exists and the token is the owner's of its source",
  params: member
}

export const fields = {
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
export const data = { contractor: "yes", constructor: "no" }
export const record = { ...fields, data }

export const show: Interaction = {
  says: "a read of a record",
  clauses: ["S3", "S4"],
  state: exists,
  request: { method: "GET", path },
  answer: { status: 200, body: { id, ...record } }
}

export const put = (
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
  request: { method: "PUT", path, body },
  answer: { status, ...(refusal === undefined ? {} : { body: refusal }) }
})

/** S9: only the shape of a refusal is assumed; its words are the vendor's. */
export const refusal = (detailCode: string) => ({
  detailCode: MatchersV3.string(detailCode),
  messages: MatchersV3.eachLike({ text: MatchersV3.string("This is refused.") })
})

/** S6: a patch names what changes, and tests what was there before. */
export const patch = (
  says: string,
  state: State,
  operations: ReadonlyArray<object>,
  status: number,
  refusal?: unknown
): Interaction => ({
  says,
  clauses: ["S6"],
  state,
  request: { method: "PATCH", path, type: "application/json-patch+json", body: operations },
  answer: { status, ...(refusal === undefined ? {} : { body: refusal }) }
})

export const phone = { phone: "512-555-9876" }
export const end = { endDate: "2022-01-01T00:00:00+01:00" }
export const taken = { accountName: "ada.byron" }

/** Another value for everything that can have one. */
export const other = {
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
