/** Who is updated: exactly one of the vendor's identifiers, fit to be sent and to stand in a URL. */
import type { Problem } from "./Unplannable.ts"

/** The identifier's name, in the vendor's words, and its value: `{ userId }`, `{ uuid }`. */
export type Member = Readonly<Record<string, string>>

const longest = 1024

/** What is wrong with a member; nothing here repeats the identifier itself. */
export const problems = (identifiers: ReadonlyArray<string>, member: Member): ReadonlyArray<Problem> => {
  const wayOut = `give exactly one of ${identifiers.join(", ")}`
  const [first, ...others] = Object.entries(member)
  if (first === undefined) return [{ field: "member", rule: "is not identified", wayOut }]
  if (others.length > 0) return [{ field: "member", rule: "is identified twice", wayOut }]
  const [name, identifier] = first
  if (!identifiers.includes(name))
    return [{ field: "member", rule: "has an unknown kind of identifier", wayOut }]
  const rule = wrong(identifier)
  return rule === undefined ? [] : [{ field: `member.${name}`, rule, wayOut: "correct the identifier" }]
}

const wrong = (identifier: unknown): string | undefined => {
  if (typeof identifier !== "string") return "is no string"
  if (identifier === "") return "is empty"
  if (identifier.length > longest) return `is longer than ${longest} characters`
  if (identifier === "." || identifier === "..") return "is a dot segment, which no URL can carry"
  return identifier.isWellFormed() ? undefined : "has half a character (a lone surrogate)"
}
