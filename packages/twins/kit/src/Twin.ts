/**
 * A twin: a stand-in for one vendor, written from the vendor's document alone.
 * It is a value; a server is put around it by `serve`.
 */
import type { Reading } from "./Reading.ts"
import type { Rules } from "./Rules.ts"

export interface Twin<State> {
  readonly id: string
  /** Throws when the reading does not fit. */
  readonly rules: (reading: Reading) => Rules<State>
  /** What the vendor remembers at the start; throws when the seed makes no sense. */
  readonly seed: (json: unknown, reading: Reading) => State
  /** Something that happens at the vendor without this client; throws when it could not happen. */
  readonly event: (state: State, json: unknown, reading: Reading) => State
}
