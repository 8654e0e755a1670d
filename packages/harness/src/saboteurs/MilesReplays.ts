/** Saboteurs of 88 Miles that replay bugs reported in public, where no other saboteur does. */
import { twin } from "@muster/twin-88miles"
import { withMember } from "@muster/twin-88miles/State"
import { type Saboteur, saboteur } from "../Saboteur.ts"
import { polluted, switching, wiping, withoutEmpty } from "./Bugs.ts"
import { rereading, restoring, uuidIn } from "./MilesCalls.ts"
import { blank, omitted, replacing } from "./MilesUpdates.ts"

export const replaySaboteurs: ReadonlyArray<Saboteur> = [
  saboteur(
    "M1-switched-to-replacing",
    "The first update merges as it should, and every later one replaces.",
    switching(twin, replacing)
  ),
  saboteur(
    "M1-left-out-rate-is-zero",
    "Whoever is updated without a rate works for nothing afterwards.",
    restoring((_after, staff) => omitted({ hourly_rate_cents: 0 }, staff))
  ),
  saboteur("M1-empty-is-left-out", "An empty string counts as left out.", rereading(withoutEmpty)),
  saboteur("M1-proto-is-read", "What __proto__ holds counts as the body's own.", rereading(polluted)),
  ...wiping("M7", twin, "PUT", (state, { path }) => {
    const stored = state.members.get(uuidIn(path) ?? "")
    return stored === undefined ? state : withMember(state, { ...stored, ...blank })
  })
]
