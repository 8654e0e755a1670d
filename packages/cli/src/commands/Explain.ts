/** `muster explain`: who has which role where, and why; and what comes later would get. */
import type { VendorError } from "@muster/adapter-kit/VendorError"
import type { Unplannable } from "@muster/core/Unplannable"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import * as Ending from "../Ending.ts"
import * as Explanation from "../Explanation.ts"
import * as Flags from "../Flags.ts"
import * as Printing from "../Printing.ts"
import * as Readings from "../Readings.ts"
import * as Document from "../show/Document.ts"
import * as ErrorLines from "../show/ErrorLines.ts"
import * as ExplanationLines from "../show/ExplanationLines.ts"
import * as Vendors from "../Vendors.ts"

const vendorName = Flag.Literals("vendor", [...Vendors.fromEnvironment.keys()]).pipe(
  Flag.withDescription("The vendor's name")
)

const member = Flag.KeyValuePair("member").pipe(
  Flag.withDescription("The vendor's identifier and its value, as userId=u-1")
)

export const explain = Command.make(
  "explain",
  { vendor: vendorName, member, readings: Flags.readings, json: Flags.json, words: Flags.words },
  ({ json, member, readings, vendor: name, words }) =>
    Effect.gen(function* () {
      const vendor = yield* Readings.read(readings).pipe(
        Effect.flatMap((evidence) => Vendors.find(Vendors.measured(evidence), name)),
        Effect.catch((refusal) => Printing.refuse(refusal, json))
      )
      const snapshot = yield* vendor
        .read(member)
        .pipe(Effect.catch((error) => unread(error, { json, words })))
      const sides = Explanation.of(vendor.semantics, snapshot)
      yield* json
        ? Console.log(Document.print({ v: 1, vendor: name, member, values: snapshot.values, access: sides }))
        : Printing.print(ExplanationLines.of(snapshot, sides))
    })
).pipe(Command.withDescription("Explain who has which role where, and why"))

const unread = Effect.fnUntraced(function* (
  error: VendorError | Unplannable,
  { json, words }: { readonly json: boolean; readonly words: boolean }
) {
  const isUnplannable = error._tag === "Unplannable"
  const code = isUnplannable || error.reason._tag === "NotFound" ? 1 : 2
  yield* json
    ? Console.log(Document.ofRefusal({ problem: error.message }, code))
    : Printing.print(isUnplannable ? ErrorLines.unplannable(error) : ErrorLines.vendor(error, words))
  return yield* new Ending.Ended({ code })
})
