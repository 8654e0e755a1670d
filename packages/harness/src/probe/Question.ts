/**
 * A question about one open point: raw requests on a record, and what their answers tell. Written from the vendor's
 * document; it knows nothing of an adapter's table or of a twin's rules.
 */
import type { Reading } from "@muster/core"
import type { Response } from "@muster/twin-kit"
import type { Ask } from "../Subject.ts"

/** Why an answer cannot be had here. */
export class Untold {
  readonly why: string
  constructor(why: string) {
    this.why = why
  }
}

/** An answer by its name in the vendor's contract file, or why there is none. */
export type Told = string | Untold

/** The server, and a record there that may be changed. */
export interface Site {
  /** Sends one request; with its own `authorization` it comes from somebody else. */
  readonly ask: Ask
  /** The record's id, as it stands in paths. */
  readonly id: string
  /** Makes values that have to be unlike anybody's so. */
  readonly serial: string
  /** Bearer tokens of other kinds of caller, by the names that the vendor's questions give them. */
  readonly others: Readonly<Record<string, string>>
}

export interface Question {
  readonly axis: string
  /** What asking may bring about; each id has to be accepted. */
  readonly hazards?: ReadonlyArray<string>
  /** Axes whose answers have to be known before. */
  readonly after?: ReadonlyArray<string>
  /** What answers to other questions tell already; asked after each of them, and at no cost. */
  readonly overhear?: (heard: ReadonlyArray<Heard>) => string | undefined
  readonly ask: (site: Site, known: Reading.Reading) => Told
}

/** One exchange. */
export interface Heard {
  readonly method: string
  readonly path: string
  readonly body: string
  readonly response: Response
}

/** The JSON of an answer; `undefined` where it is none. */
export const json = ({ body }: Response): unknown => {
  try {
    return JSON.parse(body) as unknown
  } catch {
    return undefined
  }
}
