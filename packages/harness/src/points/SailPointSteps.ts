/** The steps that SailPoint's points share. */
import type { Response } from "@muster/twin-kit"
import { parsed, same, statePath, that } from "../Clause.ts"
import { ada, bob, pathOf, type Tenant, token, william } from "../clauses/Tenant.ts"

const stateOf = (at: Tenant): string => at.running.ask({ method: "GET", path: statePath }).body

interface Refused {
  readonly detailCode?: string
  readonly trackingId?: string
  readonly messages?: ReadonlyArray<Readonly<Record<string, string>>>
}

/** A refusal in words that changes nothing. */
export const refuses = (
  at: Tenant,
  what: string,
  status: number,
  ask: () => Response,
  words = /\w+ \w+/
): void => {
  const before = stateOf(at)
  const response = ask()
  const { detailCode, messages, trackingId } = parsed(response) as Refused
  same(`${what}: the status`, response.status, status)
  that(
    `${what}: the code`,
    String(detailCode).startsWith(String(status)) && /^\d{3}\S* \w+/.test(String(detailCode))
  )
  that(`${what}: the tracking id`, /^[0-9a-f]{32}$/.test(String(trackingId)))
  for (const { locale, localeOrigin, text } of messages ?? [{}]) {
    that(`${what}: the words`, words.test(String(text)) && !/undefined/.test(String(text)))
    same(`${what}: the language`, [locale, localeOrigin], ["en", "REQUEST"])
  }
  same(`${what} changes nothing`, stateOf(at), before)
}

/** A call with a JSON body, or with a text that is called so. */
export const send = (at: Tenant, method: string, path: string, body: unknown, as = token): Response =>
  at.call(method, path, as, {
    body: typeof body === "string" ? body : JSON.stringify(body),
    headers: { "content-type": "application/json" }
  })

export const read = (at: Tenant, id = william.id): Readonly<Record<string, unknown>> =>
  parsed(at.call("GET", pathOf(id))) as Readonly<Record<string, unknown>>

/** William has this afterwards, except for the time, and the others have what they had. */
export const holds = (what: string, before: Tenant, after: Tenant, wanted: object): void => {
  const { modified: _now, ...now } = read(after)
  const { modified: _then, ...then } = william
  same(what, now, { ...then, ...wanted })
  same(
    `${what} changes nobody else`,
    [read(after, ada.id), read(after, bob.id)],
    [read(before, ada.id), read(before, bob.id)]
  )
}

/** Either a refusal with this status, or what William has afterwards. */
export const counts = (
  at: Tenant,
  what: string,
  body: object,
  wanted: object | number,
  as = token,
  words?: RegExp
): void => {
  const put = (to: Tenant) => send(to, "PUT", pathOf(william.id), body, as)
  if (typeof wanted === "number") return refuses(at, what, wanted, () => put(at), words)
  const fork = at.fork()
  same(`${what} is accepted`, put(fork).status, 200)
  holds(what, at, fork, wanted)
}
