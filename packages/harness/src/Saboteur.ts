/**
 * A saboteur: a twin with one documented clause broken on purpose, by a wrapper of its pure rules.
 * A check that does not notice one is no check.
 */
import type { Reading } from "@muster/core"
import type { Request, Response, Rules, Twin } from "@muster/twin-kit"

export interface Saboteur {
  /** The clause, and what is done to it. */
  readonly id: string
  /** The clause that is broken. */
  readonly clause: string
  readonly says: string
  /** Answers without which it behaves as an honest twin does. */
  readonly under?: Reading.Reading
  readonly twin: Twin<unknown>
}

/** Other rules in the place of the honest ones. */
export type Sabotage<State> = (honest: Rules<State>, reading: Reading.Reading) => Rules<State>

/** A twin with other rules. */
export const withRules = <State>(twin: Twin<State>, sabotage: Sabotage<State>): Twin<State> => ({
  ...twin,
  rules: (reading) => sabotage(twin.rules(reading), reading)
})

/** A twin whose request is another one before the honest rules see it. */
export const withRequest = <State>(
  twin: Twin<State>,
  change: (request: Request, state: State, reading: Reading.Reading) => Request
): Twin<State> =>
  withRules(twin, (honest, reading) => (state, request) => honest(state, change(request, state, reading)))

/** A twin whose answer is another one after the honest rules gave theirs. */
export const withResponse = <State>(
  twin: Twin<State>,
  change: (response: Response, request: Request) => Response
): Twin<State> =>
  withRules(twin, (honest) => (state, request) => {
    const [next, response] = honest(state, request)
    return [next, change(response, request)]
  })

/** A response with another body. */
export const answering = (response: Response, json: unknown): Response => ({
  ...response,
  body: JSON.stringify(json)
})

/** The JSON object in a text, if there is one. */
export const objectIn = (text: string): Readonly<Record<string, unknown>> | undefined => {
  try {
    const json = JSON.parse(text) as unknown
    return typeof json === "object" && json !== null && !Array.isArray(json)
      ? (json as Readonly<Record<string, unknown>>)
      : undefined
  } catch {
    return undefined
  }
}

/** A saboteur in the list of its vendor: the twin may remember whatever it likes. */
export const saboteur = <State>(
  id: string,
  says: string,
  twin: Twin<State>,
  under?: Reading.Reading
): Saboteur => ({
  id,
  clause: id.slice(0, id.indexOf("-")),
  says,
  ...(under === undefined ? {} : { under }),
  twin: twin as Twin<unknown>
})
