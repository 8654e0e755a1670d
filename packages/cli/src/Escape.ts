/**
 * Foreign text made fit for a terminal: what would move the cursor, change colours, hide or turn text round is
 * written out instead. Ids and names are foreign text, and so are a vendor's words.
 */

/**
 * Control characters (ANSI sequences begin with one), invisible format characters such as bidi marks, line and
 * paragraph separators, and lone surrogates. The two joiners stay: names in several scripts need them.
 */
const dangerous = /(?![\u200C\u200D])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu

const short: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" }

/** One line of text, with everything dangerous written as `\n` or `\u{202e}`. */
export const line = (text: string): string =>
  text.replace(dangerous, (found) => short[found] ?? `\\u{${codeOf(found)}}`)

/** JSON text with everything dangerous inside its strings written as JSON escapes: the data stay the same. */
export const json = (text: string): string =>
  text.replace(dangerous, (found) => (found === "\n" ? found : units(found)))

const codeOf = (found: string): string => (found.codePointAt(0) ?? 0).toString(16)

const units = (found: string): string =>
  Array.from(
    { length: found.length },
    (_, at) => `\\u${found.charCodeAt(at).toString(16).padStart(4, "0")}`
  ).join("")
