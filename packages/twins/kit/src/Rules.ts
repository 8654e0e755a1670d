/**
 * What a twin's rules speak about: a request and a response as plain values, without sockets.
 * Rules are pure, so that they can be read, fuzzed and run in great numbers without HTTP.
 */

export interface Request {
  readonly method: string
  /** Raw: still percent-encoded, and without the query. */
  readonly path: string
  /** Decoded; of a repeated name the first value counts. */
  readonly query: ReadonlyMap<string, string>
  /** Names are in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export interface Response {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export type Rules<State> = (state: State, request: Request) => readonly [State, Response]
