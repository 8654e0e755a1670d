/**
 * A 64-bit fingerprint of a snapshot, to notice that something moved between reading and writing.
 * It detects staleness and nothing more: it is no protection against somebody who forges a snapshot.
 */
import type { Access } from "./Access.ts"
import type { Entity } from "./Directory.ts"
import { get, type Json } from "./Json.ts"
import type { Role } from "./Resolution.ts"
import type { Semantics } from "./Semantics.ts"
import { read, type Snapshot } from "./Snapshot.ts"

/** 16 hexadecimal digits; equal for equal snapshots, whatever the order of their entries and keys. */
export const of = (semantics: Semantics, snapshot: Snapshot): string => {
  const lanes = new Lanes()
  for (const name of semantics.identifiers) lanes.json(get(snapshot.member, name))
  for (const { name, type } of semantics.fields) {
    const value = read(snapshot, name)
    lanes.json(type.normal === undefined || value == null ? value : type.normal(value))
  }
  for (const name of semantics.readOnly ?? nothing) lanes.json(read(snapshot, name))
  for (const name of openNames(semantics, snapshot)) lanes.text(name).json(read(snapshot, name))
  for (const name of Object.keys(snapshot.rest).sort()) lanes.text(name).json(snapshot.rest[name])
  if (snapshot.access !== undefined) lanes.access(snapshot.access)
  return lanes.hex()
}

const nothing: ReadonlyArray<never> = []

/** What open objects hold, sorted; a table without such an object has none. */
const openNames = (
  { complexes = nothing }: Semantics,
  { unknown, values }: Snapshot
): ReadonlyArray<string> =>
  complexes.flatMap(({ name, open }): ReadonlyArray<string> =>
    open === undefined
      ? nothing
      : [...Object.keys(values), ...unknown].filter((each) => each.startsWith(`${name}.`)).toSorted()
  )

/** Signed, so that the lanes stay small integers all the way. */
const start = { low: 0x9e3779b9 | 0, high: 0x85ebca6b | 0 }

/** Two 32-bit lanes, mixed character by character. Every value is preceded by its type and its length. */
class Lanes {
  private low = start.low
  private high = start.high

  number(value: number): this {
    this.low = Math.imul(this.low ^ value, 0x01000193)
    this.high = Math.imul((this.high ^ value) + (this.low >>> 15), 0x5bd1e995)
    return this
  }

  text(value: string): this {
    let { high, low } = this
    low = Math.imul(low ^ value.length, 0x01000193)
    for (let at = 0; at < value.length; at++) {
      const code = value.charCodeAt(at)
      low = Math.imul(low ^ code, 0x01000193)
      high = Math.imul(high ^ code, 0x5bd1e995)
    }
    this.low = low ^ (high >>> 16)
    this.high = high ^ (low >>> 15)
    return this
  }

  json(value: Json | undefined): this {
    if (value === undefined) return this.number(1)
    if (value === null) return this.number(2)
    switch (typeof value) {
      case "boolean":
        return this.number(value ? 3 : 4)
      case "number":
        return this.number(5).text(String(value))
      case "string":
        return this.number(6).text(value)
    }
    if (Array.isArray(value)) {
      this.number(7).number(value.length)
      for (const item of value) this.json(item)
      return this
    }
    const entries = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1))
    this.number(8).number(entries.length)
    for (const [name, item] of entries) this.text(name).json(item)
    return this
  }

  /** Every entity once, with its entry and its role in force; entries of unknown entities cannot be. */
  access({ client, directory, own }: Access): this {
    this.json(own.default).json(client.default)
    this.number(own.entries === undefined ? 1 : 2).number(client.entries === undefined ? 1 : 2)
    this.entities(directory.own, own.entries, own.effective)
    return this.unordered(directory.clients, (lanes, { entities, id }) => {
      const entry = client.entries?.get(id)
      lanes.text(id).number(entry === undefined ? 1 : 2)
      return lanes.json(entry?.role).entities(entities, entry?.entities, client.effective)
    })
  }

  entities(
    entities: ReadonlyArray<Entity>,
    entries: ReadonlyMap<string, Role> | undefined,
    effective: ReadonlyMap<string, Role | null>
  ): this {
    return this.unordered(entities, (lanes, { id }) => {
      const entry = entries?.get(id)
      const role = effective.get(id)
      lanes.text(id).json(role)
      // Most entries say what is in force; then one mark stands for the role.
      return entry === role ? lanes.number(11) : lanes.number(12).json(entry)
    })
  }

  /** Adds items up, each mixed on its own, so that their order does not matter. */
  unordered<A>(items: Iterable<A>, mix: (lanes: Lanes, item: A) => Lanes): this {
    const { high, low } = this
    let sumLow = 0
    let sumHigh = 0
    let count = 0
    for (const item of items) {
      // Each item starts anew: what comes before it must not show.
      this.low = start.low
      this.high = start.high
      mix(this, item)
      sumLow = (sumLow + this.low) | 0
      sumHigh = (sumHigh + this.high) | 0
      count += 1
    }
    this.low = low
    this.high = high
    return this.number(count).number(sumLow).number(sumHigh)
  }

  hex(): string {
    this.number(this.high)
    return digits(this.high) + digits(this.low)
  }
}

const digits = (lane: number): string => (lane >>> 0).toString(16).padStart(8, "0")
