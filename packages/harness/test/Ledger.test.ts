/** The ledger is complete and current, and would not be if a clause lost its evidence. */
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import * as Ledger from "../src/Ledger.ts"
import * as LedgerPage from "../src/LedgerPage.ts"
import * as Recorded from "../src/Recorded.ts"
import { trials } from "../src/saboteurs/Trials.ts"
import { formatted } from "./Formatted.ts"

const sources = Ledger.sources()
const entries = sources.map(Ledger.entry)

describe("The ledger", () => {
  it("has every vendor", () => {
    expect(entries.map(({ vendor }) => vendor)).toEqual(trials.map(({ subject }) => subject.id))
  })

  it.each([
    ["LEDGER.md", LedgerPage.markdown],
    ["ledger.json", Ledger.json]
  ] as const)("is recorded as it is: %s", async (name, write) => {
    const path = join(Recorded.contracts, name)
    const text = await formatted(path, write(entries))

    expect(Recorded.against(path, text)).toBe(text)
  })

  it.each(entries)("has evidence for every documented clause of $vendor", (entry) => {
    expect(Ledger.unproven(entry)).toEqual([])
  })

  it.each(sources)(
    "knows every clause that an interaction with $contract.vendor cites",
    ({ contract, pact }) => {
      const cited = pact.conversations.flatMap(({ interactions }) =>
        interactions.flatMap(({ clauses }) => clauses)
      )

      expect(contract.clauses.map(({ id }) => id)).toEqual(expect.arrayContaining(cited))
    }
  )

  it.each(entries)("draws on every voice for $vendor", ({ clauses }) => {
    for (const voice of ["killed", "squares", "cases", "pacts"] as const)
      expect(clauses.flatMap((clause) => clause[voice])).not.toEqual([])
  })
})

const [digits] = sources
if (digits === undefined) throw new Error("no vendor has sources")

const contract = { ...digits.contract, clauses: digits.contract.clauses.filter(({ id }) => id === "D8") }

/** What is unproven of D8, after a change of the sources. */
const unproven = (change: Partial<Ledger.Sources>): ReadonlyArray<string> =>
  Ledger.unproven(Ledger.entry({ ...digits, contract, ...change }))

describe("A documented clause is unproven", () => {
  const { trial } = digits

  it("without a check", () => {
    const clauses = trial.clauses.filter(({ id }) => id !== "D8")

    expect(unproven({ trial: { ...trial, clauses } })).toEqual([
      "digits D8: its check is missing",
      "digits D8: no saboteur shows that its check can fail"
    ])
  })

  it("where its check fails", () => {
    const clauses = trial.clauses.map((clause) => ({ ...clause, check: () => "not so" }))

    expect(unproven({ trial: { ...trial, clauses } })).toEqual(["digits D8: its check fails"])
  })

  it("without a saboteur", () => {
    expect(unproven({ trial: { ...trial, saboteurs: [] } })).toEqual([
      "digits D8: no saboteur shows that its check can fail"
    ])
  })

  it("where a saboteur is not noticed", () => {
    const honest = { id: "D8-honest", clause: "D8", says: "", twin: trial.subject.twin }

    expect(unproven({ trial: { ...trial, saboteurs: [...trial.saboteurs, honest] } })).toEqual([
      "digits D8: the saboteur D8-honest is not noticed"
    ])
  })

  it("and no other one is", () => {
    const silent = contract.clauses.map((clause) => ({ ...clause, status: "silent" as const }))

    expect(
      unproven({
        contract: { ...contract, clauses: silent },
        trial: { ...trial, clauses: [], saboteurs: [] }
      })
    ).toEqual([])
  })
})

describe("The page", () => {
  it("keeps a sentence in its cell, whatever it holds", () => {
    const [clause] = entries[0]?.clauses ?? []
    const says = "a | b\n\n# head <script> `code` [link](x)\u202E"

    const page = LedgerPage.markdown([
      {
        vendor: "v",
        call: "",
        source: "",
        laws: [],
        axes: [],
        clauses: clause === undefined ? [] : [{ ...clause, says }]
      }
    ])

    expect(page).toContain(String.raw`| D1 | a \| b \# head \<script\> \`code\` \[link\](x)  |`)
  })
})
