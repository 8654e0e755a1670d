/**
 * A clause as data: a check written from one documented sentence. It sends raw vendor requests to a twin, to its pure
 * rules or over HTTP, and looks at answers and reads, so it knows nothing of an adapter; it holds under every reading.
 */
import { isDeepStrictEqual } from "node:util"
import type { Reading } from "@muster/core"
import { json } from "@muster/twin-kit/Control"
import type { Response, Twin } from "@muster/twin-kit"
import { Running, type Caller } from "./Running.ts"
import type { Subject } from "./Subject.ts"

export interface ClauseCheck {
  /** As in the vendor's contract file. */
  readonly id: string
  /** The documented sentence, in our words. */
  readonly says: string
  /** What is broken, or undefined. */
  readonly check: (bench: PureBench) => string | undefined
}

/** A way to start a twin, which may be a saboteur, under one reading. */
export interface PureBench {
  readonly reading: Reading.Reading
  readonly start: (seed: unknown) => Running
}

/** Where a pure bench shows the twin's state, as a served twin's control interface does. */
export const statePath = "/-/state"

/** A bench over the subject's own twin, or over another one in its place. */
export const pureBench = (
  subject: Caller & Pick<Subject, "twin">,
  reading: Reading.Reading,
  twin = subject.twin
): PureBench => {
  const shown = showing(twin)
  return { reading, start: (seed) => Running.start(subject, reading, seed, shown) }
}

const showing = (twin: Twin<unknown>): Twin<unknown> => {
  // A refused request leaves the very state that was there, so that it need not be written down again.
  let last: readonly [unknown, Response] | undefined
  const shown = (state: unknown): Response => {
    if (last === undefined || last[0] !== state) last = [state, json(200, state)]
    return last[1]
  }
  return {
    ...twin,
    rules: (reading) => {
      const rules = twin.rules(reading)
      return (state, request) => (request.path === statePath ? [state, shown(state)] : rules(state, request))
    }
  }
}

/** The sentence does not hold; the message says in which point. */
export class Broken extends Error {
  override readonly name = "Broken"
}

/** Makes a check of an examination that throws `Broken` at the first point that does not hold. */
export const clause = (id: string, says: string, examine: (bench: PureBench) => void): ClauseCheck => ({
  id,
  says,
  check: (bench) => {
    try {
      examine(bench)
      return undefined
    } catch (error) {
      if (error instanceof Broken) return error.message
      throw error
    }
  }
})

/** Breaks unless the point holds. */
export const that = (point: string, holds: boolean): void => {
  if (!holds) throw new Broken(`not so: ${point}`)
}

/** Breaks unless both are the same, members in any order. */
export const same = (point: string, actual: unknown, wanted: unknown): void => {
  if (isDeepStrictEqual(actual, wanted)) return
  throw new Broken(`not so: ${point}: ${JSON.stringify(actual)} instead of ${JSON.stringify(wanted)}`)
}

/** The JSON of an answer; breaks when it is none. */
export const parsed = ({ body, status }: Response): unknown => {
  try {
    return JSON.parse(body) as unknown
  } catch {
    throw new Broken(`not so: an answer with status ${status} is JSON`)
  }
}

/** Whether the status says that the caller's request is refused. */
export const isRefusal = ({ status }: Response): boolean => status >= 400 && status < 500
