/** Each vendor's update rules by name, once for every kind of caller; known without an address or a token. */
import * as Miles from "@muster/adapter-88miles/Semantics"
import * as Biot from "@muster/adapter-biot/Semantics"
import * as Digits from "@muster/adapter-digits/Semantics"
import * as Eloomi from "@muster/adapter-eloomi/Semantics"
import * as SailPoint from "@muster/adapter-sailpoint/Semantics"
import type { Definition } from "@muster/core/Semantics"

export interface Table {
  /** Who asks, where that matters. */
  readonly caller?: string
  readonly definition: Definition
}

const callers = ["updater", "owner", "application"] as const

/** A template's own attributes are rows like these. */
const customs: ReadonlyArray<Biot.Attribute> = [
  { name: "(custom)", type: "TEXT", mandatory: false },
  { name: "(custom, mandatory)", type: "TEXT", mandatory: true }
]

export const all: ReadonlyMap<string, ReadonlyArray<Table>> = new Map<string, ReadonlyArray<Table>>([
  ["digits", [{ definition: Digits.definition }]],
  ["sailpoint", callers.map((caller) => ({ caller, definition: SailPoint.definition(caller) }))],
  ["eloomi", [{ definition: Eloomi.definition }]],
  ["biot", [{ definition: Biot.definition(customs) }]],
  ["88miles", [{ definition: Miles.definition }]]
])
