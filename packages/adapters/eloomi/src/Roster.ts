/**
 * The users of eloomi: listed (E9), created (E10) and deleted (E11). Being active is a command in an update (E12), so
 * there is no call for it.
 * @see https://apidocs.eloomi.com/v3/reference/users/list-users
 */
import * as Answer from "@muster/adapter-kit/Answer"
import * as Http from "@muster/adapter-kit/Http"
import * as Roster from "@muster/adapter-kit/Roster"
import type { VendorError } from "@muster/adapter-kit/VendorError"
import type { Json } from "@muster/core/Json"
import type { Member } from "@muster/core/Member"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Codec from "./Codec.ts"
import * as Failure from "./Failure.ts"
import * as Wire from "./Wire.ts"

/** `disclosed` puts the password in the place of its name. */
export const make = (
  line: Http.Line,
  disclosed: (body: Json) => Effect.Effect<Pick<Http.Call, "body" | "secrets">, VendorError>
) =>
  ({
    list: Roster.list(line, {
      path: Wire.users,
      first: nth(1),
      read: ({ json }, before) =>
        Result.gen(function* () {
          const { data } = yield* page(json)
          const items = yield* Roster.each(data, listed)
          // Nothing says how many there are, nor how long a page may be: only an empty one is the last.
          return { items, next: items.length === 0 ? undefined : nth(before.pages + 2) }
        })
    }),
    /** Needs an `email` (E10), and an `employee_id`: without one no call here could name her. */
    create: Effect.fnUntraced(function* (values) {
      const body = Codec.encode({}, { fields: Object.entries(values) })
      yield* Http.checked(line, "write", checkNew(body))
      const said = yield* disclosed(body)
      return yield* Roster.create(line, { method: "POST", path: Wire.users, ...said }, created)
    }),
    // An employee id is the customer's own, and may be somebody else's by the time of a repeat.
    remove: (member) =>
      Effect.asVoid(
        Effect.flatMap(Http.write(line, "never", { method: "DELETE", path: Wire.path(member) }), (answer) =>
          Failure.somebody("write", answer)
        )
      )
  }) satisfies Roster.Roster

const nth = (page: number): Roster.Query => ({ mode: "all", page: String(page), per_page: "100" })

const checkNew = Answer.strict(Wire.PostUser)
const page = Answer.decoder(Wire.Page)
const named = Answer.decoder(Wire.Named)
const wrapped = Answer.decoder(Wire.Created)

/** Whom the company gave no employee id is listed all the same. */
const listed = (data: unknown) =>
  Result.flatMap(named(data), ({ employee_id }) => {
    const member: Member = employee_id ? { employee_id } : {}
    return Codec.decode(member, { data })
  })

const created = (json: unknown) => Result.map(wrapped(json), ({ data }) => data)
