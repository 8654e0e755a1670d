/**
 * What it takes to set members up and to clean up after them. A call that a roster lacks is one that the vendor
 * documents nowhere; the adapter's README says so.
 */
import type { JsonObject } from "@muster/core/Json"
import type { Member } from "@muster/core/Member"
import type { Snapshot } from "@muster/core/Snapshot"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import type { Problem } from "./Answer.ts"
import * as Http from "./Http.ts"
import { Unintelligible, VendorError } from "./VendorError.ts"

/** Each of these is one operation, under one deadline (`Settings.timeout`). */
export interface Roster {
  /**
   * Everybody whom the caller may see, on all pages. Who is listed without an identifier has the member `{}`, and no
   * call can name him. A list that moved while it was read, or does not end, is `Unintelligible`.
   */
  readonly list?: Effect.Effect<ReadonlyArray<Snapshot>, VendorError>
  /**
   * A new member with these values, under the names that a change has for them. It is never sent again after doubt:
   * where `sent` is not `no`, there may be a member already.
   */
  readonly create?: (values: JsonObject) => Effect.Effect<Member, VendorError>
  /** Takes a member away for good. `NotFound` where nobody is; with `sent: "maybe"` that may be our own doing. */
  readonly remove?: (member: Member) => Effect.Effect<void, VendorError>
  /** Switches a member on, where no update does. */
  readonly enable?: (member: Member) => Effect.Effect<void, VendorError>
  /** Switches a member off, where no update does. */
  readonly disable?: (member: Member) => Effect.Effect<void, VendorError>
}

export type Query = Readonly<Record<string, string>>

export interface Page<A> {
  readonly items: ReadonlyArray<A>
  /** The query for the page after it; none after the last one. */
  readonly next: Query | undefined
}

/** How much of a list came before a page. */
export interface Before {
  readonly pages: number
  readonly items: number
}

/** A list that is answered page by page. */
export interface Pages<A> {
  readonly path: string
  readonly first: Query
  readonly read: (answer: Http.Answer, before: Before) => Result.Result<Page<A>, Problem>
  /** Pages before it counts as endless. 1000. */
  readonly most?: number
}

/** All pages of a list, one after the other. */
export const pages = Effect.fnUntraced(function* <A>(
  line: Http.Line,
  operation: "read" | "list",
  send: Http.Send,
  { first, most = 1000, path, read }: Pages<A>
) {
  const items: Array<A> = []
  let query: Query | undefined = first
  for (let count = 0; query !== undefined; count++) {
    if (count === most) return yield* Http.checked(line, operation, endless)
    const answer: Http.Answer = yield* send({ method: "GET", path, query })
    const result = read(answer, { pages: count, items: items.length })
    const page: Page<A> = yield* Http.checked(line, operation, result)
    for (const item of page.items) items.push(item)
    query = page.next
  }
  return items
})

const endless = Result.fail({ field: "the list", rule: "leads on and on" })

/** Everybody on all pages. */
export const list = (
  line: Http.Line,
  everybody: Pages<Snapshot>
): Effect.Effect<ReadonlyArray<Snapshot>, VendorError> =>
  Http.read(line, "list", (send) =>
    Effect.flatMap(pages(line, "list", send, everybody), (snapshots) =>
      Http.checked(line, "list", once(snapshots))
    )
  )

/** Pages shift when somebody comes or goes: then one is there twice, and another one may have been passed over. */
const once = (snapshots: ReadonlyArray<Snapshot>): Result.Result<ReadonlyArray<Snapshot>, Problem> => {
  const names = snapshots.flatMap(({ member }) => Object.values(member))
  return new Set(names).size === names.length
    ? Result.succeed(snapshots)
    : Result.fail({ field: "the list", rule: "names a member twice; list again" })
}

/** The items of a page, each read as if it had been asked for; a problem says of which it is. */
export const each = (
  items: ReadonlyArray<unknown>,
  read: (item: unknown) => Result.Result<Snapshot, Problem>
): Result.Result<ReadonlyArray<Snapshot>, Problem> =>
  Result.all(
    items.map((item, at) =>
      Result.mapError(read(item), ({ field, rule }) => ({ field: `[${at}].${field}`, rule }))
    )
  )

/** A page of a list that says how many there are in `total`: it ends there and nowhere else. */
export const counted = <A>(
  items: ReadonlyArray<A>,
  before: Before,
  total: number,
  next: Query | undefined
): Result.Result<Page<A>, Problem> => {
  const came = before.items + items.length
  if (came === total) return Result.succeed({ items, next: undefined })
  return came > total || items.length === 0 || next === undefined
    ? Result.fail({ field: "the total", rule: "is not the number of members that came; list again" })
    : Result.succeed({ items, next })
}

/** Sends a create, and reads who came of it. Where that makes no sense, somebody has come all the same. */
export const create = (
  line: Http.Line,
  call: Http.Call,
  read: (json: unknown) => Result.Result<Member, Problem>
): Effect.Effect<Member, VendorError> =>
  Effect.flatMap(Http.write(line, "never", call), ({ json, status }) =>
    Effect.fromResult(
      Result.mapError(read(json), ({ field, rule }) => {
        const reason = new Unintelligible({ status, rule: `${field} ${rule}` })
        return new VendorError({ vendor: line.vendor, operation: "write", reason, sent: "yes" })
      })
    )
  )
