/** The steps that eloomi's points share. */
import type { Response } from "@muster/twin-kit"
import { parsed, that } from "../Clause.ts"
import { type Company, type Employee, type Envelope, jane } from "../clauses/Company.ts"

/** A refusal with 400 that says what is wrong. */
export const refuses = (firm: Company, what: string, send: () => Response, words: RegExp): void => {
  const { extended_message: extended, message } = parsed(firm.refuses(what, [400], send)) as Envelope
  that(`${what} is refused in words`, /\w+ \w+/.test(String(message)) && words.test(String(extended)))
}

/** Either a refusal or what Jane, or somebody else, has afterwards. */
export const counts = (
  firm: Company,
  body: object,
  wanted: Partial<Employee> | "refused",
  who = jane
): void => {
  const what = JSON.stringify(body)
  const fork = firm.fork()
  if (wanted === "refused") return refuses(fork, what, () => fork.patch(body, who), /\w+ \w+/)
  fork.accepts(what, () => fork.patch(body, who))
  fork.holds(what, { ...who, ...wanted })
}
