/**
 * What is wrong with a pact file, though it verifies. Pact passes over keys that it is not told of, takes a list behind
 * a matcher for any other of its form, and goes on where nobody prepares a state: each of them hides an access that
 * was not removed.
 */
import * as Schema from "effect/Schema"
import type { Guarded } from "./Pact.ts"

/** What the code knows of the pact. */
export interface Known extends Guarded {
  /** The states that the provider can be put into. */
  readonly states: ReadonlyArray<string>
  /** The interactions that conversations write. */
  readonly interactions: ReadonlyArray<string>
}

export interface Problem {
  readonly interaction: string
  readonly rule: string
  readonly wayOut: string
}

const left = Schema.optionalKey

const part = {
  body: left(Schema.Struct({ content: left(Schema.Unknown) })),
  matchingRules: left(Schema.Struct({ body: left(Schema.Record(Schema.String, Schema.Unknown)) }))
}

const Interaction = Schema.Struct({
  description: Schema.String,
  providerStates: left(Schema.Array(Schema.Struct({ name: Schema.String }))),
  request: Schema.Struct({ method: Schema.String, path: Schema.String, ...part }),
  response: Schema.Struct({ status: Schema.Number, ...part })
})
type Interaction = typeof Interaction.Type
type Part = Interaction["request"] | Interaction["response"]

/** Only the form that we write: another version keeps its matchers in other places. */
const PactFile = Schema.Struct({
  interactions: Schema.Array(Interaction),
  metadata: Schema.Struct({ pactSpecification: Schema.Struct({ version: Schema.Literal("4.0") }) })
})

/** Everything that is wrong. Throws where the file is no pact of version 4. */
export const problems = (file: unknown, known: Known): ReadonlyArray<Problem> =>
  Schema.decodeUnknownSync(PactFile)(file).interactions.flatMap((interaction) =>
    [stale, unprepared, loose, answeredWrite, unsaid, empty].flatMap((rule) => rule(interaction, known))
  )

type Rule = (interaction: Interaction, known: Known) => ReadonlyArray<Problem>

const stale: Rule = ({ description }, { interactions }) =>
  interactions.includes(description)
    ? []
    : [
        {
          interaction: description,
          rule: "no conversation writes it any more, so nobody knows whether the adapter still asks so",
          wayOut: "record the pacts anew, or write the conversation"
        }
      ]

const unprepared: Rule = ({ description, providerStates = [] }, { states }) =>
  providerStates
    .filter(({ name }) => !states.includes(name))
    .map(({ name }) => ({
      interaction: description,
      rule: `nobody prepares the state "${name}", and verification goes on in whatever state is left`,
      wayOut: "add a seed for it, or use a state that has one"
    }))

const loose: Rule = ({ description, request, response }, known) =>
  isGuarded(request.path, known)
    ? [["request", request] as const, ["answer", response] as const].flatMap(([where, part]) =>
        Object.keys(part.matchingRules?.body ?? {})
          .filter((path) => touches(contentOf(part), stepsOf(path), [...known.collections, ...known.besides]))
          .map((path) => ({
            interaction: description,
            rule: `a matcher at ${path} of the ${where} lets entries pass that should be gone`,
            wayOut: "say every entry as it is"
          }))
      )
    : []

const answeredWrite: Rule = ({ description, request, response }, known) =>
  isGuarded(request.path, known) &&
  request.method !== "GET" &&
  isSuccess(response) &&
  contentOf(response) !== undefined
    ? [
        {
          interaction: description,
          rule: "its answer has a body, behind which a key that should be gone stays unseen",
          wayOut: "leave the body out, and say in a clause's check or a case what is absent afterwards"
        }
      ]
    : []

const unsaid: Rule = ({ description, request, response }, known) =>
  isAnswerAboutMember({ request, response }, known)
    ? known.collections
        .filter((name) => !holds(contentOf(response), [name]))
        .map((name) => ({
          interaction: description,
          rule: `its answer leaves ${name} out, and Pact passes over what it is not told of`,
          wayOut: `say ${name} as the state has it, an empty list too`
        }))
    : []

const empty: Rule = ({ description, request, response }, known) =>
  isAnswerAboutMember({ request, response }, known) && hasEmptyObject(contentOf(response))
    ? [
        {
          interaction: description,
          rule: "its answer has an empty object, which any other object matches",
          wayOut: "use a state in which it has keys, and say in a case that it is empty"
        }
      ]
    : []

const isGuarded = (path: string, { resource }: Known): boolean => path.startsWith(resource)

const isSuccess = ({ status }: Interaction["response"]): boolean => status >= 200 && status < 300

const isAnswerAboutMember = (
  { request, response }: Pick<Interaction, "request" | "response">,
  known: Known
): boolean =>
  isGuarded(request.path, known) &&
  request.method === "GET" &&
  isSuccess(response) &&
  contentOf(response) !== undefined

const contentOf = ({ body }: Part): unknown => body?.content

/** A matcher above a name, on it or below it; in a list of records or of operations, any matcher. */
const touches = (content: unknown, steps: ReadonlyArray<string>, names: ReadonlyArray<string>): boolean =>
  Array.isArray(content) ||
  steps.some((step) => names.includes(step)) ||
  steps
    .reduce<ReadonlyArray<unknown>>((found, step) => found.flatMap((value) => below(value, step)), [content])
    .some((value) => holds(value, names))

/** `$.data['a name'][*]` as steps. */
const stepsOf = (path: string): ReadonlyArray<string> =>
  [...path.matchAll(/\['([^']*)'\]|\[([^\]]*)\]|\.([^.[]+)/g)].map(
    ([, quoted, position, name]) => quoted ?? position ?? name ?? ""
  )

const below = (value: unknown, step: string): ReadonlyArray<unknown> =>
  Object.entries(value ?? {}).flatMap(([name, each]) =>
    step === "*" || step === name ? [each as unknown] : []
  )

/** Whether a name stands in a value, at any depth. */
const holds = (value: unknown, names: ReadonlyArray<string>): boolean =>
  typeof value === "object" &&
  value !== null &&
  Object.entries(value).some(
    ([name, each]) => (!Array.isArray(value) && names.includes(name)) || holds(each, names)
  )

const hasEmptyObject = (value: unknown): boolean =>
  typeof value === "object" &&
  value !== null &&
  ((!Array.isArray(value) && Object.keys(value).length === 0) || Object.values(value).some(hasEmptyObject))
