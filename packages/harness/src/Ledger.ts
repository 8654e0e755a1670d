/**
 * For each sentence of a vendor's documents, what holds us to it; and for each point that they leave open, where it
 * shows. All of it is found in the code and the files of the contracts: nobody writes evidence down.
 */
import type { Reading } from "@muster/core"
import { firstReading } from "@muster/twin-kit"
import * as Case from "./Case.ts"
import { pureBench } from "./Clause.ts"
import { type Contract, readContract } from "./clauses/Contract.ts"
import * as LawRun from "./LawRun.ts"
import * as Model from "./Model.ts"
import type { Pact } from "./Pact.ts"
import { pacts } from "./pacts/Pacts.ts"
import type { Saboteur } from "./Saboteur.ts"
import { type Trial, trials } from "./saboteurs/Trials.ts"
import * as Square from "./Square.ts"
import type { Subject } from "./Subject.ts"
import { tables } from "./Subjects.ts"

/** Everything of one vendor that may be evidence. */
export interface Sources {
  readonly contract: Contract
  readonly trial: Trial
  readonly tables: ReadonlyArray<Subject>
  readonly pact: Pact
  readonly cases: ReadonlyArray<Case.Entry>
}

/** The ids of what tries a clause. */
export interface Evidence {
  /** Whether its own check holds at the stand-in, as that usually answers. */
  readonly check: "holds" | "broken" | "none"
  /** Stand-ins with this clause broken, which that check notices, and which it does not. */
  readonly killed: ReadonlyArray<string>
  readonly survived: ReadonlyArray<string>
  /** Squares of the tables that cite it; laws and model runs hold those against the stand-in. */
  readonly squares: ReadonlyArray<string>
  readonly cases: ReadonlyArray<string>
  readonly pacts: ReadonlyArray<string>
}

type Clause = Contract["clauses"][number]
type Axis = Contract["axes"][number]

export interface ClauseEntry extends Clause, Evidence {
  /** Nothing here was compared with a vendor's own schema or observed at a vendor. */
  readonly level: "documented" | "open"
}

export interface AxisEntry extends Axis, Pick<Evidence, "squares" | "cases"> {}

export interface Entry {
  readonly vendor: string
  readonly call: string
  readonly source: string
  /** What is tried over drawn cases, for each table. */
  readonly laws: ReadonlyArray<string>
  readonly clauses: ReadonlyArray<ClauseEntry>
  readonly axes: ReadonlyArray<AxisEntry>
}

/** The sources of every vendor, as they stand. */
export const sources = (): ReadonlyArray<Sources> => {
  const cases = Case.all()
  return trials.flatMap((trial) =>
    pacts
      .filter(({ subject }) => subject.id === trial.subject.id)
      .map((pact) => ({
        contract: readContract(trial.subject.id),
        trial,
        tables: tables.filter(({ definition }) => definition.vendor === trial.subject.id),
        pact,
        cases
      }))
  )
}

/** The ledger of one vendor. */
export const entry = (from: Sources): Entry => {
  const { call, source, vendor } = from.contract
  const squares = squaresOf(from.tables)
  const restOn = (id: string) => ({ squares: squares(id), cases: casesOf(from, id) })
  return {
    vendor,
    call,
    source,
    laws: LawRun.properties(from.trial.subject, Model.tally()).map(({ name }) => name),
    clauses: from.contract.clauses.map((clause) => ({
      ...clause,
      level: clause.status === "documented" ? "documented" : "open",
      ...trialOf(from.trial, clause.id),
      ...restOn(clause.id),
      pacts: pactsOf(from.pact, clause.id)
    })),
    axes: from.contract.axes.map((axis) => ({ ...axis, ...restOn(axis.id) }))
  }
}

const trialOf = (
  { clauses, saboteurs, subject }: Trial,
  id: string
): Pick<Evidence, "check" | "killed" | "survived"> => {
  const check = clauses.find((clause) => clause.id === id)
  if (check === undefined) return { check: "none", killed: [], survived: [] }
  const usual = firstReading(subject.axes)
  const isBroken = (reading: Reading.Reading, twin: Saboteur["twin"]) =>
    check.check(pureBench(subject, reading, twin)) !== undefined
  const isNoticed = ({ twin, under }: Saboteur) => isBroken({ ...usual, ...under }, twin)
  const own = saboteurs.filter(({ clause }) => clause === id)
  const noticed = new Set(own.filter(isNoticed))
  return {
    check: isBroken(usual, subject.twin) ? "broken" : "holds",
    killed: [...noticed].map((each) => each.id),
    survived: own.filter((each) => !noticed.has(each)).map((each) => each.id)
  }
}

const squaresOf = (subjects: ReadonlyArray<Subject>) => {
  const all = subjects.flatMap(({ definition, id }) =>
    Square.all(definition).map(({ cites, name }) => ({ cites, name: `${id}: ${name}` }))
  )
  return (id: string) => [...new Set(all.filter(({ cites }) => cites === id).map(({ name }) => name))]
}

/** Cases that a vendor has and that rest on a clause or an axis. A vendor may be there once for each kind of caller. */
const casesOf = ({ cases, tables: subjects }: Sources, id: string): ReadonlyArray<string> =>
  cases
    .filter(({ case: { vendors } }) =>
      subjects.some((subject) => {
        const here = Object.hasOwn(vendors, subject.id) ? vendors[subject.id] : undefined
        return here !== undefined && "then" in here && restsOn(here, id)
      })
    )
    .map((each) => each.id)

const restsOn = ({ reading = {}, source }: Case.Supported, id: string): boolean =>
  source.split(", ").includes(id) || Object.hasOwn(reading, id)

const pactsOf = ({ conversations }: Pact, id: string): ReadonlyArray<string> => [
  ...new Set(
    conversations.flatMap(({ interactions }) =>
      interactions.filter(({ clauses }) => clauses.includes(id)).map(({ says }) => says)
    )
  )
]

/** Documented clauses that nothing proves, in words. */
export const unproven = ({ clauses, vendor }: Entry): ReadonlyArray<string> =>
  clauses
    .filter(({ status }) => status === "documented")
    .flatMap(({ check, id, killed, survived }) => [
      ...(check === "holds"
        ? []
        : [`${vendor} ${id}: its check ${check === "none" ? "is missing" : "fails"}`]),
      ...(killed.length > 0 ? [] : [`${vendor} ${id}: no saboteur shows that its check can fail`]),
      ...survived.map((each) => `${vendor} ${id}: the saboteur ${each} is not noticed`)
    ])

/** `contracts/ledger.json`. */
export const json = (entries: ReadonlyArray<Entry>): string => JSON.stringify({ v: 1, vendors: entries })
