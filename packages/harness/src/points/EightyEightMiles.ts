/**
 * What 88 Miles' pages leave open, and what they say beside the update: the twin does what its reading says. No
 * vendor can be held to this; it keeps a twin from answering otherwise than whoever chose the reading believes.
 */
import { clause, type ClauseCheck } from "../Clause.ts"
import * as Calls from "./MilesCalls.ts"
import * as Comings from "./MilesComings.ts"
import * as Values from "./MilesValues.ts"

export const eightyEightMilesPoints: ReadonlyArray<ClauseCheck> = [
  clause("M-2", "Null is what the reading says.", Values.nulls),
  clause("M-2-empty", "Required attributes hold what the reading says.", Values.required),
  clause("M-5", "A boolean and a type that cannot be set are what the reading says.", Values.forms),
  clause("M-3", "Another uuid and other attributes are what the reading says.", Values.strangers),
  clause("M-7", "Refusals come in the order that the reading says.", Calls.credentials),
  clause("M5", "Other paths and methods do nothing.", Calls.paths),
  clause("M-4", "A body is called JSON and wraps an object.", Calls.bodies),
  clause("M6", "The list is asked by column.", Calls.queries),
  clause("M-8", "Who becomes active counts, and is mailed, as the reading says.", Comings.charges),
  clause("M7", "A new member has what was sent and what goes without saying.", Comings.creation)
]
