/** Draws what a worker's change may say and what a vendor may hold of a worker: the usual, the edges, the hostile. */
import { type Json, Semantics, Worker } from "@muster/core"
import { Samples } from "@muster/core/testing"
import * as fc from "fast-check"
import type { Mapped } from "./Mapped.ts"

/** A worker's change, and the setting it is translated in. */
export interface Wished {
  readonly change: Worker.WorkerChange
  readonly setting: Worker.Setting
}

/** What a vendor holds, and the setting it is read in. */
export interface Held {
  readonly values: Json.JsonObject
  readonly setting: Worker.Setting
}

/** Zones whose clocks change by an hour, by half an hour, at midnight, by a whole day, in Ramadan, or never. */
export const zones = [
  "Europe/Berlin",
  "America/New_York",
  "Australia/Lord_Howe",
  "America/Sao_Paulo",
  "Pacific/Apia",
  "Africa/Casablanca",
  "Asia/Kolkata",
  "UTC"
] as const

const setting: fc.Arbitrary<Worker.Setting> = fc.oneof(
  { arbitrary: fc.constantFrom(...zones).map((zone) => ({ zone })), weight: 8 },
  { arbitrary: fc.constantFrom<Worker.Setting>({}, { zone: "Mars/Base" }), weight: 1 }
)

const texts = fc.oneof(
  fc.constantFrom(...Samples.hostileIds, " ", "null", "true", "2026-12-31", "a|b", "\u0000", "👩‍🚒", "İ"),
  fc.string({ minLength: 1, maxLength: 12, unit: "binary" })
)

const locales = [
  "en-US",
  "da-DK",
  "pt-BR",
  "en-GB",
  "fr-CA",
  "en-us",
  "EN-US",
  "en",
  "zh-Hant-TW",
  "en-",
  "-US",
  "x-y-z",
  "tr-İ",
  "de-ß"
]

/** Wall-clock times that clocks jump over or show twice, somewhere. */
const edges = [
  "2026-03-29T02:30:00",
  "2026-10-25T02:30:00",
  "2026-03-08T02:00:00",
  "2026-11-01T01:30:00",
  "2026-04-05T01:45:00",
  "2026-10-04T02:15:00",
  "2018-11-04",
  "2011-12-30",
  "2026-02-15T02:30:00",
  "9999-12-31T23:59:59.999"
]

/** From a time when zones were off by seconds, which no instant can be spelled with. */
const moments = fc.date({
  min: new Date("1880-01-01T00:00:00Z"),
  max: new Date("2100-01-01T00:00:00Z"),
  noInvalidDate: true
})

const dates = fc.oneof(
  fc.constantFrom(...edges),
  fc
    .tuple(moments, fc.constantFrom(10, 19, 23))
    .map(([moment, length]) => moment.toISOString().slice(0, length)),
  moments.map((moment) => `${moment.toISOString().slice(0, 19)}.000`)
)

const instants = fc.oneof(
  fc.constantFrom(
    ...edges.flatMap((edge) => {
      const text = edge.length === 10 ? `${edge}T10:00:00` : edge
      return [`${text}Z`, `${text}+00:00`, `${text}-05:00`, `${text}+13:00`]
    }),
    "2019-08-23T18:40:35.772123Z",
    "2019-08-23T18:40:35.7720Z",
    "2019-08-23T18:40:35.7-03:00"
  ),
  moments.map((moment) => moment.toISOString()),
  moments.map((moment) => moment.toISOString().replace("Z", "123Z"))
)

const clocks = fc.oneof(
  fc.constantFrom("2026-03-29 02:30:00", "2026-10-25 02:30:00", "2030-12-31 00:00:00"),
  moments.map((moment) => moment.toISOString().slice(0, 19).replace("T", " "))
)

const names = Object.keys(Worker.fields) as ReadonlyArray<Worker.WorkerField>

/** Every field that a vendor has for a worker, with the name under which it is read. */
export const readable = ({ mapping }: Pick<Mapped, "mapping">) =>
  mapping.map((counterpart) => ({ counterpart, name: counterpart.readAt ?? counterpart.field }))

const legal = (mapped: Mapped, name: Worker.WorkerField): fc.Arbitrary<Json.Json> => {
  if (isDate(name)) return dates
  if (name === "active") return fc.boolean()
  if (name === "timezone") return fc.oneof(fc.constantFrom(...zones), texts)
  if (name === "locale") return fc.constantFrom(...locales)
  const counterpart = mapped.mapping.find(({ worker }) => worker === name)
  const known = mapped.subject.samples.values[counterpart?.field ?? ""] ?? []
  return known.length === 0 ? texts : fc.oneof(texts, fc.constantFrom(...known))
}

/** Employment dates: a time of 0:00 is no time, and a second's thousandths may be left out. */
export const isDate = (name: string): boolean => name.startsWith("employment.")

const illegal = fc.constantFrom<Json.Json>("", 1, [], {}, ["a"], "31.12.2026", "2026-02-30", "yes")

const entry = (mapped: Mapped): fc.Arbitrary<readonly [string, Json.Json]> =>
  fc.oneof(
    {
      arbitrary: fc
        .constantFrom(...names)
        .chain((name) => legal(mapped, name).map((value) => [name, value] as const)),
      weight: 12
    },
    { arbitrary: fc.tuple(fc.constantFrom(...names), fc.oneof(illegal, fc.constant(null))), weight: 2 },
    { arbitrary: fc.tuple(fc.constantFrom("tittle", "__proto__", "constructor", ""), texts), weight: 1 }
  )

/** Any change of a worker. */
export const wishes = (mapped: Mapped): fc.Arbitrary<Wished> =>
  fc
    .record({
      entries: fc.array(entry(mapped), { maxLength: 20, size: "max" }),
      place: fc.constantFrom("merge", "replace"),
      setting
    })
    .map(({ entries, place, setting: where }) => ({
      change: { [place]: Object.fromEntries(entries) },
      setting: where
    }))

/** Kinds of text, each drawn for the fields that take its example. */
const kinds: ReadonlyArray<readonly [example: string, drawn: fc.Arbitrary<string>]> = [
  ["any text", texts],
  ["2020-01-01T00:00:00Z", instants],
  ["2020-01-01 00:00:00", clocks],
  ["en-us", fc.constantFrom("en-us", "da-dk", "pt-br", "zh-tw")]
]

/** What a vendor may hold in a field: its samples, and whatever else its table accepts. */
const held = ({ semantics, subject }: Mapped, name: string): fc.Arbitrary<Json.Json> => {
  const known = subject.samples.values[name] ?? []
  const type = Semantics.fieldOf(semantics, name, null)?.field.type
  const more = kinds.filter(([example]) => type?.accepts(example) === true)
  return fc
    .oneof(
      ...(known.length === 0 ? [] : [fc.constantFrom(...known)]),
      ...more.map(([, drawn]) => drawn),
      ...(type?.accepts("") === true ? [{ arbitrary: fc.constant(""), weight: 1 }] : [])
    )
    .filter((value) => type?.accepts(value) !== false)
}

/** Some of these names, each with a value. */
export const some = (
  drawn: ReadonlyArray<readonly [name: string, value: fc.Arbitrary<Json.Json>]>
): fc.Arbitrary<Json.JsonObject> =>
  fc
    .tuple(
      ...drawn.map(([name, value]) =>
        fc.option(
          value.map((each) => [name, each] as const),
          { nil: undefined, freq: 2 }
        )
      )
    )
    .map((entries) => Object.fromEntries(entries.filter((each) => each !== undefined)))

/** Any record, as far as it is about a worker. */
export const records = (mapped: Mapped): fc.Arbitrary<Held> =>
  fc.record({
    values: some(readable(mapped).map(({ name }) => [name, held(mapped, name)])),
    setting
  })
