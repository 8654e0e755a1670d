/** The stand-in for 88 Miles, put together: state, rules and routes under one reading. */
import { firstReading as firstOf, settle } from "@muster/twin-kit/Reading"
import type { Twin } from "@muster/twin-kit"
import { routes } from "./Routes.ts"
import { Refusal, update } from "./Rules.ts"
import { event, seed, type State, type Write } from "./State.ts"
import { axes, type MilesReading } from "./Vocabulary.ts"

export { axes, type MilesReading }
export type { State }

/** The first answer of every axis. */
export const firstReading: MilesReading = firstOf(axes)

/** Another writer, who may update: the same rules as for this client. */
const write =
  (reading: MilesReading): Write =>
  (state, uuid, body) => {
    const outcome = update(reading, state, uuid, body, true)
    if (outcome instanceof Refusal) throw new Error(`The other writer was refused: ${outcome.message}`)
    return outcome
  }

export const twin: Twin<State> = {
  id: "88miles",
  rules: (reading) => routes(settle(axes, reading)),
  seed: (json, reading) => {
    settle(axes, reading)
    return seed(json)
  },
  event: (state, json, reading) => event(state, json, write(settle(axes, reading)))
}
