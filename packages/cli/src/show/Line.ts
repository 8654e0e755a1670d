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
