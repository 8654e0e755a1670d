/** A line of output before it is painted: what it says, and what kind of thing it says. */
import * as Escape from "../Escape.ts"

export type Tone = "title" | "added" | "removed" | "changed" | "stop" | "quiet" | "plain"

export interface Line {
  readonly tone: Tone
  readonly text: string
}

export const line = (tone: Tone, text: string): Line => ({ tone, text })

export const blank: Line = line("plain", "")

/** The lines, further to the right. */
export const indent = (lines: ReadonlyArray<Line>): ReadonlyArray<Line> =>
  lines.map(({ text, tone }) => line(tone, `  ${text}`))

/** Columns that lines for reading side by side keep to. */
export const width = 100

/**
 * A line broken at its spaces, or anywhere where a word is too long for that: what follows hangs to the right, and
 * nothing is cut. It is escaped before it is measured, because escaping makes it longer.
 */
export const wrap = ({ text, tone }: Line, columns = width, hang = 2): ReadonlyArray<Line> => {
  const safe = Escape.line(text)
  const lead = /^ */.exec(safe)?.[0] ?? ""
  const lines: Array<string> = []
  let current = lead
  let isFresh = true
  const begin = () => {
    lines.push(current)
    current = lead + " ".repeat(hang)
    isFresh = true
  }
  for (const word of safe.slice(lead.length).split(" ")) {
    if (!isFresh && columnsOf(`${current} ${word}`) > columns) begin()
    if (!isFresh) current += " "
    for (const character of word) {
      if (columnsOf(current + character) > columns) begin()
      current += character
      isFresh = false
    }
    isFresh = false
  }
  return [...lines, current].map((each) => line(tone, each))
}

const wide =
  /[\p{Emoji_Presentation}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\uFF01-\uFF60]/u
const none = /[\p{M}\u200C\u200D]/u

/** How many columns of a terminal a text takes. */
export const columnsOf = (text: string): number => {
  let columns = 0
  for (const character of text) columns += wide.test(character) ? 2 : none.test(character) ? 0 : 1
  return columns
}

const codes: Readonly<Record<Tone, string>> = {
  title: "1",
  added: "32",
  removed: "31",
  changed: "33",
  stop: "1;31",
  quiet: "2",
  plain: ""
}

/**
 * The text to print. All foreign text is escaped here, in one place, because a line of ours holds no control
 * character of its own.
 */
export const paint = (lines: ReadonlyArray<Line>, colours: boolean): string =>
  lines
    .map(({ text, tone }) => {
      const safe = Escape.line(text)
      return colours && codes[tone] !== "" ? `\u001B[${codes[tone]}m${safe}\u001B[0m` : safe
    })
    .join("\n")
