/** No foreign text moves the cursor, changes colours or turns other text round. */
import { describe, expect, it } from "vitest"
import * as Escape from "../src/Escape.ts"
import { line, paint } from "../src/show/Line.ts"

describe("Escape", () => {
  it.each([
    ["a line break", "a\nb", "a\\nb"],
    ["a tab and a carriage return", "a\t\rb", "a\\t\\rb"],
    ["an ANSI colour", "\u001B[31mred", "\\u{1b}[31mred"],
    ["an ANSI sequence of one character", "\u009B2J", "\\u{9b}2J"],
    ["a hyperlink", "\u001B]8;;http://x\u0007", "\\u{1b}]8;;http://x\\u{7}"],
    ["backspaces", "safe\b\b\b\b", "safe\\u{8}\\u{8}\\u{8}\\u{8}"],
    ["delete", "\u007F", "\\u{7f}"],
    ["a right-to-left override", "a\u202Eb", "a\\u{202e}b"],
    ["isolates and marks", "\u2066\u2069\u200F\u061C", "\\u{2066}\\u{2069}\\u{200f}\\u{61c}"],
    ["line and paragraph separators", "\u2028\u2029", "\\u{2028}\\u{2029}"],
    ["invisible tags", "a\u{E0041}", "a\\u{e0041}"],
    ["a zero-width space and a byte order mark", "\u200B\uFEFF", "\\u{200b}\\u{feff}"],
    ["half a character", "\uD83D", "\\u{d83d}"],
    ["names of every script", "Zoë 李 محمد نیم‌فاصله 👩‍💻", "Zoë 李 محمد نیم‌فاصله 👩‍💻"]
  ])("%s is written out or left alone", (_says, text, shown) => {
    expect(Escape.line(text)).toBe(shown)
  })

  it("JSON stays the same data when it is made safe", () => {
    const value = { "\u202Ename": "a\u009Bb\u{E0041}\u2028\n", plain: "Zoë" }

    const text = Escape.json(JSON.stringify(value, null, 2))

    expect(JSON.parse(text)).toEqual(value)
    expect(text.replaceAll("\n", "")).toBe(Escape.line(text.replaceAll("\n", "")))
  })

  it("colours are put round a line only where they are wanted, and never let foreign ones through", () => {
    const lines = [line("added", "+ \u001B[0mbooks"), line("plain", "rest")]

    expect(paint(lines, false)).toBe("+ \\u{1b}[0mbooks\nrest")
    expect(paint(lines, true)).toBe("\u001B[32m+ \\u{1b}[0mbooks\u001B[0m\nrest")
  })
})
