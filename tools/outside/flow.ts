/** A change of job at a Larch that keeps to its manual: planned, applied, read back. */
import * as Update from "@muster/adapter-kit/Update"
import * as Effect from "effect/Effect"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
import * as Redacted from "effect/Redacted"
import * as Larch from "./adapter.ts"
import { serve } from "./server.ts"

const flow = Effect.fnUntraced(function* (baseUrl: string) {
  const larch = yield* Larch.make({ baseUrl, credentials: Effect.succeed(Redacted.make("token")) })
  const { create, remove } = larch.roster
  if (create === undefined || remove === undefined) return yield* Effect.die("the roster is not whole")
  const member = yield* create({ full_name: "Jane", job: "Auditor", desk: "B-12" })
  const plan = yield* Update.plan(larch, member, { merge: { job: "Controller", desk: null } })
  console.log(plan.request)
  const receipt = yield* Update.apply(larch, plan)
  console.log(receipt.status, (yield* larch.read(member)).values)
  yield* remove(member)
  const { reason } = yield* Effect.flip(larch.read(member))
  console.log(reason._tag)
})

const { baseUrl, stop } = await serve({ isForgetful: false })
await Effect.runPromise(flow(baseUrl).pipe(Effect.provide(FetchHttpClient.layer))).finally(stop)
