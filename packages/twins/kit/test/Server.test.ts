/** A small counting twin on a real socket: who may talk to it, what it records, and how it fails on purpose. */
import { request as send } from "node:http"
import { Effect, Exit, Scope } from "effect"
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest"
import { serve, type ServedTwin, type Twin } from "../src/index.ts"

const counter: Twin<{ readonly count: number }> = {
  id: "counter",
  rules:
    () =>
    (state, { body, path, query }) => {
      if (path !== "/count") return [state, { status: 404, headers: {}, body: "" }]
      const count = state.count + 1
      const text = JSON.stringify({ count, echo: body, query: [...query] })
      return [
        { count },
        { status: 200, headers: { "content-type": "application/json", "x-count": String(count) }, body: text }
      ]
    },
  seed: (json) => {
    if (typeof json !== "number") throw new Error("The seed is a number.")
    return { count: json }
  },
  event: ({ count }, json) => {
    if (json !== "tick") throw new Error("Only ticks happen.")
    return { count: count + 1 }
  }
}

interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, unknown>>
  readonly body: string
}

const scope = Effect.runSync(Scope.make())
const reading = { "C-1": "counts" }
let served: ServedTwin

const call = (
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body: string | Buffer = ""
) =>
  new Promise<Answer>((resolve, reject) => {
    const outgoing = send(served.url + path, { method, headers, agent: false }, (incoming) => {
      const chunks: Array<Buffer> = []
      incoming.on("data", (chunk: Buffer) => chunks.push(chunk))
      incoming.on("end", () =>
        resolve({
          status: incoming.statusCode ?? 0,
          headers: incoming.headers,
          body: Buffer.concat(chunks).toString()
        })
      )
    })
    outgoing.on("error", reject)
    outgoing.end(body)
  })

const steer = (method: string, path: string, value?: unknown, token = served.controlToken) =>
  call(method, path, { authorization: `Bearer ${token}` }, value === undefined ? "" : JSON.stringify(value))

beforeAll(async () => {
  served = await Effect.runPromise(Scope.provide(serve(counter, { reading }), scope))
})
afterAll(() => Effect.runPromise(Scope.close(scope, Exit.void)))
beforeEach(async () => {
  await steer("POST", "/-/seed", 0)
  await steer("POST", "/-/faults", [])
  await steer("DELETE", "/-/received")
})

it("turns away a request that names another host, and records nothing of it", async () => {
  for (const host of ["evil.example", "127.0.0.1", "localhost:1"]) {
    expect((await call("GET", "/count", { host })).status).toBe(421)
    expect(
      (await call("GET", "/-/received", { host, authorization: `Bearer ${served.controlToken}` })).status
    ).toBe(421)
  }
  expect(await Effect.runPromise(served.received)).toEqual([])
})

it("takes a request that calls the loopback host by one of its names", async () => {
  const port = new URL(served.url).port
  for (const host of [`127.0.0.1:${port}`, `localhost:${port}`, `[::1]:${port}`]) {
    expect((await call("GET", "/count", { host })).status).toBe(200)
  }
})

it("answers 401 without a hint to a control request with a wrong token, and does nothing", async () => {
  for (const token of ["", "wrong", `${served.controlToken}x`]) {
    const refused = await steer("POST", "/-/seed", 41, token)
    expect([refused.status, refused.body]).toEqual([401, "{}"])
  }
  expect(JSON.parse((await call("GET", "/count")).body)).toMatchObject({ count: 1 })
})

it("hands the rules a raw path, a decoded query and the body, and sends their answer as it is", async () => {
  const answer = await call("POST", "/count?a=1%202&a=3&__proto__=x", {}, "héllo")
  expect(answer.headers["x-count"]).toBe("1")
  expect(JSON.parse(answer.body)).toEqual({
    count: 1,
    echo: "héllo",
    query: [
      ["a", "1 2"],
      ["__proto__", "x"]
    ]
  })
  expect((await call("GET", "/c%6Funt")).status).toBe(404)
})

it("shows the vendor requests so far without their credentials, and forgets them on demand", async () => {
  await call("PUT", "/count?x=1", { authorization: "Bearer vendor-secret" }, "b")
  const shown = await steer("GET", "/-/received")
  expect(JSON.parse(shown.body)).toMatchObject([
    { method: "PUT", path: "/count", query: { x: "1" }, headers: { authorization: "Bearer …" }, body: "b" }
  ])
  expect(shown.body).not.toContain("vendor-secret")
  await steer("DELETE", "/-/received")
  expect((await steer("GET", "/-/received")).body).toBe("[]")
})

it("replaces the state by a seed, and refuses one that makes no sense without touching it", async () => {
  await steer("POST", "/-/seed", 7)
  expect((await steer("POST", "/-/seed", "seven")).status).toBe(400)
  expect(
    (await call("POST", "/-/seed", { authorization: `Bearer ${served.controlToken}` }, "{")).status
  ).toBe(400)
  expect((await steer("GET", "/-/state")).body).toBe('{"count":7}')
})

it("takes one event or several, and none of several when one of them cannot happen", async () => {
  await steer("POST", "/-/events", "tick")
  await steer("POST", "/-/events", ["tick", "tick"])
  expect((await steer("POST", "/-/events", ["tick", "tock"])).status).toBe(400)
  expect((await steer("GET", "/-/state")).body).toBe('{"count":3}')
})

const keep = async () => (JSON.parse((await steer("POST", "/-/states")).body) as { id: string }).id
const state = async () => (await steer("GET", "/-/state")).body

it("puts a kept state back as often as it is asked to, whatever happened since", async () => {
  await steer("POST", "/-/seed", 7)
  const seven = await keep()
  await steer("POST", "/-/events", "tick")
  const eight = await keep()
  await steer("POST", "/-/seed", 40)
  const states: Array<string> = []
  for (const id of [seven, eight, seven]) {
    expect((await steer("POST", `/-/states/${id}`)).status).toBe(200)
    states.push(await state())
    await call("GET", "/count")
  }
  expect(states).toEqual(['{"count":7}', '{"count":8}', '{"count":7}'])
})

it("answers 404 for a state that is not kept, and leaves the present one alone", async () => {
  const id = await keep()
  const missing = [`/-/states/${id}0`, "/-/states/", "/-/states/__proto__"]
  for (const path of missing) expect((await steer("POST", path)).status).toBe(404)
  for (const method of ["GET", "DELETE"]) expect((await steer(method, `/-/states/${id}`)).status).toBe(404)
  expect(await state()).toBe('{"count":0}')
})

it("keeps 100 states and lets the one go that was not used for longest, without giving its id again", async () => {
  const [first, second] = [await keep(), await keep()]
  await Promise.all(Array.from({ length: 98 }, keep))
  await steer("POST", `/-/states/${first}`)
  const last = await keep()
  const statuses = [first, second, last].map(async (id) => (await steer("POST", `/-/states/${id}`)).status)
  expect(await Promise.all(statuses)).toEqual([200, 404, 200])
  expect([first, second]).not.toContain(last)
})

it("tells a control token whose twin it is and under which reading", async () => {
  expect(JSON.parse((await steer("GET", "/-/reading")).body)).toEqual({ vendor: "counter", reading })
  expect((await steer("GET", "/-/reading", undefined, "wrong")).body).toBe("{}")
})

it("answers with a fault instead of the rules, once, and leaves the state alone", async () => {
  await steer("POST", "/-/faults", [{ status: 503, headers: { "retry-after": "1" }, body: "later" }])
  const answer = await call("GET", "/count")
  expect([answer.status, answer.headers["retry-after"], answer.body]).toEqual([503, "1", "later"])
  expect(JSON.parse((await call("GET", "/count")).body)).toMatchObject({ count: 1 })
})

it("can do the work and then fail all the same", async () => {
  await steer("POST", "/-/faults", [
    { status: 500, apply: true },
    { drop: true, apply: true },
    { drop: true }
  ])
  expect((await call("GET", "/count")).status).toBe(500)
  await expect(call("GET", "/count")).rejects.toThrow("socket hang up")
  await expect(call("GET", "/count")).rejects.toThrow("socket hang up")
  expect((await steer("GET", "/-/state")).body).toBe('{"count":2}')
  expect(await Effect.runPromise(served.received)).toHaveLength(3)
})

it("can let a caller wait", async () => {
  await steer("POST", "/-/faults", [{ status: 200, delayMs: 60 }])
  const before = performance.now()
  await call("GET", "/count")
  expect(performance.now() - before).toBeGreaterThanOrEqual(55)
})

it("refuses a fault that it does not understand", async () => {
  expect((await steer("POST", "/-/faults", [{ status: 99 }])).status).toBe(400)
  expect((await steer("POST", "/-/faults", [{ explode: true }])).status).toBe(400)
})

it("refuses a body over 1 MiB, declared or not, and a body that is no text", async () => {
  const long = "x".repeat(1024 * 1024 + 1)
  expect((await call("PUT", "/count", { "content-length": String(long.length) }, long)).status).toBe(413)
  expect((await call("PUT", "/count", { "transfer-encoding": "chunked" }, long)).status).toBe(413)
  expect((await call("PUT", "/count", {}, Buffer.from([0xff, 0xfe]))).status).toBe(400)
  expect((await steer("GET", "/-/state")).body).toBe('{"count":0}')
})

it("applies requests one at a time, however many arrive together", async () => {
  const answers = await Promise.all(Array.from({ length: 50 }, () => call("GET", "/count")))
  const counts = answers.map((answer) => (JSON.parse(answer.body) as { count: number }).count)
  expect(new Set(counts).size).toBe(50)
})

it("says that it has no seed yet, rather than inventing one", async () => {
  const program = Effect.gen(function* () {
    const bare = yield* serve(counter, { reading: {}, token: "t" })
    return [bare.controlToken, (yield* Effect.promise(() => fetch(`${bare.url}/count`))).status]
  })
  expect(await Effect.runPromise(Effect.scoped(program))).toEqual(["t", 503])
})
