/**
 * Learns which answer a server gives on every open point: asks only what it cannot tell yet, and overhears what it can.
 */
import type { Reading } from "@muster/core"
import type { Response } from "@muster/twin-kit"
import { type Heard, type Question, type Site, Untold } from "./Question.ts"

/** What was learnt of one axis: an answer with the exchanges that show it, or why there is none. */
export type Learnt =
  | { readonly axis: string; readonly answer: string; readonly evidence: ReadonlyArray<string> }
  | { readonly axis: string; readonly why: string }

/** An axis: its answers, and where no request shows which holds, why. */
export interface Axis {
  readonly id: string
  readonly answers: Readonly<Record<string, string>>
  readonly unobservable?: string
}

export interface Options {
  readonly accept: ReadonlyArray<string>
  /** What the vendor's contract file says of its axes. */
  readonly axes: ReadonlyArray<Axis>
}

export interface Probed {
  readonly learnt: ReadonlyArray<Learnt>
  readonly requests: number
}

/** One axis after the other; each is told as soon as it is known. */
export function* probe(
  questions: ReadonlyArray<Question>,
  site: Site,
  { accept, axes }: Options
): Generator<Learnt, Probed> {
  const heard: Array<Heard> = []
  const listening: Site = {
    ...site,
    ask: (request) => {
      const response = site.ask(request)
      const { body = "", method, path } = request
      heard.push({ method, path, body, response })
      return response
    }
  }
  const learnt = new Map<string, Learnt>()
  const learn = (one: Learnt): Learnt => {
    learnt.set(one.axis, one)
    return one
  }
  for (const { id, unobservable } of axes)
    if (unobservable !== undefined) yield learn({ axis: id, why: unobservable })
  for (const question of inOrder(questions)) {
    const { axis, hazards = [], overhear } = question
    if (learnt.has(axis)) continue
    const missing = hazards.filter((id) => !accept.includes(id))
    const overheard = overhear?.(heard)
    const before = heard.length
    if (overheard !== undefined) {
      const shows = heard.find((each) => overhear?.([each]) === overheard)
      yield learn({ axis, answer: overheard, evidence: shows === undefined ? [] : [told(shows)] })
    } else if (missing.length > 0)
      yield learn({
        axis,
        why: `to ask it takes consent: ${missing.map((id) => `--accept ${id}`).join(" ")}`
      })
    else {
      const said = question.ask(listening, known(learnt))
      const isKnown = axes.some(({ answers, id }) => id === axis && Object.hasOwn(answers, String(said)))
      const answer = isKnown ? said : said instanceof Untold ? said : new Untold(other)
      yield learn(
        answer instanceof Untold
          ? { axis, why: answer.why }
          : { axis, answer, evidence: heard.slice(before).map(told) }
      )
    }
  }
  return { learnt: [...learnt.values()], requests: heard.length }
}

const other = "it answers in a way that nobody has thought of"

/** What is known so far, as a reading. */
const known = (learnt: ReadonlyMap<string, Learnt>): Reading.Reading =>
  Object.fromEntries([...learnt.values()].flatMap((one) => ("answer" in one ? [[one.axis, one.answer]] : [])))

/** What others wait for comes first, and what can be overheard last. */
const inOrder = (questions: ReadonlyArray<Question>): ReadonlyArray<Question> => {
  const ordered: Array<Question> = []
  const place = (question: Question): void => {
    if (ordered.includes(question)) return
    for (const axis of question.after ?? []) for (const each of questions) if (each.axis === axis) place(each)
    ordered.push(question)
  }
  for (const question of questions) if (question.overhear === undefined) place(question)
  for (const question of questions) place(question)
  return ordered
}

/** An exchange in words, without an id in its path and without anybody's value. */
const told = ({ body, method, path, response }: Heard): string =>
  `${method} ${masked(path)}${body === "" ? "" : ` ${shape(body)}`} → ${outcome(response)}`

const masked = (path: string): string =>
  path.replace(/[^/]*\d[^/]*(?=\.json$|\/|$)/g, (part) => (/^v?\d+$/.test(part) ? part : "{id}"))

const shape = (body: string): string => {
  try {
    return JSON.stringify(JSON.parse(body), (_, each: unknown) =>
      typeof each === "string" && each !== "" ? "…" : typeof each === "number" ? 0 : each
    )
  } catch {
    return "…"
  }
}

const outcome = ({ body, status }: Response): string => `${status}${body === "" ? ", no body" : ""}`
