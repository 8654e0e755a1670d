/**
 * Everything that a program could write down about an effect without being asked for people's data: every form of
 * its error, every log line, every span. Tests look for canaries in it.
 */
import { inspect } from "node:util"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import * as References from "effect/References"
import * as Tracer from "effect/Tracer"

/** Runs the effect to its end, whichever it is, and gives all diagnostics as one text. */
export const of = <A, E>(effect: Effect.Effect<A, E>) =>
  Effect.gen(function* () {
    const said: Array<string> = []
    const spans: Array<Tracer.NativeSpan> = []
    const exit = yield* Effect.exit(
      Effect.withSpan(Effect.tapCause(effect, Effect.logError), "the test").pipe(
        Effect.provide(listening(said, spans))
      )
    )
    const errors = Exit.isFailure(exit) ? formsOf(exit.cause) : []
    const traces = spans.map(traceOf)
    return { exit, text: [...errors, ...said, ...traces].join("\n") }
  })

const all = { depth: 20 } as const

/** What an exporter takes of a span: of its end, only why it failed. */
const traceOf = ({ attributes, events, name, status }: Tracer.NativeSpan): string =>
  [
    inspect({ name, attributes, events }, all),
    ...(status._tag === "Ended" && Exit.isFailure(status.exit) ? [Cause.pretty(status.exit.cause)] : [])
  ].join("\n")

const listening = (said: Array<string>, spans: Array<Tracer.NativeSpan>) => {
  const logger = Logger.make((options) => {
    said.push(Logger.formatJson.log(options), Logger.formatLogFmt.log(options), inspect(options.message, all))
  })
  const tracer = Tracer.make({
    span: (options) => {
      const span = new Tracer.NativeSpan(options)
      spans.push(span)
      return span
    }
  })
  return Layer.mergeAll(
    Logger.layer([logger]),
    Layer.succeed(Tracer.Tracer, tracer),
    Layer.succeed(References.MinimumLogLevel, "All")
  )
}

const formsOf = (cause: Cause.Cause<unknown>): ReadonlyArray<string> => {
  const error = Cause.squash(cause)
  return [
    Cause.pretty(cause),
    inspect(cause, all),
    JSON.stringify(cause) ?? "",
    ...(error instanceof Error
      ? [
          error.message,
          error.name,
          error.stack ?? "",
          String(error),
          inspect(error, all),
          JSON.stringify(error)
        ]
      : [inspect(error, all)])
  ]
}
