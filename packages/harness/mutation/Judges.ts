/** Whose code can be changed, and who judges it. */
import { plans } from "./Core.ts"
import type { Judge } from "./Judge.ts"
import { twins } from "./Twins.ts"

export const judges: ReadonlyMap<string, Judge> = new Map([["core", plans], ...twins])

/** The judge that the command line named. */
export const chosen = (name: string | undefined): Judge => {
  const judge = judges.get(name ?? "")
  if (judge !== undefined) return judge
  console.error(`Say what to change: one of ${[...judges.keys()].join(", ")}`)
  process.exit(1)
}
