/**
 * How 88 Miles says no: by status (M3), with the message as `{ error }` or as bare text (M-11).
 * @see https://88miles.net/developers/1/staff/update
 */
import * as Failure from "@muster/adapter-kit/Failure"
import * as Predicate from "effect/Predicate"

/** The reason for a refusal, with the message it came with. */
export const judge: Failure.Judge = ({ json, status, text }) => ({
  reason: Failure.reason(status, message(json) ?? text)
})

const message = (json: unknown): string | undefined => {
  if (Predicate.isString(json)) return json
  return Predicate.hasProperty(json, "error") && Predicate.isString(json.error) ? json.error : undefined
}
