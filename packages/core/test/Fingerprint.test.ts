/** A fingerprint notices every difference and none that is not one. */
import { Fingerprint, type Json, type Snapshot } from "@muster/core"
import { Arbitraries } from "@muster/core/testing"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { bound } from "./bindings.ts"
import { caspia } from "./caspia.ts"
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

describe("A saved plan's fingerprint", () => {
  const own = { default: "A", entries: { books: "B" }, roles: { books: "B", payroll: "A" } }
  const client = {
    default: null,
    entries: { c1: ["A", { x1: "B" }] },
    roles: { x1: "B", x2: "A", y1: null }
  } as const
  const eve = bound(own, client)
  const { access: _, ...fields } = eve

  it.each([
    ["nothing but a name", { ...fields, values: {} }, "5c9de30c65ee5423"],
    ["a field", fields, "54f712d34063ed4e"],
    ["a field that is unknown", { ...fields, values: {}, unknown: ["rank"] }, "4ccca49bd4b7cb05"],
    [
      "what no table has",
      { ...fields, rest: { b: [1, true, null], a: { z: false, y: "" } } },
      "b1c0b9d68c7f10dd"
    ],
    ["access", eve, "fed15ad67aff643e"],
    [
      "access that was read in part",
      bound({ roles: own.roles }, { entries: client.entries }),
      "d2d9e540c0201b83"
    ],
    [
      "no role anywhere",
      bound({ default: null, entries: {} }, { default: null, entries: {} }),
      "2a07046c67de3cae"
    ]
  ] as const)("is still the same for a record with %s", (_name, snapshot, print) => {
    expect(Fingerprint.of(semantics, snapshot)).toBe(print)
  })

  it.each([
    ["nothing", {}, [], "43a645136d03ba74"],
    ["a list", { teams: ["b", "a"] }, [], "ddd449a2974d1c32"],
    ["a part of an object", { "home.city": "Odense" }, [], "1c1da8788c4c6815"],
    ["an object of any names", { "notes.b": "y", "notes.a": "x" }, ["notes.*"], "90a8afeb69bf83e9"],
    ["what only the vendor writes", { awake: true }, [], "59485dff2621e2ee"]
  ] as const)("is still the same for a record with %s in it", (_name, values, unknown, print) => {
    expect(Fingerprint.of(caspia(), { ...fields, vendor: "caspia", values, unknown })).toBe(print)
  })
})

describe("Equal records", () => {
  const print = (values: Json.JsonObject, rest: Json.JsonObject = {}, unknown: ReadonlyArray<string> = []) =>
    Fingerprint.of(caspia(), { vendor: "caspia", member: { id: "m" }, values, unknown, rest })

  it("have equal fingerprints in any order of their names, their objects' names and their sets", () => {
    expect(print({ "notes.a": "x", "notes.b": "y" })).toBe(print({ "notes.b": "y", "notes.a": "x" }))
    expect(print({}, { a: 1, b: { c: 1, d: 2 } })).toBe(print({}, { b: { d: 2, c: 1 }, a: 1 }))
    expect(print({ teams: ["a", "b"] })).toBe(print({ teams: ["b", "a", "b"] }))
    expect(print({}, {}, ["notes.a", "notes.b"])).toBe(print({}, {}, ["notes.b", "notes.a"]))
  })
})

describe("Records that differ", () => {
  const own = { default: "A", entries: { books: "B" }, roles: { books: "B", payroll: "A" } }
  const client = { default: null, entries: { c1: ["A"] }, roles: { x1: "A", x2: "A", y1: null } } as const
  const { entries: _own, ...ownUnread } = own
  const { entries: _client, ...clientUnread } = client

  it("in access have different fingerprints", () => {
    const prints = [
      bound(own, client),
      bound({ ...own, default: null }, client),
      bound({ ...own, default: "B" }, client),
      bound(own, { ...client, default: "A" }),
      bound(ownUnread, client),
      bound(own, clientUnread),
      bound({ ...own, entries: {} }, client),
      bound({ ...own, entries: { ...own.entries, payroll: "A" } }, client),
      bound({ ...own, roles: { ...own.roles, payroll: null } }, client),
      bound({ ...own, roles: { books: "B" } }, client),
      bound(own, { ...client, entries: {} }),
      bound(own, { ...client, entries: { c1: [null] } }),
      bound(own, { ...client, entries: { c1: ["B"] } }),
      bound(own, { ...client, entries: { c1: ["A", { x1: "A" }] } }),
      bound(own, { ...client, entries: { c2: ["A"] } }),
      bound(own, { ...client, roles: { ...client.roles, y1: "A" } }),
      bound(own, { ...client, roles: { x1: "A", x2: null, y1: "A" } })
    ].map((snapshot) => Fingerprint.of(semantics, snapshot))

    expect(new Set(prints).size).toBe(prints.length)
  })

  it("in values have different fingerprints", () => {
    const left = (rest: Json.JsonObject): Snapshot.Snapshot => ({
      vendor: "acme",
      member: { id: "m" },
      values: {},
      unknown: [],
      rest
    })
    const prints = [
      {},
      { a: null },
      { a: "" },
      { a: "null" },
      { a: 0 },
      { a: 1 },
      { a: "1" },
      { a: -1 },
      { a: 0.5 },
      { a: true },
      { a: false },
      { a: [] },
      { a: {} },
      { a: [[]] },
      { a: [1, 2] },
      { a: [2, 1] },
      { a: [[1], 2] },
      { a: { b: 1 } },
      { a: { b: 1, c: 1 } },
      { a: { c: 1 } },
      { b: 1 },
      { a: "x", b: "" },
      { a: "", b: "x" },
      { ab: "x" },
      { a: "bx" }
    ].map((rest) => Fingerprint.of(semantics, left(rest)))

    expect(new Set(prints).size).toBe(prints.length)
  })
})
