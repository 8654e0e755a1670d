/** JSON laid out for reading: what fits on one line stays on one line. */
import type { Json } from "@muster/core/Json"

/** The lines of a value, none longer than `width` where it can be broken. */
export const of = (value: Json, width = 100): ReadonlyArray<string> => {
  const flat = onOneLine(value)
  if (typeof value !== "object" || value === null || flat.length <= width) return [flat]
  const [open, close] = Array.isArray(value) ? ["[", "]"] : ["{", "}"]
  const members: ReadonlyArray<readonly [string, Json]> = Array.isArray(value)
    ? value.map((each: Json) => ["", each] as const)
    : Object.entries(value).map(([name, each]) => [`${JSON.stringify(name)}: `, each] as const)
  const inner = members.flatMap(([name, each], at) => {
    const lines = of(each, width - 2 - name.length)
    const comma = at === members.length - 1 ? "" : ","
    return lines.map(
      (text, row) => `  ${row === 0 ? name : ""}${text}${row === lines.length - 1 ? comma : ""}`
    )
  })
  return [open, ...inner, close]
}

/** A value on one line, with a space where the eye wants one. */
export const onOneLine = (value: Json): string => {
  if (Array.isArray(value)) return `[${value.map(onOneLine).join(", ")}]`
  if (typeof value !== "object" || value === null) return JSON.stringify(value)
  const members = Object.entries(value).map(([name, each]) => `${JSON.stringify(name)}: ${onOneLine(each)}`)
  return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`
}
