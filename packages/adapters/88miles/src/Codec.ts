/** Between the forms of a plan and the JSON of 88 Miles: pure, and total over what the planner chooses. */
import * as Answer from "@muster/adapter-kit/Answer"
import type { Json, JsonObject } from "@muster/core/Json"
import type { Member } from "@muster/core/Member"
import type { Forms } from "@muster/core/Semantics"
import type { Snapshot } from "@muster/core/Snapshot"
import * as Result from "effect/Result"
import * as Wire from "./Wire.ts"

/** The body of an update: what the forms name, and nothing else (M1). */
export const encode = (_member: Member, forms: Forms): Json => ({ staff: Object.fromEntries(forms.fields) })

/** Whether a body is one that this adapter would send. */
export const checkRequest = Answer.strict(Wire.PutStaff)

/** A snapshot of what was answered, or the field that makes no sense. */
export const decode = (member: Member, json: unknown): Result.Result<Snapshot, Answer.Problem> =>
  Result.flatMap(staff(json), ({ response }) =>
    isSomebodyElse(member, response.uuid)
      ? Result.fail({ field: "response.uuid", rule: "is not the one that was asked for" })
      : Result.succeed(snapshot(member, response, answered(json)))
  )

const staff = Answer.decoder(Wire.Staff)

const isSomebodyElse = (member: Member, uuid: string | null | undefined): boolean =>
  typeof uuid === "string" && uuid.toLowerCase() !== member["uuid"]?.toLowerCase()

type Response = (typeof Wire.Staff.Type)["response"]

const snapshot = (member: Member, { uuid: _uuid, ...fields }: Response, all: JsonObject): Snapshot => {
  const { fields: modelled } = Wire.Staff.fields.response
  return {
    vendor: "88miles",
    member,
    values: Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null)),
    unknown: Object.keys(modelled).filter((name) => !optional.includes(name) && !Object.hasOwn(fields, name)),
    rest: Object.fromEntries(Object.entries(all).filter(([name]) => !Object.hasOwn(modelled, name)))
  }
}

/** Left out, these are void; any other field that is left out is unknown. */
const optional = ["uuid", "hourly_rate_cents"]

/** The decoder has seen that there is an object. */
const answered = (json: unknown): JsonObject => (json as { readonly response: JsonObject }).response
