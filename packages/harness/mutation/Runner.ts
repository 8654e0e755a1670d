/**
 * Stryker's way to the kit. A mutant takes milliseconds here, because the kit is loaded once and only the twin anew:
 * its modules get the mutant's number as a query, so that what it does while loading is done with the mutant too.
 */
import { registerHooks } from "node:module"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import type { Twin } from "@muster/twin-kit"
import { type Question, questions } from "./Kit.ts"

/** More often than this nothing is passed by in a whole run of the kit: it goes round in a circle. */
const hitLimit = 1_000_000

const withParentsQuery: Parameters<typeof registerHooks>[0] = {
  resolve: (specifier, context, next) => {
    const resolved = next(specifier, context)
    const query = context.parentURL === undefined ? "" : new URL(context.parentURL).search
    return specifier.startsWith("./") && query !== ""
      ? { ...resolved, url: `${resolved.url}${query}` }
      : resolved
  }
}

class Runner {
  private readonly vendor = process.env["MUSTER_MUTATE"] ?? ""
  private kit: ReadonlyArray<Question> = []

  capabilities() {
    return { reloadEnvironment: true }
  }

  init(): void {
    registerHooks(withParentsQuery)
    this.kit = questions(this.vendor)
  }

  async dryRun() {
    const started = performance.now()
    const wrong = await this.run(undefined)
    const timeSpentMs = performance.now() - started
    return wrong === undefined
      ? { status: "complete", tests: [{ id: "kit", name: "The kit", timeSpentMs, status: 0 }] }
      : { status: "error", errorMessage: `${wrong.id}: ${wrong.message}` }
  }

  async mutantRun({ activeMutant }: { readonly activeMutant: { readonly id: string } }) {
    const wrong = await this.run(activeMutant.id)
    const nrOfTests = this.kit.length
    return wrong === undefined
      ? { status: "survived", nrOfTests }
      : { status: "killed", killedBy: ["kit"], failureMessage: `${wrong.id}: ${wrong.message}`, nrOfTests }
  }

  /** The first thing that is wrong with the twin while this mutant is alive. */
  private async run(mutant: string | undefined) {
    Object.assign(globalThis, { __stryker__: { activeMutant: mutant, hitCount: 0, hitLimit } })
    let asked = "The twin loads"
    try {
      const twin = await this.load(mutant ?? "none")
      for (const { ask, id } of this.kit) {
        asked = id
        const message = ask(twin)
        if (message !== undefined) return { id, message }
      }
      return undefined
    } catch (error) {
      // A copy that is gone would make every mutant look killed.
      if (isMissingModule(error)) throw error
      return { id: asked, message: String(error) }
    }
  }

  /** Stryker runs this in its copy of the repository. */
  private async load(query: string): Promise<Twin<unknown>> {
    const { href } = pathToFileURL(join(process.cwd(), "packages/twins", this.vendor, "src/Twin.ts"))
    const { twin } = (await import(`${href}?${query}`)) as { readonly twin: Twin<unknown> }
    return twin
  }
}

const isMissingModule = (error: unknown): boolean =>
  error instanceof Error && "code" in error && error.code === "ERR_MODULE_NOT_FOUND"

export const strykerPlugins = [{ kind: "TestRunner", name: "kit", injectableClass: Runner }]
