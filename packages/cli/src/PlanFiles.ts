/** Plan files on disk: one file for one plan, or a folder with one file for each, readable by their owner only. */
import * as PlanFile from "@muster/core/PlanFile"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Path from "effect/Path"
import type { Planned } from "./Outcome.ts"
import * as Seal from "./Seal.ts"

/** Something about the files themselves is wrong. */
export class BadFile extends Data.TaggedError("BadFile")<{
  readonly rule: string
  readonly wayOut: string
}> {
  override get message(): string {
    return `${this.rule}; ${this.wayOut}`
  }
}

/** Whether a path means one plan file, by its ending. */
export const isOne = (path: string): boolean => path.endsWith(".json")

/** Writes plans to `out` and gives the paths written. */
export const write = Effect.fnUntraced(function* (out: string, plans: ReadonlyArray<Planned>) {
  const files = yield* FileSystem.FileSystem
  const path = yield* Path.Path
  const seal = Seal.make(yield* Seal.key)
  if (isOne(out) && plans.length > 1)
    return yield* new BadFile({
      rule: "several plans do not fit into one file",
      wayOut: "give a folder to --out"
    })
  if (!isOne(out)) yield* files.makeDirectory(out, { recursive: true, mode: 0o700 })
  return yield* Effect.forEach(plans, ({ base, plan }, at) => {
    const to = isOne(out) ? out : path.join(out, `${nameOf(plans, at)}.json`)
    return Effect.as(writePrivately(files, to, PlanFile.encode({ plan, base }, seal)), to)
  })
}, Effect.mapError(unwritable))

/** Line and vendor, and a number where a line has several plans for one vendor; in the order of the plans. */
const nameOf = (plans: ReadonlyArray<Planned>, at: number): string => {
  const [name = "", ...same] = plans
    .slice(0, at + 1)
    .map(stem)
    .filter((each, _, all) => each === all[at])
  return same.length === 0 ? name : `${name}_${numbered(same.length + 1)}`
}

const stem = ({ origin, plan }: Planned): string =>
  `${numbered(Number(origin.replace(/\D/g, "")))}-${plan.vendor}`

const numbered = (number: number): string => String(number).padStart(4, "0")

/** A file that exists keeps its mode, and a link leads elsewhere; so the file is always a new one. */
const writePrivately = (files: FileSystem.FileSystem, path: string, text: string) =>
  Effect.andThen(
    files.remove(path, { force: true }),
    files.writeFileString(path, text, { flag: "wx", mode: 0o600 })
  )

export interface Found {
  readonly name: string
  readonly content: PlanFile.Content
}

/** Reads one plan file, or all of a folder in the order of their names. The first bad one fails it. */
export const read = Effect.fnUntraced(
  function* (from: string) {
    const files = yield* FileSystem.FileSystem
    const path = yield* Path.Path
    const check = Seal.check(yield* Seal.key)
    const names = isOne(from)
      ? [from]
      : (yield* files.readDirectory(from))
          .filter(isOne)
          .sort()
          .map((name) => path.join(from, name))
    if (names.length === 0)
      return yield* new BadFile({
        rule: "the folder has no plan file",
        wayOut: "name one that plan --out has written"
      })
    return yield* Effect.forEach(names, (name) =>
      Effect.gen(function* () {
        const content = yield* Effect.fromResult(PlanFile.decode(yield* files.readFileString(name), check))
        return { name: path.basename(name), content } satisfies Found
      })
    )
  },
  Effect.mapError((error) => (error._tag === "BadPlanFile" ? error : unwritable(error)))
)

function unwritable(error: { readonly _tag: string }): BadFile {
  return error instanceof BadFile
    ? error
    : new BadFile({
        rule: "the file cannot be read or written",
        wayOut: "check the path and its permissions"
      })
}
