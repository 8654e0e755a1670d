/** A vendor's documented clauses, tried on a server. It brings the contract kit, so only `verify` loads it. */
import { trials } from "@muster/harness/saboteurs/Trials"
import * as AtTwin from "@muster/harness/verify/AtTwin"
import type { Finding } from "@muster/harness/verify/Finding"
import * as Target from "@muster/harness/verify/Target"
import * as Verify from "@muster/harness/verify/Verify"
import * as Effect from "effect/Effect"
import * as Ending from "./Ending.ts"
import * as Progress from "./Progress.ts"
import * as Server from "./Server.ts"

interface Result {
  readonly findings: ReadonlyArray<Finding>
  readonly left: ReadonlyArray<string>
}

/** On a stand-in whose control token a variable holds: all of them. */
export const atTwin = Effect.fnUntraced(function* (vendor: string, baseUrl: string, controlEnv: string) {
  const trial = trials.find(({ subject }) => subject.id === vendor)
  const clauses = Target.all.get(vendor)?.clauses
  if (trial === undefined || clauses === undefined) return yield* Ending.refuse("there is no such vendor")
  const onStep = yield* Progress.steps(`verifying ${vendor}`)
  let done = 0
  const place = { baseUrl, controlToken: yield* Server.secret(controlEnv) }
  const findings = yield* AtTwin.verify(trial, clauses, place, () => onStep((done += 1), clauses.length))
  return { findings, left: [] } satisfies Result
})

/** On any other server: those that the vendor's own operations show. */
export const elsewhere = Effect.fnUntraced(function* (
  options: Server.Server & { readonly accept: ReadonlyArray<string>; readonly readOnly: boolean }
) {
  const { accept, readOnly: isReadOnly, vendor } = options
  const target = Target.all.get(vendor)
  if (target === undefined) return yield* Ending.refuse("there is no such vendor")
  return yield* Verify.run(target, Server.connect(options), {
    ...Server.member(options),
    accept,
    isReadOnly,
    isPaced: Server.isPaced(options),
    onExperiment: yield* Progress.steps(`verifying ${vendor}`)
  })
})
