/** A twin at work without a socket: its pure rules around one state. For volume; contracts speak real HTTP. */
import type { Reading } from "@muster/core"
import type { Response, Rules, Twin } from "@muster/twin-kit"
import type { Ask, Subject } from "./Subject.ts"

export class Running {
  private readonly twin: Twin<unknown>
  private readonly reading: Reading.Reading
  private readonly rules: Rules<unknown>
  private readonly headers: Readonly<Record<string, string>>
  private state: unknown

  private constructor(
    twin: Twin<unknown>,
    reading: Reading.Reading,
    rules: Rules<unknown>,
    headers: Readonly<Record<string, string>>,
    state: unknown
  ) {
    this.twin = twin
    this.reading = reading
    this.rules = rules
    this.headers = headers
    this.state = state
  }

  /** Starts a subject's twin, or another one in its place, from a seed. */
  static start(
    subject: Pick<Subject, "twin" | "token" | "headers">,
    reading: Reading.Reading,
    seed: unknown,
    twin = subject.twin
  ): Running {
    const headers = { authorization: `Bearer ${subject.token}`, ...subject.headers }
    return new Running(twin, reading, twin.rules(reading), headers, twin.seed(seed, reading))
  }

  readonly ask: Ask = ({
    body = "",
    headers = {},
    method,
    path,
    query = new Map<string, string>()
  }): Response => {
    const [state, response] = this.rules(this.state, {
      method,
      path,
      query,
      headers: {
        ...this.headers,
        ...(body === "" ? {} : { "content-type": "application/json" }),
        ...headers
      },
      body
    })
    this.state = state
    return response
  }

  happen(event: unknown): void {
    this.state = this.twin.event(this.state, event, this.reading)
  }

  /** Another one in the same state; what happens to it leaves this one alone. */
  fork(): Running {
    return new Running(this.twin, this.reading, this.rules, this.headers, this.state)
  }
}
