/**
 * Both halves of the pacts: the adapters write them in talking to a mock, the twins are verified against them.
 * All pacts are written here, one after the other, because two files that write one pact lose interactions.
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { serve } from "@muster/twin-kit"
import { Verifier } from "@pact-foundation/pact"
import * as Effect from "effect/Effect"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import * as Pact from "../src/Pact.ts"
import { pacts } from "../src/pacts/Pacts.ts"
import * as Recorded from "../src/Recorded.ts"

const recorded = join(Recorded.contracts, "pacts")
const fileOf = ({ subject }: Pact.Pact): string => `muster-${subject.id}.json`

let folder = ""
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "muster-pacts-"))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe.each(pacts)("the pact with $subject.id", (pact) => {
  const { conversations, states, subject } = pact
  const name = fileOf(pact)

  it.each(conversations)("$says", async (conversation) => {
    expect(await Pact.hold(subject, conversation, folder)).toBe(conversation.ends)
  })

  it("is the recorded one, byte for byte", () => {
    const produced = Pact.canonical(readFileSync(join(folder, name), "utf8"))

    expect(Recorded.against(join(recorded, name), produced)).toBe(produced)
  })

  it("is the same in another order", async () => {
    const other = join(folder, "reversed")
    for (const conversation of conversations.toReversed()) await Pact.hold(subject, conversation, other)

    expect(Pact.canonical(readFileSync(join(other, name), "utf8"))).toBe(
      readFileSync(join(recorded, name), "utf8")
    )
  })

  it("needs every state that its twin can be put into", () => {
    const named = conversations.flatMap(({ interactions }) => interactions.map(({ state }) => state.name))

    expect([...new Set(named)].toSorted()).toEqual(Object.keys(states.seeds).toSorted())
  })

  it("is kept by the twin", async () => {
    await expect(
      Effect.runPromise(Effect.scoped(verified(pact, join(recorded, name))))
    ).resolves.toBeUndefined()
  }, 30_000)
})

it("no recorded pact is left over", () => {
  expect(Recorded.stale(recorded, ".json", pacts.map(fileOf))).toEqual([])
})

it("a pact does not say which tools wrote it", () => {
  const written = (version: string) =>
    JSON.stringify({ interactions: [], metadata: { "pact-js": { version }, pactSpecification: "4.0" } })

  expect(Pact.canonical(written("1.0.0"))).toBe(Pact.canonical(written("2.0.0")))
})

/** Serves the twin and replays the pact at it, every interaction in its own state. */
const verified = Effect.fnUntraced(function* (
  { states: { reading, seeds }, subject }: Pact.Pact,
  file: string
) {
  const { controlToken, url } = yield* serve(subject.twin, { reading })
  const seed = async (body: unknown): Promise<void> => {
    const headers = { authorization: `Bearer ${controlToken}` }
    const answer = await fetch(`${url}/-/seed`, { method: "POST", headers, body: JSON.stringify(body) })
    expect(answer.status).toBe(200)
  }
  const handlers = Object.entries(seeds).map(([name, seedOf]) => [
    name,
    async (params: unknown) => {
      await seed(seedOf(params as Readonly<Record<string, unknown>>))
      return { cursor: await cursorOf(url) }
    }
  ])
  const verifier = new Verifier({
    provider: subject.id,
    providerBaseUrl: url,
    // The twin answers only to its own name.
    changeOrigin: true,
    pactUrls: [file],
    stateHandlers: Object.fromEntries(handlers),
    logLevel: "error"
  })
  yield* Effect.promise(() => verifier.verifyProvider())
})

/** Where the next page of clients begins, at a vendor that has one. */
const cursorOf = async (url: string): Promise<string> => {
  const answer = await fetch(`${url}/v1/organization/clients`, {
    headers: { authorization: `Bearer ${Pact.token}` }
  })
  const page = (await answer.json()) as { readonly next?: { readonly cursor: string } }
  return page.next?.cursor ?? ""
}
