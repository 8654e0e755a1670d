/** Somebody else's folder: the outside project, with our packages installed from tarballs and nothing else of ours. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { stripVTControlCharacters } from "node:util"
import * as Stage from "../src/Stage.ts"
import * as Workspace from "../src/Workspace.ts"

const root = join(import.meta.dirname, "../..")

/** What is packed: all but the tools. */
export const packages = Workspace.read(root)
  .packages.filter(({ layer }) => layer !== "tools")
  .map(({ manifest: { version }, name }) => ({
    name,
    tarball: `packed/${name.slice(1).replace("/", "-")}-${version}.tgz`
  }))

/** Packs everything and installs it in a new folder. */
export const make = async (): Promise<string> => {
  const folder = mkdtempSync(join(tmpdir(), "muster-outside-"))
  cpSync(join(root, "tools/outside"), folder, { recursive: true })
  await run(folder, process.execPath, join(root, "tools/src/pack.ts"), "packed")
  await Promise.all(packages.map((each) => unpack(folder, each)))
  const places = [folder, ...packages.map(({ name }) => join(folder, "node_modules", name))]
  for (const name of new Set(places.flatMap(dependencies))) link(folder, name)
  return folder
}

/** What is compared with text is printed without colours, whoever runs this. */
const plain = { FORCE_COLOR: "0", NO_COLOR: "1" }

/** Runs a program there to its end, and gives what it printed. */
export const run = async (
  folder: string,
  program: string,
  ...words: ReadonlyArray<string>
): Promise<string> => {
  const options = { folder, environment: { ...process.env, ...plain }, milliseconds: 100_000 }
  const { output, problem } = await Stage.run(program, words, options)
  if (problem !== undefined) throw new Error(`${program} ${words.join(" ")} ${problem}\n${output}`)
  return output
}

/** Runs a program that has to end badly, with more in its environment, and gives what it printed and how it ended. */
export const failing = async (
  folder: string,
  more: Readonly<Record<string, string>>,
  program: string,
  ...words: ReadonlyArray<string>
): Promise<string> => {
  const environment = { ...process.env, ...plain, ...more }
  const { output, problem } = await Stage.run(program, words, { folder, environment, milliseconds: 100_000 })
  if (problem === undefined) throw new Error(`${program} ${words.join(" ")} ended well\n${output}`)
  return `${stripVTControlCharacters(output)}\n${problem}`
}

/** The first TypeScript under a heading of one of our README files. */
export const code = (path: string, heading: string): string => {
  const [, below = ""] = readFileSync(join(root, path), "utf8").split(`\n## ${heading}\n`)
  return /```ts\n(.*?)```/s.exec(below)?.[1] ?? ""
}

type Packed = (typeof packages)[number]

const unpack = (folder: string, { name, tarball }: Packed): Promise<string> => {
  const place = join(folder, "node_modules", name)
  mkdirSync(place, { recursive: true })
  return run(folder, "tar", "-xzf", tarball, "-C", place, "--strip-components=1")
}

const dependencies = (place: string): ReadonlyArray<string> => {
  const manifest = JSON.parse(readFileSync(join(place, "package.json"), "utf8")) as Workspace.Manifest
  return Object.keys({
    ...manifest.dependencies,
    ...manifest.devDependencies,
    ...manifest.peerDependencies
  })
}

/** What is not ours comes from this repository's installation, so that nothing has to be fetched. */
const link = (folder: string, name: string): void => {
  const place = join(folder, "node_modules", name)
  if (existsSync(place)) return
  mkdirSync(dirname(place), { recursive: true })
  symlinkSync(join(root, "node_modules", name), place, "junction")
}
