/** One vendor under test: its adapter, its twin, and how to draw situations for both. */
import type { Vendor } from "@muster/adapter-kit/Vendor"
import type { Misconfigured, Settings } from "@muster/adapter-kit/Settings"
import type { Member, Reading, Semantics, Snapshot } from "@muster/core"
import type { Samples } from "@muster/core/testing"
import type { Axes, Request, Response, Twin } from "@muster/twin-kit"
import type * as Effect from "effect/Effect"
import type * as HttpClient from "effect/http/HttpClient"
import type * as fc from "fast-check"

/** Sends one request to a vendor and tells its answer. */
export type Ask = (request: Pick<Request, "method" | "path"> & Partial<Request>) => Response

export interface Subject {
  readonly id: string
  readonly definition: Semantics.Definition
  readonly samples: Samples.Samples
  readonly axes: Axes
  /** A bearer token that every drawn seed knows, with all rights. */
  readonly token: string
  /** The member that changes are about, in every drawn seed. */
  readonly member: Member.Member
  readonly twin: Twin<unknown>
  readonly connect: (settings: Settings) => Effect.Effect<Vendor, Misconfigured, HttpClient.HttpClient>
  /** What a twin may start from. */
  readonly seed: (reading: Reading.Reading) => fc.Arbitrary<unknown>
  /** Headers that the vendor wants beside the token. */
  readonly headers?: Readonly<Record<string, string>>
  /** Reads a member through the adapter's codec, without a socket. */
  readonly read: (ask: Ask, member?: Member.Member) => Snapshot.Snapshot
  /** Sends a body about a member as the adapter's operation does, without a socket. */
  readonly write: (ask: Ask, body: unknown, member?: Member.Member) => Response
  /** Something that may happen at the vendor without us; `pick` draws a number below its argument. */
  readonly event: (snapshot: Snapshot.Snapshot, pick: (below: number) => number, serial: string) => unknown
  /** Events after which the targets that a plan calls "later" exist, each with the id of the new entity; one leaves the others alone. */
  readonly later: (
    snapshot: Snapshot.Snapshot
  ) => ReadonlyArray<{ readonly name: string; readonly entity: string; readonly event: unknown }>
}
