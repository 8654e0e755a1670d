/** The repository as the house test sees it: each package with its manifest, its layer and its files. */
import { existsSync, globSync, readdirSync, readFileSync } from "node:fs"
import { join, sep } from "node:path"

export type Versions = Readonly<Record<string, string>>

export interface Manifest {
  readonly name?: string
  readonly version?: string | undefined
  readonly description?: string | undefined
  readonly license?: string | undefined
  readonly type?: string | undefined
  readonly exports?: Versions
  readonly bin?: Versions
  readonly files?: ReadonlyArray<string>
  readonly engines?: Versions
  readonly workspaces?: ReadonlyArray<string>
  readonly scripts?: Versions
  readonly dependencies?: Versions
  readonly devDependencies?: Versions
  readonly peerDependencies?: Versions
  readonly nx?: { readonly tags?: ReadonlyArray<string> }
}

export interface Package {
  /** Its path from the root, with forward slashes. */
  readonly folder: string
  readonly name: string
  readonly manifest: Manifest
  /** What its tag `layer:*` says. */
  readonly layer: string
  /** Its files, as paths from its folder; nothing generated or installed, and nothing that is somebody else's. */
  readonly files: ReadonlyArray<string>
}

export interface Workspace {
  readonly root: string
  readonly manifest: Manifest
  readonly packages: ReadonlyArray<Package>
}

/** Reads the repository whose root folder is given. */
export const read = (root: string): Workspace => {
  const manifest = readManifest(root)
  const folders = (manifest.workspaces ?? []).flatMap((pattern) =>
    globSync(pattern, { cwd: root, withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => posix(join(entry.parentPath, entry.name).slice(root.length + 1)))
  )
  return { root, manifest, packages: folders.toSorted().map((folder) => readPackage(root, folder)) }
}

/** The value of a tag such as `layer:core`, or an empty text. */
export const tag = (manifest: Manifest, kind: string): string =>
  manifest.nx?.tags?.find((each) => each.startsWith(`${kind}:`))?.slice(kind.length + 1) ?? ""

/** The last part of a package's folder, which for adapters and twins is the vendor. */
export const folderName = (folder: string): string => folder.slice(folder.lastIndexOf("/") + 1)

const readPackage = (root: string, folder: string): Package => {
  const manifest = readManifest(join(root, folder))
  return {
    folder,
    name: manifest.name ?? "",
    manifest,
    layer: tag(manifest, "layer"),
    files: readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => posix(join(entry.parentPath, entry.name).slice(join(root, folder).length + 1)))
      .filter((path) => !foreign.test(path))
      .toSorted()
  }
}

const readManifest = (folder: string): Manifest => {
  const path = join(folder, "package.json")
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as Manifest) : {}
}

/** `outside` plays somebody else: it uses what is packed here, and none of the rules for this repository hold for it. */
const foreign = /^outside\/|(^|\/)(node_modules|dist|\.cache)\//

const posix = (path: string): string => path.split(sep).join("/")
