/** JSON values as data: what a vendor stores, what a change wishes, what a request says. */
import * as Equal from "effect/Equal"

export type Json = null | boolean | number | string | ReadonlyArray<Json> | JsonObject
export type JsonObject = { readonly [name: string]: Json }

/** Whether two values are the same JSON: scalars by value, lists in order, objects by their members. */
export const equal = (left: Json, right: Json): boolean => Equal.equals(left, right)

/** The value that `object` itself has under `name`; nothing is inherited. */
export const get = (object: JsonObject, name: string): Json | undefined =>
  Object.hasOwn(object, name) ? object[name] : undefined
