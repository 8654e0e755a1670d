/**
 * The program behind `npm run new-vendor -- NAME --like 88miles`: a newcomer's adapter, twin, contract and trials,
 * begun from a vendor that lives here. It writes all of it or nothing, and takes nobody's place.
 */
import { spawnSync } from "node:child_process"
import { globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { parseArgs } from "node:util"
import * as Newcomer from "./Newcomer.ts"

const root = join(import.meta.dirname, "../..")

/** Ends with a sentence. */
const stop: (problem: string) => never = (problem) => {
  console.error(problem)
  process.exit(1)
}

const read = (): Newcomer.Texts => {
  const patterns = ["packages/**/*.{ts,json,md}", "contracts/**/*.json", ".github/workflows/*.yml"]
  const exclude = (name: string) => ["node_modules", "dist", ".cache"].includes(name)
  const paths = globSync(patterns, { cwd: root, exclude })
  return new Map(paths.map((path) => [path, readFileSync(join(root, path), "utf8")]))
}

const write = (texts: Newcomer.Texts): void => {
  for (const [path, text] of texts) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  const formatter = join(root, "node_modules/.bin/oxfmt")
  const { status } = spawnSync(formatter, [...texts.keys()], { cwd: root, stdio: "inherit" })
  if (status !== 0) stop("All is written, but not formatted. Run: npm run format")
}

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { like: { type: "string", default: Newcomer.model.id } }
})
const [title = "", ...more] = positionals
if (title === "" || more.length > 0 || values.like !== Newcomer.model.id)
  stop(
    `Say its name as people write it: npm run new-vendor -- "Acme People" --like ${Newcomer.model.id} (newcomers are made from no other)`
  )

const texts = read()
const names = Newcomer.name(title, texts)
if ("problem" in names) stop(names.problem)
const begun = Newcomer.begin(names, texts)
if ("problem" in begun) stop(begun.problem)
write(begun.texts)
console.log(Newcomer.next(names))
