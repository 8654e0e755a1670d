/** A package as others install it: JavaScript with its types in `dist`, and a manifest that is right outside. Pure. */
import type { Manifest, Versions } from "./Workspace.ts"

/** What a package needs beside its code: by its place in there, its place in the repository. */
export const beside: Readonly<Record<string, Versions>> = {
  "@muster/cli": { examples: "packages/cli/examples" },
  "@muster/harness": { contracts: "contracts" }
}

/** What `@effect/platform-node` asks for; core also runs in a browser. */
const engines = { node: ">=22.19.0" }

/** The manifest that is published. `exports` and `bin` lead to what the compiler made of what they lead to here. */
export const manifest = (own: Manifest): Manifest => {
  const { bin, dependencies = {}, description, exports = {}, license, name = "", type, version } = own
  const { effect, ...others } = dependencies
  return {
    name,
    version,
    description,
    license,
    type,
    exports: compiled(exports),
    ...(bin === undefined ? {} : { bin: compiled(bin) }),
    files: ["dist", ...Object.keys(beside[name] ?? {})],
    engines,
    // An application has one effect, its own: two of them would not know each other's values.
    ...(effect === undefined ? {} : { peerDependencies: { effect: `~${effect}` } }),
    dependencies: others
  }
}

/** Types need no word: a compiler finds them beside the JavaScript. */
const compiled = (entries: Versions): Versions =>
  Object.fromEntries(
    Object.entries(entries).map(([entry, path]) => [
      entry,
      path.replace(/^\.\/src\/(.*)\.ts$/, "./dist/$1.js")
    ])
  )
