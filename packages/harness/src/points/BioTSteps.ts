/** The steps that BioT's points share. */
import type { Response } from "@muster/twin-kit"
import { parsed, that } from "../Clause.ts"
import type { Clinic, Members } from "../clauses/Clinic.ts"

/** A refusal in words that changes nothing. */
export const refuses = (at: Clinic, what: string, status: number, send: () => Response): void => {
  const before = at.stored()
  const { code, details, message } = parsed(at.refuses(what, status, send)) as Members
  that(`${what} is refused by a code`, /^[A-Z_]+$/.test(String(code)))
  that(`${what} is refused in words`, /\w+ \w+/.test(String(message)))
  that(`${what}: an attribute has a name`, ((details ?? {}) as Members)["attributeName"] !== "")
  that(`${what} changes nothing`, at.stored() === before)
}

/** A whole without one part. */
export const without = (whole: Members, name: string): Members =>
  Object.fromEntries(Object.entries(whole).filter(([each]) => each !== name))
