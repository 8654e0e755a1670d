/** A fingerprint notices every difference and none that is not one. */
import { Fingerprint, type Snapshot } from "@muster/core"
import { Arbitraries } from "@muster/core/testing"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { acme, samples } from "./tables.ts"

const semantics = acme()
const snapshots = Arbitraries.reading(semantics.axes).chain((reading) =>
  Arbitraries.snapshot(semantics, samples.acme, reading)
)

const reversed = <K, V>(map: ReadonlyMap<K, V> | undefined): Map<K, V> => new Map([...(map ?? [])].reverse())

const shuffled = (snapshot: Snapshot.Snapshot): Snapshot.Snapshot =>
  snapshot.access === undefined
    ? snapshot
    : {
        ...snapshot,
        access: {
          directory: {
            own: [...snapshot.access.directory.own].reverse(),
            clients: [...snapshot.access.directory.clients].reverse()
          },
          own: {
            ...snapshot.access.own,
            entries: reversed(snapshot.access.own.entries),
            effective: reversed(snapshot.access.own.effective)
          },
          client: {
            ...snapshot.access.client,
            entries: reversed(snapshot.access.client.entries),
            effective: reversed(snapshot.access.client.effective)
          }
        }
      }

describe("Fingerprint", () => {
  it("does not depend on the order of entries", () => {
    fc.assert(
      fc.property(snapshots, (snapshot) => {
        expect(Fingerprint.of(semantics, shuffled(snapshot))).toBe(Fingerprint.of(semantics, snapshot))
      })
    )
  })

  it("is 16 hexadecimal digits", () => {
    fc.assert(
      fc.property(snapshots, (snapshot) => {
        expect(Fingerprint.of(semantics, snapshot)).toMatch(/^[0-9a-f]{16}$/)
      })
    )
  })

  it("tells 50,000 nearly equal records apart", () => {
    const seen = new Set<string>()
    for (let at = 0; at < 50_000; at++)
      seen.add(
        Fingerprint.of(semantics, {
          vendor: "acme",
          member: { id: "m" },
          values: { rank: `worker ${at}` },
          unknown: [],
          rest: {}
        })
      )
    expect(seen.size).toBe(50_000)
  })

  it("tells unknown from void, void from a value, and a role from its neighbour's", () => {
    const base: Snapshot.Snapshot = { vendor: "acme", member: { id: "m" }, values: {}, unknown: [], rest: {} }
    const entries = (first: string, second: string): Snapshot.Snapshot => ({
      ...base,
      access: {
        directory: { own: [{ id: "x" }, { id: "y" }], clients: [] },
        own: {
          default: null,
          entries: new Map(),
          effective: new Map([
            ["x", first],
            ["y", second]
          ])
        },
        client: { default: null, entries: new Map(), effective: new Map() }
      }
    })
    const prints = [
      base,
      { ...base, unknown: ["rank"] },
      { ...base, values: { rank: "" } },
      { ...base, values: { rank: "worker" } },
      { ...base, rest: { rank: "worker" } },
      { ...base, member: { id: "n" } },
      entries("A", "B"),
      entries("B", "A"),
      entries("A", "A")
    ].map((snapshot) => Fingerprint.of(semantics, snapshot))
    expect(new Set(prints).size).toBe(prints.length)
  })
})
