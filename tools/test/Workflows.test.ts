/** The workflows and the contributors' page: every command and every path that they name is there. */
import { existsSync, globSync, readFileSync } from "node:fs"
import { basename, join } from "node:path"
import { describe, expect, it } from "vitest"
import * as Workspace from "../src/Workspace.ts"

const root = join(import.meta.dirname, "../..")
const { manifest, packages } = Workspace.read(root)
const workflows = globSync(".github/workflows/*.yml", { cwd: root }).toSorted()
const pages = [".github/CONTRIBUTING.md", ...workflows]

const vendors = packages.flatMap(({ folder, layer }) => (layer === "twin" ? [basename(folder)] : []))

/** A page, once for each vendor where it says `<id>`. */
const read = (page: string): string => {
  const text = readFileSync(join(root, page), "utf8")
  return text.includes("<id>") ? vendors.map((id) => text.replaceAll("<id>", id)).join("\n") : text
}

/** `npm run X`, `npm test`, `npm start`, with the package they are about and the files that they are given. */
const commands = (text: string) =>
  [...text.matchAll(/npm (?:run )?(?:--silent )?([\w-]+)(?: -w ([^\s`]+))?(?: -- ([^`\n]*))?/g)]
    .map(([command, script = "", owner, given = ""]) => ({ command, script, owner, given: given.split(" ") }))
    .filter(({ script }) => script !== "ci")

/** Why a command would not work, if it would not. */
const broken = ({
  command,
  given,
  owner,
  script
}: ReturnType<typeof commands>[number]): string | undefined => {
  const found = packages.find(({ name }) => name === owner)
  if (owner !== undefined && found === undefined) return `${command}: there is no package ${owner}`
  if ((found?.manifest ?? manifest).scripts?.[script] === undefined)
    return `${command}: there is no script ${script}`
  const lost = given.find(
    (file) => file.startsWith("test/") && found?.files.includes(`${file}.test.ts`) !== true
  )
  return lost === undefined ? undefined : `${command}: there is no ${lost}`
}

/** Paths from the root, as far as they are written out: up to a pattern, or to what is not in the repository. */
const paths = (text: string): ReadonlyArray<string> =>
  [...text.matchAll(/(?<![\w./-])(?:packages|contracts|tools|\.github|\.ci)\/[\w@./*<>-]*/g)].map(([path]) =>
    path.replace(/(?:[^/]*[*<]|\.cache).*$/, "").replace(/\.$/, "")
  )

/** How a page has rotted. */
const rot = (text: string): ReadonlyArray<string> => [
  ...new Set([
    ...commands(text).flatMap((each) => broken(each) ?? []),
    ...paths(text).filter((path) => !existsSync(join(root, path)))
  ])
]

describe("The workflows and the contributors' page", () => {
  it.each(pages)("name commands and paths that are there: %s", (page) => {
    const text = read(page)

    expect(commands(text).length).toBeGreaterThan(0)
    expect(rot(text)).toEqual([])
  })

  it.each([
    ["npm run nothing", "npm run nothing: there is no script nothing"],
    ["npm test -w @muster/nobody", "npm test -w @muster/nobody: there is no package @muster/nobody"],
    [
      "npm test -w @muster/tools -- test/House test/Nothing",
      "npm test -w @muster/tools -- test/House test/Nothing: there is no test/Nothing"
    ],
    ["paths: [packages/nothing/**]", "packages/nothing/"],
    ["`tools/src/Nothing.ts`", "tools/src/Nothing.ts"]
  ])("would be noticed to rot: %s", (text, words) => {
    expect(rot(text)).toEqual([words])
  })

  it.each(workflows)("ask for little and end in time: %s", (workflow) => {
    const text = read(workflow)
    const count = (words: RegExp) => [...text.matchAll(words)].length

    expect(text).toContain("\npermissions:\n  contents: read\n")
    expect(count(/: write/g)).toBe(0)
    expect(count(/timeout-minutes: \d+/g)).toBe(count(/runs-on:/g))
    expect(count(/uses: [\w-]+\/[\w-]+@v\d+$/gm)).toBe(count(/uses:/g))
  })

  it("mutate core and every twin at night", () => {
    const [, of = ""] = /^ +of: \[(.*)\]$/m.exec(read(".github/workflows/nightly.yml")) ?? []

    expect(of.split(", ").toSorted()).toEqual(["core", ...vendors].toSorted())
  })
})
