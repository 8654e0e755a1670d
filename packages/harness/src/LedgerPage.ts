/** `contracts/LEDGER.md`: the ledger for people. `ledger.json` names what is only counted here. */
import type { AxisEntry, ClauseEntry, Entry } from "./Ledger.ts"

const nothing = "—"

/** The Markdown, before it is formatted. */
export const markdown = (entries: ReadonlyArray<Entry>): string =>
  [
    "# Ledger",
    "",
    "Every sentence of a vendor's documents on which Muster rests, in our words, and what holds us to it:",
    "",
    "- **check**: whether a test written from that sentence alone holds at the stand-in server.",
    "- **saboteurs**: stand-ins with just this sentence broken, and how many of them that test notices.",
    "- **squares**: places in the adapter's table that cite it; laws and model runs hold those against the stand-in.",
    "- **cases** and **pact**: behaviours in `cases/` and interactions in `pacts/` that rest on it.",
    "",
    "The level says how far the sentence itself is certain: _documented_, _matches the vendor's own schema_, or",
    "_observed at the real vendor_. Nothing here is above _documented_: no schema of a vendor was compared, and no",
    "vendor was asked. [ledger.json](ledger.json) has the names of everything that is counted here.",
    "",
    table(
      ["vendor", "clauses", "checked", "saboteurs noticed", "open points"],
      entries.map((entry) => [`[${entry.vendor}](#${entry.vendor})`, ...totals(entry)])
    ),
    ...entries.flatMap(section),
    "",
    "The tests write this file anew and compare it; `npm run record` records it.",
    ""
  ].join("\n")

const totals = ({ axes, clauses }: Entry): ReadonlyArray<string> => {
  const killed = sum(clauses.map((each) => each.killed.length))
  const survived = sum(clauses.map((each) => each.survived.length))
  return [
    String(clauses.length),
    String(clauses.filter(({ check }) => check === "holds").length),
    `${killed} of ${killed + survived}`,
    String(axes.length)
  ]
}

const section = (entry: Entry): ReadonlyArray<string> => [
  "",
  `## ${entry.vendor}`,
  "",
  `${escape(entry.call)} — [its page](<${encodeURI(entry.source)}>)`,
  "",
  table(
    ["clause", "says", "source", "level", "check", "saboteurs", "squares", "cases", "pact"],
    entry.clauses.map(clauseLine)
  ),
  "",
  "Left open, so that every answer is tried:",
  "",
  table(["point", "asks", "answers", "shows at"], entry.axes.map(axisLine))
]

const clauseLine = (clause: ClauseEntry): ReadonlyArray<string> => {
  const { check, id, killed, level, says, source, status, survived } = clause
  return [
    id,
    escape(says),
    escape(source),
    level === status ? level : `${level}: ${status}`,
    check === "none" ? nothing : check,
    check === "none" ? nothing : `${killed.length} of ${killed.length + survived.length}`,
    count(clause.squares),
    count(clause.cases),
    count(clause.pacts)
  ]
}

const axisLine = ({ answers, asks, cases, id, note, squares }: AxisEntry): ReadonlyArray<string> => [
  id,
  escape(note === undefined ? asks : `${asks} ${note}`),
  Object.keys(answers).map(escape).join(" · "),
  [
    ...(squares.length === 0 ? ["no square, so no plan depends on it"] : shown(squares)),
    ...(cases.length === 0 ? [] : [cases.length === 1 ? "1 case" : `${cases.length} cases`])
  ].join("; ")
]

/** The first squares; a vendor may have one for each of its fields. */
const shown = (squares: ReadonlyArray<string>): ReadonlyArray<string> => [
  ...squares.slice(0, 2).map(escape),
  ...(squares.length > 2 ? [`${squares.length - 2} more squares`] : [])
]

const count = (list: ReadonlyArray<string>): string => (list.length === 0 ? nothing : String(list.length))

const sum = (numbers: ReadonlyArray<number>): number => numbers.reduce((total, each) => total + each, 0)

const table = (heads: ReadonlyArray<string>, lines: ReadonlyArray<ReadonlyArray<string>>): string =>
  [heads, heads.map(() => "---"), ...lines].map((cells) => `| ${cells.join(" | ")} |`).join("\n")

/** Foreign text as one line of plain text inside a table. An underscore inside a word means nothing. */
const escape = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ")
    .replace(/[\\`*[\]<>|~#&]|(?<!\w)_|_(?!\w)/g, String.raw`\$&`)
