/** The architecture in one table: which layer may use which, and what each may take from outside. */

export interface Layer {
  /** Layers of this repository it may import. */
  readonly uses: ReadonlyArray<string>
  /** Outside packages its `src` may import; "declared" means whatever its manifest declares. */
  readonly outside: ReadonlyArray<string> | "declared"
  /** Whether its `src` may import Node's modules. */
  readonly node: boolean
}

const inner = ["core", "adapter-kit", "adapter", "twin-kit", "twin"]

export const table: Readonly<Record<string, Layer>> = {
  core: { uses: [], outside: ["effect"], node: false },
  "adapter-kit": { uses: ["core"], outside: ["effect", "lossless-json"], node: false },
  adapter: {
    uses: ["core", "adapter-kit"],
    outside: ["effect", "zod", "iso-3166", "iso-639-1"],
    node: false
  },
  "twin-kit": { uses: [], outside: ["effect", "@effect/platform-node"], node: true },
  twin: { uses: ["twin-kit"], outside: ["effect", "validator", "rfc6902"], node: false },
  harness: { uses: [...inner, "tools"], outside: "declared", node: true },
  cli: { uses: [...inner, "harness"], outside: "declared", node: true },
  tools: { uses: [], outside: "declared", node: true }
}

/** The layer a folder belongs to, which its tag has to repeat. */
export const ofFolder = (folder: string): string => {
  const [, group = "", name] = folder.split("/")
  if (folder === "tools") return "tools"
  if (group !== "adapters" && group !== "twins") return group
  return `${group.slice(0, -1)}${name === "kit" ? "-kit" : ""}`
}

/** The files of an adapter and of a twin, in the order data meets them. */
export const anatomy: Readonly<Record<string, ReadonlyArray<string>>> = {
  adapter: ["Semantics.ts", "Mapping.ts", "Wire.ts", "Codec.ts", "Failure.ts", "Roster.ts", "Adapter.ts"],
  twin: ["Vocabulary.ts", "State.ts", "Rules.ts", "Routes.ts", "Twin.ts"]
}

/** Files of an adapter that are values only. */
export const pureFiles = ["src/Semantics.ts", "src/Mapping.ts", "src/Wire.ts", "src/Codec.ts"]

/** What a pure file may not import: effects, wiring, settings and HTTP. The barrel would bring them all. */
export const impure = /^effect$|^effect\/(Effect|Layer|Config)$|^effect\/http/
