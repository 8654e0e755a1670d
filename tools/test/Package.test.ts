/** The manifest that is published, made of the one in the repository. */
import { describe, expect, it } from "vitest"
import * as Package from "../src/Package.ts"
import type { Manifest } from "../src/Workspace.ts"

const own: Manifest = {
  name: "@muster/cli",
  version: "0.1.0",
  license: "MIT",
  type: "module",
  description: "The command line.",
  exports: { ".": "./src/index.ts", "./deep": "./src/deep/index.ts", "./*": "./src/*.ts" },
  bin: { muster: "./src/main.ts" },
  scripts: { test: "vitest run" },
  dependencies: { "@muster/core": "0.1.0", effect: "4.1.0", zod: "4.6.7" },
  devDependencies: { "@types/validator": "13.15.10" },
  nx: { tags: ["layer:cli"] }
}

describe("Package", () => {
  it("leads to what was compiled, takes one effect from its user, and leaves out what is for us alone", () => {
    expect(Package.manifest(own)).toEqual({
      name: "@muster/cli",
      version: "0.1.0",
      license: "MIT",
      type: "module",
      description: "The command line.",
      exports: { ".": "./dist/index.js", "./deep": "./dist/deep/index.js", "./*": "./dist/*.js" },
      bin: { muster: "./dist/main.js" },
      files: ["dist", "examples"],
      engines: { node: ">=22.19.0" },
      peerDependencies: { effect: "~4.1.0" },
      dependencies: { "@muster/core": "0.1.0", zod: "4.6.7" }
    })
  })

  it("asks for no effect where there is none, and names no program that is not there", () => {
    const { bin: _bin, ...library } = own

    const manifest = Package.manifest({ ...library, name: "@muster/core", dependencies: {} })

    expect(manifest).not.toHaveProperty("bin")
    expect(manifest).not.toHaveProperty("peerDependencies")
    expect(manifest.files).toEqual(["dist"])
  })
})
