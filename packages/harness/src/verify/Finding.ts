/** What became of one clause of a vendor when it was tried on a server. */

/** Why a clause cannot be tried here: the vendor offers no call for it, nobody gave the right token, or a yes. */
export type Want = "operation" | "credential" | "consent"

export type Finding = {
  readonly clause: string
  /** The documented sentence, in our words. */
  readonly says: string
} & (
  | { readonly status: "held" }
  /** `told`: what was sent, what came of it and what should have, as lines of text. */
  | { readonly status: "broken"; readonly told: string }
  | { readonly status: "unchecked"; readonly wants: Want; readonly why: string }
)

/** What a clause is called and says, as a vendor's contract file has it. */
export interface Clause {
  readonly id: string
  readonly says: string
  readonly status: "documented" | "silent" | "ambiguous" | "contradictory"
  /** Why it cannot be tried through the vendor's own operations alone. */
  readonly elsewhere?: { readonly wants: Want; readonly why: string }
}

export const held = ({ id, says }: Pick<Clause, "id" | "says">): Finding => ({
  clause: id,
  says,
  status: "held"
})

export const broken = ({ id, says }: Pick<Clause, "id" | "says">, told: string): Finding => ({
  clause: id,
  says,
  status: "broken",
  told
})

export const unchecked = ({ id, says }: Pick<Clause, "id" | "says">, wants: Want, why: string): Finding => ({
  clause: id,
  says,
  status: "unchecked",
  wants,
  why
})
