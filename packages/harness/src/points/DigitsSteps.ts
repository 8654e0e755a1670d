/** The steps that Digits' points share. */
import type { Response } from "@muster/twin-kit"
import { parsed, type PureBench, same, that } from "../Clause.ts"
import { everything, high, low, Organization, seed } from "../clauses/Organization.ts"

export const ids = { userId: "u-1" }
export const row = { entityId: "own-1", role: high }
export const nested = { entityId: "c1-a", role: high }

/** The same organization with external ids everywhere. */
export const start = (bench: PureBench, access: object = everything, more: object = {}): Organization => {
  const plain = seed(access)
  const named = <Id extends string>(id: Id) => ({ externalId: `ext ${id}` })
  return new Organization(
    bench.start({
      ...plain,
      entities: plain.entities.map((each) => ({ ...each, ...named(each.entityId) })),
      clients: plain.clients.map(({ clientId, entities }) => ({
        clientId,
        ...named(clientId),
        entities: entities.map((each) => ({ ...each, ...named(each.entityId) }))
      })),
      ...more
    })
  )
}

export const put = (firm: Organization, body: object): Response =>
  firm.send(JSON.stringify({ ...ids, organizationRole: low, ...body }))

const codes: Readonly<Record<number, string>> = {
  400: "INVALID_ARGUMENT",
  404: "NOT_FOUND",
  405: "METHOD_NOT_ALLOWED"
}

/** A refusal with this status, the code that belongs to it, and words; nothing changes. */
export const refuses = (
  firm: Organization,
  what: string,
  status: number,
  send: (firm: Organization) => Response
): void => {
  firm.refuses(what, () => {
    const response = send(firm)
    same(`${what}: the status`, response.status, status)
    const { error } = parsed(response) as {
      readonly error?: { readonly code?: string; readonly message?: string }
    }
    same(`${what}: the code`, error?.code, codes[status])
    that(`${what}: the message says something`, /\w+ \w+/.test(error?.message ?? ""))
    return response
  })
}

/** Either a refusal with this status, or the same as another body. */
export const counts = (firm: Organization, what: string, body: object, wanted: object | number): void => {
  if (typeof wanted === "number") return refuses(firm, what, wanted, (at) => put(at, body))
  const [one, other] = [firm.fork(), firm.fork()]
  same(`${what} is accepted`, put(one, body).status, 200)
  same(`${what}: its counterpart is accepted`, put(other, wanted).status, 200)
  same(`${what} counts as it should`, parsed(one.look("u-1")), parsed(other.look("u-1")))
}
