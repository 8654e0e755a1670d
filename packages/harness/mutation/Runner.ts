/**
 * Stryker's way to the judges. A mutant takes milliseconds here, because only what has to be is loaded anew: modules
 * get a mutant's number as a query when it shows while they load.
 */
import { registerHooks } from "node:module"
import { join, relative } from "node:path"
import { fileURLToPath, pathToFileURL } from "node:url"
import type { Circle, Load } from "./Judge.ts"
import { chosen } from "./Judges.ts"

const root = join(import.meta.dirname, "../../..")
const judge = chosen(process.env["MUSTER_MUTATE"])

/** A file's path from the top, in Stryker's copy of the repository or, where a link led out of it, in the repository. */
const pathOf = (url: string): string => {
  if (!url.startsWith("file:")) return url
  const file = fileURLToPath(url)
  const inCopy = relative(process.cwd(), file)
  return inCopy.startsWith("..") ? relative(root, file) : inCopy
}

/** A module of the copy. A query is `?rules.questions`: whose rules are loaded, and who asks. */
const inCopy = (path: string, query: string): string => {
  const [rules = ""] = query.split(".")
  return `${pathToFileURL(join(process.cwd(), path)).href}${judge.asks.test(path) ? query : rules}`
}

const withParents: Parameters<typeof registerHooks>[0] = {
  resolve: (specifier, context, next) => {
    const { parentURL = "" } = context
    const query = parentURL.includes("?") ? new URL(parentURL).search : ""
    if (query === "") return next(specifier, context)
    if (specifier === "vitest" && pathOf(parentURL).startsWith("packages/core/test/"))
      return { url: inCopy("packages/harness/mutation/Collected.ts", query), shortCircuit: true }
    const resolved = next(specifier, context)
    const path = pathOf(resolved.url)
    return judge.rules.test(path) ? { ...resolved, url: inCopy(path, query) } : resolved
  }
}

/** What instrumented code looks at and counts in. Its modules keep hold of it, so there is one for good. */
interface Switchboard {
  activeMutant: string | undefined
  currentTestId: string | undefined
  hitCount: number
  hitLimit: number | undefined
  mutantCoverage: { readonly static: object; readonly perTest: object } | undefined
}

interface Asked {
  readonly id: string
  readonly name: string
  readonly timeSpentMs: number
  readonly status: 0
}

const asked = (id: string, timeSpentMs: number): Asked => ({ id, name: id, timeSpentMs, status: 0 })

/** What is done while a circle's questions are made, as Stryker knows it: all of them may depend on it. */
const making = ({ id }: Circle): string => `${id}: making`

interface MutantRun {
  readonly activeMutant: { readonly id: string }
  readonly testFilter?: ReadonlyArray<string>
  readonly hitLimit?: number
  readonly reloadEnvironment: boolean
}

class Runner {
  private readonly board: Switchboard = {
    activeMutant: undefined,
    currentTestId: undefined,
    hitCount: 0,
    hitLimit: undefined,
    mutantCoverage: undefined
  }

  capabilities() {
    return { reloadEnvironment: true }
  }

  init(): void {
    Object.assign(globalThis, { __stryker__: this.board })
    registerHooks(withParents)
  }

  async dryRun() {
    const mutantCoverage = { static: {}, perTest: {} }
    Object.assign(this.board, { mutantCoverage })
    const { tests, wrong } = await this.run("none", "none")
    Object.assign(this.board, { mutantCoverage: undefined })
    return wrong === undefined
      ? { status: "complete", tests, mutantCoverage }
      : { status: "error", errorMessage: `${wrong.id}: ${wrong.message}` }
  }

  async mutantRun({ activeMutant, hitLimit, reloadEnvironment, testFilter }: MutantRun) {
    const { id } = activeMutant
    Object.assign(this.board, { activeMutant: id, hitCount: 0, hitLimit })
    const { tests, wrong } = await this.run(reloadEnvironment ? id : "none", id, testFilter)
    const nrOfTests = tests.length
    return wrong === undefined
      ? { status: "survived", nrOfTests }
      : { status: "killed", killedBy: [wrong.id], failureMessage: wrong.message, nrOfTests }
  }

  /** What was asked, up to the first thing that is wrong; of the filter's questions, if there is one. */
  private async run(rules: string, asker: string, filter?: ReadonlyArray<string>) {
    const tests: Array<Asked> = []
    let id = ""
    try {
      for (const circle of judge.circles) {
        id = making(circle)
        if (filter?.every((each) => !each.startsWith(`${circle.id}: `)) === true) continue
        const isWhole = filter === undefined || filter.includes(id)
        tests.push(asked(id, 0))
        for (const question of await circle.questions(this.loading(id, `?${rules}.${asker}`))) {
          id = `${circle.id}: ${question.id}`
          if (!isWhole && !filter.includes(id)) continue
          this.board.currentTestId = id
          const started = performance.now()
          const message = await question.ask()
          tests.push(asked(id, performance.now() - started))
          if (message !== undefined) return { tests, wrong: { id, message } }
        }
      }
      return { tests, wrong: undefined }
    } catch (error) {
      // A copy that is gone would make every mutant look killed.
      if (isMissingModule(error)) throw error
      return { tests, wrong: { id, message: String(error) } }
    }
  }

  private loading(id: string, query: string): Load {
    this.board.currentTestId = id
    return async (path) => {
      // Stryker asks for a reload where a mutant is reached outside all tests.
      if (path.startsWith(judge.folder)) this.board.currentTestId = undefined
      const module = await import(inCopy(path, query))
      this.board.currentTestId = id
      return module
    }
  }
}

const isMissingModule = (error: unknown): boolean =>
  error instanceof Error && "code" in error && error.code === "ERR_MODULE_NOT_FOUND"

export const strykerPlugins = [{ kind: "TestRunner", name: "kit", injectableClass: Runner }]
