/**
 * What holds of every twin's calls, whoever the vendor is: the adapter's own read and write, spoiled in their form,
 * are refused in words and change nothing. Documents rarely say so, but a twin that lets them pass proves nothing.
 */
import type { Reading } from "@muster/core"
import type { Request, Response } from "@muster/twin-kit"
import * as fc from "fast-check"
import { clause, type ClauseCheck, isRefusal, type PureBench, same, statePath, that } from "../Clause.ts"
import type { Running } from "../Running.ts"
import type { Ask, Subject } from "../Subject.ts"

type Asked = Parameters<Ask>[0]

/** The requests of the adapter's read and write. */
const requestsOf = (subject: Subject, running: Running): ReadonlyArray<Asked> => {
  const requests: Array<Asked> = []
  const fork = running.fork()
  const listening: Ask = (request) => {
    requests.push(request)
    return fork.ask(request)
  }
  subject.read(listening)
  subject.write(listening, {})
  return requests
}

/** The way the caller wrote the token, or the content type, makes no difference. */
const asGood: ReadonlyArray<(request: Asked, token: string) => Partial<Request>> = [
  (_, token) => ({ headers: { authorization: `bearer ${token}` } }),
  (_, token) => ({ headers: { authorization: `Bearer  ${token}` } }),
  ({ headers = {} }) => ({
    headers: { "content-type": `${headers["content-type"] ?? "application/json"}; charset=utf-8` }
  }),
  ({ headers = {} }) => ({
    headers: { "content-type": `${headers["content-type"] ?? "application/json"} ; charset = "UTF-8" ` }
  })
]

const badTokens = (token: string): ReadonlyArray<string> => [
  "",
  "Bearer",
  "Bearer unknown",
  `Basic ${token}`,
  `x Bearer ${token}`,
  `Bearer ${token} x`,
  token
]

const badTypes = (type: string): ReadonlyArray<string> => [
  "",
  "text/plain",
  `x${type}`,
  `${type}x`,
  `${type}; charset=latin1`
]

const badPaths = (path: string): ReadonlyArray<string> => [
  `/x${path}`,
  `${path}/x/y/z`,
  "/",
  "/%zz",
  path.replace(/[^/]+$/, "%zz")
]

const spoilt = (request: Asked, token: string): ReadonlyArray<Partial<Request>> => [
  ...badTokens(token).map((authorization) => ({ headers: { authorization } })),
  ...badPaths(request.path).map((path) => ({ path })),
  { method: "TRACE" },
  ...(request.body === undefined
    ? []
    : [
        ...badTypes(request.headers?.["content-type"] ?? "application/json").map((type) => ({
          headers: { ...request.headers, "content-type": type }
        })),
        ...["{", "x", '"x"', "null", "5"].map((body) => ({ body }))
      ])
]

const refusedInWords = (what: string, response: Response): void => {
  that(`${what} is refused`, isRefusal(response))
  that(`${what} is refused in words`, response.status === 401 || /\w{2,} \w+/.test(response.body))
  labelled(what, response)
}

/** What begins as JSON is called so. */
const labelled = (what: string, { body, headers }: Response): void =>
  that(`${what}: JSON is called so`, !body.startsWith("{") || headers["content-type"] === "application/json")

const stateOf = (running: Running): string => running.ask({ method: "GET", path: statePath }).body

/** The point for one vendor. */
export const transport = (subject: Subject): ClauseCheck =>
  clause("form", "A call in another form is refused in words and changes nothing.", (bench: PureBench) => {
    const running = bench.start(seedOf(subject, bench.reading))
    for (const request of requestsOf(subject, running)) {
      const before = stateOf(running)
      for (const spoiling of spoilt(request, subject.token)) {
        const what = `${request.method} with ${JSON.stringify(spoiling)}`
        refusedInWords(what, running.ask({ ...request, ...spoiling }))
        same(`${what} changes nothing`, stateOf(running), before)
      }
      const wanted = running.fork().ask(request).status
      for (const other of asGood)
        same(
          "another spelling",
          running.fork().ask({ ...request, ...other(request, subject.token) }).status,
          wanted
        )
    }
  })

/** Always the same one. */
const seedOf = (subject: Subject, reading: Reading.Reading): unknown =>
  fc.sample(subject.seed(reading), { numRuns: 1, seed: 4711 })[0]
