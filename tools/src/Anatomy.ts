/** Rules about folders and files: what a package consists of, what files and exports may be called, strays. */
import { existsSync, globSync, readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import * as Layers from "./Layers.ts"
import * as Source from "./Source.ts"
import { folderName, tag } from "./Workspace.ts"
import type { Package, Workspace } from "./Workspace.ts"

/** Everything in the workspace that is missing, superfluous or wrongly named. */
export const check = (workspace: Workspace): ReadonlyArray<string> => [
  ...workspace.packages.flatMap((each) => [
    ...parts(each),
    ...tags(each),
    ...kind(each),
    ...names(each),
    ...exportNames(each, workspace.root),
    ...strays(each),
    ...copies(each, workspace.root)
  ]),
  ...vendors(workspace),
  ...drafts(workspace)
]

const parts = ({ folder, files }: Package): ReadonlyArray<string> =>
  ["README.md", "package.json", "tsconfig.json", "src/", "test/"]
    .filter((part) => !files.some((path) => (part.endsWith("/") ? path.startsWith(part) : path === part)))
    .map((part) => `${folder} has no ${part}. Add it; every package has the same parts.`)

const tags = ({ folder, layer, manifest }: Package): ReadonlyArray<string> => {
  const expected = Layers.ofFolder(folder)
  const isVendor = Object.hasOwn(Layers.anatomy, expected)
  const name = isVendor ? `${expected}-${folderName(folder)}` : expected
  return [
    ...(layer === expected
      ? []
      : [`${folder}/package.json lacks the tag layer:${expected}. Add it to nx.tags.`]),
    ...(!isVendor || tag(manifest, "vendor") === folderName(folder)
      ? []
      : [`${folder}/package.json lacks the tag vendor:${folderName(folder)}. Add it to nx.tags.`]),
    ...(manifest.name === `@muster/${name}`
      ? []
      : [`${folder}/package.json names the package ${manifest.name}. Call it @muster/${name}.`])
  ]
}

const kind = ({ folder, files }: Package): ReadonlyArray<string> => {
  const layer = Layers.ofFolder(folder)
  const expected = Layers.anatomy[layer]
  if (expected === undefined) return []
  const found = files.filter((path) => path.startsWith("src/")).map((path) => path.slice(4))
  return [
    ...expected
      .filter((name) => !found.includes(name))
      .map((name) => `${folder}/src has no ${name}. Every ${layer} has ${expected.join(", ")}.`),
    ...found
      .filter((name) => !expected.includes(name))
      .map(
        (name) => `${folder}/src/${name} is one file too many. Its content belongs in ${expected.join(", ")}.`
      )
  ]
}

const vague = /^(utils?|helpers?|common|misc|managers?)$/i

const isVague = (name: string): boolean =>
  name.split(/[^A-Za-z]|(?<=[a-z])(?=[A-Z])/).some((word) => vague.test(word))

const entries = ["index.ts", "main.ts", "test.ts", "pack.ts", "laws.ts", "publish.ts", "new-vendor.ts"]

const names = ({ folder, files }: Package): ReadonlyArray<string> =>
  files.flatMap((path) => {
    const name = folderName(path)
    const isModule = /^src\/.*\.tsx?$/.test(path) && !entries.includes(name) && !path.endsWith(".d.ts")
    return [
      ...(path.split("/").some((part) => isVague(part.replace(/\..*$/, "")))
        ? [`${folder}/${path} has a name that says nothing. Name it after what it holds.`]
        : []),
      ...(isModule && !/^[A-Z][A-Za-z0-9]*\.tsx?$/.test(name)
        ? [`${folder}/${path} is not named by a noun in PascalCase. Rename it.`]
        : [])
    ]
  })

const exportNames = ({ folder, files }: Package, root: string): ReadonlyArray<string> =>
  files
    .filter((path) => /^src\/.*\.tsx?$/.test(path))
    .flatMap((path) =>
      Source.read(path, readFileSync(join(root, folder, path), "utf8"))
        .exports.filter(isVague)
        .map(
          (name) => `${folder}/${path} exports ${name}, a name that says nothing. Name it after what it is.`
        )
    )

const strays = ({ folder, files }: Package): ReadonlyArray<string> =>
  files
    .filter((path) => /^(src|test)\/.*\.(d\.[cm]?ts|[cm]?js|map|tsbuildinfo)$/.test(path))
    .map((path) => `${folder}/${path} was written by a compiler. Delete it.`)

/** A file that `npm run new-vendor` copied is about another vendor until somebody has rewritten it. */
const copies = ({ folder, files }: Package, root: string): ReadonlyArray<string> =>
  files.flatMap((path) => {
    if (!/\.(ts|md)$/.test(path)) return []
    const [, model] =
      /^(?:\/\/|<!--) Copied from (\S+):/.exec(readFileSync(join(root, folder, path), "utf8")) ?? []
    return model === undefined
      ? []
      : [
          `${folder}/${path} is copied from ${model}. Make it the newcomer's own, then take its first line away.`
        ]
  })

/** Cases of which it drafted what a newcomer does. */
const drafts = ({ root }: Workspace): ReadonlyArray<string> =>
  globSync("contracts/cases/**/case.json", { cwd: root })
    .toSorted()
    .flatMap((path) => {
      const { vendors: named = {} } = JSON.parse(readFileSync(join(root, path), "utf8")) as {
        readonly vendors?: Readonly<Record<string, object>>
      }
      return Object.entries(named)
        .filter(([, said]) => "undecided" in said)
        .map(
          ([vendor]) =>
            `${path} has a draft of what ${vendor} does. Decide it, or say why it is unsupported, then take "undecided" away.`
        )
    })

/** A vendor is four things under one name; whoever has one of them needs the others. */
const vendors = ({ root, packages }: Workspace): ReadonlyArray<string> => {
  const of = (group: string) =>
    packages.filter((each) => Layers.ofFolder(each.folder) === group).map((each) => folderName(each.folder))
  const matches = (folder: string, pattern: RegExp) =>
    (existsSync(join(root, folder)) ? readdirSync(join(root, folder)) : []).flatMap(
      (name) => pattern.exec(name)?.slice(1, 2) ?? []
    )
  const places: ReadonlyArray<readonly [(vendor: string) => string, ReadonlyArray<string>]> = [
    [(vendor) => `packages/adapters/${vendor}`, of("adapter")],
    [(vendor) => `packages/twins/${vendor}`, of("twin")],
    [(vendor) => `contracts/vendors/${vendor}.json`, matches("contracts/vendors", /^(.+)\.json$/)],
    [(vendor) => `contracts/pacts/muster-${vendor}.json`, matches("contracts/pacts", /^muster-(.+)\.json$/)]
  ]
  const all = [...new Set(places.flatMap(([, found]) => found))].toSorted()
  return all.flatMap((vendor) =>
    places
      .filter(([, found]) => !found.includes(vendor))
      .map(
        ([path]) =>
          `${path(vendor)} is missing. Add it (a pact is recorded: npm run record), or remove what else there is of the vendor ${vendor}.`
      )
  )
}
