/**
 * What a twin is seeded with for each state that a pact names. A state without an entry here would pass unnoticed,
 * so a test compares the names.
 */
import type { States } from "./Pact.ts"
import { bioT } from "./pacts/BioTStates.ts"
import { digits } from "./pacts/DigitsStates.ts"
import { eightyEightMiles } from "./pacts/EightyEightMilesStates.ts"
import { eloomi } from "./pacts/EloomiStates.ts"
import { sailPoint } from "./pacts/SailPointStates.ts"

/** The states of every vendor, by id. */
export const states: ReadonlyMap<string, States> = new Map([
  ["digits", digits],
  ["sailpoint", sailPoint],
  ["eloomi", eloomi],
  ["biot", bioT],
  ["88miles", eightyEightMiles]
])
