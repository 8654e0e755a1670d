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

/** Counts steps of which nobody knows how long each takes: a line that renews itself, or one line each tenth. */
export const steps = Effect.fnUntraced(function* (doing: string) {
  const { canAnimate } = yield* TerminalCapabilities.TerminalCapabilities
  return (done: number, of: number) =>
    Effect.sync(() => {
      const says = `${doing}: ${done} of ${of}`
      if (canAnimate) process.stderr.write(`\r\u001B[K${says}${done === of ? "\r\u001B[K" : ""}`)
      else if (of >= long && done % Math.ceil(of / 10) === 0) process.stderr.write(`${says}\n`)
    })
})
