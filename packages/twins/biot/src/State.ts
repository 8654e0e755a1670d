/**
 * What the vendor remembers: users, templates, organizations, who calls and who can log in, and a clock that moves by
 * writes alone. Everything is immutable and keyed by Map, so that an id or a key may be any string.
 */
import { Schema } from "effect"
import { type addressParts, type Attribute, builtIn, readOnly, type Value } from "./Vocabulary.ts"

export interface Template {
  readonly id: string
  readonly name: string
  readonly attributes: ReadonlyArray<Attribute>
}

export interface Name {
  readonly firstName: string
  readonly lastName: string
}

export type Address = {
  readonly [Part in (typeof addressParts)[number]]: string | undefined
} & { readonly countryCode: string }

export interface Mfa {
  readonly enabled: boolean
  readonly expirationInMinutes: number | undefined
}

/** What a body can write, in the order of the page. */
export interface Written {
  readonly _name: Name
  readonly _description: string | undefined
  readonly _email: string
  readonly _phone: string | undefined
  readonly _locale: string | undefined
  readonly _gender: string | undefined
  readonly _dateOfBirth: string | undefined
  readonly _address: Address | undefined
  readonly _mfa: Mfa | undefined
  readonly _employeeId: string | undefined
  /** The id of the organization. */
  readonly _ownerOrganization: string
  readonly custom: ReadonlyMap<string, Value>
}

/** A user as it is stored. */
export interface User {
  readonly id: string
  readonly template: Template
  readonly credentialType: "PASSWORD" | "OTP"
  readonly enabled: "ENABLED" | "DISABLED"
  readonly invitationAccepted: boolean
  readonly created: string
  readonly modified: string
  readonly written: Written
}

export interface Organization {
  readonly name: string
  /** The user who is its admin (B9). */
  readonly primaryAdmin: string | undefined
}

/** Who a token speaks for; without a user it is a service. */
export interface Caller {
  readonly userId: string | undefined
  readonly permissions: ReadonlySet<"PROTECTED_API">
  readonly mayChangeEmail: boolean
}

export interface Login {
  readonly password: string
  readonly userId: string
}

export interface State {
  readonly users: ReadonlyMap<string, User>
  readonly templates: ReadonlyMap<string, Template>
  readonly organizations: ReadonlyMap<string, Organization>
  /** Whether the phone of a user who logs in by one-time password is fixed (B10). */
  readonly otpPhoneLocked: boolean
  readonly tokens: ReadonlyMap<string, Caller>
  readonly logins: ReadonlyMap<string, Login>
  /** Refresh token → user (B17). */
  readonly refreshTokens: ReadonlyMap<string, string>
  /** How many pairs of tokens were issued. */
  readonly issued: number
  /** The time of the last write, in milliseconds. */
  readonly clock: number
}

const Seed = Schema.Struct({
  templates: Schema.Array(
    Schema.Struct({
      id: Schema.String,
      name: Schema.String,
      attributes: Schema.Array(
        Schema.Struct({
          name: Schema.String,
          type: Schema.Literals(["TEXT", "NUMBER", "BOOLEAN", "DATE", "SELECT"]),
          mandatory: Schema.Boolean,
          values: Schema.optionalKey(Schema.Array(Schema.String))
        })
      )
    })
  ),
  organizations: Schema.Array(
    Schema.Struct({
      id: Schema.String,
      name: Schema.String,
      primaryAdmin: Schema.optionalKey(Schema.String)
    })
  ),
  otpPhoneLocked: Schema.optionalKey(Schema.Boolean),
  tokens: Schema.Array(
    Schema.Struct({
      token: Schema.String,
      userId: Schema.optionalKey(Schema.String),
      permissions: Schema.Array(Schema.Literal("PROTECTED_API")),
      mayChangeEmail: Schema.optionalKey(Schema.Boolean)
    })
  ),
  logins: Schema.optionalKey(
    Schema.Array(Schema.Struct({ username: Schema.String, password: Schema.String, userId: Schema.String }))
  ),
  users: Schema.Array(Schema.Unknown)
})
type Seed = typeof Seed.Type

const Event = Schema.Union([
  Schema.Struct({ type: Schema.Literal("member-written"), id: Schema.String, user: Schema.Unknown }),
  Schema.Struct({ type: Schema.Literal("member-added"), user: Schema.Unknown }),
  Schema.Struct({ type: Schema.Literal("member-removed"), id: Schema.String }),
  Schema.Struct({ type: Schema.Literal("enabled-state"), id: Schema.String, state: Schema.String })
])

const decodeSeed = Schema.decodeUnknownSync(Seed, { onExcessProperty: "error" })
const decodeEvent = Schema.decodeUnknownSync(Event, { onExcessProperty: "error" })

/** The parts of seeding and of events that are rules of the vendor; they are handed in, so that State knows no rule. */
export interface Writing {
  /** A user who was there before this client came. */
  readonly admit: (state: State, seeded: unknown) => State
  /** Another writer's calls. */
  readonly write: (state: State, id: string, body: unknown) => State
  readonly remove: (state: State, id: string) => State
  readonly enable: (state: State, id: string, enabled: string) => State
}

/** Builds the state at the start. */
export const seed = (json: unknown, writing: Writing): State => {
  const { templates, organizations, otpPhoneLocked, tokens, logins, users } = decodeSeed(json)
  const empty: State = {
    users: new Map(),
    templates: unique("templates", templates.map(templateOf)),
    organizations: unique(
      "organizations",
      organizations.map(({ id, name, primaryAdmin }) => [id, { name, primaryAdmin }])
    ),
    otpPhoneLocked: otpPhoneLocked ?? false,
    tokens: unique("tokens", tokens.map(callerOf)),
    logins: unique(
      "logins",
      (logins ?? []).map(({ username, ...login }) => [username, login])
    ),
    refreshTokens: new Map(),
    issued: 0,
    clock: Date.parse("2020-01-01T00:00:00.000Z")
  }
  return wellReferred(users.reduce<State>(writing.admit, empty))
}

const unique = <A>(what: string, entries: ReadonlyArray<readonly [string, A]>): ReadonlyMap<string, A> => {
  const map = new Map(entries)
  if (map.size < entries.length) throw new Error(`Two ${what} have one name.`)
  return map
}

const templateOf = ({ id, name, attributes }: Seed["templates"][number]): readonly [string, Template] => {
  const typed = unique("attributes", attributes.map(attributeOf))
  const taken = [...builtIn, ...readOnly, "_templateId"].find((word) => typed.has(word))
  if (taken !== undefined) throw new Error(`A custom attribute cannot be called ${taken}.`)
  return [id, { id, name, attributes: [...typed.values()] }]
}

const attributeOf = ({
  values,
  ...attribute
}: Seed["templates"][number]["attributes"][number]): readonly [string, Attribute] => {
  if ((values !== undefined) !== (attribute.type === "SELECT"))
    throw new Error("An attribute has values when it is a SELECT, and only then.")
  return [attribute.name, { ...attribute, values: values ?? [] }]
}

const callerOf = ({
  token,
  userId,
  permissions,
  mayChangeEmail
}: Seed["tokens"][number]): readonly [string, Caller] => [
  token,
  { userId, permissions: new Set(permissions), mayChangeEmail: mayChangeEmail ?? true }
]

/** Admins, tokens and logins belong to users who are there. */
const wellReferred = (state: State): State => {
  const referred = [
    ...[...state.organizations.values()].map(({ primaryAdmin }) => primaryAdmin),
    ...[...state.tokens.values(), ...state.logins.values()].map(({ userId }) => userId)
  ]
  for (const id of referred) {
    if (id !== undefined && !state.users.has(id)) throw new Error(`There is no user "${id}".`)
  }
  return state
}

/** Makes something happen at the vendor without this client. */
export const event = (state: State, json: unknown, writing: Writing): State => {
  const happened = decodeEvent(json)
  switch (happened.type) {
    case "member-written":
      return writing.write(state, happened.id, happened.user)
    case "member-added":
      return writing.admit(state, happened.user)
    case "member-removed":
      return writing.remove(state, happened.id)
    case "enabled-state":
      return writing.enable(state, happened.id, happened.state)
  }
}

/** Puts a user into the state, in the place of the former one if there is one. */
export const withUser = (state: State, user: User): State => ({
  ...state,
  users: new Map(state.users).set(user.id, user)
})

/** Takes a user out of the state. */
export const withoutUser = (state: State, id: string): State => {
  const users = new Map(state.users)
  users.delete(id)
  return { ...state, users }
}

/** B17: two tokens for one user, each with the time at which it ends. */
export interface Session {
  readonly user: User
  readonly access: string
  readonly refresh: string
  readonly accessUntil: string
  readonly refreshUntil: string
}

/** B17: who knows the password gets tokens; undefined: nobody does. */
export const login = (
  state: State,
  username: unknown,
  password: unknown
): readonly [State, Session] | undefined => {
  const known = typeof username === "string" ? state.logins.get(username) : undefined
  return known?.password === password ? issued(state, known?.userId) : undefined
}

/** B17: so does who has a refresh token, which stays good. */
export const renew = (state: State, refreshToken: unknown): readonly [State, Session] | undefined =>
  issued(state, typeof refreshToken === "string" ? state.refreshTokens.get(refreshToken) : undefined)

const hour = 3_600_000

/** Tokens are counted, not drawn, so that the twin stays pure. */
const issued = (state: State, userId: string | undefined): readonly [State, Session] | undefined => {
  const user = userId === undefined ? undefined : state.users.get(userId)
  if (user === undefined) return undefined
  const count = state.issued + 1
  const [access, refresh] = [`access-${count}`, `refresh-${count}`]
  if (state.tokens.has(access)) return issued({ ...state, issued: count }, userId)
  const caller = { userId: user.id, permissions: new Set(["PROTECTED_API"] as const), mayChangeEmail: true }
  const next = {
    ...state,
    issued: count,
    tokens: new Map(state.tokens).set(access, caller),
    refreshTokens: new Map(state.refreshTokens).set(refresh, user.id)
  }
  const [accessUntil, refreshUntil] = [timeOf(state.clock + hour), timeOf(state.clock + 24 * hour)]
  return [next, { user, access, refresh, accessUntil, refreshUntil }]
}

/** One second later: the time of the next write. */
export const ticked = (state: State): readonly [State, string] => {
  const clock = state.clock + 1000
  return [{ ...state, clock }, timeOf(clock)]
}

/** A UTC date-time in ISO 8601, as the answers print it. */
const timeOf = (clock: number): string => new Date(clock).toISOString()
