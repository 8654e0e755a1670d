/**
 * The seal of a plan file. With a key it is an HMAC, which protects the file from whoever lacks the key. Without one
 * it is a SHA-256, which notices accidents and edits, and anybody can recompute it.
 */
import { createHash, createHmac, timingSafeEqual } from "node:crypto"
import type { Checked, Seal } from "@muster/core/PlanFile"
import * as Config from "effect/Config"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"

export type Key = Option.Option<Redacted.Redacted<string>>

/** `MUSTER_PLAN_KEY`; empty is not set. */
export const key: Config.Config<Key> = Config.option(Config.Redacted("MUSTER_PLAN_KEY")).pipe(
  Config.map(Option.filter((value) => Redacted.value(value) !== ""))
)

/** Seals a text. */
export const make =
  (key: Key) =>
  (text: string): Seal =>
    Option.match(key, {
      onNone: () => ({ method: "SHA-256", value: createHash("sha256").update(text).digest("hex") }),
      onSome: (secret) => ({
        method: "HMAC-SHA-256",
        value: createHmac("sha256", Redacted.value(secret)).update(text).digest("hex")
      })
    })

/** Compares a seal with the one that the text should have. */
export const check =
  (key: Key) =>
  (text: string, seal: Seal): Checked => {
    const expected = make(key)(text)
    if (expected.method === seal.method) return isSame(expected.value, seal.value) ? "intact" : "edited"
    return Option.isSome(key) ? "sealed without key" : "key missing"
  }

const isSame = (expected: string, given: string): boolean => {
  const [left, right] = [Buffer.from(expected), Buffer.from(given)]
  return left.length === right.length && timingSafeEqual(left, right)
}
