/** Tries every documented clause of a vendor at a served twin, with the very checks that its pure rules have to pass. */
import type { Request, Response } from "@muster/twin-kit"
import * as Effect from "effect/Effect"
import { type ClauseCheck, type PureBench, statePath } from "../Clause.ts"
import * as Exchange from "../Exchange.ts"
import * as Remote from "../Remote.ts"
import { request, type Running, type Caller } from "../Running.ts"
import type { Trial } from "../saboteurs/Trials.ts"
import * as Finding from "./Finding.ts"

/** The findings in the order of the clauses; each is told as soon as it is there. */
export const verify = Effect.fnUntraced(function* <E, R>(
  { clauses: checks, subject }: Pick<Trial, "clauses" | "subject">,
  clauses: ReadonlyArray<Finding.Clause>,
  place: Remote.Place,
  told: (finding: Finding.Finding) => Effect.Effect<void, E, R>
) {
  const remote = yield* Remote.connect(subject, place)
  const documented = clauses.filter(({ status }) => status === "documented")
  return yield* Effect.forEach(documented, (clause) =>
    Effect.suspend(() => {
      const check = checks.find(({ id }) => id === clause.id)
      if (check !== undefined) return Remote.talking(() => tried(check, clause, subject, remote))
      return Effect.succeed(Finding.unchecked(clause, "operation", "There is no check for it."))
    }).pipe(
      Effect.tap(told),
      // A check holds this thread, so whoever wants to interrupt has to be heard between two of them.
      Effect.tap(Effect.yieldNow)
    )
  )
})

/** What the twin remembers is as before, whatever the check did to it. */
const tried = (
  { check }: ClauseCheck,
  clause: Finding.Clause,
  caller: Caller,
  remote: Remote.Remote
): Finding.Finding => {
  const heard = listening(caller, remote)
  const putBack = remote.keep()
  try {
    const wrong = check(heard.bench)
    return wrong === undefined
      ? Finding.held(clause)
      : Finding.broken(clause, `${wrong}\n\n${heard.exchange()}`)
  } finally {
    putBack()
  }
}

type Exchanged = readonly [Request, Response]

/** A bench that remembers the last write, and the last request after it. */
const listening = (caller: Caller, { reading, start }: PureBench) => {
  let heard: ReadonlyArray<Exchanged> = []
  const listen = (running: Running): Running => ({
    ask: (asked) => {
      const response = running.ask(asked)
      const [write] = heard.filter(([{ method }]) => method !== "GET")
      const before = asked.method === "GET" && write !== undefined ? [write] : []
      if (asked.path !== statePath) heard = [...before, [request(caller, asked), response]]
      return response
    },
    happen: running.happen,
    fork: () => listen(running.fork())
  })
  return {
    bench: { reading, start: (seed: unknown) => listen(start(seed)) },
    exchange: () => written(heard)
  }
}

/** The people and the tokens in it are the check's own inventions. */
const written = (heard: ReadonlyArray<Exchanged>): string =>
  Exchange.text(
    heard.map(([{ query, ...asked }]) => ({ ...asked, query: Object.fromEntries(query) })),
    heard.map(([, answer]) => answer)
  )
