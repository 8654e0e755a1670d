/** The twins by name, and what serving one takes: its axes, its usual reading and an example seed. */
import { fileURLToPath } from "node:url"
import * as Miles from "@muster/twin-88miles"
import * as Digits from "@muster/twin-digits"
import { serve as serveTwin, type Axes, type Reading, type ServedTwin, type Twin } from "@muster/twin-kit"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as HttpClient from "effect/http/HttpClient"
import * as HttpClientRequest from "effect/http/HttpClientRequest"

export interface Known {
  readonly id: string
  readonly axes: Axes
  readonly usual: Reading
  /** A seed that the examples speak of. */
  readonly seed: string
  readonly serve: (reading: Reading, port: number | undefined) => ReturnType<typeof serveTwin>
}

const example = (name: string): string =>
  fileURLToPath(new URL(`../examples/seeds/${name}.json`, import.meta.url))

const known = <State>(twin: Twin<State>, axes: Axes, usual: Reading): readonly [string, Known] => [
  twin.id,
  {
    id: twin.id,
    axes,
    usual,
    seed: example(twin.id),
    serve: (reading, port) => serveTwin(twin, { reading, ...(port === undefined ? {} : { port }) })
  }
]

export const all: ReadonlyMap<string, Known> = new Map([
  known(Digits.twin, Digits.axes, Digits.firstReading),
  known(Miles.twin, Miles.axes, Miles.firstReading)
])

/** A twin did not take its seed. */
export class BadSeed extends Data.TaggedError("BadSeed")<{ readonly message: string }> {}

/** Gives a served twin its state, through its control interface. */
export const seed = Effect.fnUntraced(function* ({ controlToken, url }: ServedTwin, text: string) {
  const response = yield* HttpClientRequest.post(`${url}/-/seed`).pipe(
    HttpClientRequest.bearerToken(controlToken),
    HttpClientRequest.bodyText(text, "application/json"),
    HttpClient.execute
  )
  if (response.status !== 200) return yield* new BadSeed({ message: yield* response.text })
})

/** What is wrong with a reading, as sentences; the ids and answers are the contract's words. */
export const problems = ({ axes }: Known, reading: Reading): ReadonlyArray<string> =>
  Object.entries(reading).flatMap(([id, answer]) => {
    const answers = Object.hasOwn(axes, id) ? axes[id] : undefined
    if (answers === undefined)
      return [`--reading: there is no axis of that name; there are ${Object.keys(axes).join(", ")}`]
    return answers.includes(answer) ? [] : [`--reading ${id}: has to be one of ${answers.join(", ")}`]
  })
