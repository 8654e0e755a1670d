/**
 * The users of BioT: searched (B11), created, deleted, and switched on and off (B18). Creating runs in the mode that
 * BioT takes by itself; no header of it is sent.
 * @see https://docs.biot-med.com/reference/searchorganizationusers
 */
import * as Answer from "@muster/adapter-kit/Answer"
import * as Http from "@muster/adapter-kit/Http"
import * as Roster from "@muster/adapter-kit/Roster"
import type { Member } from "@muster/core/Member"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Codec from "./Codec.ts"
import type { Attribute } from "./Semantics.ts"
import * as Wire from "./Wire.ts"

/** The roster of one template's users, or of all users where no template is known. */
export const make = (line: Http.Line, attributes: ReadonlyArray<Attribute>, templateId?: string) => {
  const decode = Codec.decode(attributes, templateId)
  const check = Codec.checkNew(attributes, templateId)
  const ofTemplate = templateId === undefined ? {} : { filter: { _templateId: { eq: templateId } } }
  const nth = (page: number): Roster.Query => ({
    searchRequest: JSON.stringify({ ...ofTemplate, limit: 100, page })
  })
  const listed = (user: unknown) => Result.flatMap(named(user), (member) => decode(member, user))
  const turn = (state: "ENABLED" | "DISABLED") => (member: Member) =>
    Effect.asVoid(
      Http.write(line, "harmless", { method: "POST", path: `${Wire.path(member)}/enabled-state/${state}` })
    )
  return {
    list: Roster.list(line, {
      path: Wire.users,
      first: nth(0),
      read: ({ json }, before) =>
        Result.gen(function* () {
          const { data, metadata } = yield* page(json)
          const items = yield* Roster.each(data, listed)
          return yield* Roster.counted(items, before, metadata.page.totalResults, nth(before.pages + 1))
        })
    }),
    /** Needs a `_templateId`, unless the settings describe a template. */
    create: (values) => {
      const body = Codec.encodeNew(values, templateId)
      return Effect.andThen(
        Http.checked(line, "write", check(body)),
        Roster.create(line, { method: "POST", path: Wire.users, body }, named)
      )
    },
    remove: (member) =>
      Effect.asVoid(Http.write(line, "harmless", { method: "DELETE", path: Wire.path(member) })),
    enable: turn("ENABLED"),
    disable: turn("DISABLED")
  } satisfies Roster.Roster
}

const page = Answer.decoder(Wire.Page)
const named = Answer.decoder(Wire.Named)
