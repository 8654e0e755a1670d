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
import type { Conversation } from "../src/Pact.ts"
import * as Pact from "../src/Pact.ts"
import * as BioT from "../src/pacts/BioT.ts"
import * as Digits from "../src/pacts/Digits.ts"
import * as EightyEightMiles from "../src/pacts/EightyEightMiles.ts"
import * as Eloomi from "../src/pacts/Eloomi.ts"
import * as SailPoint from "../src/pacts/SailPoint.ts"
import { states } from "../src/PactStates.ts"
import * as Recorded from "../src/Recorded.ts"
import type { Subject } from "../src/Subject.ts"
import { bioT } from "../src/subjects/BioT.ts"
import { digits } from "../src/subjects/Digits.ts"
import { eightyEightMiles } from "../src/subjects/EightyEightMiles.ts"
import { eloomi } from "../src/subjects/Eloomi.ts"
import { sailPoint } from "../src/subjects/SailPoint.ts"

const pacts = join(Recorded.contracts, "pacts")
const pairs: ReadonlyArray<readonly [Subject, ReadonlyArray<Conversation>]> = [
  [digits, Digits.conversations],
  [sailPoint, SailPoint.conversations],
  [eloomi, Eloomi.conversations],
  [bioT, BioT.conversations],
  [eightyEightMiles, EightyEightMiles.conversations]
]

let folder = ""
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "muster-pacts-"))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe.each(pairs)("the pact with $id", (subject, conversations) => {
  const name = `muster-${subject.id}.json`

  it.each(conversations)("$says", async (conversation) => {
    expect(await Pact.hold(subject, conversation, folder)).toBe(conversation.ends)
  })

  it("is the recorded one, byte for byte", () => {
    const produced = Pact.canonical(readFileSync(join(folder, name), "utf8"))

    expect(Recorded.against(join(pacts, name), produced)).toBe(produced)
  })

  it("names only states that the twin can be put into, and all of those", () => {
    const named = interactions(name).flatMap(({ providerStates }) =>
      providerStates.map((state) => state.name)
    )

    expect([...new Set(named)].toSorted()).toEqual(
      Object.keys(states.get(subject.id)?.seeds ?? {}).toSorted()
    )
  })

  it("is exact wherever a body carries access", () => {
    const loose = interactions(name)
      .flatMap(({ request, response }) => [request, response])
      .filter(({ body }) =>
        /"(\w*[rR]ole|access|access_groups|user_permission)"/.test(JSON.stringify(body ?? null))
      )
      .flatMap(({ matchingRules }) => Object.keys(matchingRules?.body ?? {}))

    expect(loose).toEqual([])
  })

  it("is kept by the twin", async () => {
    await expect(
      Effect.runPromise(Effect.scoped(verified(subject, join(pacts, name))))
    ).resolves.toBeUndefined()
  }, 30_000)
})

it("no recorded pact is left over", () => {
  expect(
    Recorded.stale(
      pacts,
      ".json",
      pairs.map(([{ id }]) => `muster-${id}.json`)
    )
  ).toEqual([])
})

interface Part {
  readonly body?: unknown
  readonly matchingRules?: { readonly body?: Readonly<Record<string, unknown>> }
}

const interactions = (name: string) =>
  (
    JSON.parse(readFileSync(join(pacts, name), "utf8")) as {
      readonly interactions: ReadonlyArray<{
        readonly providerStates: ReadonlyArray<{ readonly name: string }>
        readonly request: Part
        readonly response: Part
      }>
    }
  ).interactions

/** Serves the twin and replays the pact at it, every interaction in its own state. */
const verified = Effect.fnUntraced(function* (subject: Subject, file: string) {
  const { reading, seeds } = states.get(subject.id) ?? { reading: {}, seeds: {} }
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
