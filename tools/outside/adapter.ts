/** Larch as a vendor: its rules as a table, its JSON, its calls. `server.ts` has its manual. */
import * as Answer from "@muster/adapter-kit/Answer"
import * as Failure from "@muster/adapter-kit/Failure"
import * as Http from "@muster/adapter-kit/Http"
import * as Roster from "@muster/adapter-kit/Roster"
import * as Settings from "@muster/adapter-kit/Settings"
import * as Vendor from "@muster/adapter-kit/Vendor"
import { type Json, type Member, Semantics, type Snapshot, Worker } from "@muster/core"
import * as Effect from "effect/Effect"
import * as HttpClient from "effect/http/HttpClient"
import * as Predicate from "effect/Predicate"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"

const text: Semantics.Field["type"] = {
  says: "a string that is not empty",
  accepts: (value) => Predicate.isString(value) && value !== ""
}

const set = { clause: "L2", outcome: "set" } as const

const field = (name: string, without: Semantics.Cell): Semantics.Field => ({
  name,
  type: text,
  cells: { absent: without, null: without, same: set, other: set }
})

export const definition: Semantics.Definition = {
  vendor: "larch",
  operation: "PUT /people/:id",
  writes: "replace",
  identifiers: ["id"],
  axes: [],
  fields: [
    field("full_name", { clause: "L3", outcome: "refused" }),
    field("job", { clause: "L2", outcome: "removed" }),
    field("desk", { clause: "L2", outcome: "removed" })
  ],
  encode: (_member, { fields }) => Object.fromEntries(fields)
}

const mapping: Worker.Mapping = [Worker.same("title", "job")]

const optional = Schema.optionalKey(Schema.String)
const fields = { full_name: Schema.String, job: optional, desk: optional }
const read = Answer.decoder(Schema.Struct({ person: Schema.Struct({ id: Schema.String, ...fields }) }))

const decode = (member: Member.Member, json: unknown): Result.Result<Snapshot.Snapshot, Answer.Problem> =>
  Result.map(read(json), ({ person: { id: _id, ...values } }) => ({
    vendor: "larch",
    member,
    values,
    unknown: [],
    rest: Object.fromEntries(
      Object.entries((json as { readonly person: Json.JsonObject }).person).filter(
        ([name]) => name !== "id" && !Object.hasOwn(fields, name)
      )
    )
  }))

const path = (member: Member.Member): string => `/people/${encodeURIComponent(member["id"] ?? "")}`

/** The vendor, reached through the `HttpClient` service. */
export const make = Effect.fnUntraced(function* (settings: Settings.Settings) {
  const line: Http.Line = {
    vendor: "larch",
    client: yield* HttpClient.HttpClient,
    settings: yield* Effect.fromResult(Settings.check("larch", settings)),
    judge: ({ status, text }) => ({ reason: Failure.reason(status, text) })
  }
  return Vendor.make(Semantics.make(definition), mapping, {
    read: (member) =>
      Http.read(line, "read", (send) =>
        Effect.flatMap(send({ method: "GET", path: path(member) }), ({ json }) =>
          Http.checked(line, "read", decode(member, json))
        )
      ),
    write: ({ member, repeat, request }) =>
      Effect.asVoid(Http.write(line, repeat, { method: "PUT", path: path(member), body: request })),
    roster: {
      create: (values) =>
        Roster.create(line, { method: "POST", path: "/people", body: values }, (json) =>
          Result.map(read(json), ({ person: { id } }) => ({ id }))
        ),
      remove: (member) => Effect.asVoid(Http.write(line, "never", { method: "DELETE", path: path(member) }))
    }
  })
})
