/**
 * The program behind `npm run pack -- [folder]`: a tarball of every package that others install, in `dist` or in that
 * folder. The compiler runs once over all of them; npm packs what it would publish.
 */
import { spawnSync } from "node:child_process"
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import * as Package from "./Package.ts"
import * as Workspace from "./Workspace.ts"

const root = join(import.meta.dirname, "../..")
const target = resolve(process.argv[2] ?? join(root, "dist"))
const work = mkdtempSync(join(tmpdir(), "muster-pack-"))
process.on("exit", () => rmSync(work, { recursive: true }))

/** Runs a program, which says itself what is wrong. */
const run = (program: string, ...words: ReadonlyArray<string>): void => {
  const { status } = spawnSync(program, words, { cwd: root, stdio: "inherit" })
  if (status !== 0) process.exit(1)
}

/** Puts together what a package consists of, and says where. */
const staged = ({ folder, manifest, name }: Workspace.Package): string => {
  const stage = join(work, "staged", folder)
  const parts = {
    dist: join(work, "compiled", folder, "src"),
    "README.md": join(root, folder, "README.md"),
    LICENSE: join(root, "LICENSE")
  }
  for (const [part, from] of Object.entries(parts)) cpSync(from, join(stage, part), { recursive: true })
  for (const [part, from] of Object.entries(Package.beside[name] ?? {}))
    cpSync(join(root, from), join(stage, part), { recursive: true })
  writeFileSync(join(stage, "package.json"), JSON.stringify(Package.manifest(manifest), null, 2))
  return stage
}

const tsc = join(root, "node_modules/.bin/tsc")
run(tsc, "-p", join(root, "tools/tsconfig.pack.json"), "--outDir", join(work, "compiled"))
mkdirSync(target, { recursive: true })
const packages = Workspace.read(root).packages.filter(({ layer }) => layer !== "tools")
run("npm", "pack", "--pack-destination", target, ...packages.map(staged))
console.log(`${packages.length} packages are in ${target}`)
