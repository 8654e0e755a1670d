/** The demo's stage: every twin on a free loopback port with its example seed, and the vendors that reach them. */
import * as Miles from "@muster/adapter-88miles/Adapter"
import * as Digits from "@muster/adapter-digits/Adapter"
import type { Settings } from "@muster/adapter-kit/Settings"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Redacted from "effect/Redacted"
import * as Twins from "./Twins.ts"
import * as Vendors from "./Vendors.ts"

/** The token that both example seeds know; it opens nothing but a twin. */
const token = Redacted.make("example-token")

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
    Vendors.access("88miles", Miles.make(settings("88miles")))
  ])
  return { catalog, urls }
})
