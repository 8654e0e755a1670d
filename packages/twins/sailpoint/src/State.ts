/**
 * What the vendor remembers: the records, their sources, the account ids of identities, who calls, and a clock that
 * moves by writes alone. Everything is immutable and keyed by Map, so that an id or a key may be any string.
 */
import { Schema } from "effect"
import type { NonEmployee } from "./Vocabulary.ts"

/** A source: its custom attributes (undefined: any name is one) and which of them are required. */
export interface Source {
  readonly attributes: ReadonlySet<string> | undefined
  readonly required: ReadonlySet<string>
}

/** Who a token speaks for; `owns` undefined means every source. */
export interface Caller {
  readonly user: boolean
  readonly role: "updater" | "owner" | "reader"
  readonly owns: ReadonlySet<string> | undefined
}

/** Who is given tokens, and whom they speak for. */
export interface Client {
  readonly secret: string
  /** Undefined: the client lacks the grant. */
  readonly refreshToken: string | undefined
  readonly caller: Caller
}

export interface RateLimit {
  readonly limit: number
  readonly used: number
  readonly retryAfter: number
}

export interface State {
  readonly records: ReadonlyMap<string, NonEmployee>
  readonly sources: ReadonlyMap<string, Source>
  /** The account ids that may be managers; undefined: any. */
  readonly identities: ReadonlySet<string> | undefined
  readonly tokens: ReadonlyMap<string, Caller>
  readonly clients: ReadonlyMap<string, Client>
  readonly rateLimit: RateLimit | undefined
  /** The time of the last write, in milliseconds. */
  readonly clock: number
}

const names = Schema.optionalKey(Schema.Array(Schema.String))
const RecordSeed = Schema.Struct({
  id: Schema.String,
  accountName: Schema.String,
  firstName: Schema.String,
  lastName: Schema.String,
  email: Schema.String,
  phone: Schema.String,
  manager: Schema.String,
  sourceId: Schema.String,
  data: Schema.optionalKey(Schema.Unknown),
  startDate: Schema.String,
  endDate: Schema.String,
  created: Schema.optionalKey(Schema.String),
  modified: Schema.optionalKey(Schema.String)
})
export type RecordSeed = typeof RecordSeed.Type

const rights = {
  user: Schema.Boolean,
  role: Schema.Literals(["updater", "owner", "reader"]),
  owns: names
}

const Seed = Schema.Struct({
  records: Schema.Array(RecordSeed),
  sources: Schema.Array(Schema.Struct({ id: Schema.String, attributes: names, required: names })),
  identities: names,
  tokens: Schema.Array(Schema.Struct({ token: Schema.String, ...rights })),
  clients: Schema.optionalKey(
    Schema.Array(
      Schema.Struct({
        clientId: Schema.String,
        secret: Schema.String,
        refreshToken: Schema.optionalKey(Schema.String),
        ...rights
      })
    )
  ),
  rateLimit: Schema.optionalKey(Schema.Int),
  retryAfter: Schema.optionalKey(Schema.Int)
})
const Event = Schema.Union([
  Schema.Struct({ type: Schema.Literal("member-written"), id: Schema.String, record: Schema.Unknown }),
  Schema.Struct({ type: Schema.Literal("member-added"), record: RecordSeed }),
  Schema.Struct({ type: Schema.Literal("member-removed"), id: Schema.String }),
  Schema.Struct({
    type: Schema.Literal("attribute-added"),
    sourceId: Schema.String,
    name: Schema.String,
    required: Schema.Boolean
  })
])

const decodeSeed = Schema.decodeUnknownSync(Seed, { onExcessProperty: "error" })
const decodeEvent = Schema.decodeUnknownSync(Event, { onExcessProperty: "error" })

/** The parts of seeding and of events that are rules of the vendor; they are handed in, so that State knows no rule. */
export interface Writing {
  /** A record that was there before this client came, as the vendor would have stored it. */
  readonly admit: (state: State, seeded: RecordSeed) => NonEmployee
  /** Another writer's call. */
  readonly write: (state: State, id: string, body: unknown) => State
}

const start = Date.parse("2020-01-01T00:00:00.000Z")

/** Builds the state at the start. */
export const seed = (json: unknown, writing: Writing): State => {
  const { records, sources, identities, tokens, clients = [], rateLimit, retryAfter } = decodeSeed(json)
  const empty: State = {
    records: new Map(),
    sources: new Map(sources.map((source) => [source.id, sourceOf(source)])),
    identities: identities === undefined ? undefined : new Set(identities),
    tokens: new Map(tokens.map(({ token, ...seeded }) => [token, callerOf(seeded)])),
    clients: new Map(
      clients.map(({ clientId, secret, refreshToken, ...seeded }) => [
        clientId,
        { secret, refreshToken, caller: callerOf(seeded) }
      ])
    ),
    rateLimit:
      rateLimit === undefined ? undefined : { limit: rateLimit, used: 0, retryAfter: retryAfter ?? 10 },
    clock: start
  }
  if (empty.sources.size < sources.length) throw new Error("Two sources have one id.")
  if (empty.clients.size < clients.length) throw new Error("Two clients have one id.")
  const admitted = records.map((record) => writing.admit(empty, record))
  const known = new Map(admitted.map((record) => [record.id, record]))
  if (known.size < records.length) throw new Error("Two records have one id.")
  if (new Set(admitted.map((record) => record.accountName)).size < records.length)
    throw new Error("Two records have one accountName.")
  return { ...empty, records: known, clock: admitted.reduce(later, start) }
}

const setOf = (list: ReadonlyArray<string> | undefined): ReadonlySet<string> | undefined =>
  list === undefined ? undefined : new Set(list)

const callerOf = ({ user, role, owns }: Schema.Struct.Type<typeof rights>): Caller => ({
  user,
  role,
  owns: setOf(owns)
})

const sourceOf = (source: (typeof Seed.Type)["sources"][number]): Source => {
  const [attributes, required] = [setOf(source.attributes), new Set(source.required)]
  for (const name of required) {
    if (attributes?.has(name) === false) throw new Error("A required attribute is not among the attributes.")
  }
  return { attributes, required }
}

const later = (clock: number, { created, modified }: NonEmployee): number =>
  Math.max(clock, Date.parse(created), Date.parse(modified))

/** Makes something happen at the vendor without this client. */
export const event = (state: State, json: unknown, writing: Writing): State => {
  const happened = decodeEvent(json)
  switch (happened.type) {
    case "member-written":
      return writing.write(state, happened.id, happened.record)
    case "member-added": {
      const record = writing.admit(state, happened.record)
      if (state.records.has(record.id)) throw new Error("This record exists already.")
      return { ...withRecord(state, record), clock: later(state.clock, record) }
    }
    case "member-removed":
      if (!state.records.has(happened.id)) throw new Error("There is no such record.")
      return withoutRecord(state, happened.id)
    case "attribute-added":
      return attributeAdded(state, happened.sourceId, happened.name, happened.required)
  }
}

const attributeAdded = (state: State, sourceId: string, name: string, isRequired: boolean): State => {
  const source = state.sources.get(sourceId)
  if (source === undefined) throw new Error("There is no such source.")
  const attributes = source.attributes === undefined ? undefined : new Set(source.attributes).add(name)
  const required = isRequired ? new Set(source.required).add(name) : source.required
  return { ...state, sources: new Map(state.sources).set(sourceId, { attributes, required }) }
}

/** Puts a record into the state, in the place of the former one if there is one. */
export const withRecord = (state: State, record: NonEmployee): State => ({
  ...state,
  records: new Map(state.records).set(record.id, record)
})

/** Takes a record out of the state. */
export const withoutRecord = (state: State, id: string): State => {
  const records = new Map(state.records)
  records.delete(id)
  return { ...state, records }
}

/** One second later: the time of the next write. */
export const ticked = (state: State): readonly [State, string] => {
  const clock = state.clock + 1000
  return [{ ...state, clock }, new Date(clock).toISOString()]
}
