/**
 * Everything that a request can say is tried on every record under every reading. What becomes of the record tells
 * the model of the table; how good that is, the definition; how the planner chooses has no say.
 */
import { Apply, type Json, Reading, Semantics, Snapshot } from "@muster/core"
import type { Corner, Names } from "./Corner.ts"

type Said = Semantics.Forms["fields"]

/** `harmful`: no reading grants the wish, or some reading does something else. */
export type Verdict = "exact" | "tentative" | "harmful"

/** How good a request is for a wish. */
export interface Judged {
  readonly verdict: Verdict
  /** The fields that are not as wished under every reading. */
  readonly doubted: ReadonlySet<string>
  /** The readings under which everything is as wished, and those under which it is refused; by position. */
  readonly granted: ReadonlyArray<number>
  readonly refused: ReadonlyArray<number>
}

/** What a request makes of a record. */
interface End {
  readonly isRefused: boolean
  readonly record: Snapshot.Snapshot
  readonly textOf: (name: string) => string
  readonly moved: Names
  readonly unsettled: Names
  readonly deferred: Names
}

/** One for each reading, none for those that the record disproves. */
type Ends = ReadonlyArray<End | undefined>

/** A record with what every request makes of it under every reading. */
interface Tried {
  readonly record: Snapshot.Snapshot
  readonly ends: ReadonlyArray<Ends>
  readonly endsOf: (said: Said | null) => Ends
}

/** What a request makes, under some readings, of each of the records that look alike. */
interface Case {
  readonly readings: Array<number>
  readonly ends: ReadonlyArray<End>
}

/** Records that look alike to a reader, under the readings that the evidence leaves. */
export interface View {
  readonly seen: Snapshot.Snapshot
  /** How many of the wishes are known to be true already. */
  readonly idle: (wish: Json.JsonObject) => number
  /** How many requests are tried for a wish. */
  readonly requests: number
  /** Every request, judged for a wish. */
  readonly judge: (wish: Json.JsonObject) => ReadonlyArray<Judged>
  /** One more request, which need not be among them; null sends nothing. */
  readonly judgeOne: (wish: Json.JsonObject, said: Said | null) => Judged
}

/** The readings of a corner: the full product of its axes; the other axes make no difference to it. */
export const readingsOf = ({ axes, outerAxes, semantics }: Corner): ReadonlyArray<Reading.Reading> =>
  Reading.product(
    semantics.axes.map((axis) =>
      axes.includes(axis) || outerAxes.includes(axis) ? axis : { ...axis, answers: axis.answers.slice(0, 1) }
    )
  )

/** Tries everything, and tells how it looks to each reader with each evidence. */
export const make = (corner: Corner) => {
  const readings = readingsOf(corner)
  const tried = corner.records.map((values) => tryAll(corner, readings, values))
  return (unread: Names, evidence: Reading.Reading): ReadonlyArray<View> => {
    const possible = readings.map((reading) =>
      Object.entries(evidence).every(([axis, answer]) => reading[axis] === answer)
    )
    const alike = Map.groupBy(tried, ({ record }) => JSON.stringify(seenBy(record, unread).values))
    return [...alike.values()].flatMap((group) => view(corner, group, unread, possible))
  }
}

const seenBy = (record: Snapshot.Snapshot, unread: Names): Snapshot.Snapshot => ({
  ...record,
  values: Object.fromEntries(Object.entries(record.values).filter(([name]) => !unread.includes(name))),
  unknown: unread
})

const tryAll = (
  { requests, semantics, subject }: Corner,
  readings: ReadonlyArray<Reading.Reading>,
  values: Json.JsonObject
): Tried => {
  const record = { vendor: semantics.vendor, member: subject.member, values, unknown: [], rest: {} }
  const possible = readings.map((reading) => isPossible(semantics, reading, record))
  const endsOf = (fields: Said | null) =>
    onceEach(readings, possible, (reading) =>
      endOf(
        semantics,
        record,
        fields === null
          ? { snapshot: record, deferred: [], unsettled: [] }
          : Apply.apply(semantics, reading, record, { fields })
      )
    )
  return { record, ends: requests(values).map(endsOf), endsOf }
}

/** A record with values that contradict each other shows that the vendor takes them. */
const isPossible = (
  { contradictions = [] }: Semantics.Semantics,
  reading: Reading.Reading,
  record: Snapshot.Snapshot
): boolean =>
  contradictions.every(
    ({ answer, axis, holds }) =>
      reading[axis] !== answer || holds((name) => Snapshot.read(record, name)) !== true
  )

/** Readings that differ only where the table was not asked come to the same, so that is worked out once. */
const onceEach = (
  readings: ReadonlyArray<Reading.Reading>,
  possible: ReadonlyArray<boolean>,
  work: (reading: Reading.Reading) => End
): Ends => {
  const known: Array<{ readonly asked: Reading.Reading; readonly end: End }> = []
  return readings.map((reading, at) => {
    if (possible[at] !== true) return undefined
    const before = known.find(({ asked }) =>
      Object.keys(asked).every((axis) => asked[axis] === reading[axis])
    )
    if (before !== undefined) return before.end
    const asked: Record<string, string> = {}
    const end = work(
      new Proxy(reading, {
        get: (answers, axis) => (asked[String(axis)] = answers[String(axis)] ?? "")
      })
    )
    known.push({ asked, end })
    return end
  })
}

const endOf = (semantics: Semantics.Semantics, before: Snapshot.Snapshot, applied: Apply.Applied): End => {
  const textOf = textsOf(semantics, before)
  if (applied === "refused")
    return { isRefused: true, record: before, textOf, moved: [], unsettled: [], deferred: [] }
  const { deferred, snapshot: record, unsettled } = applied
  const textAfter = textsOf(semantics, record)
  const names = new Set([...Object.keys(before.values), ...Object.keys(record.values), ...unsettled])
  const moved = [...names].filter((name) => unsettled.includes(name) || textOf(name) !== textAfter(name))
  return { isRefused: false, record, textOf: textAfter, moved, unsettled, deferred }
}

/** Two values of a field are the same when their texts are; an empty list is void. */
const textIn = (field: Semantics.Field | undefined, value: Json.Json | undefined): string =>
  value == null || (Array.isArray(value) && value.length === 0)
    ? "void"
    : JSON.stringify(field?.type.normal?.(value) ?? value)

const textsOf = (semantics: Semantics.Semantics, record: Snapshot.Snapshot) => {
  const texts = new Map<string, string>()
  return (name: string): string => {
    const known = texts.get(name)
    if (known !== undefined) return known
    const text = textIn(Semantics.fieldOf(semantics, name, null)?.field, Snapshot.read(record, name))
    texts.set(name, text)
    return text
  }
}

const view = (
  { requests, semantics }: Corner,
  group: ReadonlyArray<Tried>,
  unread: Names,
  possible: ReadonlyArray<boolean>
): ReadonlyArray<View> => {
  const [first] = group
  if (first === undefined) return []
  const cases = first.ends.map((_, at) =>
    casesOf(
      group.map(({ ends }) => ends[at] ?? []),
      possible
    )
  )
  if (cases.every((each) => each.length === 0)) return []
  const all = requests(first.record.values)
  const seen = seenBy(first.record, unread)
  return [
    {
      seen,
      idle: (wish) => linesOf(semantics, wish).filter((line) => isIdle(line, seen)).length,
      requests: all.length,
      judge: (wish) => {
        const lines = linesOf(semantics, wish)
        return all.map((said, at) => judge(lines, cases[at] ?? [], said))
      },
      judgeOne: (wish, said) => {
        const ends = group.map(({ endsOf }) => endsOf(said))
        return judge(linesOf(semantics, wish), casesOf(ends, possible), said ?? [])
      }
    }
  ]
}

/** What a request comes to, the readings under which it comes to the same taken together. */
const casesOf = (group: ReadonlyArray<Ends>, possible: ReadonlyArray<boolean>): ReadonlyArray<Case> => {
  const cases: Array<Case> = []
  for (const [reading, may] of possible.entries()) {
    const ends = may ? group.flatMap((each) => each[reading] ?? []) : []
    if (ends.length === 0) continue
    const same = cases.find(
      (each) => each.ends.length === ends.length && each.ends.every((end, at) => end === ends[at])
    )
    if (same === undefined) cases.push({ readings: [reading], ends })
    else same.readings.push(reading)
  }
  return cases
}

/** A wish about one field. */
interface Line {
  readonly field: Semantics.Field
  readonly value: Json.Json
  readonly text: string
  readonly writes: Names
}

const linesOf = (semantics: Semantics.Semantics, wish: Json.JsonObject): ReadonlyArray<Line> =>
  Object.entries(wish).flatMap(([name, value]) => {
    const field = Semantics.fieldOf(semantics, name, null)?.field
    if (field === undefined) return []
    return [
      { field, value, text: textIn(field, value), writes: (field.writes ?? []).map((write) => write.field) }
    ]
  })

const isIdle = ({ field, text, value }: Line, seen: Snapshot.Snapshot): boolean => {
  if (field.command !== undefined) return field.command(value, (name) => Snapshot.read(seen, name))
  return !seen.unknown.includes(field.name) && textIn(field, Snapshot.read(seen, field.name)) === text
}

/** What becomes of a wish; `open`: it comes true or nothing changes, and the table does not tell which. */
type Fate = "wished" | "wished before" | "as before" | "open" | "something else"

const fateOf = (line: Line, lines: ReadonlyArray<Line>, end: End, said: Said): Fate => {
  const { field, text } = line
  if (end.deferred.includes(field.name)) return fateOfDeferred(line, lines, said)
  if (field.command !== undefined) return fateOfCommand(line, end)
  if (end.unsettled.includes(field.name)) return "something else"
  const isMoved = end.moved.includes(field.name)
  if (end.textOf(field.name) === text) return isMoved ? "wished" : "wished before"
  return isMoved ? "something else" : "as before"
}

/** What is accepted for later comes true, unless another wish may undo it. */
const fateOfDeferred = ({ field, text, writes }: Line, lines: ReadonlyArray<Line>, said: Said): Fate => {
  const sent = said.find(([name]) => name === field.name)?.[1]
  if (textIn(field, sent) !== text) return "something else"
  const others = lines.filter((line) => line.field !== field)
  return others.some((line) => line.writes.some((name) => writes.includes(name))) ? "open" : "wished"
}

/** A command stores nothing: it is judged by what it writes. */
const fateOfCommand = ({ field, value, writes }: Line, end: End): Fate => {
  if (writes.some((name) => end.unsettled.includes(name))) return "open"
  const isTrue = field.command?.(value, (name) => Snapshot.read(end.record, name)) === true
  const isMoved = writes.some((name) => end.moved.includes(name))
  return isTrue ? (isMoved ? "wished" : "wished before") : isMoved ? "something else" : "as before"
}

/** What nobody wished is as it was, but for what a wish that came true writes along. */
const isFramed = (lines: ReadonlyArray<Line>, fates: ReadonlyArray<Fate>, { moved }: End): boolean =>
  moved.every((name) =>
    lines.some(
      ({ field, writes }, at) => field.name === name || (fates[at] !== "as before" && writes.includes(name))
    )
  )

/**
 * Exact: every wish comes true under every reading. Tentative: all of them do under some reading, whatever is stored
 * that was not read, and under every reading each of them does or is as before. Anything else is harmful.
 */
const judge = (lines: ReadonlyArray<Line>, cases: ReadonlyArray<Case>, said: Said): Judged => {
  const doubted = new Set<string>()
  const granted: Array<number> = []
  for (const { ends, readings } of cases) {
    let isGranted = true
    for (const end of ends) {
      const fates = lines.map((line) => fateOf(line, lines, end, said))
      if (fates.includes("something else") || !isFramed(lines, fates, end)) return harmful
      if (fates.includes("as before")) isGranted = false
      for (const [at, { field }] of lines.entries())
        if (fates[at] === "as before" || fates[at] === "open") doubted.add(field.name)
    }
    if (isGranted) granted.push(...readings)
  }
  if (granted.length === 0) return harmful
  const refused = cases.flatMap(({ ends, readings }) =>
    ends.some(({ isRefused }) => isRefused) ? readings : []
  )
  return { verdict: doubted.size === 0 ? "exact" : "tentative", doubted, granted, refused }
}

const harmful: Judged = {
  verdict: "harmful",
  doubted: new Set(),
  granted: [],
  refused: []
}

const order: ReadonlyArray<Verdict> = ["exact", "tentative", "harmful"]

/** The best that any request comes to. */
export const best = (judged: ReadonlyArray<Judged>): Verdict =>
  order.find((verdict) => judged.some((each) => each.verdict === verdict)) ?? "harmful"
