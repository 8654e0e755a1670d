/**
 * How eloomi says no: by status, with two messages in the envelope of every answer, or with `{ error }` where the
 * token is not accepted (E4).
 * @see https://apidocs.eloomi.com/v3/reference/users/update-user-by-employee-id
 */
import * as Failure from "@muster/adapter-kit/Failure"
import type * as Http from "@muster/adapter-kit/Http"
import { NotFound, VendorError } from "@muster/adapter-kit/VendorError"
import type { Operation, Reason } from "@muster/adapter-kit/VendorError"
import * as Effect from "effect/Effect"
import * as Predicate from "effect/Predicate"

/** The reason for a refusal, with whatever it says of itself. */
export const judge: Failure.Judge = ({ json, status, text }) => ({
  reason: Failure.reason(status, said(json) || text)
})

const said = (json: unknown): string =>
  ["error", "message", "extended_message"]
    .map((name) => (Predicate.hasProperty(json, name) ? json[name] : undefined))
    .filter((part) => Predicate.isString(part) && part !== "")
    .join(": ")

/** A success without content says that nobody has this employee id, and that nothing was done (E5). */
export const somebody = (
  operation: Operation,
  { json, status }: Http.Answer
): Effect.Effect<unknown, VendorError> =>
  status === 204 ? Effect.fail(undone(operation, new NotFound({ status }))) : Effect.succeed(json)

/** Nothing was sent, or nothing came of it. */
export const undone = (operation: Operation, reason: Reason): VendorError =>
  new VendorError({ vendor: "eloomi", operation, reason, sent: "no" })
