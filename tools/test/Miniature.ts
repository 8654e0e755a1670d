/** A repository in miniature: its files by path, with one vendor and nothing wrong. */

export type Files = Readonly<Record<string, string | undefined>>

const pack = (
  folder: string,
  name: string,
  tags: ReadonlyArray<string>,
  dependencies: object,
  sources: Files
): Files => ({
  [`${folder}/package.json`]: JSON.stringify({
    name: `@muster/${name}`,
    version: "0.1.0",
    dependencies,
    nx: { tags }
  }),
  [`${folder}/README.md`]: "",
  [`${folder}/tsconfig.json`]: "{}",
  [`${folder}/test/Any.test.ts`]: `import "vitest"`,
  ...Object.fromEntries(Object.entries(sources).map(([path, text]) => [`${folder}/src/${path}`, text]))
})

export const effect = { effect: "4.1.0" }
const twin = { ...effect, "@muster/twin-kit": "0.1.0" }

export const sound: Files = {
  "package.json": JSON.stringify({
    workspaces: ["packages/core", "packages/adapters/*", "packages/twins/*"],
    devDependencies: { effect: "4.1.0", vitest: "5.1.1" }
  }),
  ...pack("packages/core", "core", ["layer:core"], effect, { "Plan.ts": `import "effect/Result"` }),
  ...pack("packages/adapters/kit", "adapter-kit", ["layer:adapter-kit"], {}, { "index.ts": "" }),
  ...pack("packages/adapters/acme", "adapter-acme", ["layer:adapter", "vendor:acme"], effect, {
    "Semantics.ts": "",
    "Mapping.ts": "",
    "Wire.ts": `import * as Schema from "effect/Schema"`,
    "Codec.ts": `import "./Wire.ts"`,
    "Failure.ts": "",
    "Roster.ts": "",
    "Adapter.ts": `import { Effect } from "effect"`
  }),
  ...pack("packages/twins/kit", "twin-kit", ["layer:twin-kit"], {}, { "index.ts": `import "node:http"` }),
  ...pack("packages/twins/acme", "twin-acme", ["layer:twin", "vendor:acme"], twin, {
    "Vocabulary.ts": `import { Schema } from "effect"`,
    "State.ts": "",
    "Rules.ts": "",
    "Routes.ts": "",
    "Twin.ts": `export * from "@muster/twin-kit"`
  }),
  "contracts/vendors/acme.json": "{}",
  "contracts/pacts/muster-acme.json": "{}"
}
