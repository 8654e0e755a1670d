/**
 * Tells a connection that was never made from one that broke. Only the first is certain that nothing was sent, so
 * everything that is not known to belong there counts as broken.
 */
import type { HttpClientError } from "effect/http/HttpClientError"
import * as Predicate from "effect/Predicate"

/** Whether the request cannot have gone out. */
export const neverHappened = ({ reason }: HttpClientError): boolean =>
  reason._tag === "InvalidUrlError" || reason._tag === "EncodeError" || isBefore(reason.cause, 0)

/** fetch and happy eyeballs wrap the transport's own error. */
const isBefore = (cause: unknown, depth: number): boolean =>
  depth < 4 &&
  Predicate.isObject(cause) &&
  ((Predicate.hasProperty(cause, "syscall") && cause.syscall === "connect") ||
    (Predicate.hasProperty(cause, "code") && Predicate.isString(cause.code) && before.test(cause.code)) ||
    (Predicate.hasProperty(cause, "cause") && isBefore(cause.cause, depth + 1)))

/** No address, nobody listening, no way there, or no certificate to trust: all before the first byte of a request. */
const before =
  /^(ECONNREFUSED|ENOTFOUND|EAI_\w+|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|UND_ERR_INVALID_ARG|CERT_\w+|ERR_TLS_CERT_\w+|\w*SELF_SIGNED_CERT\w*|UNABLE_TO_\w+)$/
