/** The stand-in for SailPoint's non-employee records, put together: state, rules and routes under one reading. */
import { firstReading as firstOf, settle } from "@muster/twin-kit/Reading"
import type { Twin } from "@muster/twin-kit"
import { routes } from "./Routes.ts"
import { admit, update } from "./Rules.ts"
import { type Caller, event, seed, type State, type Writing } from "./State.ts"
import { axes, Refusal, type SailPointReading } from "./Vocabulary.ts"

export { axes, type SailPointReading }
export type { State }

/** The first answer of every axis. */
export const firstReading: SailPointReading = firstOf(axes)

const otherWriter: Caller = { user: true, role: "updater", owns: undefined }

/** The rules that seeding and events need. */
const writing = (reading: SailPointReading): Writing => ({
  admit: (state, seeded) => {
    const record = admit(reading, state, seeded)
    if (record instanceof Refusal) throw new Error(`This record cannot be there: ${record.text}`)
    return record
  },
  write: (state, id, body) => {
    const outcome = update(reading, state, id, body, otherWriter)
    if (outcome instanceof Refusal) throw new Error(`The other writer was refused: ${outcome.text}`)
    return outcome[0]
  }
})

export const twin: Twin<State> = {
  id: "sailpoint",
  rules: (reading) => routes(settle(axes, reading)),
  seed: (json, reading) => seed(json, writing(settle(axes, reading))),
  event: (state, json, reading) => event(state, json, writing(settle(axes, reading)))
}
