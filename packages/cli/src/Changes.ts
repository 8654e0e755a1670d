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
  const checked = read.map((line) => ({ line, problems: problems(catalog, vendors, line) }))
  const lines = [
    ...unread,
    ...checked.flatMap(({ line, problems }) => (problems.length > 0 ? [{ line: line.line, problems }] : []))
  ].sort((left, right) => left.line - right.line)
  const good = checked.flatMap(({ line, problems }) => (problems.length > 0 ? [] : [line]))
  const bad = lines.length === 0 ? undefined : new ChangesFile.BadLines({ lines, good })
  if (bad !== undefined && !keepGoing) return yield* bad
  if (Result.isFailure(reached)) return yield* reached.failure
  return { vendors, lines: good, bad } satisfies Opened
})

const reach = (catalog: Vendors.Catalog, name: string) => {
  const access = catalog.get(name)
  return access === undefined ? Effect.succeed([]) : Effect.map(access, (vendor) => [[name, vendor] as const])
}

/** Everything that can be told of a line without asking the vendor. */
const problems = (
  catalog: Vendors.Catalog,
  vendors: ReadonlyMap<string, Vendor>,
  { change, member, vendor }: ChangesFile.Line
): ReadonlyArray<Problem> => {
  if (!catalog.has(vendor))
    return [{ field: "vendor", rule: "is not known", wayOut: `known are ${[...catalog.keys()].join(", ")}` }]
  const semantics = vendors.get(vendor)?.semantics
  if (semantics === undefined) return []
  return [
    ...Member.problems(semantics.identifiers, member),
    ...Change.problems(semantics, change),
    ...(change.access !== undefined && semantics.access === undefined
      ? [{ field: "access", rule: `${vendor} keeps no access by target`, wayOut: "leave access out" }]
      : [])
  ]
}
