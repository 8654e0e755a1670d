/** A page as `npm run format` leaves it. */
import { readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { format, type FormatOptions } from "oxfmt"

const rules = fileURLToPath(new URL("../../../.oxfmtrc.json", import.meta.url))
const options = JSON.parse(readFileSync(rules, "utf8")) as FormatOptions

/** The path says what kind of page it is. */
export const formatted = async (path: string, text: string): Promise<string> =>
  (await format(path, text, options)).code
