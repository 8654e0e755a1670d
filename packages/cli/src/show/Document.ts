/** What `--json` prints: the same data as the lines, as one JSON document. */
import type { VendorError } from "@muster/adapter-kit/VendorError"
import type { BadLine, Line } from "@muster/core/ChangesFile"
import type { Json } from "@muster/core/Json"
import type { Plan } from "@muster/core/Plan"
import * as PlanFile from "@muster/core/PlanFile"
import type { Unplannable } from "@muster/core/Unplannable"
import * as Redacted from "effect/Redacted"
import * as Escape from "../Escape.ts"
import * as Outcome from "../Outcome.ts"
import * as Unmentioned from "../Unmentioned.ts"

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

/** An example that was played. */
export interface Example {
  readonly name: string
  readonly lines: ReadonlyArray<Line>
  readonly outcomes: ReadonlyArray<Outcome.Outcome>
}

/** The document of the examples. */
export const ofExamples = (
  examples: ReadonlyArray<Example>,
  { exitCode, words }: { readonly words: boolean; readonly exitCode: number }
): string =>
  print({
    v: 1,
    examples: examples.map(({ lines, name, outcomes }) => ({
      name,
      wishes: lines.map(({ line, ...wish }) => ({ origin: `line ${line}`, ...wish })),
      outcomes: outcomes.map((outcome) => ofOutcome(outcome, words))
    })),
    total: Object.fromEntries(Outcome.count(examples.flatMap(({ outcomes }) => outcomes))),
    exitCode
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
      return { ...who, ...ofPlan(outcome.plan) }
    case "Applied":
      return { ...who, ...ofPlan(outcome.plan), receipt: outcome.receipt }
    case "Skipped":
      return who
    case "Failed":
      return {
        ...who,
        ...(outcome.plan === undefined ? {} : ofPlan(outcome.plan)),
        error:
          outcome.error._tag === "VendorError"
            ? ofVendorError(outcome.error, words)
            : ofUnplannable(outcome.error),
        ...(outcome.rebased === undefined ? {} : { rebased: outcome.rebased })
      }
  }
}

/** A plan, and by what means it keeps everything that the change does not mention. */
const ofPlan = (plan: Plan) => ({ plan: PlanFile.json(plan), unmentioned: Unmentioned.of(plan) })

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
