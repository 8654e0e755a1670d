/**
 * Answers that no honest vendor gives, to reads and to writes. What comes of each is the truth or an error that says
 * so: never a defect, a wrong value, or a wait without an end.
 */
import type { ServerResponse } from "node:http"
import { inspect } from "node:util"
import { gzipSync } from "node:zlib"
import type { Settings } from "@muster/adapter-kit/Settings"
import * as Update from "@muster/adapter-kit/Update"
import type { Json } from "@muster/core"
import * as Effect from "effect/Effect"
import { describe, expect, it } from "vitest"
import * as Between from "../src/Between.ts"
import { answer, type Spoiling } from "../src/Meddler.ts"
import * as Places from "../src/Places.ts"
import type { Scenario } from "../src/Scenario.ts"
import { scenarios } from "../src/Scenarios.ts"

type Outcome = Between.Facts | string

interface Trial {
  readonly place: Places.Place
  readonly text: string
  readonly outcome: Outcome
}

/** Reads with other text at every place of every answer, one after the other. */
const everywhere = (
  scenario: Scenario,
  spoiled: (text: string, place: Places.Place) => ReadonlyArray<string>
) =>
  Between.run(
    scenario,
    Effect.fnUntraced(function* (between) {
      const { texts, truth } = yield* Between.honest(between, scenario.member)
      const trials: Array<Trial> = []
      for (const [at, honest] of texts.entries())
        for (const place of Places.of(honest))
          for (const text of spoiled(honest, place)) {
            const outcome = yield* Between.read(between, scenario.member, texts, at, answer(text))
            trials.push({ place, text, outcome })
          }
      return { trials, truth }
    })
  )

const kindOf = (json: Json.Json): string =>
  Array.isArray(json) ? "list" : Number.isInteger(json) ? "integer" : json === null ? "null" : typeof json

/** Something of another type, as JSON. A whole number may stand where any number may. */
const wrongTypes = (value: Json.Json): ReadonlyArray<string> => {
  const others = [
    "7",
    "true",
    '"a text"',
    '["a"]',
    '{"a":{}}',
    ...(kindOf(value) === "integer" ? ["0.5"] : [])
  ]
  const same = kindOf(value) === "number" ? ["number", "integer"] : [kindOf(value)]
  return others.filter((other) => !same.includes(kindOf(JSON.parse(other) as Json.Json)))
}

/** The member, and once more with another value. */
const twice = (place: Places.Place): ReadonlyArray<string> => {
  const key = Places.keyOf(place)
  return key === undefined
    ? []
    : ['"another"', "null", "{}"].map((other) => `${JSON.stringify(place.value)},${key}:${other}`)
}

type Poison = (place: Places.Place) => ReadonlyArray<string>

const poisons: ReadonlyArray<readonly [what: string, poison: Poison]> = [
  ["is of a wrong type", ({ value }) => wrongTypes(value)],
  ["is a number that nobody can tell from the next, or endless", () => ["9007199254740993", "-1e999"]],
  [
    "is such a number in digits",
    ({ value }) => (typeof value === "number" ? ['"9007199254740993"', '"1e999"'] : [])
  ],
  ["is there twice", twice]
]

describe.concurrent.each(scenarios)("of an answer of $subject.id", (scenario) => {
  it.each(poisons)("what %s is refused where it is read, and only there", async (_, poison) => {
    const { trials, truth } = await everywhere(scenario, (text, place) =>
      poison(place).map((other) => Places.written(text, place, other))
    )

    const wrong = trials.filter(({ outcome, place }) =>
      Places.isWithin(place, scenario.unread)
        ? inspect(outcome, deep) !== inspect(truth, deep)
        : outcome !== "Unintelligible"
    )
    expect(wrong).toEqual([])
  })

  it.each([
    ["is null", (text: string, place: Places.Place) => [Places.written(text, place, "null")]],
    [
      "is missing",
      (text: string, place: Places.Place) =>
        Places.keyOf(place) === undefined ? [] : [Places.instead(text, place, "")]
    ],
    ["a prototype says instead", prototyped]
  ])("what %s is void, unknown or refused, and takes nothing else along", async (_, spoiled) => {
    const { trials, truth } = await everywhere(scenario, spoiled)

    expect(trials.filter(({ outcome }) => !isLess(outcome, truth))).toEqual([])
    expect(trials.filter(({ outcome }) => inspect(outcome, deep).includes("canary-evil"))).toEqual([])
    expect(Object.keys(Object.prototype)).toEqual([])
  })
})

const deep = { depth: 20, sorted: true, maxArrayLength: null, maxStringLength: null } as const

/** The member is gone, and a member `__proto__` has it with another value. */
function prototyped(text: string, place: Places.Place): ReadonlyArray<string> {
  const key = Places.keyOf(place)
  const evil = typeof place.value === "string" ? '"canary-evil"' : JSON.stringify([place.value])
  return key === undefined ? [] : [Places.instead(text, place, `"__proto__":{${key}:${evil}}`)]
}

/** Whether an outcome says nothing that the truth does not. */
const isLess = (outcome: Outcome, truth: Between.Facts): boolean => {
  if (typeof outcome === "string") return outcome === "Unintelligible"
  const { access, values } = outcome
  const roles = (["own", "client"] as const).flatMap((side) =>
    Array.from(
      access?.[side].effective ?? [],
      ([id, role]) => role === null || role === truth.access?.[side].effective.get(id)
    )
  )
  const told = Object.entries(values).map(
    // No date of an activation says: not active.
    ([name, value]) => value === false || inspect(value) === inspect(truth.values[name])
  )
  return [...roles, ...told].every((isTrue) => isTrue)
}

const html = "<!doctype html><title>Sign in</title>"
/** The honest answer with members before all others, which nobody reads. */
const beside = (members: string) => answer((honest) => honest.replace("{", `{${members},`))
const long = (bytes: number) => beside(`"note":"${"x".repeat(bytes)}"`)
const deepBeside = (levels: number) => beside(`"note":${"[".repeat(levels)}${"]".repeat(levels)}`)
const bomb = gzipSync(Buffer.alloc(16 * 2 ** 20, " "))
const zipped = { "content-encoding": "gzip" }

/** The honest answer with bytes in the place of its last text. */
const bytes =
  (...other: ReadonlyArray<number>): Spoiling =>
  (honest, response) => {
    const end = honest.lastIndexOf('"')
    const spoiled = [Buffer.from(honest.slice(0, end)), Buffer.from(other), Buffer.from(honest.slice(end))]
    answer(Buffer.concat(spoiled))(honest, response)
  }

/** Says that there is more to come, and goes on as told. */
const begun =
  (more: (response: ServerResponse) => void, length?: number): Spoiling =>
  (honest, response) => {
    const headers = length === undefined ? {} : { "content-length": String(length) }
    response.writeHead(200, { "content-type": "application/json", ...headers })
    response.write(honest.slice(0, -1), () => more(response))
  }

const pouring = (everyMillis: number, chunk: string) => (response: ServerResponse) => {
  const timer = setInterval(() => response.write(chunk), everyMillis)
  response.on("close", () => clearInterval(timer))
}

type Whole = readonly [what: string, how: Spoiling, of: "nonsense" | "the truth" | string]

const wholes: ReadonlyArray<Whole> = [
  ["a page", answer(html, { "content-type": "text/html" }), "nonsense"],
  ["a page that is called JSON", answer(html), "nonsense"],
  ["JSON that is called a page", answer((honest) => honest, { "content-type": "text/html" }), "nonsense"],
  ["JSON that is called nothing", answer((honest) => honest, { "content-type": "" }), "nonsense"],
  ["empty", answer(""), "nonsense"],
  ["blank", answer(" \n"), "nonsense"],
  ["two answers", answer((honest) => honest + honest), "nonsense"],
  ["a list of it", answer((honest) => `[${honest}]`), "nonsense"],
  ["JSON as a text", answer((honest) => JSON.stringify(honest)), "nonsense"],
  ["JSON after a byte order mark", answer((honest) => `\ufeff${honest}`), "the truth"],
  ["JSON in UTF-16", answer((honest) => Buffer.from(honest, "utf16le")), "nonsense"],
  ["a byte that is no UTF-8", bytes(0xff), "nonsense"],
  ["half a character", bytes(0xc3), "nonsense"],
  ["a character in too many bytes", bytes(0xc0, 0xaf), "nonsense"],
  ["a control character inside a text", bytes(0x0a), "nonsense"],
  ["nested without end", answer(`${"[".repeat(200_000)}${"]".repeat(200_000)}`), "nonsense"],
  ["nested more deeply than anything is", deepBeside(300), "nonsense"],
  ["nested as deeply as may be", deepBeside(150), "the truth"],
  ["beside numbers that nobody can tell", beside('"note":[1e999,-9007199254740993]'), "the truth"],
  ["beside a name that is there twice", beside('"note":1,"note":{"a":2,"a":3}'), "the truth"],
  ["beside a prototype", beside('"__proto__":{"constructor":1},"constructor":{"__proto__":2}'), "the truth"],
  ["long, and within the cap", long(2 ** 20), "the truth"],
  ["10 MB long", long(10 * 2 ** 20), "nonsense"],
  ["a bomb", answer(bomb, zipped), "nonsense"],
  ["a stream that is over the cap some day", begun(pouring(0, "x".repeat(2 ** 20))), "nonsense"],
  ["cut off", begun((response) => response.destroy()), "Unreachable"],
  ["shorter than it says", begun((response) => response.destroy(), 10_000), "Unreachable"],
  ["a hang-up", (_, response) => response.destroy(), "Unreachable"]
]

/** A stream without an end, a beginning without more, and silence. */
const endless: ReadonlyArray<Spoiling> = [begun(pouring(20, " ")), begun(() => {}), () => {}]
const impatient = { timeout: "2 seconds" } as const

/** The command line's client for every vendor; what another client does differently, it does for all. */
const everyone = [
  ...scenarios.map((scenario) => ({ ...scenario, client: "undici" as const })),
  ...scenarios.slice(-1).map((scenario) => ({ ...scenario, client: "fetch" as const }))
]

describe.concurrent.each(everyone)("an answer of $subject.id to a read by $client", (scenario) => {
  const { client, member } = scenario

  it.each(wholes)("that is %s ends as it has to", async (_, how, of) => {
    const { outcomes, truth } = await Between.run(
      scenario,
      Effect.fnUntraced(function* (between) {
        const { texts, truth } = yield* Between.honest(between, member)
        const read = (at: number) => Between.read(between, member, texts, at, how)
        return { truth, outcomes: yield* Effect.forEach(texts.keys(), read) }
      }),
      { client }
    )

    const expected = of === "nonsense" ? "Unintelligible" : of === "the truth" ? truth : of
    expect(outcomes).toEqual(outcomes.map(() => expected))
  })

  it("that never comes to its end is not waited for", async () => {
    const outcomes = endless.map((how) =>
      Between.run(
        scenario,
        Effect.fnUntraced(function* (between) {
          const { texts } = yield* Between.honest(between, member)
          return yield* Between.read(between, member, texts, texts.length - 1, how)
        }),
        { client, settings: impatient }
      )
    )

    expect(await Promise.all(outcomes)).toEqual(["TimedOut", "TimedOut", "TimedOut"])
  })

  it("that is zipped is the truth, or not understood by a client that did not ask for it", async () => {
    const { outcome, truth } = await Between.run(
      scenario,
      Effect.fnUntraced(function* (between) {
        const { texts, truth } = yield* Between.honest(between, member)
        const how = answer((honest) => gzipSync(honest), zipped)
        return { truth, outcome: yield* Between.read(between, member, texts, 0, how) }
      }),
      { client }
    )

    expect(outcome).toEqual(client === "fetch" ? truth : "Unintelligible")
  })
})

describe.concurrent.each(scenarios)("an answer of $subject.id to a read", (scenario) => {
  const { member } = scenario

  it("that is cut short anywhere is not understood", async () => {
    const outcomes = await Between.run(
      scenario,
      Effect.fnUntraced(function* (between) {
        const { texts } = yield* Between.honest(between, member)
        const cuts = texts.flatMap((text, at) =>
          Array.from({ length: 10 }, (_, part) => [at, text.slice(0, (text.length * part) / 10)] as const)
        )
        return yield* Effect.forEach(cuts, ([at, text]) =>
          Between.read(between, member, texts, at, answer(text))
        )
      })
    )

    expect(new Set(outcomes)).toEqual(new Set(["Unintelligible"]))
  })

  it("that is about somebody else is not taken for the member's", async () => {
    const outcome = await Between.run(
      scenario,
      Effect.fnUntraced(function* (between) {
        const { texts } = yield* Between.honest(between, member)
        const [id = ""] = Object.values(member)
        const other = answer((honest) => honest.replaceAll(id, id.replace("ca", "ab")))
        return yield* Between.read(between, member, texts, texts.length - 1, other)
      })
    )

    expect(outcome).toBe("Unintelligible")
  })
})

describe.concurrent.each(scenarios)("an answer of $subject.id to a write that was done", (scenario) => {
  /** The receipt's status, and how often it was sent. */
  const write = (how: Spoiling, settings: Partial<Settings> = {}) =>
    Between.run(
      scenario,
      Effect.fnUntraced(function* ({ meddler, vendor }) {
        const plan = yield* Update.plan(vendor, scenario.member, scenario.harmless)
        meddler.spoil = (_at, method) => (method === "GET" ? undefined : how)
        const { status } = yield* Update.apply(vendor, plan)
        return [status, meddler.seen.filter(({ method }) => method !== "GET").length]
      }),
      { settings }
    )

  it.each(wholes)("that is %s changes nothing about the receipt", async (_, how) => {
    expect(await write(how)).toEqual(["confirmed", 1])
  })

  it("that never comes to its end changes nothing about the receipt", async () => {
    for (const outcome of endless.map((how) => write(how, impatient)))
      expect(await outcome).toEqual(["confirmed", 1])
  })
})
