/** A changes file, opened: read as a whole and held against the vendors it names, before anything is asked of them. */
import type { Vendor } from "@muster/adapter-kit/Vendor"
import * as Change from "@muster/core/Change"
import * as ChangesFile from "@muster/core/ChangesFile"
import * as Member from "@muster/core/Member"
import type { Problem } from "@muster/core/Unplannable"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import type * as Vendors from "./Vendors.ts"

export interface Opened {
  readonly vendors: ReadonlyMap<string, Vendor>
  /** Every line in the words of its vendor. */
  readonly lines: ReadonlyArray<ChangesFile.Line>
  /** Lines that were left out because the caller wants to go on without them. */
  readonly bad: ChangesFile.BadLines | undefined
}

/** Opens a file. Any bad line fails it, unless `keepGoing` leaves the bad ones out. */
export const open = Effect.fnUntraced(function* (catalog: Vendors.Catalog, text: string, keepGoing: boolean) {
  const parsed = ChangesFile.parse(text)
  const unread = Result.isFailure(parsed) ? parsed.failure.lines : []
  const read = Result.isFailure(parsed) ? parsed.failure.good : parsed.success
  const named = [...new Set(read.map(({ vendor }) => vendor))]
  const reached = yield* Effect.result(
    Effect.forEach(named, (name) => reach(catalog, name)).pipe(Effect.map((found) => new Map(found.flat())))
  )
  const vendors = Result.getOrElse(reached, (): ReadonlyMap<string, Vendor> => new Map())
  const checked = read.map((line) => ({ line: line.line, translated: translate(catalog, vendors, line) }))
  const lines = [...unread, ...badLines(checked)].sort((left, right) => left.line - right.line)
  const isBad = new Set(lines.map(({ line }) => line))
  // A line about several vendors is good or bad as a whole.
  const good = checked.flatMap(({ line, translated }) =>
    Result.isSuccess(translated) && !isBad.has(line) ? [translated.success] : []
  )
  const bad = lines.length === 0 ? undefined : new ChangesFile.BadLines({ lines, good })
  if (bad !== undefined && !keepGoing) return yield* bad
  if (Result.isFailure(reached)) return yield* reached.failure
  return { vendors, lines: good, bad } satisfies Opened
})

const reach = (catalog: Vendors.Catalog, name: string) => {
  const access = catalog.get(name)
  return access === undefined ? Effect.succeed([]) : Effect.map(access, (vendor) => [[name, vendor] as const])
}

type Translated = Result.Result<ChangesFile.Line, ReadonlyArray<Problem>>

interface Checked {
  readonly line: number
  readonly translated: Translated
}

/** One entry a line; what is wrong at several vendors alike is told once. */
const badLines = (checked: ReadonlyArray<Checked>): ReadonlyArray<ChangesFile.BadLine> => {
  const wrong = checked.filter(({ translated }) => Result.isFailure(translated))
  return [...Map.groupBy(wrong, ({ line }) => line)].map(([line, ofLine]) => ({
    line,
    problems: distinct(
      ofLine.flatMap(({ translated }) => (Result.isFailure(translated) ? translated.failure : []))
    )
  }))
}

const distinct = (problems: ReadonlyArray<Problem>): ReadonlyArray<Problem> => [
  ...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()
]

/** A line in the words of its vendor, or everything that can be told to be wrong without asking the vendor. */
const translate = (
  catalog: Vendors.Catalog,
  vendors: ReadonlyMap<string, Vendor>,
  line: ChangesFile.Line
): Translated => {
  const isShared = line.worker !== undefined
  if (!catalog.has(line.vendor))
    return Result.fail([
      {
        field: isShared ? "at.vendor" : "vendor",
        rule: "is not known",
        wayOut: `known are ${[...catalog.keys()].join(", ")}`
      }
    ])
  const vendor = vendors.get(line.vendor)
  if (vendor === undefined) return Result.succeed(line)
  return Result.flatMap(ChangesFile.inWordsOf(vendor.mapping, line), (translated) => {
    const found = problems(vendor, translated)
    if (found.length === 0) return Result.succeed(translated)
    return Result.fail(
      isShared ? found.map((each) => ({ ...each, field: `at[${vendor.id}].${each.field}` })) : found
    )
  })
}

const problems = (
  { id, semantics }: Vendor,
  { change, member }: ChangesFile.Line
): ReadonlyArray<Problem> => [
  ...Member.problems(semantics.identifiers, member),
  ...Change.problems(semantics, change),
  ...(change.access !== undefined && semantics.access === undefined
    ? [{ field: "access", rule: `${id} keeps no access by target`, wayOut: "leave access out" }]
    : [])
]
