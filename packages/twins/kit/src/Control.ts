/**
 * The control interface of a served twin: seeds, events, faults, kept states, and a look at what was received.
 * It is pure; the server has already checked who calls.
 */
import { decodeFaults } from "./Fault.ts"
import { keep, used } from "./Kept.ts"
import type { Memory } from "./Memory.ts"
import type { Reading } from "./Reading.ts"
import type { Request, Response } from "./Rules.ts"
import type { Twin } from "./Twin.ts"

/** Every path that belongs to the control interface begins so. */
export const controlPrefix = "/-/"

/** Answers one control request. What makes no sense is refused with 400 and changes nothing. */
export const control = <State>(
  twin: Twin<State>,
  reading: Reading,
  memory: Memory<State>,
  request: Request
): readonly [Response, Memory<State>] => {
  try {
    return obey(twin, reading, memory, request)
  } catch (error) {
    return [json(400, { error: error instanceof Error ? error.message : "This makes no sense." }), memory]
  }
}

const obey = <State>(
  twin: Twin<State>,
  reading: Reading,
  memory: Memory<State>,
  request: Request
): readonly [Response, Memory<State>] => {
  switch (`${request.method} ${request.path}`) {
    case "POST /-/seed":
      return [json(200, {}), { ...memory, state: twin.seed(JSON.parse(request.body), reading) }]
    case "POST /-/events":
      return [json(200, {}), { ...memory, state: afterEvents(twin, reading, memory.state, request.body) }]
    case "POST /-/faults":
      return [json(200, {}), { ...memory, faults: decodeFaults(JSON.parse(request.body)) }]
    case "GET /-/received":
      return [json(200, memory.received), memory]
    case "DELETE /-/received":
      return [json(200, {}), { ...memory, received: [] }]
    case "GET /-/state":
      return [json(200, memory.state ?? null), memory]
    case "GET /-/reading":
      return [json(200, { vendor: twin.id, reading }), memory]
    case "POST /-/states": {
      const [id, kept] = keep(memory.kept, memory.state)
      return [json(200, { id }), { ...memory, kept }]
    }
    default:
      return putBack(memory, request)
  }
}

const keptPrefix = "POST /-/states/"

/** The last paths that there are: those of the kept states. */
const putBack = <State>(
  memory: Memory<State>,
  { method, path }: Request
): readonly [Response, Memory<State>] => {
  const asked = `${method} ${path}`
  const id = asked.startsWith(keptPrefix) ? asked.slice(keptPrefix.length) : ""
  return memory.kept.states.has(id)
    ? [json(200, {}), { ...memory, state: memory.kept.states.get(id), kept: used(memory.kept, id) }]
    : [json(404, { error: "There is nothing at this path." }), memory]
}

const afterEvents = <State>(
  twin: Twin<State>,
  reading: Reading,
  state: State | undefined,
  body: string
): State => {
  if (state === undefined) throw new Error("This twin has no seed yet.")
  const events: unknown = JSON.parse(body)
  return (Array.isArray(events) ? events : [events]).reduce<State>(
    (before, event) => twin.event(before, event, reading),
    state
  )
}

/** Maps and sets are written as lists, so that keys such as "__proto__" stay what they are. */
export const json = (status: number, value: unknown): Response => ({
  status,
  headers: { "content-type": "application/json" },
  body: JSON.stringify(value, (_, each: unknown) =>
    each instanceof Map || each instanceof Set ? [...each] : each
  )
})
