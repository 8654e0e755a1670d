/**
 * A fault: what goes wrong with the next vendor request, on purpose.
 * With `apply` the vendor has done the work before it goes wrong, as it may be after a timeout.
 */
import { Schema } from "effect"

const Answered = Schema.Struct({
  status: Schema.Int.check(Schema.isBetween({ minimum: 200, maximum: 599 })),
  headers: Schema.optionalKey(Schema.Record(Schema.String, Schema.String)),
  body: Schema.optionalKey(Schema.String),
  delayMs: Schema.optionalKey(Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 600_000 }))),
  apply: Schema.optionalKey(Schema.Boolean)
})
const Dropped = Schema.Struct({ drop: Schema.Literal(true), apply: Schema.optionalKey(Schema.Boolean) })

/** Another answer than the rules would give, or a socket that is closed without one. */
export const Fault = Schema.Union([Dropped, Answered])
export type Fault = typeof Fault.Type

/** Reads a list of faults; throws when it is none. */
export const decodeFaults = Schema.decodeUnknownSync(Schema.Array(Fault), { onExcessProperty: "error" })
