/**
 * Larch, an invented HR system. Its manual, in full:
 *
 * L1  POST /people takes a record and answers it with its `id`; GET and DELETE /people/:id show it and take it away.
 * L2  PUT /people/:id replaces the whole record: what the body leaves out, or says null of, the person has no longer.
 * L3  A record without `full_name` is refused with 422, and nothing changes.
 * L4  Every record answered stands in `person`. Nobody by that id is a 404, and no bearer token a 401.
 */
import { createServer, type IncomingMessage } from "node:http"
import type { AddressInfo } from "node:net"

type Person = Readonly<Record<string, unknown>>

interface Answer {
  readonly status: number
  readonly body?: unknown
}

/** A Larch on a port of this computer. One that `isForgetful` breaks L2: a desk that a PUT leaves out stays. */
export const serve = async ({ isForgetful }: { readonly isForgetful: boolean }) => {
  const people = new Map<string, Person>()
  let last = 0

  const put = (id: string, now: Person, body: Person): Answer => {
    const said = Object.entries(body).filter(([, value]) => value !== null)
    const next: Person = {
      ...(isForgetful && "desk" in now ? { desk: now["desk"] } : {}),
      ...Object.fromEntries(said)
    }
    if (typeof next["full_name"] !== "string")
      return { status: 422, body: { problem: "full_name is missing" } }
    people.set(id, next)
    return shown(id, next)
  }

  const answer = (method: string, id: string | undefined, body: Person): Answer => {
    if (id === undefined) return method === "POST" ? put(`P${++last}`, {}, body) : { status: 405 }
    const now = people.get(id)
    if (now === undefined) return { status: 404, body: { problem: "nobody by that id" } }
    if (method === "DELETE") return { status: people.delete(id) ? 204 : 404 }
    return method === "PUT" ? put(id, now, body) : shown(id, now)
  }

  const server = createServer(async (request, response) => {
    const [, collection, id] = (request.url ?? "").split("/")
    const isKnown = request.headers.authorization?.startsWith("Bearer ") === true
    const { body, status } =
      !isKnown || collection !== "people"
        ? { status: isKnown ? 404 : 401 }
        : answer(request.method ?? "", id, await json(request))
    response.writeHead(status, body === undefined ? {} : { "content-type": "application/json" })
    response.end(body === undefined ? undefined : JSON.stringify(body))
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const { port } = server.address() as AddressInfo
  return { baseUrl: `http://127.0.0.1:${port}`, stop: () => server.close() }
}

const shown = (id: string, person: Person): Answer => ({ status: 200, body: { person: { ...person, id } } })

const json = async (request: IncomingMessage): Promise<Person> => {
  const text = Buffer.concat(await request.toArray()).toString()
  return text === "" ? {} : JSON.parse(text)
}
