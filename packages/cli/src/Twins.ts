/** The twins by name, and what serving one takes: its axes, its usual reading and an example seed. */
import { fileURLToPath } from "node:url"
import * as Miles from "@muster/twin-88miles"
import * as Biot from "@muster/twin-biot"
import * as Digits from "@muster/twin-digits"
import * as Eloomi from "@muster/twin-eloomi"
import { serve as serveTwin, type Axes, type Reading, type ServedTwin, type Twin } from "@muster/twin-kit"
import * as SailPoint from "@muster/twin-sailpoint"
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
  /** What its adapter has to be told beside an address and a token, for that seed. */
  readonly settings: Readonly<Record<string, string>>
  readonly serve: (reading: Reading, port: number | undefined) => ReturnType<typeof serveTwin>
}

const example = (name: string): string =>
  fileURLToPath(new URL(`../examples/seeds/${name}.json`, import.meta.url))

const known = <State>(
  twin: Twin<State>,
  axes: Axes,
  usual: Reading,
  settings: Known["settings"] = {}
): readonly [string, Known] => [
  twin.id,
  {
    id: twin.id,
    axes,
    usual,
    seed: example(twin.id),
    settings,
    serve: (reading, port) => serveTwin(twin, { reading, ...(port === undefined ? {} : { port }) })
  }
]

export const all: ReadonlyMap<string, Known> = new Map([
  known(Digits.twin, Digits.axes, Digits.firstReading),
  known(SailPoint.twin, SailPoint.axes, SailPoint.firstReading),
  known(Eloomi.twin, Eloomi.axes, Eloomi.firstReading, { MUSTER_ELOOMI_CLIENT_ID: "example-client" }),
  known(Biot.twin, Biot.axes, Biot.firstReading),
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
