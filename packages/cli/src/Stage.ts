/** The demo's stage: every twin on a free loopback port with its example seed, and the vendors that reach them. */
import * as Miles from "@muster/adapter-88miles/Adapter"
import * as Biot from "@muster/adapter-biot/Adapter"
import * as Digits from "@muster/adapter-digits/Adapter"
import * as Eloomi from "@muster/adapter-eloomi/Adapter"
import type { Settings } from "@muster/adapter-kit/Settings"
import * as SailPoint from "@muster/adapter-sailpoint/Adapter"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Redacted from "effect/Redacted"
import * as Twins from "./Twins.ts"
import * as Vendors from "./Vendors.ts"

/** The token that all example seeds know; it opens nothing but a twin. */
const token = Redacted.make("example-token")

/** What the seeds have beside the usual: the attributes of a source, and the template of users. */
const attributes = ["badge", "desk"]
const template: Biot.Template = {
  id: "3fa85f64-5717-4562-b3fc-2c963f66afa6",
  attributes: [{ name: "shift", type: "SELECT", mandatory: false, values: ["day", "night"] }]
}

/** In the demo a charge has to be confirmed first, so that a reactivation stays pending. */
const readings: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "88miles": { "M-8": "awaiting" }
}

/** Serves and seeds the twins until the scope closes. */
export const set = Effect.gen(function* () {
  const files = yield* FileSystem.FileSystem
  const urls = new Map<string, string>()
  for (const [name, known] of Twins.all) {
    const served = yield* known.serve({ ...known.usual, ...readings[name] }, undefined)
    yield* Twins.seed(served, yield* files.readFileString(known.seed))
    urls.set(name, served.url)
  }
  const settings = (vendor: string): Settings => ({
    baseUrl: urls.get(vendor) ?? "",
    credentials: Effect.succeed(token)
  })
  const catalog: Vendors.Catalog = new Map([
    Vendors.access("digits", Digits.make(settings("digits"))),
    Vendors.access("sailpoint", SailPoint.make({ ...settings("sailpoint"), caller: "updater", attributes })),
    Vendors.access("eloomi", Eloomi.make({ ...settings("eloomi"), clientId: "example-client" })),
    Vendors.access("biot", Biot.make({ ...settings("biot"), template })),
    Vendors.access("88miles", Miles.make(settings("88miles")))
  ])
  return { catalog, urls }
})
