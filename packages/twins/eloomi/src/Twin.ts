/** The stand-in for eloomi's users, put together: state, rules and routes under one reading. */
import { firstReading as firstOf, settle } from "@muster/twin-kit/Reading"
import type { Twin } from "@muster/twin-kit"
import { routes } from "./Routes.ts"
import { update } from "./Rules.ts"
import { event, seed, type State, type Write } from "./State.ts"
import { axes, type EloomiReading, Refusal } from "./Vocabulary.ts"

export { axes, type EloomiReading }
export type { State }

/** The first answer of every axis. */
export const firstReading: EloomiReading = firstOf(axes)

/** Another writer's update; one that the rules refuse could not have happened. */
const write =
  (reading: EloomiReading): Write =>
  (state, user, body) => {
    const outcome = update(reading, state, user, body)
    if (outcome instanceof Refusal) throw new Error(`The other writer was refused: ${outcome.text}`)
    return outcome[0]
  }

export const twin: Twin<State> = {
  id: "eloomi",
  rules: (reading) => routes(settle(axes, reading)),
  seed: (json, reading) => {
    settle(axes, reading)
    return seed(json)
  },
  event: (state, json, reading) => event(state, json, write(settle(axes, reading)))
}
