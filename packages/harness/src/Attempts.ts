/** The whole flow over real sockets while things go wrong, and everything there is to see of it. */
import { inspect } from "node:util"
import type { Settings } from "@muster/adapter-kit/Settings"
import * as Update from "@muster/adapter-kit/Update"
import type { Vendor } from "@muster/adapter-kit/Vendor"
import { VendorError } from "@muster/adapter-kit/VendorError"
import { type Change, Unplannable } from "@muster/core"
import * as PlanFile from "@muster/core/PlanFile"
import { firstReading, type Received } from "@muster/twin-kit"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import * as Bench from "./Bench.ts"
import * as Diagnostics from "./Diagnostics.ts"
import { type Scenario, token } from "./Scenario.ts"

export type Fault = Readonly<Record<string, unknown>>

export interface Trial {
  readonly change?: Change.Change
  /** Faults from the first write on. */
  readonly onWrite?: ReadonlyArray<Fault>
  /** Faults from the first read on. */
  readonly onRead?: ReadonlyArray<Fault>
  readonly meanwhile?: unknown
  readonly settings?: Partial<Settings>
}

/** Plans and applies over HTTP while things go wrong; gives everything there is to see. */
export const attempt = (scenario: Scenario, { change, meanwhile, onRead, onWrite, settings }: Trial) =>
  Effect.gen(function* () {
    const { harmless, member, seed, subject } = scenario
    const bench = yield* Bench.make(subject, {
      reading: firstReading(subject.axes),
      seed,
      settings: { credentials: Effect.succeed(Redacted.make(token)), ...settings }
    })
    const vendor: Vendor = {
      ...bench.vendor,
      write: (plan) =>
        onWrite === undefined
          ? bench.vendor.write(plan)
          : Effect.andThen(bench.control("POST", "faults", onWrite), bench.vendor.write(plan))
    }
    if (onRead !== undefined) yield* bench.control("POST", "faults", onRead)
    const papers: Array<string> = []
    const flow = Effect.gen(function* () {
      const base = yield* vendor.read(member)
      const plan = yield* Effect.fromResult(Update.planWith(vendor, base, change ?? harmless))
      papers.push(PlanFile.encode({ plan, base }, unsealed), ...formsOf(plan))
      if (meanwhile !== undefined) yield* bench.control("POST", "events", meanwhile)
      const receipt = yield* Update.apply(vendor, plan)
      papers.push(...formsOf(receipt))
      return receipt
    })
    const { exit, text } = yield* Diagnostics.of(flow)
    const received = (yield* bench.control("GET", "received")) as ReadonlyArray<Received>
    const sent = received.filter(({ method }) => method !== "GET")
    return {
      exit,
      /** What is written down without being asked for. */
      text,
      /** What is written down for whoever asks: the plan, its file, the receipt. */
      papers: papers.join("\n"),
      words: disclosed(exit).join("\n"),
      writes: sent.length,
      bodies: sent.map(({ body }) => body),
      addresses: received.map(({ path, query }) => path + JSON.stringify(query)).join("\n"),
      state: yield* bench.control("GET", "state")
    }
  }).pipe(Effect.scoped, Effect.provide(Bench.client), Effect.runPromise)

const formsOf = (value: unknown) => [inspect(value, { depth: 20 }), JSON.stringify(value)]

const unsealed = () => ({ method: "SHA-256", value: "" }) as const

/** What an error keeps redacted and a person may look at: the vendor's words, and hazards. */
const disclosed = <A, E>(exit: Exit.Exit<A, E>): ReadonlyArray<string> => {
  const found = Exit.findError(exit)
  const error = Result.isSuccess(found) ? found.success : undefined
  if (error instanceof VendorError)
    return error.reason.words === undefined ? [] : [Redacted.value(error.reason.words)]
  return error instanceof Unplannable && "hazards" in error.reason
    ? formsOf(Redacted.value(error.reason.hazards))
    : []
}

export type Seen = Awaited<ReturnType<typeof attempt>>

/** The receipt's status, or the name of the reason and whether the write may have arrived. */
export const ending = ({ exit }: Seen): string => {
  if (Exit.isSuccess(exit)) return exit.value.status
  const found = Exit.findError(exit)
  const error = Result.isSuccess(found) ? found.success : undefined
  if (error instanceof VendorError) return `${error.reason._tag}, sent: ${error.sent}`
  return error instanceof Unplannable ? error.reason._tag : "a defect"
}
