/** Each rule of the lint is broken once by a small pact; the recorded pacts break none. */
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import * as PactLint from "../src/PactLint.ts"
import { pacts } from "../src/pacts/Pacts.ts"
import * as Recorded from "../src/Recorded.ts"

const known: PactLint.Known = {
  resource: "/members",
  collections: ["groups"],
  besides: ["role"],
  states: ["a member exists"],
  interactions: ["a read", "an update", "a list"]
}

const state = [{ name: "a member exists" }]
const member = { id: "m-1", groups: [1, 2], role: "Clerk" }

const body = (content: unknown, rules: ReadonlyArray<string> = []) => ({
  body: { content, contentType: "application/json" },
  matchingRules: {
    body: Object.fromEntries(rules.map((path) => [path, { matchers: [{ match: "type" }] }]))
  }
})

const read = (content: unknown, ...rules: ReadonlyArray<string>) => ({
  description: "a read",
  providerStates: state,
  request: { method: "GET", path: "/members/m-1" },
  response: { status: 200, ...body(content, rules) }
})

const update = (content: unknown, ...rules: ReadonlyArray<string>) => ({
  description: "an update",
  providerStates: state,
  request: { method: "PUT", path: "/members/m-1", ...body(content, rules) },
  response: { status: 200 }
})

const lint = (...interactions: ReadonlyArray<object>) =>
  PactLint.problems({ interactions, metadata: { pactSpecification: { version: "4.0" } } }, known)

const rulesOf = (...interactions: ReadonlyArray<object>) => lint(...interactions).map(({ rule }) => rule)

describe("The lint of pacts passes", () => {
  it.each(pacts)("the recorded pact with $subject.id", ({ conversations, guarded, states, subject }) => {
    const path = join(Recorded.contracts, "pacts", `muster-${subject.id}.json`)
    const interactions = conversations.flatMap((each) => each.interactions.map(({ says }) => says))

    const problems = PactLint.problems(JSON.parse(readFileSync(path, "utf8")), {
      ...guarded,
      states: Object.keys(states.seeds),
      interactions
    })

    expect(problems).toEqual([])
  })

  it("a pact that says every entry", () => {
    expect(lint(read(member), update(member))).toEqual([])
  })

  it("a matcher beside what is guarded, and one in the words of a refusal", () => {
    const refusal = { ...read({ error: "No." }, "$.error"), response: { status: 404, ...body({}, ["$"]) } }

    expect(lint(read(member, "$.id"), refusal)).toEqual([])
  })

  it("a matcher in another resource", () => {
    const page = { ...read({ groups: [1] }, "$.groups"), request: { method: "GET", path: "/groups" } }

    expect(lint(page)).toEqual([])
  })
})

describe("The lint of pacts refuses a matcher", () => {
  it.each([
    ["on a list", read(member, "$.groups"), "$.groups of the answer"],
    ["on a list by its quoted name", read(member, "$['groups']"), "$['groups'] of the answer"],
    ["on an entry", read(member, "$.groups[0]"), "$.groups[0] of the answer"],
    ["on every entry", read(member, "$.groups[*]"), "$.groups[*] of the answer"],
    ["on a role", read(member, "$.role"), "$.role of the answer"],
    ["above a list", read(member, "$"), "$ of the answer"],
    ["above a list, in a wrapper", read({ data: [member] }, "$.data[*]"), "$.data[*] of the answer"],
    ["above a list, by any name", read({ data: member }, "$.*"), "$.* of the answer"],
    ["in a request", update(member, "$.groups"), "$.groups of the request"],
    ["in a list of operations", update([{ op: "add", path: "/x" }], "$[0].op"), "$[0].op of the request"]
  ])("%s", (_, interaction, where) => {
    expect(lint(interaction)).toEqual([
      {
        interaction: interaction.description,
        rule: `a matcher at ${where} lets entries pass that should be gone`,
        wayOut: "say every entry as it is"
      }
    ])
  })
})

describe("The lint of pacts refuses", () => {
  it("a state that nobody prepares", () => {
    const [problem, ...others] = lint({ ...read(member), providerStates: [{ name: "a member is gone" }] })

    expect(problem?.rule).toContain('nobody prepares the state "a member is gone"')
    expect(others).toEqual([])
  })

  it("an interaction that no conversation writes", () => {
    const [problem, ...others] = lint({ ...read(member), description: "a former read" })

    expect(problem).toMatchObject({
      interaction: "a former read",
      rule: expect.stringContaining("no conversation writes it any more") as unknown
    })
    expect(others).toEqual([])
  })

  it("an answer to a write that would hide a key", () => {
    const answered = { ...update(member), response: { status: 200, ...body(member) } }

    expect(rulesOf(answered)).toEqual([
      "its answer has a body, behind which a key that should be gone stays unseen"
    ])
  })

  it("an answer about a member that leaves a collection out", () => {
    expect(rulesOf(read({ id: "m-1", role: "Clerk" }))).toEqual([
      "its answer leaves groups out, and Pact passes over what it is not told of"
    ])
  })

  it("an empty object, which any other matches", () => {
    expect(rulesOf(read({ ...member, data: {} }))).toEqual([
      "its answer has an empty object, which any other object matches"
    ])
  })

  it("a file of another version, whose matchers stand elsewhere", () => {
    const file = { interactions: [], metadata: { pactSpecification: { version: "2.0.0" } } }

    expect(() => PactLint.problems(file, known)).toThrow("4.0")
  })
})
