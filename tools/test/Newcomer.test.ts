/** A newcomer is begun from this repository as it is, so that whoever moves a list learns it here. */
import { globSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import * as Listings from "../src/Listings.ts"
import * as Newcomer from "../src/Newcomer.ts"

const root = join(import.meta.dirname, "../..")
const exclude = (name: string) => ["node_modules", "dist", ".cache"].includes(name)
const patterns = ["packages/**/*.{ts,json,md}", "contracts/**/*.json", ".github/workflows/*.yml"]
const texts: Newcomer.Texts = new Map(
  globSync(patterns, { cwd: root, exclude }).map((path) => [path, readFileSync(join(root, path), "utf8")])
)

const nobody: Newcomer.Names = {
  id: "nobodyatall",
  title: "Nobody at All",
  type: "NobodyAtAll",
  value: "nobodyAtAll",
  letter: "N"
}

const next: Newcomer.Names = {
  id: "somebodyelse",
  title: "Somebody Else",
  type: "SomebodyElse",
  value: "somebodyElse",
  letter: "Y"
}

const begun = (from = texts): Newcomer.Texts => {
  const outcome = Newcomer.begin(nobody, from)
  if ("problem" in outcome) throw new Error(outcome.problem)
  return outcome.texts
}

const problem = (from: Newcomer.Texts): unknown => {
  const outcome = Newcomer.begin(nobody, from)
  return "problem" in outcome ? outcome.problem : undefined
}

/** What is free depends on who is there, and somebody may come. */
const taken: Newcomer.Texts = new Map([
  ["contracts/vendors/others.json", JSON.stringify({ clauses: [..."BDES"].map((id) => ({ id })) })]
])

describe("A newcomer's names", () => {
  it("are made of what people call it, with the first letter that begins nobody else's clauses", () => {
    expect(Newcomer.name("Nobody at All", taken)).toEqual(nobody)
    expect(Newcomer.name("SCIM", taken)).toMatchObject({ id: "scim", type: "SCIM", letter: "C" })
  })

  it.each(["99 Miles", "", "a/b"])("cannot be made of %j", (title) => {
    expect(Newcomer.name(title, taken)).toEqual({ problem: expect.stringContaining("Begin with a letter") })
  })

  it("need a letter of their own", () => {
    expect(Newcomer.name("Bed", taken)).toEqual({ problem: expect.stringContaining("Choose a longer name") })
  })
})

describe("What a newcomer begins with", () => {
  const files = begun()
  const own = [...files].filter(([path]) => !texts.has(path))

  it("has an adapter, a twin, a contract, a seed and its trials, in its own names", () => {
    expect(own.map(([path]) => path)).toEqual(
      expect.arrayContaining([
        "packages/adapters/nobodyatall/src/Semantics.ts",
        "packages/twins/nobodyatall/src/Rules.ts",
        "packages/harness/src/clauses/NobodyAtAllAccount.ts",
        "packages/harness/src/saboteurs/NobodyAtAllUpdates.ts",
        "packages/harness/src/pacts/NobodyAtAllStates.ts",
        "packages/harness/src/scenarios/NobodyAtAll.ts",
        "packages/harness/src/subjects/NobodyAtAll.ts",
        "packages/cli/examples/seeds/nobodyatall.json",
        "contracts/vendors/nobodyatall.json"
      ])
    )
  })

  it("speaks of the model only where it says that it is copied, as all of the contract does", () => {
    const told = own
      .filter(([path]) => !path.startsWith("contracts/vendors/"))
      .map(([path, text]) => [path, text.replaceAll("Copied from 88miles:", "")] as const)
    expect(told.filter(([, text]) => /88 ?miles|eighty|\bmiles\b/i.test(text)).map(([path]) => path)).toEqual(
      []
    )
    expect(told.filter(([, text]) => /\bM-?\d/.test(text)).map(([path]) => path)).toEqual([])
  })

  it("says on the first line of each page and module that it is copied", () => {
    const pages = own.filter(([path]) => /\.(ts|md)$/.test(path))
    expect(pages.filter(([, text]) => !/^(\/\/|<!--) Copied from 88miles: /.test(text))).toEqual([])
  })

  it("records nothing", () => {
    expect(own.filter(([path]) => /pacts\/muster-|\.http$|SEMANTICS\.md$/.test(path))).toEqual([])
  })

  it("documents nothing: each text of its contract is doubted", () => {
    const contract = JSON.parse(files.get("contracts/vendors/nobodyatall.json") ?? "") as {
      readonly call: string
      readonly clauses: ReadonlyArray<Readonly<Record<"id" | "status" | "says" | "source", string>>>
      readonly axes: ReadonlyArray<{ readonly asks: string; readonly unobservable?: string }>
    }
    const said = [
      contract.call,
      ...contract.clauses.flatMap(({ says, source }) => [says, source]),
      ...contract.axes.flatMap(({ asks, unobservable = asks }) => [asks, unobservable])
    ]
    expect(said.filter((text) => !text.startsWith("Copied from 88miles: "))).toEqual([])
    expect(new Set(contract.clauses.map(({ status }) => status))).toEqual(new Set(["silent"]))
    expect(contract.clauses.map(({ id }) => id.slice(0, 1))).toEqual(contract.clauses.map(() => "N"))
  })

  it("leaves every case undecided, and what the others do as it was", () => {
    for (const [path, text] of [...files].filter(([each]) => each.endsWith("/case.json"))) {
      const { vendors } = JSON.parse(text) as { readonly vendors: Readonly<Record<string, object>> }
      const { nobodyatall, ...others } = vendors
      expect(nobodyatall).toHaveProperty("undecided")
      expect(others).toEqual((JSON.parse(texts.get(path) ?? "") as { readonly vendors: object }).vendors)
    }
  })

  it("is listed wherever the model is", () => {
    for (const { file } of Listings.all) expect(files.get(file)).toMatch(/nobody ?at ?all/i)
  })

  it("is no obstacle to the next one, who is listed beside it", () => {
    const second = Newcomer.begin(next, new Map([...texts, ...files]))
    if ("problem" in second) throw new Error(second.problem)
    for (const { file } of Listings.all) {
      const text = second.texts.get(file)
      expect(text).toMatch(/nobody ?at ?all/i)
      expect(text).toMatch(/somebody ?else/i)
      expect(text).not.toMatch(/,\s*,/)
    }
  })
})

describe("No newcomer is begun", () => {
  it.each(["packages/adapters/nobodyatall/src/Codec.ts", "contracts/pacts/muster-nobodyatall.json"])(
    "where %s is there already",
    (path) => {
      expect(problem(new Map([...texts, [path, ""]]))).toContain(`${path} is there already`)
    }
  )

  it("where a list is not found, and the sentence says which", () => {
    const without = new Map([...texts, ["packages/harness/src/Subjects.ts", "export const subjects = []"]])
    expect(problem(without)).toContain("packages/harness/src/Subjects.ts lists no vendor where")
  })
})

/** Code that takes the model as an example, and lists nobody. */
const examples = ["Verify", "Probe", "Semantics"].map((name) => `packages/cli/src/commands/${name}.ts`)

/** In words of its own: who is not written yet says of whom it is copied. */
const namesModel = /(?<!Copied from )88miles|eightyEightMiles/

it("every module that names the model is copied, lists the newcomer too, or gives an example", () => {
  const listed = new Set(Listings.all.map(({ file }) => file))
  const files = begun()
  const isCopied = (path: string) => !listed.has(path) && files.has(Newcomer.renaming(nobody)(path))
  const naming = [...texts]
    .filter(([path, text]) => /^packages\/.+\/src\//.test(path) && namesModel.test(text))
    .map(([path]) => path)

  expect(naming.length).toBeGreaterThan(30)
  expect(naming.filter((path) => !listed.has(path) && !isCopied(path) && !examples.includes(path))).toEqual(
    []
  )
})
