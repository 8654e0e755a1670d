/** How far the tests have come: one line that is rewritten on a terminal, and about ten lines elsewhere. */
import { stripVTControlCharacters } from "node:util"

/** Where people look on. */
export interface Screen {
  readonly isTTY?: boolean
  readonly write: (text: string) => unknown
}

/** Listens to Vitest, in whatever pieces its words arrive, and shows how many of so many files have ended. */
export const shown = (files: number, screen: Screen): ((words: string) => void) => {
  let unfinished = ""
  let ended = 0
  return (words) => {
    const lines = (unfinished + words).split("\n")
    unfinished = lines.pop() ?? ""
    for (const line of lines) {
      if (!endOfFile.test(stripVTControlCharacters(line))) continue
      ended += 1
      show(screen, ended, files)
    }
  }
}

/** Nx puts the project first, then Vitest says how a file ended. */
const endOfFile = /^\S+: +[✓❯×↓] \S+\.test\.ts /

const show = (screen: Screen, ended: number, files: number): void => {
  const text = `${"test".padEnd(14)}${`${ended}/${files}`.padStart(7)} files`
  // What is printed next on a terminal takes the place of this line, and is no shorter than it.
  if (screen.isTTY === true) screen.write(`${text}\r`)
  else if (ended % Math.ceil(files / 10) === 0) screen.write(`${text}\n`)
}
