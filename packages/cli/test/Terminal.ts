/** Runs the command line in this process against real twins on loopback ports, and keeps what it prints. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import * as NodeHttpClient from "@effect/platform-node/NodeHttpClient"
import * as NodeServices from "@effect/platform-node/NodeServices"
import * as Cause from "effect/Cause"
import * as TerminalCapabilities from "effect/cli/TerminalCapabilities"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as HttpClient from "effect/http/HttpClient"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import * as Runtime from "effect/Runtime"
import type { Reading, ServedTwin } from "@muster/twin-kit"
import { run } from "../src/Muster.ts"
import * as Twins from "../src/Twins.ts"

export interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** What a test can do: run commands, keep files, and make something happen at a vendor. */
export interface Terminal {
  readonly muster: (...args: ReadonlyArray<string>) => Promise<Ran>
  /** The same with more environment. */
  readonly musterWith: (env: Readonly<Record<string, string>>, ...args: ReadonlyArray<string>) => Promise<Ran>
  /** Writes a file of this test's own folder and gives its path. */
  readonly file: (name: string, text: string) => string
  readonly folder: string
  /** Where a vendor's twin is served. */
  readonly url: (vendor: string) => string
  readonly event: (vendor: string, happened: object) => Promise<void>
  /** How many writes the vendor has received. */
  readonly writes: (vendor: string) => Promise<number>
}

/** A test on a stage of its own, where vendors may answer open points otherwise than usual. */
export const onStage =
  (test: (terminal: Terminal) => Promise<void>, readings: Readonly<Record<string, Reading>> = {}) =>
  (): Promise<void> =>
    Effect.scoped(
      Effect.gen(function* () {
        const served = new Map<string, ServedTwin>()
        for (const [name, known] of Twins.all) {
          const twin = yield* known.serve({ ...known.usual, ...readings[name] }, undefined)
          yield* Twins.seed(twin, readFileSync(known.seed, "utf8"))
          served.set(name, twin)
        }
        const folder = mkdtempSync(join(tmpdir(), "muster-"))
        yield* Effect.addFinalizer(() => Effect.sync(() => rmSync(folder, { recursive: true })))
        yield* Effect.promise(() => test(terminal(served, folder)))
      })
    ).pipe(Effect.provide([NodeServices.layer, NodeHttpClient.layerUndici]), Effect.runPromise)

const terminal = (served: ReadonlyMap<string, ServedTwin>, folder: string): Terminal => {
  const env = Object.fromEntries(
    [...served].flatMap(([name, { url }]) => [
      [`MUSTER_${name.toUpperCase()}_BASE_URL`, url],
      [`MUSTER_${name.toUpperCase()}_TOKEN`, "example-token"],
      ...Object.entries(Twins.all.get(name)?.settings ?? {})
    ])
  )
  const twin = (name: string): ServedTwin => {
    const found = served.get(name)
    if (found === undefined) throw new Error(`no twin ${name}`)
    return found
  }
  return {
    muster: (...args) => execute(args, env),
    musterWith: (more, ...args) => execute(args, { ...env, ...more }),
    file: (name, text) => {
      const path = join(folder, name)
      writeFileSync(path, text)
      return path
    },
    folder,
    url: (vendor) => twin(vendor).url,
    event: (vendor, happened) => happen(twin(vendor), happened),
    writes: (vendor) =>
      Effect.runPromise(
        Effect.map(
          twin(vendor).received,
          (all) => all.filter(({ method }) => method !== "GET" && method !== "POST").length
        )
      )
  }
}

const happen = ({ controlToken, url }: ServedTwin, happened: object): Promise<void> =>
  HttpClientRequest.post(`${url}/-/events`).pipe(
    HttpClientRequest.bearerToken(controlToken),
    HttpClientRequest.bodyJsonUnsafe(happened),
    HttpClient.execute,
    Effect.flatMap(({ status }) => (status === 200 ? Effect.void : Effect.die("the event was refused"))),
    Effect.provide(NodeHttpClient.layerUndici),
    Effect.runPromise
  )

const execute = async (args: ReadonlyArray<string>, env: Record<string, string>): Promise<Ran> => {
  const out: Array<string> = []
  const err: Array<string> = []
  const console: Console.Console = {
    ...globalThis.console,
    log: (...said: ReadonlyArray<unknown>) => void out.push(said.join(" ")),
    error: (...said: ReadonlyArray<unknown>) => void err.push(said.join(" "))
  }
  const exit = await run(args).pipe(
    Effect.provideService(Console.Console, console),
    Effect.provideService(TerminalCapabilities.TerminalCapabilities, {
      canColor: false,
      canAnimate: false,
      canPrompt: false
    }),
    Effect.provideService(ConfigProvider.ConfigProvider, ConfigProvider.fromEnv({ env })),
    Effect.provide(NodeServices.layer),
    Effect.runPromiseExit
  )
  let code = 0
  Runtime.defaultTeardown(exit, (given) => (code = given))
  if (Exit.isFailure(exit) && Cause.hasDies(exit.cause)) throw Cause.squash(exit.cause)
  return { code, out: out.join("\n"), err: err.join("\n") }
}

/** A line about one of the members of the example seeds. */
export const line = (vendor: string, member: object, more: object): string =>
  `${JSON.stringify({ v: 1, vendor, member, ...more })}\n`

export const ada = (more: object): string => line("digits", { userId: "u-ada" }, more)
export const linus = (more: object): string => line("digits", { userId: "u-linus" }, more)
export const leon = (more: object): string =>
  line("88miles", { uuid: "7d3c1d0e-0002-4000-8000-000000000002" }, more)
export const rita = (more: object): string =>
  line("88miles", { uuid: "7d3c1d0e-0003-4000-8000-000000000003" }, more)

export const booksForAda = ada({ access: { grant: [{ entity: "books-1", role: "Associate" }] } })

/** A readings file with these answers. */
export const readings = (vendor: string, answers: Readonly<Record<string, string>>): string =>
  JSON.stringify({
    v: 1,
    vendor,
    readings: Object.fromEntries(
      Object.entries(answers).map(([axis, answer]) => [axis, { answer, evidence: [] }])
    ),
    undecided: {}
  })
