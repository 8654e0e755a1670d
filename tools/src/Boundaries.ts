/** Rules about imports: layers, outside packages, and "what is imported is declared, what is declared is imported". */
import { readFileSync } from "node:fs"
import { isBuiltin } from "node:module"
import { join, posix } from "node:path"
import * as Layers from "./Layers.ts"
import * as Source from "./Source.ts"
import type { Package, Versions, Workspace } from "./Workspace.ts"

/** One import, with all that a rule needs to judge it. */
interface Import {
  readonly specifier: string
  readonly target: string
  readonly path: string
  readonly inSource: boolean
  readonly owner: Package
}

/** Every import of the workspace that crosses a boundary, and every dependency that nothing needs. */
export const check = (workspace: Workspace): ReadonlyArray<string> =>
  workspace.packages.flatMap((owner) => {
    const sources = owner.files
      .filter((path) => /\.m?tsx?$/.test(path) && !path.endsWith(".d.ts"))
      .map((path) => {
        const full = join(workspace.root, owner.folder, path)
        return { path, ...Source.read(full, readFileSync(full, "utf8")) }
      })
    const imports = sources.flatMap(({ path, imports }) =>
      imports.map((specifier): Import => {
        const target = Source.packageOf(specifier)
        return { specifier, target, path, inSource: path.startsWith("src/"), owner }
      })
    )
    return [
      // Mutants are loaded under names of their own, each once: no name can stand there.
      ...sources.flatMap(({ path, problems }) =>
        (path.startsWith("mutation/") ? [] : problems).map((problem) => `${owner.folder}/${path} ${problem}`)
      ),
      ...imports.flatMap((each) =>
        judge(each, workspace).map((why) => `${owner.folder}/${each.path} ${why}`)
      ),
      ...unused(owner, imports)
    ]
  })

const judge = (each: Import, workspace: Workspace): ReadonlyArray<string> => {
  if (each.specifier.startsWith(".") || each.specifier.startsWith("/")) return leaving(each)
  if (isBuiltin(each.specifier)) return builtin(each)
  if (each.target === each.owner.name) return impure(each)
  const crossing = each.target.startsWith("@muster/") ? layered(each, workspace) : outside(each)
  return [...crossing, ...undeclared(each, workspace), ...impure(each)]
}

const leaving = ({ specifier, path }: Import): ReadonlyArray<string> =>
  specifier.startsWith("/") || posix.join(posix.dirname(path), specifier).startsWith("..")
    ? [`imports ${specifier}, which leaves its package. Import the other package by its name.`]
    : []

const builtin = ({ specifier, inSource, owner }: Import): ReadonlyArray<string> =>
  inSource && Layers.table[owner.layer]?.node === false
    ? [`imports ${specifier}, but ${owner.layer} runs without Node. Leave that to cli, harness or twin-kit.`]
    : []

const layered = (
  { specifier, target, inSource, owner }: Import,
  workspace: Workspace
): ReadonlyArray<string> => {
  const layer = workspace.packages.find((each) => each.name === target)?.layer
  if (layer === undefined) return [`imports ${specifier}, but no package has that name. Correct the name.`]
  if (inSource && specifier.startsWith("@muster/core/testing") && owner.layer !== "harness") {
    return [`imports ${specifier}, which is for tests and the harness. Move the code to test.`]
  }
  const uses = Layers.table[owner.layer]?.uses ?? []
  return uses.includes(layer)
    ? []
    : [
        `imports ${specifier}, but ${owner.layer} may use ${uses.join(", ") || "no other layer"}. Drop the import.`
      ]
}

const outside = ({ specifier, target, path, inSource, owner }: Import): ReadonlyArray<string> => {
  const allowed = Layers.table[owner.layer]?.outside
  if (!inSource || allowed === undefined || allowed === "declared" || allowed.includes(target)) return []
  if (owner.layer === "core" && path.startsWith("src/testing/") && target === "fast-check") return []
  return [
    `imports ${specifier}, but src of ${owner.layer} may import ${allowed.join(", ")} only. Do without it.`
  ]
}

const undeclared = (
  { specifier, target, inSource, owner }: Import,
  workspace: Workspace
): ReadonlyArray<string> => {
  const { dependencies, peerDependencies, devDependencies } = owner.manifest
  const forSource: ReadonlyArray<Versions | undefined> = [dependencies, peerDependencies]
  const forTests = [devDependencies, workspace.manifest.devDependencies]
  const declared = inSource ? forSource : [...forSource, ...forTests]
  return declared.some((versions) => versions !== undefined && Object.hasOwn(versions, target))
    ? []
    : [
        `imports ${specifier}, but ${owner.folder}/package.json does not declare ${target}. Add it to dependencies.`
      ]
}

const impure = ({ specifier, path, owner }: Import): ReadonlyArray<string> =>
  owner.layer === "adapter" && Layers.pureFiles.includes(path) && Layers.impure.test(specifier)
    ? [`imports ${specifier}, but this file holds values only. Move effects to Adapter.ts.`]
    : []

const unused = (owner: Package, imports: ReadonlyArray<Import>): ReadonlyArray<string> =>
  Object.keys(owner.manifest.dependencies ?? {})
    .filter((name) => !imports.some((each) => each.inSource && each.target === name))
    .map((name) => `${owner.folder}/package.json declares ${name}, but nothing in src imports it. Remove it.`)
