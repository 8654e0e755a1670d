/** A plan as a diff: what changes today and what later, what to know before consenting, and what is sent. */
import { unaccepted } from "@muster/core/Plan"
import type { Hazard } from "@muster/core/Hazard"
import type { Json } from "@muster/core/Json"
import type { Member } from "@muster/core/Member"
import type { Plan } from "@muster/core/Plan"
import type { PlanEffect } from "@muster/core/PlanEffect"
import * as JsonLines from "./JsonLines.ts"
import { indent, line, type Line, type Tone } from "./Line.ts"

/** Everything about a plan, under a title that the caller prints. */
export const of = (plan: Plan): ReadonlyArray<Line> =>
  plan.forms === null
    ? [line("quiet", nothingToDo(plan)), ...hazards(plan), ...relies(plan)]
    : [...effects(plan), ...hazards(plan), ...relies(plan), ...request(plan), ...undo(plan)]

/** Where something was left out, the rest is as wished. */
const nothingToDo = ({ hazards }: Plan): string =>
  hazards.some(({ kind }) => kind === "inexpressible")
    ? "nothing to do: what can be said here is as wished"
    : "nothing to do: everything is as wished"

/** Who: the identifier as the vendor calls it. */
export const who = (vendor: string, member: Member): string =>
  [vendor, ...Object.entries(member).map(([name, value]) => `${name} ${value}`)].join("  ")

/** Today's differences, then those for what comes later. */
export const effects = ({ effects }: Plan): ReadonlyArray<Line> => {
  const today = effects.filter(({ when }) => when === "today").map(effect)
  const tomorrow = effects.filter(({ when }) => when === "tomorrow").map(effect)
  return [
    ...today,
    ...(tomorrow.length === 0 ? [] : [line("plain", "tomorrow, for what comes later:"), ...indent(tomorrow)])
  ]
}

const marks: Readonly<Record<PlanEffect["kind"], readonly [mark: string, tone: Tone]>> = {
  set: ["~", "changed"],
  cleared: ["-", "removed"],
  "may change": ["?", "changed"],
  granted: ["+", "added"],
  revoked: ["-", "removed"],
  "role changed": ["~", "changed"],
  "default changed": ["~", "changed"],
  pinned: ["=", "quiet"],
  "now follows the default": ["=", "quiet"],
  "cause changed": ["=", "quiet"]
}

const effect = (effect: PlanEffect): Line => {
  const { either, kind, subject, why } = effect
  const [mark, tone] = marks[kind]
  const after = either === undefined ? said(effect.after) : either.map(said).join(" or ")
  const change = `${said(effect.before)} → ${after}`
  const because = why === "wished" ? "" : ` (${why})`
  const what = "target" in subject ? `${kind} ${nameOf(subject)}` : nameOf(subject)
  return line(tone, `${mark} ${what}: ${change}${because}`)
}

/** What an effect is about, in a word or two. */
export const nameOf = (subject: PlanEffect["subject"]): string =>
  "field" in subject
    ? subject.field
    : "default" in subject
      ? `default of the ${subject.default} side`
      : target(subject.target)

type Target = Extract<PlanEffect["subject"], { readonly target: unknown }>["target"]

/** An entity with the client it belongs to, or the later ones that a line speaks of. */
const target = (of: Target): string => {
  switch (of.scope) {
    case "entity":
      return of.client === null ? of.entity : `${of.entity} of ${of.client}`
    case "client later":
      return `later entities of ${of.client}`
    case "later":
      return of.side === "own" ? "later own entities" : "entities of later clients"
  }
}

const said = (value: Json | undefined): string =>
  value === undefined
    ? "unknown"
    : value === null
      ? "none"
      : typeof value === "string"
        ? value || '""'
        : JsonLines.onOneLine(value)

/** What to know before consenting: notes, what was accepted, and what stops the plan. */
export const hazards = (plan: Plan): ReadonlyArray<Line> => {
  const open = new Set(unaccepted(plan))
  return plan.hazards.flatMap((each) =>
    open.has(each) ? stop(each) : hazard(each, each.weight === "note" ? "note" : "accepted")
  )
}

/** A hazard that keeps everything from being sent, and the id that accepts it. */
export const stop = (of: Hazard): ReadonlyArray<Line> => [
  ...hazard(of, "stop"),
  line(
    "plain",
    of.kind === "inexpressible"
      ? `  to go without it, add ${JSON.stringify(of.id)} to "accept"`
      : `  to accept it, add ${JSON.stringify(of.id)} to "accept"`
  )
]

/** Its kind, what it says, where that comes from; then its ways out, each on a line of its own. */
const hazard = (
  { id, kind, says, sources }: Hazard,
  weight: "note" | "stop" | "accepted"
): ReadonlyArray<Line> => {
  const [first = "", ...ways] = says.split(/(?<=\.) (?=Accept )/)
  return [
    line(weight === "stop" ? "stop" : "quiet", `${weight} [${id}] ${kind}: ${first}${from(sources)}`),
    ...ways.map((way) => line("plain", `  ${way}`))
  ]
}

const from = (sources: ReadonlyArray<string>): string =>
  sources.length === 0 ? "" : ` (${sources.join(", ")})`

/** The measured answers that the plan would be another one without. */
const relies = ({ relies }: Plan): ReadonlyArray<Line> => {
  const answers = relies.map(({ answer, axis }) => `${axis} = ${answer}`)
  return answers.length === 0
    ? []
    : [
        line(
          "quiet",
          `relies on ${answers.length === 1 ? "a measured reading" : "measured readings"}: ${answers.join(", ")}`
        )
      ]
}

/** A long body is cut; `--json` has all of it. */
const longestBody = 40

const request = ({ member, operation, request }: Plan): ReadonlyArray<Line> => [
  line("plain", `sends ${addressed(operation, member)}`),
  ...indent(body(request))
]

/** A body laid out for reading; with its usual width it stays within a line where it is indented twice. */
export const body = (request: Json, width = 96): ReadonlyArray<Line> => {
  const lines = JsonLines.of(request, width)
  const rest = lines.length - longestBody
  return [
    ...lines.slice(0, longestBody).map((text) => line("quiet", text)),
    ...(rest > 0 ? [line("quiet", `… and ${rest} more lines, all of them with --json`)] : [])
  ]
}

/** The path with the identifier in the place of its name, written `:id` or `{id}` and in whatever case. */
export const addressed = (operation: string, member: Member): string => {
  const values = new Map(Object.entries(member).map(([name, value]) => [plain(name), value]))
  return operation.replace(/:(\w+)|\{(\w+)\}/g, (whole, colon?: string, braced?: string) => {
    const value = values.get(plain(colon ?? braced ?? ""))
    return value === undefined ? whole : encodeURIComponent(value)
  })
}

const plain = (name: string): string => name.replaceAll("_", "").toLowerCase()

const undo = ({ undo }: Plan): ReadonlyArray<Line> => {
  const kinds = ["exact", "tentative", "irreversible"] as const
  return kinds.flatMap((kind) => {
    const lines = undo.filter((each) => each.undo === kind)
    const why = [...new Set(lines.map((each) => each.why))].join("; ")
    return lines.length === 0
      ? []
      : [line("quiet", `undo ${kind}: ${lines.map(({ subject }) => subject).join(", ")} (${why})`)]
  })
}
