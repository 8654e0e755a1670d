/**
 * Law 12: caution is no excuse. Whatever is stored and whatever is wished, every form there is is tried under every
 * reading; the planner's verdict is that of the best of them, with as few fields in doubt, and its own request is as
 * good as it says. What is tried at once is a field, the parts of an object, or fields that write or contradict each
 * other; any other field changes nothing but itself, so that no form of it can help.
 *
 * A wish about several fields is judged field by field: a certain one may travel with one in doubt, as long as nothing
 * is refused. Where something may be, the planner is to keep them apart, and only where that saves something.
 */
import { type Json, Plan, type Reading, type Semantics, type Snapshot } from "@muster/core"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import { describe, expect, it } from "vitest"
import * as BruteForce from "../src/BruteForce.ts"
import * as Corner from "../src/Corner.ts"
import type { Subject } from "../src/Subject.ts"
import { bioT } from "../src/subjects/BioT.ts"
import { eightyEightMiles } from "../src/subjects/EightyEightMiles.ts"
import { eloomi } from "../src/subjects/Eloomi.ts"
import { sailPoint, sailPointOwner } from "../src/subjects/SailPoint.ts"
import * as Summary from "../src/Summary.ts"

/** `apart`: what may be refused is not to take the rest down with it. */
type Answer = BruteForce.Verdict | "apart"

interface Planned {
  readonly answer: Answer
  /** Null where nothing is sent. */
  readonly said: Semantics.Forms["fields"] | null
  readonly doubted: ReadonlyArray<string>
  /** The wishes without which the rest can go. */
  readonly without: ReadonlyArray<string>
}

const takesDown = "may be refused, and would take the other lines down with it"

const planned = (
  semantics: Semantics.Semantics,
  seen: Snapshot.Snapshot,
  merge: Json.JsonObject,
  without: ReadonlyArray<string> = []
): Planned => {
  const accept = without.map((name) => `without:${name}`)
  const made = Plan.make(semantics, seen, { merge, accept })
  if (Result.isSuccess(made)) {
    const { forms, hazards } = made.success
    // Other doubts are about what nobody could read, and say nothing of the request.
    const doubted = hazards.flatMap(({ id }) => /^(?:tentative|unsettled):(.*)$/.exec(id)?.[1] ?? [])
    return {
      answer: doubted.length > 0 ? "tentative" : "exact",
      said: forms?.fields ?? null,
      doubted,
      without
    }
  }
  const { reason } = made.failure
  if (reason._tag !== "Inexpressible") throw new Error(`${reason._tag}: ${JSON.stringify(merge)}`)
  const answer = reason.problems.every(({ rule }) => rule === takesDown) ? "apart" : "harmful"
  const names = Redacted.value(reason.hazards).map(({ id }) => id.slice("without:".length))
  return { answer, said: null, doubted: [], without: names }
}

/** One wish of a reader, with the evidence that the planner has. */
interface Square {
  readonly semantics: Semantics.Semantics
  readonly view: BruteForce.View
  readonly wish: Json.JsonObject
}

const mayBeRefused = "may be refused, and need not be"
const needlesslyApart = "is kept apart without need"
const otherRest = "without the rest it is another request than that of the rest alone"

/** Where the planner does worse than the best request, or says what is not so. */
const differences = (square: Square, plan: Planned): ReadonlyArray<string> => {
  const { view, wish } = square
  const judged = view.judge(wish)
  const best = BruteForce.best(judged)
  const tops = judged.filter(({ verdict }) => verdict === best)
  const isAsGood = best === (plan.answer === "apart" ? "tentative" : plan.answer)
  if (!isAsGood) return [`planned ${plan.answer}, and the best is ${best}`]
  if (plan.answer === "harmful") return []
  if (plan.answer === "apart") return apartness(square, plan, tops)
  const own = view.judgeOne(wish, plan.said)
  const fewest = Math.min(...tops.map(({ doubted }) => doubted.size))
  return [
    ...(own.verdict === plan.answer ? [] : [`planned ${plan.answer}, and its request is ${own.verdict}`]),
    ...(String([...own.doubted].sort()) === String(plan.doubted.toSorted()) ? [] : ["tells other doubts"]),
    ...(own.doubted.size === fewest ? [] : ["has more doubts than need be"]),
    ...(own.refused.length > 0 && tops.some(({ refused }) => refused.length === 0) ? [mayBeRefused] : [])
  ]
}

/** Wishes go apart where, under some reading, the best requests for all are refused and one for a part is not. */
const apartness = (
  { semantics, view, wish }: Square,
  { without }: Planned,
  tops: ReadonlyArray<BruteForce.Judged>
): ReadonlyArray<string> => {
  const rest = only(wish, (name) => !without.includes(name))
  const parts = [rest, ...without.map((name) => only(wish, (each) => each === name))]
  const granted = new Set(parts.flatMap((part) => grantedFor(view, part)))
  const isNeeded = tops.every(({ refused }) => refused.some((reading) => granted.has(reading)))
  const after = planned(semantics, view.seen, wish, without)
  const alone = planned(semantics, view.seen, rest)
  const isSame = after.answer === alone.answer && String(after.said) === String(alone.said)
  return [...(isNeeded ? [] : [needlesslyApart]), ...(isSame ? [] : [otherRest])]
}

const only = (wish: Json.JsonObject, keeps: (name: string) => boolean): Json.JsonObject =>
  Object.fromEntries(Object.entries(wish).filter(([name]) => keeps(name)))

/** The readings under which the best requests for a wish grant it. */
const grantedFor = (view: BruteForce.View, wish: Json.JsonObject): ReadonlyArray<number> => {
  if (Object.keys(wish).length === 0) return []
  const judged = view.judge(wish)
  const best = BruteForce.best(judged)
  return judged.flatMap(({ granted, verdict }) => (verdict === best ? granted : []))
}

/** Squares that are known to be wrong; one that no longer is has to be taken out. */
interface Exception {
  readonly says: string
  readonly holds: (
    square: Square & { readonly evidence: Reading.Reading; readonly difference: string }
  ) => boolean
}

const exceptions: ReadonlyArray<Exception> = [
  {
    // The end alone is refused, the start alone is not; a line counts as certain that leans on another one in doubt.
    says: "somebody measured that contradictions are refused, and the date in the way is cleared along",
    holds: ({ difference, evidence, semantics }) =>
      difference === needlesslyApart &&
      (semantics.contradictions ?? []).some(({ answer, axis }) => evidence[axis] === answer)
  },
  {
    // Leaving a part out gives no object where it is the only one; null in it would, and cannot be refused.
    says: "an object's only stored part is cleared by null for the whole, where null for the part is safer",
    holds: ({ difference, wish }) =>
      [mayBeRefused, needlesslyApart, otherRest].includes(difference) &&
      Object.keys(wish).some((name) => name.includes("."))
  }
]

/** The fields that are tried together; a big corner is left at what everybody knows, which is no evidence. */
interface Tried {
  readonly names: Corner.Names
  readonly definition?: Semantics.Definition
  readonly isBig?: true
}

/** Every field alone, and those that may contradict each other. */
const fieldsOf = ({ definition }: Subject): ReadonlyArray<Tried> => [
  ...definition.fields.filter(({ within }) => within === undefined).map(({ name }) => ({ names: [name] })),
  ...(definition.contradictions ?? []).map(({ fields }) => ({ names: fields }))
]

const attributes = ["data.contractor", "data.__proto__", "data.badge"]
/** An open object of two names, which three can crowd as eleven crowd the vendor's. */
const crowded = (definition: Semantics.Definition): Semantics.Definition => ({
  ...definition,
  complexes: (definition.complexes ?? []).map(({ open, ...rule }) =>
    open === undefined ? rule : { ...rule, open: { ...open, most: { ...open.most, count: 2 } } }
  )
})
const dataOf = ({ definition }: Subject): ReadonlyArray<Tried> => [
  { names: attributes, isBig: true },
  { names: attributes, isBig: true, definition: crowded(definition) },
  { names: ["phone", "data.badge"] }
]

const prompts = ["prompts.email", "prompts.phone", "prompts.password"]
const address = ["_address.countryCode", "_address.city", "_address.state"]
const mfa = ["_mfa.enabled", "_mfa.expirationInMinutes"]

interface Vendor {
  readonly subject: Subject
  readonly tried: ReadonlyArray<Tried>
  /** What some wish comes to. */
  readonly answers: ReadonlyArray<Answer>
}

const vendors: ReadonlyArray<Vendor> = [
  {
    subject: eightyEightMiles,
    tried: fieldsOf(eightyEightMiles),
    answers: ["exact", "tentative", "harmful"]
  },
  {
    subject: sailPoint,
    tried: [...fieldsOf(sailPoint), ...dataOf(sailPoint), { names: ["firstName", "sourceId"] }],
    answers: ["exact", "tentative", "apart", "harmful"]
  },
  {
    // The end date is all that an owner may write, and nothing about that is open but what is read elsewhere.
    subject: sailPointOwner,
    tried: [...fieldsOf(sailPointOwner), ...dataOf(sailPointOwner)],
    answers: ["exact", "harmful"]
  },
  {
    subject: eloomi,
    tried: [
      ...fieldsOf(eloomi),
      { names: ["activate", "end_of_employment_at"] },
      { names: ["title", "access_groups"], isBig: true },
      { names: prompts, isBig: true, definition: Corner.within(eloomi.definition, prompts) },
      { names: ["email", "prompts.phone"], definition: Corner.within(eloomi.definition, ["prompts.phone"]) }
    ],
    answers: ["exact", "tentative", "apart", "harmful"]
  },
  {
    subject: bioT,
    tried: [
      ...fieldsOf(bioT),
      { names: address, isBig: true, definition: Corner.within(bioT.definition, address) },
      { names: mfa },
      { names: ["_email", ...mfa], isBig: true },
      { names: ["_name.firstName", "_name.lastName"] },
      { names: ["_ownerOrganization.id"] },
      { names: ["_email", "_phone"] }
    ],
    answers: ["exact", "tentative", "apart", "harmful"]
  }
]

interface Tally {
  readonly answers: Map<Answer, number>
  readonly excepted: Map<Exception, number>
  readonly wrong: Array<string>
  wishes: number
  requests: number
  readings: number
}

const tally = (): Tally => ({
  answers: new Map(),
  excepted: new Map(),
  wrong: [],
  wishes: 0,
  requests: 0,
  readings: 0
})

const total = tally()

const add = <A>(counts: Map<A, number>, key: A): void => {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}

const evidenceOf = (corner: Corner.Corner, isBig = false): ReadonlyArray<Reading.Reading> => [
  {},
  ...(isBig ? [] : corner.axes.flatMap(({ answers, id }) => answers.map((answer) => ({ [id]: answer }))))
]

const walk = (counted: Tally, subject: Subject, { definition, isBig, names }: Tried): void => {
  const corner = Corner.make(subject, names, definition)
  const look = BruteForce.make(corner)
  counted.readings = Math.max(counted.readings, BruteForce.readingsOf(corner).length)
  for (const evidence of evidenceOf(corner, isBig)) {
    const semantics = Corner.compiled(definition ?? subject.definition, evidence)
    for (const view of corner.unread.flatMap((unread) => look(unread, evidence)))
      for (const wish of corner.wishes) visit(counted, { semantics, view, wish }, evidence)
  }
}

const visit = (counted: Tally, square: Square, evidence: Reading.Reading): void => {
  const { semantics, view, wish } = square
  const idle = view.idle(wish)
  // Where some of the wishes are true already, the others are a square of their own.
  if (idle > 0 && idle < Object.keys(wish).length) return
  const plan = planned(semantics, view.seen, wish)
  if (idle > 0) {
    if (plan.said !== null) counted.wrong.push(`sends ${JSON.stringify(wish)}, which is true already`)
    return
  }
  counted.wishes += 1
  counted.requests += view.requests
  add(counted.answers, plan.answer)
  for (const difference of differences(square, plan)) {
    const exception = exceptions.find(({ holds }) => holds({ ...square, evidence, difference }))
    if (exception === undefined) counted.wrong.push(told(square, evidence, difference))
    else add(counted.excepted, exception)
  }
}

const told = ({ view, wish }: Square, evidence: Reading.Reading, difference: string): string =>
  `${JSON.stringify(wish)} ${difference}, with ${JSON.stringify(view.seen)} and ${JSON.stringify(evidence)}`

describe("Completeness", () => {
  it.each(vendors)("of $subject.id: every wish is planned as well as the best of all forms", (vendor) => {
    const { answers, subject, tried } = vendor
    const counted = tally()
    for (const each of tried) walk(counted, subject, each)
    const count = (answer: Answer) => counted.answers.get(answer) ?? 0
    for (const [exception, squares] of counted.excepted)
      total.excepted.set(exception, (total.excepted.get(exception) ?? 0) + squares)
    Summary.add([
      `${subject.id}: ${counted.wishes} wishes and ${counted.requests} forms under up to ${counted.readings} readings: ${count("exact")} exact, ${count("tentative")} tentative, ${count("apart")} only apart, ${count("harmful")} without a request`
    ])

    expect(counted.wrong.slice(0, 3)).toEqual([])
    expect([...counted.answers.keys()].sort()).toEqual(answers.toSorted())
  })

  it("needs every exception", () => {
    Summary.add(
      exceptions.map((each) => `not complete yet, in ${total.excepted.get(each) ?? 0} squares: ${each.says}`)
    )

    expect(exceptions.filter((each) => !total.excepted.has(each))).toEqual([])
  })
})
