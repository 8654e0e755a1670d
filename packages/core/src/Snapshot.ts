/**
 * What is true of one member at one moment, as far as somebody could read it.
 * Unknown is not empty: a field that could not be read is listed, one that is void is simply absent.
 */
import type { Access } from "./Access.ts"
import type { Json, JsonObject } from "./Json.ts"
import type { Member } from "./Member.ts"

export interface Snapshot {
  readonly vendor: string
  readonly member: Member
  /** The fields that have a value, by name. A known field without a value is left out. */
  readonly values: JsonObject
  /** Fields that the vendor has and the reader could not see; `data.*`: there may be more names in `data`. */
  readonly unknown: ReadonlyArray<string>
  /** Members of the answer that the schema does not model, as they came. */
  readonly rest: JsonObject
  readonly access?: Access
}

/** A value, `null` for known to be void, `undefined` for unknown. */
export const read = (snapshot: Snapshot, field: string): Json | undefined => {
  if (Object.hasOwn(snapshot.values, field)) return snapshot.values[field]
  return snapshot.unknown.some((name) => covers(name, field)) ? undefined : null
}

/** `data.*` stands for every name of `data` that was not read. */
const covers = (unknown: string, field: string): boolean =>
  unknown === field || (unknown.endsWith(".*") && field.startsWith(unknown.slice(0, -1)))
