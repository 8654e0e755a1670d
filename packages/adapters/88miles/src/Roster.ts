/**
 * The staff of 88 Miles: listed (M6), created and enabled. Disabling and destroying stand on no page; an update that
 * says `active: "false"` does the first.
 * @see https://88miles.net/developers/1/staff/index
 */
import * as Answer from "@muster/adapter-kit/Answer"
import * as Http from "@muster/adapter-kit/Http"
import * as Roster from "@muster/adapter-kit/Roster"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Codec from "./Codec.ts"
import * as Wire from "./Wire.ts"

export const make = (line: Http.Line) =>
  ({
    // One answer has everybody, the caller included.
    list: Roster.list(line, {
      path: `${Wire.staff}.json`,
      first: {},
      read: ({ json }, before) =>
        Result.gen(function* () {
          const { count, response } = yield* page(json)
          return yield* Roster.counted(yield* Roster.each(response, listed), before, count, undefined)
        })
    }),
    /** Whoever is created active may be charged for, and then somebody is e-mailed to confirm it (M2). */
    create: (values) => {
      const body = Codec.encode({}, { fields: Object.entries(values) })
      return Effect.andThen(
        Http.checked(line, "write", Codec.checkRequest(body)),
        Roster.create(line, { method: "POST", path: `${Wire.staff}.json`, body }, created)
      )
    },
    /** The account may be charged for it, and then somebody is e-mailed to confirm it (M2); so it is not sent twice. */
    enable: (member) =>
      Effect.asVoid(Http.write(line, "never", { method: "POST", path: Wire.enabling(member), body: {} }))
  }) satisfies Roster.Roster

const page = Answer.decoder(Wire.Page)
const named = Answer.decoder(Wire.Named)
const wrapped = Answer.decoder(Wire.Created)

const listed = (staff: unknown) =>
  Result.flatMap(named(staff), (member) => Codec.decode(member, { response: staff }))

const created = (json: unknown) => Result.map(wrapped(json), ({ response }) => response)
