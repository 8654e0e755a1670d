/** A twin at work around one state: its pure rules without a socket here, over HTTP in `Remote`. */
import type { Reading } from "@muster/core"
import type { Request, Twin } from "@muster/twin-kit"
import type { Ask, Subject } from "./Subject.ts"

export interface Running {
  readonly ask: Ask
  /** Something happens at the vendor without us. */
  readonly happen: (event: unknown) => void
  /** Another one in the same state; what happens to it leaves this one alone. */
  readonly fork: () => Running
}

/** Who asks: what goes with every request. */
export type Caller = Pick<Subject, "token" | "headers">

/** What is sent when this is asked: the token goes with it, and a body is called JSON unless it is called otherwise. */
export const request = (
  caller: Caller,
  { body = "", headers = {}, method, path, query = new Map<string, string>() }: Parameters<Ask>[0]
): Request => ({
  method,
  path,
  query,
  headers: {
    authorization: `Bearer ${caller.token}`,
    ...caller.headers,
    ...(body === "" ? {} : { "content-type": "application/json" }),
    ...headers
  },
  body
})

/** Starts a subject's twin, or another one in its place, from a seed. For volume; contracts speak real HTTP. */
const start = (
  subject: Caller & Pick<Subject, "twin">,
  reading: Reading.Reading,
  seed: unknown,
  twin: Twin<unknown> = subject.twin
): Running => {
  const rules = twin.rules(reading)
  const around = (first: unknown): Running => {
    let state = first
    return {
      ask: (asked) => {
        const [next, response] = rules(state, request(subject, asked))
        state = next
        return response
      },
      happen: (event) => {
        state = twin.event(state, event, reading)
      },
      fork: () => around(state)
    }
  }
  return around(twin.seed(seed, reading))
}

export const Running = { start }
