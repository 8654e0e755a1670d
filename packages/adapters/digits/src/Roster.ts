/**
 * The lists of Digits. The organization's entities and its clients come page by page (D24); every read of a binding
 * needs them, because it can name any of them.
 */
import type { Problem } from "@muster/adapter-kit/Answer"
import type * as Http from "@muster/adapter-kit/Http"
import * as Roster from "@muster/adapter-kit/Roster"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import type * as Codec from "./Codec.ts"
import type * as Wire from "./Wire.ts"

/** Calls that list, create and delete bindings are known by name alone: no page shows what they look like. */
export const roster: Roster.Roster = {}

/** Everything that a binding can name. */
export const directory = Effect.fnUntraced(function* (
  line: Http.Line,
  send: Http.Send,
  { pages: most, paths }: Wire.Assumptions,
  codec: Pick<ReturnType<typeof Codec.make>, "clients" | "entities">
) {
  const all = <A>(path: string, read: (json: unknown) => Result.Result<Codec.Page<A>, Problem>) =>
    Roster.pages(line, "read", send, {
      path,
      first: {},
      most,
      read: ({ json }) =>
        Result.map(read(json), ({ cursor, items }) => ({
          items,
          next: cursor === undefined ? undefined : { cursor }
        }))
    })
  return {
    own: yield* all(paths.entities, codec.entities),
    clients: yield* all(paths.clients, codec.clients)
  }
})
