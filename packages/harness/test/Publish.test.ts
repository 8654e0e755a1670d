/** What is sent to a Pact Broker, and what is told of its answers, at a recorder on this computer. */
import { spawnSync } from "node:child_process"
import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { readFileSync } from "node:fs"
import { join } from "node:path"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { afterEach, describe, expect, it } from "vitest"
import { client } from "../src/Bench.ts"
import * as Broker from "../src/Broker.ts"
import * as Recorded from "../src/Recorded.ts"

interface Seen {
  readonly line: string
  readonly headers: IncomingMessage["headers"]
  readonly body: string
}

type Answer = (response: ServerResponse) => void

const stops: Array<() => void> = []
afterEach(() => {
  for (const stop of stops.splice(0)) stop()
})

/** A broker that keeps what it is sent, and answers request after request; the last answer stays. */
const recorder = async (...answers: ReadonlyArray<Answer>) => {
  const seen: Array<Seen> = []
  const server = createServer((request, response) => {
    const chunks: Array<Buffer> = []
    request.on("data", (chunk: Buffer) => chunks.push(chunk))
    request.on("end", () => {
      const body = Buffer.concat(chunks).toString()
      seen.push({ line: `${request.method} ${request.url}`, headers: request.headers, body })
      answers[Math.min(seen.length, answers.length) - 1]?.(response)
    })
  })
  await new Promise<void>((resume) => server.listen(0, "127.0.0.1", resume))
  stops.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return { seen, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

const answer =
  (status: number, body: unknown = {}, type = "application/hal+json;charset=utf-8"): Answer =>
  (response) => {
    response.writeHead(status, { "content-type": type })
    response.end(typeof body === "string" ? body : JSON.stringify(body))
  }

const links = (count: number) => ({
  notices: [{ type: "success", text: "Pact successfully published." }],
  _links: { "pb:contracts": Array.from({ length: count }, () => ({ href: "http://broker.example/pacts" })) }
})

const token = "a-token-that-nobody-may-read"
const password = "a-password-that-nobody-may-read"

const folder = join(Recorded.contracts, "pacts")
const names = Recorded.files(folder, ".json")
const pacts = names.map((name) => readFileSync(join(folder, name), "utf8"))
const release: Broker.Release = { version: "2c3b154e", branch: "main", pacts }

const publish = (environment: Broker.Environment, what: Broker.Release = release) =>
  Effect.runPromise(Effect.result(Broker.publish(environment, what)).pipe(Effect.provide(client)))

/** Why it failed, and every word of the error, without its secrets. */
const failure = async (environment: Broker.Environment, what?: Broker.Release) => {
  const outcome = await publish(environment, what)
  if (Result.isSuccess(outcome)) throw new Error("it was published")
  const { message, why } = outcome.failure
  expect(`${message} ${JSON.stringify(outcome.failure)}`).not.toMatch(/nobody-may-read/)
  return { why, message }
}

describe("Publishing", () => {
  it("sends every pact in one call, as the broker documents it", async () => {
    const { seen, url } = await recorder(answer(200, links(pacts.length)))

    const outcome = await publish({ PACT_BROKER_BASE_URL: `${url}/`, PACT_BROKER_TOKEN: token })

    expect(outcome).toEqual(Result.succeed(pacts.length))
    expect(seen.map(({ line }) => line)).toEqual(["POST /contracts/publish"])
    expect(seen[0]?.headers).toMatchObject({
      accept: "application/hal+json",
      "content-type": "application/json"
    })
    expect(JSON.parse(seen[0]?.body ?? "")).toEqual({
      pacticipantName: "muster",
      pacticipantVersionNumber: "2c3b154e",
      branch: "main",
      contracts: names.map((name, at) => ({
        consumerName: "muster",
        providerName: /^muster-(.+)\.json$/.exec(name)?.[1],
        specification: "pact",
        contentType: "application/json",
        content: Buffer.from(pacts[at] ?? "").toString("base64")
      }))
    })
  })

  it.each([
    ["a token", { PACT_BROKER_TOKEN: token }, `Bearer ${token}`],
    [
      "a name and a password",
      { PACT_BROKER_USERNAME: "jane", PACT_BROKER_PASSWORD: password },
      `Basic ${Buffer.from(`jane:${password}`).toString("base64")}`
    ],
    ["a token before a name", { PACT_BROKER_TOKEN: token, PACT_BROKER_USERNAME: "jane" }, `Bearer ${token}`],
    ["nothing, where the broker wants nothing", {}, undefined]
  ] as const)("shows %s in the header, and nowhere else", async (_, environment, authorization) => {
    const { seen, url } = await recorder(answer(200, links(pacts.length)))

    await publish({ PACT_BROKER_BASE_URL: url, ...environment })

    const [{ body, headers, line } = { body: "", headers: {}, line: "" }] = seen
    const { authorization: shown, ...others } = headers
    expect(shown).toBe(authorization)
    expect(`${line} ${body} ${JSON.stringify(others)}`).not.toMatch(/nobody-may-read/)
  })

  it("tries again where the broker is not there for a moment", async () => {
    const { seen, url } = await recorder(answer(503), answer(200, links(pacts.length)))

    expect(await publish({ PACT_BROKER_BASE_URL: url })).toEqual(Result.succeed(pacts.length))
    expect(seen).toHaveLength(2)
  })
})

describe("Nothing is told as published", () => {
  it.each([
    [
      "fewer links than pacts",
      answer(200, links(pacts.length - 1)),
      "Incomplete",
      `tells of ${pacts.length - 1} pacts`
    ],
    ["an answer without links", answer(200, { notices: [] }), "Incomplete", "tells of 0 pacts"],
    ["no answer to speak of", answer(204, ""), "Incomplete", "tells of 0 pacts"],
    ["a page", answer(200, "<html>Sign in</html>", "text/html"), "Unintelligible", "leads to a Pact Broker"],
    ["an endless answer", answer(200, "9".repeat(5_000_000)), "Unintelligible", "leads to a Pact Broker"],
    ["a redirect", answer(302), "Unintelligible", "redirects are not followed"],
    ["a 400", answer(400, { errors: { branch: [token] } }), "Invalid", "the broker: Invalid (400)"],
    ["a 401", answer(401, { error: token }), "Unauthorized", "check PACT_BROKER_TOKEN"],
    ["a 403", answer(403), "Forbidden", "let this account publish"],
    ["a 404", answer(404), "NotFound", "check PACT_BROKER_BASE_URL"],
    ["a 409", answer(409, { notices: [{ text: token }] }), "Conflict", "publish those of another commit"]
  ])("after %s", async (_, said, why, message) => {
    const { seen, url } = await recorder(said)

    const told = await failure({ PACT_BROKER_BASE_URL: url, PACT_BROKER_TOKEN: token })

    expect(told).toEqual({ why, message: expect.stringContaining(message) as unknown })
    expect(seen).toHaveLength(1)
  })

  it("after a 500, which is tried again and may have been done", async () => {
    const { seen, url } = await recorder(answer(500, { error: token }))

    const told = await failure({ PACT_BROKER_BASE_URL: url, PACT_BROKER_TOKEN: token })

    expect(told).toEqual({
      why: "Unavailable",
      message:
        "not published: the broker: Unavailable (500); try later; it may have arrived, and publishing it again does no harm"
    })
    expect(seen).toHaveLength(4)
  })

  it("where nobody listens", async () => {
    const { url } = await recorder()
    for (const stop of stops.splice(0)) stop()

    expect(await failure({ PACT_BROKER_BASE_URL: url, PACT_BROKER_TOKEN: token })).toEqual({
      why: "Unreachable",
      message: "not published: the broker: Unreachable; check PACT_BROKER_BASE_URL and the network"
    })
  })
})

describe("Nothing is sent", () => {
  const url = "https://broker.example"

  it("by the program where it does not know whereto", () => {
    const program = join(import.meta.dirname, "../src/publish.ts")
    const env = { PATH: process.env["PATH"] }

    const { status, stderr, stdout } = spawnSync(process.execPath, [program, "--branch", "main"], {
      env,
      encoding: "utf8"
    })

    // Pacts that are not committed yet are told first.
    expect(stderr).toMatch(
      /^not published: (PACT_BROKER_BASE_URL is not set|contracts\/pacts differ|git does)/
    )
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" })
  })

  it.each([
    ["without an address", {}, "Unset", "PACT_BROKER_BASE_URL is not set"],
    [
      "over http to another computer",
      { PACT_BROKER_BASE_URL: "http://broker.example", PACT_BROKER_TOKEN: token },
      "Misconfigured",
      "PACT_BROKER_BASE_URL has to be https"
    ],
    [
      "to an address that holds a password",
      { PACT_BROKER_BASE_URL: `https://jane:${password}@broker.example` },
      "Misconfigured",
      "holds a name or a password"
    ],
    [
      "without the password of a name",
      { PACT_BROKER_BASE_URL: url, PACT_BROKER_USERNAME: "jane" },
      "Unset",
      "PACT_BROKER_PASSWORD is not set"
    ],
    [
      "without the name of a password",
      { PACT_BROKER_BASE_URL: url, PACT_BROKER_PASSWORD: password },
      "Unset",
      "PACT_BROKER_USERNAME is not set"
    ],
    [
      "with a token that is more than one line",
      { PACT_BROKER_BASE_URL: url, PACT_BROKER_TOKEN: `${token}\nx: y` },
      "Misconfigured",
      "PACT_BROKER_TOKEN cannot stand in a header"
    ]
  ] as const)("%s", async (_, environment, why, message) => {
    expect(await failure(environment)).toEqual({ why, message: expect.stringContaining(message) as unknown })
  })

  it.each([
    ["without any pact", []],
    ["with a file that is no pact", [...pacts, "{}"]],
    ["with pacts of two consumers", [...pacts, '{"consumer":{"name":"x"},"provider":{"name":"y"}}']]
  ])("%s", async (_, some) => {
    const { seen, url: there } = await recorder(answer(200, links(some.length)))

    const told = await failure({ PACT_BROKER_BASE_URL: there }, { ...release, pacts: some })

    expect(told.why).toBe("NoPact")
    expect(seen).toEqual([])
  })
})
