/** A vendor that answers with what it was sent, or badly, and remembers what happened to it. */
import type { Request, Response, Twin } from "@muster/twin-kit"

const shown = ({ query, ...request }: Request, happened: ReadonlyArray<unknown>): Response => ({
  status: 200,
  headers: {},
  body: JSON.stringify({ ...request, query: [...query], happened })
})

const bad: Readonly<Record<string, Response>> = {
  "/moved": { status: 302, headers: { location: "/elsewhere" }, body: "" },
  "/long": { status: 200, headers: {}, body: "x".repeat(5 * 1024 * 1024) }
}

const twin: Twin<ReadonlyArray<unknown>> = {
  id: "echo",
  rules: () => (happened, request) => {
    const next = request.method === "GET" ? happened : [...happened, request.body]
    return [next, bad[request.path] ?? shown(request, next)]
  },
  seed: (json) => [json],
  event: (happened, json) => [...happened, json]
}

/** As a subject: a client id goes with every request. */
export const echo = {
  id: twin.id,
  token: "echo-token",
  headers: { clientid: "us" },
  twin: twin as Twin<unknown>
}
