/** Larch's manual, tried by the contract kit: at an honest server, or with LARCH=forgetful at one that breaks L2. */
import { type Target, Verify } from "@muster/harness"
import * as Effect from "effect/Effect"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
import * as Redacted from "effect/Redacted"
import { afterAll, expect, it } from "vitest"
import * as Larch from "./adapter.ts"
import { serve } from "./server.ts"

const larch: Target.Target = {
  vendor: "larch",
  clauses: [
    { id: "L2", status: "documented", says: "A PUT replaces the whole record: what it leaves out is gone." },
    { id: "L3", status: "documented", says: "A record without full_name is refused, and nothing changes." }
  ],
  samples: (serial) => ({
    values: {
      full_name: [`Jane ${serial}`, `Joan ${serial}`],
      job: ["Auditor", "Controller"],
      desk: ["B-12", "C-3"]
    },
    voidable: ["job", "desk"],
    roles: [],
    members: []
  }),
  newcomer: {
    hazards: [],
    values: (serial) => ({ full_name: `Jane ${serial}`, job: "Auditor", desk: "B-12" })
  },
  requestsPerSecond: 1
}

const { baseUrl, stop } = await serve({ isForgetful: process.env["LARCH"] === "forgetful" })
afterAll(stop)

const adapter = Larch.make({ baseUrl, credentials: Effect.succeed(Redacted.make("token")) })
const { findings, left } = await Verify.run(larch, adapter, { isPaced: false }).pipe(
  Effect.provide(FetchHttpClient.layer),
  Effect.runPromise
)

it.each(findings)("$clause: $says", (finding) => {
  expect("told" in finding ? finding.told : finding.status).toBe("held")
})

it("leaves nobody behind", () => expect(left).toEqual([]))
