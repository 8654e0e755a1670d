/**
 * What a JSON text says and nobody can take at its word: a number that this runtime would change, and a member that
 * is there twice with two values. In a parsed answer a symbol stands for it, which no schema of a JSON value accepts:
 * a field that is read makes the answer unintelligible, one that is not read may hold anything.
 */
import type { Json, JsonObject } from "@muster/core/Json"

/** A number as written; unclear if it is not finite or, without its sign, beyond 2^53 - 1. */
export const number = (text: string): number | symbol => {
  const value = Number(text)
  return Math.abs(value) <= Number.MAX_SAFE_INTEGER ? value : Symbol(text)
}

/** What stands for a member that has two values. */
export const twice: symbol = Symbol("two values")

/** The members of an object with words for whatever is unclear in them, so that they can be shown and compared. */
export const shown = (object: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(object).map(([name, value]) => [name, said(value)]))

const said = (json: Json | symbol): Json => {
  if (typeof json === "symbol") return json.description ?? ""
  if (Array.isArray(json)) return json.map(said)
  return typeof json === "object" && json !== null ? shown(json as JsonObject) : json
}
