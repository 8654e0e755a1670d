/**
 * The records of SailPoint: listed (S12), created and deleted. None of it needs a user behind the token (S8). A record
 * is switched off by its end date, so there is no call for that.
 * @see https://developer.sailpoint.com/docs/api/v3/list-non-employee-records
 */
import * as Answer from "@muster/adapter-kit/Answer"
import * as Http from "@muster/adapter-kit/Http"
import * as Roster from "@muster/adapter-kit/Roster"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Codec from "./Codec.ts"
import * as Wire from "./Wire.ts"

/** The roster of a source, or of all that the caller sees. */
export const make = (line: Http.Line, source?: string) => {
  const from = (offset: number): Roster.Query => ({
    limit: "250",
    offset: String(offset),
    count: "true",
    ...(source === undefined ? {} : { filters: `sourceId eq ${JSON.stringify(source)}` })
  })
  return {
    list: Roster.list(line, {
      path: Wire.records,
      first: from(0),
      read: ({ headers, json }, before) =>
        Result.gen(function* () {
          const items = yield* Roster.each(yield* records(json), listed)
          const total = yield* totalOf(headers["x-total-count"])
          return yield* Roster.counted(items, before, total, from(before.items + items.length))
        })
    }),
    create: (values) => {
      const body = Codec.encode({}, { fields: Object.entries(values) })
      return Effect.andThen(
        Http.checked(line, "write", Codec.checkRequest(body)),
        Roster.create(line, { method: "POST", path: Wire.records, body }, named)
      )
    },
    // An id that is gone may be answered like one that was there (S-12-delete).
    remove: (member) =>
      Effect.asVoid(Http.write(line, "harmless", { method: "DELETE", path: Wire.path(member) }))
  } satisfies Roster.Roster
}

const records = Answer.decoder(Wire.Page)
const named = Answer.decoder(Wire.Named)

const listed = (record: unknown) => Result.flatMap(named(record), (member) => Codec.decode(member, record))

const totalOf = (header = ""): Result.Result<number, Answer.Problem> =>
  /^\d{1,15}$/.test(header)
    ? Result.succeed(Number(header))
    : Result.fail({ field: "X-Total-Count", rule: "is no number" })
