/**
 * A vendor that is not there yet: what it is called, the files that it begins with, and the lines that list it.
 * All of it is taken from a vendor that lives here, so that what a newcomer begins with works. Pure.
 */
import * as Listings from "./Listings.ts"

/** How a vendor is called in folders, in sentences, in types and in values. */
export interface Names {
  readonly id: string
  readonly title: string
  readonly type: string
  readonly value: string
  /** The letter that its clauses begin with. */
  readonly letter: string
}

/** The repository as far as it matters here: its texts by path. */
export type Texts = ReadonlyMap<string, string>

/** The texts to write, or why there are none. */
export type Outcome = { readonly texts: Texts } | { readonly problem: string }

/** The vendor that newcomers are made from: every other has several callers, operations or kinds of access. */
export const model: Names = {
  id: "88miles",
  title: "88 Miles",
  type: "EightyEightMiles",
  value: "eightyEightMiles",
  letter: "M"
}

/** Names for a vendor that people call by this name, or what is wrong with it. */
export const name = (title: string, texts: Texts): Names | { readonly problem: string } => {
  const words = title.match(/[a-z0-9]+/gi) ?? []
  const type = words.map((word) => `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`).join("")
  if (!/^[a-z][a-z0-9 .-]*$/i.test(title))
    return { problem: `"${title}" is no name to begin with. Begin with a letter; spell digits out.` }
  const letter = free(type.toUpperCase(), letters(texts))
  if (letter === undefined)
    return { problem: `Every letter of ${title} begins another vendor's clauses. Choose a longer name.` }
  return {
    id: type.toLowerCase(),
    title,
    type,
    value: `${type.slice(0, 1).toLowerCase()}${type.slice(1)}`,
    letter
  }
}

const free = (candidates: string, taken: ReadonlySet<string>): string | undefined =>
  [...candidates].find((each) => /[A-Z]/.test(each) && !taken.has(each))

/** What the clauses of the vendors here begin with. */
const letters = (texts: Texts): ReadonlySet<string> =>
  new Set(
    [...texts]
      .filter(([path]) => contract.test(path))
      .flatMap(([, text]) => (JSON.parse(text) as Contract).clauses.map(({ id }) => id.slice(0, 1)))
  )

const contract = /^contracts\/vendors\/[^/]+\.json$/

/** Everything that the newcomer begins with; nothing that is there is written over. */
export const begin = (newcomer: Names, texts: Texts): Outcome => {
  const rename = renaming(newcomer)
  const copies = new Map(
    [...texts]
      .filter(([path]) => isOwn(path))
      .map(([path, text]) => [rename(path), copy(path, text, newcomer)] as const)
  )
  const [occupied] = [...copies.keys(), recorded(newcomer)].filter((path) => texts.has(path))
  if (occupied !== undefined)
    return { problem: `${occupied} is there already. Choose another name, or take it away first.` }
  const listed = Listings.repeat(texts, rename)
  return "problem" in listed
    ? listed
    : { texts: new Map([...copies, ...listed.texts, ...drafts(newcomer, texts)]) }
}

/** What is recorded is recorded anew, by `npm run record`, and never copied. */
const recorded = ({ id }: Names): string => `contracts/pacts/muster-${id}.json`

/** Files that are about the model and nobody else, but for the table that is recorded. */
const isOwn = (path: string): boolean =>
  !path.endsWith("/SEMANTICS.md") &&
  [
    /^packages\/(adapters|twins)\/88miles\//,
    /^packages\/harness\/(src|test)\/[a-z]+\/(EightyEight)?Miles\w*\.ts$/,
    /^packages\/harness\/src\/clauses\/Account\.ts$/,
    /^packages\/cli\/examples\/seeds\/88miles\.json$/,
    /^contracts\/vendors\/88miles\.json$/
  ].some((each) => each.test(path))

/** Says of a text about the model what it says of the newcomer; an address of the model's becomes nobody's. */
export const renaming =
  ({ id, letter, title, type, value }: Names) =>
  (text: string): string =>
    text
      .replaceAll(`${model.id}.net`, `${id}.example`)
      .replaceAll(model.title, title)
      .replaceAll(model.id.toUpperCase(), id.toUpperCase())
      .replaceAll(model.id, id)
      .replaceAll(model.value, value)
      .replace(/(EightyEight)?Miles/g, type)
      .replace(/\bmiles\b/g, `${value}Mapping`)
      .replace(/(?<=(clauses|\.)\/)Account\.ts/g, `${type}Account.ts`)
      .replace(/\bM(?=-?\d)/g, letter)

const copy = (path: string, text: string, newcomer: Names): string => {
  if (contract.test(path)) return written(undocumented(JSON.parse(text) as Contract, newcomer))
  const own = renaming(newcomer)(text)
  const note = `Copied from ${model.id}: make it ${newcomer.title}'s, then take this line away.`
  if (path.endsWith(".ts")) return `// ${note}\n${own}`
  return path.endsWith(".md") ? `<!-- ${note} -->\n\n${own}` : own
}

interface Contract {
  readonly v: number
  readonly call: string
  readonly source: string
  readonly clauses: ReadonlyArray<{ readonly id: string; readonly says: string; readonly source: string }>
  readonly axes: ReadonlyArray<Axis>
}

interface Axis {
  readonly id: string
  readonly group: string
  readonly asks: string
  readonly fields: ReadonlyArray<string>
  readonly answers: object
  readonly unobservable?: string
}

/** What the model's pages say, nobody has said of the newcomer: each text says so, and nothing is documented. */
const undocumented = ({ axes, call, clauses, source, v }: Contract, newcomer: Names): object => {
  const rename = renaming(newcomer)
  const doubted = (text: string): string => `Copied from ${model.id}: ${text}`
  return {
    v,
    vendor: newcomer.id,
    call: doubted(call),
    source: doubted(source),
    clauses: clauses.map(({ id, says, source: page, ...rest }) => ({
      ...rest,
      id: rename(id),
      status: "silent",
      says: doubted(says),
      source: doubted(page)
    })),
    axes: axes.map(({ answers, asks, fields, group, id, unobservable }) => ({
      id: rename(id),
      group,
      asks: doubted(asks),
      fields,
      answers,
      ...(unobservable === undefined ? {} : { unobservable: doubted(unobservable) })
    })),
    settled: [],
    assumptions: [],
    leftOut: []
  }
}

interface Case {
  readonly vendors: Readonly<Record<string, object>>
}

/** Every case, with what the model does as a draft of what the newcomer does. Nobody reads it while it is undecided. */
const drafts = (newcomer: Names, texts: Texts): Texts => {
  const rename = renaming(newcomer)
  const undecided = `Copied from ${model.id}: make it ${newcomer.title}'s, then take this line away.`
  return new Map(
    [...texts]
      .filter(([path]) => path.endsWith("/case.json"))
      .map(([path, text]) => [path, JSON.parse(text) as Case] as const)
      .map(([path, { vendors, ...rest }]) => {
        const draft = JSON.parse(rename(JSON.stringify(vendors[model.id] ?? {}))) as object
        return [path, written({ ...rest, vendors: { ...vendors, [newcomer.id]: { undecided, ...draft } } })]
      })
  )
}

const written = (json: object): string => `${JSON.stringify(json, null, 2)}\n`

/** What to do next, in the order in which the tests ask for it. */
export const next = ({ id, letter, title, type }: Names): string => {
  const steps = [
    ["npm install --prefer-offline", "and then, as often as you like:"],
    ["npm test -w @muster/tools -- House", "which files are still copied"],
    [`contracts/vendors/${id}.json`, "what its pages say, and what they leave open"],
    [`packages/twins/${id}`, "a stand-in, from the pages alone"],
    [`packages/adapters/${id}`, "the table, the JSON, the calls"],
    [`packages/harness/src/*/${type}*.ts`, "how both are tried"],
    ["contracts/cases/**/case.json", `what ${id} does in each; take "undecided" away`],
    ["npm run record && npm test", "until all is green"]
  ]
  return [
    `${title} is begun: its folders are called ${id}, its clauses ${letter}1, ${letter}2, …`,
    ...steps.map(([place = "", what]) => `  ${place.padEnd(44)} ${what}`),
    'README.md, "Add a vendor", tells each step.'
  ].join("\n")
}
