/** One member at a vendor whose every value is a canary, for tests of what goes wrong on the wire. */
import type { Place } from "@muster/adapter-kit/Tokens"
import type { Misconfigured, Settings } from "@muster/adapter-kit/Settings"
import type { Change, Member } from "@muster/core"
import type * as Effect from "effect/Effect"
import type * as HttpClient from "effect/http/HttpClient"
import type { Subject } from "./Subject.ts"

export interface Scenario {
  readonly subject: Subject
  readonly seed: unknown
  readonly member: Member.Member
  /** A change that is safe to repeat, and holds whatever secret this vendor's changes can name. */
  readonly harmless: Change.Change
  /** Changes that never leave: by the name of the reason. */
  readonly unsent: ReadonlyArray<readonly [reason: string, change: Change.Change]>
  /** Something another writer does. */
  readonly meanwhile: unknown
  /** What nothing that is written may hold, whoever reads it. */
  readonly secrets: ReadonlyArray<string>
  /** What no diagnostic may hold. */
  readonly people: ReadonlyArray<string>
  /** A refusal of this vendor that repeats every canary. */
  readonly echo: string
  /** The members of an honest answer that nobody here reads, by place; of a list, every item's. */
  readonly unread: ReadonlyArray<string>
  readonly login?: Login
}

/** How a token is come by, where the adapter can ask for one itself. */
export interface Login {
  /** Asks with secrets that are canaries. */
  readonly ask: (
    place: Place
  ) => Effect.Effect<Pick<Settings, "credentials"> & Partial<Settings>, Misconfigured, HttpClient.HttpClient>
  /** The answer that gives the token of every scenario. */
  readonly grant: unknown
}

/** The token of every scenario. */
export const token = "canary-token"

/** The token that follows when the first has ended. */
export const renewed = "canary-renewed"

/** Both, for a seed. */
export const tokens = [token, renewed] as const
