/** Repositories with one defect each: what it is, which files differ from the sound one, what is to be said of it. */
import { effect, sound } from "./Miniature.ts"
import type { Files } from "./Miniature.ts"

const without = (folder: string): Files =>
  Object.fromEntries(
    Object.keys(sound).flatMap((path) => (path.startsWith(folder) ? [[path, undefined]] : []))
  )

/** Core with other dependencies than its sound manifest has. */
export const core = (dependencies: object): Files => ({
  "packages/core/package.json": JSON.stringify({
    name: "@muster/core",
    dependencies,
    nx: { tags: ["layer:core"] }
  })
})

const adapter = "packages/adapters/acme/src"

export const defects: ReadonlyArray<readonly [string, Files, string]> = [
  [
    "a twin that imports core",
    { "packages/twins/acme/src/Rules.ts": `import type { Plan } from "@muster/core/Plan"` },
    "twins/acme/src/Rules.ts imports @muster/core/Plan, but twin may use twin-kit"
  ],
  [
    "a twin's test that imports core",
    { "packages/twins/acme/test/Any.test.ts": `import "@muster/core"` },
    "twins/acme/test/Any.test.ts imports @muster/core"
  ],
  [
    "core that imports Node",
    { "packages/core/src/Io.ts": `export { readFileSync } from "node:fs"` },
    "core/src/Io.ts imports node:fs"
  ],
  [
    "Node without its prefix",
    { [`${adapter}/Adapter.ts`]: `import { Effect } from "effect"; await import("fs")` },
    "Adapter.ts imports fs"
  ],
  [
    "core that imports an adapter's types",
    { "packages/core/src/Io.ts": `export type A = import("@muster/adapter-acme").A` },
    "core/src/Io.ts imports @muster/adapter-acme"
  ],
  [
    "an outside package in core",
    { ...core({ ...effect, zod: "4.0.0" }), "packages/core/src/Io.ts": `import "zod"` },
    "imports zod, but src of core may import effect only"
  ],
  [
    "fast-check outside testing",
    { ...core({ ...effect, "fast-check": "4.10.2" }), "packages/core/src/Io.ts": `import "fast-check"` },
    "imports fast-check, but src of core"
  ],
  [
    "laws in an adapter's source",
    { [`${adapter}/Failure.ts`]: `import "@muster/core/testing"` },
    "Failure.ts imports @muster/core/testing, which is for tests"
  ],
  [
    "an import of nothing",
    { [`${adapter}/Failure.ts`]: `import "@muster/cora"` },
    "imports @muster/cora, but no package has that name"
  ],
  ["a file too many", { [`${adapter}/Paging.ts`]: "" }, "adapters/acme/src/Paging.ts is one file too many"],
  ["a missing file", { [`${adapter}/Codec.ts`]: undefined }, "adapters/acme/src has no Codec.ts"],
  [
    "a file too many in a twin",
    { "packages/twins/acme/src/Seed.ts": "" },
    "twins/acme/src/Seed.ts is one file too many"
  ],
  [
    "an effect in a pure file",
    { [`${adapter}/Codec.ts`]: `import { Effect } from "effect"` },
    "Codec.ts imports effect/Effect, but this file holds values only"
  ],
  [
    "HTTP in a pure file",
    { [`${adapter}/Wire.ts`]: `import "effect/Schema"; import "effect/http/HttpClient"` },
    "Wire.ts imports effect/http/HttpClient"
  ],
  [
    "the barrel in a pure file",
    { [`${adapter}/Wire.ts`]: `import * as E from "effect"` },
    "Wire.ts imports effect, but this file holds values only"
  ],
  [
    "an undeclared import",
    core({}),
    "core/src/Plan.ts imports effect/Result, but packages/core/package.json does not declare effect"
  ],
  [
    "an undeclared import in a test",
    { "packages/core/test/Any.test.ts": `import "zod"` },
    "core/test/Any.test.ts imports zod"
  ],
  [
    "an unused dependency",
    core({ ...effect, zod: "4.0.0" }),
    "core/package.json declares zod, but nothing in src imports it"
  ],
  [
    "a range",
    core({ effect: "^4.1.0" }),
    "core/package.json asks for effect ^4.1.0, which is not one exact version"
  ],
  [
    "another version than the root's",
    core({ effect: "4.0.9" }),
    "asks for effect 4.0.9, the repository has 4.1.0"
  ],
  ["a vendor without its twin", without("packages/twins/acme"), "packages/twins/acme is missing"],
  ["a vendor without its pact", without("contracts/pacts"), "contracts/pacts/muster-acme.json is missing"],
  [
    "a contract without a vendor",
    { "contracts/vendors/borea.json": "{}" },
    "packages/adapters/borea is missing"
  ],
  [
    "a relative import that leaves",
    { "packages/core/src/Io.ts": `import "../../twins/kit/src/index.ts"` },
    "core/src/Io.ts imports ../../twins/kit/src/index.ts, which leaves"
  ],
  [
    "a computed import",
    { "packages/core/src/Io.ts": "const name = `node:fs`; await import(name)" },
    "core/src/Io.ts imports a computed name"
  ],
  [
    "a file that does not parse",
    { "packages/core/src/Io.ts": "const = 1" },
    "core/src/Io.ts cannot be parsed"
  ],
  ["a missing README", { "packages/core/README.md": undefined }, "packages/core has no README.md"],
  [
    "a folder without a package",
    { "packages/adapters/borea/note.txt": "" },
    "packages/adapters/borea has no package.json"
  ],
  [
    "a borrowed layer",
    { "packages/core/package.json": sound["packages/core/package.json"]?.replace("layer:core", "layer:cli") },
    "core/package.json lacks the tag layer:core"
  ],
  [
    "a vague file name",
    { "packages/core/src/PlanUtils.ts": "" },
    "core/src/PlanUtils.ts has a name that says nothing"
  ],
  [
    "a vague export",
    { "packages/core/src/Io.ts": "export const helper = 1" },
    "core/src/Io.ts exports helper"
  ],
  [
    "a file name in small letters",
    { "packages/core/src/plan.ts": "" },
    "core/src/plan.ts is not named by a noun"
  ],
  [
    "a stray declaration",
    { "packages/core/src/Plan.d.ts": "" },
    "core/src/Plan.d.ts was written by a compiler"
  ],
  [
    "a file that is still about another vendor",
    { [`${adapter}/Codec.ts`]: "// Copied from 88miles: make it Acme's, then take this line away.\n" },
    "packages/adapters/acme/src/Codec.ts is copied from 88miles. Make it the newcomer's own"
  ],
  [
    "a case that nobody has decided",
    { "contracts/cases/merge/one/case.json": JSON.stringify({ vendors: { acme: { undecided: "" } } }) },
    "contracts/cases/merge/one/case.json has a draft of what acme does. Decide it"
  ]
]
