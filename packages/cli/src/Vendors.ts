/** The vendors by name, and how each is reached: where it lives and who we are to it come from the environment. */
import * as Miles from "@muster/adapter-88miles/Adapter"
import * as Biot from "@muster/adapter-biot/Adapter"
import * as Digits from "@muster/adapter-digits/Adapter"
import * as Eloomi from "@muster/adapter-eloomi/Adapter"
import type { Misconfigured } from "@muster/adapter-kit/Settings"
import type { Vendor } from "@muster/adapter-kit/Vendor"
import * as SailPoint from "@muster/adapter-sailpoint/Adapter"
import type { Reading } from "@muster/core/Reading"
import type * as Config from "effect/Config"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import type { HttpClient } from "effect/http/HttpClient"
import * as SchemaIssue from "effect/SchemaIssue"

/** A vendor that is known by name and reached when it is needed. */
export type Access = Effect.Effect<Vendor, Unreachable, HttpClient>

export type Catalog = ReadonlyMap<string, Access>

/** A vendor's settings are missing or break a rule. The message names the setting, never its value. */
export class Unreachable extends Data.TaggedError("Unreachable")<{
  readonly vendor: string
  readonly setting: string
  readonly rule: string
  readonly wayOut: string
}> {
  override get message(): string {
    return `${this.vendor}: ${this.setting}: ${this.rule}; ${this.wayOut}`
  }
}

/** The vendor of that name, reached. */
export const find = (catalog: Catalog, vendor: string): Access =>
  catalog.get(vendor) ??
  Effect.fail(
    new Unreachable({
      vendor: "muster",
      setting: "vendor",
      rule: "is not known",
      wayOut: `known are ${[...catalog.keys()].join(", ")}`
    })
  )

/** Turns a vendor's own configuration errors into one that names the variable. */
export const access = (
  vendor: string,
  made: Effect.Effect<Vendor, Config.ConfigError | Misconfigured, HttpClient>
): readonly [string, Access] => [
  vendor,
  Effect.mapError(made, (error) =>
    error._tag === "Misconfigured" ? new Unreachable(error) : new Unreachable({ vendor, ...unset(error) })
  )
]

/** The vendors as `MUSTER_<VENDOR>_*` describe them, each with what somebody has measured there. */
export const measured = (evidence: ReadonlyMap<string, Reading>): Catalog =>
  new Map([
    access("digits", Digits.makeConfig(evidence.get("digits"))),
    access("sailpoint", SailPoint.makeConfig(evidence.get("sailpoint"))),
    access("eloomi", Eloomi.makeConfig(evidence.get("eloomi"))),
    access("biot", Biot.makeConfig(evidence.get("biot"))),
    access("88miles", Miles.makeConfig(evidence.get("88miles")))
  ])

/** The same where nobody has measured anything. */
export const fromEnvironment: Catalog = measured(new Map())

const unset = ({ cause }: Config.ConfigError) => {
  const [issue] = "issue" in cause ? SchemaIssue.makeFormatterStandardSchemaV1()(cause.issue).issues : []
  const path = (issue?.path ?? []).map((step) => String(typeof step === "object" ? step.key : step))
  return {
    setting: path.length === 0 ? "the environment" : path.join("_"),
    rule: "is missing or malformed",
    wayOut: "set it in the environment"
  }
}
