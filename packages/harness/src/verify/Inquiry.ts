/** Something to send about a record as it is now, and what its answer means: an experiment, or a dictation. Pure. */
import type { Reason } from "@muster/adapter-kit/VendorError"
import type { Json, Semantics, Snapshot } from "@muster/core"
import * as Breach from "./Breach.ts"
import * as Dictation from "./Dictation.ts"
import * as Evidence from "./Evidence.ts"
import * as Experiment from "./Experiment.ts"
import * as Prospects from "./Prospects.ts"

export interface Inquiry {
  readonly operation: Semantics.Semantics
  readonly before: Snapshot.Snapshot
  readonly body: Json.Json
  /** What is sent, for a report. */
  readonly told: string
  /** Whether it brings about nothing that nobody has accepted. */
  readonly isFree: (accept: ReadonlyArray<string>) => boolean
  /** Whether the record can be made what it was, whatever comes of this. */
  readonly isReversible: (original: Snapshot.Snapshot) => boolean
  /** What is wrong with an answer. */
  readonly breach: (answer: Breach.Answer) => Breach.Breach | undefined
  /** What is wrong with it whatever the record is now. */
  readonly undue: (refusal: Reason | undefined) => Breach.Breach | undefined
  /** The clauses that an answer with nothing wrong shows. */
  readonly shown: (answer: Breach.Answer) => ReadonlyArray<string>
}

export const ofExperiment = (experiment: Experiment.Experiment, before: Snapshot.Snapshot): Inquiry => {
  const { about, forms, operation } = experiment
  const body = operation.encode(before.member, forms, before)
  const own = forms.fields.flatMap(([name, value]) => (name === about ? [value] : []))
  const possible = Prospects.of(experiment, before)
  return {
    operation,
    before,
    body,
    told: JSON.stringify(masked(body, own)),
    isFree: (accept) => isFree(experiment, before, accept),
    isReversible: (original) => Prospects.areReversible(experiment, possible, original),
    breach: (answer) => Breach.of(experiment, before, possible, answer),
    undue: () => undefined,
    shown: ({ refusal }) => Evidence.of(experiment, before, refusal !== undefined)
  }
}

/** None where the record gives nothing to say, or where saying what is there may be refused for itself. */
export const ofDictation = (
  operation: Semantics.Semantics,
  dictation: Dictation.Dictation,
  before: Snapshot.Snapshot
): Inquiry | undefined => {
  const { due, hazards = [] } = dictation
  const body = dictation.body(before)
  const isDoubtful = () => Prospects.of(Experiment.asItWas(operation, before), before).includes("refused")
  if (body === undefined || (due === "accepted" && isDoubtful())) return undefined
  return {
    operation,
    before,
    body,
    told: `${JSON.stringify(masked(body, []))}: ${dictation.says}`,
    isFree: (accept) => hazards.every((id) => accept.includes(id)),
    isReversible: () => true,
    breach: (answer) => Dictation.breach(dictation, operation, before, answer),
    undue: (refusal) => Dictation.undue(dictation, refusal),
    shown: () => [dictation.clause]
  }
}

const isFree = (
  { forms, operation }: Experiment.Experiment,
  { values }: Snapshot.Snapshot,
  accept: ReadonlyArray<string>
): boolean =>
  forms.fields.every(([name, value]) =>
    (operation.fields.find((field) => field.name === name)?.consequences ?? []).every(
      ({ becomes, id }) => becomes !== value || values[name] === value || accept.includes(id)
    )
  )

/** JSON with every value that is not among these hidden. */
const masked = (json: Json.Json, shown: ReadonlyArray<Json.Json>): Json.Json => {
  if (shown.some((each) => JSON.stringify(each) === JSON.stringify(json))) return json
  if (Array.isArray(json)) return (json as ReadonlyArray<Json.Json>).map((each) => masked(each, shown))
  if (typeof json === "object" && json !== null)
    return Object.fromEntries(
      Object.entries(json).map(([name, value]) => [name, masked(value as Json.Json, shown)])
    )
  return json === null ? null : "…"
}
