/** What `--json` prints: the same data as the lines, as one JSON document. */
import type { VendorError } from "@muster/adapter-kit/VendorError"
import type { BadLine } from "@muster/core/ChangesFile"
import type { Json } from "@muster/core/Json"
import * as PlanFile from "@muster/core/PlanFile"
import type { Unplannable } from "@muster/core/Unplannable"
import * as Redacted from "effect/Redacted"
import * as Escape from "../Escape.ts"

import * as Outcome from "../Outcome.ts"

/** The document of a run over outcomes. */
export const ofOutcomes = (
  outcomes: ReadonlyArray<Outcome.Outcome>,
  more: {
    readonly words: boolean
    readonly exitCode: number
    readonly badLines?: ReadonlyArray<BadLine> | undefined
  }
): string =>
  print({
    v: 1,
    outcomes: outcomes.map((outcome) => ofOutcome(outcome, more.words)),
    total: Object.fromEntries(Outcome.count(outcomes)),
    ...(more.badLines === undefined ? {} : { badLines: more.badLines }),
    exitCode: more.exitCode
  })

/** The document of a refusal before anything was planned. */
export const ofRefusal = (refusal: object, exitCode = 1): string => print({ v: 1, ...refusal, exitCode })

/** JSON text that is safe on a terminal; `undefined` members are left out, which says unknown. */
export const print = (value: object): string => Escape.json(JSON.stringify(value, null, 2))

const ofOutcome = (outcome: Outcome.Outcome, words: boolean): object => {
  const { member, origin, vendor } = outcome
  const who = { origin, vendor, member, outcome: Outcome.kindOf(outcome) }
  switch (outcome._tag) {
    case "Planned":
      return { ...who, plan: PlanFile.json(outcome.plan) }
    case "Applied":
      return { ...who, plan: PlanFile.json(outcome.plan), receipt: outcome.receipt }
    case "Skipped":
      return who
    case "Failed":
      return {
        ...who,
        ...(outcome.plan === undefined ? {} : { plan: PlanFile.json(outcome.plan) }),
        error:
          outcome.error._tag === "VendorError"
            ? ofVendorError(outcome.error, words)
            : ofUnplannable(outcome.error),
        ...(outcome.rebased === undefined ? {} : { rebased: outcome.rebased })
      }
  }
}

const ofUnplannable = ({ reason }: Unplannable) => ({
  reason: reason._tag,
  problems: reason.problems,
  ...("hazards" in reason ? { hazards: Redacted.value(reason.hazards) } : {})
})

const ofVendorError = (
  { message, operation, reason, sent }: VendorError,
  words: boolean
): Record<string, Json> => ({
  reason: reason._tag,
  operation,
  sent,
  ...(reason.status === undefined ? {} : { status: reason.status }),
  message,
  ...(words && reason.words !== undefined ? { words: Redacted.value(reason.words) } : {})
})
