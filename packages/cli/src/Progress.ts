/** Says on standard error how far long work has come: one line that renews itself, or one line a member. */
import * as Effect from "effect/Effect"
import * as TerminalCapabilities from "effect/cli/TerminalCapabilities"
import type { OnMember } from "./Batch.ts"

/** Shorter work says nothing. */
const long = 10

/** Counts members as they are done. */
export const make = Effect.fnUntraced(function* (doing: string, members: number) {
  const { canAnimate } = yield* TerminalCapabilities.TerminalCapabilities
  let done = 0
  const onMember: OnMember = (vendor) =>
    Effect.sync(() => {
      done += 1
      if (members < long) return
      const says = `${doing}: ${done} of ${members} members (${vendor})`
      process.stderr.write(
        canAnimate ? `\r\u001B[K${says}${done === members ? "\r\u001B[K" : ""}` : `${says}\n`
      )
    })
  return onMember
})
