/** The stand-in for BioT's organization users, put together: state, rules and routes under one reading. */
import { firstReading as firstOf, settle } from "@muster/twin-kit/Reading"
import type { Twin } from "@muster/twin-kit"
import { Result } from "effect"
import { routes } from "./Routes.ts"
import { admit, enable, remove, update } from "./Rules.ts"
import { event, seed, type State, type Writing } from "./State.ts"
import { axes, type BiotReading, type Outcome } from "./Vocabulary.ts"

export { axes, type BiotReading }
export type { State }

/** The first answer of every axis. */
export const firstReading: BiotReading = firstOf(axes)

const accepted = <A>(outcome: Outcome<A>): A =>
  Result.getOrThrowWith(
    outcome,
    ({ code, details }) => new Error(`The vendor refuses this: ${code} ${JSON.stringify(details)}`)
  )

/** The rules that seeding and events need. Another writer may change e-mails. */
const writing = (reading: BiotReading): Writing => ({
  admit: (state, seeded) => accepted(admit(reading, state, seeded))[0],
  write: (state, id, body) => accepted(update(reading, state, id, body, true))[0],
  remove: (state, id) => accepted(remove(state, id)),
  enable: (state, id, enabled) => accepted(enable(state, id, enabled))[0]
})

export const twin: Twin<State> = {
  id: "biot",
  rules: (reading) => routes(settle(axes, reading)),
  seed: (json, reading) => seed(json, writing(settle(axes, reading))),
  event: (state, json, reading) => event(state, json, writing(settle(axes, reading)))
}
