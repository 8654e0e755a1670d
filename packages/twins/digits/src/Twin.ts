/** The stand-in for Digits, put together: state, rules and routes under one reading. */
import { firstReading as firstOf, type Reading, settle } from "@muster/twin-kit/Reading"
import type { Twin } from "@muster/twin-kit"
import { routes } from "./Routes.ts"
import { created, Refusal, replace, update } from "./Rules.ts"
import { event, seed, type State, type Writing } from "./State.ts"
import { axes, decodeUpdate, type DigitsReading } from "./Vocabulary.ts"

export { axes, type DigitsReading }
export type { State }

/** The first answer of every axis. */
export const firstReading: DigitsReading = firstOf(axes)

/** The rules that seeding and events need. */
const writing = (reading: DigitsReading): Writing => ({
  bind: (state, employee) => {
    const reached = new Set(employee.reached)
    const unreached = new Set<string>()
    for (const id of reached) {
      if (!state.directory.entities.has(id)) throw new Error(`"reached" names no entity: "${id}".`)
    }
    for (const { clientId, entityId } of state.directory.entities.values()) {
      if (clientId !== undefined && !reached.has(entityId)) unreached.add(entityId)
    }
    const passedOver = reading["D-5"] === "reached" ? unreached : new Set<string>()
    const binding = replace(reading, state, employee.userId, employee, undefined, passedOver)
    if (binding instanceof Refusal) throw new Error(`This employee cannot be seeded: ${binding.message}`)
    return binding
  },
  write: (state, body) => {
    const asked = decodeUpdate(reading, body)
    const outcome =
      asked === undefined ? new Refusal(400, "The body has the wrong shape.") : update(reading, state, asked)
    if (outcome instanceof Refusal) throw new Error(`The other writer was refused: ${outcome.message}`)
    return outcome[0]
  },
  created: (state, entityIds) => created(reading, state, entityIds)
})

export const twin: Twin<State> = {
  id: "digits",
  rules: (reading) => routes(settle(axes, reading)),
  seed: (json, reading: Reading) => seed(json, writing(settle(axes, reading))),
  event: (state, json, reading: Reading) => event(state, json, writing(settle(axes, reading)))
}
